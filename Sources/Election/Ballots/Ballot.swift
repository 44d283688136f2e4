import BlindToken
import Proofs
import Ristretto255
import SealedBallot

/// A ballot whose bytes have the right form, and whose proofs nobody has checked yet (protocol section 11).
public struct UnverifiedBallot: Sendable {
    static let tag = "URNE-V1-ballot"

    /// `X`.
    public let credential: Element
    /// `N`.
    public let token: Element
    private let selection: SealedSelection
    private let signature: Signature

    init(credential: Element, token: Element, selection: SealedSelection, signature: Signature) {
        self.credential = credential
        self.token = token
        self.selection = selection
        self.signature = signature
    }

    /// Reads `X || N || options || sum proof || sig`; the length is fixed for a manifest.
    public init(decoding bytes: [UInt8], rule: SelectionRule) throws(BallotFault) {
        let length = 64 + rule.byteCount + 64
        guard bytes.count == length else { throw .length(expected: length, actual: bytes.count) }
        do {
            credential = try Element(decoding: bytes[..<32])
            token = try Element(decoding: bytes[32..<64])
            selection = try SealedSelection(decoding: bytes[64..<length - 64], rule: rule)
            signature = try Signature(decoding: bytes[(length - 64)...])
        } catch {
            throw .encoding(error)
        }
    }

    /// The bytes.
    public var encoded: [UInt8] { unsigned + signature.encoded }

    private var unsigned: [UInt8] { credential.encoded + token.encoded + selection.encoded }

    /// What would be added up.
    var ciphertexts: [Ciphertext] { selection.ciphertexts }

    /// `cx`, the hash behind the tracker.
    public func trackerHash(in context: BallotContext) -> Digest {
        context.trackerHash(selection.ciphertextBytes)
    }

    /// Checks signature and proofs (step 5 of casting, check V15).
    public func verified(in context: BallotContext) throws(BallotFault) -> VerifiedBallot {
        let unsigned = unsigned
        let signed = signature.isValid(by: credential, tag: Self.tag) { input in
            input.part(context.head)
            input.part(unsigned)
        }
        guard signed else { throw .signature }
        let trackerHash = trackerHash(in: context)
        let proofContext = context.proofContext(
            credential: credential,
            token: token,
            trackerHash: trackerHash
        )
        switch selection.firstFault(context: proofContext, rule: context.rule, key: context.key) {
        case .option(let option): throw .optionProof(option)
        case .sum: throw .sumProof
        case nil: break
        }
        return VerifiedBallot(
            credential: credential,
            token: token,
            trackerHash: trackerHash,
            ciphertexts: selection.ciphertexts,
            encoded: unsigned + signature.encoded
        )
    }
}

/// A ballot whose signature and proofs hold; only ``UnverifiedBallot/verified(in:)`` makes one.
public struct VerifiedBallot: Sendable {
    /// `X`.
    public let credential: Element
    /// `N`; whether the issuer made it is checked apart.
    public let token: Element
    /// `cx`.
    public let trackerHash: Digest
    /// What is added up.
    public let ciphertexts: [Ciphertext]
    /// The bytes.
    public let encoded: [UInt8]

    fileprivate init(
        credential: Element,
        token: Element,
        trackerHash: Digest,
        ciphertexts: [Ciphertext],
        encoded: [UInt8]
    ) {
        self.credential = credential
        self.token = token
        self.trackerHash = trackerHash
        self.ciphertexts = ciphertexts
        self.encoded = encoded
    }
}

/// Why bytes are not a valid ballot.
///
/// Never carries anything from the ballot.
public enum BallotFault: Error, Hashable, Sendable {
    /// Another length than the manifest gives, in bytes.
    case length(expected: Int, actual: Int)
    /// A part is no element or scalar.
    case encoding(GroupError)
    case signature
    /// The proof of the option with this number, from 0.
    case optionProof(Int)
    case sumProof

    /// The rule that the bytes break.
    public var rule: Rule {
        switch self {
        case .length(let expected, let actual): .ballotLength(expected: expected, found: actual)
        case .encoding(let error): .group(field: "ballot", error)
        case .signature: .ballotSignature
        case .optionProof(let option): .optionProof(option)
        case .sumProof: .sumProof
        }
    }
}
