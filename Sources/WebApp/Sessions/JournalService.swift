import Election
import Files
import HTTPServer
import Journals
import Ristretto255
import StrictJSON
import VoteServer

/// Journals of sessions behind HTTP: shown to those who may sign in them, because they hold addresses, items that are
/// not public, and why somebody was excluded.
///
/// Everybody is told only whether a session stands still: ``SessionNow``; and each member what it says about them:
/// ``OwnStanding``.
struct JournalService {
    let server: VoteServer
    let journals: JournalStore
    let now: SessionNow
    let standing: OwnStanding

    /// An entry may hold the files of the council, or of a vote that is prepared.
    static let entryLimit = 4 << 20

    func bodyLimit(_ parts: [String]) -> Int? {
        parts.count == 2 && parts[0] == "journal" ? Self.entryLimit : nil
    }

    /// The answer to a path below `/v1`; nil for those of others.
    func answer(_ parts: [String], isReading: Bool, _ request: HTTPRequest) throws -> HTTPResponse? {
        if parts == ["session"] { return isReading ? try session(request) : Answers.badRequest(405) }
        if parts.count == 2, parts[1] == OwnStanding.act, let vote = VoteID(hex: parts[0]) {
            return isReading ? Answers.badRequest(405) : Answers.json(try standing.answer(vote, request.body))
        }
        let isRead = parts.count == 3 && parts[2] == "read"
        guard parts == ["journals"] || parts.first == "journal" && (parts.count == 2 || isRead) else { return nil }
        guard !isReading else { return Answers.badRequest(405) }
        if parts.count == 1 { return Answers.json(try list(request.body)) }
        guard let id = JournalID(hex: parts[1]) else { throw ErrorCode.badRequest }
        return isRead ? try read(id, request.body) : Answers.json(HeadAnswer(try take(request.body, id)).text)
    }

    private func session(_ request: HTTPRequest) throws -> HTTPResponse {
        guard let text = request.query["vote"] else { return Answers.json(try now.text()) }
        guard let vote = VoteID(hex: text) else { throw ErrorCode.badRequest }
        return Answers.json(try now.text(for: vote) { server.title(of: vote) })
    }

    private func take(_ body: [UInt8], _ id: JournalID) throws -> Digest {
        let entry: Event
        do { entry = try EntryRequest(text: body).entry } catch { throw ErrorCode.badRequest }
        let head = try journals.append(entry, to: id) { try server.requireOfficer($0) }
        now.changed()
        return head
    }

    /// The entries from a number on; the body names the journal, so that a request fits one alone.
    private func read(_ id: JournalID, _ body: [UInt8]) throws -> HTTPResponse {
        guard let journal = try journals.journal(id) else { throw ErrorCode.unknownVote }
        let act = try ActRequest.received(body)
        guard journal.isReader(act, "journal-read") else { throw ErrorCode.badSignature }
        let first: Int
        do {
            let fields = try Fields(parsing: Array(act.body.utf8), exactly: ["journal", "from"])
            guard try fields.string("journal") == id.description else { throw ErrorCode.badRequest }
            first = try fields.integer("from")
        } catch { throw ErrorCode.badRequest }
        guard first >= 0 else { throw ErrorCode.badRequest }
        return Answers.lines(Array(journal.entries.dropFirst(first).map { $0.line + "\n" }.joined().utf8))
    }

    /// `[{"journal":hex,"entries":int,"head":hex}]`, of those that the person may sign in.
    private func list(_ body: [UInt8]) throws -> String {
        let act = try ActRequest.received(body)
        return JSONWriter.array(
            try journals.all().compactMap { summary in
                guard try journals.journal(summary.id)?.isReader(act, "journals") == true else { return nil }
                var writer = JSONWriter()
                writer.add("journal", hex: summary.id.bytes)
                writer.add("entries", summary.entries)
                writer.add("head", hex: summary.head.encoded)
                return writer.object
            }
        )
    }
}
