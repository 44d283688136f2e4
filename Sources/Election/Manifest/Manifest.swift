import Ristretto255
import SealedBallot
import StrictJSON

/// The definition of a vote: the body of the first event (protocol section 8).
public struct Manifest: Hashable, Sendable {
    /// The suite this program speaks.
    public static let suite = "URNE-V1"

    /// One thing a ballot can mark.
    public struct Option: Hashable, Sendable {
        /// 1 to 64 bytes, unique in the vote.
        public let id: String
        /// What the voter reads.
        public let label: String
        /// The largest value, 1 to 8.
        public let cap: Int
        /// Weight in the sum, 1 to 64.
        public let weight: Int

        /// An option.
        public init(id: String, label: String, cap: Int = 1, weight: Int = 1) {
            self.id = id
            self.label = label
            self.cap = cap
            self.weight = weight
        }
    }

    /// Somebody who signs events.
    public struct Officer: Hashable, Sendable {
        /// The role.
        public let role: Role
        /// The person; empty for the server.
        public let person: String
        /// The name for people.
        public let name: String
        /// The public key.
        public let key: Element

        /// An officer.
        public init(role: Role, person: String, name: String, key: Element) {
            self.role = role
            self.person = person
            self.name = name
            self.key = key
        }
    }

    /// The vote's id.
    public var vote: VoteID
    /// The realm of the keys.
    public var realm: Realm
    /// SHA-512 of `roll.jsonl`.
    public var roll: Digest
    /// Number of lines of the roll.
    public var rollCount: Int
    /// The council or committee.
    public var body: String
    /// The agenda item.
    public var title: String
    /// What is voted on.
    public var question: String
    /// 2 to 64 options.
    public var options: [Option]
    /// Smallest weighted sum of a ballot.
    public var minimum: Int
    /// Largest weighted sum of a ballot.
    public var maximum: Int
    /// `t`: tellers needed to open the sum, 2 or 3.
    public var threshold: Int
    /// officer, chair, server, t1, t2, t3, in this order.
    public var officers: [Officer]
    /// The sum is not opened for fewer ballots; at least 2.
    public var minimumBallots: Int
    /// Tellers that should sign the result, 1 to 3.
    public var signMinimum: Int
    /// Whether tokens may still be drawn while ballots are cast.
    public var lateIssue: Bool
    /// Upper bound in seconds of the random wait before a ballot is sent.
    public var jitterSeconds: Int
    /// SHA-512 of `law.json`, or nil where there is none.
    public var law: Digest?

    /// The officer with this role.
    public func officer(_ role: Role) -> Officer? {
        officers.first { $0.role == role }
    }

    /// What a ballot may contain; only for a manifest that passed ``check()``.
    public var rule: SelectionRule {
        SelectionRule(
            caps: options.map(\.cap),
            weights: options.map(\.weight),
            minimum: minimum,
            maximum: maximum
        )
    }

    /// Length of a ballot in bytes: X, N, options with proofs, sum proof, signature (protocol section 11).
    public var ballotByteCount: Int { 64 + rule.byteCount + 64 }

    /// A manifest; ``check()`` applies the rules.
    public init(
        vote: VoteID,
        realm: Realm,
        roll: Digest,
        rollCount: Int,
        body: String,
        title: String,
        question: String,
        options: [Option],
        minimum: Int,
        maximum: Int,
        threshold: Int = 2,
        officers: [Officer],
        minimumBallots: Int = 3,
        signMinimum: Int = 3,
        lateIssue: Bool = false,
        jitterSeconds: Int = 8,
        law: Digest? = nil
    ) {
        self.vote = vote
        self.realm = realm
        self.roll = roll
        self.rollCount = rollCount
        self.body = body
        self.title = title
        self.question = question
        self.options = options
        self.minimum = minimum
        self.maximum = maximum
        self.threshold = threshold
        self.officers = officers
        self.minimumBallots = minimumBallots
        self.signMinimum = signMinimum
        self.lateIssue = lateIssue
        self.jitterSeconds = jitterSeconds
        self.law = law
    }
}
