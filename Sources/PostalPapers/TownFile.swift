import CouncilLaw
import Election
import Files
import Papers
import StrictJSON
import Words

/// What stands on the papers of a town: head of its letters, who signs, and how Wahlbriefe are handed in.
///
/// `{"town":str,"office":str,"street":str,"city":str,"signer":{"name":str,"function":str}}` and perhaps `unit`,
/// `phone`, `email`, `body` (the council, as in "Rat der Stadt Erlenbrück"), `count`
/// (`{"date":"YYYY-MM-DD","time":"HH:MM","place":str}`), `handingIn` (`[str]`), `postage` (`"town"` or `"sender"`),
/// `nightBox` (where it is, or `false`) and `mark`.
public struct TownFile: Sendable {
    /// Head of all letters.
    public let letterhead: Letterhead
    /// Who signs.
    public let signer: Papers.Signer
    /// The council's name.
    public let body: String?
    /// When and where is counted.
    public let count: PaperMeeting?
    /// Ways to hand in, who pays the postage, and the night letter box; one sentence each.
    public let handingIn: [String]
    /// The town pays the postage of the red envelope.
    public let paysPostage: Bool
    /// The letter on the blue envelopes that tells the votes of one session apart.
    public let mark: String?

    /// Reads a file; throws a `Fault` that names it, or a `FileError`.
    public init(_ path: String) throws {
        do {
            try self.init(
                Fields(
                    parsing: HandwrittenFile.bytes(path),
                    exactly: ["town", "office", "street", "city", "signer"],
                    optional: ["unit", "phone", "email", "body", "count", "handingIn", "postage", "nightBox", "mark"]
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
        body = try fields.text("body")
        count = try fields.value("count").map { value in
            let meeting = try Fields(value, exactly: ["date", "time", "place"])
            return PaperMeeting(
                date: try CalendarDate(parsing: meeting.string("date")),
                time: try ClockTime(parsing: meeting.string("time")),
                place: try meeting.string("place")
            )
        }
        paysPostage = try fields.paysPostage
        let ways =
            fields.value("handingIn") == nil
            ? ["post", "letterbox", "personal"].map { paperWord("handingIn.\($0)") } : try fields.texts("handingIn")
        let postage = paperWord("handingIn.postage.\(paysPostage ? "town" : "sender")")
        handingIn = ways + [postage, try fields.nightBox].compactMap(\.self)
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

    /// The municipality pays (§ 20 KWahlO by analogy), unless the town has settled it otherwise.
    fileprivate var paysPostage: Bool {
        get throws {
            switch try text("postage") {
            case nil, "town"?: true
            case "sender"?: false
            default: throw JSONFault.wrongType(field: "postage")
            }
        }
    }

    /// The sentence about the night letter box; nil where the town says nothing about one.
    fileprivate var nightBox: String? {
        get throws {
            switch value("nightBox") {
            case nil: nil
            case .bool(false)?: paperWord("handingIn.noNightBox")
            case .string(let place)? where !place.isEmpty: paperWord("handingIn.nightBox", ["place": place])
            default: throw JSONFault.wrongType(field: "nightBox")
            }
        }
    }

    fileprivate func texts(_ name: String) throws -> [String] {
        try array(name).map { value in
            guard case .string(let text) = value else { throw JSONFault.wrongType(field: name) }
            return text
        }
    }
}
