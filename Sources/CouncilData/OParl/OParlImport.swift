/// Reads a council from the files of an OParl interface.
public enum OParlImport {
    /// What to read, where the files hold more than one.
    public struct Options: Sendable {
        /// The day to count members on if there is no meeting, and from which on to look for the next meeting.
        public var today: CalendarDay
        /// Name, short name, AGS or id of the body, if there are several.
        public var body: String?
        /// Name or id of the organization that is the council, if it cannot be told.
        public var council: String?
        /// Name or id of the meeting; otherwise the next one.
        public var meeting: String?

        /// Options; `today` comes from the caller's clock.
        public init(today: CalendarDay, body: String? = nil, council: String? = nil, meeting: String? = nil) {
            self.today = today
            self.body = body
            self.council = council
            self.meeting = meeting
        }
    }

    /// Reads the files at `paths`; a folder stands for all `*.json` in it.
    ///
    /// Members get numbers by family name, given name and id. With the `earlier` council they keep theirs.
    public static func read(
        _ paths: [String],
        _ options: Options,
        earlier: Council? = nil
    ) throws(ImportError) -> Imported<Council> {
        try read(files: SourceFile.json(at: paths), options, earlier: earlier)
    }

    /// Reads files that are in memory.
    public static func read(
        files: [SourceFile],
        _ options: Options,
        earlier: Council? = nil
    ) throws(ImportError) -> Imported<Council> {
        let names = source(of: files.map(\.name))
        let set = try OParlSet(files)
        guard !set.objects.isEmpty else { throw ImportError(names, .notOParl) }

        var reader = OParlReader(set: set, options: options, source: names)
        let body = try reader.body()
        let council = try reader.council(of: body)
        let meeting = try reader.meeting(of: council, in: body)
        let day = meeting?.start?.day ?? options.today
        let groups = reader.groups(in: body, besides: council, on: day)
        let people = try reader.members(of: council, groups: groups, on: day)
        let numbered = Numbering.number(people, earlier: earlier, source: names, &reader.log)

        do {
            let value = try Council(
                body: reader.bodyValue(body),
                members: numbered.members,
                former: numbered.former,
                factions: reader.factions(groups.factions, of: numbered.members, earlier: earlier),
                committees: reader.committees(groups.committees, members: numbered.members, on: day),
                meeting: meeting
            )
            return Imported(value, notices: reader.log.notices)
        } catch {
            throw ImportError(names, .council(error))
        }
    }
}

extension OParlImport {
    /// What messages about all files call them: the one file, the folder they share, or the first one.
    private static func source(of names: [String]) -> String {
        guard let first = names.first, names.count > 1 else { return names.first ?? "" }
        let folder = first.prefix { $0 != "/" }
        return names.allSatisfy { $0.hasPrefix(folder + "/") } ? String(folder) : first + " …"
    }
}

/// Applies the recipe to a set of objects; each step is an extension in a file of its own.
struct OParlReader {
    let set: OParlSet
    let options: OParlImport.Options
    /// The names of the files, for what concerns all of them.
    let source: String
    let memberships: OParlMemberships
    var log: NoticeLog

    init(set: OParlSet, options: OParlImport.Options, source: String) {
        self.set = set
        self.options = options
        self.source = source
        self.log = set.log
        self.memberships = OParlMemberships(set, &log)
    }

    /// Whether something with a first and a last day, each of which may be open, exists on `day`.
    mutating func isActive(_ object: OParlObject, on day: CalendarDay) -> Bool {
        let start = object.day("startDate", &log)
        let end = object.day("endDate", &log)
        return (start.map { $0 <= day } ?? true) && (end.map { $0 >= day } ?? true)
    }

    /// Whether an object is called `wanted`, by name, short name or id.
    mutating func isCalled(_ wanted: String, _ object: OParlObject) -> Bool {
        wanted == object.id || wanted == object.text("name", &log) || wanted == object.text("shortName", &log)
    }
}
