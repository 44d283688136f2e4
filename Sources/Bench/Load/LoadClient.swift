import Foundation

/// The least that speaks HTTP to a server on this machine: what it costs itself must not be measured.
///
/// One request for each connection, as people's programs do it.
enum LoadClient {
    /// An answer, or nil if there was none.
    typealias Answer = (status: Int, body: ArraySlice<UInt8>)

    /// Sends a whole request and reads the answer to its end.
    static func send(_ request: [UInt8], port: UInt16) -> Answer? {
        let socket = connect(port)
        guard socket >= 0 else { return nil }
        defer { close(socket) }
        guard write(request, to: socket) else { return nil }
        return parse(readAll(socket))
    }

    /// The bytes of a request.
    static func request(_ method: String, _ path: String, port: UInt16, body: String = "") -> [UInt8] {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        if method == "POST" {
            head += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        }
        return Array((head + "\r\n" + body).utf8)
    }

    /// A connection to a port of this machine, or -1.
    static func connect(_ port: UInt16) -> Int32 {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return -1 }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe Foundation.connect(socket, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(socket)
            return -1
        }
        return socket
    }

    static func write(_ bytes: [UInt8], to socket: Int32) -> Bool {
        var position = 0
        while position < bytes.count {
            let count = unsafe bytes[position...].withUnsafeBytes { rest in
                unsafe Foundation.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            position += count
        }
        return true
    }

    static func readAll(_ socket: Int32) -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = unsafe recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return all }
            all += buffer[..<count]
        }
    }

    private static func parse(_ answer: [UInt8]) -> Answer? {
        guard answer.count > 12, let status = Int(String(decoding: answer[9..<12], as: UTF8.self)) else { return nil }
        let end: [UInt8] = [13, 10, 13, 10]
        var position = 12
        while position + 4 <= answer.count {
            if answer[position] == 13, Array(answer[position..<(position + 4)]) == end {
                return (status, answer[(position + 4)...])
            }
            position += 1
        }
        return nil
    }
}
