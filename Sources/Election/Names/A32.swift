import Ristretto255

/// Crockford's base 32 without check character: no I, L, O or U, so that it can be read out and typed
/// (protocol section 4).
package enum A32 {
    package static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The first 100 bits of a hash as 20 characters in 5 groups of 4, joined by `-`.
    static func groups(of digest: Digest) -> String {
        var characters: [UInt8] = []
        var buffer = 0
        var bits = 0
        for byte in digest.encoded {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= 5, characters.count < 20 {
                bits -= 5
                characters.append(alphabet[buffer >> bits & 31])
                buffer &= 1 << bits - 1
            }
        }
        return grouped(characters)
    }

    /// 20 characters in 5 groups of 4.
    static func grouped(_ characters: [UInt8]) -> String {
        stride(from: 0, to: characters.count, by: 4)
            .map { String(decoding: characters[$0..<min($0 + 4, characters.count)], as: UTF8.self) }
            .joined(separator: "-")
    }

    /// What a person typed, as characters of the alphabet: uppercase, no white space and hyphens (or the dashes that word
    /// processors make of them), `O` is 0, `I` and `L` are 1.
    ///
    /// Characters outside the alphabet are kept, so that the caller can name them.
    package static func normalised(_ typed: some Sequence<UInt8>) -> [UInt8] {
        var characters: [UInt8] = []
        // Never moved while it grows: an access code would stay behind where it was.
        characters.reserveCapacity(typed.underestimatedCount)
        var iterator = typed.makeIterator()
        var decoder = UTF8()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                guard !isLeftOut(scalar) else { continue }
                for byte in scalar.utf8 { characters.append(uppercase(byte)) }
            // What is no text is no character of the alphabet either.
            case .error: characters.append(0xFF)
            case .emptyInput: return characters
            }
        }
    }

    private static func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation || scalar == "\u{FEFF}"
    }

    private static func uppercase(_ byte: UInt8) -> UInt8 {
        confusable((UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte)
    }

    private static func confusable(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
        default: byte
        }
    }
}
