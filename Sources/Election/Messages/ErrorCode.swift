/// The codes a server answers with when it refuses (protocol section 15).
public enum ErrorCode: String, Error, CaseIterable, Sendable {
    /// Wrong form: JSON, length, encoding, element or scalar.
    case badRequest = "bad_request"
    case unknownVote = "unknown_vote"
    /// Not now, or not by this role.
    case wrongState = "wrong_state"
    /// Not in the roll.
    case unknownPerson = "unknown_person"
    case badSignature = "bad_sig"
    /// The member has drawn another token.
    case drawn
    case notDrawn = "not_drawn"
    case badToken = "bad_token"
    /// The token has been used for another ballot.
    case used
    case badProof = "bad_proof"
    /// Two ballots would have one tracker; encrypt afresh.
    case duplicateTracker = "dup_tracker"
    /// The event does not follow the newest one; read the log again.
    case staleHead = "stale_head"
}
