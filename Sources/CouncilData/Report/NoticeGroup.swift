/// A value that was read, with all that was tolerated on the way.
public struct Imported<Value: Sendable>: Sendable {
    /// The value, complete.
    public let value: Value
    /// One notice for each thing, in the order of finding.
    public let notices: [Notice]

    /// A value and its notices.
    public init(_ value: Value, notices: [Notice]) {
        self.value = value
        self.notices = notices
    }

    /// The notices with equal ones as one, most important first.
    public var summary: [NoticeGroup] { NoticeGroup.group(notices) }
}

/// Equal notices, shown as one line with a number.
public struct NoticeGroup: Hashable, Sendable {
    /// The first of them, which stands for the others.
    public let first: Notice
    /// How many they are.
    public let count: Int
    /// In how many files.
    public let files: Int

    /// Groups notices of one kind; more important ones come first, otherwise the order of finding stays.
    public static func group(_ notices: [Notice]) -> [NoticeGroup] {
        var order: [Notice.Kind] = []
        var members: [Notice.Kind: [Notice]] = [:]
        for notice in notices {
            if members[notice.kind] == nil { order.append(notice.kind) }
            members[notice.kind, default: []].append(notice)
        }
        let groups = order.compactMap { kind -> NoticeGroup? in
            guard let all = members[kind], let first = all.first else { return nil }
            return NoticeGroup(first: first, count: all.count, files: Set(all.map(\.file)).count)
        }
        let weights: [Notice.Kind.Weight] = [.check, .tolerated, .information]
        return weights.flatMap { weight in groups.filter { $0.first.kind.weight == weight } }
    }
}

/// Collects notices; reading one field twice gives one notice.
struct NoticeLog {
    private(set) var notices: [Notice] = []
    private var seen: Set<Notice> = []

    mutating func add(_ file: String, _ object: String?, line: Int? = nil, _ kind: Notice.Kind) {
        let notice = Notice(file: file, object: object, line: line, kind: kind)
        if seen.insert(notice).inserted { notices.append(notice) }
    }
}
