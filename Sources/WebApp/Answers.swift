import Election
import Files
import HTTPServer
import SQLite
import StrictJSON

/// The two origins of a server (protocol section 15).
public struct Origins: Hashable, Sendable {
    /// Pages, log, files, drawing; such as `https://wahl.example`.
    public let issuer: String
    /// Casting alone.
    public let box: String

    /// Two origins.
    public init(issuer: String, box: String) {
        self.issuer = issuer
        self.box = box
    }
}

/// What every answer has in common.
enum Answers {
    private static let always: [(name: String, value: String)] = [
        ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"),
    ]

    /// Data are never shown as a page, whatever they hold.
    private static let inert = ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")

    static func data(_ status: Int, _ type: String, _ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(status, always + [("Content-Type", type), inert], body: body)
    }

    static func json(_ text: String, status: Int = 200) -> HTTPResponse {
        data(status, "application/json", Array(text.utf8))
    }

    static func lines(_ bytes: [UInt8]) -> HTTPResponse { data(200, "application/jsonl", bytes) }

    static func empty(_ status: Int) -> HTTPResponse { HTTPResponse(status, always + [inert]) }

    static func page(_ file: Pages.File, _ origins: Origins) -> HTTPResponse {
        HTTPResponse(
            200,
            always + [
                ("Content-Type", file.type), ("Content-Security-Policy", policy(origins)),
                ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ],
            body: file.bytes
        )
    }

    /// Nothing but our own files, no inline script, no frame around the page.
    private static func policy(_ origins: Origins) -> String {
        [
            "default-src 'none'", "script-src 'self'", "worker-src 'self'", "style-src 'self'",
            "img-src 'self' data:", "connect-src 'self' \(origins.box)", "form-action 'self'", "base-uri 'none'",
            "frame-ancestors 'none'",
        ].joined(separator: "; ")
    }

    // MARK: Errors

    static func error(_ name: String, status: Int) -> HTTPResponse {
        var writer = JSONWriter()
        writer.add("error", name)
        return json(writer.object, status: status)
    }

    static func error(_ code: ErrorCode) -> HTTPResponse { error(code.rawValue, status: code.status) }

    /// A path that is not in the table, a method that is not taken there, or a wrong form.
    static func badRequest(_ status: Int) -> HTTPResponse { error(ErrorCode.badRequest.rawValue, status: status) }

    /// A request that was refused before anybody looked at what it asks.
    static func refusal(_ fault: HTTPFault) -> HTTPResponse {
        switch fault {
        case .noRoom, .unanswered: unavailable
        case .method, .target, .tooLarge: badRequest(fault.status)
        }
    }

    /// The machine's own trouble, which is nobody's fault and may pass: the same request can be sent again.
    static let unavailable = error("unavailable", status: 503)

    /// The code behind an error, or nil if the machine itself is in trouble.
    static func code(_ error: any Error) -> ErrorCode? {
        switch error {
        case let refusal as Refusal: refusal.code
        case let code as ErrorCode: code
        default: nil
        }
    }
}

extension ErrorCode {
    /// The status it travels with; a client decides by the code.
    var status: Int {
        switch self {
        case .badRequest: 400
        case .unknownVote: 404
        case .unknownPerson, .badSignature, .badToken: 403
        case .badProof: 422
        case .wrongState, .drawn, .notDrawn, .used, .duplicateTracker, .staleHead: 409
        }
    }
}
