import CouncilLaw
import Election
import PostalTestSupport
import PostalVote
import Testing

/// The acts by which a step that is named can be done.
private func kinds(_ step: PostalStep) -> Set<PostalAct.Kind> {
    switch step {
    case .electorate: [.electorate]
    case .deadline, .renewDeadline: [.fixedDeadline]
    case .print: [.printed]
    case .release: [.released]
    case .send: [.sent]
    case .receive: [.received]
    case .arrive: [.arrived, .shortHanded]
    case .convene, .conveneEarly: [.convened]
    case .checkUrn: [.urnChecked]
    case .admit: [.admitted, .rejected, .objected]
    case .resolve: [.resolution]
    case .endAdmission: [.admissionDone]
    case .openUrn: [.urnOpened]
    case .envelopes, .envelopesAgain: [.envelopes]
    case .open: [.opened]
    case .sort: [.sorted]
    case .doubtful: [.doubtful]
    case .stack: [.tally]
    case .compare: [.compare]
    case .result: [.determined]
    case .lot: [.lot]
    case .announce: [.announced]
    case .sign: [.signed, .shortHanded]
    case .pack: [.packed]
    case .confirmPacking, .confirmDestruction: [.confirmed]
    case .handOver: [.handedOver]
    case .keep: [.destroyed]
    }
}

extension PostalPlay {
    /// The steps that were named before each entry of the journal, each of which must be what was taken then.
    fileprivate func namedSteps() throws -> [PostalStep] {
        var named: [PostalStep] = []
        var state: PostalState?
        for entry in journal.entries.dropFirst() {
            let act = try PostalAct(type: entry.type, body: entry.body)
            guard let before = state else {
                state = try PostalState(starting: journal, entry)
                continue
            }
            let step = before.nextStep(at: act.at)
            let isBetween: Set<PostalAct.Kind> = [.left, .incident, .recountRequested]
            if !isBetween.contains(act.kind) {
                #expect(kinds(step).contains(act.kind), "\(entry.n) \(act.kind): the hint was \(step)")
                named.append(step)
            }
            try state?.take(entry)
        }
        return named
    }
}

@Suite("What comes next is what is taken next")
struct NextStepTests {
    @Test("in a whole vote with doubts, two counts that differ, a stack counted again, and the end after years")
    func wholeVote() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        // All but one are admitted; that one is objected to and admitted by resolution.
        for running in 2...10 {
            let act = PostalAct.Admitted(
                running: running,
                findings: play.findings([try play.number(running)]),
                at: play.time
            )
            try play.add(.admitted(act), by: "z1")
        }
        try play.resolve(1, yes: ["z1", "z2", "z3"])
        let findings = play.findings([try play.number(1)])
        try play.add(
            .admitted(PostalAct.Admitted(running: 1, findings: findings, byResolution: true, at: play.time)),
            by: "z1"
        )
        try play.add(.admissionDone(PostalAct.AdmissionDone(waited: true, at: play.time)), by: "z1")
        try play.sort(blank: 1, doubtful: 2)
        try play.add(play.doubtful(.drawing, .valid, ["yes"]), by: "z1")
        try play.add(play.doubtful(.reservation, .invalid), by: "z1")
        #expect(try !play.count([7, 4, 3], [7, 3, 4]))
        #expect(try play.count([7, 4, 3], [7, 4, 3]))
        #expect(try play.count([1, 0], [1, 0], stack: .blank))
        // Somebody leaves: the next step is that somebody comes, or a reason.
        try play.add(.left(PostalAct.Left(p: #require(PersonID("z3")), at: play.time)), by: "z3")
        #expect(try play.current().nextStep(at: play.time) == .arrive)
        try play.add(
            .shortHanded(PostalAct.ShortHanded(step: .count, reason: "krank", at: play.time)),
            by: "z1"
        )
        try play.announce()
        // Whoever left before the result does not sign it.
        try play.sign(["z1", "z2"])
        #expect(try play.current().nextStep(at: play.time) == .sign)
        let short = PostalAct.ShortHanded(step: .signing, reason: "krank", at: play.time)
        try play.add(.shortHanded(short), by: "z1")
        try play.pack()
        #expect(try play.current().nextStep(at: play.time) == .keep)
        try play.wait(until: "2028-01-10T10:00:00+01:00")
        let gone = PostalAct.Destroyed(object: .ballots, count: 10, method: "P-5", backups: "keine", at: play.time)
        try play.add(.destroyed(gone), by: "o1")
        try play.add(.confirmed(PostalAct.Confirmed(entry: play.journal.entries.count - 1, at: play.time)), by: "o2")
        let named = try play.namedSteps()
        #expect(try play.current().nextStep(at: play.time) == .keep)
        let elsewhere: Set<PostalStep> = [.renewDeadline, .conveneEarly, .envelopesAgain, .lot]
        #expect(Set(named) == Set(PostalStep.allCases).subtracting(elsewhere))
    }

    @Test("where envelopes and Wahlscheine differ, they are counted again")
    func mismatch() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        try play.admitAll()
        try play.add(.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: play.time)), by: "z1")
        var counted = PostalAct.Envelopes(counted: 9, wahlscheine: 10, at: play.time)
        try play.add(.envelopes(counted), by: "z1")
        counted.explanation = "Ein Umschlag fehlt."
        try play.add(.envelopes(counted), by: "z1")
        #expect(try play.namedSteps().contains(.envelopesAgain))
        #expect(try play.current().nextStep(at: play.time) == .open)
    }

    @Test("a tie is for the lot before anybody announces")
    func lot() throws {
        var play = try PostalPlay()
        try play.playToTie()
        try play.add(.determined(PostalAct.Determined(counts: play.current().counts(), at: play.time)), by: "z1")
        let lot = PostalAct.Lot(
            among: ["Ada", "Bea"],
            seats: 1,
            winners: ["Bea"],
            drawnBy: "Frau z1",
            witness: "Frau z2",
            how: "Zettel",
            at: play.time
        )
        try play.add(.lot(lot), by: "z1")
        try play.add(.announced(PostalAct.Announced(place: "Rathaus", publicly: true, at: play.time)), by: "z1")
        #expect(try play.namedSteps().suffix(3) == [.result, .lot, .announce])
    }

    @Test("all Wahlbriefe are there before the deadline, and the setting lets the board begin")
    func early() throws {
        var play = try PostalPlay()
        try play.release(start: play.start { $0.earlyCount = .whenAllArrived })
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        try play.receive(12)
        try play.arrive(["z1", "z2", "z3"])
        try play.add(.convened(play.convened(early: "Alle sind da.")), by: "z1")
        #expect(try play.namedSteps().last == .conveneEarly)
    }

    @Test("a period that ended before anything went out is fixed anew")
    func renewed() throws {
        var play = try PostalPlay()
        try play.release()
        try play.wait(until: "2026-11-24T08:00:00+01:00")
        #expect(try play.current().nextStep(at: play.time) == .renewDeadline)
        let kit = PostalAct.Sent(number: try play.number(1), how: .post, at: play.time)
        #expect(try play.refuses(.sent(kit)) == .afterDeadline)
        var deadline = try play.deadline()
        (deadline.chosen, deadline.reason) = (.exception, "Der Druck war nicht fertig.")
        deadline.date = try CalendarDate(parsing: "2026-12-01")
        try play.add(.fixedDeadline(deadline))
        #expect(try play.namedSteps().last == .renewDeadline)
        #expect(try play.current().nextStep(at: play.time) == .print)
    }
}
