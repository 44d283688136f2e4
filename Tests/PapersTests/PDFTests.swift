import Foundation
import Papers
import Testing

/// The PDF, read back with the tools of Debian.
@Suite("The PDF of the papers", .serialized)
struct PDFTests {
    @Test("every paper is tagged, has its fonts in it, a title, German as its language, and no more pages than it may")
    func all() throws {
        let papers = try Samples.papers()
        for (number, bytes) in try Samples.press().pdfs(papers).enumerated() {
            let kind = type(of: papers[number]).kind
            let pdf = try PDFFile(bytes)
            defer { pdf.remove() }
            #expect(try pdf.information("Tagged") == "yes", "\(kind)")
            #expect(!(try pdf.information("Title")).isEmpty, "\(kind)")
            #expect(try pdf.faults() == "", "\(kind)")
            let fonts = try pdf.fontsEmbedded()
            #expect(!fonts.isEmpty && !fonts.contains(false), "\(kind)")
            #expect(String(decoding: bytes, as: UTF8.self).contains("/Lang (de)"))
            if let folder = ProcessInfo.processInfo.environment["URNE_PAPERS_OUT"] {
                try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(number)-\(kind.rawValue).pdf"))
            }
        }
    }

    @Test("sheets that must be one page are one, in ordinary and in large print")
    func pages() throws {
        for recipient in [Samples.anna, Samples.large] {
            let papers = try Samples.memberPapers(recipient)
            let files = try Samples.press().pdfs(papers)
            for (number, expected) in [(1, "1"), (2, "1"), (4, "2"), (5, "2")] {
                let pdf = try PDFFile(files[number])
                defer { pdf.remove() }
                #expect(try pdf.information("Pages") == expected, "\(type(of: papers[number]).kind)")
            }
        }
    }

    private func printed(_ press: PaperPress, _ paper: any Paper) throws -> [UInt8] { try press.pdf(paper) }

    @Test("too many options for one page are refused, and are not squeezed onto a second sheet")
    func tooManyOptions() throws {
        var kits = try Samples.kits([Samples.anna])
        kits.options = (1...30).map { "Wahlvorschlag \($0)" }
        _ = try Samples.press().pdf(kits.stimmzettel)
        kits.options = (1...80).map { "Wahlvorschlag \($0)" }
        #expect {
            try Samples.press().pdf(kits.stimmzettel)
        } throws: { error in
            if case .tooManyPages("stimmzettel.html", let pages, 1)? = error as? PaperError { pages > 1 } else { false }
        }
    }

    @Test(
        "the QR codes of letter, Wahlschein, red envelope and access letter read as what was put in",
        arguments: [0, 1, 5, 6]
    )
    func scans(_ number: Int) throws {
        for recipient in [Samples.anna, Samples.large] {
            let paper = try Samples.memberPapers(recipient)[number]
            let pdf = try PDFFile(try printed(try Samples.press(), paper))
            defer { pdf.remove() }
            let expected =
                number != 6 ? "URNE-W:101-7KQ0" : "https://abstimmung.musterstadt.example/#17.K7QD9XHT2MPARV4C6"
            #expect(try pdf.scans() == [expected])
        }
    }

    @Test("what is closed can be scanned: through the window, wherever the sheet slips to, and on the red envelope")
    func scansClosed() throws {
        let papers = try Samples.memberPapers(Samples.long)
        let letter = try PDFFile(try printed(try Samples.press(), papers[0]))
        let cover = try PDFFile(try printed(try Samples.press(), papers[5]))
        defer { [letter, cover].forEach { $0.remove() } }
        // A sheet can slip 10 mm to the right and 5 mm up in an envelope DL.
        for slip in [(0.0, 0.0), (10, 0), (0, 5), (10, 5)] {
            let seen = [20 - slip.0, 45 + slip.1, 90, 45]
            #expect(try letter.scans(in: seen) == ["URNE-W:101-7KQ0"], "\(slip)")
        }
        // Nothing below the line on which the address begins: the post reads there.
        #expect(try letter.scans(in: [20, 62.7, 85, 27.3]).isEmpty)
        #expect(try cover.scans(page: 1, in: [0, 0, 176, 40]) == ["URNE-W:101-7KQ0"])
        #expect(try cover.scans(page: 2).isEmpty)
    }

    @Test("a Wahlschein in large print has no letter below 14 points but on the place of the seal")
    func largeWahlschein() throws {
        let pdf = try PDFFile(try printed(try Samples.press(), try Samples.memberPapers(Samples.large)[1]))
        defer { pdf.remove() }
        let words = try pdf.words().filter { $0.text != "Dienstsiegel" }
        #expect(words.count > 100)
        // A word is 1.117 times as high as its type is large.
        for word in words { #expect(word.bottom - word.top > 14 * 1.11 / 72 * 25.4, "\(word)") }
    }

    @Test("nothing on Stimmzettel, blue envelope and Merkblatt can be scanned", arguments: [2, 3, 4])
    func scansNothing(_ number: Int) throws {
        let pdf = try PDFFile(try printed(try Samples.press(), try Samples.memberPapers(Samples.anna)[number]))
        defer { pdf.remove() }
        let pages = try #require(Int(try pdf.information("Pages")))
        for page in 1...pages { #expect(try pdf.scans(page: page).isEmpty) }
    }

    @Test("the address stands in the window of an envelope, and nothing else does", arguments: [0, 1, 2])
    func window(_ number: Int) throws {
        let recipient = [Samples.anna, Samples.long, Samples.large][number]
        let pdf = try PDFFile(try printed(try Samples.press(), try Samples.memberPapers(recipient)[0]))
        defer { pdf.remove() }
        // DIN 5008, form B: the field is 85 mm by 45 mm, 20 mm from the left and 45 mm from the top.
        let words = try pdf.words()
        let inside = words.filter { $0.right > 20 && $0.left < 105 && $0.bottom > 45 && $0.top < 90 }
        for word in inside {
            #expect(word.left >= 24.9 && word.right <= 105 && word.top >= 45 && word.bottom <= 90, "\(word)")
        }
        let text = inside.map(\.text).joined(separator: " ")
        let address = [recipient.name] + recipient.address
        let expected =
            "Wahlschein Nr. 101-7KQ0 Kreisstadt Musterstadt · Nogenter Platz 10 · 53721 Musterstadt "
            + address.joined(separator: " ")
        // Where the post reads is the address alone: 27.3 mm high, at the bottom of the field.
        let read = inside.filter { $0.bottom > 62.7 }.map(\.text).joined(separator: " ")
        #expect(read.replacing("- ", with: "-") == address.joined(separator: " ").replacing("- ", with: "-"))
        #expect(text.replacing("- ", with: "-") == expected.replacing("- ", with: "-"))
    }

    @Test("the same values are the same bytes, from one press or from two")
    func deterministic() throws {
        let papers = try Samples.memberPapers(Samples.anna) + [Samples.records()[0]]
        let first = try Samples.press().pdfs(papers)
        // In another order, so that nothing may depend on what one press has printed before.
        let second = try Samples.press().pdfs(papers.reversed())
        #expect(first == second.reversed())
    }

    @Test("many papers in one file keep their order, their pages and their tags")
    func many() throws {
        let papers = ["eins", "zwei", "drei"].map { name in
            var result = Samples.result()
            result.statements = ["Nummer \(name)."]
            return result
        }
        let frame = try Samples.frame()
        let pdf = try PDFFile(try Samples.press().pdf(papers.map { Ergebnisblatt(frame: frame, result: $0) }))
        defer { pdf.remove() }
        #expect(try pdf.information("Pages") == "3")
        let text = try pdf.text()
        let places = try ["eins", "zwei", "drei"].map { try #require(text.range(of: "Nummer \($0).")).lowerBound }
        #expect(places == places.sorted())
        let tags = try pdf.structure()
        for name in ["eins", "zwei", "drei"] { #expect(tags.contains("Nummer \(name).")) }
    }

    @Test("a file that mixes pages with links and pages without keeps every letter: the handbook")
    func handbook() throws {
        let pdf = try PDFFile(try Samples.press().pdf(page: "handbuch.html"))
        defer { pdf.remove() }
        #expect(try pdf.faults().isEmpty)
        let text = try pdf.text()
        for words in ["schließen", "„Jetzt abgeben“", "Änderung", "Zugangscode verloren oder verraten", "Prüfcode"] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(text.count { $0 == "ß" } > 20 && text.count { $0 == "?" } > 5)
    }

    @Test("pictures have a text for readers with a screen reader, and tables their heads")
    func accessible() throws {
        let merkblatt = try PDFFile(try printed(try Samples.press(), try Samples.memberPapers(Samples.anna)[3]))
        let list = try PDFFile(try printed(try Samples.press(), try Samples.lists()[1]))
        defer {
            merkblatt.remove()
            list.remove()
        }
        #expect(try merkblatt.structure().matches(of: #/Figure/#).count == 8)
        #expect(merkblatt.bytes.count > 0 && Data(merkblatt.bytes).range(of: Data("/Alt (".utf8)) != nil)
        let tags = try list.structure()
        for tag in ["H1", "Table", "THead", "TH", "TD"] { #expect(tags.contains(tag), "\(tag)") }
    }
}
