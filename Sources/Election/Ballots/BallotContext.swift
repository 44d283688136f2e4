import BlindToken
import Ristretto255
import SealedBallot

/// What ballots of one vote are made and checked with.
public struct BallotContext: Sendable {
    /// `h`.
    public let head: Digest
    /// What a ballot may contain.
    public let rule: SelectionRule
    /// `K`.
    public let key: ElectionPublicKey
    /// `pkS`.
    public let issuer: IssuerPublicKey

    /// The context of a vote.
    public init(head: Digest, rule: SelectionRule, key: ElectionPublicKey, issuer: IssuerPublicKey) {
        self.head = head
        self.rule = rule
        self.key = key
        self.issuer = issuer
    }

    /// The input of the VOPRF for a credential: `enc("URNE-V1-token", h, X)` (protocol section 10).
    public func tokenInput(_ credential: Element) -> [UInt8] {
        enc("URNE-V1-token", head, credential)
    }

    /// `cx = H("URNE-V1-cx", h, ct)`: the hash behind the tracker.
    public func trackerHash(_ ciphertextBytes: [UInt8]) -> Digest {
        labelledHash("URNE-V1-cx") { input in
            input.part(head)
            input.part(ciphertextBytes)
        }
    }

    /// `bctx = H("URNE-V1-bctx", h, X, N, cx)`: binds the proofs to election, token and ciphertexts.
    func proofContext(credential: Element, token: Element, trackerHash: Digest) -> Digest {
        labelledHash("URNE-V1-bctx") { input in
            input.part(head)
            input.part(credential)
            input.part(token)
            input.part(trackerHash)
        }
    }
}
