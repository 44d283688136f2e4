import Devices
import Election
import Files
import Foundation
import Ristretto255
import SQLite
import ServerTestSupport
import Testing
import VoteServer

@Suite("Edge cases of the electronic ballot")
struct EdgeCaseTests {
    private func box(_ play: Play) throws -> Database {
        try Database(path: play.town.data + "/box.sqlite", journal: .truncate)
    }

    private func board(_ play: Play) throws -> Fingerprint { Fingerprint(try play.log.boardHead ?? .zero) }

    private func refused(_ body: () throws -> Void) -> DeviceError? {
        do {
            try body()
            return nil
        } catch { return error as? DeviceError }
    }

    @Test("edge case 45: one token, sent twice in parallel with the same ballot, is one ballot with the same answer")
    func sameTwice() throws {
        let play = try Play.at(.casting)
        let request = try play.lostCast("m01")
        let proofs = Heard<[UInt8]>()
        let (server, vote) = (play.service, play.vote)
        DispatchQueue.concurrentPerform(iterations: 16) { _ in
            if let answer = try? server.cast(request, in: vote) { proofs.add(answer.tokenProof.encoded) }
        }
        #expect(proofs.items.count == 16 && Set(proofs.items).count == 1)
        #expect(try server.status(of: vote).ballots == 1)
    }

    @Test("edge case 44: the identical ballot is answered after the close until the announcement, another one never")
    func answeredAfterClose() throws {
        let play = try Play.at(.casting)
        let (base, vote) = (play.service, play.vote)
        let (listening, heard) = play.listeningToCasts()
        try listening.cast()
        let head = try play.log.electionHead ?? .zero
        try play.device("o1").close()
        for state in [VoteState.boxed, .tallied] {
            try play.advance(to: state)
            for request in heard.items {
                let answer = try base.cast(request, in: vote)
                #expect(Receipt.isValid(answer.receipt, for: request.ballot, head: head, server: try base.server().key))
            }
        }
        try play.advance(to: .announced)
        #expect(throws: ErrorCode.wrongState) { try base.cast(heard.items[0], in: vote) }
    }

    @Test("edge case 47: after the close nothing is let in, there is no grace, and the close cannot be taken back")
    func noGrace() throws {
        let play = try Play.at(.casting)
        #expect(try play.castTooLate().error as? DeviceError == .wrongState(.boxed))
        #expect(refused { try play.device("o1").cast() } == .wrongState(.boxed))
        let event = try RefusalTests.event(play, .cast, .officer, key: "o1")
        #expect(RefusalTests.code { _ = try play.service.append(event, to: play.vote) } == .wrongState)
    }

    @Test("edge case 48: the store with the issuer's key and one teller's share opens no ballot and no sum")
    func readingTheBox() throws {
        let play = try Play.at(.boxed, members: 5)
        let context = try #require(play.log.ballotContext)
        let text = try #require(try play.service.file(.ballots, of: play.vote))
        let lines = try text.split(separator: 0x0A).map { try BoardLine(line: $0) }
        let ballots = try lines.map { line in
            try UnverifiedBallot(decoding: line.ballot, rule: context.rule).verified(in: context).ciphertexts
        }
        let sums = try EncryptedTally(board: lines, rule: context.rule).sums
        let issuer = try secret(play.town.data + "/keys/\(play.vote).key")
        let one = try secret(share("z1", play))
        let two = try secret(share("z2", play))
        // What a content could be: 0 to 5 votes.
        let contents = (0...5).map { count in
            (0..<count).reduce(Element.identity) { sum, _ in sum + Element.generator }
        }
        for ciphertext in (ballots + [sums]).flatMap({ $0 }) {
            let (alpha, beta) = (ciphertext.alpha, ciphertext.beta)
            let factor = one.times(alpha)
            // As it is, and as if another share were there, with the factors of two tellers of three.
            for guess in [issuer.times(alpha), factor, factor + factor, Element.identity] {
                #expect(!contents.contains(beta - guess))
            }
            // Two shares open: this is what the test would have seen.
            #expect(contents.contains(beta - (factor + factor - two.times(alpha))))
        }
    }

    private func share(_ id: String, _ play: Play) -> String {
        play.town.folder("home-\(id)") + "/votes/\(play.vote)/person-\(id)/share.key"
    }

    private func secret(_ path: String) throws -> SecretScalar {
        try SecretScalar(decoding: SecretFile.read(path, byteCount: 32))
    }

    @Test("edge case 48: counting cannot start early: no share before the close, none by anybody but a teller")
    func countingEarly() throws {
        let play = try Play.at(.casting)
        try play.cast()
        let zero = try #require(Fingerprint(typed: "0000-0000-0000-0000-0000"))
        #expect(refused { try play.device("z1").share(board: zero, gap: 0) } == .wrongState(.casting))
        try play.device("o1").close()
        #expect(refused { try play.device("o1").share(board: zero, gap: 0) } == .notInRole("teller"))
        let share = EventContent.share(board: try play.log.boardHead ?? .zero, [])
        let event = try RefusalTests.event(play, share, .officer, key: "o1")
        #expect(RefusalTests.code { _ = try play.service.append(event, to: play.vote) } != nil)
    }

    @Test("edge case 48: a ballot added to the file before the close makes the record invalid, and no teller opens it")
    func ballotAdded() throws {
        let play = try Play.at(.casting)
        try play.cast(["m01", "m02", "m03"])
        try box(play).execute(
            """
            INSERT INTO ballot SELECT vote, substr(cx, 1, 32), 'X' || tracker, ?, ballot, proof FROM ballot LIMIT 1
            """,
            .blob([UInt8](repeating: 1, count: 64))
        )
        try play.device("o1").close()
        let report = try play.verify()
        #expect(!report.isValid)
        do {
            try play.device("z1").share(board: board(play), gap: 0)
            Issue.record("opened a stuffed box")
        } catch DeviceError.invalidRecord {}
    }

    @Test("edge case 48: a ballot deleted before the close is missed by its voter, who has a receipt")
    func ballotDeleted() throws {
        let play = try Play.at(.casting)
        try play.cast()
        let before = try (1...4).map { try play.device("m0\($0)").lookUp().tracker.description }
        try box(play).execute("DELETE FROM ballot WHERE tracker = ?", .text(before[1]))
        try play.device("o1").close()
        #expect(try play.verify().isValid)
        for number in 1...4 { #expect(try play.device("m0\(number)").lookUp().isOnBoard == (number != 2)) }
        #expect(try play.log.board?.gap == 1)
        let home = try Haystack(play.town.folder("home-m02"))
        let request = try CastRequest(text: home.file("ballot.json"))
        let receipt = try CastAnswer(text: home.file("receipt.json")).receipt
        let (head, key) = (try play.log.electionHead ?? .zero, try play.service.server().key)
        #expect(Receipt.isValid(receipt, for: request.ballot, head: head, server: key))
    }

    @Test(
        "edge case 48: a box changed after the board was published is noticed by the server and by every reader",
        arguments: [
            "DELETE FROM ballot WHERE tracker = (SELECT min(tracker) FROM ballot)",
            "UPDATE ballot SET proof = (SELECT max(proof) FROM ballot)",
        ]
    )
    func changedAfterwards(_ sql: String) throws {
        let play = try Play.at(.boxed)
        let published = try play.verifyPublished()
        try box(play).execute(sql)
        let server = try play.town.server()
        let reopened = play.through(server)
        #expect(throws: DatabaseError.self) { try server.file(.ballots, of: play.vote) }
        #expect(throws: (any Error).self) { try reopened.share("z1") }
        #expect(try reopened.log.shares.isEmpty)
        // What was published before is still there and right.
        #expect(try published.isValid && reopened.verifyPublished().isValid)
    }

    @Test("edge case 48: an older copy of the box alone, restored during the casting, is missed by the voters it lacks")
    func olderBox() throws {
        let play = try Play.at(.casting)
        try play.cast(["m01", "m02", "m03"])
        let older = try Data(contentsOf: URL(fileURLWithPath: play.town.data + "/box.sqlite"))
        try play.cast(["m04"])
        try older.write(to: URL(fileURLWithPath: play.town.data + "/box.sqlite"))
        let restored = play.through(try play.town.server())
        // The device that sends its bytes again puts it right.
        let copy = try restored.copy()
        _ = try copy.device("m04").castAgain()
        #expect(try copy.service.status(of: play.vote).ballots == 4)
        try restored.device("o1").close()
        #expect(try restored.device("m04").lookUp().isOnBoard == false)
        #expect(try restored.device("m01").lookUp().isOnBoard == true)
    }

    @Test("edge case 49: with one teller too few there is no result, however often it is asked", arguments: [2, 3])
    func tooFewTellers(_ threshold: Int) throws {
        let play = try Play.at(.boxed, .motion.needing(threshold))
        for id in ["z1", "z2", "z3"].prefix(threshold - 1) { try play.share(id) }
        #expect(throws: (any Error).self) { try play.share("z1") }
        let log = try play.through(play.town.server()).device("c1").followWhole(as: .chair)
        #expect(log.state == .tallying && log.result == nil)
        #expect(throws: (any Error).self) { try play.device("c1").announce() }
        #expect(refused { _ = try play.device("z1").signResult() } == .wrongState(.tallying))
        #expect(try play.verify().isValid)
    }

    @Test("edge case 51: none, one or two ballots are not opened; the vote can only be voided", arguments: 0...2)
    func tooFewBallots(_ count: Int) throws {
        let play = try Play.at(.casting)
        try play.cast(Array(play.town.members.prefix(count)))
        try play.device("o1").close()
        let report = try play.verify()
        #expect(report.isValid)
        #expect(report.warnings.contains(.tooFewBallots(have: count, need: 3)))
        let error = refused { try play.device("z1").share(board: try board(play), gap: 4 - count) }
        #expect(error == .tooFewBallots(have: count, need: 3))
        // The server refuses a share that a changed program would make.
        let home = try Haystack(play.town.folder("home-z1"))
        #expect(!home.files.isEmpty)
        let share = EventContent.share(board: try play.log.boardHead ?? .zero, [])
        let event = try RefusalTests.event(play, share, .t1, key: "z1")
        #expect(RefusalTests.code { _ = try play.service.append(event, to: play.vote) } == .wrongState)
        try play.device("o1").void(reason: "zu wenige Stimmen")
        #expect(try play.verify().isValid)
    }

    @Test("edge case 51: everyone abstains, and a committee of three: a result, with the warning that it is unanimous")
    func unanimous() throws {
        var plan = Plan.motion
        plan.choices = [[0, 0, 1]]
        let play = try Play.at(.announced, plan, members: 3)
        let report = try play.verify()
        #expect(report.isValid && report.counts == [0, 0, 3])
        #expect(report.warnings.contains(.unanimous(option: "Enthaltung")))
    }

    @Test("edge case 51: no tokens drawn at all is a board of nothing, and valid")
    func nobody() throws {
        let play = try Play.at(.issuing)
        try play.device("o1").cast()
        try play.device("o1").close()
        #expect(try play.log.board?.draws == 0 && play.log.board?.ballots == 0)
        #expect(try play.verify().isValid)
    }

    @Test("edge case 52: more ballots than signed draws make the record invalid, and no teller opens it")
    func moreBallotsThanDraws() throws {
        let play = try Play.at(.casting)
        try play.cast()
        let roll = try Database(path: play.town.data + "/roll.sqlite", journal: .truncate)
        try roll.execute("UPDATE member SET drawn = 0 WHERE p = 'm03'")
        try play.through(play.town.server()).device("o1").close()
        #expect(try play.log.board?.draws == 3 && play.log.board?.ballots == 4)
        #expect(try play.verify().firstFault?.rule == .moreBallotsThanDraws)
        #expect(throws: DeviceError.self) { try play.device("z1").share(board: board(play), gap: 0) }
    }

    @Test("edge case 52: a member who fetched no token is not in the register, and is no gap")
    func neverDrew() throws {
        let play = try Play.at(.issuing)
        try play.draw(["m01", "m03", "m04"])
        #expect(try play.device("o1").drawn(as: .officer).map(\.description) == ["m01", "m03", "m04"])
        try play.device("o1").cast()
        #expect(refused { try play.device("m02").draw() } == .drawingClosed)
        try play.cast(["m01", "m03", "m04"])
        try play.device("o1").close()
        #expect(try play.log.board?.gap == 0)
        try play.advance(to: .announced)
        #expect(try play.verify().counts == play.expectedCounts(voters: 3))
    }
}
