import Devices
import Election
import Files
import Foundation
import ServerTestSupport
import Testing
import VoteServer

@Suite("A member's device")
struct MemberTests {
    private func refused(_ body: () throws -> Void) -> DeviceError? {
        do {
            try body()
            return nil
        } catch { return error as? DeviceError }
    }

    private func files(_ id: String, _ play: Play) throws -> Set<String> {
        let votes = play.town.folder("home-\(id)/votes/\(play.vote)")
        let names = try FileManager.default.subpathsOfDirectory(atPath: votes)
        return Set(names.map { URL(fileURLWithPath: $0).lastPathComponent })
    }

    @Test("edge case 44: after a lost answer to a draw, the identical request gets the identical answer")
    func lostDraw() throws {
        let play = try Play.at(.issuing)
        let heard = Heard<DrawRequest>()
        var relay = Relay(play.service)
        let (base, vote) = (play.service, play.vote)
        relay.onDraw = { request in
            heard.add(request)
            _ = try base.draw(request, in: vote)
            throw Relay.Lost()
        }
        for _ in 1...2 {
            #expect(throws: Relay.Lost.self) { try play.through(relay).device("m01").draw() }
        }
        try play.device("m01").draw()
        try play.device("m01").draw()
        #expect(heard.items.count == 2 && Set(heard.items).count == 1)
        #expect(try base.status(of: vote).draws == 1)
    }

    @Test("edge case 44: after a lost answer to a ballot, the identical ballot is answered, and another is refused")
    func lostCast() throws {
        let play = try Play.at(.casting)
        var relay = Relay(play.service)
        let (base, vote) = (play.service, play.vote)
        relay.onCast = { request in
            _ = try base.cast(request, in: vote)
            throw Relay.Lost()
        }
        let lossy = try play.through(relay).device("m01")
        let prepared = try lossy.prepare([1, 0, 0])
        let tracker = prepared.tracker
        do {
            _ = try lossy.cast(prepared)
            Issue.record("the answer was not lost")
        } catch is Relay.Lost {}
        let device = try play.device("m01")
        #expect(device.hasCast)
        #expect(refused { _ = try device.prepare([0, 1, 0]) } == .alreadyCast)
        #expect(try device.castAgain() == tracker)
        #expect(try device.castAgain() == tracker)
        #expect(try base.status(of: vote).ballots == 1)
    }

    @Test("a second prepared ballot cannot take the place of the one that was cast")
    func secondPrepared() throws {
        let play = try Play.at(.casting)
        let device = try play.device("m01")
        let first = try device.prepare([1, 0, 0])
        let second = try device.prepare([0, 1, 0])
        let tracker = first.tracker
        _ = try device.cast(first)
        do {
            _ = try device.cast(second)
            Issue.record("a second ballot was taken")
        } catch { #expect(error as? DeviceError == .alreadyCast) }
        try play.cast(["m02", "m03", "m04"])
        try play.device("o1").close()
        let found = try device.lookUp()
        #expect(found.tracker == tracker && found.isOnBoard == true)
    }

    @Test("a device whose token was used elsewhere keeps no ballot that is not in the box")
    func usedElsewhere() throws {
        let play = try Play.at(.casting)
        let lost = try play.device("m01")
        let spare = try Device(
            play.service,
            home: HomeFolder(play.town.folder("spare")),
            key: play.town.keys["m01"]!,
            vote: play.vote
        )
        try spare.recover()
        let late = try spare.prepare([0, 1, 0])
        _ = try lost.cast(lost.prepare([1, 0, 0]))
        do {
            _ = try spare.cast(late)
            Issue.record("one token took two ballots")
        } catch { #expect(error as? ErrorCode == .used) }
        #expect(!spare.hasCast)
        #expect(lost.hasCast)
        #expect(try play.service.status(of: play.vote).ballots == 1)
    }

    @Test("edge case 53: a spare device gets the same token with the code, not a second one")
    func spareDevice() throws {
        let play = try Play.at(.issuing)
        try play.draw()
        let spare = try Device(
            play.service,
            home: HomeFolder(play.town.folder("spare")),
            key: play.town.keys["m02"]!,
            vote: play.vote
        )
        #expect(throws: ErrorCode.drawn) { try spare.draw() }
        try spare.recover()
        try play.device("o1").cast()
        _ = try spare.cast(spare.prepare([1, 0, 0]))
        let device = try play.device("m02")
        let other = try device.prepare([1, 0, 0])
        do {
            _ = try device.cast(other)
            Issue.record("one token took two ballots")
        } catch { #expect(error as? ErrorCode == .used) }
    }

    @Test("who declined recovery cannot recover, and can still vote on the first device")
    func declined() throws {
        let play = try Play.at(.issuing)
        try play.device("m01").draw(recoverable: false)
        let spare = try Device(
            play.service,
            home: HomeFolder(play.town.folder("spare")),
            key: play.town.keys["m01"]!,
            vote: play.vote
        )
        #expect(refused { try spare.recover() } == .cannotRecover)
        try play.device("o1").cast()
        _ = try play.device("m01").cast(play.device("m01").prepare([1, 0, 0]))
    }

    @Test("another fingerprint than the one read out stops everything")
    func fingerprint() throws {
        let play = try Play.at(.issuing)
        let wrong = Fingerprint(typed: "0000-0000-0000-0000-0000")
        let right = Fingerprint(try play.log.electionHead ?? .zero)
        let device = try play.device("m01")
        #expect(refused { try device.draw(fingerprint: wrong) } == .fingerprintDiffers(actual: right))
        #expect(refused { try device.recover(fingerprint: wrong) } == .fingerprintDiffers(actual: right))
        #expect(try play.service.status(of: play.vote).draws == 0)
        try device.draw(fingerprint: right)
    }

    @Test("a roll that is not the manifest's, or lacks the member, stops the draw")
    func roll() throws {
        // A roll of its own size: a process that has checked a roll before does not ask for its bytes again.
        let play = try Play.at(.issuing, members: 7)
        var relay = Relay(play.service)
        let short = Array(try play.town.roll(["m02", "m03", "m04"]).text.utf8)
        relay.onFile = { _ in short }
        #expect(refused { try play.through(relay).device("m01").draw() } == .rollChanged)
        relay.onFile = { _ in nil }
        #expect(refused { try play.through(relay).device("m01").draw() } == .rollChanged)
        #expect(refused { try play.device("c1").draw() } == .notInRoll)
        let stranger = try Town.person("m01", play.town.realm).key
        let device = try Device(play.service, home: play.town.home("x"), key: stranger, vote: play.vote)
        #expect(refused { try device.draw() } == .wrongKey)
    }

    @Test("an answer made with another key is refused and not kept")
    func wrongIssuer() throws {
        let play = try Play.at(.issuing)
        var relay = Relay(play.service)
        let booth = try Booth()
        relay.onDraw = { request in DrawAnswer(booth.issuer.blindEvaluate(request.blinded)) }
        #expect(refused { try play.through(relay).device("m01").draw() } == .badTokenProof)
        try play.device("m01").draw()
    }

    @Test("a receipt that is not the server's for this ballot is refused")
    func wrongReceipt() throws {
        let play = try Play.at(.casting)
        var relay = Relay(play.service)
        let (base, vote) = (play.service, play.vote)
        let heard = Heard<CastAnswer>()
        _ = try play.device("m02").cast(play.device("m02").prepare([1, 0, 0]))
        let other = try play.device("m03")
        relay.onCast = { request in
            let answer = try base.cast(request, in: vote)
            heard.add(answer)
            return CastAnswer(tokenProof: answer.tokenProof, receipt: heard.items[0].receipt)
        }
        let first = try play.through(relay).device("m01")
        _ = try first.cast(first.prepare([1, 0, 0]))
        let second = try play.through(relay).device("m03")
        let prepared = try other.prepare([1, 0, 0])
        do {
            _ = try second.cast(prepared)
            Issue.record("a wrong receipt was taken")
        } catch { #expect(error as? DeviceError == .badReceipt) }
        _ = try other.castAgain()
    }

    @Test("when two ballots would share a tracker, the ballot is forgotten and can be encrypted afresh")
    func duplicateTracker() throws {
        let play = try Play.at(.casting)
        var relay = Relay(play.service)
        relay.onCast = { _ in throw ErrorCode.duplicateTracker }
        let device = try play.through(relay).device("m01")
        let prepared = try device.prepare([1, 0, 0])
        do {
            _ = try device.cast(prepared)
            Issue.record("taken")
        } catch { #expect(error as? ErrorCode == .duplicateTracker) }
        #expect(!device.hasCast)
        _ = try play.device("m01").cast(play.device("m01").prepare([1, 0, 0]))
    }

    @Test("a ballot that came after the close is not kept as one that was cast")
    func tooLate() throws {
        let late = try Play.at(.casting).castTooLate()
        #expect(late.error != nil && !late.device.hasCast)
    }

    @Test("a choice that the rule forbids, and a ballot without a token, are refused")
    func notAllowed() throws {
        let play = try Play.at(.issuing)
        try play.draw(["m01"])
        try play.device("o1").cast()
        let device = try play.device("m01")
        for values in [[1, 1, 0], [0, 0, 0], [2, 0, 0], [1, 0], [1, 0, 0, 0], [-1, 1, 1]] {
            #expect(refused { _ = try device.prepare(values) } == .selectionNotAllowed)
        }
        #expect(refused { _ = try play.device("m02").prepare([1, 0, 0]) } == .noToken)
    }

    @Test("a ballot that is missing from the board is seen by its voter, and so is another board than the signed one")
    func missingOnBoard() throws {
        let play = try Play.at(.boxed)
        let device = try play.device("m01")
        #expect(try device.lookUp().isOnBoard == true)
        let whole = try #require(try play.service.file(.ballots, of: play.vote))
        let tracker = try device.lookUp().tracker
        var relay = Relay(play.service)
        relay.onFile = { file in
            guard file == .ballots else { return nil }
            return whole.split(separator: 0x0A).filter { line in
                guard let hash = try? BoardLine(line: line).trackerHash else { return true }
                return Tracker(hash) != tracker
            }.flatMap { $0 + [0x0A] }
        }
        #expect(throws: DeviceError.self) { _ = try play.through(relay).device("m01").lookUp() }
    }

    @Test("seed, token, ballot and receipt are gone at the end", arguments: [VoteState.announced, .voided])
    func erased(_ end: VoteState) throws {
        let play = try Play.at(end == .announced ? .tallied : .casting)
        if end == .voided { try play.cast(["m01"]) }
        #expect(try files("m01", play).isSuperset(of: ["seed.key", "draw.json", "token.json", "ballot.json"]))
        if end == .announced { try play.advance(to: .announced) } else { try play.device("o1").void(reason: "x") }
        #expect(try play.device("m01").follow().state == end)
        let left = try files("m01", play)
        #expect(left.isDisjoint(with: ["seed.key", "draw.json", "token.json", "ballot.json", "receipt.json"]))
    }
}
