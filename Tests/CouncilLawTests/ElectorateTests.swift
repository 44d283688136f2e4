import CouncilLaw
import Testing

private let council = [
    BodyMember(person: "P1", name: "Bürgermeisterin Meier", role: .mayor),
    BodyMember(person: "P2", name: "Herr Adam", role: .member),
    BodyMember(person: "P3", name: "Frau Becker", role: .member),
    BodyMember(person: "P4", name: "Herr Celik", role: .member),
]

private func room(_ persons: String...) -> [String: Presence] {
    Dictionary(uniqueKeysWithValues: persons.map { ($0, .inRoom) })
}

@Suite("Who may vote")
struct ElectorateTests {
    private func electorate(
        _ kind: VoteKind = .motion,
        matter: Matter = .ordinary,
        present: [String: Presence] = room("P1", "P2", "P3", "P4"),
        excluded: Set<String> = []
    ) throws -> Electorate {
        try Electorate.of(
            .council,
            members: council,
            kind: kind,
            matter: matter,
            present: present,
            excluded: excluded
        )
    }

    @Test("Everybody who is left out has a reason")
    func reasons() throws {
        let present: [String: Presence] = ["P1": .inRoom, "P2": .byVideo(picture: false), "P3": .inRoom, "P9": .inRoom]
        let result = try electorate(present: present, excluded: ["P3"])
        #expect(result.entitled == ["P1"])
        let leftOut = result.leftOut.map { "\($0.person) \($0.reason.code)" }
        #expect(leftOut == ["P2 no-picture", "P3 excluded", "P4 absent", "P9 not-a-member"])
        #expect(result.leftOutByReason == ["no-picture": 1, "excluded": 1, "absent": 1, "not-a-member": 1])
        #expect(german(LeftOutReason.excluded.statement).contains("§ 31 GO NRW"))
    }

    @Test("Edge case 34: who votes is what the attendance book said when the chair opened the vote")
    func snapshot() throws {
        var book = AttendanceBook()
        book.note("P1", .inRoom)
        book.note("P2", .inRoom)
        book.note("P3", .byVideo(picture: true))
        book.note("P2", .absent)
        let opened = book.now
        book.note("P3", .absent)
        book.note("P4", .inRoom)
        let result = try electorate(present: book.presences(at: opened))
        // P2 left before, P4 joined after the opening; P3 lost the connection during it and stays entitled.
        #expect(result.entitled == ["P1", "P3"])
        #expect(try electorate(present: book.presences(at: book.now)).entitled == ["P1", "P4"])
    }

    @Test("Edge case 34: by post, who attended but was not at the item is decided person by person")
    func postal() throws {
        var book = AttendanceBook()
        for person in ["P1", "P2", "P3"] { book.note(person, .inRoom) }
        book.note("P2", .absent)
        let opened = book.now
        book.note("P4", .byVideo(picture: true))
        let postal = try PostalElectorate.of(
            .council,
            members: council,
            kind: .motion,
            attendance: book,
            itemOpenedAt: opened,
            excluded: ["P3"]
        )
        #expect(postal.certain == ["P1"])
        #expect(postal.differing == ["P2", "P4"])
        #expect(postal.question?.code == .postalElectorate)
        #expect(postal.question?.chosen == "attended-session")
        let decided = try postal.decided(["P2": (true, "war bei der Beratung dabei"), "P4": (false, "kam danach")])
        #expect(decided == ["P1", "P2"])
        expectRefusal(.people, .missing) { _ = try postal.decided(["P2": (true, "war dabei")]) }
        expectRefusal(.people, .missing) { _ = try postal.decided(["P2": (true, ""), "P4": (false, "kam danach")]) }
        expectRefusal(.people, .unknown("P3")) { _ = try postal.decided(["P3": (true, "Versehen")]) }
    }

    @Test("Edge case 35: who has the picture off when the vote is opened is not present")
    func pictureOff() throws {
        var book = AttendanceBook()
        book.note("P1", .inRoom)
        book.note("P2", .byVideo(picture: true))
        book.note("P2", .byVideo(picture: false))
        let opened = book.now
        book.note("P2", .byVideo(picture: true))
        let result = try electorate(present: book.presences(at: opened))
        #expect(result.entitled == ["P1"])
        #expect(result.leftOut.first { $0.person == "P2" }?.reason == .noPicture)
    }

    @Test(
        "Edge case 36: what follows from a bias depends on when it is found",
        arguments: [
            (BiasFound.beforeDraw, BiasFound.Consequence.takeOffTheList), (.whileOpen, .repeatTheVote),
            (.afterClose, .analyseTheMargin),
        ]
    )
    func bias(found: BiasFound, consequence: BiasFound.Consequence) {
        #expect(found.consequence == consequence)
    }

    @Test("Edge case 37: the mayor has no vote in a committee election and votes for a Beigeordneter afterwards")
    func mayor() throws {
        let committees = try electorate(.listElection)
        #expect(committees.entitled == ["P2", "P3", "P4"])
        #expect(committees.leftOut.map(\.person) == ["P1"])
        #expect(committees.leftOut.map(\.reason) == [.mayorExcepted(paragraph: "§ 50 (3) GO NRW")])
        #expect(try electorate(.election).entitled.contains("P1"))
        #expect(try electorate(.deputyMayors).entitled.contains("P1"))
    }

    @Test("Edge case 37: in the matters of § 40 (2) the mayor has no vote, in others the mayor has one")
    func mayorsMatters() {
        let without = Matter.allCases.filter { $0.withoutTheMayor(in: .motion) != nil }.map { $0.paragraph ?? "" }
        #expect(
            without == [
                "§ 66 (1) GO NRW", "§ 47 (1) GO NRW", "§ 48 (1) GO NRW", "§ 50 (3) GO NRW",
                "§ 50 (4) Satz 1 GO NRW", "§ 53 (2) GO NRW", "§ 55 (4) GO NRW", "§ 58 (1) GO NRW",
                "§ 58 (3) GO NRW", "§ 58 (5) GO NRW", "§ 69 (1) Satz 2 GO NRW", "§ 94 (1) Satz 2 GO NRW",
            ]
        )
    }

    @Test("Edge case 38: in a committee sachkundige Bürger vote, sachkundige Einwohner and the mayor do not")
    func committee() throws {
        let members = [
            BodyMember(person: "P1", name: "Meier", role: .mayor),
            BodyMember(person: "P2", name: "Adam", role: .member),
            BodyMember(person: "P5", name: "Demir", role: .sachkundigerBuerger),
            BodyMember(person: "P6", name: "Ernst", role: .sachkundigerEinwohner),
            BodyMember(person: "P7", name: "Fuchs", role: .adviser),
        ]
        let present = room("P1", "P2", "P5", "P6", "P7")
        func entitled(_ body: CouncilBody) throws -> [String] {
            try Electorate.of(body, members: members, kind: .motion, present: present, excluded: []).entitled
        }
        #expect(try entitled(.committee) == ["P2", "P5"])
        #expect(try entitled(.mainCommittee) == ["P1", "P2", "P5"])
        #expect(try entitled(.council) == ["P1", "P2"])
        let result = try Electorate.of(.committee, members: members, kind: .motion, present: present, excluded: [])
        #expect(result.leftOut.map(\.reason) == [.noVote(.mayor), .noVote(.sachkundigerEinwohner), .noVote(.adviser)])
    }

    @Test("Edge case 39: one person has one vote, and a substitute none while the member is connected")
    func substitutes() throws {
        let members = [
            BodyMember(person: "P2", name: "Adam", role: .member),
            BodyMember(person: "P3", name: "Becker", role: .member),
            BodyMember(person: "P2", name: "Adam", role: .member, substituteFor: "P3"),
            BodyMember(person: "P8", name: "Gül", role: .member, substituteFor: "P3"),
            BodyMember(person: "P9", name: "Haas", role: .member, substituteFor: "P3"),
        ]
        func electorate(_ present: [String: Presence], _ excluded: Set<String> = [], _ settings: Settings = .standard)
            throws -> Electorate
        {
            try Electorate.of(
                .committee,
                members: members,
                kind: .motion,
                present: present,
                excluded: excluded,
                settings: settings
            )
        }
        let both = try electorate(room("P2", "P3", "P8"))
        #expect(both.entitled == ["P2", "P3"])
        #expect(both.leftOut.map(\.reason) == [.listedTwice, .memberVotes(member: "P3"), .memberVotes(member: "P3")])
        let absent = try electorate(room("P2", "P8", "P9"))
        #expect(absent.entitled == ["P2", "P8"])
        #expect(absent.leftOut.last?.reason == .memberVotes(member: "P3"))
        let excluded = try electorate(room("P2", "P3", "P8"), ["P3"])
        #expect(excluded.entitled == ["P2"])
        #expect(excluded.questions.map(\.code) == [.substitutes])
        let settings = try Settings.standard.with(.substitutes, "also-when-excluded")
        #expect(try electorate(room("P2", "P3", "P8"), ["P3"], settings).entitled == ["P2", "P8"])
    }

    @Test("A list without members, and names nobody knows, are refused")
    func refusals() {
        expectRefusal(.council, .missing) {
            _ = try Electorate.of(.council, members: [], kind: .motion, present: [:], excluded: [])
        }
        expectRefusal(.excluded, .unknown("P99")) { _ = try electorate(excluded: ["P99"]) }
        expectRefusal(.council, .unknown("P99")) {
            let members = [BodyMember(person: "P1", name: "A", role: .member, substituteFor: "P99")]
            _ = try Electorate.of(.committee, members: members, kind: .motion, present: [:], excluded: [])
        }
    }
}
