/// The five files of a record (protocol section 14), and the journal that ends a vote which could not be opened.
public enum RecordFile: String, CaseIterable, Sendable {
    case log = "log.jsonl"
    case roll = "roll.jsonl"
    case register = "register.jsonl"
    case ballots = "ballots.jsonl"
    case law = "law.json"
    /// Beside a log that ends in the state tallying; other programs ignore it.
    case abandonment = "abandoned.jsonl"
}

/// The bytes of a record; a file that is not there has no entry.
public struct RecordFiles: Sendable {
    private var files: [RecordFile: [UInt8]]
    private let unreadable: Set<RecordFile>

    /// A record of these files; those that are there and cannot be read are `unreadable`.
    public init(_ files: [RecordFile: [UInt8]], unreadable: Set<RecordFile> = []) {
        self.files = files
        self.unreadable = unreadable
    }

    /// Whether the file is there and cannot be read: a folder of its name, a device, or one without permission.
    func isUnreadable(_ file: RecordFile) -> Bool { unreadable.contains(file) }

    /// Whether nothing of this name is there.
    func lacks(_ file: RecordFile) -> Bool { files[file] == nil && !isUnreadable(file) }

    /// The bytes of one file.
    public subscript(_ file: RecordFile) -> [UInt8]? {
        get { files[file] }
        set { files[file] = newValue }
    }
}
