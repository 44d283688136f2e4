import Proofs
import Ristretto255

/// What one teller keeps secret during a ceremony: the polynomial and the transport key.
///
/// It must survive between the rounds, so it can be written to a file of the teller's own and read back; it is
/// destroyed when the share is made.
public final class CeremonySecret: Sendable {
    /// The teller's number, 1 to 3.
    public let number: Int
    private let coefficients: [SecretBox]
    private let transportKey: SecretBox

    /// A new secret for teller `number`.
    public init(number: Int, threshold: Int) {
        precondition((1...KeyCeremony.tellerCount).contains(number), "a teller other than 1, 2 or 3")
        self.number = number
        coefficients = (0..<threshold).map { _ in SecretBox(.random()) }
        transportKey = SecretBox(.random())
    }

    /// Reads what ``store(_:)`` wrote: 32 bytes for the transport key and for each of two or three coefficients.
    ///
    /// The caller wipes `bytes`.
    public init(number: Int, decoding bytes: [UInt8]) throws(GroupError) {
        precondition((1...KeyCeremony.tellerCount).contains(number), "a teller other than 1, 2 or 3")
        guard bytes.count == 96 || bytes.count == 128 else { throw .wrongLength(expected: 96, actual: bytes.count) }
        self.number = number
        transportKey = try SecretBox(decoding: bytes[..<32])
        var coefficients: [SecretBox] = []
        for start in stride(from: 32, to: bytes.count, by: 32) {
            coefficients.append(try SecretBox(decoding: bytes[start..<start + 32]))
        }
        self.coefficients = coefficients
    }

    /// Lends the secret bytes, piece after piece, to the one place that writes the teller's file.
    public func store(_ write: (UnsafeRawBufferPointer) -> Void) {
        transportKey.scalar.withBytes(write)
        for coefficient in coefficients { coefficient.scalar.withBytes(write) }
    }

    /// The first message.
    public func commitment(_ ceremony: KeyCeremony) -> KeyCeremony.Commitment {
        let t = transportKey.scalar.timesGenerator
        let c = coefficients.map { $0.scalar.timesGenerator }
        let possession = coefficients[0].signature(tag: "URNE-V1-pop") { input in
            ceremony.possessionParts(&input, number, t, c)
        }
        return KeyCeremony.Commitment(transportKey: t, coefficients: c, possession: possession)
    }

    /// The second message: `c_l = f_j(l) + mask` for every teller, oneself included.
    ///
    /// - Precondition: `commitments` are those of tellers 1, 2 and 3, each accepted.
    public func dealing(
        _ ceremony: KeyCeremony,
        commitments: [KeyCeremony.Commitment]
    ) -> KeyCeremony.Dealing {
        precondition(commitments.count == KeyCeremony.tellerCount, "a dealing for another number of tellers")
        let ephemeral = SecretBox(.random())
        let ephemeralKey = ephemeral.scalar.timesGenerator
        let masked = (1...KeyCeremony.tellerCount).map { receiver in
            let t = commitments[receiver - 1].transportKey
            let mask = ceremony.mask(
                from: number,
                to: receiver,
                ephemeralKey: ephemeralKey,
                transportKey: t,
                shared: ephemeral.scalar.times(t)
            )
            return value(at: receiver).scalar.masked(with: mask)
        }
        return KeyCeremony.Dealing(ephemeralKey: ephemeralKey, maskedShares: masked)
    }

    /// Opens what the three dealt to this teller, checks each part against its commitment, and adds them up.
    ///
    /// - Throws: ``CeremonyFault/badShare(from:)``, naming the teller whose share is wrong, and what
    ///   ``KeyCeremony/jointKey(_:)`` throws.
    public func keyShare(
        _ ceremony: KeyCeremony,
        commitments: [KeyCeremony.Commitment],
        dealings: [KeyCeremony.Dealing]
    ) throws(CeremonyFault) -> KeyShare {
        let joint = try ceremony.jointKey(commitments)
        guard dealings.count == KeyCeremony.tellerCount else { throw .incomplete }
        let ownKey = transportKey.scalar.timesGenerator
        var sum: SecretBox?
        for (index, dealing) in dealings.enumerated() {
            guard dealing.maskedShares.count == KeyCeremony.tellerCount else { throw .badShare(from: index + 1) }
            let mask = ceremony.mask(
                from: index + 1,
                to: number,
                ephemeralKey: dealing.ephemeralKey,
                transportKey: ownKey,
                shared: transportKey.scalar.times(dealing.ephemeralKey)
            )
            let part = SecretBox(SecretScalar(unmasking: dealing.maskedShares[number - 1], with: mask))
            guard part.scalar.timesGenerator == commitments[index].value(at: number) else {
                throw .badShare(from: index + 1)
            }
            sum = sum.map { SecretBox($0.scalar.adding(part.scalar)) } ?? part
        }
        guard let sum, sum.scalar.timesGenerator == joint.publicShares[number - 1] else { throw .identityKey }
        return KeyShare(number: number, sum)
    }

    /// `f(l)` by Horner's rule.
    private func value(at teller: Int) -> SecretBox {
        let highestFirst = coefficients.reversed()
        return highestFirst.dropFirst().reduce(highestFirst[highestFirst.startIndex]) { sum, coefficient in
            SecretBox(sum.scalar.multiplied(by: Scalar(teller)).adding(coefficient.scalar))
        }
    }
}

extension SecretBox {
    /// Reads one piece of a file.
    fileprivate convenience init(decoding piece: ArraySlice<UInt8>) throws(GroupError) {
        var copy = Array(piece)
        defer { wipe(&copy) }
        self.init(try SecretScalar(decoding: copy))
    }

    fileprivate func signature(tag: String, _ parts: (inout Absorber) -> Void) -> Signature {
        // A signing key owns its scalar; multiplying by 1 gives it one of its own.
        SigningKey(scalar.multiplied(by: Scalar(1))).sign(tag: tag, parts)
    }
}
