import CouncilLaw
import Election
import Files
import Papers
import StrictJSON
import Words

/// What stands on the papers of a town: head of its letters, who signs, and how Wahlbriefe are handed in.
///
/// `{"town":str,"office":str,"street":str,"city":str,"signer":{"name":str,"function":str}}` and perhaps `unit`,
/// `phone`, `email`, `count` (`{"date":"YYYY-MM-DD","time":"HH:MM","place":str}`), `handingIn` (`[str]`) and `mark`.
public struct TownFile: Sendable {
    /// Head of all letters.
    public let letterhead: Letterhead
    /// Who signs.
    public let signer: Papers.Signer
    /// When and where is counted.
    public let count: PaperMeeting?
    /// Ways to hand in, one sentence each.
    public let handingIn: [String]
    /// The letter on the blue envelopes that tells the votes of one session apart.
    public let mark: String?

    /// Reads a file; throws a `Fault` that names it, or a `FileError`.
    public init(_ path: String) throws {
        do {
            try self.init(
                Fields(
                    parsing: HandwrittenFile.bytes(path),
                    exactly: ["town", "office", "street", "city", "signer"],
                    optional: ["unit", "phone", "email", "count", "handingIn", "mark"]
                )
            )
        } catch let fault as JSONFault {
            throw Fault(.json(fault), file: path)
        }
    }

    private init(_ fields: Fields) throws {
        guard let signing = fields.value("signer") else { throw JSONFault.missingField("signer") }
        let signer = try Fields(signing, exactly: ["name", "function"])
        letterhead = Letterhead(
            town: try fields.string("town"),
            office: try fields.string("office"),
            unit: try fields.text("unit"),
            street: try fields.string("street"),
            city: try fields.string("city"),
            phone: try fields.text("phone"),
            email: try fields.text("email")
        )
        self.signer = Papers.Signer(name: try signer.string("name"), function: try signer.string("function"))
        count = try fields.value("count").map { value in
            let meeting = try Fields(value, exactly: ["date", "time", "place"])
            return PaperMeeting(
                date: try CalendarDate(parsing: meeting.string("date")),
                time: try ClockTime(parsing: meeting.string("time")),
                place: try meeting.string("place")
            )
        }
        // Papers are German, whatever the officer's program speaks.
        handingIn =
            fields.value("handingIn") == nil
            ? ["post", "letterbox", "personal"].map { Words.sentence("cli.postal.handingIn.\($0)", in: .german) }
            : try fields.texts("handingIn")
        mark = try fields.text("mark")
    }
}

extension Fields {
    /// A text that may be left out or empty.
    fileprivate func text(_ name: String) throws -> String? {
        guard value(name) != nil else { return nil }
        let text = try string(name)
        return text.isEmpty ? nil : text
    }

    fileprivate func texts(_ name: String) throws -> [String] {
        try array(name).map { value in
            guard case .string(let text) = value else { throw JSONFault.wrongType(field: name) }
            return text
        }
    }
}
