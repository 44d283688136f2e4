import Election
import HTTPServer
import StrictJSON
import VoteServer

/// What the officer's page asks of the machine without changing anything on it.
///
/// It reads a council's files, and finds the law of a vote that is being prepared. Whoever starts the server brings it
/// along.
public protocol OfficeDesk: Sendable {
    /// The acts it knows, such as `council`.
    var acts: Set<String> { get }
    /// The answer, a JSON object, to an act with this body; throws ``ErrorCode/badRequest``.
    func answer(_ act: String, body: String) throws -> String
}

/// Journals of sessions, and the desk (protocol section 7, other journals).
struct OfficeService {
    let server: VoteServer
    let desk: (any OfficeDesk)?

    /// A journal holds the files of the council and of each vote that is prepared.
    static let bodyLimit = 4 << 20
    /// The files of a council's information system.
    static let deskLimit = 64 << 20

    func bodyLimit(_ parts: [String]) -> Int? {
        if parts.count == 2, parts[0] == "journal" { return Self.bodyLimit }
        return parts.count == 1 && isActOfDesk(parts[0]) ? Self.deskLimit : nil
    }

    /// The answer to a path below `/v1`; nil for those of others.
    func answer(_ parts: [String], isReading: Bool, _ request: HTTPRequest) throws -> HTTPResponse? {
        switch parts.count {
        case 1 where parts[0] == "journals":
            return isReading ? Answers.json(try list()) : Answers.badRequest(405)
        case 1 where isActOfDesk(parts[0]):
            return isReading ? Answers.badRequest(405) : Answers.json(try act(parts[0], request.body))
        case 2 where parts[0] == "journal":
            if isReading {
                let name = parts[1]
                guard name.hasSuffix(".jsonl"), let id = JournalID(hex: String(name.dropLast(6))) else {
                    throw ErrorCode.badRequest
                }
                return Answers.lines(try lines(of: server.sessionJournal(id), from: request.number("from") ?? 0))
            }
            guard let id = JournalID(hex: parts[1]) else { throw ErrorCode.badRequest }
            let entry: Event
            do { entry = try EntryRequest(text: request.body).entry } catch { throw ErrorCode.badRequest }
            return Answers.json(HeadAnswer(try server.append(entry, toSession: id)).text)
        default: return nil
        }
    }

    private func isActOfDesk(_ name: String) -> Bool { desk?.acts.contains(name) == true }

    private func lines(of journal: Journal, from first: Int) -> [UInt8] {
        Array(journal.entries.dropFirst(first).map { $0.line + "\n" }.joined().utf8)
    }

    private func list() throws -> String {
        JSONWriter.array(
            try server.sessionJournals().map { journal in
                var writer = JSONWriter()
                writer.add("journal", hex: journal.id.bytes)
                writer.add("entries", journal.entries.count)
                writer.add("head", hex: journal.head.encoded)
                return writer.object
            }
        )
    }

    private func act(_ name: String, _ body: [UInt8]) throws -> String {
        let request: ActRequest
        do { request = try ActRequest(text: body) } catch { throw ErrorCode.badRequest }
        let isSigned = try server.clerks(request.by).contains { request.isSigned(by: $0.key, for: name) }
        guard isSigned else { throw ErrorCode.badSignature }
        guard let desk else { throw ErrorCode.badRequest }
        return try desk.answer(name, body: request.body)
    }
}
