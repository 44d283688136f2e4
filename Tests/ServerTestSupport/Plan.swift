import Election
import Ristretto255

/// What is voted on, and how.
public struct Plan: Hashable, Sendable, CustomStringConvertible {
    /// For the test's name.
    public var name: String
    /// The agenda item.
    public var title = "TOP 7"
    /// The options.
    public var options: [Manifest.Option]
    /// Smallest sum of a ballot.
    public var minimum = 1
    /// Largest sum of a ballot.
    public var maximum = 1
    /// `t`.
    public var threshold = 2
    /// Fewest ballots that are opened.
    public var minimumBallots = 3
    /// Signatures wanted.
    public var signMinimum = 3
    /// Whether tokens are drawn during the casting too.
    public var lateIssue = false
    /// `law.json`.
    public var law: [UInt8]?
    /// Choices to go round among the voters.
    public var choices: [[Int]]

    /// Yes, no, abstention.
    public static let motion = Plan(
        name: "a motion",
        options: [.init(id: "ja", label: "Ja"), .init(id: "nein", label: "Nein"), .init(id: "e", label: "Enthaltung")],
        choices: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    )

    /// Up to three of four names, or an abstention that excludes every name.
    public static let upToThree = Plan(
        name: "up to three of four",
        options: ["a", "b", "c", "d"].map { .init(id: $0, label: "Frau \($0)") }
            + [.init(id: "e", label: "Enthaltung", cap: 1, weight: 3)],
        maximum: 3,
        choices: [[1, 1, 1, 0, 0], [0, 0, 0, 0, 1], [0, 1, 0, 1, 0]]
    )

    /// Up to five marks, at most three for one name.
    public static let cumulative = Plan(
        name: "five marks, three at most for one",
        options: ["a", "b", "c"].map { .init(id: $0, label: "Liste \($0)", cap: 3, weight: 1) },
        maximum: 5,
        choices: [[3, 2, 0], [0, 0, 1], [2, 1, 2]]
    )

    /// The same with other numbers of tellers.
    public func needing(_ threshold: Int) -> Plan {
        var plan = self
        plan.threshold = threshold
        plan.name += ", \(threshold) of 3 tellers"
        return plan
    }

    /// Shown in the test's name.
    public var description: String { name }

    /// The manifest of a vote in a town.
    public func manifest(_ vote: VoteID, _ town: Town, server: Element, roll: RollFile) -> Manifest {
        func officer(_ role: Role, _ id: String) -> Manifest.Officer {
            .init(role: role, person: id, name: "Amt \(id)", key: town.keys[id]!.publicKey)
        }
        return Manifest(
            vote: vote,
            realm: town.realm,
            roll: roll.digest,
            rollCount: roll.entries.count,
            body: "Rat",
            title: title,
            question: "Soll der Antrag angenommen werden?",
            options: options,
            minimum: minimum,
            maximum: maximum,
            threshold: threshold,
            officers: [
                officer(.officer, "o1"), officer(.chair, "c1"),
                .init(role: .server, person: "", name: "Server", key: server),
                officer(.t1, "z1"), officer(.t2, "z2"), officer(.t3, "z3"),
            ],
            minimumBallots: minimumBallots,
            signMinimum: signMinimum,
            lateIssue: lateIssue,
            jitterSeconds: 0,
            law: law.map { Digest.sha512($0) }
        )
    }
}
