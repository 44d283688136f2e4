import Election
import HTTPServer
import Journals
import PostalStore
import PostalVote
import Ristretto255
import StrictJSON
import Words

/// Postal votes behind HTTP: everybody who reads proves with a signature that they may sign in the journal.
///
/// Below `/v1/postal`: the list, and for each vote entries, journal, state, scans, the openings of tallies, and papers.
struct PostalService {
    let counter: PostalCounter
    let papers: PostalPaperService
    let clock: @Sendable () -> PostalTime?

    /// An entry may hold a whole electorate, or the kits of a print job.
    static let entryLimit = 4 << 20

    func bodyLimit(_ parts: [String]) -> Int? { parts.first == "postal" ? Self.entryLimit : nil }

    /// The answer to a path below `/v1`; nil for those of others.
    func answer(_ parts: [String], isReading: Bool, _ request: HTTPRequest) throws -> HTTPResponse? {
        guard parts.first == "postal" else { return nil }
        guard !isReading else { return Answers.badRequest(405) }
        do {
            return try answer(Array(parts.dropFirst()), request.body)
        } catch let refusal as PostalRefusal {
            return Self.refused(refusal)
        } catch let fault as PostalFault {
            return Self.refused(fault.refusal)
        } catch let damage as JournalDamage {
            return Self.refused("damaged") { damage.sentence(in: $0) }
        } catch let refusal as PaperRefusal {
            return refusal.answer
        }
    }

    private func answer(_ parts: [String], _ body: [UInt8]) throws -> HTTPResponse {
        if parts.isEmpty { return Answers.json(try list(body)) }
        if parts == ["law"] { return Answers.json(try PostalLawDraft.text(body)) }
        guard let id = JournalID(hex: parts[0]) else { throw ErrorCode.badRequest }
        if parts.count == 1 { return Answers.json(HeadAnswer(try take(body, id)).text) }
        guard parts.count == 2, let sound = try counter.store.soundPart(of: id) else { throw ErrorCode.unknownVote }
        let wish = try reader(body, sound, parts[1])
        // Only a reader is told what is damaged.
        guard let journal = try counter.store.journal(id) else { throw ErrorCode.unknownVote }
        switch parts[1] {
        case "journal":
            let first = try wish("from", 0)
            let lines = journal.entries.dropFirst(first).map { $0.line + "\n" }
            return Answers.lines(Array(lines.joined().utf8))
        case "state":
            let (state, now) = try stateAndTime(id, wish)
            return Answers.json(PostalStateJSON.text(state, head: journal.head, at: now, papers))
        case "scan":
            guard let state = try counter.store.state(id) else { throw ErrorCode.wrongState }
            return Answers.json(PostalStateJSON.scan(try wish.text("number"), state))
        case "table":
            guard let state = try counter.store.state(id) else { throw ErrorCode.wrongState }
            guard let language = Language(rawValue: try wish.text("language")) else { throw ErrorCode.badRequest }
            try state.requireReceiptBook()
            return Answers.data(200, "text/csv; charset=utf-8", Array(state.table(in: language).utf8))
        case "openings":
            guard let stack = Stack(rawValue: try wish.text("stack")) else { throw ErrorCode.badRequest }
            return Answers.json(JSONWriter.array(try counter.openings(of: id, stack).map(\.json)))
        case "paper", "print", "file":
            let (state, now) = try stateAndTime(id, wish)
            return try papers.answer(parts[1], wish, state, at: now) ?? Answers.badRequest(404)
        default: return Answers.badRequest(404)
        }
    }

    private func stateAndTime(_ id: JournalID, _ wish: PostalWish) throws -> (PostalState, PostalTime) {
        guard let state = try counter.store.state(id), let now = clock() else { throw ErrorCode.wrongState }
        // A rehearsal has a time of its own.
        guard state.start.rehearsal, wish.fields.value("at") != nil else { return (state, now) }
        guard let at = PostalTime(try wish.text("at")) else { throw ErrorCode.badRequest }
        return (state, at)
    }

    private func take(_ body: [UInt8], _ id: JournalID) throws -> Digest {
        let request: PostalRequest
        let opening: TallyOpening?
        do {
            request = try PostalRequest(text: body)
            opening = try request.opening.map { try TallyOpening(json: $0) }
        } catch { throw ErrorCode.badRequest }
        guard let now = clock() else { throw ErrorCode.wrongState }
        let head = try counter.append(request.entry, to: id, opening: opening, now: now)
        papers.stored(request.entry.type)
        return head
    }

    /// `[{"postal":hex,"entries":int,"head":hex}]`, of those that the person may sign in.
    private func list(_ body: [UInt8]) throws -> String {
        let act = try ActRequest.received(body)
        return JSONWriter.array(
            try counter.store.ids().compactMap { id in
                guard let journal = try counter.store.soundPart(of: id), journal.isReader(act, "postal") else {
                    return nil
                }
                var writer = JSONWriter()
                writer.add("postal", hex: id.bytes)
                writer.add("entries", journal.entries.count)
                writer.add("head", hex: journal.head.encoded)
                return writer.object
            }
        )
    }

    // MARK: Who asks

    /// What a reader's body asks for; it names the postal vote, so that a request fits one vote alone.
    private func reader(_ body: [UInt8], _ journal: Journal, _ name: String) throws -> PostalWish {
        let act = try ActRequest.received(body)
        guard journal.isReader(act, "postal-" + name), let person = PersonID(act.by) else {
            throw ErrorCode.badSignature
        }
        do {
            let fields = try Fields(
                parsing: Array(act.body.utf8),
                exactly: ["postal"],
                optional: PostalPaperService.fields(name) ?? ["from", "number", "stack", "language", "at"]
            )
            guard try fields.string("postal") == journal.id.description else { throw ErrorCode.badRequest }
            return PostalWish(person: person, fields: fields)
        } catch { throw ErrorCode.badRequest }
    }

    /// A refusal with its rule and its sentence: whoever sent the entry shows it.
    private static func refused(_ refusal: PostalRefusal) -> HTTPResponse {
        refused(refusal.rule.rawValue) { refusal.sentence(in: $0) }
    }

    private static func refused(_ rule: String, _ sentence: (Language) -> String) -> HTTPResponse {
        var writer = JSONWriter()
        writer.add("error", ErrorCode.wrongState.rawValue)
        writer.add("rule", rule)
        writer.add("de", sentence(.german))
        writer.add("en", sentence(.english))
        return Answers.json(writer.object, status: ErrorCode.wrongState.status)
    }
}
