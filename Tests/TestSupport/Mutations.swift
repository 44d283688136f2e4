/// A changed copy of some bytes, with a word about the change.
public struct Mutation: Sendable, CustomStringConvertible {
    /// What was done.
    public let description: String
    /// The changed bytes.
    public let bytes: [UInt8]

    /// A change made by hand.
    public init(_ description: String, _ bytes: [UInt8]) {
        self.description = description
        self.bytes = bytes
    }
}

/// Changes that a decoder or a verifier must notice.
public enum Mutations {
    /// Every byte changed, three times: its lowest bit, its highest bit, all bits.
    public static func flips(_ bytes: [UInt8]) -> [Mutation] {
        bytes.indices.flatMap { index in
            ([0x01, 0x80, 0xFF] as [UInt8]).map { mask in
                var changed = bytes
                changed[index] ^= mask
                return Mutation("byte \(index) xor \(mask)", changed)
            }
        }
    }

    /// Every shorter prefix, and a few longer texts.
    public static func lengths(_ bytes: [UInt8]) -> [Mutation] {
        let shorter = bytes.indices.map { Mutation("only \($0) bytes", Array(bytes.prefix($0))) }
        return shorter + [
            Mutation("without the first byte", Array(bytes.dropFirst())),
            Mutation("with a zero byte behind", bytes + [0]),
            Mutation("with a zero byte before", [0] + bytes),
            Mutation("with 32 zero bytes behind", bytes + [UInt8](repeating: 0, count: 32)),
            Mutation("twice", bytes + bytes),
        ]
    }

    /// Each 32-byte piece replaced by zero, the group order, itself plus the group order, and itself with bit 255.
    public static func pieces(_ bytes: [UInt8]) -> [Mutation] {
        stride(from: 0, to: bytes.count - 31, by: 32).flatMap { start in
            let piece = Array(bytes[start..<start + 32])
            return [
                ("zero", [UInt8](repeating: 0, count: 32)),
                ("the group order", GroupOrder.bytes),
                ("itself plus the group order", GroupOrder.added(to: piece)),
                ("itself with bit 255", withBit255(piece)),
                ("all ones", [UInt8](repeating: 0xFF, count: 32)),
            ].map { name, replacement in
                var changed = bytes
                changed.replaceSubrange(start..<start + 32, with: replacement)
                return Mutation("bytes \(start)... are \(name)", changed)
            }
        }
    }

    /// All of the above.
    public static func all(_ bytes: [UInt8]) -> [Mutation] {
        flips(bytes) + lengths(bytes) + pieces(bytes)
    }

    /// The 32 bytes with their highest bit set, which libsodium ignores.
    public static func withBit255(_ bytes: [UInt8]) -> [UInt8] {
        var changed = bytes
        changed[31] |= 0x80
        return changed
    }
}

/// ℓ = 2^252 + 27742317777372353535851937790883648493.
public enum GroupOrder {
    /// ℓ, little-endian.
    public static let bytes = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010".unhexed

    /// `bytes + ℓ` without reduction; the carry out of 256 bits is dropped.
    public static func added(to scalar: [UInt8]) -> [UInt8] {
        var carry = 0
        return zip(scalar, bytes).map { a, b in
            let sum = Int(a) + Int(b) + carry
            carry = sum >> 8
            return UInt8(sum & 0xFF)
        }
    }

    /// `ℓ - 1`, the largest canonical scalar.
    public static var minusOne: [UInt8] {
        var result = bytes
        result[0] -= 1
        return result
    }
}
