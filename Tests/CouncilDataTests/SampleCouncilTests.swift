import CouncilData
import Testing

@Suite("The fictional council of Erlenbrück")
struct SampleCouncilTests {
    @Test("has forty voting members with numbers by family name")
    func members() throws {
        let council = try Sample.council().value
        #expect(council.body == Body(name: "Stadt Erlenbrück", ags: "05999001"))
        #expect(council.voters.count == 40)
        #expect(council.members.map(\.p) == (1...40).map { ($0 < 10 ? "00" : "0") + String($0) })
        #expect(council.members.first?.family == "Adler-Nowak")
        #expect(council.members.last?.family == "Zurmühlen")
        #expect(council.members.filter { $0.role == "Bürgermeisterin" }.map(\.name) == ["Dr. Katharina Weißenfels"])
    }

    @Test("has six factions, and two members without one: the mayor and a single member")
    func factions() throws {
        let council = try Sample.council().value
        #expect(council.factions.count == 6)
        let sizes = Dictionary(grouping: council.members) { $0.faction ?? "" }.mapValues(\.count)
        #expect(sizes["Bürgerliste Erlenbrück"] == 12)
        #expect(sizes["Die Nachbarn"] == 2)
        #expect(council.members.filter { $0.faction == nil }.map(\.family) == ["Überacker", "Weißenfels"])
    }

    @Test("has three committees, with an expert who has no number and an adviser who has no vote")
    func committees() throws {
        let council = try Sample.council().value
        #expect(council.committees.map(\.seats.count).sorted() == [8, 10, 10])
        let outside = council.committees.flatMap(\.seats).filter { $0.p == nil }
        #expect(outside.map(\.name).sorted() == ["Dorothee Münstermann", "Emre Kılınç"])
        #expect(outside.filter { !$0.votingRight }.map(\.role) == ["Beratendes Mitglied"])
    }

    @Test("has a meeting whose agenda is in order")
    func meeting() throws {
        let meeting = try #require(try Sample.council().value.meeting)
        #expect(meeting.name == "12. Sitzung des Rates")
        #expect(meeting.start?.description == "2026-12-10T17:00")
        #expect(meeting.end == nil)
        #expect(meeting.place == "Großer Sitzungssaal und Videokonferenz, Rathausplatz 1, 59999 Erlenbrück")
        let public10 = meeting.agenda.filter(\.isPublic).compactMap(\.number)
        #expect(public10 == ["1", "2", "3", "4", "5", "6", "7", "8"])
        #expect(meeting.agenda.count == 11)
    }

    @Test("leaves out who left, who was deleted and who has no vote")
    func leavesOut() throws {
        let families = try Sample.council().value.members.compactMap(\.family)
        for family in ["Hallermann", "Münstermann", "Kılınç"] { #expect(!families.contains(family)) }
    }

    @Test("tells each planted defect once")
    func notices() throws {
        let imported = try Sample.council()
        let kinds = Set(imported.notices.map(\.kind))
        let day = try #require(CalendarDay("2026-12-10"))
        let expected: [Notice.Kind] = [
            .agsRepaired(found: "5999001", used: "05999001"), .controlCharacters, .deletedSkipped,
            .missingType(inferred: "Person"), .singleForList(field: "email"), .singleForList(field: "auxiliaryFile"),
            .noBreakSpace(field: "postalCode"), .emptyText(field: "endDate"), .emptyText(field: "formOfAddress"),
            .embeddedForURL(field: "location"), .typeFromName(used: "committee"), .nonVotingLeftOut,
            .memberCountAgrees(found: 40, day: day), .orderStartsAtOne, .orderRepeats(order: 4),
            .emptyText(field: "number"),
            .emptyText(field: "shortName"),
            .endBeforeStart, .meetingStateMissing, .participantMissing,
            .councilChosen(name: "Rat der Stadt Erlenbrück", count: 2),
            .source(product: "Ratsinformation Erlenbrück", version: "1.1"),
            .meetingChosen(name: "12. Sitzung des Rates", count: 1),
        ]
        for kind in expected { #expect(kinds.contains(kind), "\(kind)") }
        #expect(kinds.count == expected.count, "\(kinds.subtracting(expected))")
        #expect(imported.summary.count == kinds.count)
    }

    @Test("gives the same numbers, names and factions in the list of persons, and numbers for four of staff")
    func people() throws {
        let council = try Sample.council().value
        let people = try PeopleCSV.read(Sample.path("people.csv"))
        let members = people.value.filter(\.votingRight)
        #expect(members.map(\.p) == council.members.map(\.p))
        #expect(members.map(\.name) == council.members.map(\.name))
        #expect(members.map(\.faction) == council.members.map(\.faction))
        #expect(members.map(\.email) == council.members.map(\.email))
        #expect(members.map(\.family) == council.members.map(\.family))
        #expect(people.value.filter { !$0.votingRight }.map(\.p) == ["S01", "T01", "T02", "T03"])
        #expect(people.value[6].address?.contains("\n") == true)
    }

    @Test("has the same numbered items in the list of the agenda")
    func agenda() throws {
        let items = try AgendaCSV.read(Sample.path("agenda.csv")).value
        let meeting = try #require(try Sample.council().value.meeting)
        #expect(items.map(\.title) == meeting.agenda.filter { $0.number != nil }.map(\.title))
        #expect(items.map(\.isPublic) == meeting.agenda.filter { $0.number != nil }.map(\.isPublic))
    }

    @Test("is the same after writing and reading")
    func roundTrip() throws {
        let council = try Sample.council().value
        #expect(try Council(json: Array(council.json.utf8)) == council)
    }
}
