/// The result on one page, for the room and the public.
public struct Ergebnisblatt: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// The result.
    public var result: PaperResult
    /// Voted by post.
    public var isPostal: Bool
    /// When it was announced; an electronic record has no time.
    public var announced: PaperMoment?
    /// The fingerprint of the record, in groups.
    public var fingerprint: String?

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        result: PaperResult,
        isPostal: Bool = true,
        announced: PaperMoment? = nil,
        fingerprint: String? = nil
    ) {
        self.frame = frame
        self.result = result
        self.isPostal = isPostal
        self.announced = announced
        self.fingerprint = fingerprint
    }

    /// The template.
    public static let kind = PaperKind.ergebnisblatt

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            result.add(to: &fields)
            fields.flag("brief", isPostal)
            fields.text("verkuendet", announced.map(PaperDates.brief))
            fields.text("fingerabdruck", fingerprint)
        }
    }
}
