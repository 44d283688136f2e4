/// Where somebody is at one moment of a session.
public enum Presence: Hashable, Sendable {
    case absent
    /// In the room.
    case inRoom
    /// Connected by video; without a picture the person does not count as present.
    case byVideo(picture: Bool)

    /// Whether the person is present in the sense of § 49 GO NRW.
    ///
    /// Who takes part by video is present, who interrupts the picture is not (Siegburg § 12c (2)).
    public var countsAsPresent: Bool {
        switch self {
        case .inRoom, .byVideo(picture: true): true
        case .absent, .byVideo(picture: false): false
        }
    }
}

/// Who came and went in the course of a session.
///
/// The book knows an order, and no clock. A moment is the number of entries made before it: the chair opens a vote after
/// so many entries, and who votes is what the book said then.
public struct AttendanceBook: Hashable, Sendable {
    private struct Entry: Hashable, Sendable {
        let person: String
        let presence: Presence
    }

    private var entries: [Entry] = []

    /// A book without an entry: nobody is present.
    public init() {}

    /// The present moment: all entries so far.
    public var now: Int { entries.count }

    /// Writes down that somebody came, went, or switched the picture on or off.
    public mutating func note(_ person: String, _ presence: Presence) {
        entries.append(Entry(person: person, presence: presence))
    }

    /// Where everybody was at a moment.
    public func presences(at moment: Int) -> [String: Presence] {
        Dictionary(entries.prefix(max(0, moment)).map { ($0.person, $0.presence) }, uniquingKeysWith: { $1 })
    }

    /// Everybody who was present at any moment up to now: who "took part in the session".
    public var everPresent: Set<String> {
        Set(entries.filter(\.presence.countsAsPresent).map(\.person))
    }
}
