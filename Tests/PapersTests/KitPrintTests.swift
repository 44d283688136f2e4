import Files
import Foundation
import Papers
import Testing

/// A print of whole kits.
@Suite("A print of kits", .serialized)
struct KitPrintTests {
    private func folder() -> String {
        FileManager.default.temporaryDirectory.path + "/urne-kits-\(UUID().uuidString)"
    }

    private func pdf(_ folder: String, _ name: String) throws -> PDFFile {
        try PDFFile(try AtomicFile.read("\(folder)/\(name)"))
    }

    @Test("makes one file for each kind and one for each member, the same each time")
    func prints() throws {
        let press = try Samples.press()
        let kits = try Samples.kits([Samples.anna, Samples.large, Samples.long])
        let first = folder()
        let second = folder()
        defer {
            try? FileManager.default.removeItem(atPath: first)
            try? FileManager.default.removeItem(atPath: second)
        }
        var seen: [PrintProgress] = []
        let job = try press.print(kits, to: first) { seen.append($0) }
        #expect(
            job.files.map(\.path) == [
                "anschreiben.pdf", "merkblatt.pdf", "mitglieder/001-101-7KQ0.pdf", "mitglieder/002-102-7KQ1.pdf",
                "mitglieder/003-103-7KQ2.pdf", "stimmzettel.pdf", "umschlag-blau.pdf", "umschlag-rot.pdf",
                "wahlschein.pdf",
            ]
        )
        #expect(seen.map(\.done) == [3] && seen.map(\.total) == [3])
        #expect(try press.print(kits, to: second).proof == job.proof)
        #expect(try String(contentsOfFile: first + "/druckauftrag.sha512", encoding: .utf8) == job.list)
        let mode = try FileManager.default.attributesOfItem(atPath: first)[.posixPermissions] as? Int
        #expect(mode == 0o700)
        try compare(first, kits)
    }

    /// Stimmzettel and blue envelopes are equal page by page; Wahlscheine and letters are in the order of the kits.
    private func compare(_ folder: String, _ kits: KitPrint) throws {
        let zettel = try pdf(folder, "stimmzettel.pdf")
        let umschlag = try pdf(folder, "umschlag-blau.pdf")
        let schein = try pdf(folder, "wahlschein.pdf")
        let rot = try pdf(folder, "umschlag-rot.pdf")
        defer { [zettel, umschlag, schein, rot].forEach { $0.remove() } }
        let pages = zettel.contents()
        #expect(pages.count == 3 && Set(pages).count == 1 && !pages[0].isEmpty)
        let covers = umschlag.contents()
        #expect(covers.count == 6 && Set(covers).count == 2)
        #expect(Set(schein.contents()).count == 3)
        for (number, kit) in kits.kits.enumerated() {
            #expect(try schein.scans(page: number + 1) == [kit.scan])
            #expect(try rot.scans(page: 2 * number + 1) == [kit.scan])
            let own = try pdf(folder, "mitglieder/00\(number + 1)-\(kit.number).pdf")
            defer { own.remove() }
            #expect(try own.scans(page: 1) == [kit.scan])
            let text = try own.text()
            #expect(text.contains(kit.number))
            for other in kits.kits where other.number != kit.number { #expect(!text.contains(other.number)) }
            // The Stimmzettel within it is the same as all the others.
            #expect(own.contents().filter { $0 == pages[0] }.count == 1)
        }
    }

    @Test("a town's logo on the letter leaves every letter of the other pages")
    func logo() throws {
        let own = FileManager.default.temporaryDirectory.path + "/urne-logo-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: own) }
        let dot =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGMQcGgAAAE0ANFT5NTtAAAAAElFTkSuQmCC"
        try #require(Data(base64Encoded: dot)).write(to: URL(fileURLWithPath: own + "/punkt.png"))
        let head = try String(contentsOfFile: Samples.folder + "/kopf.html", encoding: .utf8)
        try Data(("<p><img src=\"punkt.png\" alt=\"\"></p>" + head).utf8).write(
            to: URL(fileURLWithPath: own + "/kopf.html")
        )
        let kits = try Samples.kits([Samples.anna])
        let folder = own + "-druck"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try Samples.press(own: own).print(kits, to: folder)
        let plain = folder + "-ohne"
        defer { try? FileManager.default.removeItem(atPath: plain) }
        _ = try Samples.press().print(kits, to: plain)
        let name = "mitglieder/001-\(kits.kits[0].number).pdf"
        let files = [try pdf(folder, name), try pdf(plain, name)]
        defer { files.forEach { $0.remove() } }
        #expect(try files[0].faults().isEmpty)
        // The same letters: a picture moves lines, and changes none.
        let letters = try files.map { try $0.text().filter { !$0.isWhitespace }.sorted() }
        #expect(letters[0] == letters[1] && letters[0].contains("ü"))
    }

    @Test("names the paper that can't be written, whichever it is")
    func culprit() throws {
        let templates = folder()
        try FileManager.default.copyItem(atPath: Samples.folder, toPath: templates)
        defer { try? FileManager.default.removeItem(atPath: templates) }
        let program = templates + "/drucken.py"
        let text = try String(contentsOfFile: program, encoding: .utf8)
        let broken = text.replacing(
            "    def bundle(self, names):\n",
            with: "    def bundle(self, names):\n        if 'rot-0' in names: raise ValueError\n"
        )
        try #require(broken != text)
        try Data(broken.utf8).write(to: URL(fileURLWithPath: program))
        let target = folder()
        #expect(throws: PaperError.press(reason: "ValueError", file: "umschlag-rot.html")) {
            let press = PaperPress(templates: try PaperTemplates(folder: templates))
            _ = try press.print(try Samples.kits([Samples.anna]), to: target)
        }
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test("changes its proof with one letter of one kit")
    func proof() throws {
        let press = try Samples.press()
        var kits = try Samples.kits([Samples.anna])
        let first = folder()
        let second = folder()
        defer {
            try? FileManager.default.removeItem(atPath: first)
            try? FileManager.default.removeItem(atPath: second)
        }
        let job = try press.print(kits, to: first)
        kits.kits[0].recipient.name = "Anna Möller"
        let other = try press.print(kits, to: second)
        #expect(job.proof != other.proof)
        let same = Set(job.files).intersection(other.files).map(\.path).sorted()
        #expect(same == ["merkblatt.pdf", "stimmzettel.pdf", "umschlag-blau.pdf", "umschlag-rot.pdf"])
    }

    @Test("leaves nothing behind when it fails, and replaces no folder")
    func refuses() throws {
        let press = try Samples.press()
        var kits = try Samples.kits([Samples.anna])
        let target = folder()
        kits.options = (1...80).map { "Wahlvorschlag \($0)" }
        #expect(throws: PaperError.self) { try press.print(kits, to: target) }
        #expect(!FileManager.default.fileExists(atPath: target))
        let hidden = URL(fileURLWithPath: target)
        let temporary = hidden.deletingLastPathComponent().path + "/.\(hidden.lastPathComponent).new"
        #expect(!FileManager.default.fileExists(atPath: temporary))
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: target) }
        #expect(throws: PaperError.file(FileError(.exists, path: target))) { try press.print(kits, to: target) }
    }

    @Test("numbers the files of a kind when there are many kits")
    func batches() throws {
        guard ProcessInfo.processInfo.environment["URNE_LONG_TESTS"] != nil else { return }
        let target = folder()
        defer { try? FileManager.default.removeItem(atPath: target) }
        let job = try Samples.press().print(PaperBench.kits(members: 201), to: target)
        let names = job.files.map(\.path)
        for kind in ["anschreiben", "wahlschein", "stimmzettel"] {
            #expect(names.contains("\(kind)-01.pdf") && names.contains("\(kind)-02.pdf"))
        }
        #expect(names.count { $0.hasPrefix("mitglieder/") } == 201)
    }
}
