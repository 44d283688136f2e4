import Proofs
import Ristretto255

/// A person's secret key `usk` with the id it belongs to.
public final class PersonKey: Sendable {
    /// `p`.
    public let person: PersonID
    /// Signs draws, events and requests.
    public let signing: SigningKey

    /// The key with this secret; everything but the test vectors goes through ``AccessCode/key(realm:person:)``.
    package init(person: PersonID, _ signing: consuming SigningKey) {
        self.person = person
        self.signing = signing
    }

    /// `V = usk·G`, 32 bytes; what roll and manifest carry.
    public var publicKey: Element { signing.publicKey }
}
