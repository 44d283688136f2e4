import Ristretto255
import StrictJSON

/// One attending, non-excluded member: a line of `roll.jsonl` (protocol section 8).
public struct RollEntry: Hashable, Sendable {
    /// The member's id.
    public let person: PersonID
    /// The member's name.
    public let name: String
    /// The member's public key V.
    public let key: Element

    /// An entry.
    public init(person: PersonID, name: String, key: Element) {
        self.person = person
        self.name = name
        self.key = key
    }

    /// Reads one line without its line feed.
    public init(line: some Collection<UInt8>) throws(Fault) {
        self = try faults { try RollEntry(Fields(parsing: line, exactly: Self.names)) }
    }

    /// Reads an entry that is part of a larger text.
    init(_ value: JSON) throws(Fault) {
        self = try faults { try RollEntry(Fields(value, exactly: Self.names)) }
    }

    private static let names = ["p", "name", "key"]

    private init(_ fields: Fields) throws {
        person = try PersonID(field: "p", fields)
        name = try fields.string("name")
        key = try Element(field: "key", fields)
    }

    /// The line with its line feed.
    public var line: String {
        var writer = JSONWriter()
        writer.add("p", person.description)
        writer.add("name", name)
        writer.add("key", hex: key.encoded)
        return writer.object + "\n"
    }
}

/// `roll.jsonl`: who may draw a token in one vote.
public struct RollFile: Sendable {
    /// The members in ascending order of `p`.
    public let entries: [RollEntry]

    /// Puts members in order.
    ///
    /// Throws a ``Fault`` if two share an id or a key.
    public init(_ entries: [RollEntry]) throws(Fault) {
        self.entries = entries.sorted { $0.person < $1.person }
        try Self.check(self.entries)
    }

    /// Reads and checks the file (check V9 without the hash).
    public init(file: [UInt8]) throws(Fault) {
        var entries: [RollEntry] = []
        for (number, line) in try Lines(file, file: RecordFile.roll.rawValue) {
            do {
                entries.append(try RollEntry(line: line))
            } catch {
                throw error.at(file: RecordFile.roll.rawValue, line: number)
            }
        }
        try Self.check(entries)
        self.entries = entries
    }

    private static func check(_ entries: [RollEntry]) throws(Fault) {
        let file = RecordFile.roll.rawValue
        guard entries.count <= Manifest.maximumRoll else { throw Fault(.rollSize, file: file) }
        var keys: Set<Element> = []
        for (index, entry) in entries.enumerated() {
            if index > 0 {
                let previous = entries[index - 1].person
                if previous == entry.person {
                    throw Fault(.personTwice(entry.person.description), file: file, line: index + 1)
                }
                guard previous < entry.person else { throw Fault(.order, file: file, line: index + 1) }
            }
            guard keys.insert(entry.key).inserted else { throw Fault(.keyTwice, file: file, line: index + 1) }
        }
    }

    /// The text of the file.
    public var text: String { entries.map(\.line).joined() }

    /// SHA-512 of the file.
    public var digest: Digest { .sha512(text) }

    /// The entry of a member.
    public func entry(of person: PersonID) -> RollEntry? {
        var range = entries[...]
        while let middle = range.indices.dropFirst(range.count / 2).first {
            if entries[middle].person == person { return entries[middle] }
            range = entries[middle].person < person ? range[(middle + 1)...] : range[..<middle]
        }
        return nil
    }
}
