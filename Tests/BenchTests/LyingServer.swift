import Election
import Ristretto255
import Synchronization

/// A server that changes one byte of every log it shows, once it is told to.
final class LyingServer: VoteService {
    private let honest: any VoteService
    private let isLying = Mutex(false)

    init(_ honest: any VoteService) {
        self.honest = honest
    }

    func lie() { isLying.withLock { $0 = true } }

    private func show(_ log: [UInt8]) -> [UInt8] {
        guard isLying.withLock({ $0 }) else { return log }
        var changed = log
        // The last hex digit of the last signature stands before the quotation mark, the brace and the line feed.
        let digit = changed.count - 4
        changed[digit] = changed[digit] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
        return changed
    }

    func log(of vote: VoteID, from: Int) throws -> [UInt8] { show(try honest.log(of: vote, from: from)) }
    func log(of vote: VoteID, _ request: ViewRequest) throws -> [UInt8] { show(try honest.log(of: vote, request)) }

    func server() throws -> ServerInfo { try honest.server() }
    func votes() throws -> [VoteSummary] { try honest.votes() }
    func create(_ event: Event, roll: [UInt8], law: [UInt8]?) throws -> Digest {
        try honest.create(event, roll: roll, law: law)
    }
    func append(_ event: Event, to vote: VoteID) throws -> Digest { try honest.append(event, to: vote) }
    func record(_ journal: Journal, of vote: VoteID) throws { try honest.record(journal, of: vote) }
    func status(of vote: VoteID) throws -> VoteStatus { try honest.status(of: vote) }
    func view(_ vote: VoteID, _ request: ViewRequest) throws -> [PersonID] { try honest.view(vote, request) }
    func file(_ file: RecordFile, of vote: VoteID) throws -> [UInt8]? { try honest.file(file, of: vote) }
    func draw(_ request: DrawRequest, in vote: VoteID) throws -> DrawAnswer { try honest.draw(request, in: vote) }
    func recover(_ request: RecoverRequest, in vote: VoteID) throws -> RecoverAnswer {
        try honest.recover(request, in: vote)
    }
    func cast(_ request: CastRequest, in vote: VoteID) throws -> CastAnswer { try honest.cast(request, in: vote) }
}
