import CouncilData
import Testing

@Suite("Defects that vendors are known for")
struct OParlDefectTests {
    @Test("are absent in a clean interface, which gives no notice but what was found")
    func clean() throws {
        let day = try #require(CalendarDay("2026-12-10"))
        #expect(
            try TinyOParl().kinds() == [
                .meetingChosen(name: "Sitzung", count: 1), .memberCountAgrees(found: 2, day: day),
            ]
        )
    }

    @Test(
        "in the municipality key are repaired where it is clear what is meant",
        arguments: [
            (#""5362032""#, "05362032"), (#""051140000""#, "05114000"), (#""005114000""#, "05114000"),
            (#""051140000000""#, "05114000"), ("5362032", "05362032"), (#""05 362 032""#, "05362032"),
        ]
    )
    func ags(_ found: String, _ used: String) throws {
        var oparl = TinyOParl()
        oparl.body = oparl.body.replacing(#""05999001""#, with: found)
        let imported = try oparl.read()
        #expect(imported.value.body.ags == used)
        #expect(imported.notices.contains { if case .agsRepaired = $0.kind { true } else { false } })
    }

    @Test(
        "in the municipality key are left out where nothing is clear",
        arguments: ["123", "99999999", "05362032x", "051140001"]
    )
    func noAGS(_ found: String) throws {
        var oparl = TinyOParl()
        oparl.body = oparl.body.replacing("05999001", with: found)
        let imported = try oparl.read()
        #expect(imported.value.body.ags == nil)
        #expect(imported.notices.map(\.kind).contains(.agsUnusable(found: found)))
    }

    @Test("as raw control characters are read, and the line of a real fault stays right")
    func controlCharacters() throws {
        var oparl = TinyOParl()
        oparl.people[0] = TinyOParl.person("1", "An\u{1}na", "Ze\u{9}h")
        let imported = try oparl.read()
        #expect(imported.notices.map(\.kind).contains(.controlCharacters))
        #expect(imported.notices.map(\.kind).contains(.hiddenCharacters(field: "name")))
        #expect(imported.value.members.map(\.given).contains("Anna"))

        let broken = source("{\"a\":\"x\ny\",\n\"b\":1,\n\"c\":}\n", "kaputt.json")
        let read = { try OParlImport.read(files: [broken], .init(today: Sample.today())) }
        #expect(line(read) == 4)
        guard case .malformedJSON? = rule(read) else {
            Issue.record("not malformed")
            return
        }
    }

    @Test("as another encoding or a byte order mark are read")
    func encodings() throws {
        let oparl = TinyOParl()
        let files = oparl.files.map { file -> SourceFile in
            let text = String(decoding: file.bytes, as: UTF8.self)
            let latin = text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
            let hasUmlaut = text.contains("Ö")
            return SourceFile(name: file.name, bytes: hasUmlaut ? latin : [0xEF, 0xBB, 0xBF] + file.bytes)
        }
        let imported = try OParlImport.read(files: files, .init(today: Sample.today()))
        #expect(imported.value.members.map(\.given).contains("Ömer"))
        #expect(imported.notices.map(\.kind).contains(.windows1252))
        #expect(imported.notices.map(\.kind).contains(.byteOrderMark))
    }

    @Test("as a missing type are inferred for each kind of object")
    func missingTypes() throws {
        var oparl = TinyOParl()
        let strip = { (text: String) in
            text.replacing(#/"type":"https:\/\/schema.oparl.org\/1.0\/[A-Za-z]+",\s*/#, with: "")
        }
        oparl.body = strip(oparl.body)
        oparl.council = strip(oparl.council)
        oparl.meeting = strip(oparl.meeting)
        oparl.people = oparl.people.map(strip)
        oparl.others = [#"{"id":"x","organization":"rat","person":"p1"}"#]
        let imported = try oparl.read()
        #expect(imported.value.members.count == 2)
        #expect(imported.value.meeting?.agenda.count == 1)
        let kinds = Set(imported.notices.map(\.kind))
        for type in ["Body", "Organization", "Meeting", "AgendaItem", "Person", "Membership"] {
            #expect(kinds.contains(.missingType(inferred: type)), "\(type)")
        }
    }

    @Test("as another spelling of the type are recognised")
    func types() throws {
        var oparl = TinyOParl()
        oparl.council = oparl.council.replacing("https://schema.oparl.org/1.0/", with: "http://oparl.org/schema/1.0/")
        #expect(try oparl.kinds().contains(.unusualType(found: "http://oparl.org/schema/1.0/Organization")))
    }

    @Test("as values of the wrong shape are read: objects for URLs, single values for lists, texts for yes and no")
    func shapes() throws {
        var oparl = TinyOParl()
        oparl.meeting = """
            {"id":"m","type":"https://schema.oparl.org/1.0/Meeting","name":"Sitzung","start":"2026-12-10T17:00:00+01:00",
            "organization":"rat","location":{"description":"Saal"},"agendaItem":{"id":"a","number":3,"name":"X","public":"true"}}
            """
        oparl.people[0] = """
            {"id":"p1","type":"https://schema.oparl.org/1.0/Person","familyName":"Zeh","title":"Dr.","email":"z@b.org",
            "location":{"id":"l","type":"https://schema.oparl.org/1.0/Location","streetAddress":"Weg\u{A0}1","locality":"N/A"},
            "membership":{"id":"m1","organization":{"id":"rat"},"endDate":null,"votingRight":"ja"}}
            """
        let imported = try oparl.read()
        let zeh = try #require(imported.value.members.first { $0.family == "Zeh" })
        #expect(zeh.name == "Dr. Zeh" && zeh.address == "Weg 1" && zeh.email == "z@b.org")
        #expect(imported.value.meeting?.place == "Saal")
        #expect(imported.value.meeting?.agenda == [AgendaItem(number: "3", title: "X", isPublic: true, oparl: "a")])
        let kinds = Set(imported.notices.map(\.kind))
        let expected: [Notice.Kind] = [
            .singleForList(field: "agendaItem"), .singleForList(field: "membership"), .singleForList(field: "email"),
            .singleForList(field: "title"), .singleForList(field: "organization"), .embeddedForURL(field: "location"),
            .embeddedForURL(field: "organization"), .numberForText(field: "number"), .textForBool(field: "public"),
            .textForBool(field: "votingRight"), .noBreakSpace(field: "streetAddress"), .emptyText(field: "locality"),
            .emptyText(field: "endDate"), .missingID, .nameComposed, .meetingStateMissing, .participantMissing,
        ]
        for kind in expected { #expect(kinds.contains(kind), "\(kind)") }
    }

    @Test("as a bare empty array, an object in place of a page's list, and a file of something else are told")
    func pages() throws {
        var oparl = TinyOParl()
        oparl.others = [
            "[]", #"{"data":{"id":"g","type":"https://schema.oparl.org/1.0/Organization","name":"Bauausschuss"}}"#,
            #"{"name":"package","version":"1"}"#, #"{"id":"v","type":"https://vendor.example.org/Vote"}"#,
            "[[],3,null]",
        ]
        let imported = try oparl.read()
        let kinds = Set(imported.notices.map(\.kind))
        #expect(
            kinds.isSuperset(of: [.emptyArrayForPage, .singleForList(field: "data"), .noOParlInFile, .unknownObject])
        )
        #expect(imported.value.committees.map(\.name) == ["Bauausschuss"])
    }

    @Test("of dates: other forms are read, no dates are told")
    func dates() throws {
        var oparl = TinyOParl()
        oparl.people[0] = TinyOParl.person(
            "1",
            "Anna",
            "Zeh",
            membership: #","startDate":"01.11.2025","endDate":"offen""#
        )
        oparl.people[1] = TinyOParl.person("2", "Ö", "A", membership: #","endDate":"2026-12-09T23:30:00Z""#)
        let imported = try oparl.read()
        // Half past eleven in Greenwich is the next day in Berlin, so this member is there on the tenth.
        #expect(imported.value.members.count == 2)
        let kinds = imported.notices.map(\.kind)
        #expect(kinds.contains(.unusualDate(field: "startDate", found: "01.11.2025")))
        #expect(kinds.contains(.unreadableDate(field: "endDate", found: "offen")))
    }

    @Test("become one line with a number where they are equal")
    func grouped() throws {
        var oparl = TinyOParl()
        oparl.others = (0..<97).map {
            #"{"id":"o\#($0)","type":"https://schema.oparl.org/1.1/Organization","name":"Ausschuss \#($0)"}"#
        }
        let imported = try oparl.read()
        let group = try #require(imported.summary.first { $0.first.kind == .typeFromName(used: "committee") })
        #expect(group.count == 97 && group.files == 97)
        #expect(group.sentence(in: .german).contains("97-mal"))
        #expect(imported.summary.map(\.first.kind.weight) == imported.summary.map(\.first.kind.weight).sorted(by: >))
    }
}
