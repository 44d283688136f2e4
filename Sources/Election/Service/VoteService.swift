import Ristretto255

/// What a server offers to people's programs, whether it is in the same process or behind HTTP
/// (protocol section 15).
///
/// Every call may throw an ``ErrorCode``.
public protocol VoteService: Sendable {
    /// `GET /v1/server`.
    ///
    /// Throws only what keeps the server from being reached.
    func server() throws -> ServerInfo
    /// `GET /v1/votes`.
    ///
    /// Throws only what keeps the server from being reached.
    func votes() throws -> [VoteSummary]
    /// `POST /v1/{vote}/event` for the first event, with roll and law. Returns the new head.
    ///
    /// Throws a ``Refusal`` or its code: `bad_request` (manifest, roll or law), `bad_sig` (the officer is not registered, or
    /// the signature does not hold), `stale_head` (there is a vote of this id).
    func create(_ event: Event, roll: [UInt8], law: [UInt8]?) throws -> Digest
    /// `POST /v1/{vote}/event`. Returns the new head.
    ///
    /// Throws a ``Refusal`` or its code: `bad_request`, `unknown_vote`, `wrong_state` (also for what is not the signer's to
    /// do), `bad_sig`, `bad_proof` (ceremony and shares), `stale_head` (another event was faster).
    func append(_ event: Event, to vote: VoteID) throws -> Digest
    /// `POST /v1/{vote}/journal`: an act beside the log, ``JournalAct``, which stands once for each vote. The same journal
    /// again changes nothing.
    ///
    /// Throws a ``Refusal`` or its code: `bad_request`, `unknown_vote`, `wrong_state` (the vote is not at that point, or the
    /// journal does not say what fits it), `bad_sig`.
    func record(_ journal: Journal, of vote: VoteID) throws
    /// `GET /v1/{vote}/log`: JSONL; until `announce` it ends before the share that opens the result.
    ///
    /// Throws `unknown_vote`.
    func log(of vote: VoteID, from: Int) throws -> [UInt8]
    /// `POST /v1/{vote}/log`: the whole log, for officers and tellers.
    ///
    /// Throws `bad_request`, `unknown_vote`, `wrong_state` (before `open`, or for a role that may not) or `bad_sig`.
    func log(of vote: VoteID, _ request: ViewRequest) throws -> [UInt8]
    /// `GET /v1/{vote}/status`.
    ///
    /// Throws `unknown_vote`.
    func status(of vote: VoteID) throws -> VoteStatus
    /// `POST /v1/{vote}/view`: who has drawn, for officers.
    ///
    /// Throws `bad_request`, `unknown_vote`, `wrong_state` (before `open`, or for a role that may not) or `bad_sig`.
    func view(_ vote: VoteID, _ request: ViewRequest) throws -> [PersonID]
    /// `GET /v1/{vote}/{roll|register|ballots|abandoned|lot}.jsonl` and `law.json`; nil if the vote has no such file (yet).
    ///
    /// Throws `unknown_vote`.
    func file(_ file: RecordFile, of vote: VoteID) throws -> [UInt8]?
    /// `POST /v1/{vote}/draw`.
    ///
    /// Throws `bad_request`, `unknown_vote`, `wrong_state`, `unknown_person`, `bad_sig`, or `drawn` (with another B).
    func draw(_ request: DrawRequest, in vote: VoteID) throws -> DrawAnswer
    /// `POST /v1/{vote}/recover`.
    ///
    /// Throws `bad_request`, `unknown_vote`, `wrong_state`, `unknown_person`, `bad_sig` or `not_drawn`.
    func recover(_ request: RecoverRequest, in vote: VoteID) throws -> RecoverAnswer
    /// `POST /v1/{vote}/cast`, on the box origin.
    ///
    /// Throws `bad_request`, `unknown_vote`, `wrong_state`, `bad_token`, `used`, `bad_proof` or `dup_tracker`.
    func cast(_ request: CastRequest, in vote: VoteID) throws -> CastAnswer
}

extension VoteService {
    /// The public log, checked, with the act that ended the vote outside it, if there is one.
    ///
    /// Throws a ``Fault`` if the log breaks a rule, or what the server answers.
    public func publicLog(of vote: VoteID) throws -> EventLog {
        try EventLog(file: log(of: vote, from: 0)).ended(by: self)
    }
}

extension EventLog {
    /// The log with the act that ended the vote outside it, as far as a server shows one.
    ///
    /// Throws a ``Fault`` if the journal breaks a rule or does not end this vote, or what the server answers.
    public func ended(by service: any VoteService) throws -> EventLog {
        guard lacksShares, let vote = manifest?.vote, let text = try service.file(.abandonment, of: vote) else {
            return self
        }
        var log = self
        let name = RecordFile.abandonment.rawValue
        do { try log.abandon(Journal(file: text, named: name)) } catch let fault as LogFault {
            throw Fault(fault.rule, file: name)
        }
        return log
    }
}

/// Who the server is.
public struct ServerInfo: Hashable, Sendable {
    /// The server's public key.
    public let key: Element
    /// The realm whose members it serves.
    public let realm: Realm

    /// A server.
    public init(key: Element, realm: Realm) {
        self.key = key
        self.realm = realm
    }
}

/// One line of the list of votes.
public struct VoteSummary: Hashable, Sendable {
    /// The vote.
    public let vote: VoteID
    /// Its state in the public log.
    public let state: VoteState
    /// The agenda item.
    public let title: String

    /// A summary.
    public init(vote: VoteID, state: VoteState, title: String) {
        self.vote = vote
        self.state = state
        self.title = title
    }
}

/// How far a vote is, as numbers only.
public struct VoteStatus: Hashable, Sendable {
    /// State in the public log.
    public let state: VoteState
    /// Tokens drawn.
    public let draws: Int
    /// Ballots in the box.
    public let ballots: Int
    /// Whether it came out of a backup under way, so that it can only be voided.
    public let isRestored: Bool

    /// A status.
    public init(state: VoteState, draws: Int, ballots: Int, isRestored: Bool = false) {
        self.state = state
        self.draws = draws
        self.ballots = ballots
        self.isRestored = isRestored
    }
}
