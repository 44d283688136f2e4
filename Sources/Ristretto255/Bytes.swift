/// Anything that goes into a hash as bytes.
///
/// Secrets conform too: their bytes are lent to the hash function where they lie, never copied into an array.
public protocol HashInput: ~Copyable {
    /// Lends the bytes for the time of one call.
    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void)
}

extension [UInt8]: HashInput {
    /// Lends the elements.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe withUnsafeBytes { unsafe body($0) }
    }
}

extension ArraySlice<UInt8>: HashInput {
    /// Lends the elements.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe withUnsafeBytes { unsafe body($0) }
    }
}

extension String: HashInput {
    /// Lends the UTF-8 bytes, not normalised.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        var copy = self
        copy.withUTF8 { unsafe body(UnsafeRawBufferPointer($0)) }
    }
}

/// `I2OSP(n, w)`: a number as big-endian bytes of a fixed width (protocol section 2).
public struct I2OSP: HashInput {
    private let word: UInt64
    private let width: Int

    /// The low `8 * width` bits of `value`, for a width of 1 to 8; callers keep `value` below that.
    public init(_ value: Int, _ width: Int) {
        precondition((1...8).contains(width), "a number of no or more than 8 bytes")
        // The significant bytes come first in memory.
        word = (UInt64(truncatingIfNeeded: value) << (64 - 8 * width)).bigEndian
        self.width = width
    }

    /// Lends the big-endian bytes.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe withUnsafeBytes(of: word) { unsafe body(UnsafeRawBufferPointer(rebasing: $0[..<width])) }
    }
}

/// 32 bytes held inline, so that group arithmetic allocates nothing.
struct Bytes32: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    static func == (a: Bytes32, b: Bytes32) -> Bool {
        a.words == b.words
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }

    init() {}

    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        unsafe withUnsafeMutableBytes(of: &words) { unsafe $0.copyBytes(from: bytes) }
    }

    /// The first 32 of the bytes at `source`.
    init(copying source: UnsafeRawPointer) {
        unsafe withUnsafeMutableBytes(of: &words) {
            unsafe $0.copyMemory(from: UnsafeRawBufferPointer(start: source, count: 32))
        }
    }

    var array: [UInt8] { unsafe withUnsafeBytes(of: words) { unsafe Array($0) } }

    /// Whether all bytes are zero: the encoding of the identity and of the scalar 0.
    var isZero: Bool { words == (0, 0, 0, 0) }

    /// Lends the bytes to a C function that reads them.
    func read<R>(_ body: (UnsafePointer<UInt8>) -> R) -> R {
        var copy = words
        return unsafe withUnsafeBytes(of: &copy) { buffer in
            // A tuple always has an address, and the buffer is bound only for this call.
            unsafe buffer.withMemoryRebound(to: UInt8.self) { typed in
                // A tuple of four words has an address.
                guard let base = typed.baseAddress else { preconditionFailure("a tuple without an address") }
                return unsafe body(base)
            }
        }
    }

    /// Lends the bytes to a C function that writes them.
    mutating func write<R>(_ body: (UnsafeMutablePointer<UInt8>) -> R) -> R {
        unsafe withUnsafeMutableBytes(of: &words) { buffer in
            unsafe buffer.withMemoryRebound(to: UInt8.self) { typed in
                // As above.
                guard let base = typed.baseAddress else { preconditionFailure("a tuple without an address") }
                return unsafe body(base)
            }
        }
    }
}
