import Election
import HTTPServer
import VoteServer

/// The box's origin: `cast`, and what browsers ask before it (protocol section 15).
struct BoxService: HTTPService {
    let server: VoteServer
    let live: Live
    let log: ServerLog
    let origins: LateOrigins

    func bodyLimit(_ request: HTTPRequest) -> Int { request.method == .post ? IssuerService.bodyLimit : 0 }

    func refusal(_ fault: HTTPFault) -> HTTPResponse {
        allowed(Answers.refusal(fault))
    }

    func handle(_ request: HTTPRequest, _ reply: HTTPReply) {
        do {
            reply.send(allowed(try answer(request)))
        } catch {
            if let code = Answers.code(error) { return reply.send(allowed(Answers.error(code))) }
            log.tell(error)
            reply.send(allowed(Answers.unavailable))
        }
    }

    private func answer(_ request: HTTPRequest) throws -> HTTPResponse {
        if request.path == "/healthz" { return try Health.answer(server, request) }
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[1] == "v1", parts[3] == "cast" else { return Answers.badRequest(404) }
        // Only the issuer's pages may send from a browser; programs send no origin.
        guard request.origin.isEmpty || request.origin == origins.value?.issuer else { return Answers.badRequest(403) }
        if request.method == .options { return Answers.empty(204) }
        guard request.method == .post else { return Answers.badRequest(405) }
        guard request.contentType == "application/json" else { return Answers.badRequest(415) }
        guard let vote = VoteID(hex: String(parts[2])) else { throw ErrorCode.badRequest }
        let cast: CastRequest
        do { cast = try CastRequest(text: request.body) } catch { throw ErrorCode.badRequest }
        let answer = try server.cast(cast, in: vote)
        live.counted(vote)
        return Answers.json(answer.text)
    }

    private func allowed(_ response: HTTPResponse) -> HTTPResponse {
        guard let origins = origins.value else { return response }
        var response = response
        response.headers += [
            ("Access-Control-Allow-Origin", origins.issuer), ("Access-Control-Allow-Headers", "content-type"),
        ]
        return response
    }
}
