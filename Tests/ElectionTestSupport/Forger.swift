import BlindToken
import Election
import Proofs
import Ristretto255
import SealedBallot

/// A server gone bad: it can make tokens, sign ballots with them, and publish what it likes.
public struct Forger {
    let issuer: IssuerKey
    let context: BallotContext

    public init(_ vote: TestVote) {
        issuer = vote.issuer
        context = vote.context
    }

    /// A ballot with a token that nobody drew.
    ///
    /// `rule` is what the proofs claim, `token` replaces N, `spoil` changes the bytes before the signature and
    /// `spoilAfter` behind it.
    public func line(
        _ values: [Int],
        rule: SelectionRule? = nil,
        token: Element? = nil,
        spoil: (inout [UInt8]) -> Void = { _ in },
        spoilAfter: (inout [UInt8]) -> Void = { _ in }
    ) throws -> BoardLine {
        let key = SigningKey(.random())
        let input = context.tokenInput(key.publicKey)
        let right = issuer.evaluate(input)
        let n = token ?? right
        let selection = try EncryptedSelection(values, rule: rule ?? context.rule, key: context.key)
        let cx = context.trackerHash(selection.ciphertextBytes)
        let binding = labelledHash("URNE-V1-bctx") { parts in
            parts.part(context.head)
            parts.part(key.publicKey)
            parts.part(n)
            parts.part(cx)
        }
        var bytes = key.publicKey.encoded + n.encoded + selection.seal(context: binding).encoded
        spoil(&bytes)
        let head = context.head
        let unsigned = bytes
        let signature = key.sign(tag: "URNE-V1-ballot") { parts in
            parts.part(head)
            parts.part(unsigned)
        }
        bytes += signature.encoded
        spoilAfter(&bytes)
        return BoardLine(trackerHash: cx, ballot: bytes, tokenProof: issuer.prove(input, evaluated: right))
    }
}
