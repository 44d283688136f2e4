import CouncilData
import Testing

@Suite("The list of persons")
struct PeopleCSVTests {
    private func read(_ text: String) throws -> Imported<[Member]> { try PeopleCSV.read(source(text)) }

    @Test("takes German titles in any order, with any case and punctuation")
    func synonyms() throws {
        let list = try read(
            "E-Mail;FRAKTION;Funktion;Anschrift;Name;Mitglieds-Nr.;Anrede\na@b.org;X;Vorsitz;Weg 1;Eva Ö;7;Frau\n"
        )
        let member = try #require(list.value.first)
        #expect(member.p == "7" && member.name == "Eva Ö" && member.family == "Ö" && member.given == "Eva")
        #expect(member.email == "a@b.org" && member.faction == "X" && member.role == "Vorsitz")
        #expect(member.address == "Weg 1" && member.formOfAddress == "Frau" && member.votingRight)
        #expect(list.notices.isEmpty)
    }

    @Test("reports unknown and absent columns")
    func columns() throws {
        let list = try read("p;name;Telefon\n1;A\n")
        #expect(list.notices.map(\.kind).contains(.unknownColumn(name: "Telefon")))
        #expect(list.notices.map(\.kind).contains(.absentColumn(name: "email")))
    }

    @Test("gives staff no vote, unless the list says so itself")
    func staff() throws {
        let list = try read(
            "p;name;role;Stimmrecht\nS1;A;Wahlleitung;\nT1;B;Zählteam;ja\n3;C;Ratsmitglied;nein\n4;D;;\n"
        )
        #expect(list.value.map(\.votingRight) == [false, true, false, true])
    }

    @Test(
        "knows the offices without a vote in the words of a town",
        arguments: [
            "Zählung", "Zählende", "Zaehlteam", "Zählperson", "ZÄHLERIN", "Gast", "Gäste", "Beigeordneter",
            "Erste Beigeordnete", "Kämmerer", "Kämmerin", "IT", "IT-Betreuung", "Verwaltung", "Protokoll",
            "Schriftführerin", "stellvertretende Wahlleitung", "beratendes Mitglied",
        ]
    )
    func offices(_ role: String) throws {
        let list = try read("p;name;role\n1;A;\(role)\n")
        #expect(list.value.map(\.votingRight) == [false])
        #expect(!list.notices.contains { $0.kind.weight == .check })
    }

    @Test(
        "takes the roles of a council without a word",
        arguments: [
            "", "Ratsmitglied", "Mitglied", "Bürgermeisterin", "stellv. Bürgermeister", "Stellvertretung",
            "Fraktionsvorsitz", "Vorsitzende", "sachkundiger Bürger", "Stadtverordnete", "Ratsherr",
        ]
    )
    func council(_ role: String) throws {
        let list = try read("p;name;role\n1;A;\(role)\n")
        #expect(list.value.map(\.votingRight) == [true])
        #expect(!list.notices.contains { $0.kind.weight == .check })
    }

    @Test("says once, with their number, which role it does not know, unless the list says who votes")
    func unknownRoles() throws {
        let list = try read("p;name;role;Stimmrecht\n1;A;Hausmeister;\n2;B;Hausmeister;\n3;C;Pförtnerin;nein\n4;D;;\n")
        #expect(list.value.map(\.votingRight) == [true, true, false, true])
        let unknown = list.notices.filter { if case .unknownRole = $0.kind { true } else { false } }
        #expect(unknown.map(\.kind) == [.unknownRole(role: "Hausmeister", count: 2)] && unknown.first?.line == 2)
    }

    @Test("keeps names of every script, with emoji, and of three hundred letters")
    func names() throws {
        let names = ["Łucja Żółć", "محمد علي", "Zoë 👩‍👧 Ærø", "דוד \u{200F}כהן", String(repeating: "Ä", count: 300)]
        let text = "p;name\n" + names.enumerated().map { "\($0.offset);\($0.element)\n" }.joined()
        let list = try read(text)
        #expect(list.value.map { Array($0.name.unicodeScalars) } == names.map { Array($0.unicodeScalars) })
        #expect(list.notices.allSatisfy { if case .absentColumn = $0.kind { true } else { false } })
    }

    @Test(
        "takes hidden characters out of a name and says so",
        arguments: ["\u{202E}", "\u{7}", "\u{2066}", "\u{200B}", "\u{85}\u{9B}"]
    )
    func hidden(_ character: String) throws {
        let list = try read("p;name\n1;Eva\(character)Maria\n")
        let name = try #require(list.value.first?.name)
        #expect(name == "EvaMaria" || name == "Eva Maria")
        #expect(list.notices.map(\.kind).contains(.hiddenCharacters(field: "name")))
    }

    @Test("refuses a second use of a number, naming both lines")
    func duplicate() {
        let read = { try self.read("p;name\n1;A\n2;B\n1;C\n") }
        #expect(rule(read) == .duplicateNumber("1", firstLine: 2))
        #expect(line(read) == 4)
    }

    @Test(
        "refuses a wrong number",
        arguments: ["", "ä", "1 2", "a/b", "12345678901234567890123456789012x", "１", "\u{212A}", "1,2", "\"\""]
    )
    func wrongNumber(_ p: String) {
        let rule = rule { try self.read("p;name\n\(p);A\n") }
        guard case .council(.wrongNumber)? = rule else {
            Issue.record("\(p): \(String(describing: rule))")
            return
        }
    }

    @Test("takes a number at the limits", arguments: ["0", "aZ09._-", "12345678901234567890123456789012"])
    func rightNumber(_ p: String) throws {
        #expect(try read("p;name\n\(p);A\n").value.first?.p == p)
    }

    @Test("refuses a list without a column it needs, with one column twice, and with an empty name")
    func refusals() {
        #expect(rule { try self.read("Nummer;role\n1;A\n") } == .missingColumn("name"))
        #expect(rule { try self.read("name;role\nA;B\n") } == .missingColumn("p"))
        #expect(rule { try self.read("p;name;Nummer\n1;A;2\n") } == .duplicateColumn("p"))
        #expect(rule { try self.read("p;name\n1;A\n2; \n") } == .emptyName)
        #expect(rule { try self.read("p;name\n") } == .noRows)
        #expect(rule { try self.read("p;name;Stimmrecht\n1;A;vielleicht\n") } == .notYesOrNo("vielleicht"))
    }

    @Test("doubts an address without an at sign, and two persons of one name, but takes them")
    func doubts() throws {
        let list = try read("p;name;email\n1;A;a.example.org\n2;A;a@b\n")
        #expect(list.value.count == 2)
        #expect(list.notices.map(\.kind).contains(.unusualEmail(found: "a.example.org")))
        #expect(list.notices.map(\.kind).contains(.sameName(name: "A")))
    }

    @Test("finds the family name behind particles, titles and commas")
    func familyNames() throws {
        let list = try read("p;name\n1;Dr. Ada von der Heide\n2;\"Öz, Prof. Dr. Can\"\n3;Madonna\n")
        #expect(list.value.map(\.family) == ["von der Heide", "Öz", "Madonna"])
        #expect(list.value.map(\.given) == ["Ada", "Can", nil])
    }
}

@Suite("The list of the agenda")
struct AgendaCSVTests {
    @Test("knows the ways to say public")
    func answers() throws {
        let list = try AgendaCSV.read(source("TOP;Betreff;öffentlich\n1;A;ja\n1.1;B;nichtöffentlich\n;C;Ö\n1;D;0\n"))
        #expect(list.value.map(\.isPublic) == [true, false, true, false])
        #expect(list.value.map(\.number) == ["1", "1.1", nil, "1"])
        #expect(list.notices.map(\.kind) == [.numberRepeats(number: "1")])
    }

    @Test("refuses a doubtful answer and a missing title: an item must not become public by mistake")
    func refusals() {
        #expect(rule { try AgendaCSV.read(source("TOP;Titel;öffentlich\n1;A;\n")) } == .notYesOrNo(""))
        #expect(rule { try AgendaCSV.read(source("TOP;Titel;öffentlich\n1;;ja\n")) } == .emptyTitle)
        #expect(rule { try AgendaCSV.read(source("TOP;Titel\n1;A\n")) } == .missingColumn("public"))
    }
}
