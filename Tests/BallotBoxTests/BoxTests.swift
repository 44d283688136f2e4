import BallotBox
import BlindToken
import Election
import Files
import Foundation
import Ristretto255
import SQLite
import ServerTestSupport
import Testing

@Suite("The ballot box")
struct BoxTests {
    private let folder: TemporaryFolder
    private let booth: Booth
    private let box: BoxStore

    init() throws {
        folder = try TemporaryFolder()
        booth = try Booth()
        box = try BoxStore(folder: folder.path)
        try box.open(booth.vote)
    }

    private func cast(
        _ request: CastRequest,
        _ box: BoxStore? = nil,
        _ allow: @escaping () throws -> Void = {}
    ) -> ErrorCode? {
        do {
            _ = try (box ?? self.box).cast(
                request,
                in: booth.vote,
                context: booth.context,
                issuer: booth.issuer,
                allow: allow
            )
            return nil
        } catch { return error as? ErrorCode }
    }

    private func count() throws -> Int { try box.count(of: booth.vote) }

    @Test("a ballot is stored, and an identical one is answered with the same proof")
    func identical() throws {
        let request = try booth.ballot(booth.token())
        let proofs = try (1...3).map { _ in
            try box.cast(request, in: booth.vote, context: booth.context, issuer: booth.issuer)
        }
        #expect(Set(proofs).count == 1)
        #expect(try count() == 1)
        #expect(try box.board(of: booth.vote).map(\.ballot) == [request.ballot])
    }

    @Test("edge case 44: a different ballot with the same token is refused as used; the first one counts")
    func used() throws {
        let token = try booth.token()
        let first = try booth.ballot(token, [1, 0, 0])
        #expect(cast(first) == nil)
        for values in [[0, 1, 0], [1, 0, 0]] { #expect(try cast(booth.ballot(token, values)) == .used) }
        #expect(try box.board(of: booth.vote).map(\.ballot) == [first.ballot])
    }

    @Test("edge case 45: one hundred ballots that race with one token leave one in the box")
    func oneOfAHundred() throws {
        let token = try booth.token()
        let requests = try (0..<100).map { try booth.ballot(token, $0 % 2 == 0 ? [1, 0, 0] : [0, 1, 0]) }
        let outcomes = Heard<ErrorCode?>()
        DispatchQueue.concurrentPerform(iterations: 100) { outcomes.add(cast(requests[$0])) }
        #expect(outcomes.items.count { $0 == nil } == 1)
        #expect(outcomes.items.count { $0 == .used } == 99)
        #expect(try count() == 1)
    }

    @Test("edge case 45: tokens of another vote, of an earlier round, of a retired key and forged ones are refused")
    func foreignTokens() throws {
        let otherVote = try Booth()
        let earlierRound = try Booth(vote: booth.vote, issuer: booth.issuer)
        let retired = IssuerKey.random()
        #expect(try cast(otherVote.ballot(otherVote.token())) == .badToken)
        #expect(try cast(earlierRound.ballot(earlierRound.token())) == .badToken)
        #expect(try cast(booth.ballot(otherVote.token())) == .badToken)
        #expect(try cast(booth.ballot(earlierRound.token())) == .badToken)
        #expect(try cast(booth.ballot(booth.token(from: retired))) == .badToken)
        // A credential with the N of another credential.
        var forged = try booth.ballot(booth.token()).ballot
        forged.replaceSubrange(32..<64, with: try booth.ballot(booth.token()).ballot[32..<64])
        #expect(cast(CastRequest(ballot: forged)) == .badToken)
        #expect(try count() == 0)
    }

    @Test("a ballot of another length or with a part that is no element is a bad request")
    func badRequest() throws {
        let good = try booth.ballot(booth.token()).ballot
        var identity = good
        identity.replaceSubrange(0..<32, with: [UInt8](repeating: 0, count: 32))
        var notCanonical = good
        notCanonical.replaceSubrange(64..<96, with: [UInt8](repeating: 0xFF, count: 32))
        for bytes in [[], Array(good.dropLast()), good + [0], identity, notCanonical] {
            #expect(cast(CastRequest(ballot: bytes)) == .badRequest)
        }
        #expect(try count() == 0)
    }

    @Test("no byte of a ballot can be changed", arguments: 0..<12)
    func flipped(_ part: Int) throws {
        var bytes = try booth.ballot(booth.token()).ballot
        bytes[64 + part * (bytes.count - 64) / 12] ^= 1
        let refusal = cast(CastRequest(ballot: bytes))
        #expect(refusal == .badProof || refusal == .badRequest)
        #expect(try count() == 0)
    }

    @Test("a proof of another ballot, or a signature by another token, is refused")
    func swapped() throws {
        let first = try booth.ballot(booth.token()).ballot
        let second = try booth.ballot(booth.token()).ballot
        var mixed = first
        mixed.replaceSubrange(64..<second.count - 64, with: second[64..<second.count - 64])
        #expect(cast(CastRequest(ballot: mixed)) == .badProof)
        var resigned = first
        resigned.replaceSubrange(first.count - 64..<first.count, with: second.suffix(64))
        #expect(cast(CastRequest(ballot: resigned)) == .badProof)
    }

    @Test("a ballot before the opening or after the close is refused, an identical one answered")
    func states() throws {
        let closed = try TemporaryFolder()
        let early = try BoxStore(folder: closed.path)
        let request = try booth.ballot(booth.token())
        #expect(cast(request, early) == .wrongState)
        #expect(cast(request) == nil)
        try box.close(booth.vote) {}
        #expect(cast(request) == nil)
        #expect(try cast(booth.ballot(booth.token())) == .wrongState)
        try box.open(booth.vote)
        #expect(try cast(booth.ballot(booth.token())) == .wrongState)
    }

    @Test("edge case 47: a close that wins between check and commit keeps the ballot out")
    func closeWins() throws {
        let late = try booth.ballot(booth.token())
        let other = try BoxStore(folder: folder.path)
        let vote = booth.vote
        let outcome = Staging.at("before BEGIN") {
            try? other.close(vote) {}
        } _: {
            cast(late)
        }
        #expect(outcome == .wrongState)
        #expect(try count() == 0)
        #expect(try !box.isOpen(vote))
    }

    @Test("edge case 45: a ballot with the same token that wins between check and commit is the one that counts")
    func castWins() throws {
        let token = try booth.token()
        let (slow, fast) = (try booth.ballot(token, [1, 0, 0]), try booth.ballot(token, [0, 1, 0]))
        let other = try BoxStore(folder: folder.path)
        let booth = booth
        let outcome = Staging.at("before BEGIN") {
            _ = try? other.cast(fast, in: booth.vote, context: booth.context, issuer: booth.issuer)
        } _: {
            cast(slow)
        }
        #expect(outcome == .used)
        #expect(try box.board(of: booth.vote).map(\.ballot) == [fast.ballot])
    }

    @Test("two ballots with one tracker: the second is told to encrypt afresh")
    func duplicateTracker() throws {
        // Ciphertexts made twice from the same randomness under two tokens.
        struct Same: RandomSource {
            var counter = 0
            mutating func secretScalar() -> SecretScalar {
                counter += 1
                return SecretScalar(hashing: "test") { $0.part(I2OSP(counter, 4)) }
            }
            mutating func scalar() -> Scalar { secretScalar().disclosed() }
            mutating func bytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 7, count: count) }
        }
        func ballot() throws -> CastRequest {
            var random = Same()
            let prepared = try PreparedBallot([1, 0, 0], context: booth.context, random: &random)
            return CastRequest(ballot: prepared.seal(with: try booth.token()).encoded)
        }
        #expect(try cast(ballot()) == nil)
        #expect(try cast(ballot()) == .duplicateTracker)
        #expect(try count() == 1)
    }

    @Test("edge case 47: what the caller's condition refuses is not stored, and the next ballot is")
    func conditionRefuses() throws {
        let request = try booth.ballot(booth.token())
        #expect(cast(request) { throw ErrorCode.wrongState } == .wrongState)
        #expect(try count() == 0)
        #expect(cast(request) == nil)
    }

    @Test("a close whose event is refused leaves the box open")
    func closeRefused() throws {
        #expect(throws: ErrorCode.staleHead) { try box.close(booth.vote) { throw ErrorCode.staleHead } }
        #expect(try box.isOpen(booth.vote))
        #expect(try cast(booth.ballot(booth.token())) == nil)
    }

    @Test("edge case 45: a used token stays used after a restart")
    func restart() throws {
        let token = try booth.token()
        let first = try booth.ballot(token)
        #expect(cast(first) == nil)
        let reopened = try BoxStore(folder: folder.path)
        #expect(try cast(booth.ballot(token), reopened) == .used)
        #expect(cast(first, reopened) == nil)
        #expect(try reopened.count(of: booth.vote) == 1)
    }

    @Test("erasing leaves no byte of a ballot in the file or its journal, and the box closed for good")
    func erased() throws {
        var ballots: [[UInt8]] = []
        for _ in 0..<12 {
            let request = try booth.ballot(booth.token())
            #expect(cast(request) == nil)
            ballots.append(request.ballot)
        }
        #expect(try Haystack(folder.path).holding(Array(ballots[0][64..<96])) == ["box.sqlite"])
        try box.erase(booth.vote)
        let left = try Haystack(folder.path)
        for ballot in ballots {
            for start in stride(from: 0, to: ballot.count - 32, by: 32) {
                #expect(left.holding(Array(ballot[start..<start + 32])).isEmpty)
            }
        }
        #expect(try cast(booth.ballot(booth.token())) == .wrongState)
        try box.open(booth.vote)
        #expect(try !box.isOpen(booth.vote))
    }

    @Test("a damaged row is named as damage, not as a ballot")
    func damagedRow() throws {
        let request = try booth.ballot(booth.token())
        #expect(cast(request) == nil)
        let database = try Database(path: folder("box.sqlite"), journal: .truncate)
        try database.execute("UPDATE ballot SET proof = ?", .blob([UInt8](repeating: 0xFF, count: 64)))
        do {
            _ = try box.board(of: booth.vote)
            Issue.record("read a damaged row")
        } catch { #expect((error as? DatabaseError)?.isDamaged == true) }
        #expect(throws: DatabaseError.self) {
            try box.cast(request, in: booth.vote, context: booth.context, issuer: booth.issuer)
        }
    }
}
