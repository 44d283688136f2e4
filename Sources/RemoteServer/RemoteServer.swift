import Election
import HTTPClient
import Proofs
import Ristretto255
import StrictJSON
import Synchronization

/// A server behind HTTP (protocol section 15).
///
/// Every call is a connection of its own. Refusals are thrown as an `ErrorCode`, everything else as an
/// `HTTPClientError`. It believes nothing that it is told: answers are read as strictly as requests, and the devices
/// check what they say.
public final class RemoteServer: VoteService {
    private let client: HTTPClient
    private let issuer: WebAddress
    private let known = Mutex<(info: ServerInfo, box: WebAddress)?>(nil)

    /// A server at the issuer's origin; the box's origin is asked from it.
    ///
    /// Throws ``HTTPClientError/notProtected(_:)`` for plain HTTP to another machine.
    public init(_ issuer: WebAddress, client: HTTPClient = HTTPClient()) throws(HTTPClientError) {
        guard issuer.isProtected else { throw .notProtected(issuer) }
        self.client = client
        self.issuer = issuer
    }

    // MARK: Calls

    private func call(_ path: String, _ body: String? = nil, at server: WebAddress? = nil) throws -> [UInt8] {
        let server = server ?? issuer
        let answer = try client.send("/v1/" + path, to: server, json: body)
        if answer.status == 200 { return answer.body }
        guard (400..<500).contains(answer.status),
            let name = try? Fields(parsing: answer.body, exactly: ["error"]).string("error"),
            let code = ErrorCode(rawValue: name)
        else { throw HTTPClientError.notUrne(server, status: answer.status) }
        throw code
    }

    /// Whether the session of a vote stands still; false where a server knows no sessions.
    ///
    /// Throws ``HTTPClientError/notUrne(_:status:)`` where it knows them and cannot say: an interruption must hold.
    public func isPaused(_ vote: VoteID) throws -> Bool {
        let answer = try client.send("/v1/session?vote=\(vote)", to: issuer, json: nil)
        if answer.status == 404 { return false }
        guard answer.status == 200 else { throw HTTPClientError.notUrne(issuer, status: answer.status) }
        return try read { try Fields(parsing: answer.body, exactly: ["paused", "rehearsal"]).bool("paused") }
    }

    /// Reads an answer; one that has another form does not come from an Urne server.
    private func read<T>(_ make: () throws -> T) throws -> T {
        do { return try make() } catch is Fault { throw notUrne } catch is JSONFault { throw notUrne } catch {
            throw error
        }
    }

    private var notUrne: HTTPClientError { .notUrne(issuer, status: 200) }

    private func fields(_ path: String, _ names: [String], optional: [String] = []) throws -> Fields {
        let text = try call(path)
        return try read { try Fields(parsing: text, exactly: names, optional: optional) }
    }

    private func identity() throws -> (info: ServerInfo, box: WebAddress) {
        if let known = known.withLock({ $0 }) { return known }
        let fields = try fields("server", ["suite", "key", "realm", "box"])
        let found = try read {
            guard try fields.string("suite").utf8.elementsEqual(Manifest.suite.utf8),
                let realm = Realm(try fields.hex("realm", byteCount: 16)),
                let key = try? Element(decoding: fields.hex("key", byteCount: Element.byteCount)),
                let box = WebAddress(try fields.string("box"))
            else { throw notUrne }
            return (info: ServerInfo(key: key, realm: realm), box: box)
        }
        known.withLock { $0 = found }
        return found
    }

    private func state(_ fields: Fields) throws -> VoteState {
        guard let state = VoteState(rawValue: try fields.string("state")) else { throw notUrne }
        return state
    }

    // MARK: Service

    /// Who the server is.
    public func server() throws -> ServerInfo { try identity().info }

    /// All votes with their public state.
    public func votes() throws -> [VoteSummary] {
        let text = try call("votes")
        return try read {
            guard case .array(let items) = try JSON(strict: text) else { throw notUrne }
            return try items.map { item in
                let fields = try Fields(item, exactly: ["vote", "state", "title"])
                guard let vote = VoteID(try fields.hex("vote", byteCount: 16)) else { throw notUrne }
                return VoteSummary(vote: vote, state: try state(fields), title: try fields.string("title"))
            }
        }
    }

    /// Makes a vote.
    public func create(_ event: Event, roll: [UInt8], law: [UInt8]?) throws -> Digest {
        let manifest = try Manifest(parsing: event.body)
        let text = try call("\(manifest.vote)/event", EventRequest(event, roll: roll, law: law).text)
        return try read { try HeadAnswer(text: text).head }
    }

    /// Appends an event.
    public func append(_ event: Event, to vote: VoteID) throws -> Digest {
        let text = try call("\(vote)/event", EventRequest(event).text)
        return try read { try HeadAnswer(text: text).head }
    }

    /// Keeps an act beside the log.
    public func record(_ journal: Journal, of vote: VoteID) throws {
        _ = try call("\(vote)/journal", JournalRequest(journal).text)
    }

    /// The public log.
    public func log(of vote: VoteID, from: Int) throws -> [UInt8] { try call("\(vote)/log?from=\(from)") }

    /// The whole log, for officers and tellers.
    public func log(of vote: VoteID, _ request: ViewRequest) throws -> [UInt8] {
        try call("\(vote)/log", request.text)
    }

    /// State and numbers.
    public func status(of vote: VoteID) throws -> VoteStatus {
        let fields = try fields("\(vote)/status", ["state", "draws", "ballots"], optional: ["restored"])
        return try read {
            VoteStatus(
                state: try state(fields),
                draws: try fields.integer("draws"),
                ballots: try fields.integer("ballots"),
                isRestored: try fields.value("restored") != nil && fields.bool("restored")
            )
        }
    }

    /// Who has drawn.
    public func view(_ vote: VoteID, _ request: ViewRequest) throws -> [PersonID] {
        let text = try call("\(vote)/view", request.text)
        return try read {
            try Fields(parsing: text, exactly: ["drawn"]).array("drawn").map { item in
                guard case .string(let text) = item, let person = PersonID(text) else { throw notUrne }
                return person
            }
        }
    }

    /// One file of the record, nil if the vote has none (yet).
    public func file(_ file: RecordFile, of vote: VoteID) throws -> [UInt8]? {
        if file == .log { return try log(of: vote, from: 0) }
        do { return try call("\(vote)/\(file.rawValue)") } catch ErrorCode.wrongState { return nil }
    }

    /// Gives a member a token.
    public func draw(_ request: DrawRequest, in vote: VoteID) throws -> DrawAnswer {
        let text = try call("\(vote)/draw", request.text)
        return try read { try DrawAnswer(text: text) }
    }

    /// Gives a member the token drawn before.
    public func recover(_ request: RecoverRequest, in vote: VoteID) throws -> RecoverAnswer {
        let text = try call("\(vote)/recover", request.text)
        return try read { try RecoverAnswer(text: text) }
    }

    /// Takes a ballot, at the box's origin.
    public func cast(_ request: CastRequest, in vote: VoteID) throws -> CastAnswer {
        let text = try call("\(vote)/cast", request.text, at: identity().box)
        return try read { try CastAnswer(text: text) }
    }
}
