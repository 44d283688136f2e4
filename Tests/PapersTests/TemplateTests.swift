import Testing

@testable import Papers

/// The filler of templates, for itself.
@Suite("A template")
struct TemplateTests {
    private func fill(_ text: String, _ fields: PaperFields, parts: [String: String] = [:]) throws -> String {
        let parsed = try parts.map { try ($0.key, Template($0.value, file: $0.key + ".html")) }
        return try Template(text, file: "t.html").filled(with: fields, parts: Dictionary(uniqueKeysWithValues: parsed))
    }

    private var fields: PaperFields {
        PaperFields { fields in
            fields.text("name", "Anna & <Otto>")
            fields.text("fehlt", nil)
            fields.text("leer", " \n")
            fields.flag("ja", true)
            fields.flag("nein", false)
            fields.lines("zeilen", ["eins", "zwei"])
            fields.lines("keine", [])
            fields.picture("bild", Picture(svg: "<svg/>"))
        }
    }

    @Test(
        "fills values, sections, parts and pictures",
        arguments: [
            ("{{name}}", "Anna &amp; &lt;Otto&gt;"),
            ("<p title=\"{{name}}\">", "<p title=\"Anna &amp; &lt;Otto&gt;\">"),
            ("{{#zeilen}}[{{zeile}}]{{/zeilen}}", "[eins][zwei]"), ("{{#keine}}x{{/keine}}{{^keine}}-{{/keine}}", "-"),
            ("{{#ja}}a{{/ja}}{{#nein}}b{{/nein}}{{^nein}}c{{/nein}}", "ac"), ("{{#fehlt}}{{fehlt}}{{/fehlt}}!", "!"),
            ("{{#leer}}x{{/leer}}{{^leer}}y{{/leer}}", "y"), ("{{>teil}}", "(Anna &amp; &lt;Otto&gt;)"),
            ("{{bild}}", "<svg/>"),
            ("{{#hat-zeilen}}t{{/hat-zeilen}}{{#hat-keine}}u{{/hat-keine}}", "t"),
            ("{{#zeilen}}{{#zeilen}}{{zeile}}{{/zeilen}} {{/zeilen}}", "einszwei einszwei "),
        ]
    )
    func fills(_ text: String, _ expected: String) throws {
        #expect(try fill(text, fields, parts: ["teil": "({{name}})"]) == expected)
    }

    @Test(
        "refuses names that are not known, also where nothing is printed",
        arguments: [
            "a\n{{nmae}}", "\n{{#nmae}}{{/nmae}}", "\n{{#nein}}{{nmae}}{{/nein}}", "\n{{#keine}}{{nmae}}{{/keine}}",
            "\n{{^zeilen}}{{nmae}}{{/zeilen}}",
        ]
    )
    func unknown(_ text: String) {
        #expect(throws: PaperError.unknownName("nmae", .init("t.html", 2))) { try fill(text, fields) }
    }

    private func names(of fields: PaperFields) -> Set<String> {
        fields.values.reduce(into: []) { all, field in
            all.insert(field.key)
            guard case .list(let rows, let names) = field.value else { return }
            all.formUnion(names)
            for row in rows { all.formUnion(self.names(of: row)) }
        }
    }

    @Test("of a town may ask for whatever the paper has, also where Urne's own does not")
    func known() throws {
        for paper in try Samples.papers() {
            let kind = type(of: paper).kind
            let unknown = names(of: paper.fields).subtracting(try Samples.templates().known(kind))
            #expect(unknown.filter { !$0.hasPrefix("hat-") }.sorted() == [], "\(kind)")
        }
    }

    @Test("refuses a value that is not there or blank, with its line", arguments: ["fehlt", "leer"])
    func unfilled(_ name: String) {
        #expect(throws: PaperError.unfilled(name, .init("t.html", 3))) { try fill("a\nb\nc {{\(name)}}", fields) }
    }

    @Test("names the file of the part in which a fault is")
    func faultInPart() {
        #expect(throws: PaperError.unknownName("nmae", .init("teil.html", 2))) {
            try fill("{{>teil}}", fields, parts: ["teil": "\n{{nmae}}"])
        }
        #expect(throws: PaperError.noTemplate(file: "anders.html")) { try fill("{{>anders}}", fields) }
        #expect(throws: PaperError.malformed("{{>teil}}", .init("teil.html", 1))) {
            try fill("{{>teil}}", fields, parts: ["teil": "{{>teil}}"])
        }
    }

    @Test(
        "refuses broken sections and braces",
        arguments: [
            ("{{#zeilen}}", "{{#zeilen}}"), ("{{/zeilen}}", "{{/zeilen}}"), ("{{#ja}}{{/nein}}", "{{/nein}}"),
            ("{{name", "{{"), ("{{na me}}", "{{na me}}"), ("{{Name}}", "{{Name}}"), ("{{}}", "{{}}"),
            ("{{{name}}}", "{{"), ("{{&name}}", "{{&name}}"),
        ]
    )
    func malformed(_ text: String, _ what: String) {
        #expect(throws: PaperError.malformed(what, .init("t.html", 1))) { try Template(text, file: "t.html") }
    }

    @Test(
        "refuses a value where escaping does not make it harmless",
        arguments: [
            "<p {{name}}>", "<p class={{name}}>", "<a href=\"{{name}}\">", "<img src='{{name}}'>",
            "<p style=\"color: {{name}}\">", "<p onclick=\"{{name}}\">", "<style>{{name}}</style>",
            "<script>{{name}}</script>", "<!-- {{name}} -->", "<p class=\"a\" href=\"{{name}}\">",
            "<p {{#name}}title=\"{{/name}}", "<{{name}}>", "{{#name}}<p {{/name}}>",
        ]
    )
    func unsafe(_ text: String) {
        #expect {
            try Template(text, file: "t.html")
        } throws: { error in
            switch error as? PaperError {
            case .unsafePlace, .malformed: true
            default: false
            }
        }
    }

    @Test("refuses a picture within an attribute, and a list printed as a value")
    func wrongKinds() {
        #expect(throws: PaperError.unsafePlace("bild", .init("t.html", 1))) {
            try fill("<p title=\"{{bild}}\">", fields)
        }
        #expect(throws: PaperError.unknownName("zeilen", .init("t.html", 1))) { try fill("{{zeilen}}", fields) }
    }

    @Test(
        "makes any text harmless",
        arguments: [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x'", "&quot; onload=&#39;x&#39;"),
            ("a\u{202E}b\u{0000}c\u{200F}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"), ("{{name}}", "{{name}}"),
            ("ß ﬁ 李 \u{1F600}", "ß ﬁ 李 \u{1F600}"),
            ("zwei\nZeilen", "zwei Zeilen"),
        ]
    )
    func escapes(_ text: String, _ expected: String) throws {
        #expect(try fill("{{x}}", PaperFields { $0.text("x", text) }) == expected)
    }
}
