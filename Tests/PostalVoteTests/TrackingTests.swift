import CouncilLaw
import Election
import PostalTestSupport
import PostalVote
import StrictJSON
import Testing
import Words

@Suite("Kits and Wahlbriefe: what went out, and what came although nobody entered that it did")
struct TrackingTests {
    /// Eleven of twelve kits are entered as sent.
    private func allButOneSent() throws -> PostalPlay {
        var play = try PostalPlay()
        try play.release()
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        for kit in try play.current().kits.dropLast() {
            try play.add(.sent(PostalAct.Sent(number: kit.number, how: .post, at: play.time)))
        }
        try play.wait(until: "2026-11-19T10:00:00+01:00")
        return play
    }

    /// And the Wahlbrief of the twelfth comes.
    private func unsent() throws -> PostalPlay {
        var play = try allButOneSent()
        try play.add(.received(play.letter(play.number(12))))
        return play
    }

    @Test("a Wahlbrief whose kit was not entered as sent is taken, and everybody who looks is told")
    func isTaken() throws {
        let play = try unsent()
        let state = try play.current()
        #expect(state.letters.count == 1 && state.receivedUnsent.map(\.letter.received.running) == [1])
        let number = try play.number(12).description
        #expect(state.warnings.contains(.receivedUnsent(running: 1, number: number)))
        let report = try PostalVerifier.verify(play.record())
        #expect(report.lines(in: .german).contains { $0.hasPrefix("! ") && $0.contains("nicht als versandt") })
        // Whoever is entered as sent is not told of.
        var other = try PostalPlay()
        try other.release()
        try other.send()
        try other.add(.received(other.letter(other.number(12))))
        #expect(try other.current().receivedUnsent.isEmpty && other.current().warnings.isEmpty)
    }

    @Test("a Wahlschein that was not entered as sent is told of where it shows only inside, too")
    func isTakenInside() throws {
        var play = try allButOneSent()
        try play.add(.received(play.letter(nil)))
        try play.convene()
        #expect(try play.current().receivedUnsent.isEmpty)
        let number = try play.number(12)
        let act = PostalAct.Admitted(running: 1, findings: play.findings([number]), at: play.time)
        try play.add(.admitted(act), by: "z1")
        #expect(try play.current().warnings.contains(.receivedUnsent(running: 1, number: number.description)))
    }

    @Test("nobody makes up afterwards that it went out, and the numbers stay as they are")
    func isNotMadeUp() throws {
        var play = try unsent()
        let late = PostalAct.Sent(number: try play.number(12), how: .post, at: play.time)
        #expect(try play.refuses(.sent(late)) == .sentAfterLetter)
        // That it went out before and came back does not help either.
        try play.add(.returned(PostalAct.Returned(number: play.number(1), at: play.time)))
        try play.add(.received(play.letter(play.number(1))))
        let again = PostalAct.Sent(number: try play.number(1), how: .post, at: play.time)
        #expect(try play.refuses(.sent(again)) == .sentAfterLetter)
        let state = try play.current()
        #expect(state.overview(at: play.time).sent == 11 && state.niederschrift.admission.sent == 11)
        #expect(state.outstanding.count == 10)
    }

    @Test("nobody enters a kit as returned twice, or whose Wahlbrief is here; a letter after a return is told of")
    func returns() throws {
        var play = try PostalPlay()
        try play.release()
        try play.send()
        func returned(_ serial: Int) throws -> PostalAct {
            .returned(PostalAct.Returned(number: try play.number(serial), at: play.time))
        }
        try play.add(.received(play.letter(play.number(12))))
        #expect(try play.refuses(returned(12)) == .returnedAfterLetter)
        try play.add(returned(1))
        #expect(try play.refuses(returned(1)) == .returnedTwice)
        let kit = try play.current().kits[0]
        #expect(try play.current().scan(kit.number.description) == .returned(kit))
        // Sent once more, it can come back once more.
        try play.add(.sent(PostalAct.Sent(number: play.number(1), how: .post, at: play.time)))
        try play.add(returned(1))
        try play.add(.received(play.letter(play.number(1))))
        let number = try play.number(1).description
        #expect(try play.current().warnings.contains(.receivedUnsent(running: 2, number: number)))
    }

    @Test("a late letter is late, and rejected only once the board has met; a rehearsal has one clock")
    func lateIsNotYetRejected() throws {
        var play = try PostalPlay()
        try play.release()
        try play.send()
        let before = play.time
        try play.wait(until: "2026-11-24T08:00:00+01:00")
        try play.add(.received(play.letter(play.number(1))))
        // The clock of whoever looks is behind that of the entries.
        let overview = try play.current().overview(at: before)
        let left = try #require(overview.secondsLeft)
        #expect(overview.stage == .deadlinePassed && left < 0)
        #expect((overview.late, overview.rejected) == (1, 0))
        try play.convene()
        #expect(try play.current().overview(at: play.time).rejected == 1)
    }

    @Test("sent means the same in the overview and in the Niederschrift, those that were replaced since among them")
    func oneMeaning() throws {
        var play = try PostalPlay()
        try play.release()
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        for serial in [3, 4] {
            let new = try play.current().newNumber()
            let act = PostalAct.Replaced(
                old: try play.number(serial),
                new: new,
                reason: "verloren",
                credible: true,
                at: play.time
            )
            try play.add(.replaced(act))
            if serial == 3 { try play.add(.sent(PostalAct.Sent(number: new, how: .handed, at: play.time))) }
        }
        let state = try play.current()
        let overview = state.overview(at: play.time)
        let minutes = state.niederschrift
        #expect((overview.issued, overview.sent, overview.replaced) == (14, 13, 2))
        #expect((minutes.admission.issued, minutes.admission.sent) == (14, 13))
        let json = try Fields(
            parsing: Array(overview.json.utf8),
            exactly: [
                "state", "deadline", "issued", "sent", "received", "late", "outstanding", "replaced", "admitted",
                "rejected",
            ]
        )
        #expect(try json.integer("sent") == 13)
        #expect(try minutes.json == Niederschrift(json: minutes.json).json && minutes.json.contains("\"sent\":13"))
        #expect(state.recordText.contains("verschickt oder ausgehändigt: 13\n"))
    }
}

@Suite("The start: what can be chosen, and what is said of a field that is empty")
struct StartTests {
    @Test("a ballot with nothing to choose between is refused by the name of its only option")
    func oneOption() throws {
        let ada = PostalOption(id: "1", label: "Ada", meaning: .candidate)
        let abstention = PostalOption(id: "enthaltung", label: "Enthaltung", meaning: .abstention)
        #expect(try refusal { try PostalAct.Start.requireChoice([ada]) } == .optionsFew)
        #expect(try refusal { try PostalAct.Start.requireChoice([ada, abstention]) } == .optionsFew)
        #expect(
            try refusal { try PostalAct.Start.requireChoice([PostalOption(id: "1", label: "L", meaning: .list)]) }
                == .optionsFew
        )
        try PostalAct.Start.requireChoice([ada, PostalOption(id: "nein", label: "Nein", meaning: .no)])
        try PostalAct.Start.requireChoice([ada, PostalOption(id: "2", label: "Bea", meaning: .candidate)])
    }

    @Test("two options that people read alike are refused")
    func alike() throws {
        let options = PostalOption.standard(["Anna Weber", "anna  weber"], .election)
        #expect(try refusal { try PostalAct.Start.requireChoice(options) } == .labelTwice)
    }

    @Test("one candidate of an electronic vote goes on by post as they were")
    func fallbackOfOne() throws {
        let options = PostalOption.standard(["Ada"], .election)
        _ = try PostalAct.Start.law(kind: .election, session: CalendarDate(parsing: "2026-11-17"), options: options)
    }

    @Test("what the town froze otherwise than the default holds; the default leaves it open")
    func frozen() throws {
        func start(_ name: Settings.Name, _ value: String, _ change: (inout PostalSettings) -> Void) throws {
            var play = try PostalPlay()
            var start = try play.start(change: change)
            let settings = try Settings.standard.with(name, value)
            start.law = try PostalAct.Start.law(
                kind: start.kind,
                session: start.session.date,
                options: start.options,
                settings: settings
            )
            try play.add(.start(start))
        }
        #expect(try refusal { try start(.deadlineShift, "none") { $0.shift = nil } } == .frozenOtherwise)
        #expect(try refusal { try start(.deadlineShift, "none") { $0.shift = .workday } } == .frozenOtherwise)
        #expect(try refusal { try start(.sessionDay, "earlier") { $0.sessionDay = .later } } == .frozenOtherwise)
        #expect(
            try refusal { try start(.postalElectorate, "present-at-item") { $0.electorate = .attendedSession } }
                == .frozenOtherwise
        )
        try start(.deadlineShift, "none") { $0.shift = .literal }
        try start(.deadlineShift, "chair-decides") { $0.shift = .workday }
    }

    @Test("an empty field is called by what people call it")
    func emptyFields() throws {
        func sentence(_ change: (inout PostalAct.Start) -> Void) throws -> String {
            var play = try PostalPlay()
            var start = try play.start()
            change(&start)
            do { try play.add(.start(start)) } catch let refusal as PostalRefusal {
                #expect(refusal.rule == .unreadable || refusal.rule == .setting)
                return refusal.sentence(in: .german)
            }
            return ""
        }
        #expect(try sentence { $0.settings.recipient = "" }.contains("Anschrift, an die die Wahlbriefe gehen"))
        #expect(try sentence { $0.reason = " " }.contains("„Begründung“"))
        #expect(try sentence { $0.title = "" }.contains("„Gegenstand (title)“"))
        #expect(try sentence { $0.options[0].label = "" }.contains("Name einer Wahlmöglichkeit"))
        #expect(try sentence { $0.settings.days = 0 }.contains("Dauer der Frist in Tagen"))
    }

    @Test("the two readings of a deadline are told as people write days")
    func germanDays() throws {
        var play = try PostalPlay()
        try play.add(.start(play.start()))
        try play.add(.electorate(PostalAct.Electorate(members: PostalPlay.members(3), decisions: [], at: play.time)))
        var wrong = try play.deadline()
        wrong.shifted = try wrong.shifted.adding(days: 1)
        do {
            try play.add(.fixedDeadline(wrong))
            Issue.record("taken")
        } catch let refusal as PostalRefusal {
            #expect(refusal.sentence(in: .german).contains("22.11.2026 und 23.11.2026"))
        }
    }
}
