/// The protocol's own hash `H(tag, p1..pn)`: SHA-512 over length-prefixed parts behind a tag that names the use
/// (protocol section 2).
///
/// `tag` is ASCII, one for each use; `parts` adds `p1..pn` with ``Absorber/part(_:)``.
public func labelledHash(_ tag: String, _ parts: (inout Absorber) -> Void) -> Digest {
    Digest.sha512 { input in
        input.part(tag)
        parts(&input)
    }
}

/// `enc(p1, ..., pn)`: every part behind its length in 4 bytes, so that no two lists have the same bytes
/// (protocol section 2).
public func enc(_ parts: any HashInput...) -> [UInt8] {
    var result: [UInt8] = []
    for part in parts {
        unsafe part.withBytes { bytes in
            result += (0..<4).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) }
            unsafe result += bytes
        }
    }
    return result
}
