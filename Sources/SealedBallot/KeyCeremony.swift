import Proofs
import Ristretto255

/// The key ceremony of three tellers: Pedersen's distributed key generation with Feldman's checks and proofs of
/// possession, aborted on any fault (protocol section 9).
public struct KeyCeremony: Sendable {
    /// Number of tellers.
    public static let tellerCount = 3

    /// `mh`: what the ceremony belongs to; part of every hash.
    public let context: Digest
    /// `t`: how many tellers open the sum together, 2 or 3.
    public let threshold: Int

    /// The ceremony of one vote.
    public init(context: Digest, threshold: Int) {
        precondition((2...Self.tellerCount).contains(threshold), "a threshold other than 2 or 3")
        self.context = context
        self.threshold = threshold
    }

    /// What teller j publishes first: a key for this ceremony only, and commitments to a secret polynomial.
    public struct Commitment: Hashable, Sendable {
        /// `T = tk_j·G`.
        public let transportKey: Element
        /// `C_k = a_k·G`, t of them.
        public let coefficients: [Element]
        /// The proof that the teller knows `a_0`.
        public let possession: Signature

        /// A commitment as received; ``KeyCeremony/accepts(_:from:)`` checks it.
        public init(transportKey: Element, coefficients: [Element], possession: Signature) {
            self.transportKey = transportKey
            self.coefficients = coefficients
            self.possession = possession
        }
    }

    /// What teller j publishes second: a value of the polynomial for each teller, masked.
    public struct Dealing: Hashable, Sendable {
        /// `E = e·G`.
        public let ephemeralKey: Element
        /// `c_l` for l = 1, 2, 3.
        public let maskedShares: [Scalar]

        /// A dealing as received.
        public init(ephemeralKey: Element, maskedShares: [Scalar]) {
            self.ephemeralKey = ephemeralKey
            self.maskedShares = maskedShares
        }
    }

    /// The result: the key of the ballots, and each teller's public share.
    public struct JointKey: Hashable, Sendable {
        /// `K`.
        public let publicKey: ElectionPublicKey
        /// `S_1..S_3`.
        public let publicShares: [Element]
    }

    /// Whether teller `number`'s commitment has the right length and its proof holds.
    public func accepts(_ commitment: Commitment, from number: Int) -> Bool {
        guard commitment.coefficients.count == threshold, let first = commitment.coefficients.first else {
            return false
        }
        return commitment.possession.isValid(by: first, tag: "URNE-V1-pop") { input in
            possessionParts(&input, number, commitment.transportKey, commitment.coefficients)
        }
    }

    /// `K = Σ C_{j,0}` and `S_l = Σ_j Σ_k l^k·C_{j,k}`, from the accepted commitments of tellers 1, 2 and 3.
    ///
    /// - Throws: ``CeremonyFault/identityKey`` if one of them is the identity, ``CeremonyFault/incomplete`` if there are
    ///   not three commitments of the right length. Their proofs are not checked again.
    public func jointKey(_ commitments: [Commitment]) throws(CeremonyFault) -> JointKey {
        guard commitments.count == Self.tellerCount,
            commitments.allSatisfy({ $0.coefficients.count == threshold })
        else { throw .incomplete }
        let k = commitments.map(\.coefficients[0]).reduce(.identity, +)
        let shares = (1...Self.tellerCount).map { teller in
            commitments.map { $0.value(at: teller) }.reduce(.identity, +)
        }
        guard !k.isIdentity, !shares.contains(where: \.isIdentity) else { throw .identityKey }
        return JointKey(publicKey: ElectionPublicKey(element: k), publicShares: shares)
    }

    func possessionParts(
        _ input: inout Absorber,
        _ number: Int,
        _ transportKey: Element,
        _ coefficients: [Element]
    ) {
        input.part(context)
        input.part(I2OSP(number, 2))
        input.part(transportKey)
        for coefficient in coefficients { input.part(coefficient) }
    }

    /// The mask `HS("URNE-V1-dkg-mask", mh, j, l, E, T_l, shared)`.
    func mask(
        from dealer: Int,
        to receiver: Int,
        ephemeralKey: Element,
        transportKey: Element,
        shared: Element
    ) -> SecretScalar {
        SecretScalar(hashing: "URNE-V1-dkg-mask") { input in
            input.part(context)
            input.part(I2OSP(dealer, 2))
            input.part(I2OSP(receiver, 2))
            input.part(ephemeralKey)
            input.part(transportKey)
            input.part(shared)
        }
    }
}

extension KeyCeremony.Commitment {
    /// The committed polynomial's value at `teller`, as an element: `Σ_k l^k·C_k`.
    func value(at teller: Int) -> Element {
        // Horner's rule.
        coefficients.reversed().reduce(Element.identity) { Scalar(teller) * $0 + $1 }
    }
}

/// Why a ceremony cannot go on; the officer voids the vote and starts a new one.
public enum CeremonyFault: Error, Hashable, Sendable {
    /// The share from the teller with this number does not fit that teller's commitment.
    case badShare(from: Int)
    /// The joint key or a public share is the identity.
    case identityKey
    /// Not one well-formed message from each of the three tellers.
    case incomplete
}
