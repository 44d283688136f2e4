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
@Suite("The Niederschrift of a vote by post: Wahlbriefe, envelopes and Stimmzettel")
struct PostalMinutesLettersTests: PlayedSheets {
    @Test("as many for as against: which rule decided stands beside the votes, and only there")
    func tie() throws {
        for (tie, said) in [
            (BoardTie.chairDecides, "zugelassen: Begründung 1 Ja, 1 Nein; bei Stimmengleichheit entschied"),
            (.rejects, "zurückgewiesen: Begründung 1 Ja, 1 Nein; bei Stimmengleichheit gilt nach der Festlegung"),
        ] {
            var play = try PostalPlay()
            try play.playToAdmission(start: play.start { $0.tie = tie })
            for (running, yes, no) in [(1, ["z1", "z2", "z3"], []), (2, ["z1"], ["z2"])] {
                if running == 2 {
                    try play.add(.left(PostalAct.Left(p: #require(PersonID("z3")), at: play.time)), by: "z1")
                    try goOn(&play, .opening, "Krank geworden")
                }
                try play.add(.objected(PostalAct.Objected(running: running, why: "Bedenken", at: play.time)), by: "z1")
                let votes = try (yes + no).map { BoardVote(p: try #require(PersonID($0)), yes: yes.contains($0)) }
                let act = PostalAct.Resolution(running: running, votes: votes, reason: "Begründung", at: play.time)
                try play.add(.resolution(act), by: "z1")
            }
            let minutes = try text(play)
            #expect(minutes.contains("3 Ja, 0 Nein"))
            #expect(minutes.contains(said), "\(minutes)")
            #expect(minutes.components(separatedBy: "Stimmengleichheit").count == 2)
        }
    }

    @Test("a letter that nobody had entered as sent, and more envelopes than people who may vote, are named")
    func irregular() throws {
        var play = try PostalPlay()
        try play.release()
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        for kit in try play.current().kits.dropLast() {
            try play.add(.sent(PostalAct.Sent(number: kit.number, how: .post, at: play.time)))
        }
        try play.receive(12)
        try play.convene()
        try play.admitAll()
        try play.add(.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: play.time)), by: "z1")
        var counted = PostalAct.Envelopes(counted: 13, wahlscheine: 12, at: play.time)
        try play.add(.envelopes(counted), by: "z1")
        counted.explanation = "Ein Umschlag trug kein Siegel."
        try play.add(.envelopes(counted), by: "z1")
        let minutes = try text(play)
        #expect(minutes.matches(of: #/nicht als versandt eingetragen/#).count == 1)
        #expect(minutes.contains("mehr Umschläge, als Personen stimmberechtigt sind (1 zu viel)"))
        #expect(minutes.contains("Ein Umschlag trug kein Siegel."))
    }

    @Test("several Stimmzettel in one envelope: a box for having fastened them")
    func fastened() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        try play.admitAll()
        #expect(try !text(play).contains("aneinandergeheftet"))
        try play.add(.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: play.time)), by: "z1")
        try play.add(.envelopes(PostalAct.Envelopes(counted: 10, wahlscheine: 10, at: play.time)), by: "z1")
        let opened = PostalAct.Opened(mixed: true, ballots: 11, empty: 0, several: 1, at: play.time)
        try play.add(.opened(opened), by: "z1")
        #expect(try text(play).contains("aneinandergeheftet"))
    }

    @Test("envelopes and Wahlscheine: each count of both, and the last one is compared")
    func envelopes() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        try play.admitAll()
        try play.add(.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: play.time)), by: "z1")
        #expect(try text(play).contains("noch nicht gezählt"))
        try play.add(.envelopes(PostalAct.Envelopes(counted: 10, wahlscheine: 9, at: play.time)), by: "z1")
        #expect(try text(play).contains("weichen voneinander ab. Eine Erklärung ist nicht vermerkt."))
        try play.add(.envelopes(PostalAct.Envelopes(counted: 10, wahlscheine: 10, at: play.time)), by: "z1")
        let minutes = try text(play)
        #expect(
            minutes.contains("ungeöffnet: 10; Wahlscheine: 9") && minutes.contains("ungeöffnet: 10; Wahlscheine: 10")
        )
        #expect(minutes.contains("Die Zahlen stimmen überein.") && !minutes.contains("weichen voneinander ab"))
    }

    @Test("late letters, letters of another office and kits that came back: number, time and by whom taken")
    func special() throws {
        var play = try PostalPlay()
        try play.release()
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        try play.wait(until: "2026-11-20T11:00:00+01:00")
        let kits = try play.current().kits
        var elsewhere = try play.letter(kits[0].number, channel: .otherOffice)
        elsewhere.reached = PostalTime("2026-11-20T15:30:00+01:00")
        try play.wait(until: "2026-11-20T15:30:00+01:00")
        elsewhere.at = play.time
        try play.add(.received(elsewhere), by: "z2")
        try play.add(.returned(PostalAct.Returned(number: kits[1].number, remark: "verzogen", at: play.time)), by: "z3")
        try play.wait(until: "2026-11-24T08:15:00+01:00")
        try play.add(.received(play.letter(kits[2].number)), by: "z2")
        let minutes = try text(play)
        for part in [
            "zuerst bei einer anderen Stelle Wahlbrief 1 20.11.2026, 11:00 Uhr Frau z2",
            "bei der empfangenden Stelle: 20.11.2026, 15:30 Uhr",
            "unzustellbar zurück Wahlschein \(kits[1].number) 20.11.2026, 15:30 Uhr Frau z3 verzogen",
            "verspätet, nicht geöffnet Wahlbrief 2 24.11.2026, 08:15 Uhr Frau z2",
        ] {
            #expect(minutes.contains(part), "\(part)")
        }
        var ordinary = try PostalPlay()
        try ordinary.playToAdmission()
        var tooLate = ordinary
        try tooLate.admitAll()
        var after = try tooLate.letter(tooLate.current().kits[10].number, channel: .otherOffice)
        after.arrival = try #require(PostalTime("2026-11-23T14:00:00+01:00"))
        after.reached = tooLate.time
        try tooLate.add(.received(after), by: "z2")
        #expect(try text(tooLate).contains("nach dem Ende der Zulassung, nicht geöffnet"))
        #expect(
            try text(setting(tooLate).empfangsbuch()).contains("nach dem Ende der Zulassung, nicht geöffnet")
        )
        #expect(!(try text(ordinary)).contains("Besondere Sendungen"))
    }
}
