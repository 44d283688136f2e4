import CouncilLaw
import Election
import PostalTestSupport
import PostalVote
import Testing
import Words

@Suite("Wahlbrief, Wahlschein, envelopes (domain part 8, 13 to 22)")
struct LetterEdgeTests {
    private func atAdmission() throws -> PostalPlay {
        var play = try PostalPlay()
        try play.playToAdmission()
        return play
    }

    @Test("edge 13: both envelopes open is rejected, one of them open is admitted")
    func edge13() throws {
        let play = try atAdmission()
        let number = try play.number(1)
        let both = play.findings([number]) { ($0.outerClosed, $0.innerClosed) = (false, false) }
        #expect(try play.admitting(1, both) == .groundFound)
        #expect(try play.refuses(play.rejection(1, .bothOpen, both), by: "z1") == nil)
        #expect(try play.refuses(play.rejection(1, .unsigned, both), by: "z1") == .groundMissing)
        #expect(try play.admitting(1, play.findings([number]) { $0.outerClosed = false }) == nil)
        #expect(try play.admitting(1, play.findings([number]) { $0.innerClosed = false }) == nil)
    }

    @Test("edge 14: two inner envelopes with one Wahlschein, with two, and with two of which one is unsigned")
    func edge14() throws {
        var play = try atAdmission()
        let numbers = [try play.number(1), try play.number(11)]
        let one = play.findings([numbers[0]]) { $0.envelopes = 2 }
        #expect(try play.current().judge(one).grounds == [.severalEnvelopes])
        #expect(try play.admitting(1, one) == .groundFound)
        let unsigned = play.findings(numbers) { $0.signed = [numbers[0]] }
        #expect(try play.current().judge(unsigned).grounds == [.severalEnvelopes])
        try play.add(
            .admitted(PostalAct.Admitted(running: 1, findings: play.findings(numbers), at: play.time)),
            by: "z1"
        )
        #expect(try play.current().voters == 2)
    }

    @Test("edge 15: unsigned; signed by a helper without a name, or in the wrong field, by resolution")
    func edge15() throws {
        var play = try atAdmission()
        let number = try play.number(1)
        let unsigned = play.findings([number]) { $0.signed = [] }
        #expect(try play.current().judge(unsigned).grounds == [.unsigned])
        let helper = play.findings([number]) { $0.doubt = "Hilfsperson ohne Namen" }
        #expect(try play.admitting(1, helper) == .needsResolution)
        try play.resolve(1, yes: ["z1", "z2"], no: ["z3"])
        #expect(try play.admitting(1, helper) == .resolutionOtherwise)
        let act = PostalAct.Admitted(running: 1, findings: helper, byResolution: true, at: play.time)
        try play.add(.admitted(act), by: "z1")
        let wrongField = try play.findings([play.number(2)]) { $0.doubt = "im falschen Feld" }
        try play.resolve(2, yes: ["z1"], no: ["z2", "z3"])
        #expect(
            try play.refuses(
                .admitted(PostalAct.Admitted(running: 2, findings: wrongField, byResolution: true, at: play.time)),
                by: "z1"
            ) == .resolutionOtherwise
        )
        try play.add(play.rejection(2, .unsigned, wrongField, byResolution: true), by: "z1")
        #expect(try play.current().rejected[5] == 1)
        let admission = try play.current().niederschrift.admission
        #expect(admission.objections == 2 && admission.admittedByResolution == 1)
    }

    @Test("a rejection is voted on by everybody who is there, and the Niederschrift tells how")
    func rejectionIsVotedOn() throws {
        var play = try atAdmission()
        let unsigned = try play.findings([play.number(1)]) { $0.signed = [] }
        func rejecting(_ votes: [BoardVote]?) throws -> PostalAct {
            let act = PostalAct.Rejected(
                running: 1,
                ground: .unsigned,
                findings: unsigned,
                note: "Feld leer",
                resealed: true,
                votes: votes,
                at: play.time
            )
            return .rejected(act)
        }
        #expect(try play.refuses(rejecting(nil), by: "z1") == .rejectionVotes)
        #expect(try play.refuses(rejecting([]), by: "z1") == .votesIncomplete)
        #expect(try play.refuses(rejecting(play.votes(yes: ["z1"], no: ["z2"])), by: "z1") == .votesIncomplete)
        #expect(try play.refuses(rejecting(play.votes(yes: [], no: ["z1", "z2", "b1"])), by: "z1") == .voteOfStranger)
        let otherwise = try rejecting(play.votes(yes: ["z1", "z2"], no: ["z3"]))
        #expect(try play.refuses(otherwise, by: "z1") == .resolutionOtherwise)
        try play.add(rejecting(play.votes(yes: ["z3"], no: ["z1", "z2"])), by: "z1")
        let resolution = try #require(try play.current().niederschrift.admission.resolutions.first)
        #expect(resolution.running == 1 && !resolution.admits && (resolution.yes, resolution.no) == (1, 2))
        #expect(resolution.why == "Feld leer" && resolution.reason.contains("§ 27 Abs. 2 Satz 1 Nr. 6"))
    }

    @Test("a resolution to admit what no resolution can admit does not leave the Wahlbrief open for ever")
    func resolutionBeyondTheLaw() throws {
        var play = try atAdmission()
        try play.resolve(1, yes: ["z1", "z2", "z3"], no: [])
        let empty = play.findings([]) { $0.envelopes = 1 }
        let admitted = PostalAct.Admitted(running: 1, findings: empty, byResolution: true, at: play.time)
        #expect(try play.refuses(.admitted(admitted), by: "z1") == .groundFound)
        #expect(
            try play.refuses(play.rejection(1, .noEnvelope, empty, byResolution: true), by: "z1")
                == .resolutionOtherwise
        )
        func rejecting(_ ground: Zurueckweisungsgrund, _ findings: LetterFindings) -> PostalAct {
            let act = PostalAct.Rejected(
                running: 1,
                ground: ground,
                findings: findings,
                note: "ohne Wahlschein",
                resealed: true,
                at: play.time
            )
            return .rejected(act)
        }
        // What the board may decide otherwise stays as it decided.
        let unsigned = try play.findings([play.number(1)]) { $0.signed = [] }
        #expect(try play.refuses(rejecting(.unsigned, unsigned), by: "z1") == .resolutionOtherwise)
        try play.add(rejecting(.noValidWahlschein, empty), by: "z1")
        #expect(try play.current().rejected[1] == 1)
    }

    @Test("edges 16 and 17: the Wahlschein inside the blue envelope, and a loose Stimmzettel")
    func edges16and17() throws {
        var play = try atAdmission()
        let inside = play.findings([]) { $0.envelopes = 1 }
        #expect(try play.current().judge(inside).grounds == [.noValidWahlschein])
        let loose = try play.findings([play.number(2)]) { ($0.envelopes, $0.looseBallot) = (0, true) }
        #expect(try play.current().judge(loose).grounds == [.noEnvelope])
        try play.add(play.rejection(1, .noValidWahlschein, inside), by: "z1")
        try play.add(play.rejection(2, .noEnvelope, loose), by: "z1")
        #expect(try play.current().niederschrift.admission.looseBallots == 1)
        #expect(try play.current().rejected == [0, 1, 1, 0, 0, 0, 0, 0])
    }

    @Test("edge 18: a white envelope, a name on the envelope, a coin in it")
    func edge18() throws {
        let play = try atAdmission()
        let number = try play.number(1)
        let judge = { (change: (inout LetterFindings) -> Void) in
            try play.current().judge(play.findings([number], change)).grounds
        }
        #expect(try judge { $0.unofficial = true } == [.unofficialEnvelope])
        #expect(try judge { $0.deviating = true } == [.secrecy])
        #expect(try judge { $0.object = true } == [.secrecy])
    }

    /// A vote in which the first member has a replaced Wahlschein.
    private func replaced(_ arriving: (Wahlscheinnummer, Wahlscheinnummer) -> [Wahlscheinnummer?]) throws -> (
        play: PostalPlay, old: Wahlscheinnummer, new: Wahlscheinnummer
    ) {
        var play = try PostalPlay()
        try play.release()
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        let (old, new) = (try play.number(1), try play.current().newNumber())
        var act = PostalAct.Replaced(old: old, new: new, reason: "Nicht angekommen", credible: false, at: play.time)
        #expect(try play.refuses(.replaced(act)) == .notCredible)
        act.credible = true
        try play.add(.replaced(act))
        #expect(try play.refuses(.replaced(act)) == .numberReplaced)
        #expect(try play.refuses(.sent(PostalAct.Sent(number: old, how: .post, at: play.time))) == .numberReplaced)
        try play.send()
        try play.wait(until: "2026-11-20T10:00:00+01:00")
        for number in arriving(old, new) { try play.add(.received(play.letter(number))) }
        try play.convene()
        return (play, old, new)
    }

    @Test("edge 19: the invalid Wahlschein first, then the valid one; only the invalid one; both in one letter")
    func edge19() throws {
        var (play, old, new) = try replaced { [$0, $1] }
        guard case .alreadyReceived(let kit, running: 1) = try play.current().scan(old.description) else {
            Issue.record("the scan of a replaced letter that is there")
            return
        }
        #expect(kit.replacedBy == new)
        // That it is there already does not hide that it is invalid.
        let (key, holes) = try play.current().scan(old.description).words(in: play.current())
        #expect(key.hasSuffix(".alreadyReceived") && holes["new"] == new.description)
        #expect(Words.sentence(key, holes, in: .german).contains("ungültig; ersetzt durch \(new)"))
        #expect(try play.admitting(1, play.findings([old])) == .groundFound)
        try play.add(play.rejection(1, .noValidWahlschein, play.findings([old])), by: "z1")
        #expect(try play.admitting(2, play.findings([new])) == nil)
        try play.admitAll()
        #expect(try play.current().voters == 1)

        (play, old, new) = try replaced { old, _ in [old] }
        try play.add(play.rejection(1, .noValidWahlschein, play.findings([old])), by: "z1")
        #expect(try play.current().voters == 0)
        // The valid one can still come: its member is awaited, and reminded.
        #expect(try play.current().outstanding.contains { $0.number == new })

        (play, old, new) = try replaced { _, new in [new] }
        let both = play.findings([old, new])
        #expect(try play.current().judge(both).grounds == [.severalEnvelopes])
        #expect(try play.admitting(1, play.findings([old, new]) { $0.envelopes = 1 }) == nil)
    }

    @Test("edge 19: a letter with the replaced Wahlschein is not the last one, and nobody counts early")
    func replacedIsNotAll() throws {
        var play = try PostalPlay()
        try play.release(members: PostalPlay.members(3), start: play.start { $0.earlyCount = .whenAllArrived })
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        let (old, new) = (try play.number(1), try play.current().newNumber())
        let act = PostalAct.Replaced(old: old, new: new, reason: "Nicht angekommen", credible: true, at: play.time)
        try play.add(.replaced(act))
        try play.send()
        try play.wait(until: "2026-11-20T10:00:00+01:00")
        for number in [try play.number(2), try play.number(3), old] { try play.add(.received(play.letter(number))) }
        try play.arrive(["z1", "z2", "z3"])
        #expect(try play.current().outstanding.map(\.number) == [new])
        #expect(try play.current().nextStep(at: play.time) == .receive)
        #expect(try play.refuses(.convened(play.convened(early: "alle da")), by: "z1") == .lettersOutstanding)
        try play.add(.received(play.letter(new)))
        try play.add(.convened(play.convened(early: "alle da")), by: "z1")
    }

    @Test("a Wahlbrief without a readable number is no longer awaited once its Wahlschein was found inside")
    func foundInside() throws {
        var play = try PostalPlay()
        try play.release()
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        try play.wait(until: "2026-11-20T11:00:00+01:00")
        try play.receive(10)
        try play.add(.received(play.letter(nil)))
        try play.convene()
        #expect(try play.current().outstanding.count == 2)
        let findings = try play.findings([play.number(11)])
        try play.add(.admitted(PostalAct.Admitted(running: 11, findings: findings, at: play.time)), by: "z1")
        #expect(try play.current().outstanding.map(\.number) == [play.number(12)])
    }

    @Test("a Wahlschein that does not hold locks the envelope: its ground comes first")
    func cascade() throws {
        var play = try atAdmission()
        let none = play.findings([]) { ($0.envelopes, $0.object) = (1, true) }
        #expect(try play.refuses(play.rejection(1, .secrecy, none), by: "z1") == .groundOrder)
        #expect(try play.refuses(play.rejection(1, .noValidWahlschein, none), by: "z1") == nil)
        let unsigned = try play.findings([play.number(1)]) { ($0.signed, $0.object) = ([], true) }
        #expect(try play.refuses(play.rejection(1, .secrecy, unsigned), by: "z1") == .groundOrder)
        try play.add(play.rejection(1, .unsigned, unsigned), by: "z1")
        // A Wahlschein that holds opens the way to the envelope.
        let object = try play.findings([play.number(2)]) { $0.object = true }
        try play.add(play.rejection(2, .secrecy, object), by: "z1")
        #expect(try play.current().rejected == [0, 0, 0, 0, 0, 1, 0, 1])
    }

    @Test("in time at another office, here after the admission: entered, never opened, told in the Niederschrift")
    func afterAdmission() throws {
        var play = try atAdmission()
        try play.admitAll()
        func letter(_ reached: String) throws -> PostalAct {
            var act = try play.letter(play.number(11), arrival: "2026-11-23T14:00:00+01:00", channel: .otherOffice)
            act.reached = PostalTime(reached)
            act.at = max(play.time, try #require(act.reached))
            return .received(act)
        }
        // It lay here while the board sat.
        #expect(try play.refuses(letter("2026-11-24T08:00:00+01:00")) == .isOver)
        #expect(
            try play.refuses(.received(play.letter(play.number(11), arrival: "2026-11-23T14:00:00+01:00"))) == .isOver
        )
        try play.add(letter("2026-11-24T12:00:00+01:00"))
        let state = try play.current()
        let record = try #require(state.letters.last)
        #expect(record.isAfterAdmission && !record.isLate && !record.isOpen && record.ground == nil)
        #expect(state.voters == 10 && state.rejected == [0, 0, 0, 0, 0, 0, 0, 0] && state.expected(.late) == 1)
        #expect(state.niederschrift.admission.total == 10 && state.niederschrift.admission.later.isEmpty)
        #expect(state.recordText.contains("Der Wahlbrief Nr. 11 war rechtzeitig bei einer anderen Stelle"))
    }

    @Test("brought later from another office: the Niederschrift says when the board got it")
    func broughtLater() throws {
        var play = try atAdmission()
        var act = try play.letter(play.number(11), arrival: "2026-11-23T15:00:00+01:00", channel: .otherOffice)
        act.reached = play.time
        act.at = play.time
        try play.add(.received(act))
        #expect(try play.current().niederschrift.admission.later.map(\.arrival) == [play.time])
    }

    @Test("edge 20: Wahlscheine of a stranger, of a biased member, of another vote, of an earlier ballot")
    func edge20() throws {
        var members = PostalPlay.members(12)
        members[0].excluded = true
        (members[1].attended, members[1].present) = (false, false)
        var play = try PostalPlay()
        try play.release(members: members)
        let entitled = try play.current().entitled.map(\.p.description)
        #expect(!entitled.contains("m1") && !entitled.contains("m2") && entitled.count == 10)
        let foreign = Wahlscheinnummer(JournalID.random(), serial: 1)
        #expect(try play.current().scan(foreign.description) == .foreign(foreign))
        let unknown = Wahlscheinnummer(play.journal.id, serial: 99)
        #expect(try play.current().scan(unknown.description) == .unknown(unknown))
        #expect(try play.current().scan("7Q2K-0001") == .unreadable)
        #expect(try play.refuses(.received(play.letter(foreign))) == .numberForeign)
        #expect(try play.refuses(.received(play.letter(unknown))) == .numberUnknown)
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        // It is taken in without a number, and the board finds no valid Wahlschein in it.
        try play.add(.received(play.letter(nil)))
        try play.convene()
        #expect(try play.current().judge(play.findings([foreign])).grounds == [.noValidWahlschein])
        #expect(try play.current().judge(play.findings([unknown])).grounds == [.noValidWahlschein])
    }

    @Test("the same Wahlschein holds once")
    func usedTwice() throws {
        var play = try atAdmission()
        let number = try play.number(1)
        let first = PostalAct.Admitted(running: 1, findings: play.findings([number]), at: play.time)
        try play.add(.admitted(first), by: "z1")
        #expect(try play.admitting(2, play.findings([number])) == .groundFound)
        #expect(try play.admitting(1, play.findings([number])) == .letterDecided)
    }

    @Test("edge 21: nobody is asked whether a sender still lives or holds the mandate: the vote stays valid")
    func edge21() throws {
        var play = try atAdmission()
        try play.add(.incident(PostalAct.Incident(text: "Mitglied 1 ist verstorben.", at: play.time)), by: "z1")
        try play.admitAll()
        #expect(try play.current().voters == 10)
        #expect(try play.current().entitled.count == 12)
    }

    @Test(
        "edge 22: an empty envelope is one invalid vote; several Stimmzettel are one vote",
        arguments: [
            (Doubt.emptyEnvelope, BallotDecision.invalid, 5, 1), (.severalEqual, .valid, 6, 0),
            (.severalDifferent, .invalid, 5, 1), (.severalOneMarked, .valid, 6, 0), (.otherVote, .valid, 6, 0),
        ]
    )
    func edge22(_ doubt: Doubt, _ decision: BallotDecision, yes: Int, invalid: Int) throws {
        var play = try PostalPlay()
        try play.playToStacks(doubtful: 1)
        let options = decision == .valid ? ["yes"] : []
        if doubt != .otherVote {
            let other: BallotDecision = decision == .valid ? .invalid : .valid
            let wrong = try play.doubtful(doubt, other, other == .valid ? ["yes"] : [])
            #expect(try play.refuses(wrong, by: "z1") == .doubtRuling)
        }
        try play.add(play.doubtful(doubt, decision, options), by: "z1")
        try play.count([9, 5, 4], [9, 5, 4])
        let counts = try play.current().counts()
        #expect(counts.voters == 10 && counts.options[0].votes == yes && counts.invalid == invalid)
    }
}
