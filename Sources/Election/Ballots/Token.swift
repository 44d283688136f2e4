import Proofs
import Ristretto255

/// A finished token: the right to cast one ballot in one vote, tied to nobody's name (protocol section 10).
public final class Token: Sendable {
    /// Signs the ballot; its secret is x.
    let signing: SigningKey
    /// `N = skS·H2G(enc("URNE-V1-token", h, X))`.
    public let proofOfIssue: Element

    init(_ signing: consuming SigningKey, proofOfIssue: Element) {
        self.signing = signing
        self.proofOfIssue = proofOfIssue
    }

    /// `X = x·G`: the name under which the box knows the token.
    public var credential: Element { signing.publicKey }
}
