import Ristretto255
import StrictJSON

/// The checksum of the text that was signed, as the Niederschrift prints it: SHA-512 in 128 hexadecimal digits.
///
/// It is what ties a record to the paper in the town hall: anybody can make a journal with keys of their own in which every
/// entry and every signature holds, but not one with this text.
public struct TextChecksum: Hashable, Sendable, CustomStringConvertible {
    private let digest: Digest

    /// The checksum of a hash.
    public init(_ digest: Digest) {
        self.digest = digest
    }

    /// What a person typed or copied from paper; nil unless it is 128 hexadecimal digits.
    ///
    /// Breaks, spaces, hyphens and capitals do not matter.
    public init?(typed text: String) {
        let digits = text.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "\u{AD}" }
        guard let bytes = try? Hex.decode(digits, field: "fingerprint"), let digest = try? Digest(decoding: bytes)
        else { return nil }
        self.digest = digest
    }

    /// 128 digits without a break.
    public var description: String { Hex.encode(digest.encoded) }
}

extension PostalState {
    /// The checksum of the text that was signed; nil before the first signature.
    public var checksum: TextChecksum? { signatures.first.map { TextChecksum($0.act.text) } }
}
