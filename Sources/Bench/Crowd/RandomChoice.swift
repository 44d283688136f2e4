import SealedBallot

/// Choices that a selection rule allows, picked by chance.
public enum RandomChoice {
    /// One value for each option.
    ///
    /// The first mark falls on any option; further ones come as often as not. Throws ``BenchFault/noAllowedChoice`` if
    /// no marks fit the rule.
    public static func values(_ rule: SelectionRule) throws(BenchFault) -> [Int] {
        var random = SystemRandomNumberGenerator()
        // A first mark that excludes the others, or weights that do not add up, may end short of the minimum.
        for _ in 0..<1000 {
            let values = attempt(rule, &random)
            if rule.allows(values) { return values }
        }
        throw .noAllowedChoice
    }

    private static func attempt(_ rule: SelectionRule, _ random: inout some RandomNumberGenerator) -> [Int] {
        var values = [Int](repeating: 0, count: rule.optionCount)
        var sum = 0
        while sum < rule.minimum || Bool.random(using: &random) {
            let possible = values.indices.filter {
                values[$0] < rule.caps[$0] && sum + rule.weights[$0] <= rule.maximum
            }
            guard let option = possible.randomElement(using: &random) else { break }
            values[option] += 1
            sum += rule.weights[option]
        }
        return values
    }
}
