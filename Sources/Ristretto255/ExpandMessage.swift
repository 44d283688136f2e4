/// `expand_message_xmd` with SHA-512 (RFC 9380 section 5.3.1).
enum ExpandMessage {
    /// The block size of SHA-512 in bytes, `s_in_bytes` in the RFC.
    private static let block = [UInt8](repeating: 0, count: 128)

    /// Lends the 64 bytes of the expansion of what `message` adds.
    ///
    /// Always 64 bytes long, so `b_1` is the whole output. All domain separation tags of the protocol are shorter than
    /// 256 bytes, so the RFC's rule for longer ones is not needed.
    static func expand64(
        domain: some HashInput,
        message: (inout Absorber) -> Void,
        use: (UnsafePointer<UInt8>) -> Void
    ) {
        var domainLength = 0
        unsafe domain.withBytes { domainLength = $0.count }
        precondition(domainLength < 256, "a domain separation tag of 256 bytes or more")

        // b_0 = H(Z_pad || msg || l_i_b_str || I2OSP(0, 1) || DST_prime)
        unsafe Digest.hash { input in
            input.add(block)
            message(&input)
            input.add(0)
            input.add(64)
            input.add(0)
            input.add(domain)
            input.add(UInt8(domainLength))
        } use: { b0 in
            // b_1 = H(b_0 || I2OSP(1, 1) || DST_prime)
            unsafe Digest.hash(
                { input in
                    unsafe input.add(Borrowed(b0, count: 64))
                    input.add(1)
                    input.add(domain)
                    input.add(UInt8(domainLength))
                },
                use: use
            )
        }
    }
}

/// Bytes that somebody else owns, for the time of one call.
@safe struct Borrowed: HashInput {
    private let start: UnsafePointer<UInt8>
    private let count: Int

    init(_ start: UnsafePointer<UInt8>, count: Int) {
        unsafe self.start = unsafe start
        self.count = count
    }

    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe body(UnsafeRawBufferPointer(start: start, count: count))
    }
}

/// `expand_message_xmd(message, domain, count)` with SHA-512, for any length up to 255 hashes (RFC 9380 section 5.3.1).
///
/// - Returns: `count` bytes.
/// - Precondition: `domain` is shorter than 256 bytes and `count` at most 16,320.
public func expandMessage(_ message: [UInt8], domain: [UInt8], count: Int) -> [UInt8] {
    precondition(domain.count < 256 && count <= 255 * Digest.byteCount, "outside RFC 9380 section 5.3.1")
    let domainPrime = domain + [UInt8(domain.count)]
    let b0 = Digest.sha512 { input in
        input.add([UInt8](repeating: 0, count: 128))
        input.add(message)
        input.add(I2OSP(count, 2))
        input.add(0)
        input.add(domainPrime)
    }.encoded
    var previous = [UInt8](repeating: 0, count: Digest.byteCount)
    var output: [UInt8] = []
    var index: UInt8 = 1
    while output.count < count {
        let mixed = zip(b0, previous).map { $0 ^ $1 }
        previous =
            Digest.sha512 { input in
                input.add(mixed)
                input.add(index)
                input.add(domainPrime)
            }.encoded
        output += previous
        index &+= 1
    }
    return Array(output.prefix(count))
}
