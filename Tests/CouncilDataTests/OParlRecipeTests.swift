import CouncilData
import Foundation
import Testing

@Suite("A council from OParl")
struct OParlRecipeTests {
    private func organization(_ id: String, _ rest: String) -> String {
        #"{"id":"\#(id)","type":"https://schema.oparl.org/1.1/Organization","body":"b",\#(rest)}"#
    }

    @Test(
        "has the members of the day of the meeting",
        arguments: [
            (#","startDate":"2026-12-10""#, true), (#","startDate":"2026-12-11""#, false),
            (#","endDate":"2026-12-10""#, true), (#","endDate":"2026-12-09""#, false), (#","endDate":"""#, true),
            (#","votingRight":false"#, false), (#","votingRight":true"#, true),
        ]
    )
    func day(_ membership: String, _ isMember: Bool) throws {
        var oparl = TinyOParl()
        oparl.people[0] = TinyOParl.person("1", "Anna", "Zeh", membership: membership)
        let imported = try oparl.read()
        #expect(imported.value.members.contains { $0.family == "Zeh" } == isMember)
        #expect(imported.value.members.contains { $0.family == "Aydın" })
        let differs = imported.notices.contains { if case .memberCountDiffers = $0.kind { true } else { false } }
        #expect(differs != isMember)
    }

    @Test("takes the faction from the membership itself, else from a membership in a faction, else none")
    func factions() throws {
        var oparl = TinyOParl()
        oparl.others = [
            organization("f1", #""name":"Mitte","classification":"Fraktion","organizationType":"Gremium""#),
            organization("f2", #""name":"Rand","organizationType":"Fraktion""#),
            organization("f3", #""name":"Fraktionslos","organizationType":"Fraktion""#),
            organization("k", #""name":"Bau","classification":"Ausschuss","organizationType":"Fraktion""#),
            #"{"id":"x1","type":"https://schema.oparl.org/1.1/Membership","person":"p1","organization":"f2"}"#,
            #"{"id":"x2","type":"https://schema.oparl.org/1.1/Membership","person":"p2","organization":"f2"}"#,
            #"{"id":"x3","type":"https://schema.oparl.org/1.1/Membership","person":"p3","organization":"f3"}"#,
            #"{"id":"x4","type":"https://schema.oparl.org/1.1/Membership","person":"p2","organization":"k","role":"Vorsitz"}"#,
        ]
        oparl.people[0] = TinyOParl.person("1", "Anna", "Zeh", membership: #","onBehalfOf":"f1""#)
        oparl.people.append(TinyOParl.person("3", "Uli", "Ohne"))
        oparl.people.append(TinyOParl.person("4", "Ina", "Fremd", membership: #","onBehalfOf":"gone""#))
        let imported = try oparl.read()
        let factions = Dictionary(uniqueKeysWithValues: imported.value.members.map { ($0.family ?? "", $0.faction) })
        #expect(factions == ["Zeh": "Mitte", "Aydın": "Rand", "Ohne": nil, "Fremd": nil])
        #expect(imported.value.factions.map(\.name) == ["Mitte", "Rand"])
        #expect(imported.value.committees.map(\.name) == ["Bau"])
        #expect(imported.value.committees.first?.seats.first?.p == "001")
        #expect(imported.notices.map(\.kind).contains(.unknownFaction(faction: "gone")))
    }

    @Test("finds memberships from either side, and tells of listed ones that are missing")
    func eitherSide() throws {
        var oparl = TinyOParl()
        let type = "https://schema.oparl.org/1.0/Membership"
        oparl.council = oparl.council.replacing(#""body":"b""#, with: #""body":"b","membership":["m1","m2","m3","m4"]"#)
        oparl.people = ["1", "2"].map {
            #"{"id":"p\#($0)","type":"https://schema.oparl.org/1.0/Person","name":"A \#($0)","membership":["m\#($0)"]}"#
        }
        oparl.others = [
            #"{"id":"m1","type":"\#(type)"}"#, #"{"id":"m2","type":"\#(type)","person":"p2"}"#,
            #"{"id":"m3","type":"\#(type)","person":"nobody"}"#,
        ]
        let imported = try oparl.read()
        #expect(imported.value.members.map(\.name) == ["A 1", "A 2"])
        let missing = imported.notices.filter { $0.kind == .danglingReference(field: "membership") }
        #expect(missing.map(\.object) == ["rat"])
        #expect(imported.notices.filter { $0.kind == .danglingReference(field: "person") }.map(\.object) == ["m3"])
    }

    @Test("numbers members by family name as a German directory sorts")
    func order() throws {
        var oparl = TinyOParl()
        let names = ["Ziegler", "Öztürk", "Ostermann", "Łukasik", "Lux", "Straßer", "Strasse", "ärmel", "Arndt"]
        oparl.people = names.enumerated().map { TinyOParl.person("\($0.offset)", "X", $0.element) }
        let sorted = try oparl.read().value.members.map(\.family)
        let expected = ["ärmel", "Arndt", "Łukasik", "Lux", "Ostermann", "Öztürk", "Strasse", "Straßer", "Ziegler"]
        #expect(sorted == expected)
    }

    @Test("keeps the numbers of an earlier council, whatever comes and goes")
    func renumbering() throws {
        var oparl = TinyOParl()
        let first = try oparl.read().value
        #expect(first.members.map(\.family) == ["Aydın", "Zeh"])

        oparl.people[1] = TinyOParl.person("3", "Berta", "Aas")
        let second = try oparl.read(earlier: first)
        #expect(second.value.members.map { "\($0.p) \($0.family ?? "")" } == ["002 Zeh", "003 Aas"])
        #expect(second.value.former == [FormerMember(p: "001", name: "Ömer Aydın", oparl: "p2")])
        #expect(second.notices.map(\.kind).contains(.memberGone(p: "001", name: "Ömer Aydın")))
        #expect(second.notices.map(\.kind).contains(.memberNew(p: "003", name: "Berta Aas")))

        // Comes back under another id, found by name; the one who left keeps nothing but the number.
        oparl.people = [TinyOParl.person("9", "Ömer", "Aydın")]
        let third = try oparl.read(earlier: second.value).value
        #expect(third.members.map(\.p) == ["001"])
        #expect(third.former.map(\.p) == ["002", "003"])

        oparl.people = [TinyOParl.person("10", "Neu", "Aaa")]
        #expect(try oparl.read(earlier: third).value.members.map(\.p) == ["004"])
    }

    @Test("does not guess between two of one name")
    func sameNames() throws {
        var oparl = TinyOParl()
        oparl.people = [TinyOParl.person("1", "Eva", "M"), TinyOParl.person("2", "Eva", "M")]
        let first = try oparl.read()
        #expect(first.notices.map(\.kind).contains(.sameName(name: "Eva M")))
        oparl.people = [TinyOParl.person("7", "Eva", "M")]
        #expect(try oparl.read(earlier: first.value).value.members.map(\.p) == ["003"])
    }

    @Test("keeps numbers, addresses and staff of a list of persons that came first")
    func afterCSV() throws {
        let people = try PeopleCSV.read(
            source("p;name;role;address\nA7;Anna Zeh;;Weg 1\nB2;Ömer Aydın;;\nS01;Leo;Wahlleitung;\n")
        )
        let earlier = try Council(body: Body(name: "Musterdorf"), people: people, file: "x")
        let imported = try TinyOParl().read(earlier: earlier)
        #expect(imported.value.members.map(\.p) == ["A7", "B2", "S01"])
        #expect(imported.value.members.first?.address == "Weg 1")
        #expect(imported.value.voters.count == 2)
        #expect(imported.notices.map(\.kind).contains(.keptFromEarlier(field: "address")))
    }

    @Test("follows pages among the files, and tells of one that is missing")
    func pages() throws {
        var oparl = TinyOParl()
        let people = oparl.people
        let page = { (number: Int, links: String) in #"{"data":[\#(people[number])],"links":{\#(links)}}"# }
        oparl.people = [page(0, #""self":"u?page=1","next":"u?page=2""#), page(1, #""self":"u?page=2""#)]
        let complete = try oparl.read()
        #expect(complete.value.members.count == 2)
        #expect(!complete.notices.contains { $0.kind == .nextPageMissing(url: "u?page=2") })

        oparl.people = [page(0, #""next":"datei4.json""#), page(1, "")]
        #expect(try !oparl.kinds().contains(.nextPageMissing(url: "datei4.json")))

        oparl.people = [page(0, #""self":"u?page=1","next":"u?page=2""#)]
        let cut = try oparl.read()
        #expect(cut.notices.map(\.kind).contains(.nextPageMissing(url: "u?page=2")))
    }

    @Test("asks which body is meant, and knows it by name, key or id", arguments: ["Andersdorf", "05999002", "b2"])
    func bodies(_ wanted: String) throws {
        var oparl = TinyOParl()
        oparl.others = [
            #"{"id":"b2","type":"https://schema.oparl.org/1.0/Body","name":"Andersdorf","ags":"5999002"}"#,
            organization("r2", #""name":"Rat","classification":"Parlament""#).replacing(
                #""body":"b""#,
                with: #""body":"b2""#
            ),
            TinyOParl.person("8", "Ali", "Ander").replacing(#""rat""#, with: #""r2""#),
        ]
        #expect(rule { try oparl.read() } == .severalBodies(found: "Musterdorf, Andersdorf"))
        let read = { (body: String) in
            try OParlImport.read(files: oparl.files, .init(today: Sample.today(), body: body))
        }
        #expect(try read(wanted).value.members.map(\.family) == ["Ander"])
        #expect(try read(wanted).value.meeting == nil)
        #expect(try read("Musterdorf").value.members.count == 2)
        guard case .bodyNotFound? = rule({ try read("Nirgends") }) else {
            Issue.record("found a body that is not there")
            return
        }
    }

    @Test("takes the next meeting of the council, and never a cancelled one or one of another body")
    func meetings() throws {
        var oparl = TinyOParl()
        let meeting = { (id: String, start: String, rest: String) in
            #"{"id":"\#(id)","type":"https://schema.oparl.org/1.1/Meeting","name":"\#(id)","start":"\#(start)"\#(rest)}"#
        }
        oparl.others = [
            meeting("early", "2026-11-30T17:00:00+01:00", #","organization":["rat"]"#),
            meeting("off", "2026-12-02T17:00:00+01:00", #","organization":["rat"],"cancelled":true"#),
            meeting("other", "2026-12-03T17:00:00+01:00", #","organization":["bau"]"#),
            meeting("late", "2026-12-20T17:00:00+01:00", #","organization":["rat"]"#),
        ]
        let imported = try oparl.read()
        #expect(imported.value.meeting?.name == "Sitzung")
        #expect(imported.notices.map(\.kind).contains(.meetingCancelled))
        let named = try OParlImport.read(files: oparl.files, .init(today: Sample.today(), meeting: "late"))
        #expect(named.value.meeting?.start?.description == "2026-12-20T17:00")
        #expect(
            rule { try OParlImport.read(files: oparl.files, .init(today: Sample.today(), meeting: "x")) }
                == .meetingNotFound(wanted: "x")
        )
    }

    @Test("hides an item of which nobody says that it is public")
    func publicMissing() throws {
        var oparl = TinyOParl()
        oparl.meeting = oparl.meeting.replacing(#","public":true"#, with: "")
        let imported = try oparl.read()
        #expect(imported.value.meeting?.agenda.map(\.isPublic) == [false])
        #expect(imported.notices.map(\.kind).contains(.publicMissing))
    }

    @Test("refuses files without a body, a council or members, and those that are no OParl")
    func refusals() throws {
        var oparl = TinyOParl()
        oparl.people = []
        #expect(rule { try oparl.read() } == .noMembers)
        oparl.council = "[]"
        #expect(rule { try oparl.read() } == .noCouncil)
        oparl.body = "[]"
        #expect(rule { try oparl.read() } == .noBody)
        let today = try Sample.today()
        let read = { (file: SourceFile) in try OParlImport.read(files: [file], .init(today: today)) }
        #expect(rule { try read(source("{\"a\":1}", "x.json")) } == .notOParl)
        #expect(rule { try read(source("\"text\"", "x.json")) } == .notOParl)
        #expect(rule { try read(source("", "x.json")) } == .emptyFile)
        #expect(rule { try read(SourceFile(name: "x", bytes: [0x89, 0x50, 0x4E, 0x47])) } == .notText(.image))
        guard case .malformedJSON? = rule({ try read(source("<html>404</html>", "x.json")) }) else {
            Issue.record("read HTML")
            return
        }
        #expect(rule { try OParlImport.read(["/nowhere"], .init(today: today)) } == .unreadable)
        #expect(rule { try OParlImport.read([], .init(today: today)) } == .notOParl)
    }

    @Test("reads a folder at any depth, without hidden files, and refuses one without JSON")
    func folders() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("council-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let inner = root.appendingPathComponent("a/b")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        #expect(rule { try SourceFile.json(at: [root.path]) } == .emptyFolder)
        for file in TinyOParl().files {
            try Data(file.bytes).write(to: inner.appendingPathComponent(file.name))
        }
        try Data([0]).write(to: inner.appendingPathComponent("._datei0.json"))
        try Data([0]).write(to: root.appendingPathComponent("bild.png"))
        let imported = try OParlImport.read([root.path], .init(today: Sample.today()))
        #expect(imported.value.members.count == 2)
        #expect(imported.notices.allSatisfy { $0.file.hasSuffix(".json") && $0.file.contains("/a/b/") })
    }

    @Test("refuses each file of the sample that is cut in the middle")
    func cut() throws {
        for file in try SourceFile.json(at: [Sample.path("oparl")]) {
            let half = SourceFile(name: file.name, bytes: Array(file.bytes.prefix(file.bytes.count / 2)))
            let read = { try OParlImport.read(files: [half], .init(today: Sample.today())) }
            guard case .malformedJSON? = rule(read) else {
                Issue.record("\(file.name)")
                continue
            }
            #expect((line(read) ?? 0) > 1)
        }
    }
}
