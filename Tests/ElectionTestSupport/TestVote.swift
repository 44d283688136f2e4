import BlindToken
import Election
import Proofs
import Ristretto255
import SealedBallot

/// A whole vote in memory: every party played by the test, every step by the public functions.
public struct TestVote: Sendable {
    public let council: TestCouncil
    public let manifest: Manifest
    public let roll: RollFile
    public let law: [UInt8]?
    public let issuer = IssuerKey.random()
    public var log = EventLog()
    /// The tellers' shares of the key, from the third round on.
    public internal(set) var keyShares: [KeyShare] = []
    var ceremonySecrets: [CeremonySecret] = []
    /// Tokens of the members who drew.
    public internal(set) var tokens: [PersonID: Token] = [:]
    /// What the server would keep of each draw.
    public internal(set) var draws: [PersonID: (request: DrawRequest, evaluation: BlindEvaluation)] = [:]
    /// The register as it will be published; tests may spoil it.
    public var register: [RegisterLine] = []
    /// The box as it will be published; tests may spoil it.
    public var ballots: [BoardLine] = []
    /// The published files.
    public internal(set) var registerText: String?
    public internal(set) var ballotsText: String?

    /// Three options of which exactly one is marked.
    public static let yesNoAbstain = [
        Manifest.Option(id: "yes", label: "Ja"), Manifest.Option(id: "no", label: "Nein"),
        Manifest.Option(id: "abstain", label: "Enthaltung"),
    ]

    /// A vote whose manifest has been signed; `change` alters the manifest before.
    public init(
        _ council: TestCouncil = TestCouncil(),
        options: [Manifest.Option] = yesNoAbstain,
        minimum: Int = 1,
        maximum: Int = 1,
        threshold: Int = 2,
        law: String? = nil,
        change: (inout Manifest) -> Void = { _ in }
    ) throws {
        self.council = council
        roll = try RollFile(council.roll)
        self.law = law.map { Array($0.utf8) }
        var manifest = Manifest(
            vote: .random(),
            realm: council.realm,
            roll: roll.digest,
            rollCount: roll.entries.count,
            body: "Rat der Stadt Musterhausen",
            title: "TOP 1",
            question: "Wer stimmt zu?",
            options: options,
            minimum: minimum,
            maximum: maximum,
            threshold: threshold,
            officers: council.officers,
            law: self.law.map { Digest.sha512($0) }
        )
        change(&manifest)
        self.manifest = manifest
        try append(.manifest(manifest), by: .officer)
    }

    /// What ballots are made with.
    public var context: BallotContext {
        guard let context = log.ballotContext else { fatalError("the vote is not open yet") }
        return context
    }

    /// An event at the current head, signed by `role` or by somebody else's key, checked by nobody.
    public func event(
        _ kind: EventKind,
        body: String,
        by role: Role,
        key: PersonKey? = nil,
        n: Int? = nil,
        prev: Digest? = nil,
        vote: VoteID? = nil
    ) -> Event {
        Event(
            signedBy: (key ?? council.key(of: role)).signing,
            vote: vote ?? manifest.vote,
            n: n ?? log.events.count,
            prev: prev ?? log.head,
            kind: kind,
            by: role,
            body: body
        )
    }

    /// An event with this content.
    public func event(_ content: EventContent, by role: Role) -> Event {
        event(content.kind, body: content.body, by: role)
    }

    /// Signs an event and appends it to the log, which checks it.
    public mutating func append(_ content: EventContent, by role: Role) throws {
        try log.append(event(content, by: role))
    }

    /// The record as the server would publish it in this state.
    public var record: RecordFiles {
        var files = RecordFiles([
            .log: Array(log.events.map { $0.line + "\n" }.joined().utf8),
            .roll: Array(roll.text.utf8),
        ])
        files[.law] = law
        if log.state.hasBoard {
            files[.register] = registerText.map { Array($0.utf8) }
            files[.ballots] = ballotsText.map { Array($0.utf8) }
        }
        return files
    }

    /// The record with one more event, which nobody has checked.
    public func record(adding events: Event...) -> RecordFiles {
        var files = record
        files[.log]? += Array(events.map { $0.line + "\n" }.joined().utf8)
        return files
    }
}
