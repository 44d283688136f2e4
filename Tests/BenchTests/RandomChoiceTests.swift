import Bench
import SealedBallot
import Testing

@Suite("Random choices")
struct RandomChoiceTests {
    @Test(
        "are allowed and use every option",
        arguments: [
            SelectionRule(caps: [1, 1, 1], weights: [1, 1, 1], minimum: 1, maximum: 1),
            SelectionRule(caps: [1, 1, 1, 1], weights: [1, 1, 1, 3], minimum: 1, maximum: 3),
            SelectionRule(caps: [3, 3, 1], weights: [1, 1, 5], minimum: 1, maximum: 5),
            SelectionRule(caps: [8, 8], weights: [2, 3], minimum: 5, maximum: 7),
        ]
    )
    func allowed(_ rule: SelectionRule) throws {
        var used = Set<Int>()
        for _ in 0..<300 {
            let values = try RandomChoice.values(rule)
            #expect(rule.allows(values))
            used.formUnion(values.indices.filter { values[$0] > 0 })
        }
        #expect(used == Set(rule.caps.indices))
    }

    @Test("are refused where no marks fit")
    func impossible() {
        let rule = SelectionRule(caps: [1, 1], weights: [2, 4], minimum: 3, maximum: 3)
        #expect(throws: BenchFault.noAllowedChoice) { try RandomChoice.values(rule) }
    }
}
