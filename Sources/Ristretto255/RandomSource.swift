/// Where an algorithm takes its random values from.
///
/// Everything real uses ``SystemRandomSource``. Test vectors name every random value, so the deterministic twins of
/// the algorithms, which only this package can call, take another source.
package protocol RandomSource {
    /// A random scalar that stays secret.
    mutating func secretScalar() -> SecretScalar
    /// A random scalar that is published.
    mutating func scalar() -> Scalar
    /// Random bytes.
    mutating func bytes(_ count: Int) -> [UInt8]
}

/// libsodium's generator.
package struct SystemRandomSource: RandomSource {
    package init() {}

    package mutating func secretScalar() -> SecretScalar { .random() }
    package mutating func scalar() -> Scalar { .random() }
    package mutating func bytes(_ count: Int) -> [UInt8] { randomBytes(count) }
}
