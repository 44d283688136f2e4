import Election
import Ristretto255
import StrictJSON

/// What a person's programs remember about a vote, so that nobody can show them two different logs
/// (protocol section 7).
struct Memory {
    let place: VotePlace

    /// The two ways to read a log: the public one may be shorter for a while.
    enum View: String, CaseIterable {
        case publicLog = "public"
        case wholeLog = "whole"
    }

    /// An event this person signed.
    struct Signed {
        let event: Event
        /// Whether the server took it; otherwise it may have been too late for its position.
        var delivered: Bool
    }

    // MARK: Seen

    /// The last position and head seen in a view.
    func seen(_ view: View) throws -> (n: Int, head: Digest)? {
        guard let text = try place.read(.seen) else { return nil }
        let fields = try Fields(JSON(strict: text), exactly: [], optional: View.allCases.map(\.rawValue))
        guard let value = fields.value(view.rawValue) else { return nil }
        let entry = try Fields(value, exactly: ["n", "head"])
        return (try entry.integer("n"), try Digest(decoding: entry.hex("head", byteCount: Digest.byteCount)))
    }

    func remember(_ log: EventLog, _ view: View) throws {
        // Most reads bring nothing new; then nothing needs to be flushed to the disk.
        if let known = try seen(view), known == (log.events.count - 1, log.head) { return }
        var writer = JSONWriter()
        for each in View.allCases {
            let entry = each == view ? (log.events.count - 1, log.head) : try seen(each)
            guard let (n, head) = entry else { continue }
            var position = JSONWriter()
            position.add("n", n)
            position.add("head", hex: head.encoded)
            writer.add(each.rawValue, raw: position.object)
        }
        try place.write(writer.object, .seen)
    }

    // MARK: Signed

    func signed() throws -> [Signed] {
        guard let text = try place.read(.signed) else { return [] }
        return try text.split(separator: 0x0A).map { line in
            let fields = try Fields(parsing: line, exactly: ["event", "delivered"])
            return Signed(
                event: try Event(line: Array(fields.string("event").utf8)),
                delivered: try fields.bool("delivered")
            )
        }
    }

    func store(_ signed: [Signed]) throws {
        let lines = signed.map { entry in
            var writer = JSONWriter()
            writer.add("event", entry.event.line)
            writer.add("delivered", entry.delivered)
            return writer.object + "\n"
        }
        try place.write(lines.joined(), .signed)
    }
}
