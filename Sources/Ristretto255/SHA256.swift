import CSodium

/// SHA-256, only for what people compare with common tools; the protocol itself uses SHA-512.
public enum SHA256 {
    /// The hash in lowercase hex, 64 digits.
    public static func hash(_ bytes: [UInt8]) -> String {
        Sodium.ready
        var result = [UInt8](repeating: 0, count: 32)
        // It cannot fail.
        _ = unsafe crypto_hash_sha256(&result, bytes, UInt64(bytes.count))
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: result.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
