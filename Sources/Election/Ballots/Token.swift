import Proofs
import Ristretto255

/// A finished token: the right to cast one ballot in one vote, tied to nobody's name (protocol section 10).
public final class Token: Sendable {
    let key: TokenKey
    /// `N = skS·H2G(enc("URNE-V1-token", h, X))`.
    public let proofOfIssue: Element

    init(_ key: TokenKey, proofOfIssue: Element) {
        self.key = key
        self.proofOfIssue = proofOfIssue
    }

    /// `X = x·G`: the name under which the box knows the token.
    public var credential: Element { key.signing.publicKey }
}

/// The key pair x, X of a token, which outlives the draw.
final class TokenKey: Sendable {
    /// Signs the ballot; its secret is x.
    let signing: SigningKey

    init(_ signing: consuming SigningKey) {
        self.signing = signing
    }
}
