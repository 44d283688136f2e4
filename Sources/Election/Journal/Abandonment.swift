import Ristretto255
import StrictJSON

/// The act that ends a vote which can never be opened: a share is in the log, and t tellers can no longer be had
/// (protocol section 13, last paragraph).
///
/// The log stays in the state tallying for good. The officer's act stands in a journal, beside the log; everything is
/// erased as after `void`, and the council votes by post.
public struct Abandonment: Hashable, Sendable {
    /// The vote.
    public let vote: VoteID
    /// The last head of its log.
    public let head: Digest
    /// Why, in the officer's words.
    public let reason: String
    /// When, such as `2026-11-22T18:05:00+01:00`; for people.
    public let time: String

    /// The end of a vote whose log ends with `head`.
    public init(vote: VoteID, head: Digest, reason: String, at time: String) {
        self.vote = vote
        self.head = head
        self.reason = reason
        self.time = time
    }

    /// Reads the body of an entry.
    public init(body: String) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: Array(body.utf8), exactly: ["vote", "head", "reason", "at"])
            guard let vote = VoteID(try fields.hex("vote", byteCount: 16)) else { throw Fault(.abandonment) }
            return Abandonment(
                vote: vote,
                head: try Digest(field: "head", fields),
                reason: try fields.string("reason"),
                at: try fields.string("at")
            )
        }
    }

    /// The body of the entry.
    public var body: String {
        var writer = JSONWriter()
        writer.add("vote", hex: vote.bytes)
        writer.add("head", hex: head.encoded)
        writer.add("reason", reason)
        writer.add("at", time)
        return writer.object
    }
}

extension EventLog {
    /// Whether the vote stands still for want of shares, so that it may be abandoned.
    public var lacksShares: Bool {
        state == .tallying && shares.count < (manifest?.threshold ?? 0)
    }

    /// Whether nothing can follow any more.
    public var isOver: Bool { state.isEnd || abandonment != nil }

    /// Whether register and ballots are part of the record.
    public var hasBoard: Bool { state.hasBoard && abandonment == nil }

    /// Takes the journal that ends this vote.
    ///
    /// Throws a ``LogFault`` (check V5): the vote must lack shares, and the journal must hold exactly one abandonment, of
    /// this vote at its newest event, signed with the officer's key of the manifest.
    public mutating func abandon(_ journal: Journal) throws(LogFault) {
        guard let manifest, lacksShares, abandonment == nil else {
            throw LogFault(.v5, .wrongState(type: JournalAct.abandon.rawValue, state: stateName))
        }
        let body = try journal.body(of: .abandon, for: manifest)
        let abandonment: Abandonment
        do { abandonment = try Abandonment(body: body) } catch { throw LogFault(.v1, error.rule) }
        guard abandonment.vote == manifest.vote, abandonment.head == head else { throw LogFault(.v5, .abandonment) }
        self.abandonment = abandonment
    }

    /// The state in sentences for people: its name in the catalogue.
    public var stateName: String { abandonment == nil ? state.rawValue : "abandoned" }
}
