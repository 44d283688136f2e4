import CMicroHTTPD

// What libmicrohttpd calls on its own threads: free functions, so that none belongs to an actor.

/// A connection was accepted or is about to be closed.
func noteConnection(
    _ context: UnsafeMutableRawPointer?,
    _ handle: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ what: MHD_ConnectionNotificationCode
) {
    guard let context = unsafe context, let slot = unsafe slot else { return }
    let core = unsafe Unmanaged<Core>.fromOpaque(context).takeUnretainedValue()
    if urne_mhd_is_new(what) != 0 {
        let connection = core.connections.opened(unsafe urne_mhd_socket(handle))
        unsafe slot.pointee = Unmanaged.passRetained(connection).toOpaque()
    } else if let held = unsafe slot.pointee {
        core.connections.closed(unsafe Unmanaged<Connection>.fromOpaque(held).takeRetainedValue())
        unsafe slot.pointee = nil
    }
}

/// The head of a request, a piece of its body, its end, or the answer's turn.
func takeRequest(
    _ context: UnsafeMutableRawPointer?,
    _ handle: OpaquePointer?,
    _ url: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?,
    _ version: UnsafePointer<CChar>?,
    _ upload: UnsafePointer<CChar>?,
    _ uploadCount: UnsafeMutablePointer<Int>?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let context = unsafe context, let handle = unsafe handle, let url = unsafe url, let method = unsafe method,
        let uploadCount = unsafe uploadCount, let slot = unsafe slot
    else { return .NO }
    let core = unsafe Unmanaged<Core>.fromOpaque(context).takeUnretainedValue()
    guard let held = unsafe slot.pointee else {
        guard let place = unsafe urne_mhd_socket_context(handle) else { return .NO }
        let connection = unsafe Unmanaged<Connection>.fromOpaque(place).takeUnretainedValue()
        let target = unsafe Target(handle, method: String(cString: method), path: String(cString: url))
        let exchange = unsafe Exchange(handle, core, connection, target.request)
        // Too late: the connection is closed without an answer, as one that was never accepted.
        guard core.connections.began(connection, bodyLimit: exchange.limit) else { return .NO }
        unsafe slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
        // Said at once, so that nobody sends in vain.
        if let fault = target.fault ?? (target.length > exchange.limit ? .tooLarge : nil) {
            return unsafe refuse(fault, exchange, core, handle)
        }
        return .YES
    }
    let exchange = unsafe Unmanaged<Exchange>.fromOpaque(held).takeUnretainedValue()
    if unsafe uploadCount.pointee > 0 {
        unsafe exchange.take(UnsafeRawBufferPointer(start: upload, count: uploadCount.pointee))
        unsafe uploadCount.pointee = 0
        return .YES
    }
    if let response = exchange.answer { return unsafe queue(response, exchange, handle) }
    if let fault = exchange.fault { return unsafe refuse(fault, exchange, core, handle) }
    core.handle(exchange)
    return .YES
}

/// A request has come to its end, answered or cut.
func completeRequest(
    _ context: UnsafeMutableRawPointer?,
    _ handle: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ reason: MHD_RequestTerminationCode
) {
    guard let slot = unsafe slot, let held = unsafe slot.pointee else { return }
    let exchange = unsafe Unmanaged<Exchange>.fromOpaque(held).takeRetainedValue()
    unsafe slot.pointee = nil
    exchange.connection.table.completed()
}

private func refuse(_ fault: HTTPFault, _ exchange: Exchange, _ core: Core, _ handle: OpaquePointer) -> MHD_Result {
    core.refused.add(1, ordering: .relaxed)
    return unsafe queue(core.service.refusal(fault), exchange, handle)
}

private func queue(_ response: HTTPResponse, _ exchange: Exchange, _ handle: OpaquePointer) -> MHD_Result {
    guard let made = unsafe make(response) else { return .NO }
    defer { unsafe MHD_destroy_response(made) }
    unsafe MHD_add_response_header(made, "Connection", "close")
    for (name, value) in response.headers { unsafe MHD_add_response_header(made, name, value) }
    exchange.connection.table.isAnswered(exchange.connection, bytes: response.body.count)
    return unsafe MHD_queue_response(handle, UInt32(response.status), made)
}

/// Small bodies are copied; a large one is lent to the daemon until it is sent.
private func make(_ response: HTTPResponse) -> OpaquePointer? {
    let count = response.body.count
    guard count > 64 << 10 else {
        return unsafe response.body.withUnsafeBytes { bytes in
            // Only read, in spite of its type.
            let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            return unsafe MHD_create_response_from_buffer(count, start, .RESPMEM_MUST_COPY)
        }
    }
    let body = unsafe Unmanaged.passRetained(Body(response.body)).toOpaque()
    let made = unsafe MHD_create_response_from_callback(UInt64(count), 64 << 10, readBody, body, releaseBody)
    if unsafe made == nil { unsafe releaseBody(body) }
    return unsafe made
}

private final class Body {
    let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }
}

private func readBody(
    _ context: UnsafeMutableRawPointer?,
    _ position: UInt64,
    _ buffer: UnsafeMutablePointer<CChar>?,
    _ room: Int
) -> Int {
    guard let context = unsafe context, let buffer = unsafe buffer else { return -1 }
    let body = unsafe Unmanaged<Body>.fromOpaque(context).takeUnretainedValue()
    guard position < body.bytes.count else { return -1 }
    let count = min(room, body.bytes.count - Int(position))
    unsafe body.bytes.withUnsafeBytes { bytes in
        let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[Int(position)..<(Int(position) + count)])
        unsafe UnsafeMutableRawBufferPointer(start: buffer, count: count).copyMemory(from: part)
    }
    return count
}

private func releaseBody(_ context: UnsafeMutableRawPointer?) {
    guard let context = unsafe context else { return }
    unsafe Unmanaged<Body>.fromOpaque(context).release()
}

/// The head of a request as far as anybody may decide by it.
@safe private struct Target {
    var fault: HTTPFault?
    let request: HTTPRequest
    /// The announced length of the body in bytes; 0 if none is announced.
    let length: Int

    init(_ handle: OpaquePointer, method name: String, path: String) {
        let query = Query()
        let context = unsafe Unmanaged.passUnretained(query).toOpaque()
        _ = unsafe urne_mhd_arguments(handle, collectArgument, context)
        func header(_ name: String) -> String {
            guard let value = unsafe urne_mhd_header(handle, name) else { return "" }
            return unsafe String(cString: value)
        }
        if !query.isGood || !path.hasPrefix("/") || path.utf8.count > 1024 || !path.utf8.allSatisfy(isPlain) {
            fault = .target
        }
        let method = HTTPRequest.Method(rawValue: name)
        if method == nil { fault = .method }
        let type = header("Content-Type").prefix { $0 != ";" }
        length = Int(header("Content-Length")) ?? 0
        request = HTTPRequest(
            method: method ?? .get,
            path: path,
            query: query.arguments,
            contentType: type.lowercased().filter { $0 != " " },
            origin: header("Origin")
        )
    }
}

/// Printable ASCII without what only stands in a path to hide something.
private func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "%") && byte != UInt8(ascii: "\\")
}

private final class Query {
    var arguments: [String: String] = [:]
    var isGood = true
}

private func collectArgument(
    _ context: UnsafeMutableRawPointer?,
    _ kind: MHD_ValueKind,
    _ name: UnsafePointer<CChar>?,
    _ value: UnsafePointer<CChar>?
) -> MHD_Result {
    guard let context = unsafe context, let name = unsafe name else { return .NO }
    let query = unsafe Unmanaged<Query>.fromOpaque(context).takeUnretainedValue()
    let key = unsafe String(cString: name)
    let text = unsafe value.map { unsafe String(cString: $0) } ?? ""
    let isFitting = key.utf8.count + text.utf8.count <= 512 && (key + text).utf8.allSatisfy(isPlain)
    if !isFitting || query.arguments.count >= 8 || query.arguments.updateValue(text, forKey: key) != nil {
        query.isGood = false
        return .NO
    }
    return .YES
}
