import Foundation

/// Where a daemon listens: a host and a port, such as `127.0.0.1:8080` or `[::1]:8080`.
public struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address, without brackets.
    public let host: String
    /// The port; 0 lets the system choose.
    public let port: UInt16

    /// An address.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Nil unless `text` is `HOST:PORT`.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
        } else if host.contains(":") {
            return nil
        }
        let allowed = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        guard !host.isEmpty, allowed else { return nil }
        self.init(host: host, port: port)
    }

    /// `HOST:PORT`, with brackets around an address of IPv6.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether only programs on this machine can reach it.
    public var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether it means all addresses of this machine, so that nobody can open it as it stands.
    public var isUnspecified: Bool { host == "0.0.0.0" || host == "::" }
}

/// Why a daemon cannot be started.
public enum HTTPServerError: Error, Hashable, Sendable {
    /// The name or address cannot be found.
    case unknownHost(String)
    /// The address cannot be listened on, with the system's error number: in use, not of this machine, not allowed.
    case cannotListen(String, code: Int32)
    /// The daemon does not start; with TLS most often because certificate and key do not fit.
    case cannotStart(hasTLS: Bool)
}

/// A socket that listens.
enum Listener {
    /// Opens the socket and tells which port it got.
    static func open(_ address: ListenAddress) throws(HTTPServerError) -> (socket: Int32, port: UInt16) {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(address.host, String(address.port), &hints, &found) == 0, let first = unsafe found
        else { throw .unknownHost(address.host) }
        defer { unsafe freeaddrinfo(found) }
        let information = unsafe first.pointee
        let kind = unsafe information.ai_socktype | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let socket = unsafe Foundation.socket(information.ai_family, kind, information.ai_protocol)
        guard socket >= 0 else { throw .cannotListen(address.description, code: errno) }
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        unsafe setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        guard unsafe bind(socket, information.ai_addr, information.ai_addrlen) == 0,
            listen(socket, 4096) == 0
        else {
            let code = errno
            close(socket)
            throw .cannotListen(address.description, code: code)
        }
        return (socket, port(of: socket) ?? address.port)
    }

    private static func port(of socket: Int32) -> UInt16? {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard unsafe getsockname(socket, generic, &length) == 0 else { return nil }
                // The port has the same place for both families.
                return unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                    unsafe address.pointee.sin_port.bigEndian
                }
            }
        }
    }
}
