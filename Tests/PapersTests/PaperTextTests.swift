import CouncilLaw
import Foundation
import Papers
import Testing

/// What stands on the papers, before they are printed.
@Suite("The text of the papers")
struct PaperTextTests {
    private func html(_ paper: any Paper) throws -> String { try Samples.templates().html(paper) }

    @Test("every kind of paper has a value in the samples, so that every template is filled")
    func complete() throws {
        let kinds = try Samples.papers().map { type(of: $0).kind }
        #expect(Set(kinds) == Set(PaperKind.allCases))
        for paper in try Samples.papers() { #expect(!(try html(paper)).contains("{{")) }
    }

    @Test("every sheet of a kit names the deadline with day, time and place", arguments: [false, true])
    func deadline(isLargePrint: Bool) throws {
        let recipient = isLargePrint ? Samples.large : Samples.anna
        for paper in try Samples.memberPapers(recipient) where type(of: paper).kind != .zugangsbrief {
            let text = try html(paper).replacing("\u{A0}", with: " ")
            #expect(text.contains("Montag, 26. Februar 2024"), "\(type(of: paper).kind)")
            #expect(text.contains("16:00 Uhr"), "\(type(of: paper).kind)")
            #expect(text.contains("Nogenter Platz 10"), "\(type(of: paper).kind)")
        }
    }

    @Test("a rehearsal says PROBE on every paper, a real vote on none")
    func rehearsal() throws {
        for paper in try Samples.papers(rehearsal: true) {
            #expect(try html(paper).contains(">PROBE<"), "\(type(of: paper).kind)")
        }
        for paper in try Samples.papers() { #expect(!(try html(paper)).contains("PROBE")) }
    }

    @Test("Stimmzettel and blue envelope are the same for every member, and name none")
    func nothingOfAMember() throws {
        let kits = try Samples.kits([Samples.anna, Samples.large])
        let one = try html(kits.stimmzettel) + html(kits.stimmzettelumschlag)
        var other = try Samples.kits([Samples.long])
        other.kits[0].number = "999-XXXX"
        other.kits[0].scan = "URNE-W:999-XXXX"
        #expect(try html(other.stimmzettel) + html(other.stimmzettelumschlag) == one)
        #expect(!one.contains("class=\"qr\""))
        for value in kits.kits.flatMap({ [$0.number, $0.scan, $0.recipient.name] }) { #expect(!one.contains(value)) }
        // A Wahlschein does differ, so the comparison can fail.
        #expect(try html(Samples.memberPapers(Samples.anna)[1]) != html(Samples.memberPapers(Samples.large)[1]))
    }

    @Test("the declaration is sworn or plain, as the town has decided")
    func assurance() throws {
        let sworn = try html(Samples.memberPapers(Samples.anna)[1])
        let plain = try html(Samples.memberPapers(Samples.large)[1])
        #expect(sworn.contains("an Eides statt") && sworn.contains("§ 156"))
        #expect(plain.contains("Ich versichere: ") && !plain.contains("Eides statt") && !plain.contains("156"))
        for text in [sworn, plain] { #expect(text.contains("nicht in den blauen, inneren")) }
    }

    @Test("the access letter of an office speaks of the office, and a member who may chair gets both pages")
    func accessLetters() throws {
        let letters = try Samples.memberPapers(Samples.anna).compactMap { $0 as? Zugangsbrief }
        var letter = try #require(letters.first)
        let member = try html(letter)
        #expect(member.contains("nehmen Sie an den geheimen Abstimmungen") && !member.contains("als Vorsitz"))
        letter.chairPage = "https://abstimmung.musterstadt.example/vorsitz"
        #expect(try html(letter).contains("als Vorsitz die Seite <span class=\"nobr\"><b>https://abstimmung"))
        letter.chairPage = nil
        letter.isOffice = true
        let office = try html(letter)
        #expect(office.contains("üben Sie Ihr Amt") && !office.contains("Mitgliedsnummer"))
        #expect(!office.contains("Ihre Stimme") && !office.contains("abstimmen"))
    }

    @Test("the Niederschrift says why the vote was secret and who was left out, or has a line for it")
    func leftOut() throws {
        let papers = try Samples.papers().compactMap { $0 as? Niederschrift }
        var minutes = try #require(papers.first)
        #expect(try html(minutes).contains("Grund der Geheimhaltung</th><td>____"))
        minutes.secrecy = "Antrag"
        minutes.excluded = 0
        minutes.leftOut = ["nicht anwesend: 3"]
        let none = try html(minutes)
        #expect(none.contains("<td>Antrag</td>") && none.contains("nicht anwesend: 3"))
        #expect(!none.contains("Namen der Ausgeschlossenen"))
        minutes.excluded = 2
        #expect(try html(minutes).contains("Namen der Ausgeschlossenen"))
        #expect(!none.contains("Fingerabdr") && !none.contains("Prüfnummer"))
    }

    @Test("odd names stay text")
    func escapes() throws {
        var letter = Anschreiben(
            frame: try Samples.frame(),
            deadline: try Samples.deadline(),
            recipient: Recipient(name: "<script>x</script>", address: ["A & B \"C\""]),
            number: "1",
            scan: "1",
            date: try Samples.day("2024-02-22"),
            reason: "<b>fett</b>",
            handingIn: ["'"],
            signer: Samples.signer
        )
        let text = try html(letter)
        #expect(!text.contains("<script>") && text.contains("&lt;script&gt;x&lt;/script&gt;"))
        #expect(text.contains("A &amp; B &quot;C&quot;") && text.contains("&lt;b&gt;fett"))
        letter.reason = ""
        #expect {
            try html(letter)
        } throws: { error in
            guard case .unfilled("grund", let place)? = error as? PaperError else { return false }
            return place.file == "anschreiben.html" && place.line > 1
        }
    }

    @Test("an address that the window cannot show is refused")
    func addresses() throws {
        try Samples.long.check()
        let tooLong = Recipient(name: "N", address: (1...8).map { "Zeile \($0)" })
        #expect(throws: PaperError.addressTooLong(name: "N", lines: 9)) { try tooLong.check() }
        #expect(throws: PaperError.addressTooLong(name: "N", lines: 9)) { try html(Samples.memberPapers(tooLong)[0]) }
    }

    @Test("a QR code holds only so much")
    func scan() throws {
        let papers = try Samples.memberPapers(Samples.anna)
        guard var schein = papers[1] as? Wahlschein else { throw PaperError.scanTooLong }
        schein.scan = String(repeating: "x", count: 4000)
        #expect(throws: PaperError.scanTooLong) { try html(schein) }
        schein.scan = ""
        #expect(throws: PaperError.scanTooLong) { try html(schein) }
        guard var letter = papers[0] as? Anschreiben, var cover = papers[5] as? Wahlbriefumschlag else {
            throw PaperError.scanTooLong
        }
        letter.scan = ""
        #expect(throws: PaperError.scanTooLong) { try html(letter) }
        cover.outside?.scan = ""
        #expect(throws: PaperError.scanTooLong) { try html(cover) }
        // A town may leave the number off its envelopes; then there is no QR code either.
        cover.outside = nil
        let bare = try html(cover)
        #expect(!bare.contains("<svg") && !bare.contains("Wahlschein Nr."))
    }

    @Test("the Niederschrift of an electronic vote has everything that the protocol asks for (13.5)")
    func electronicRecord() throws {
        let text = try html(Samples.records()[5])
        for part in ["38", "37", "35", "7f3a 90bc 11de 4502", "c0ff ee12 3456 789a", "Mitglied Nummer 38"] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(text.matches(of: #/Zählende Person/#).count == 3)
        #expect(text.contains("Zwischen ausgegebenen Marken und abgegebenen Stimmen liegt ein Unterschied von 2"))
        #expect(!text.contains("Stimmzettel"))
    }

    @Test("the postal Niederschrift says in red what is irregular, and what is missing")
    func postalRecord() throws {
        var record = try Samples.niederschrift(Samples.frame())
        #expect(try html(record).matches(of: #/class="rot-zeile"/#).count == 2)
        record.persons.staffAtOpening = 3
        record.persons.staffAtLeast = 3
        #expect(try html(record).matches(of: #/class="rot-zeile"/#).count == 2)
        record.persons.fewer = []
        record.end.refusals = []
        #expect(!(try html(record)).contains("rot-zeile\""))
        record.surplus = "In der Urne waren mehr Umschläge."
        record.unsent = ["Der Wahlbrief Nr. 3 war nicht als versandt eingetragen."]
        let noticed = try html(record)
        #expect(noticed.contains("<p class=\"rot-zeile\">In der Urne waren mehr Umschläge.</p>"))
        #expect(noticed.contains("<p>Der Wahlbrief Nr. 3 war nicht als versandt eingetragen.</p>"))
        record.surplus = nil
        record.missing = ["die Uhrzeit, zu der die Urne geöffnet wurde"]
        record.result = nil
        record.end.signatures.removeLast()
        record.missing += ["Packliste", "Übergabe"]
        let text = try html(record)
        #expect(text.matches(of: #/class="rot-zeile"/#).count == 2)
        // One box with a list, and not a line for each.
        #expect(text.matches(of: #/class="rot-kasten"/#).count == 1 && text.matches(of: #/Es fehlt:/#).count == 1)
        #expect(text.contains("<li>Packliste</li><li>Übergabe</li>"))
    }

    @Test("the end of a day is 24:00, and moments of journals are read as they stand")
    func times() throws {
        #expect(try html(Samples.lists()[0]).contains("24:00"))
        #expect(PaperMoment(rfc3339: "2024-02-26T16:04:09+01:00") == Samples.at("16:04"))
        for text in ["", "2024-02-26", "2024-02-30T10:00:00+01:00", "2024-02-26T25:00:00+01:00"] {
            #expect(PaperMoment(rfc3339: text) == nil)
        }
    }
}
