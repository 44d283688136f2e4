import Ristretto255

/// What the entries of a log are bound to: the tag of their signatures and the 16 bytes of the id (protocol section 7).
///
/// Votes and journals differ in nothing else, so that no entry of one can stand in the other.
public struct Chain: Hashable, Sendable {
    /// The tag of every signature.
    let tag: String
    /// The id, 16 bytes.
    let id: [UInt8]

    /// The log of a vote.
    public static func vote(_ vote: VoteID) -> Chain { Chain(tag: "URNE-V1-event", id: vote.bytes) }

    /// A journal.
    public static func journal(_ journal: JournalID) -> Chain { Chain(tag: "URNE-V1-act", id: journal.bytes) }
}
