import Election
import HTTPServer
import Ristretto255
import StrictJSON
import VoteServer

/// The issuer's origin: pages, log, files, drawing and recovery (protocol section 15).
struct IssuerService: HTTPService {
    let server: VoteServer
    let pages: Pages
    let live: Live
    let files: PublishedFiles
    let words: SpokenWords
    let log: ServerLog
    let origins: LateOrigins
    let office: OfficeService
    let journals: JournalService
    let postal: PostalService

    /// Bytes of a request's body (protocol section 17), and of the one that makes a vote.
    static let bodyLimit = 128 << 10
    static let creationLimit = 192 << 20
    /// Values in a request's JSON: long texts come as strings, so that none has many.
    static let valueLimit = 1 << 16

    func bodyLimit(_ request: HTTPRequest) -> Int {
        guard request.method == .post else { return 0 }
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).map(String.init)
        if request.path.hasPrefix("/v1/"), let limit = limit(parts) { return limit }
        return request.path.hasPrefix("/v1/") && request.path.hasSuffix("/event") ? Self.creationLimit : Self.bodyLimit
    }

    private func limit(_ parts: [String]) -> Int? {
        office.bodyLimit(parts) ?? journals.bodyLimit(parts) ?? postal.bodyLimit(parts)
    }

    func refusal(_ fault: HTTPFault) -> HTTPResponse {
        Answers.refusal(fault)
    }

    func handle(_ request: HTTPRequest, _ reply: HTTPReply) {
        do {
            try route(request, reply)
        } catch {
            if let code = Answers.code(error) { return reply.send(Answers.error(code)) }
            log.tell(error)
            reply.send(Answers.unavailable)
        }
    }

    private func route(_ request: HTTPRequest, _ reply: HTTPReply) throws {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        if parts.first == "v1" {
            try api(Array(parts.dropFirst()), request, reply)
        } else if request.path == "/healthz" {
            reply.send(try Health.answer(server, request))
        } else if let file = pages[request.path], let origins = origins.value {
            guard request.method != .post, request.method != .options else {
                return reply.send(Answers.badRequest(405))
            }
            reply.send(Answers.page(file, origins))
        } else {
            reply.send(Answers.badRequest(404))
        }
    }

    // MARK: Calls

    private func api(_ parts: [String], _ request: HTTPRequest, _ reply: HTTPReply) throws {
        let isReading = request.method == .get || request.method == .head
        guard isReading || request.method == .post else { return reply.send(Answers.badRequest(405)) }
        // A form or a text can be posted by any page on the web; this type makes browsers ask first.
        guard isReading || request.contentType == "application/json" else {
            return reply.send(Answers.badRequest(415))
        }
        guard isReading || JSON.hasAtMost(Self.valueLimit, valuesIn: request.body) else {
            return reply.send(Answers.badRequest(400))
        }
        if let answer = try office.answer(parts, isReading: isReading, request) { return reply.send(answer) }
        if let answer = try journals.answer(parts, isReading: isReading, request) { return reply.send(answer) }
        if let answer = try postal.answer(parts, isReading: isReading, request) { return reply.send(answer) }
        switch (parts.count, parts.last ?? "") {
        case (1, let name):
            guard isReading else { return reply.send(Answers.badRequest(Self.top.contains(name) ? 405 : 404)) }
            try top(name, request, reply)
        case (2, let name):
            let table = isReading ? Self.readings : Self.writings
            guard table.contains(name) else {
                let others = isReading ? Self.writings : Self.readings
                return reply.send(Answers.badRequest(others.contains(name) ? 405 : 404))
            }
            guard let vote = VoteID(hex: parts[0]) else { throw ErrorCode.badRequest }
            if isReading { try read(name, vote, request, reply) } else { try write(name, vote, request, reply) }
        default: reply.send(Answers.badRequest(404))
        }
    }

    private static let top: Set = ["server", "votes", "wait"]
    private static let writings: Set = ["event", "log", "view", "words", "draw", "recover", "journal"]
    private static let readings: Set = Set(["log", "status", "wait", "words"] + RecordFile.allCases.map(\.rawValue))

    private func top(_ name: String, _ request: HTTPRequest, _ reply: HTTPReply) throws {
        switch name {
        case "server":
            guard let origins = origins.value else { return reply.send(Answers.unavailable) }
            let info = server.server()
            var writer = JSONWriter()
            writer.add("suite", Manifest.suite)
            writer.add("key", hex: info.key.encoded)
            writer.add("realm", hex: info.realm.bytes)
            writer.add("box", origins.box)
            reply.send(Answers.json(writer.object))
        case "votes": reply.send(Answers.json(Lists.votes(try server.votes())))
        case "wait": live.waitForList(request.query["seen"] ?? "", reply)
        default: reply.send(Answers.badRequest(404))
        }
    }

    private func read(_ name: String, _ vote: VoteID, _ request: HTTPRequest, _ reply: HTTPReply) throws {
        switch name {
        case "log": reply.send(Answers.lines(try server.log(of: vote, from: request.number("from") ?? 0)))
        case "status":
            let status = try server.status(of: vote)
            var writer = JSONWriter()
            writer.add("state", status.state.rawValue)
            writer.add("draws", status.draws)
            writer.add("ballots", status.ballots)
            if status.isRestored { writer.add("restored", true) }
            reply.send(Answers.json(writer.object))
        case "wait":
            _ = try server.mark(of: vote)
            let known = Live.Known(
                state: request.query["state"],
                events: try request.number("events"),
                draws: try request.number("draws"),
                ballots: try request.number("ballots")
            )
            live.wait(vote, known, reply)
        case "words":
            let language = try request.query["lang"].map(WordsRequest.language) ?? .german
            reply.send(Answers.json(try words.publicWords(of: vote, in: language)))
        default:
            // The table of readings holds the names of all files.
            guard let file = RecordFile(rawValue: name), let bytes = try files.file(file, of: vote) else {
                throw ErrorCode.wrongState
            }
            reply.send(file == .law ? Answers.data(200, "application/json", bytes) : Answers.lines(bytes))
        }
    }

    private func write(_ name: String, _ vote: VoteID, _ request: HTTPRequest, _ reply: HTTPReply) throws {
        let text = request.body
        switch name {
        case "event":
            let request = try form { try EventRequest(text: text) }
            // Also where an act stands and what follows from it has failed.
            defer { live.changed(vote) }
            reply.send(Answers.json(HeadAnswer(try take(request, vote)).text))
        case "journal":
            let journal = try form { try JournalRequest(text: text) }.journal
            defer { live.changed(vote) }
            try server.record(journal, of: vote)
            reply.send(Answers.json("{}"))
        case "log":
            let wanted = try form { try ViewRequest(text: text, wantsLog: true) }
            reply.send(Answers.lines(try server.log(of: vote, wanted)))
        case "view":
            let drawn = try server.view(vote, form { try ViewRequest(text: text, wantsLog: false) })
            var writer = JSONWriter()
            writer.add("drawn", raw: JSONWriter.array(drawn.map { JSONWriter.quote($0.description) }))
            reply.send(Answers.json(writer.object))
        case "words":
            let wanted = try form { try WordsRequest(text: text) }
            reply.send(Answers.json(try words.wholeWords(of: vote, wanted)))
        case "draw":
            let answer = try server.draw(form { try DrawRequest(text: text) }, in: vote)
            reply.send(Answers.json(answer.text))
            live.counted(vote)
        case "recover":
            let answer = try server.recover(form { try RecoverRequest(text: text) }, in: vote)
            reply.send(Answers.json(answer.text))
        default: reply.send(Answers.badRequest(404))
        }
    }

    /// The first event makes the vote and brings the roll along; every other one goes into a log that is there.
    private func take(_ request: EventRequest, _ vote: VoteID) throws -> Digest {
        guard let roll = request.roll else {
            guard request.law == nil else { throw ErrorCode.badRequest }
            return try server.append(request.event, to: vote)
        }
        let manifest = try form { try Manifest(parsing: request.event.body) }
        guard manifest.vote == vote else { throw ErrorCode.badRequest }
        return try server.create(request.event, roll: roll, law: request.law)
    }

    /// Reads a body; whatever is wrong with its form has one code.
    private func form<T>(_ read: () throws -> T) throws -> T {
        do { return try read() } catch { throw ErrorCode.badRequest }
    }
}

extension HTTPRequest {
    /// An argument that is a number, written as JSON writes it.
    func number(_ name: String) throws -> Int? {
        guard let text = query[name] else { return nil }
        guard let number = Int(text), number >= 0, String(number) == text else { throw ErrorCode.badRequest }
        return number
    }
}

/// Whether the server is able to work.
enum Health {
    static func answer(_ server: VoteServer, _ request: HTTPRequest) throws -> HTTPResponse {
        guard request.method == .get || request.method == .head else { return Answers.badRequest(405) }
        // Reads both stores.
        _ = try server.outsideChanges()
        return Answers.json("{\"ok\":true}")
    }
}
