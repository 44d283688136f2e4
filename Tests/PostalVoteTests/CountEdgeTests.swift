import CouncilLaw
import Election
import PostalTestSupport
import PostalVote
import Testing

@Suite("Count and people (domain part 8, 23 to 33 and 62)")
struct CountEdgeTests {
    private func atStacks(
        blank: Int = 0,
        empty: Int = 0,
        doubtful: Int = 0,
        change: (inout PostalSettings) -> Void = { _ in }
    ) throws -> PostalPlay {
        var play = try PostalPlay()
        try play.playToAdmission(start: play.start(change: change))
        try play.admitAll()
        try play.sort(blank: blank, empty: empty, doubtful: doubtful)
        return play
    }

    @Test(
        "edge 23: what stands on a Stimmzettel, with the paragraph",
        arguments: [
            (Doubt.severalMarksSameOption, Doubt.Ruling.valid, "§ 52 Abs. 2 KWahlO"),
            (.cancelledMark, .valid, "§ 52 Abs. 2 KWahlO"), (.reservation, .invalid, "§ 30 Nr. 4 KWahlG"),
            (.drawing, .boardDecides, "§ 30 Nr. 4 KWahlG, § 52 Abs. 2 KWahlO"),
            (.signature, .boardDecides, "§ 30 Nr. 4 KWahlG, § 52 Abs. 2 KWahlO"),
            (.torn, .invalid, "§ 30 Nr. 3 KWahlG, § 52 Abs. 1 KWahlO"), (.notOfficial, .invalid, "§ 30 Nr. 1 KWahlG"),
        ]
    )
    func edge23(_ doubt: Doubt, _ ruling: Doubt.Ruling, paragraph: String) throws {
        #expect(doubt.ruling == ruling && doubt.paragraph == paragraph)
        let play = try atStacks(doubtful: 1)
        let valid = try play.refuses(play.doubtful(doubt, .valid, ["yes"]), by: "z1")
        let invalid = try play.refuses(play.doubtful(doubt, .invalid), by: "z1")
        #expect(valid == (ruling == .invalid ? .doubtRuling : nil))
        #expect(invalid == (ruling == .valid ? .doubtRuling : nil))
        #expect(try play.refuses(play.doubtful(doubt, .abstention), by: "z1") == .doubtRuling)
    }

    @Test("a Stimmzettel without a mark is invalid or an abstention, as the town decided", arguments: [true, false])
    func blank(abstains: Bool) throws {
        var play = try atStacks(blank: 2, empty: 1, doubtful: 1) { $0.blank = abstains ? .abstention : .invalid }
        try play.add(play.doubtful(.noMark, abstains ? .abstention : .invalid), by: "z1")
        try play.count([6, 4, 2], [6, 4, 2])
        try play.count([2, 1], [2, 1], stack: .blank)
        let counts = try play.current().counts()
        #expect(counts.abstentions == (abstains ? 3 : 0) && counts.invalid == (abstains ? 1 : 4))
        #expect(counts.valid == 6 && counts.voters == 10)
    }

    @Test("edge 24: envelopes and Wahlscheine differ, are counted again, and the difference is explained")
    func edge24() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        try play.admitAll()
        try play.add(.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: play.time)), by: "z1")
        let differ = PostalAct.Envelopes(counted: 9, wahlscheine: 10, at: play.time)
        try play.add(.envelopes(differ), by: "z1")
        #expect(try play.current().stage == .envelopesCounted)
        let opened = PostalAct.Opened(mixed: true, ballots: 9, empty: 0, several: 0, at: play.time)
        #expect(try play.refuses(.opened(opened), by: "z1") == .wrongOrder)
        #expect(try play.refuses(.envelopes(differ), by: "z1") == .explanation)
        var recounted = play
        try recounted.add(.envelopes(PostalAct.Envelopes(counted: 10, wahlscheine: 10, at: play.time)), by: "z1")
        #expect(try recounted.current().stage == .match)
        var explained = differ
        explained.explanation = "Ein Umschlag fehlt."
        try play.add(.envelopes(explained), by: "z1")
        #expect(try play.current().stage == .mismatchExplained)
        var unfit = opened
        unfit.ballots = 10
        #expect(try play.refuses(.opened(unfit), by: "z1") == .ballotsDoNotFit)
        unfit.explanation = "Zwei lagen in einem Umschlag."
        #expect(try play.refuses(.opened(unfit), by: "z1") == nil)
        unfit.mixed = false
        #expect(try play.refuses(.opened(unfit), by: "z1") == .notMixed)
        try play.add(.opened(opened), by: "z1")
        let stacks = PostalAct.Sorted(clear: 9, blank: 0, empty: 0, doubtful: 0, at: play.time)
        try play.add(.sorted(stacks), by: "z1")
        try play.count([9, 5, 4], [9, 5, 4])
        try play.announce()
        #expect(try play.current().determined?.counts.voters == 9)
        #expect(try play.current().niederschrift.count.envelopes.last?.explanation == "Ein Umschlag fehlt.")
    }

    @Test("edge 25: a rejected letter raises no number of voters, and the sums must hold")
    func edge25() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        let unsigned = try play.findings([play.number(1)]) { $0.signed = [] }
        try play.add(play.rejection(1, .unsigned, unsigned), by: "z1")
        try play.admitAll()
        #expect(try play.current().voters == 9)
        try play.sort()
        try play.count([9, 5, 4], [9, 5, 4])
        let counts = try play.current().counts()
        #expect(counts.voters == counts.valid + counts.invalid + counts.abstentions)
        for change: (inout PostalCounts) -> Void in [
            { $0.voters += 1 }, { $0.invalid += 1 }, { $0.valid -= 1 }, { $0.options[0].votes += 1 },
            { $0.rejected[5] = 0 }, { $0.entitled += 1 }, { $0.abstentions += 1 },
        ] {
            var wrong = counts
            change(&wrong)
            #expect(
                try play.refuses(.determined(PostalAct.Determined(counts: wrong, at: play.time)), by: "z1")
                    == .resultDiffers
            )
        }
        let wrongSum = PostalAct.Sorted(clear: 9, blank: 1, empty: 0, doubtful: 0, at: play.time)
        #expect(try play.refuses(.sorted(wrongSum), by: "z1") == .isOver)
    }

    @Test("while numbers are typed, the wrong field is named")
    func wrongField() throws {
        let play = try atStacks(blank: 1, empty: 1)
        let state = try play.current()
        #expect(state.wrongField([8, 5, 3], in: .clear) == nil)
        #expect(state.wrongField([9, 5, 4], in: .clear) == "ballots")
        #expect(state.wrongField([8, 9, 0], in: .clear) == "yes")
        #expect(state.wrongField([8, 5, 4], in: .clear) == "sum")
        #expect(state.wrongField([1, 0], in: .blank) == "empty")
        #expect(state.wrongField([0, 2], in: .blank) == "blank")
        let sum = PostalAct.Sorted(clear: 9, blank: 1, empty: 1, doubtful: 0, at: play.time)
        #expect(try play.refuses(.sorted(sum), by: "z1") == .stackSum)
    }

    @Test("edge 26: one to one in the board, with one away: the chair's vote decides, or by setting nothing")
    func edge26() throws {
        for (tie, admits) in [(BoardTie.chairDecides, true), (.rejects, false)] {
            var play = try PostalPlay()
            try play.playToAdmission(start: play.start { $0.tie = tie })
            try play.add(.left(PostalAct.Left(p: #require(PersonID("z3")), at: play.time)), by: "z1")
            try play.add(
                .shortHanded(PostalAct.ShortHanded(step: .opening, reason: "Krank geworden", at: play.time)),
                by: "z1"
            )
            let incomplete = try play.votes(yes: ["z1"])
            try play.add(.objected(PostalAct.Objected(running: 1, why: "Bedenken", at: play.time)), by: "z1")
            var act = PostalAct.Resolution(running: 1, votes: incomplete, reason: "Begründung", at: play.time)
            #expect(try play.refuses(.resolution(act), by: "z1") == .votesIncomplete)
            act.votes = try play.votes(yes: ["z1", "z3"])
            #expect(try play.refuses(.resolution(act), by: "z1") == .voteOfStranger)
            act.votes = try play.votes(yes: ["z1"], no: ["z2"])
            try play.add(.resolution(act), by: "z1")
            #expect(try play.current().letters[0].resolution?.admits == admits)
        }
    }

    private func readyToOpen(change: (inout PostalSettings) -> Void = { _ in }) throws -> PostalPlay {
        var play = try PostalPlay()
        try play.release(start: play.start(change: change))
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        try play.receive(10)
        try play.wait(until: "2026-11-24T09:00:00+01:00")
        return play
    }

    @Test("edge 27: two officials; two and the mayor; three of whom one leaves half-way")
    func edge27() throws {
        var two = try readyToOpen()
        try two.arrive(["z1", "z2"])
        #expect(try two.refuses(.convened(two.convened()), by: "z1") == .tooFewOfficials)
        var withMayor = two
        try withMayor.add(
            .arrived(PostalAct.Arrived(function: .member, staff: true, mayor: true, at: two.time)),
            by: "mayor"
        )
        #expect(try withMayor.refuses(.convened(two.convened()), by: "z1") == .tooFewOfficials)
        try two.add(.shortHanded(PostalAct.ShortHanded(step: .opening, reason: "Krank", at: two.time)), by: "z1")
        try two.add(.convened(two.convened()), by: "z1")
        #expect(try two.current().warnings.contains(.officials(needed: 3)))
        #expect(try two.current().niederschrift.persons.shortHanded.map(\.reason) == ["Krank"])

        var counted = try readyToOpen { $0.mayorCounts = true }
        try counted.arrive(["z1", "z2", "mayor"])
        #expect(try counted.refuses(.convened(counted.convened()), by: "z1") == nil)

        var three = try readyToOpen()
        try three.convene()
        let admit = try three.findings([three.number(1)])
        try three.add(.left(PostalAct.Left(p: #require(PersonID("z3")), reason: "Termin", at: three.time)), by: "z3")
        #expect(try three.admitting(1, admit) == .tooFewOfficials)
        #expect(
            try three.refuses(.incident(PostalAct.Incident(text: "Ohne Anmeldung", at: three.time)), by: "z4") == nil
        )
        try three.add(.arrived(PostalAct.Arrived(function: .teller, staff: true, at: three.time)), by: "z4")
        #expect(try three.admitting(1, admit) == nil)
        let person = try #require(try three.current().niederschrift.persons.board.first { $0.p.description == "z3" })
        #expect(person.left == three.time)
        #expect(
            try three.refuses(
                .admitted(PostalAct.Admitted(running: 1, findings: admit, at: three.time)),
                by: "z3"
            ) == .notInBoard
        )
    }

    @Test("edge 28: the mayor as voter, recipient and sole counter: a warning, and no count without a second person")
    func edge28() throws {
        var play = try PostalPlay()
        var members = PostalPlay.members(11)
        members.append(
            PostalMember(
                p: try #require(PersonID("mayor")),
                name: "Bürgermeisterin",
                attended: true,
                present: true,
                excluded: false,
                mayVote: true
            )
        )
        try play.release(members: members)
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        try play.receive(10)
        try play.wait(until: "2026-11-24T09:00:00+01:00")
        try play.arrive(["mayor"])
        try play.add(.shortHanded(PostalAct.ShortHanded(step: .opening, reason: "Allein", at: play.time)))
        try play.add(.convened(play.convened()), by: "mayor")
        #expect(try play.current().warnings.contains(.voterInBoard(name: "Frau mayor")))
        try play.add(.urnChecked(PostalAct.UrnChecked(empty: true, closed: true, at: play.time)), by: "mayor")
        for letter in try play.current().letters {
            let number = try #require(letter.received.number)
            let act = PostalAct.Admitted(
                running: letter.received.running,
                findings: play.findings([number]),
                at: play.time
            )
            try play.add(.admitted(act), by: "mayor")
        }
        try play.add(.admissionDone(PostalAct.AdmissionDone(waited: true, at: play.time)), by: "mayor")
        try play.add(.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: play.time)), by: "mayor")
        try play.add(.envelopes(PostalAct.Envelopes(counted: 10, wahlscheine: 10, at: play.time)), by: "mayor")
        let opened = PostalAct.Opened(mixed: true, ballots: 10, empty: 0, several: 0, at: play.time)
        try play.add(.opened(opened), by: "mayor")
        try play.add(.sorted(PostalAct.Sorted(clear: 10, blank: 0, empty: 0, doubtful: 0, at: play.time)), by: "mayor")
        try play.add(play.tally([10, 6, 4], by: "mayor").act, by: "mayor")
        #expect(try play.refuses(play.tally([10, 6, 4], by: "mayor").act, by: "mayor") == .tellerTwice)
        #expect(throws: PostalRefusal.self) { try play.current().counts() }
    }

    @Test("edge 29: councillors who ask after the opening may watch, ten of them too; a citizen only by setting")
    func edge29() throws {
        for observers in Observers.allCases {
            var play = try readyToOpen { $0.observers = observers }
            try play.convene()
            for number in 1...10 {
                for event in [ObserverEvent.requested, .arrived] {
                    let act = PostalAct.Observer(
                        name: "Ratsmitglied \(number)",
                        capacity: .councilMember,
                        event: event,
                        at: play.time
                    )
                    try play.add(.observer(act), by: "z1")
                }
            }
            var citizen = PostalAct.Observer(name: "Bürger", capacity: .citizen, event: .arrived, at: play.time)
            #expect(try play.refuses(.observer(citizen)) == (observers == .everybody ? nil : .onlyCouncil))
            citizen.event = .declined
            #expect(try play.refuses(.observer(citizen)) == nil)
            citizen.event = .left
            #expect(try play.refuses(.observer(citizen)) == .observerUnknown)
            #expect(try play.current().niederschrift.persons.observers.count == 20)
        }
    }

    @Test("edge 30: two tallies that differ twice in a row force a third round")
    func edge30() throws {
        var play = try atStacks()
        #expect(try !play.count([10, 6, 4], [10, 5, 5]))
        #expect(try play.current().stage == .doubtfulDecided)
        #expect(try play.refuses(play.tally([10, 6, 4], by: "z1", round: 1).act, by: "z1") == .round)
        #expect(try !play.count([10, 7, 3], [10, 6, 4], tellers: ["z2", "z1"]))
        #expect(try play.count([10, 6, 4], [10, 6, 4], tellers: ["z1", "z3"], comparing: "z2"))
        #expect(try play.current().stage == .doubleCounted)
        #expect(try play.current().niederschrift.count.pairs.map(\.agreed) == [false, false, true])
    }

    @Test("tallies are bound before they are seen, by two, and compared by a third")
    func independentTallies() throws {
        var play = try atStacks()
        let (first, one) = try play.tally([10, 6, 4], by: "z1")
        let (second, two) = try play.tally([10, 6, 4], by: "z2")
        try play.add(first, by: "z1")
        let compare = { (openings: [TallyOpening], agreed: Bool) in
            PostalAct.compare(
                PostalAct.Compare(stack: .clear, round: 1, openings: openings, agreed: agreed, at: play.time)
            )
        }
        #expect(try play.refuses(compare([one, two], true), by: "z3") == .tallyMissing)
        try play.add(second, by: "z2")
        #expect(try play.refuses(play.tally([10, 6, 4], by: "z3").act, by: "z3") == .twoTallies)
        #expect(try play.refuses(compare([one, two], true), by: "z1") == .notThird)
        #expect(try play.refuses(compare([one, two], false), by: "z3") == .agreedDiffers)
        #expect(try play.refuses(compare([two, one], true), by: "z3") == .tallyMissing)
        var changed = two
        changed.numbers = [10, 5, 5]
        #expect(try play.refuses(compare([one, changed], false), by: "z3") == .openingDiffers)
        var taken = one
        taken.p = two.p
        #expect(try play.refuses(compare([one, taken], true), by: "z3") == .openingDiffers)
        #expect(try play.refuses(compare([one, two], true), by: "z3") == nil)
    }

    @Test("edge 31: one refuses to sign, one is unable to; the clerk was replaced")
    func edge31() throws {
        var play = try atStacks()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.add(.left(PostalAct.Left(p: #require(PersonID("z2")), at: play.time)), by: "z2")
        let instead = PostalAct.Arrived(function: .clerk, staff: true, instead: PersonID("z2"), at: play.time)
        try play.add(.arrived(instead), by: "z4")
        try play.announce()
        let refused = PostalAct.RefusedToSign(p: try #require(PersonID("z3")), reason: "Nicht einig", at: play.time)
        try play.add(.refusedToSign(refused), by: "z1")
        let unable = PostalAct.RefusedToSign(
            p: try #require(PersonID("z2")),
            unable: true,
            reason: "Im Krankenhaus",
            at: play.time
        )
        try play.add(.refusedToSign(unable), by: "z1")
        try play.sign(["z1", "z4"])
        #expect(try play.current().stage == .announced)
        #expect(try play.refuses(.packed(PostalAct.Packed(packages: play.packages(), at: play.time))) == .wrongOrder)
        let short = PostalAct.ShortHanded(step: .signing, reason: "Zwei unterschreiben nicht.", at: play.time)
        try play.add(.shortHanded(short), by: "z1")
        #expect(try play.current().stage == .signed)
        #expect(try play.current().warnings.contains(.signatures(needed: 3)))
        let end = try play.current().niederschrift.end
        #expect(end.refusals.map(\.unable) == [false, true] && end.signatures.count == 2)
        #expect(try play.current().niederschrift.persons.board.last?.instead == "Frau z2")
    }

    @Test("edge 32: the session's minutes were signed already: an addendum")
    func edge32() throws {
        var play = try PostalPlay()
        try play.playToStacks()
        let addendum = PostalAct.Addendum(
            minutesSigned: try CalendarDate(parsing: "2026-11-20"),
            text: "Nachtrag",
            at: play.time
        )
        #expect(try play.refuses(.addendum(addendum)) == .wrongOrder)
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        try play.add(.addendum(addendum))
        #expect(try play.current().niederschrift.end.minutesSigned?.description == "2026-11-20")
    }

    @Test("edge 33: the public is not told where that was resolved")
    func edge33() throws {
        var play = try atStacks { $0.makesPublic = false }
        try play.count([10, 6, 4], [10, 6, 4])
        try play.add(.determined(PostalAct.Determined(counts: play.current().counts(), at: play.time)), by: "z1")
        let announced = PostalAct.Announced(place: "Rathaus", publicly: true, at: play.time)
        #expect(try play.refuses(.announced(announced), by: "z1") == .notPublic)
        try play.add(.announced(PostalAct.Announced(place: "Rathaus", publicly: false, at: play.time)), by: "z1")
        #expect(try play.current().niederschrift.result.publicly == false)
    }

    @Test("edge 62: a narrower election is a postal vote of its own: new kits, new period, new electorate")
    func edge62() throws {
        let names = ["Nadja Feldhaus", "Emre Yıldız", "Anna Brandt"]
        let options = names.map { PostalOption(id: String($0.prefix(1)), label: $0, meaning: .candidate) }
        var first = try PostalPlay()
        try first.playToAdmission(start: first.start(kind: .election, options: options))
        try first.admitAll()
        try first.sort()
        try first.count([10, 5, 3, 2], [10, 5, 3, 2])
        try first.announce()
        let result = try first.current().niederschrift.result
        #expect(result.decision == .anotherBallot && result.tie == Array(names.prefix(2)))

        let rest = Array(options.prefix(2))
        var second = try PostalPlay(at: "2026-12-01T20:00:00+01:00")
        var start = try second.start(date: "2026-12-01", kind: .election, options: rest)
        (start.earlier, start.wahlgang) = (first.journal.id, 2)
        start.law = try PostalAct.Start.law(
            kind: .election,
            session: start.session.date,
            options: rest,
            round: .narrower
        )
        try second.release(members: PostalPlay.members(11), start: start)
        #expect(try second.current().deadlineMoment?.date.description == "2026-12-07")
        #expect(try second.current().entitled.count == 11)
        let old = try first.number(1)
        #expect(try second.current().scan(old.description) == .foreign(old))
    }

    @Test("a tie in the narrower election is left to the lot, drawn by one and seen by another")
    func lot() throws {
        let rest = ["Ada", "Bea"].map { PostalOption(id: $0, label: $0, meaning: .candidate) }
        var play = try PostalPlay()
        var start = try play.start(kind: .election, options: rest)
        start.law = try PostalAct.Start.law(
            kind: .election,
            session: start.session.date,
            options: rest,
            round: .narrower
        )
        try play.playToAdmission(start: start)
        try play.admitAll()
        try play.sort()
        try play.count([10, 5, 5], [10, 5, 5])
        var lot = PostalAct.Lot(
            among: ["Ada", "Bea"],
            seats: 1,
            winners: ["Bea"],
            drawnBy: "Bürgermeisterin",
            witness: "Frau z2",
            how: "Zettel aus einem Umschlag",
            at: play.time
        )
        #expect(try play.refuses(.lot(lot), by: "z1") == .wrongOrder)
        try play.add(.determined(PostalAct.Determined(counts: play.current().counts(), at: play.time)), by: "z1")
        #expect(try play.current().niederschrift.missing.contains(.lot))
        lot.witness = lot.drawnBy
        #expect(try play.refuses(.lot(lot), by: "z1") == .lot)
        lot.witness = "Frau z2"
        try play.add(.lot(lot), by: "z1")
        #expect(try play.current().niederschrift.result.elected == ["Bea"])
        #expect(try play.current().niederschrift.result.decision == .elected)
        #expect(try play.refuses(.lot(lot), by: "z1") == .lot)
    }
}
