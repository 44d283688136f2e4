import StrictJSON

/// The words of the text that is signed, apart from the catalogue, whose sentences people may reword.
///
/// A version is never changed once a record was signed with it: whoever wants other words, or another field in the
/// Niederschrift, writes `record-text-2.json`, raises ``newest``, and lets signatures name the version.
struct RecordWords: Sendable {
    /// The version that signatures do not name.
    static let first = 1
    /// The version that a record is written in today.
    static let newest = 1

    let version: Int
    private let table: [String: String]

    private static let tables = [1: read(PackageResources.record_text_1_json)]

    private init(version: Int, table: [String: String]) {
        self.version = version
        self.table = table
    }

    /// The words of a version; nil if this program does not know it.
    init?(version: Int) {
        guard let table = Self.tables[version] else { return nil }
        self.init(version: version, table: table)
    }

    /// The words of today.
    static let today = RecordWords(version: newest, table: tables[newest] ?? [:])

    /// The word for a section, a field, yes or no; its key where it has none, which a test rules out.
    func label(_ key: String) -> String { table[key] ?? key }

    /// What a value of a field is called; itself if it is no word of the program.
    func value(_ text: String, of member: String) -> String { table["value.\(member).\(text)"] ?? text }

    private static func read(_ bytes: [UInt8]) -> [String: String] {
        guard case .object(let object)? = try? JSON(lenient: bytes) else { return [:] }
        return object.members.reduce(into: [:]) { table, member in
            if case .string(let text) = member.value { table[member.name] = text }
        }
    }
}
