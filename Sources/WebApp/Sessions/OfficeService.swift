import Election
import HTTPServer
import Journals
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

/// The desk behind `POST /v1/{act}`, for people who are known here.
struct OfficeService {
    let server: VoteServer
    let journals: JournalStore
    let desk: (any OfficeDesk)?

    /// The files of a council's information system.
    static let deskLimit = 64 << 20

    func bodyLimit(_ parts: [String]) -> Int? {
        parts.count == 1 && isAct(parts[0]) ? Self.deskLimit : nil
    }

    /// The answer to a path below `/v1`; nil for those of others.
    func answer(_ parts: [String], isReading: Bool, _ request: HTTPRequest) throws -> HTTPResponse? {
        guard parts.count == 1, let desk, isAct(parts[0]) else { return nil }
        guard !isReading else { return Answers.badRequest(405) }
        let act = try ActRequest.received(request.body)
        let isSigned = try clerks(act.by).contains { act.isSigned(by: $0.key, for: parts[0]) }
        guard isSigned else { throw ErrorCode.badSignature }
        return Answers.json(try desk.answer(parts[0], body: act.body))
    }

    private func isAct(_ name: String) -> Bool { desk?.acts.contains(name) == true }

    /// Officers who are registered on the machine, and people whom one of them named in a journal, with this number; more
    /// than one where a person got another code meanwhile.
    private func clerks(_ person: String) throws -> [RollEntry] {
        let named = try journals.all().compactMap { try journals.journal($0.id) }.flatMap(\.people)
        return (try server.officers() + named).filter { $0.person.description == person }
    }
}
