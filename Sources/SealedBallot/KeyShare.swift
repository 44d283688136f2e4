import Proofs
import Ristretto255

/// `s_j`: one teller's share of the key of one vote.
public final class KeyShare: Sendable {
    /// The teller's number, 1 to 3.
    public let number: Int
    /// `S_j = s_j·G`.
    public let publicShare: Element
    private let secret: SecretBox

    init(number: Int, _ secret: SecretBox) {
        precondition((1...KeyCeremony.tellerCount).contains(number), "a teller other than 1, 2 or 3")
        self.number = number
        self.secret = secret
        publicShare = secret.scalar.timesGenerator
    }

    /// Reads 32 bytes from the teller's own file; the caller wipes `bytes`.
    public convenience init(number: Int, decoding bytes: [UInt8]) throws(GroupError) {
        self.init(number: number, SecretBox(try SecretScalar(decoding: bytes)))
    }

    /// Lends the 32 secret bytes to the one place that writes the teller's file.
    public func store(_ write: (UnsafeRawBufferPointer) -> Void) {
        secret.scalar.withBytes(write)
    }

    /// The contribution to opening `sums`, the encrypted sum of each option (protocol section 13.3).
    ///
    /// `board` is `bx`, which fixes the ballots that were added up.
    public func decrypt(_ sums: [Ciphertext], board: Digest) -> [DecryptionShare] {
        sums.enumerated().map { option, sum in
            let factor = secret.scalar.times(sum.alpha)
            let statement = DLEQStatement(publicKey: publicShare, element: sum.alpha, evaluated: factor)
            let context = DecryptionShare.context(board: board, option: option)
            return DecryptionShare(
                factor: factor,
                proof: DLEQProof(key: secret.scalar, statement: statement, context: context)
            )
        }
    }
}

/// One teller's contribution to opening the sum of one option.
public struct DecryptionShare: Hashable, Sendable {
    /// `D = s_j·Ā`, 32 bytes.
    public let factor: Element
    /// The proof that D was made with the teller's share, 64 bytes.
    public let proof: DLEQProof

    /// A share as received.
    public init(factor: Element, proof: DLEQProof) {
        self.factor = factor
        self.proof = proof
    }

    /// Whether the holder of `publicShare` made this for the sum of `option`.
    public func isProved(for sum: Ciphertext, option: Int, board: Digest, publicShare: Element) -> Bool {
        let statement = DLEQStatement(publicKey: publicShare, element: sum.alpha, evaluated: factor)
        return proof.shows(statement, context: Self.context(board: board, option: option))
    }

    /// The context `"URNE-V1-share-" || hex(bx[0..31]) || "-" || decimal(o)`.
    static func context(board: Digest, option: Int) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = board.encoded.prefix(32).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "URNE-V1-share-" + String(decoding: hex, as: UTF8.self) + "-" + String(option)
    }
}
