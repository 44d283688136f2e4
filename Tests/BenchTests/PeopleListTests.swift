import Bench
import CouncilData
import Testing

@Suite("The list of fictional people")
struct PeopleListTests {
    @Test("has so many different members, the officer and three tellers", arguments: [1, 40, 999, 5000])
    func count(_ count: Int) throws {
        let people = try PeopleCSV.read(SourceFile(name: "people.csv", bytes: Array(PeopleList.csv(count: count).utf8)))
        let voters = people.value.filter(\.votingRight)
        #expect(voters.count == count)
        #expect(Set(voters.map(\.name)).count == count)
        #expect(people.value.suffix(4).map(\.p) == ["S01", "T01", "T02", "T03"])
        #expect(people.value.map(\.p).dropLast(4).sorted() == people.value.map(\.p).dropLast(4))
    }
}
