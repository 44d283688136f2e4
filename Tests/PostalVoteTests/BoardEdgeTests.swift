import CouncilLaw
import Election
import PostalTestSupport
import PostalVote
import Testing

@Suite("The board and who watches it (domain part 8, 26 to 29)")
struct BoardEdgeTests {
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

    @Test("only officials and the mayor count, unless members may by setting; no voter is one of the officials")
    func counters() throws {
        func arriving(_ counters: Counters?, staff: Bool, mayor: Bool = false, votes: Bool) throws -> PostalRule? {
            var play = try PostalPlay()
            var members = PostalPlay.members(12)
            if votes { members[0].p = try #require(PersonID(mayor ? "mayor" : "z1")) }
            try play.release(members: members, start: play.start { $0.counters = counters })
            try play.wait(until: "2026-11-24T09:00:00+01:00")
            let act = PostalAct.Arrived(function: .member, staff: staff, mayor: mayor, at: play.time)
            return try play.refuses(.arrived(act), by: mayor ? "mayor" : "z1")
        }
        #expect(try PostalPlay().start().settings.counters == .officials)
        #expect(try arriving(.officials, staff: true, votes: false) == nil)
        #expect(try arriving(.officials, staff: false, votes: false) == .onlyOfficials)
        for staff in [true, false] {
            #expect(try arriving(.officials, staff: staff, votes: true) == .voterCounts)
            // A journal from before there was the choice is read as it was written.
            #expect(try arriving(nil, staff: staff, votes: true) == nil)
        }
        #expect(try arriving(.everybody, staff: true, votes: true) == .voterAsOfficial)
        #expect(try arriving(.everybody, staff: false, votes: true) == nil)
        #expect(try arriving(.everybody, staff: false, votes: false) == nil)
        for counters in [Counters.officials, .everybody] {
            #expect(try arriving(counters, staff: true, mayor: true, votes: true) == nil)
        }
    }

    @Test("who checked in on an earlier day comes anew before the board convenes; a night within the sitting is none")
    func earlierDay() throws {
        var play = try readyToOpen()
        try play.arrive(["z1", "z2"])
        try play.wait(until: "2026-11-25T09:00:00+01:00")
        #expect(try play.current().asSeen(at: play.time).officialsPresent == 0)
        #expect(try play.current().nextStep(at: play.time) == .arrive)
        try play.add(.arrived(PostalAct.Arrived(function: .member, staff: true, at: play.time)), by: "z3")
        #expect(try play.refuses(.convened(play.convened()), by: "z1") == .notInBoard)
        try play.arrive(["z1", "z2"])
        try play.add(.convened(play.convened()), by: "z1")
        let days = try play.current().niederschrift.persons.board.map(\.arrived.date.description)
        #expect(days == ["2026-11-25", "2026-11-25", "2026-11-25"])
        try play.wait(until: "2026-11-26T00:10:00+01:00")
        try play.add(.urnChecked(PostalAct.UrnChecked(empty: true, closed: true, at: play.time)), by: "z1")
    }

    @Test("a check-in outlasts midnight and ends after twelve hours; the clock that goes back changes nothing")
    func pastMidnight() throws {
        let lasting = 12 * 3_600
        for evening in ["2026-11-24T23:50:00+01:00", "2026-11-24T18:00:00+01:00"] {
            var play = try readyToOpen()
            try play.wait(until: evening)
            try play.arrive(["z1", "z2", "z3"])
            let came = play.time.secondsSince1970
            play.time = try #require(PostalTime(secondsSince1970: came + lasting))
            #expect(play.time.date.description == "2026-11-25")
            #expect(try play.current().asSeen(at: play.time).officialsPresent == 3)
            #expect(try play.refuses(.convened(play.convened()), by: "z1") == nil)
            var late = play
            late.time = try #require(PostalTime(secondsSince1970: came + lasting + 1))
            #expect(try late.refuses(.convened(late.convened()), by: "z1") == .notInBoard)
            // Whoever comes anew after midnight is there once.
            try play.arrive(["z1"])
            #expect(try play.current().officialsPresent == 3)
            #expect(try play.refuses(.convened(play.convened()), by: "z1") == nil)
        }
        let came = try PostalAct.Arrived(
            function: .chair,
            staff: true,
            at: #require(PostalTime("2026-10-24T20:00:00+02:00"))
        )
        #expect(try came.holds(at: #require(PostalTime("2026-10-25T07:00:00+01:00"))))
        #expect(try !came.holds(at: #require(PostalTime("2026-10-25T07:00:01+01:00"))))
        // A day that is longer than twelve hours is still that day.
        let morning = try PostalAct.Arrived(
            function: .chair,
            staff: true,
            at: #require(PostalTime("2026-11-24T08:00:00+01:00"))
        )
        #expect(try morning.holds(at: #require(PostalTime("2026-11-24T23:59:59+01:00"))))
        #expect(try !morning.holds(at: #require(PostalTime("2026-11-25T00:00:00+01:00"))))
    }

    @Test("a reason for fewer excuses nobody: it is refused while nobody is there, and nobody acts without having come")
    func nobodyThere() throws {
        var play = try readyToOpen()
        func reason(_ step: ShortStep) -> PostalAct {
            .shortHanded(PostalAct.ShortHanded(step: step, reason: "Krank", at: play.time))
        }
        for step in [ShortStep.opening, .count] { #expect(try play.refuses(reason(step), by: "z1") == .nobodyThere) }
        try play.arrive(["z1", "z2"])
        try play.add(reason(.opening), by: "z1")
        for person in ["z1", "z2"] {
            try play.add(.left(PostalAct.Left(p: #require(PersonID(person)), at: play.time)), by: person)
        }
        #expect(try play.refuses(.convened(play.convened()), by: "z1") == .notInBoard)
    }

    @Test("a reason for fewer signatures waits for the result, and says so")
    func signingWaits() throws {
        var play = try readyToOpen()
        try play.arrive(["z1", "z2", "z3"])
        let act = PostalAct.shortHanded(PostalAct.ShortHanded(step: .signing, reason: "Krank", at: play.time))
        #expect(try play.refuses(act, by: "z1") == .wrongOrder)
        do {
            try play.add(act, by: "z1")
        } catch let refusal as PostalRefusal {
            #expect(refusal.sentence(in: .german).contains("die Bekanntgabe des Ergebnisses"))
        }
    }

    @Test("nobody convenes without a chair and somebody who keeps the minutes, or a reason")
    func offices() throws {
        var play = try readyToOpen()
        for person in ["z1", "z2", "z3"] {
            try play.add(.arrived(PostalAct.Arrived(function: .member, staff: true, at: play.time)), by: person)
        }
        #expect(try play.refuses(.convened(play.convened()), by: "z1") == .noChair)
        var short = play
        try short.add(.shortHanded(PostalAct.ShortHanded(step: .opening, reason: "Krank", at: short.time)), by: "z1")
        try short.add(.convened(short.convened()), by: "z1")
        #expect(try Set(short.current().niederschrift.missing).isSuperset(of: [.chair, .clerk]))
        try play.add(.arrived(PostalAct.Arrived(function: .deputyChair, staff: true, at: play.time)), by: "z4")
        #expect(try play.refuses(.convened(play.convened()), by: "z1") == .noClerk)
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
        // One warning names all three: voter, recipient and board; another that she is alone.
        let warnings = try play.current().warnings
        #expect(warnings.contains(.mayorInBoard(name: "Frau mayor")) && warnings.contains(.officials(needed: 3)))
        let said = PostalWarning.mayorInBoard(name: "Frau mayor").sentence(in: .german)
        for part in ["stimmberechtigt", "Wahlbriefe entgegen", "im Vorstand"] { #expect(said.contains(part)) }
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
        let compare = PostalAct.compare(
            PostalAct.Compare(
                stack: .clear,
                round: 1,
                openings: [try play.tally([10, 6, 4], by: "mayor").opening],
                agreed: true,
                at: play.time
            )
        )
        #expect(try play.refuses(compare, by: "mayor") == .tallyMissing)
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
}
