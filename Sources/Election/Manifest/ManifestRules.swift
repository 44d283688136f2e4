import Ristretto255

extension Manifest {
    /// The largest roll and the largest number of ballots (protocol section 17).
    public static let maximumRoll = 1 << 20

    /// Applies the rules of protocol section 8 (check V4).
    public func check() throws(Fault) {
        if let rule = brokenRule { throw Fault(rule) }
    }

    private var brokenRule: Rule? {
        if let rule = brokenOptionRule { return rule }
        if minimum > maximum || maximum > 64 { return .minimumMaximum }
        if minimum > options.reduce(0, { $0 + $1.weight * $1.cap }) { return .minimumUnreachable }
        if let rule = brokenOfficerRule { return rule }
        if threshold != 2 && threshold != 3 { return .threshold }
        if minimumBallots < 2 { return .minimumBallots }
        if !(1...3).contains(signMinimum) { return .signMinimum }
        if jitterSeconds > 60 { return .jitter }
        if !(0...Self.maximumRoll).contains(rollCount) { return .rollSize }
        return nil
    }

    private var brokenOptionRule: Rule? {
        guard (2...64).contains(options.count) else { return .optionCount(options.count) }
        var seen: Set<[UInt8]> = []
        for option in options {
            // Ids are compared as bytes: two spellings of one character are two ids.
            let id = Array(option.id.utf8)
            if !(1...64).contains(id.count) { return .optionIDLength }
            if !seen.insert(id).inserted { return .optionIDRepeated(option.id) }
            if !(1...8).contains(option.cap) { return .optionCap(option.id) }
            if !(1...64).contains(option.weight) { return .optionWeight(option.id) }
        }
        return nil
    }

    private var brokenOfficerRule: Rule? {
        guard officers.map(\.role) == Role.allCases else { return .officers }
        let tellers = officers.suffix(3)
        if Set(tellers.map(\.key)).count != 3 || Set(tellers.map { Array($0.person.utf8) }).count != 3 {
            return .tellersNotDistinct
        }
        for officer in officers {
            if officer.role == .server {
                if !officer.person.isEmpty { return .serverPerson }
            } else if PersonID(officer.person) == nil {
                return .personID(field: officer.role.rawValue)
            }
        }
        let server = officers[2].key
        if officers.filter({ $0.key == server }).count != 1 { return .serverKeyShared }
        return nil
    }
}
