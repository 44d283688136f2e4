import Devices
import Election
import Foundation
import Proofs
import Ristretto255
import ServerTestSupport
import Testing
import VoteServer

@Suite("What the server refuses, with the codes of the protocol")
struct RefusalTests {
    /// The code of whatever is thrown.
    static func code(_ body: () throws -> Void) -> ErrorCode? {
        do {
            try body()
            return nil
        } catch let refusal as Refusal {
            return refusal.code
        } catch { return error as? ErrorCode }
    }

    /// An event that follows the log, by whoever has the key.
    static func event(_ play: Play, _ content: EventContent, _ role: Role, key id: String) throws -> Event {
        let log = try play.log
        return Event(
            signedBy: play.town.keys[id]!.signing,
            vote: play.vote,
            n: log.events.count,
            prev: log.head,
            kind: content.kind,
            by: role,
            body: content.body
        )
    }

    // MARK: Creating

    private func create(_ change: (inout Manifest) throws -> Void, roll: RollFile? = nil, law: [UInt8]? = nil) throws
        -> ErrorCode?
    {
        let town = try Town()
        let play = Play(town, try town.server())
        var manifest = try play.manifest()
        try change(&manifest)
        let code = Self.code { try play.device("o1").create(manifest, roll: roll ?? town.roll(), law: law) }
        #expect(try play.service.votes().isEmpty == (code != nil))
        return code
    }

    @Test("a vote is made only by an officer whose key was registered on the machine")
    func unregistered() throws {
        let stranger = try Town.person("o1", .random()).key
        let other = Manifest.Officer(role: .officer, person: "o1", name: "", key: stranger.publicKey)
        #expect(try create { $0.officers[0] = other } == .badSignature)
        let town = try Town()
        let play = Play(town, try town.server())
        var manifest = try play.manifest()
        manifest.officers[0] = .init(role: .officer, person: "c1", name: "", key: town.keys["c1"]!.publicKey)
        #expect(Self.code { try play.device("c1").create(manifest, roll: town.roll(), law: nil) } == .badSignature)
        let data = try DataFolder(opening: town.data)
        try data.register(officer: RollEntry(person: PersonID("c1")!, name: "", key: town.keys["c1"]!.publicKey))
        try play.device("c1").create(manifest, roll: town.roll(), law: nil)
    }

    @Test("an event signed by somebody else than the registered officer is refused")
    func forgedManifest() throws {
        let town = try Town()
        let play = Play(town, try town.server())
        let event = try play.manifestEvent(play.manifest(), signedBy: "c1")
        let roll = Array(try town.roll().text.utf8)
        #expect(Self.code { _ = try play.service.create(event, roll: roll, law: nil) } == .badSignature)
        #expect(try play.service.votes().isEmpty)
    }

    @Test("another realm, another server, another roll, another number of members and another law are refused")
    func otherThings() throws {
        #expect(try create { $0.realm = .random() } == .badRequest)
        #expect(
            try create { $0.officers[2] = .init(role: .server, person: "", name: "", key: Scalar(5).timesGenerator) }
                == .badRequest
        )
        #expect(try create { $0.roll = .sha512([1]) } == .badRequest)
        #expect(try create { $0.rollCount += 1 } == .badRequest)
        #expect(try create { $0.law = .sha512([1]) } == .badRequest)
        #expect(try create({ _ in }, law: [1]) == .badRequest)
        #expect(try create({ $0.law = .sha512([1]) }, law: [1]) == nil)
    }

    @Test("two tellers with the same key are refused, by the officer's program and by the server")
    func sameTellers() throws {
        let town = try Town()
        let play = Play(town, try town.server())
        var manifest = try play.manifest()
        manifest.officers[5] = .init(role: .t3, person: "z3", name: "", key: town.keys["z1"]!.publicKey)
        #expect(throws: Fault.self) { try play.device("o1").create(manifest, roll: town.roll(), law: nil) }
        do {
            let event = play.manifestEvent(manifest)
            _ = try play.service.create(event, roll: Array(town.roll().text.utf8), law: nil)
            Issue.record("taken")
        } catch { #expect(error as? Refusal == Refusal(.badRequest, .tellersNotDistinct)) }
    }

    @Test("a roll with a person twice or out of order is refused; its bytes stay as they were handed in")
    func rolls() throws {
        let town = try Town()
        let lines = try town.roll().entries.map(\.line)
        func code(_ text: String) throws -> ErrorCode? {
            let play = Play(town, try town.server())
            var manifest = try play.manifest()
            manifest.roll = .sha512(text)
            manifest.rollCount = text.split(separator: "\n").count
            let event = play.manifestEvent(manifest)
            let code = Self.code { _ = try play.service.create(event, roll: Array(text.utf8), law: nil) }
            if code == nil {
                #expect(try play.service.file(.roll, of: play.vote) == Array(text.utf8))
                #expect(try play.verify().isValid)
            }
            return code
        }
        #expect(try code(lines[0] + lines[0]) == .badRequest)
        #expect(try code(lines[1] + lines[0]) == .badRequest)
        #expect(try code(lines[0] + String(lines[1].dropLast())) == .badRequest)
        #expect(try code(lines[0].replacingOccurrences(of: "\"p\"", with: "\"P\"")) == .badRequest)
        // The same content in another spelling has another hash, and is kept in that spelling.
        #expect(try code(lines.joined().replacingOccurrences(of: "ü", with: "\\u00fc")) == nil)
        #expect(try code(lines.joined().replacingOccurrences(of: "\",\"", with: "\" , \"")) == nil)
        let name = String(repeating: "Ä", count: 300) + "🗳 \u{202E}אבג"
        #expect(try code(lines[0].replacingOccurrences(of: "Ratsmitglied", with: name)) == nil)
    }

    // MARK: Events

    @Test("an event for a vote that does not exist, and a second vote with one id")
    func unknownVote() throws {
        let play = try Play.at(.issuing)
        let event = try Self.event(play, .cast, .officer, key: "o1")
        #expect(Self.code { _ = try play.service.append(event, to: .random()) } == .unknownVote)
        #expect(Self.code { _ = try play.service.log(of: .random(), from: 0) } == .unknownVote)
        let first = try play.log.events[0]
        let roll = Array(try play.town.roll().text.utf8)
        #expect(Self.code { _ = try play.service.create(first, roll: roll, law: nil) } == .staleHead)
    }

    @Test("replayed, reordered and early events, wrong signers and wrong bodies get their codes; the log stays")
    func events() throws {
        let play = try Play.at(.issuing)
        let head = try play.log.head
        let log = try play.log
        func code(_ event: Event) -> ErrorCode? { Self.code { _ = try play.service.append(event, to: play.vote) } }
        let key = play.town.keys["o1"]!
        func cast(_ n: Int, _ prev: Digest, body: String = "{}", by role: Role = .officer) -> Event {
            Event(signedBy: key.signing, vote: play.vote, n: n, prev: prev, kind: .cast, by: role, body: body)
        }
        let n = log.events.count
        #expect(code(cast(n, .zero)) == .staleHead)
        #expect(code(cast(n + 1, head)) == .staleHead)
        #expect(code(cast(n - 1, log.heads[n - 2])) == .staleHead)
        #expect(try code(Self.event(play, .cast, .officer, key: "c1")) == .badSignature)
        #expect(try code(Self.event(play, .cast, .chair, key: "c1")) == .wrongState)
        #expect(try code(Self.event(play, .close, .officer, key: "o1")) == .wrongState)
        #expect(try code(Self.event(play, .announce, .chair, key: "c1")) == .wrongState)
        let server = EventContent.box(.init(draws: 0, register: .zero, ballots: 0, box: .zero))
        #expect(try code(Self.event(play, server, .server, key: "o1")) == .wrongState)
        #expect(code(cast(n, head, body: "{\"x\":1}")) == .badRequest)
        #expect(code(cast(n, head, body: "{ ")) == .badRequest)
        #expect(code(cast(n, head, by: .t1)) == .badSignature)
        let other = Event(
            signedBy: key.signing,
            vote: .random(),
            n: n,
            prev: head,
            kind: .cast,
            by: .officer,
            body: "{}"
        )
        #expect(code(other) == .badSignature)
        #expect(try play.log.head == head)
        #expect(code(cast(n, head, body: "{\"at\":\"2026-12-01T18:42\"}")) == nil)
    }

    @Test("an event that is there already is answered like a new one; nothing is added")
    func sameEventAgain() throws {
        let play = try Play.at(.casting)
        try play.cast()
        let event = try Self.event(play, .close, .officer, key: "o1")
        let head = try play.service.append(event, to: play.vote)
        #expect(try play.service.append(event, to: play.vote) == head)
        #expect(try play.log.head == head)
        #expect(try play.log.events.map(\.type).suffix(2) == ["close", "box"])
    }

    @Test("edge case 49: a wrong share is refused with the teller and the option, and two others open the sum")
    func wrongShare() throws {
        let play = try Play.at(.boxed)
        let tallied = try play.copy()
        try tallied.share("z1")
        guard case .share(let board, var shares) = try EventContent(.share, body: tallied.log.events.last?.body ?? "")
        else {
            Issue.record("no share")
            return
        }
        func code(_ content: EventContent, _ role: Role, key id: String) throws -> Refusal? {
            do {
                _ = try play.service.append(Self.event(play, content, role, key: id), to: play.vote)
                return nil
            } catch { return error as? Refusal }
        }
        // Another teller's share, and one for another option.
        #expect(try code(.share(board: board, shares), .t2, key: "z2")?.rule == .shareProof(teller: 2, option: 0))
        shares.swapAt(1, 2)
        let wrong = Refusal(.badProof, .shareProof(teller: 1, option: 1))
        #expect(try code(.share(board: board, shares), .t1, key: "z1") == wrong)
        #expect(try code(.share(board: board, Array(shares.dropLast())), .t1, key: "z1")?.code == .badRequest)
        #expect(try code(.share(board: .zero, shares), .t1, key: "z1")?.code == .badProof)
        #expect(try play.log.shares.isEmpty)
        try play.share("z2")
        try play.share("z3")
        #expect(try play.device("z1").signResult().counts == play.expectedCounts())
    }

    // MARK: Reading

    @Test("views are for officer and chair, the whole log also for tellers, with their signature for this vote")
    func views() throws {
        let play = try Play.at(.casting)
        let head = try play.log.electionHead ?? .zero
        func request(_ id: String, _ role: Role, _ head: Digest) -> ViewRequest {
            ViewRequest(key: play.town.keys[id]!, role: role, from: 0, head: head)
        }
        for (id, role) in [("o1", Role.officer), ("c1", .chair)] {
            #expect(try play.service.view(play.vote, request(id, role, head)).map(\.description) == play.town.members)
        }
        for (id, role) in [("z1", Role.t1), ("z2", .t2), ("z3", .t3)] {
            #expect(Self.code { _ = try play.service.view(play.vote, request(id, role, head)) } == .wrongState)
            #expect(try !play.service.log(of: play.vote, request(id, role, head)).isEmpty)
        }
        for (id, role) in [("m01", Role.officer), ("o1", .chair), ("z1", .t2)] {
            #expect(Self.code { _ = try play.service.view(play.vote, request(id, role, head)) } != nil)
            #expect(Self.code { _ = try play.service.log(of: play.vote, request(id, role, head)) } == .badSignature)
        }
        #expect(Self.code { _ = try play.service.view(play.vote, request("o1", .officer, .zero)) } == .badSignature)
        #expect(throws: DeviceError.notInRole("officer")) { try play.device("m01").drawn(as: .officer) }
        #expect(try play.device("o1").drawn(as: .officer).count == 4)
        let early = try Play.at(.ready)
        #expect(Self.code { _ = try early.service.view(early.vote, request("o1", .officer, head)) } == .wrongState)
    }

    @Test("register and ballots are nobody's to read before the board", arguments: [VoteState.issuing, .casting])
    func notBefore(_ state: VoteState) throws {
        let play = try Play.at(state)
        if state == .casting { try play.cast(["m01"]) }
        #expect(try play.service.file(.register, of: play.vote) == nil)
        #expect(try play.service.file(.ballots, of: play.vote) == nil)
        #expect(try play.service.file(.law, of: play.vote) == nil)
        #expect(try play.service.file(.roll, of: play.vote) != nil)
        #expect(!FileManager.default.fileExists(atPath: "\(play.town.data)/records"))
    }

    @Test("until the announcement the public log ends before the share that opens the result", arguments: [2, 3])
    func publicLog(_ threshold: Int) throws {
        let play = try Play.at(.boxed, .motion.needing(threshold))
        let tellers = ["z1", "z2", "z3"].prefix(threshold)
        for id in tellers { try play.share(id) }
        for id in tellers { _ = try play.device(id).signResult() }
        let shown = try play.log
        #expect(shown.shares.count == threshold - 1 && shown.result == nil && shown.state == .tallying)
        #expect(try play.service.status(of: play.vote).state == .tallying)
        #expect(try play.verifyPublished().counts == nil)
        #expect(try Haystack(play.town.data).named("records").holding("\"result\"").isEmpty)
        #expect(try play.device("c1").followWhole(as: .chair).result?.counts == play.expectedCounts())
        try play.device("c1").announce()
        #expect(try play.log.state == .announced)
        #expect(try play.verify().counts == play.expectedCounts())
        #expect(try play.verifyPublished().counts == play.expectedCounts())
    }

    @Test("the log can be read from any event on")
    func logFrom() throws {
        let play = try Play.at(.issuing)
        let count = try play.log.events.count
        for from in [0, 5, count, count + 7, -3] {
            let lines = try play.service.log(of: play.vote, from: from).split(separator: 0x0A).count
            #expect(lines == max(0, count - max(0, from)))
        }
    }

    @Test("announcing needs the tellers' signatures, and the chair's own program checks the record")
    func announce() throws {
        let play = try Play.at(.tallied, .motion.needing(3))
        #expect(Self.code { try play.device("c1").announce() } == .wrongState)
        for id in ["z1", "z2"] { _ = try play.device(id).signResult() }
        let event = try Play.announce(play)
        #expect(Self.code { _ = try play.service.append(event, to: play.vote) } == .wrongState)
        _ = try play.device("z3").signResult()
        try play.device("c1").announce()
        #expect(try play.log.state == .announced)
    }
}

extension Play {
    /// An announcement that follows the whole log.
    fileprivate static func announce(_ play: Play) throws -> Event {
        let log = try play.device("c1").followWhole(as: .chair)
        return Event(
            signedBy: play.town.keys["c1"]!.signing,
            vote: play.vote,
            n: log.events.count,
            prev: log.head,
            kind: .announce,
            by: .chair,
            body: EventContent.announce.body
        )
    }
}
