import BlindToken
import Election
import Ristretto255
import SealedBallot

/// A vote without log and roll: just enough to make tokens and ballots for the box.
public struct Booth: Sendable {
    /// The vote.
    public let vote: VoteID
    /// The issuer's key.
    public let issuer: IssuerKey
    /// What ballots are made with.
    public let context: BallotContext
    private let key: PersonKey

    /// A new vote with yes, no and abstention.
    public init(vote: VoteID = .random(), issuer: IssuerKey = .random(), head: Digest? = nil) throws {
        self.vote = vote
        self.issuer = issuer
        context = BallotContext(
            head: head ?? .sha512(randomBytes(16)),
            rule: SelectionRule(caps: [1, 1, 1], weights: [1, 1, 1], minimum: 1, maximum: 1),
            key: try ElectionPublicKey(decoding: SecretScalar.random().timesGenerator.encoded),
            issuer: issuer.publicKey
        )
        key = try Town.person("x", .random()).key
    }

    /// A new token from the vote's issuer, or from another key.
    public func token(from other: IssuerKey? = nil) throws -> Token {
        let issuer = other ?? issuer
        let secret = DrawSecret.random(key: key, head: context.head)
        let request = secret.request(key: key, head: context.head)
        let context = BallotContext(
            head: context.head,
            rule: context.rule,
            key: context.key,
            issuer: issuer.publicKey
        )
        return try secret.token(from: issuer.blindEvaluate(request.blinded), key: key, context: context)
    }

    /// A ballot.
    public func ballot(_ token: Token, _ values: [Int] = [1, 0, 0]) throws -> CastRequest {
        CastRequest(ballot: try PreparedBallot(values, context: context).seal(with: token).encoded)
    }
}
