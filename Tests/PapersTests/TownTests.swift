import Files
import Foundation
import Papers
import PostalPapers
import Testing
import Words

/// What a town may change, and what it may not.
@Suite("A town's own templates")
struct TownTests {
    private func folder(_ files: [String: String]) throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/urne-town-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
        return path
    }

    @Test("replace single files and leave the others")
    func replaces() throws {
        let own = try folder(["amtskopf.html": "<p>Gemeinde Oberdorf, {{amt}}</p>"])
        defer { try? FileManager.default.removeItem(atPath: own) }
        let paper = Ergebnisblatt(frame: try Samples.frame(), result: Samples.result())
        let html = try Samples.templates(own: own).html(paper)
        #expect(html.contains("<p>Gemeinde Oberdorf, Der Bürgermeister</p>"))
        #expect(html.contains("Stimmberechtigte (A)"))
        #expect(!(try Samples.templates().html(paper)).contains("Oberdorf"))
    }

    @Test("the town file that the handbook and the README show can be read", arguments: ["handbuch", "README"])
    func shownTownFile(_ name: String) throws {
        let isHandbook = name == "handbuch"
        let path = Samples.root.appendingPathComponent(isHandbook ? "Templates/papers/handbuch.html" : "README.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let pattern = try isHandbook ? Regex("<pre id=\"stadt-json\">([^<]+)</pre>") : Regex("```json\n([^`]+)```")
        let shown = try #require(try pattern.firstMatch(in: text)?.output[1].substring)
        let own = try folder(["stadt.json": String(shown)])
        defer { try? FileManager.default.removeItem(atPath: own) }
        let town = try TownFile(own + "/stadt.json")
        #expect(town.body == "Rat der Stadt Musterstadt" && town.count != nil && town.mark == "A")
    }

    @Test("are refused if they replace nothing, or leave out what must be printed")
    func refuses() throws {
        let misspelt = try folder(["anschrieben.html": "x"])
        let noDeadline = try folder(["anschreiben.html": "<p>{{name}}</p>"])
        defer {
            try? FileManager.default.removeItem(atPath: misspelt)
            try? FileManager.default.removeItem(atPath: noDeadline)
        }
        #expect(throws: PaperError.replacesNothing(file: "anschrieben.html")) { try Samples.templates(own: misspelt) }
        #expect(throws: PaperError.leftOut("frist.tag", file: "anschreiben.html")) {
            try Samples.templates(own: noDeadline)
        }
    }

    @Test(
        "are refused if they leave out the deadline, on every sheet that has it",
        arguments: ["stimmzettel", "umschlag-blau", "umschlag-rot", "wahlschein", "merkblatt"]
    )
    func deadline(_ name: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let ours = root.appendingPathComponent("Templates/papers/\(name).html")
        let text = try String(contentsOf: ours, encoding: .utf8)
        #expect(text.contains("{{frist}}"))
        let own = try folder(["\(name).html": text.replacingOccurrences(of: "{{frist}}", with: "bald")])
        defer { try? FileManager.default.removeItem(atPath: own) }
        #expect(throws: PaperError.leftOut("frist", file: "\(name).html")) { try Samples.templates(own: own) }
    }

    @Test("are all checked for misspelt names, also those of papers that are not printed yet")
    func misspelt() throws {
        let own = try folder(["packliste.html": "<h1>Packliste</h1>\n<p>{{titell}}</p>"])
        let deadline = try folder(["anschreiben.html": "<p>\n\n{{frist.tga}}</p>"])
        let part = try folder(["kopf.html": "{{>kpf}}"])
        defer { for path in [own, deadline, part] { try? FileManager.default.removeItem(atPath: path) } }
        #expect(throws: PaperError.unknownName("titell", .init("packliste.html", 2))) {
            try Samples.templates(own: own)
        }
        #expect(throws: PaperError.unknownName("frist.tga", .init("anschreiben.html", 3))) {
            try Samples.templates(own: deadline)
        }
        #expect(throws: PaperError.noTemplate(file: "kpf.html")) { try Samples.templates(own: part) }
    }

    @Test("are refused if the folder is not there, and none is printed with those of Urne instead")
    func noFolder() throws {
        let path = FileManager.default.temporaryDirectory.path + "/urne-town-\(UUID().uuidString)"
        #expect(throws: PaperError.file(FileError(.read, path: path, code: ENOENT))) {
            try Samples.templates(own: path)
        }
    }

    @Test("are refused if a picture is none, with its name", arguments: ["png", "svg"])
    func brokenPicture(_ kind: String) throws {
        let own = try folder([
            "amtskopf.html": "<p><img src=\"logo.\(kind)\" alt=\"\"></p>", "logo.\(kind)": "kein Bild",
        ])
        defer { try? FileManager.default.removeItem(atPath: own) }
        let paper = Ergebnisblatt(frame: try Samples.frame(), result: Samples.result())
        #expect(throws: PaperError.brokenPicture(name: "logo.\(kind)", file: "ergebnisblatt.html")) {
            try Samples.press(own: own).pdf(paper)
        }
    }

    @Test(
        "are refused if a picture is missing or lies elsewhere",
        arguments: ["nix.svg", "../x.svg", "file:///etc/x.svg"]
    )
    func pictures(_ source: String) throws {
        let own = try folder(["amtskopf.html": "<p><img src=\"\(source)\" alt=\"\"></p>"])
        defer { try? FileManager.default.removeItem(atPath: own) }
        let paper = Ergebnisblatt(frame: try Samples.frame(), result: Samples.result())
        #expect {
            try Samples.press(own: own).pdf(paper)
        } throws: { error in
            if case .noPicture? = error as? PaperError { true } else { false }
        }
    }

    @Test("a press that is not there is said to be missing")
    func noPress() throws {
        let press = PaperPress(templates: try Samples.templates(), python: "/usr/bin/false")
        #expect(throws: PaperError.noPress(program: "/usr/bin/false")) {
            try press.pdf(Ergebnisblatt(frame: try Samples.frame(), result: Samples.result()))
        }
    }

    @Test("every error has a sentence in both languages, with nothing left open", arguments: Language.allCases)
    func sentences(_ language: Language) throws {
        let place = PaperError.Place("a.html", 7)
        let errors: [PaperError] = [
            .noTemplate(file: "a.html"), .replacesNothing(file: "a.html"), .unknownName("x", place),
            .unfilled("x", place),
            .leftOut("x", file: "a.html"), .malformed("{{x", place), .unsafePlace("x", place),
            .addressTooLong(name: "N", lines: 9),
            .tooManyPages(file: "a.html", pages: 3, most: 1), .scanTooLong, .noPress(program: "p"),
            .press(reason: "r", file: "a.html"), .noPicture(name: "b.svg", file: "a.html"),
            .brokenPicture(name: "b.svg", file: "a.html"),
        ]
        for error in errors {
            let words = try #require(error.words)
            let sentence = Words.sentence(words.key, words.holes, in: language)
            #expect(sentence != words.key)
            #expect(words.holes.values.allSatisfy { sentence.contains($0) })
            #expect(sentence.matches(of: #/\{[a-z]+\}/#).isEmpty)
        }
    }
}
