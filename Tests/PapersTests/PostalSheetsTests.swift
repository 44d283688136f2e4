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

/// What the letters and the announcement of a vote by post say, as it was decided.
@Suite("Letters and announcement of a vote by post say what was decided")
struct PostalSheetsTests: PlayedSheets {
    @Test(
        "the reason is a sentence of its own, with one full stop",
        arguments: [
            ("Die Leitung fiel aus", "Die Leitung fiel aus."), ("Die Leitung fiel aus. ", "Die Leitung fiel aus."),
            ("Es hieß „Abbruch!“", "Es hieß „Abbruch!“"), ("Störung (Video)", "Störung (Video)."),
        ]
    )
    func reason(_ given: String, _ printed: String) throws {
        #expect(given.asSentence == printed)
        var play = try PostalPlay()
        var start = try play.start()
        start.reason = given
        try play.release(start: start)
        let setting = try setting(play, more: ",\"count\":\(Self.count("2026-11-24", "09:00"))")
        let announcement = try text(#require(try setting.bekanntmachung(play.time)))
        let letter = try text(letters(setting).anschreiben(letters(setting).kits[0]))
        for text in [announcement, letter, try self.text(setting.niederschrift())] {
            #expect(text.contains("Grund: \(printed)") && !text.contains(".."), "\(text)")
        }
    }

    @Test("the red envelope is addressed to the recipient, wherever else Wahlbriefe are taken")
    func address() throws {
        var play = try PostalPlay()
        try play.release()
        let kits = try letters(setting(play))
        let red = Wahlbriefumschlag(frame: kits.frame, deadline: kits.deadline)
        let lines = try play.current().start.settings.recipient.split(separator: ",").map {
            "<p>\($0.trimmingCharacters(in: .whitespaces))</p>"
        }
        let html = try Samples.templates().html(red)
        #expect(html.contains("class=\"ziel\">\(lines.joined())</div>"))
        #expect(html.contains("Rathaus · Zimmer"))
    }

    @Test("the dispatch list says what came back, and why")
    func returned() throws {
        var play = try PostalPlay()
        try play.release()
        try play.send()
        try play.add(
            .returned(PostalAct.Returned(number: play.current().kits[0].number, remark: "verzogen", at: play.time))
        )
        try play.add(.returned(PostalAct.Returned(number: play.current().kits[1].number, at: play.time)))
        let list = try text(setting(play).versandliste())
        #expect(list.contains("unzustellbar zurück: verzogen") && list.contains("unzustellbar zurück "))
    }

    @Test("a count before the deadline is refused with both times and what to change")
    func earlyCount() throws {
        var play = try PostalPlay()
        try play.release()
        for (day, time, isEarly) in [
            ("2026-11-23", "23:00", true), ("2026-11-22", "09:00", true), ("2026-11-24", "00:30", false),
        ] {
            let setting = try setting(play, more: ",\"count\":\(Self.count(day, time))")
            guard isEarly else {
                #expect(try letters(setting).count != nil)
                continue
            }
            for paper in [{ _ = try self.letters(setting) }, { _ = try setting.bekanntmachung(play.time) }] {
                do {
                    try paper()
                    Issue.record("a count on \(day) at \(time) was printed")
                } catch let fault as PostalPaperFault {
                    let said = fault.sentence(in: .german).replacing("\u{A0}", with: " ")
                    #expect(said.contains("„count“") && said.contains("23.11.2026, 24:00 Uhr"), "\(said)")
                }
            }
        }
    }

    @Test("the announcement says who may vote as it was decided, without names")
    func announcedElectorate() throws {
        var play = try PostalPlay()
        var members = PostalPlay.members(14)
        members[12].present = false
        try play.add(.start(play.start { $0.electorate = .presentAtItem }))
        let left = PostalDecision(p: members[12].p, admit: false, reason: "War beim Punkt nicht im Saal")
        try play.add(.electorate(PostalAct.Electorate(members: members, decisions: [left], at: play.time)))
        try play.add(.fixedDeadline(play.deadline()))
        let setting = try setting(play, more: ",\"count\":\(Self.count("2026-11-24", "09:00"))")
        let said = try text(#require(try setting.bekanntmachung(play.time)))
        #expect(said.contains("die bei diesem Punkt anwesend und nicht ausgeschlossen waren."))
        #expect(said.contains("zugelassen 0, nicht zugelassen 1.") && said.contains("Zahl der Stimmberechtigten: 13."))
        #expect(!said.contains("Mitglied 13"))
        var plain = try PostalPlay()
        try plain.release()
        let ordinary = try self.setting(plain, more: ",\"count\":\(Self.count("2026-11-24", "09:00"))")
        #expect(!(try text(#require(try ordinary.bekanntmachung(plain.time)))).contains("einzeln entschieden"))
    }

    @Test("who pays the postage and where the night letter box is, on Merkblatt, letter and red envelope")
    func postage() throws {
        var play = try PostalPlay()
        try play.release()
        func sheets(_ more: String) throws -> String {
            let kits = try letters(setting(play, more: more))
            let papers: [any Paper] = [
                kits.merkblatt(isLargePrint: false), kits.anschreiben(kits.kits[0]),
                kits.wahlbriefumschlag(kits.kits[0]),
            ]
            return try papers.map(text).joined(separator: "\n")
        }
        let free = try sheets("")
        #expect(free.components(separatedBy: "Porto frei").count == 3 && free.contains("Entgelt zahlt"))
        #expect(!free.contains("Nachtbriefkasten"))
        let own = try sheets(",\"postage\":\"sender\",\"nightBox\":\"am Rathaus links\"")
        #expect(!own.contains("Porto frei") && !own.contains("Entgelt zahlt") && own.contains("Bitte freimachen"))
        #expect(own.components(separatedBy: "Nachtbriefkasten: am Rathaus links.").count == 3)
        #expect(try sheets(",\"nightBox\":false").contains("Einen Nachtbriefkasten gibt es nicht."))
        for wrong in [",\"postage\":\"free\"", ",\"postage\":true", ",\"nightBox\":true", ",\"nightBox\":\"\""] {
            #expect(throws: (any Error).self) { try self.setting(play, more: wrong) }
        }
    }

    @Test("a refusal shows a time as people write it, in both languages")
    func times() throws {
        let time = try #require(PostalTime("2026-12-15T16:00:00+01:00"))
        let end = try #require(PostalTime("2026-11-23T23:59:59+01:00"))
        #expect(time.text(in: .german) == "15.12.2026, 16:00 Uhr" && time.text(in: .english) == "2026-12-15, 16:00")
        #expect(end.text(in: .german) == "23.11.2026, 24:00 Uhr")
        var play = try PostalPlay()
        try play.release()
        try play.send()
        try play.arrive(["z1", "z2", "z3"])
        do {
            try play.add(.convened(play.convened()), by: "z1")
            Issue.record("the board convened before the deadline")
        } catch let refusal as PostalRefusal {
            #expect(refusal.sentence(in: .german).contains("bis 23.11.2026, 24:00 Uhr."))
        }
    }
}
