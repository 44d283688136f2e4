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
        try place.decode(.seen) { text -> (n: Int, head: Digest)? in
            let fields = try Fields(JSON(strict: text), exactly: [], optional: View.allCases.map(\.rawValue))
            guard let value = fields.value(view.rawValue) else { return nil }
            let entry = try Fields(value, exactly: ["n", "head"])
            return (try entry.integer("n"), try Digest(decoding: entry.hex("head", byteCount: Digest.byteCount)))
        } ?? nil
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
        try place.decode(.signed) { text in
            // What is cut off would be forgotten, and could be signed a second time.
            guard text.last == 0x0A else { throw Fault(.noFinalLineFeed, line: text.count { $0 == 0x0A } + 1) }
            return try text.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().map {
                index,
                line in
                do {
                    return try Signed(line: line)
                } catch let fault as JSONFault {
                    throw Fault(.json(fault), line: index + 1)
                } catch let fault as Fault {
                    throw Fault(fault.rule, line: index + 1)
                }
            }
        } ?? []
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

extension Memory.Signed {
    fileprivate init(line: some Collection<UInt8>) throws {
        let fields = try Fields(parsing: line, exactly: ["event", "delivered"])
        event = try Event(line: Array(fields.string("event").utf8))
        delivered = try fields.bool("delivered")
    }
}
