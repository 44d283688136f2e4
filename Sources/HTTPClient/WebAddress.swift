/// An origin: scheme, host and port of a server, without a path.
public struct WebAddress: Hashable, Sendable, CustomStringConvertible {
    /// Whether it is spoken to through TLS.
    public let isSecure: Bool
    /// A name or an address, without brackets.
    public let host: String
    /// The port, if it is not the scheme's own.
    public let port: UInt16?

    /// An origin.
    public init(isSecure: Bool, host: String, port: UInt16?) {
        self.isSecure = isSecure
        self.host = host.lowercased()
        self.port = port == (isSecure ? 443 : 80) ? nil : port
    }

    /// Nil unless `text` is `http://HOST[:PORT]` or `https://HOST[:PORT]`, with nothing behind it but perhaps a slash.
    public init?(_ text: String) {
        let isSecure = text.hasPrefix("https://")
        guard isSecure || text.hasPrefix("http://") else { return nil }
        var rest = text.dropFirst(isSecure ? 8 : 7)
        if rest.hasSuffix("/") { rest.removeLast() }
        var port: UInt16?
        var host = rest
        if let colon = rest.lastIndex(of: ":"), rest.last != "]" {
            guard let number = UInt16(rest[rest.index(after: colon)...]), number > 0 else { return nil }
            port = number
            host = rest[..<colon]
        }
        var characters = host.utf8.allSatisfy(Self.isNameByte)
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            characters = host.utf8.allSatisfy { Self.isNameByte($0) || $0 == UInt8(ascii: ":") }
        }
        guard !host.isEmpty, characters else { return nil }
        self.init(isSecure: isSecure, host: String(host), port: port)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// As browsers write it in `Origin`.
    public var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return (isSecure ? "https://" : "http://") + name + (port.map { ":\($0)" } ?? "")
    }

    /// Whether it means this machine.
    public var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether a code or a ballot may go there: through TLS, or without leaving this machine.
    public var isProtected: Bool { isSecure || isLoopback }
}
