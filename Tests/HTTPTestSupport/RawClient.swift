import Foundation

/// A connection that sends and gets exactly what a test wants, on this machine.
public final class RawConnection: @unchecked Sendable {
    // `@unchecked`: only the test that opened it uses it.
    private let socket: Int32

    /// Connects to a port.
    public init?(port: UInt16) {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if code != 0 { return nil }
    }

    deinit { close(socket) }

    /// Sends bytes; false if the other side has gone.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        var position = 0
        while position < bytes.count {
            let count = bytes[position...].withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            position += count
        }
        return true
    }

    /// Sends text.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Reads until the other side closes, or nothing comes for `seconds`; nil then.
    public func readAll(seconds: Double = 20) -> [UInt8]? {
        var time = timeval(tv_sec: Int(seconds), tv_usec: Int((seconds - seconds.rounded(.down)) * 1_000_000))
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count < 0, errno == EAGAIN || errno == EINTR { return nil }
            if count <= 0 { return all }
            all += buffer[..<count]
        }
    }

    /// Tells the other side that nothing more comes.
    public func finish() { shutdown(socket, Int32(SHUT_WR)) }
}

/// An answer as it came.
public struct RawAnswer: Sendable {
    /// The status; 0 if there was no answer.
    public let status: Int
    /// Headers with lowercase names; of one that came twice, both.
    public let headers: [String: [String]]
    /// The body.
    public let body: [UInt8]

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// Reads an answer.
    public init(_ bytes: [UInt8]) {
        let end: [UInt8] = [13, 10, 13, 10]
        let split = bytes.indices.first { bytes[$0...].starts(with: end) } ?? bytes.count
        let lines = String(decoding: bytes[..<split], as: UTF8.self).components(separatedBy: "\r\n")
        status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        var headers: [String: [String]] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            headers[line[..<colon].lowercased(), default: []].append(value)
        }
        self.headers = headers
        body = Array(bytes.dropFirst(split + 4))
    }
}

/// Whole requests, each on a connection of its own.
public struct RawClient: Sendable {
    /// The port on this machine.
    public let port: UInt16

    /// A client for a port.
    public init(port: UInt16) {
        self.port = port
    }

    /// A client for the port in an origin such as `http://127.0.0.1:8080`.
    public init(origin: String) {
        self.init(port: UInt16(origin.split(separator: ":").last ?? "") ?? 0)
    }

    /// The text of a request.
    public func request(
        _ method: String,
        _ path: String,
        body: String? = nil,
        type: String? = "application/json",
        headers: [String] = []
    ) -> String {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)"] + headers
        if let body {
            if let type { lines.append("Content-Type: \(type)") }
            lines.append("Content-Length: \(body.utf8.count)")
        }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }

    /// Sends a request and reads the answer.
    public func call(
        _ method: String,
        _ path: String,
        body: String? = nil,
        type: String? = "application/json",
        headers: [String] = []
    ) -> RawAnswer {
        raw(request(method, path, body: body, type: type, headers: headers))
    }

    /// Sends any bytes and reads the answer.
    public func raw(_ text: String, seconds: Double = 20) -> RawAnswer {
        guard let connection = RawConnection(port: port) else { return RawAnswer([]) }
        connection.send(text)
        return RawAnswer(connection.readAll(seconds: seconds) ?? [])
    }

    /// Asks.
    public func get(_ path: String) -> RawAnswer { call("GET", path) }

    /// Posts JSON.
    public func post(_ path: String, _ body: String) -> RawAnswer { call("POST", path, body: body) }
}

/// Stands between client and server, sends everything on, and keeps what the client sent, one text for each connection.
public final class Wiretap: @unchecked Sendable {
    // `@unchecked`: `heard` is only touched under the lock.
    private let socket: Int32
    /// Where it listens.
    public let port: UInt16
    private let lock = NSLock()
    private var heard: [[UInt8]] = []
    private let target: @Sendable () -> UInt16

    /// Listens on a port of its own; `target` tells where to send on.
    public init(_ target: @escaping @Sendable () -> UInt16) {
        self.target = target
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let opened = socket
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(opened, $0, length)
                _ = getsockname(opened, $0, &length)
            }
        }
        port = address.sin_port.bigEndian
        listen(socket, 64)
        Thread.detachNewThread { self.run() }
    }

    /// What clients have sent so far.
    public var requests: [[UInt8]] { lock.withLock { heard } }

    private func run() {
        while true {
            let client = accept(socket, nil, nil)
            guard client >= 0 else { return }
            let number = lock.withLock {
                heard.append([])
                return heard.count - 1
            }
            Thread.detachNewThread { self.forward(client, number) }
        }
    }

    private func forward(_ client: Int32, _ number: Int) {
        guard let server = RawConnection(port: target()) else { return _ = close(client) }
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 1 << 14)
            while true {
                let count = recv(client, &buffer, buffer.count, 0)
                guard count > 0 else { return }
                self.lock.withLock { self.heard[number] += buffer[..<count] }
                server.send(Array(buffer[..<count]))
            }
        }
        let answer = server.readAll(seconds: 60) ?? []
        _ = answer.withUnsafeBytes { Foundation.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        shutdown(client, Int32(SHUT_RDWR))
        close(client)
    }
}
