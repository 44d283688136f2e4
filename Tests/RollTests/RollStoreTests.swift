import BlindToken
import Election
import Foundation
import Proofs
import Ristretto255
import SQLite
import ServerTestSupport
import Testing

@testable import Roll

@Suite("The issuer's half")
struct RollStoreTests {
    private let play: Play
    private let store: RollStore
    private let issuer = IssuerKey.random()
    private let head: Digest

    init() throws {
        play = try Play.at(.issuing)
        store = try RollStore(folder: play.town.data)
        head = try play.log.electionHead ?? .zero
    }

    private func request(_ id: String, recoverable: Bool = true, head: Digest? = nil) -> DrawRequest {
        let key = play.town.keys[id]!
        return DrawSecret.random(key: key, head: head ?? self.head)
            .request(key: key, head: head ?? self.head, recoverable: recoverable)
    }

    private func draw(_ request: DrawRequest, _ other: RollStore? = nil) throws -> DrawAnswer {
        try (other ?? store).draw(request, in: play.vote) { issuer }
    }

    private func recover(_ id: String, head: Digest? = nil) throws -> RecoverAnswer {
        try store.recover(RecoverRequest(key: play.town.keys[id]!, head: head ?? self.head), in: play.vote)
    }

    @Test("the same request gets the same answer, also after a restart; another blinded element is refused")
    func idempotent() throws {
        let first = request("m01")
        let answers = try [draw(first), draw(first), draw(first, RollStore(folder: play.town.data))]
        #expect(Set(answers).count == 1)
        #expect(throws: ErrorCode.drawn) { try draw(request("m01")) }
        #expect(try store.drawCount(of: play.vote) == 1)
    }

    @Test("one of many different requests of one member at once is answered, in two connections")
    func race() throws {
        let second = try RollStore(folder: play.town.data)
        let requests = (0..<24).map { _ in request("m01") }
        let outcomes = Heard<ErrorCode?>()
        DispatchQueue.concurrentPerform(iterations: requests.count) { number in
            do {
                _ = try draw(requests[number], number % 2 == 0 ? store : second)
                outcomes.add(nil)
            } catch { outcomes.add(error as? ErrorCode) }
        }
        #expect(outcomes.items.count { $0 == nil } == 1)
        #expect(outcomes.items.count { $0 == .drawn } == 23)
    }

    @Test("another draw of the same member, or the end of the issuing, that wins between check and commit is found")
    func staged() throws {
        let other = try RollStore(folder: play.town.data)
        let fast = request("m01")
        let slow = request("m01")
        let (issuer, vote) = (issuer, play.vote)
        #expect(throws: ErrorCode.drawn) {
            try Staging.at("before BEGIN") {
                _ = try? other.draw(fast, in: vote) { issuer }
            } _: {
                try draw(slow)
            }
        }
        let officer = try play.device("o1")
        #expect(throws: ErrorCode.wrongState) {
            try Staging.at("before BEGIN") {
                try? officer.cast()
            } _: {
                try draw(request("m02"))
            }
        }
        #expect(try play.log.state == .casting)
        #expect(try store.register(of: vote).map(\.blinded) == [fast.blinded])
    }

    @Test("who is not in the roll, or did not sign this for this vote, gets nothing")
    func refused() throws {
        let stranger = try Town.person("m99", play.town.realm).key
        let foreign = DrawSecret.random(key: stranger, head: head).request(key: stranger, head: head)
        #expect(throws: ErrorCode.unknownPerson) { try draw(foreign) }
        let impostor = try Town.person("m01", play.town.realm).key
        let forged = DrawSecret.random(key: impostor, head: head).request(key: impostor, head: head)
        #expect(throws: ErrorCode.badSignature) { try draw(forged) }
        #expect(throws: ErrorCode.badSignature) { try draw(request("m01", head: .sha512([1]))) }
        let (first, second) = (request("m01"), request("m01"))
        let text = first.text.replacingOccurrences(
            of: "\"B\":\"" + hex(first.blinded.encoded),
            with: "\"B\":\"" + hex(second.blinded.encoded)
        )
        #expect(throws: ErrorCode.badSignature) { try draw(DrawRequest(text: Array(text.utf8))) }
        #expect(throws: ErrorCode.unknownVote) { try store.draw(first, in: .random()) { issuer } }
        #expect(try store.drawCount(of: play.vote) == 0)
    }

    private func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

    @Test("recovery gives what was stored, and says who has not drawn, is unknown, or did not sign")
    func recovery() throws {
        let request = request("m01")
        let answer = try draw(request)
        let recovered = try recover("m01")
        #expect(recovered.blinded == request.blinded && recovered.sealed == request.sealed)
        #expect(recovered.evaluation == answer.evaluation)
        _ = try draw(self.request("m02", recoverable: false))
        #expect(try recover("m02").sealed.isEmpty)
        #expect(throws: ErrorCode.notDrawn) { try recover("m03") }
        #expect(throws: ErrorCode.badSignature) { try recover("m01", head: .sha512([1])) }
        let stranger = try Town.person("m99", play.town.realm).key
        #expect(throws: ErrorCode.unknownPerson) {
            try store.recover(RecoverRequest(key: stranger, head: head), in: play.vote)
        }
    }

    @Test("recovery is possible while tokens are drawn and ballots cast, and never else", arguments: Play.allStates)
    func recoveryStates(_ state: VoteState) throws {
        let play = try Play.at(state)
        if state == .issuing { try play.draw(["m01"]) }
        let head = try play.log.electionHead ?? .zero
        let request = RecoverRequest(key: play.town.keys["m01"]!, head: head)
        let store = try RollStore(folder: play.town.data)
        if state == .issuing || state == .casting {
            #expect(try store.recover(request, in: play.vote).sealed.count == 48)
        } else {
            #expect(throws: ErrorCode.wrongState) { try store.recover(request, in: play.vote) }
        }
    }

    @Test("during the casting tokens are drawn only where the manifest says so", arguments: [false, true])
    func late(_ lateIssue: Bool) throws {
        var plan = Plan.motion
        plan.lateIssue = lateIssue
        let play = try Play.at(.issuing, plan)
        try play.draw(["m01"])
        try play.device("o1").cast()
        if lateIssue {
            try play.draw(["m02"])
            #expect(try play.service.status(of: play.vote).draws == 2)
        } else {
            #expect(throws: DeviceErrorLike.self) { try like { try play.draw(["m02"]) } }
        }
        let head = try play.log.electionHead ?? .zero
        let key = play.town.keys["m03"]!
        let request = DrawSecret.random(key: key, head: head).request(key: key, head: head)
        let outcome = Result { try play.service.draw(request, in: play.vote) }
        #expect(((try? outcome.get()) != nil) == lateIssue)
    }

    private struct DeviceErrorLike: Error {}
    private func like(_ body: () throws -> Void) throws {
        do { try body() } catch { throw DeviceErrorLike() }
    }

    @Test("an answered draw is answered again in every state until the end")
    func answeredLater() throws {
        let request = request("m01")
        let answer = try play.service.draw(request, in: play.vote)
        try play.draw(["m02", "m03", "m04"])
        try play.device("o1").cast()
        #expect(try play.service.draw(request, in: play.vote) == answer)
        try play.cast(["m02", "m03", "m04"])
        try play.device("o1").close()
        #expect(try play.service.draw(request, in: play.vote) == answer)
        try play.device("o1").void(reason: "x")
        #expect(throws: ErrorCode.wrongState) { try play.service.draw(request, in: play.vote) }
    }

    @Test("edge case 50: register and file are the same whatever the order of the draws, without rewriting")
    func orderless() throws {
        let ids = play.town.members
        let requests = ids.map { request($0) }
        let answers = requests.map { issuer.blindEvaluate($0.blinded) }
        func dump(_ order: [Int]) throws -> (roll: Data, sealed: Data, register: [RegisterLine]) {
            let town = try play.town.copy()
            let store = try RollStore(folder: town.data)
            for number in order {
                try store.state.withLock { state in
                    try state.transaction { _ in
                        try state.store(
                            RegisterLine(requests[number], answers[number]),
                            sealed: requests[number].sealed,
                            vote: play.vote
                        )
                    }
                }
            }
            return (
                try Data(contentsOf: URL(fileURLWithPath: town.data + "/roll.sqlite")),
                try Data(contentsOf: URL(fileURLWithPath: town.data + "/sealed.sqlite")),
                try store.register(of: play.vote)
            )
        }
        let one = try dump([0, 1, 2, 3])
        let other = try dump([3, 1, 0, 2])
        #expect(one == other)
        #expect(one.register.map(\.person.description) == ids)
    }

    @Test("edge case 50: times of files and folder are the constant after each draw")
    func times() throws {
        for id in ["m01", "m02"] {
            _ = try draw(request(id))
            for name in ["", "/roll.sqlite", "/roll.sqlite-journal", "/sealed.sqlite", "/sealed.sqlite-journal"] {
                let path = play.town.data + name
                let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
                #expect(date?.timeIntervalSince1970 == 946_684_800, "\(name)")
            }
        }
    }

    @Test("sealed seeds are gone from every byte after erasing, the draws stay")
    func eraseSealed() throws {
        let request = request("m01")
        _ = try draw(request)
        #expect(try Haystack(play.town.data).holding(Array(request.sealed.prefix(16))) == ["sealed.sqlite"])
        try store.eraseSealed(of: play.vote)
        #expect(try Haystack(play.town.data).holding(Array(request.sealed.prefix(16))).isEmpty)
        #expect(try store.drawCount(of: play.vote) == 1)
    }

    @Test("damaged rows are named as damage: an event, the roll, a member, a sealed seed", arguments: 0..<4)
    func damaged(_ row: Int) throws {
        _ = try draw(request("m01"))
        let database = try Database(path: play.town.data + "/roll.sqlite", journal: .truncate)
        let sealed = try Database(path: play.town.data + "/sealed.sqlite", journal: .truncate)
        switch row {
        case 0: try database.execute("UPDATE event SET line = replace(line, 'dkg1', 'dkg2') WHERE n = 3")
        case 1: try database.execute("UPDATE vote SET roll = replace(roll, 'm02', 'm22')")
        case 2: try database.execute("UPDATE member SET evaluated = zeroblob(32) WHERE p = 'm01'")
        default: try sealed.execute("UPDATE seed SET sealed = zeroblob(49) WHERE p = 'm01'")
        }
        let store = try RollStore(folder: play.town.data)
        do {
            switch row {
            case 0: _ = try store.log(of: play.vote)
            case 1: _ = try store.rollText(of: play.vote)
            case 2: _ = try store.register(of: play.vote)
            default:
                _ = try store.recover(RecoverRequest(key: play.town.keys["m01"]!, head: head), in: play.vote)
            }
            Issue.record("read a damaged row")
        } catch { #expect((error as? DatabaseError)?.isDamaged == true) }
    }

    @Test("an event that does not follow is refused, and the log stays")
    func events() throws {
        let log = try store.log(of: play.vote)
        let key = play.town.keys["o1"]!
        func event(_ n: Int, _ prev: Digest) -> Event {
            Event(
                signedBy: key.signing,
                vote: play.vote,
                n: n,
                prev: prev,
                kind: .cast,
                by: .officer,
                body: EventContent.cast.body
            )
        }
        let n = log.events.count
        for wrong in [event(n, .zero), event(n + 1, log.head), event(n - 1, log.head), log.events[n - 1]] {
            #expect(throws: ErrorCode.staleHead) { try store.append(wrong, to: play.vote) }
        }
        #expect(try store.log(of: play.vote).head == log.head)
        #expect(throws: ErrorCode.badRequest) {
            try store.append(event(n, log.head), to: play.vote) { _ in throw ErrorCode.badRequest }
        }
        #expect(try RollStore(folder: play.town.data).log(of: play.vote).head == log.head)
        #expect(try store.append(event(n, log.head), to: play.vote).state == .casting)
    }
}

extension Play {
    /// States that a play can be brought to, from the opening on.
    static let allStates: [VoteState] = [.issuing, .casting, .boxed, .tallied, .announced]
}
