import CouncilLaw
import Election
import PostalTestSupport
import PostalVote
import Testing

@Suite("Deadline and receipt (domain part 8, 1 to 12)")
struct DeadlineEdgeTests {
    /// A released vote whose deadline is Monday 23 November 2026.
    private func released(
        time: String = "24:00",
        change: (inout PostalSettings) -> Void = { _ in }
    ) throws -> PostalPlay {
        var play = try PostalPlay()
        try play.add(.start(play.start(change: change)))
        try play.add(.electorate(PostalAct.Electorate(members: PostalPlay.members(12), decisions: [], at: play.time)))
        try play.add(.fixedDeadline(play.deadline(time: time)))
        try play.print()
        try play.add(.released(PostalAct.Released(proof: .sha512("print"), at: play.time)), by: "o2")
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        return play
    }

    private func late(
        _ arrival: String,
        in play: PostalPlay,
        channel: Channel = .post,
        reached: String? = nil
    ) throws -> Bool {
        var play = play
        try play.wait(until: "2026-11-24T08:00:00+01:00")
        var act = try play.letter(play.number(1), arrival: arrival, channel: channel)
        act.reached = reached.flatMap { PostalTime($0) }
        try play.add(.received(act))
        return try #require(try play.current().letters.last).isLate
    }

    @Test("edge 1: the last second, the last stroke, and the second after it; at midnight and at 16:00")
    func edge1() throws {
        let midnight = try released()
        #expect(try !late("2026-11-23T23:59:59+01:00", in: midnight))
        #expect(try !late("2026-11-24T00:00:00+01:00", in: midnight))
        #expect(try late("2026-11-24T00:00:01+01:00", in: midnight))
        let afternoon = try released(time: "16:00")
        #expect(try !late("2026-11-23T15:59:59+01:00", in: afternoon))
        #expect(try !late("2026-11-23T16:00:00+01:00", in: afternoon))
        #expect(try late("2026-11-23T16:00:01+01:00", in: afternoon))
    }

    @Test("edge 2: both readings are shown, and nothing is printed until one is fixed with a reason")
    func edge2() throws {
        var play = try PostalPlay()
        try play.add(.start(play.start()))
        try play.add(.electorate(PostalAct.Electorate(members: PostalPlay.members(12), decisions: [], at: play.time)))
        let readings = try play.current().readings()
        #expect(readings.literal.description == "2026-11-22" && readings.shifted.description == "2026-11-23")
        #expect(readings.question != nil && readings.chosen == nil)
        let kits = try play.current().newKits()
        #expect(
            try play.refuses(.printed(PostalAct.Printed(proof: .sha512("p"), kits: kits, at: play.time))) == .wrongOrder
        )
        var act = try play.deadline()
        act.reason = nil
        #expect(try play.refuses(.fixedDeadline(act)) == .deadlineReason)
        act.chosen = .exception
        #expect(try play.refuses(.fixedDeadline(act)) == .exceptionReason)
        act = try play.deadline()
        act.date = readings.literal
        #expect(try play.refuses(.fixedDeadline(act)) == .deadlineDay)
        act = try play.deadline()
        act.literal = readings.shifted
        #expect(try play.refuses(.fixedDeadline(act)) == .deadlineDays)
        try play.add(.fixedDeadline(play.deadline()))
        try play.print()
    }

    @Test(
        "edges 3, 4 and 5: holidays, days that are none, turn of the year, leap day, daylight saving",
        arguments: [
            ("2026-03-29", "2026-04-03", "2026-04-07"), ("2025-12-19", "2025-12-24", "2025-12-24"),
            ("2026-12-28", "2027-01-02", "2027-01-04"), ("2025-12-27", "2026-01-01", "2026-01-02"),
            ("2028-02-24", "2028-02-29", "2028-02-29"), ("2026-03-24", "2026-03-29", "2026-03-30"),
            ("2026-10-20", "2026-10-25", "2026-10-26"), ("2027-02-03", "2027-02-08", "2027-02-08"),
            ("2024-02-21", "2024-02-26", "2024-02-26"), ("2025-11-04", "2025-11-09", "2025-11-10"),
            ("2025-12-20", "2025-12-25", "2025-12-29"), ("2025-12-22", "2025-12-27", "2025-12-29"),
            ("2025-12-29", "2026-01-03", "2026-01-05"), ("2026-03-30", "2026-04-04", "2026-04-07"),
            ("2026-03-31", "2026-04-05", "2026-04-07"), ("2026-04-01", "2026-04-06", "2026-04-07"),
            ("2026-04-26", "2026-05-01", "2026-05-04"), ("2026-05-09", "2026-05-14", "2026-05-15"),
            ("2026-05-20", "2026-05-25", "2026-05-26"), ("2026-05-30", "2026-06-04", "2026-06-05"),
            ("2026-09-28", "2026-10-03", "2026-10-05"), ("2026-10-27", "2026-11-01", "2026-11-02"),
            ("2026-12-21", "2026-12-26", "2026-12-28"), ("2027-10-27", "2027-11-01", "2027-11-02"),
            ("2025-12-26", "2025-12-31", "2025-12-31"),
        ]
    )
    func edges345(session: String, literal: String, shifted: String) throws {
        var play = try PostalPlay(at: session + "T12:00:00" + (session == "2026-03-29" ? "+02:00" : offset(session)))
        try play.add(.start(play.start(date: session)))
        try play.add(.electorate(PostalAct.Electorate(members: PostalPlay.members(3), decisions: [], at: play.time)))
        let act = try play.deadline()
        #expect(act.literal.description == literal && act.shifted.description == shifted)
        try play.add(.fixedDeadline(act))
        let moment = try #require(try play.current().deadlineMoment)
        #expect(moment.description == shifted + "T23:59:59" + offset(shifted))
    }

    private func offset(_ day: String) -> String {
        let (start, end) = ("2026-03-29", "2026-10-25")
        if day.hasPrefix("2026") { return day >= start && day < end ? "+02:00" : "+01:00" }
        return day.hasPrefix("2027-10-27") ? "+02:00" : "+01:00"
    }

    @Test("edge 6: a session that runs past midnight counts from the later day, or by setting from the earlier one")
    func edge6() throws {
        let play = try PostalPlay()
        let later = try play.start(date: "2026-11-16", end: "2026-11-17")
        #expect(later.sessionDay.description == "2026-11-17")
        let earlier = try play.start(date: "2026-11-16", end: "2026-11-17") { $0.sessionDay = .earlier }
        #expect(earlier.sessionDay.description == "2026-11-16")
        var copy = play
        let backwards = try play.start(date: "2026-11-17", end: "2026-11-16")
        #expect(try refusal { try copy.add(.start(backwards)) } == .setting)
    }

    @Test("edge 7: a letter posted in time that arrives late is rejected, and stays unopened")
    func edge7() throws {
        var play = try released()
        try play.receive(3)
        try play.wait(until: "2026-11-24T08:00:00+01:00")
        try play.add(.received(play.letter(play.number(4))))
        try play.convene()
        #expect(try play.admitting(4, play.findings([play.number(4)])) == .letterLate)
        #expect(try play.refuses(play.rejection(4, .late, play.findings([play.number(4)])), by: "z1") == .unopened)
        #expect(try play.refuses(play.rejection(4, .late, nil), by: "z1") == nil)
        #expect(try play.refuses(play.rejection(1, .late, nil), by: "z1") == .groundMissing)
        try play.admitAll()
        #expect(try play.current().rejected == [1, 0, 0, 0, 0, 0, 0, 0])
        #expect(try play.current().voters == 3)
    }

    @Test("edge 8: found in the box next morning, and delivered to another office in time")
    func edge8() throws {
        var favour = try released()
        try favour.wait(until: "2026-11-24T08:00:00+01:00")
        let found = try favour.letter(favour.number(1), channel: .letterBox, firstEmptying: true)
        try favour.add(.received(found))
        #expect(try favour.current().letters.map(\.isLate) == [false])
        let byPost = try favour.letter(favour.number(2), channel: .post, firstEmptying: true)
        #expect(try favour.refuses(.received(byPost)) == .firstEmptying)
        var separated = try released { $0.letterBox = .separated }
        try separated.wait(until: "2026-11-24T08:00:00+01:00")
        let claimed = try separated.letter(separated.number(1), channel: .letterBox, firstEmptying: true)
        #expect(try separated.refuses(.received(claimed)) == .firstEmptying)

        let times = ("2026-11-23T12:00:00+01:00", "2026-11-24T07:30:00+01:00")
        #expect(try !late(times.0, in: released(), channel: .otherOffice, reached: times.1))
        let atRecipient = try released { $0.otherOffice = .countsAtRecipient }
        #expect(try late(times.0, in: atRecipient, channel: .otherOffice, reached: times.1))
        #expect(try refusal { _ = try late(times.0, in: released(), channel: .otherOffice) } == .reachedTime)
        var nowhere = try released()
        try nowhere.wait(until: times.1)
        var act = try nowhere.letter(nowhere.number(1), arrival: times.0, channel: .otherOffice)
        (act.reached, act.remark) = (nowhere.time, nil)
        #expect(try nowhere.refuses(.received(act)) == .otherOffice)
    }

    @Test("edge 9: the deadline is not changed after a letter has arrived, nor after a kit has gone out")
    func edge9() throws {
        var play = try released()
        #expect(try play.refuses(.fixedDeadline(play.deadline(time: "16:00"))) == .deadlineKitIsOut)
        try play.receive(1)
        #expect(try play.refuses(.fixedDeadline(play.deadline(time: "16:00"))) == .deadlineLetterIsHere)
    }

    @Test("a deadline that is changed in time makes the print void, because the old date stands on it")
    func changedDeadline() throws {
        var play = try PostalPlay()
        try play.release()
        try play.add(.fixedDeadline(play.deadline(time: "16:00")))
        #expect(try play.current().stage == .deadlineFixed)
        let kits = try play.current().kits
        #expect(kits.isEmpty)
    }

    @Test("edge 10: all letters are there on day 2: refused, unless a setting allows it with a reason")
    func edge10() throws {
        var play = try released()
        try play.receive(12)
        try play.arrive(["z1", "z2", "z3"])
        #expect(try play.refuses(.convened(play.convened()), by: "z1") == .notEarly)
        #expect(try play.refuses(.convened(play.convened(early: "Alle da.")), by: "z1") == .notEarly)

        var allowed = try released { $0.earlyCount = .whenAllArrived }
        try allowed.receive(11)
        try allowed.arrive(["z1", "z2", "z3"])
        #expect(try allowed.refuses(.convened(allowed.convened(early: "Alle da.")), by: "z1") == .lettersOutstanding)
        try allowed.add(.received(allowed.letter(allowed.number(12))))
        #expect(try allowed.refuses(.convened(allowed.convened()), by: "z1") == .earlyReason)
        try allowed.add(.convened(allowed.convened(early: "Alle da.")), by: "z1")
    }

    @Test("edge 11: times in another zone are no German times, and entries do not go back in time")
    func edge11() throws {
        #expect(PostalTime("2026-11-18T10:00:00+00:00") == nil)
        #expect(PostalTime("2026-07-18T10:00:00+01:00") == nil)
        #expect(PostalTime("2026-11-18T10:00:00Z") == nil)
        #expect(PostalTime("2026-03-29T02:30:00+01:00") == nil)
        #expect(PostalTime(secondsSince1970: 1_795_680_000)?.description == "2026-11-26T09:00:00+01:00")
        var play = try released()
        try play.wait(until: "2026-11-18T09:54:59+01:00")
        #expect(try play.refuses(.incident(PostalAct.Incident(text: "Stromausfall", at: play.time))) == .timeGoesBack)
        try play.wait(until: "2026-11-18T09:55:00+01:00")
        #expect(try play.refuses(.incident(PostalAct.Incident(text: "Stromausfall", at: play.time))) == nil)
    }

    @Test("edge 12: a letter that was handed in cannot be taken back, and not be replaced either")
    func edge12() throws {
        var play = try released()
        try play.receive(1)
        let refusal = try #require(throws: PostalRefusal.self) {
            _ = try PostalAct(type: "withdrawn", body: "{}")
        }
        #expect(refusal.rule == .withdrawalImpossible)
        let replaced = PostalAct.Replaced(
            old: try play.number(1),
            new: try play.current().newNumber(),
            reason: "Will anders abstimmen",
            credible: true,
            at: play.time
        )
        #expect(try play.refuses(.replaced(replaced)) == .letterIsHere)
    }
}
