import CCurl
import Foundation

/// Why there is no answer.
///
/// Holds the origin at most, never a path, a body or what the server said.
public enum HTTPClientError: Error, Hashable, Sendable {
    /// The name cannot be found.
    case unknownHost(WebAddress)
    /// Nobody answers there.
    case noConnection(WebAddress)
    /// Connected, and then nothing came in time.
    case timedOut(WebAddress)
    /// The certificate does not hold, or the two sides find no common protocol.
    case certificate(WebAddress)
    /// The file with the certificates to be trusted cannot be used.
    case trustFile(String)
    /// The answer is larger than anything that may come.
    case tooLarge(WebAddress)
    /// The connection broke, with libcurl's number.
    case broken(WebAddress, code: Int32)
    /// What came is no answer of an Urne server.
    case notUrne(WebAddress, status: Int)
    /// Plain HTTP to another machine.
    case notProtected(WebAddress)
}

/// One request on a connection of its own (libcurl).
///
/// Every call opens a fresh connection and closes it: no connection, TLS session, cookie or cached answer is shared by
/// two requests. No redirect is followed, no proxy of the environment is used, and the request says nothing about the
/// program: no user agent, no referrer, no accepted languages.
public struct HTTPClient: Sendable {
    /// A file with certificates (PEM) that are trusted instead of the system's.
    private let trust: String?
    /// Seconds for a whole call.
    private let seconds: Int

    /// A client.
    ///
    /// - Parameters:
    ///   - trust: a file with the certificates to be trusted (PEM); nil for the system's.
    ///   - seconds: for a whole call.
    public init(trust: String? = nil, seconds: Int = 120) {
        self.trust = trust
        self.seconds = seconds
        Self.library
    }

    /// An answer.
    public struct Answer: Sendable {
        /// The status, such as 200.
        public let status: Int
        /// The body.
        public let body: [UInt8]
    }

    // libcurl wants this once, before anything else.
    private static let library: Void = { _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

    /// Asks for `path` at a server, or posts a JSON body to it.
    ///
    /// - Parameters:
    ///   - path: with its leading slash and its arguments.
    ///   - server: the origin.
    ///   - json: the body; nil for GET.
    ///   - limit: largest answer in bytes.
    /// - Returns: status and body.
    /// - Throws: an ``HTTPClientError``.
    public func send(
        _ path: String,
        to server: WebAddress,
        json: String? = nil,
        limit: Int = 1 << 30
    ) throws(HTTPClientError) -> Answer {
        guard server.isProtected else { throw .notProtected(server) }
        guard let curl = unsafe curl_easy_init() else { throw .broken(server, code: 0) }
        defer { unsafe curl_easy_cleanup(curl) }
        let sink = Sink(limit: limit)
        var headers: UnsafeMutablePointer<curl_slist>?
        defer { unsafe curl_slist_free_all(headers) }
        // An empty value takes away what libcurl would send by itself.
        let wanted = ["Connection: close", "User-Agent:", "Accept:", "Expect:"]
        for header in wanted + (json == nil ? [] : ["Content-Type: application/json"]) {
            unsafe headers = curl_slist_append(headers, header)
        }
        unsafe prepare(curl, server.description + path, headers, sink)
        let code = unsafe perform(curl, json)
        if sink.isOver { throw .tooLarge(server) }
        guard code == CURLE_OK else { throw fault(code, server) }
        return Answer(status: unsafe urne_curl_status(curl), body: sink.bytes)
    }

    private func prepare(
        _ curl: UnsafeMutableRawPointer,
        _ url: String,
        _ headers: UnsafeMutablePointer<curl_slist>?,
        _ sink: Sink
    ) {
        unsafe urne_curl_text(curl, CURLOPT_URL, url)
        unsafe urne_curl_text(curl, CURLOPT_PROTOCOLS_STR, "http,https")
        unsafe urne_curl_text(curl, CURLOPT_PROXY, "")
        unsafe urne_curl_headers(curl, headers)
        unsafe urne_curl_long(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        unsafe urne_curl_long(curl, CURLOPT_FOLLOWLOCATION, 0)
        unsafe urne_curl_long(curl, CURLOPT_FRESH_CONNECT, 1)
        unsafe urne_curl_long(curl, CURLOPT_FORBID_REUSE, 1)
        unsafe urne_curl_long(curl, CURLOPT_SSL_SESSIONID_CACHE, 0)
        unsafe urne_curl_long(curl, CURLOPT_NOSIGNAL, 1)
        unsafe urne_curl_long(curl, CURLOPT_CONNECTTIMEOUT, 15)
        unsafe urne_curl_long(curl, CURLOPT_TIMEOUT, seconds)
        if let trust { unsafe urne_curl_text(curl, CURLOPT_CAINFO, trust) }
        unsafe urne_curl_sink(curl, collect, Unmanaged.passUnretained(sink).toOpaque())
    }

    private func perform(_ curl: UnsafeMutableRawPointer, _ json: String?) -> CURLcode {
        guard let json else { return unsafe curl_easy_perform(curl) }
        return unsafe Array(json.utf8).withUnsafeBytes { body in
            unsafe urne_curl_body(curl, body.baseAddress, curl_off_t(body.count))
            return unsafe curl_easy_perform(curl)
        }
    }

    private func fault(_ code: CURLcode, _ server: WebAddress) -> HTTPClientError {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: .unknownHost(server)
        case CURLE_COULDNT_CONNECT: .noConnection(server)
        case CURLE_OPERATION_TIMEDOUT: .timedOut(server)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR: .certificate(server)
        case CURLE_SSL_CACERT_BADFILE: .trustFile(trust ?? "")
        default: .broken(server, code: Int32(code.rawValue))
        }
    }
}

/// Where an answer's body grows.
private final class Sink {
    let limit: Int
    var bytes: [UInt8] = []
    var isOver = false

    init(limit: Int) { self.limit = limit }
}

private func collect(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return 0 }
    let sink = unsafe Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
    guard sink.bytes.count + size * count <= sink.limit else {
        sink.isOver = true
        return 0
    }
    unsafe sink.bytes.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}
