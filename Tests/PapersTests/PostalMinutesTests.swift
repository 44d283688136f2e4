import CouncilLaw
import Election
import Files
import Foundation
import PostalTestSupport
import PostalVote
import Testing
import Words

@testable import Papers
@testable import PostalPapers

/// What a played vote by post leaves on the sheet that its board signs.
@Suite("The Niederschrift of a vote by post says what its journal says")
struct PostalMinutesTests: PlayedSheets {
    @Test("who drew the lot, who saw it and how: on the Niederschrift, and who was elected on the result sheet")
    func lot() throws {
        var play = try drawn()
        #expect(try text(play).contains("entscheidet das Los"))
        let lot = PostalAct.Lot(
            among: ["Ada", "Bea"],
            seats: 1,
            winners: ["Bea"],
            drawnBy: "Bürgermeisterin Kühn",
            witness: "Frau z2",
            how: "Zettel aus einem Umschlag",
            at: play.time
        )
        try play.add(.lot(lot), by: "z1")
        try play.add(.announced(PostalAct.Announced(place: "Rathaus", publicly: true, at: play.time)), by: "z1")
        let minutes = try text(play)
        #expect(minutes.contains("Das Los zwischen Ada, Bea fiel auf Bea. Gezogen hat es Bürgermeisterin Kühn"))
        #expect(minutes.contains("bezeugt hat es Frau z2. Verfahren: Zettel aus einem Umschlag"))
        let wall = try text(#require(try setting(play).ergebnisblatt()))
        #expect(wall.contains("Bea") && !wall.contains("entscheidet das Los"))
    }

    /// Two candidates with as many votes in the narrower election; the result is determined.
    private func drawn() throws -> PostalPlay {
        var play = try PostalPlay()
        try play.playToTie()
        try play.add(.determined(PostalAct.Determined(counts: play.current().counts(), at: play.time)), by: "z1")
        return play
    }

    @Test("an official who leaves: the lowest number, in red, with every reason")
    func shortHanded() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        let all = try text(play)
        #expect(all.contains("bei der Öffnung 3, danach mindestens 3; vorgesehen sind 3"))
        #expect(!all.contains("zeitweise weniger als"))
        try play.add(.left(PostalAct.Left(p: #require(PersonID("z3")), at: play.time)), by: "z1")
        #expect(try text(play).contains("weniger als 3 Bedienstete anwesend. Ein Grund ist nicht angegeben."))
        try goOn(&play, .opening, "z3 musste gehen")
        try goOn(&play, .count, "Niemand konnte einspringen")
        let minutes = try text(play)
        #expect(minutes.contains("bei der Öffnung 3, danach mindestens 2"))
        #expect(minutes.contains("Es waren zeitweise weniger als 3 Bedienstete anwesend."))
        #expect(minutes.contains("Grund: z3 musste gehen") && minutes.contains("Grund: Niemand konnte einspringen"))
        #expect(!minutes.contains("anwesend. Ein Grund ist nicht"))
    }

    @Test("the setting says how many officials there should be")
    func setting() throws {
        var play = try PostalPlay()
        try play.playToAdmission(start: play.start { $0.officials = 2 })
        try play.add(.left(PostalAct.Left(p: #require(PersonID("z3")), at: play.time)), by: "z1")
        let minutes = try text(play)
        #expect(minutes.contains("danach mindestens 2; vorgesehen sind 2"))
        #expect(!minutes.contains("zeitweise weniger als"))
    }

    @Test("one of two compares: the sentence does not speak of a third")
    func comparedByTeller() throws {
        var play = try PostalPlay()
        try play.playToStacks()
        var other = play
        try other.count([10, 6, 4], [10, 6, 4])
        #expect(try text(other).contains("eine dritte hat verglichen"))
        try play.add(.left(PostalAct.Left(p: #require(PersonID("z3")), at: play.time)), by: "z1")
        try goOn(&play, .count, "z3 musste gehen")
        try play.count([10, 6, 4], [10, 6, 4], comparing: "z2")
        let minutes = try text(play)
        #expect(!minutes.contains("eine dritte hat verglichen"))
        #expect(minutes.contains("(hat selbst mitgezählt)"))
    }

    @Test("fewer signatures: in red with the reason; who could not sign did not refuse, and has no line")
    func signatures() throws {
        var play = try PostalPlay()
        try play.playToStacks()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        try play.sign(["z1", "z2"])
        #expect(try text(play).contains("unterschrieben haben 2, vorgesehen sind 3. Ein Grund ist nicht angegeben."))
        let unable = try PostalAct.RefusedToSign(
            p: #require(PersonID("z3")),
            unable: true,
            reason: "liegt im Krankenhaus",
            at: play.time
        )
        var refusing = play
        try play.add(.refusedToSign(unable), by: "z1")
        try goOn(&play, .signing, "z3 fehlt")
        let minutes = try text(play)
        #expect(minutes.contains("unterschrieben haben 2, vorgesehen sind 3."))
        #expect(minutes.contains("Grund: z3 fehlt"))
        #expect(minutes.contains("Frau z3 konnte nicht unterschreiben. Grund: liegt im Krankenhaus"))
        #expect(!minutes.contains("verweigert"))
        var act = unable
        act.unable = false
        try refusing.add(.refusedToSign(act), by: "z1")
        #expect(try text(refusing).contains("Frau z3 hat die Unterschrift verweigert"))
        var whole = try PostalPlay()
        try whole.playToEnd()
        let signed = try text(whole)
        #expect(!signed.contains("Elektronisch unterschrieben haben") && !signed.contains("verweigert"))
        #expect(signed.components(separatedBy: "auch elektronisch unterschrieben").count == 4)
    }

    @Test("everybody of the board is named under the Niederschrift: by a line, or as not there any more")
    func wholeBoard() throws {
        var play = try PostalPlay()
        try play.playToStacks()
        try play.add(.arrived(PostalAct.Arrived(function: .member, staff: true, at: play.time)), by: "z4")
        try play.count([10, 6, 4], [10, 6, 4])
        var left = play
        try play.announce()
        try play.sign()
        let open = try text(play)
        #expect(open.contains("unterschrieben haben 3, vorgesehen sind 4."))
        #expect(open.contains("Frau z4 Mitglied") && !open.contains("nicht anwesend und deshalb"))
        try left.add(.left(PostalAct.Left(p: #require(PersonID("z4")), at: left.time)), by: "z4")
        try left.announce()
        try left.sign()
        let settled = try text(left)
        #expect(settled.contains("nicht anwesend und deshalb ohne Unterschrift: Frau z4."))
        #expect(!settled.contains("vorgesehen sind 4"))
    }

    @Test("each step says who of the board was there; the mayor is not counted; the item is a TOP once")
    func present() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        let mayor = PostalAct.Arrived(function: .member, staff: true, mayor: true, at: play.time)
        try play.add(.arrived(mayor), by: "mayor")
        try play.admitAll()
        try play.add(.left(PostalAct.Left(p: #require(PersonID("mayor")), at: play.time)), by: "mayor")
        try play.sort()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.wait(until: "2026-11-25T00:10:00+01:00")
        try play.add(.arrived(PostalAct.Arrived(function: .teller, staff: true, at: play.time)), by: "z4")
        try play.announce()
        let minutes = try text(play)
        for part in [
            "Ort: Rathaus Anwesend: Frau z1, Frau z2, Frau z3",
            "Wahlbriefe da waren. Anwesend: Frau z1, Frau z2, Frau z3, Frau mayor.",
            "danach war sie leer Anwesend: Frau z1, Frau z2, Frau z3",
            "Anwesend: Frau z1, Frau z2, Frau z3, Frau z4.",
            ": zählt nicht mit", "ab 25.11.2026, 00:10 Uhr", "(Sitzung 12), TOP 7",
        ] {
            #expect(minutes.contains(part), "\(part)")
        }
        #expect(!minutes.contains("TOP TOP"))
        // Who leads stands in the column of the functions; here it is not the mayor.
        #expect(!minutes.contains("leitet"))
        var start = try play.start()
        start.item = "TOP 7"
        #expect(start.agendaItem == "TOP 7")
    }

    @Test("edge 33: where the public is not told, the Niederschrift says so")
    func withoutPublic() throws {
        var play = try PostalPlay()
        try play.playToAdmission(start: play.start { $0.makesPublic = false })
        try play.admitAll()
        try play.sort()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce(publicly: false)
        #expect(try text(play).contains(paperWord("paper.public.no")))
        #expect(try !text(play).contains(paperWord("paper.public.yes")))
    }

    @Test("the addendum has a line for everybody who answers for the result")
    func addendum() throws {
        var play = try PostalPlay()
        try play.playToEnd()
        let act = PostalAct.Addendum(
            minutesSigned: try CalendarDate(parsing: "2026-11-20"),
            text: "Die Abstimmung fand per Brief statt.",
            at: play.time
        )
        try play.add(.addendum(act))
        let only = try setting(play).nachtraege()
        let paper = try text(#require(only.first))
        #expect(only.count == 1 && !paper.contains("1. Nachtrag"))
        var further = act
        further.text = "Berichtigt: Beginn 18 Uhr."
        try play.add(.addendum(further))
        let both = try setting(play).nachtraege().map { try text($0) }
        #expect(both.count == 2 && both[0].contains("1. Nachtrag zur") && both[0].contains(act.text))
        #expect(both[1].contains("2. Nachtrag zur") && both[1].contains(further.text))
        #expect(try setting(play).annexes.contains { $0.hasPrefix("Nachträge") })
        for part in ["Frau z1 Vorsitz", "Frau z2 Schriftführung", "Frau z3 zählende Person"] {
            #expect(paper.contains(part), "\(part)")
        }
    }

    @Test("who only asked to watch did not watch")
    func observers() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        for (name, event) in [("Anna Vogt", ObserverEvent.requested), ("Karl Stein", .declined)] {
            try play.add(
                .observer(
                    PostalAct.Observer(
                        name: name,
                        capacity: .councilMember,
                        event: event,
                        remark: "per Mail",
                        at: play.time
                    )
                ),
                by: "z1"
            )
        }
        let minutes = try text(play)
        #expect(minutes.contains("Niemand hat als Beobachterin oder Beobachter teilgenommen."))
        #expect(minutes.contains("Wunsch zuzusehen: Anna Vogt (24.11.2026, 09:00 Uhr). per Mail"))
        #expect(minutes.contains("Zusehen abgelehnt: Karl Stein") && !minutes.contains("Beobachtet:"))
        let came = PostalAct.Observer(name: "Anna Vogt", capacity: .councilMember, event: .arrived, at: play.time)
        try play.add(.observer(came), by: "z1")
        #expect(try text(play).contains("Beobachtet: Anna Vogt"))
    }

    @Test("electorate, place, recount wishes, incidents in order, time of the result, sum with numbers")
    func whatWasMissing() throws {
        var play = try PostalPlay()
        var members = PostalPlay.members(14)
        members[12].present = false
        members[13].excluded = true
        try play.add(.start(play.start()))
        let left = PostalDecision(p: members[12].p, admit: false, reason: "War beim Punkt nicht im Saal")
        try play.add(.electorate(PostalAct.Electorate(members: members, decisions: [left], at: play.time)))
        try play.add(.fixedDeadline(play.deadline()))
        try play.print()
        try play.add(.released(PostalAct.Released(proof: .sha512("print"), at: play.time)), by: "o2")
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        try play.wait(until: "2026-11-20T11:00:00+01:00")
        try play.receive(10)
        try play.convene()
        try play.admitAll()
        try play.sort(empty: 1)
        for granted in [true, false] {
            try play.count([9, 5, 4], [9, 5, 4])
            try play.count([0, 1], [0, 1], stack: .blank)
            try play.add(.determined(PostalAct.Determined(counts: play.current().counts(), at: play.time)), by: "z1")
            let wish = PostalAct.RecountRequested(by: "Anna Vogt", why: "knapp", granted: granted, at: play.time)
            try play.add(.recountRequested(wish), by: "z1")
            #expect(try text(play).contains("noch nicht abgeschlossen") == granted)
        }
        try play.wait(until: "2026-11-24T10:00:00+01:00")
        try play.add(.incident(PostalAct.Incident(text: "Feueralarm", at: play.time)), by: "z1")
        let pause = try PostalAct.Interruption(
            from: #require(PostalTime("2026-11-24T09:20:00+01:00")),
            to: #require(PostalTime("2026-11-24T09:40:00+01:00")),
            guarded: "Frau z2",
            at: play.time
        )
        try play.add(.interruption(pause), by: "z1")
        try play.add(.announced(PostalAct.Announced(place: "Rathaus", publicly: true, at: play.time)), by: "z1")
        let minutes = try text(play)
        for part in [
            "Mitglied 13: nicht zugelassen. Grund: War beim Punkt nicht im Saal", "ausgeschlossen: 1 (Mitglied 14).",
            "Ort: Rathaus",
            "verlangt: Anna Vogt (24.11.2026, 09:00 Uhr). Grund: knapp – Dem wurde stattgegeben.",
            "Die erneute Zählung hat dasselbe Ergebnis.",
            "Grund: knapp – Dem wurde nicht stattgegeben.",
            "am 24.11.2026, 09:00 Uhr festgestellt und am 24.11.2026, 10:00 Uhr",
            "B = C + E + D: 10 = 1 + 0 + 9. D = 5 + 4: 9 = 9.", "Die Öffentlichkeit wurde unterrichtet.",
            "Wortlaut auf dem Wahlschein Versicherung an Eides statt", "Stimmzettel ohne Kennzeichnung ungültig",
        ] {
            #expect(minutes.contains(part), "\(part)")
        }
        let alarm = try #require(minutes.range(of: "Feueralarm"))
        let breakAt = try #require(minutes.range(of: "Unterbrechung bis 09:40"))
        #expect(breakAt.lowerBound < alarm.lowerBound)
        // Nothing that nobody entered: boxes to be ticked by hand.
        #expect(
            !minutes.contains("auf dem Umschlag vermerkt") && minutes.contains("auf jedem dieser Umschläge vermerkt")
        )
    }

    @Test("what is enclosed is listed, and nothing else")
    func annexes() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        let early = try setting(play).annexes
        #expect(early.map { $0.prefix { $0 != " " } } == ["Versandliste", "Empfangsbuch"])
        var whole = try PostalPlay()
        try whole.playToEnd()
        let state = try whole.current()
        let annexes = try setting(whole).annexes
        #expect(annexes.contains("Empfangsbuch (Wahlbriefe: \(state.letters.count))"))
        #expect(annexes.contains { $0.hasPrefix("Zähllisten") } && annexes.contains { $0.hasPrefix("Packliste") })
        #expect(!annexes.contains { $0.hasPrefix("Liste der ungültigen") || $0.hasPrefix("Nachtrag") })
        #expect(try text(whole).contains("Anlagen Versandliste"))
    }
}
