import Ristretto255
import StrictJSON

/// An event on its way into a log: `POST /v1/{vote}/event` (protocol section 15).
///
/// The first event of a vote brings the text of `roll.jsonl` along, and of `law.json` where the manifest names one.
public struct EventRequest: Sendable {
    /// The event.
    public let event: Event
    /// The bytes of `roll.jsonl`, only with a manifest.
    public let roll: [UInt8]?
    /// The bytes of `law.json`, only with a manifest that names one.
    public let law: [UInt8]?

    /// A request.
    public init(_ event: Event, roll: [UInt8]? = nil, law: [UInt8]? = nil) {
        self.event = event
        self.roll = roll
        self.law = law
    }

    /// Reads the body of a request.
    public init(text: [UInt8]) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: text, exactly: ["event"], optional: ["roll", "law"])
            func bytes(_ name: String) throws -> [UInt8]? {
                guard fields.value(name) != nil else { return nil }
                return Array(try fields.string(name).utf8)
            }
            guard let event = fields.value("event") else { throw JSONFault.missingField("event") }
            return EventRequest(try Event(event), roll: try bytes("roll"), law: try bytes("law"))
        }
    }

    /// The body of the request.
    public var text: String {
        var writer = JSONWriter()
        writer.add("event", raw: event.line)
        if let roll { writer.add("roll", String(decoding: roll, as: UTF8.self)) }
        if let law { writer.add("law", String(decoding: law, as: UTF8.self)) }
        return writer.object
    }
}

/// A whole journal on its way to the vote it is about: `POST /v1/{vote}/journal`.
public struct JournalRequest: Sendable {
    /// The journal.
    public let journal: Journal

    /// A request.
    public init(_ journal: Journal) {
        self.journal = journal
    }

    /// Reads the body of a request.
    public init(text: [UInt8]) throws(Fault) {
        let journal = try faults { try Fields(parsing: text, exactly: ["journal"]).string("journal") }
        self.journal = try Journal(file: Array(journal.utf8), named: RecordFile.abandonment.rawValue)
    }

    /// The body of the request.
    public var text: String {
        var writer = JSONWriter()
        writer.add("journal", journal.text)
        return writer.object
    }
}

/// An entry on its way into a journal: `POST /v1/journal/{id}`.
public struct EntryRequest: Sendable {
    /// The entry.
    public let entry: Event

    /// A request.
    public init(_ entry: Event) {
        self.entry = entry
    }

    /// Reads the body of a request.
    public init(text: [UInt8]) throws(Fault) {
        entry = try faults {
            let fields = try Fields(parsing: text, exactly: ["entry"])
            guard let entry = fields.value("entry") else { throw JSONFault.missingField("entry") }
            return try Event(entry)
        }
    }

    /// The body of the request.
    public var text: String {
        var writer = JSONWriter()
        writer.add("entry", raw: entry.line)
        return writer.object
    }
}

/// The answer to an event or a journal's entry: `{"head":hex64}`.
public struct HeadAnswer: Hashable, Sendable {
    /// The new head.
    public let head: Digest

    /// An answer.
    public init(_ head: Digest) {
        self.head = head
    }

    /// Reads the body of an answer.
    public init(text: [UInt8]) throws(Fault) {
        head = try faults { try Digest(field: "head", Fields(parsing: text, exactly: ["head"])) }
    }

    /// The body of the answer.
    public var text: String {
        var writer = JSONWriter()
        writer.add("head", hex: head.encoded)
        return writer.object
    }
}
