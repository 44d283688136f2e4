import StrictJSON

/// An entry for the journal of a postal vote; the entry of a tally brings the numbers behind its commitment along, which
/// the server keeps closed.
public struct PostalRequest: Sendable {
    /// The entry.
    public let entry: Event
    /// The text of the opening, a JSON object; only with a tally.
    public let opening: String?

    /// A request.
    public init(_ entry: Event, opening: String? = nil) {
        self.entry = entry
        self.opening = opening
    }

    /// Reads the body of a request.
    public init(text: [UInt8]) throws(Fault) {
        (entry, opening) = try faults {
            let fields = try Fields(parsing: text, exactly: ["entry"], optional: ["opening"])
            guard let entry = fields.value("entry") else { throw JSONFault.missingField("entry") }
            return (try Event(entry), fields.value("opening") == nil ? nil : try fields.string("opening"))
        }
    }

    /// The body of the request.
    public var text: String {
        var writer = JSONWriter()
        writer.add("entry", raw: entry.line)
        if let opening { writer.add("opening", opening) }
        return writer.object
    }
}
