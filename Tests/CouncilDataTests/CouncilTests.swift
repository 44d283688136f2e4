import CouncilData
import Foundation
import StrictJSON
import Testing

@Suite("A council")
struct CouncilTests {
    private func member(_ p: String, _ name: String = "A B", faction: String? = nil) -> Member {
        Member(p: p, name: name, faction: faction)
    }

    @Test("refuses parts that do not fit together")
    func refusals() {
        let body = Body(name: "X")
        #expect(throws: CouncilFault.wrongNumber("ä")) { try Council(body: body, members: [member("ä")]) }
        #expect(throws: CouncilFault.duplicateNumber("1")) {
            try Council(body: body, members: [member("1"), member("1")])
        }
        #expect(throws: CouncilFault.duplicateNumber("1")) {
            try Council(body: body, members: [member("1")], former: [FormerMember(p: "1", name: "C")])
        }
        #expect(throws: CouncilFault.unknownFaction(p: "1", faction: "F")) {
            try Council(body: body, members: [member("1", faction: "F")])
        }
        #expect(throws: CouncilFault.unknownSeat(p: "2", committee: "K")) {
            let seat = Committee.Seat(p: "2", name: "C", votingRight: true)
            return try Council(body: body, members: [member("1")], committees: [Committee(name: "K", seats: [seat])])
        }
        #expect(throws: CouncilFault.wrongAGS("5999001")) {
            try Council(body: Body(name: "X", ags: "5999001"), members: [])
        }
    }

    @Test(
        "refuses names that do not show what they hold",
        arguments: ["", " A", "A\nB", "A\u{202E}B", "A  B", "A\u{0}"]
    )
    func unclear(_ name: String) {
        #expect(throws: CouncilFault.unclearText(field: "name")) {
            try Council(body: Body(name: "X"), members: [member("1", name)])
        }
    }

    @Test("has one text, and refuses each other text of the same value")
    func canonical() throws {
        let council = try Sample.council().value
        let text = council.json
        let others = [
            text + "\n", " " + text, text.replacingOccurrences(of: "\"former\":[]", with: "\"former\": []"),
            text.replacingOccurrences(of: "ü", with: "\\u00fc"),
            text.replacingOccurrences(of: "urne-council/1", with: "urne-council/2"),
            text.replacingOccurrences(of: "\"p\":\"002\"", with: "\"p\":\"001\""),
            text.replacingOccurrences(of: "\"votingRight\":true", with: "\"votingRight\":1"),
            text.replacingOccurrences(of: "\"former\":[]", with: "\"former\":[],\"extra\":1"),
            String(text.dropLast()),
        ]
        for other in others {
            #expect(other != text)
            #expect(rule { try Council(json: Array(other.utf8)) } != nil)
        }
    }

    @Test("refuses every text that is cut short")
    func truncated() throws {
        let council = try Council(
            body: Body(name: "X"),
            members: [member("1")],
            meeting: Meeting(name: "M", agenda: [AgendaItem(number: nil, title: "T", isPublic: true)])
        )
        let bytes = Array(council.json.utf8)
        for length in 0..<bytes.count {
            #expect(rule { try Council(json: bytes.prefix(length)) } != nil)
        }
        #expect(try Council(json: bytes) == council)
    }

    @Test("comes from a list of persons alone")
    func fromPeople() throws {
        let people = try PeopleCSV.read(Sample.path("people.csv"))
        let council = try Council(body: Body(name: "Stadt Erlenbrück"), people: people, file: "people.csv")
        #expect(council.factions.count == 6)
        #expect(council.voters.count == 40)
        #expect(try Council(json: Array(council.json.utf8)) == council)
    }

    @Test("takes a new list of persons, keeps OParl ids, and retires the numbers of those who left")
    func replacePeople() throws {
        let council = try Sample.council().value
        let people = try PeopleCSV.read(Sample.path("people.csv"))
        let first = try council.with(people: people, file: "people.csv").value
        #expect(first.members.count == 44)
        #expect(first.members.first?.oparl == council.members.first?.oparl)
        #expect(first.meeting == council.meeting)

        let fewer = Imported(Array(people.value.dropFirst()), notices: [])
        let second = try first.with(people: fewer, file: "people.csv").value
        #expect(second.former.map(\.p) == ["001"])
        let stranger = Imported([member("001", "Jemand Fremdes")] + fewer.value, notices: [])
        #expect(
            rule { try second.with(people: stranger, file: "x") }
                == .numberOfFormerMember("001", name: "Miriam Adler-Nowak")
        )
        #expect(try second.with(people: people, file: "people.csv").value.former.isEmpty)
    }

    @Test("lets a member change one of two names, but does not give the number to someone else")
    func changeOfName() throws {
        let people = { (name: String) in try PeopleCSV.read(source("p;name\n1;\(name)\n")) }
        let council = try Council(body: Body(name: "X"), people: people("Eva Alt"), file: "x")
        let married = try council.with(people: people("Eva Neu"), file: "x")
        #expect(married.notices.map(\.kind).contains(.nameChanged(p: "1", earlier: "Eva Alt", now: "Eva Neu")))
        #expect(
            rule { try council.with(people: people("Udo Fremd"), file: "x") }
                == .numberOfFormerMember("1", name: "Eva Alt")
        )
    }
}
