import Election
import ElectionTestSupport
import Ristretto255
import SealedBallot
import Testing

@Suite("the event log")
struct EventLogTests {
    /// For each kind: who may sign it and in which states, written down from the protocol's table, not from the code.
    static let table: [EventKind: (roles: [Role], states: [VoteState])] = [
        .manifest: ([.officer], []),
        .issuer: ([.server], [.draft]),
        .dkg1: (Role.tellers, [.ceremony]),
        .dkg2: (Role.tellers, []),
        .dkg3: (Role.tellers, []),
        .open: ([.officer], [.ready]),
        .cast: ([.officer], [.issuing]),
        .close: ([.officer], [.casting]),
        .box: ([.server], [.closed]),
        .share: (Role.tellers, [.boxed]),
        .result: ([.server], []),
        .sign: (Role.tellers, [.tallied]),
        .announce: ([.chair], []),
        .void: ([.officer], [.draft, .ceremony, .ready, .issuing, .casting, .closed, .boxed]),
    ]

    /// A vote in each state, and one that was voided.
    static let votes: [VoteState: TestVote] = {
        var votes: [VoteState: TestVote] = [:]
        guard var vote = try? TestVote() else { return [:] }
        votes[.draft] = vote
        for state in TestVote.way.dropFirst() {
            guard (try? vote.advance(to: state)) != nil else { return [:] }
            votes[state] = vote
        }
        vote = votes[.casting] ?? vote
        guard (try? vote.append(.void(reason: "Netz"), by: .officer)) != nil else { return [:] }
        votes[.voided] = vote
        return votes
    }()

    /// A body of this kind that fits the vote as well as one can in this state.
    private func body(_ kind: EventKind, in vote: TestVote) throws -> String {
        let done = try #require(Self.votes[.announced])
        let usual = done.log.events.first { $0.type == kind.rawValue }?.body ?? "{}"
        switch kind {
        case .manifest: return vote.manifest.text
        case .issuer: return EventContent.issuer(vote.issuer.publicKey).body
        case .dkg1:
            guard let ceremony = vote.log.ceremony else { return usual }
            return EventContent.dkg1(CeremonySecret(number: 1, threshold: 2).commitment(ceremony)).body
        case .open:
            guard let joint = vote.log.jointKey else { return usual }
            return EventContent.open(issuer: vote.issuer.publicKey.element, key: joint.publicKey.element).body
        case .share where vote.log.state == .boxed: return try vote.share(1).body
        case .sign: return EventContent.sign(head: vote.log.resultHead ?? .zero).body
        case .void: return EventContent.void(reason: "x").body
        default: return usual
        }
    }

    @Test("there is a vote in every state")
    func everyState() {
        #expect(Set(Self.votes.keys).union([.empty]) == Set(VoteState.allCases))
        for (state, vote) in Self.votes { #expect(vote.log.state == state) }
    }

    @Test("takes an event only in its states and only from who may sign it", arguments: EventKind.allCases)
    func table(_ kind: EventKind) throws {
        let (roles, states) = try #require(Self.table[kind])
        for (state, vote) in Self.votes {
            for role in Role.allCases {
                let event = vote.event(kind, body: try body(kind, in: vote), by: role)
                var log = vote.log
                let allowed = states.contains(state) && roles.contains(role)
                do {
                    try log.append(event)
                    #expect(allowed || isFurther(kind, role, state), "\(kind) by \(role) in \(state) was taken")
                } catch {
                    #expect(!allowed || isOtherTeller(kind, role), "\(kind) by \(role) in \(state): \(error)")
                    #expect(log.events.count == vote.log.events.count && log.head == vote.log.head)
                    #expect(log.state == state)
                    // A wrong signer stops the verifier at the same rule; one of each kind and state is enough.
                    guard roles.first == role else { continue }
                    let report = Verifier().verify(vote.record(adding: event))
                    #expect(!report.isValid, "\(kind) by \(role) in \(state)")
                }
            }
        }
    }

    /// A proof that teller 1 made does not pass for another teller.
    private func isOtherTeller(_ kind: EventKind, _ role: Role) -> Bool { kind == .dkg1 && role != .t1 }

    /// More shares while tallying; an announcement needs signatures, which are missing here.
    private func isFurther(_ kind: EventKind, _ role: Role, _ state: VoteState) -> Bool {
        kind == .share && role != .t1 && Role.tellers.contains(role) && state == .tallying
    }

    @Test("takes nothing behind an end", arguments: [VoteState.announced, .voided])
    func end(_ state: VoteState) throws {
        let vote = try #require(Self.votes[state])
        #expect(state.isEnd)
        for kind in EventKind.allCases {
            for role in Role.allCases {
                let event = vote.event(kind, body: try body(kind, in: vote), by: role)
                var log = vote.log
                #expect(throws: LogFault.self) { try log.append(event) }
                guard role == .officer else { continue }
                #expect(!Verifier().verify(vote.record(adding: event)).isValid)
            }
        }
    }

    @Test("refuses void beside a share, with one share and with the result")
    func voidBesideShare() throws {
        for state in [VoteState.tallying, .tallied, .announced] {
            let vote = try #require(Self.votes[state])
            let event = vote.event(.void(reason: "zu spät"), by: .officer)
            let report = Verifier().verify(vote.record(adding: event))
            #expect(report.results[4].ok == false)
            let wanted = Rule.wrongState(type: "void", state: state.rawValue)
            #expect(
                report.results[4].outcome == .failed(Fault(wanted, file: "log.jsonl", line: vote.log.events.count + 1))
            )
        }
    }

    private func failure(_ vote: TestVote, _ event: Event) -> LogFault? {
        var log = vote.log
        do {
            try log.append(event)
            return nil
        } catch {
            return error
        }
    }

    @Test("refuses another number, another predecessor, another vote, another signer's key")
    func chain() throws {
        let vote = try #require(Self.votes[.issuing])
        let n = vote.log.events.count
        for other in [0, n - 1, n + 1, (1 << 32) - 1] {
            let fault = failure(vote, vote.event(.cast, body: "{}", by: .officer, n: other))
            #expect(fault?.check == .v2)
            #expect(fault?.rule == .eventNumber(expected: n, found: other))
        }
        let past = vote.log.heads[n - 2]
        #expect(failure(vote, vote.event(.cast, body: "{}", by: .officer, prev: past))?.rule == .brokenChain)
        #expect(failure(vote, vote.event(.cast, body: "{}", by: .officer, prev: .zero))?.check == .v2)
        let stranger = vote.event(.cast, body: "{}", by: .officer, key: vote.council.chair)
        #expect(failure(vote, stranger)?.rule == .eventSignature(by: "officer"))
        #expect(failure(vote, stranger)?.check == .v3)
        let foreign = vote.event(.cast, body: "{}", by: .officer, vote: .random())
        #expect(failure(vote, foreign)?.check == .v3)
        #expect(failure(vote, vote.event(.cast, body: "{}", by: .officer)) == nil)
    }

    @Test("refuses a signed event whose body was written differently")
    func rewritten() throws {
        let vote = try #require(Self.votes[.casting])
        let signed = vote.event(.close, body: "{}", by: .officer).line
        for body in ["{ }", "{\\\"at\\\":\\\"12:00\\\"}"] {
            let event = try Event(line: signed.replacing("\"body\":\"{}\"", with: "\"body\":\"\(body)\"").utf8)
            #expect(failure(vote, event)?.check == .v3)
        }
    }

    @Test("takes a note in the field at, which is signed and otherwise ignored")
    func note() throws {
        let vote = try #require(Self.votes[.casting])
        #expect(failure(vote, vote.event(.close, body: "{\"at\":\"2026-03-01 19:42\"}", by: .officer)) == nil)
        #expect(failure(vote, vote.event(.close, body: "{\"at\":\"tomorrow, perhaps\"}", by: .officer)) == nil)
        for body in ["{\"at\":1}", "{\"at\":null}", "{\"At\":\"x\"}", "{\"at\":\"x\",\"at\":\"x\"}"] {
            #expect(failure(vote, vote.event(.close, body: body, by: .officer))?.check == .v1)
        }
    }

    @Test("refuses an unknown kind, an unknown signer and a first event that is no manifest")
    func unknown() throws {
        let vote = try #require(Self.votes[.casting])
        let line = vote.event(.close, body: "{}", by: .officer).line
        let odd = try Event(line: line.replacing("\"close\"", with: "\"closing\"").utf8)
        #expect(failure(vote, odd)?.rule == .unknownEventType("closing"))
        let nobody = try Event(line: line.replacing("\"officer\"", with: "\"admin\"").utf8)
        #expect(failure(vote, nobody)?.rule == .unknownSigner("admin"))
        var empty = EventLog()
        let first = vote.event(.close, body: "{}", by: .officer, n: 0, prev: .zero)
        do {
            try empty.append(first)
            Issue.record("taken")
        } catch {
            #expect(error.rule == .firstEventNotManifest)
        }
    }

    @Test(
        "lets the chair announce only with enough signatures",
        arguments: [
            (2, 1, 1), (2, 2, 2), (2, 3, 2), (3, 1, 1), (3, 2, 2), (3, 3, 3),
        ]
    )
    func signatures(_ threshold: Int, _ signMinimum: Int, _ needed: Int) throws {
        var vote = try TestVote.at(.tallied, threshold: threshold) { $0.signMinimum = signMinimum }
        #expect(vote.log.signaturesNeeded == needed)
        for have in 0..<needed {
            let fault = failure(vote, vote.event(.announce, by: .chair))
            #expect(fault?.rule == .tooFewSignatures(have: have, need: needed))
            #expect(Verifier().verify(vote.record).isValid)
            try vote.sign(by: 3 - have)
        }
        try vote.append(.announce, by: .chair)
        let report = Verifier().verify(vote.record)
        #expect(report.isValid)
        #expect(report.warnings.contains(.signatures(needed)) == (needed < 3))
    }

    @Test("takes every teller's act once")
    func once() throws {
        var vote = try TestVote()
        try vote.issue()
        func twice(_ kind: EventKind) -> Rule { .twice(type: kind.rawValue, by: "t2") }
        try vote.ceremonyRound(1, order: [2])
        let again = vote.log.events.last.map { vote.event(.dkg1, body: $0.body, by: .t2) }
        #expect(failure(vote, try #require(again))?.rule == twice(.dkg1))
        try vote.ceremonyRound(1, order: [3, 1])
        #expect(vote.log.ceremonyRound == 2)
        try vote.ceremonyRound(2)
        try vote.ceremonyRound(3, order: [2])
        #expect(failure(vote, vote.event(vote.confirmation(2), by: .t2))?.rule == twice(.dkg3))
        try vote.ceremonyRound(3, order: [1, 3])
        try vote.advance(to: .boxed)
        try vote.share(by: 2)
        #expect(failure(vote, vote.event(try vote.share(2), by: .t2))?.rule == twice(.share))
        try vote.advance(to: .tallied)
        try vote.sign(by: 2)
        let head = try #require(vote.log.resultHead)
        #expect(failure(vote, vote.event(.sign(head: head), by: .t2))?.rule == twice(.sign))
    }

    @Test("starts a round of the ceremony when the one before is complete")
    func rounds() throws {
        var vote = try TestVote()
        try vote.issue()
        let done = try #require(Self.votes[.announced])
        let bodies = { (kind: EventKind) in done.log.events.first { $0.type == kind.rawValue }?.body ?? "" }
        try vote.ceremonyRound(1, order: [1, 2])
        #expect(failure(vote, vote.event(.dkg2, body: bodies(.dkg2), by: .t1))?.check == .v5)
        try vote.ceremonyRound(1, order: [3])
        #expect(failure(vote, vote.event(.dkg1, body: bodies(.dkg1), by: .t1))?.check == .v5)
        #expect(failure(vote, vote.event(.dkg3, body: bodies(.dkg3), by: .t1))?.check == .v5)
        try vote.ceremonyRound(2)
        #expect(failure(vote, vote.event(.dkg2, body: bodies(.dkg2), by: .t1))?.check == .v5)
        #expect(failure(vote, vote.event(.open, body: bodies(.open), by: .officer))?.check == .v5)
        try vote.ceremonyRound(3)
        #expect(vote.log.state == .ready)
    }
}
