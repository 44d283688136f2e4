/// The list of persons: members and staff, each with a number.
public enum PeopleCSV {
    /// The columns of the list.
    public static let columns = [
        CSVColumn(
            "p",
            ["Nummer", "Nr", "Mitgliedsnummer", "Mitglieds-Nr", "Personennummer", "Kennung", "ID", "number"],
            isRequired: true
        ),
        CSVColumn("name", ["Namen", "Vor- und Nachname", "Vorname Name", "Person", "Mitglied"], isRequired: true),
        CSVColumn("role", ["Rolle", "Funktion", "Amt", "Aufgabe", "Art der Mitgliedschaft"]),
        CSVColumn("faction", ["Fraktion", "Gruppe", "Fraktion/Gruppe", "group"]),
        CSVColumn("address", ["Adresse", "Anschrift", "Postanschrift", "Wohnanschrift"]),
        CSVColumn("email", ["E-Mail", "E-Mail-Adresse", "Mail", "Mailadresse", "E-Post"]),
        CSVColumn("formOfAddress", ["Anrede"], isExpected: false),
        CSVColumn("votingRight", ["Stimmrecht", "stimmberechtigt"], isExpected: false),
    ]

    /// Reads the list at `path`.
    public static func read(_ path: String) throws(ImportError) -> Imported<[Member]> {
        try read(SourceFile(path: path))
    }

    /// Reads a list.
    public static func read(_ source: SourceFile) throws(ImportError) -> Imported<[Member]> {
        let records = try CSVTable(source).records(columns)
        var log = NoticeLog()
        var members: [Member] = []
        var lines: [String: Int] = [:]
        var names: Set<String> = []
        var unknown: [(role: String, line: Int, count: Int)] = []
        for record in records.value {
            let member = try member(record, source.name, &log)
            if let first = lines.updateValue(record.line, forKey: member.p) {
                throw ImportError(source.name, line: record.line, .duplicateNumber(member.p, firstLine: first))
            }
            if !names.insert(member.name).inserted {
                log.add(source.name, nil, line: record.line, .sameName(name: member.name))
            }
            members.append(member)
            let isSaid = record.line("votingRight", source.name, &log) != nil
            guard !isSaid, let role = member.role, !StaffRole.holds(role), !CouncilRole.isKnown(role) else { continue }
            if let known = unknown.firstIndex(where: { $0.role == role }) {
                unknown[known].count += 1
            } else {
                unknown.append((role, record.line, 1))
            }
        }
        for (role, line, count) in unknown {
            log.add(source.name, nil, line: line, .unknownRole(role: role, count: count))
        }
        return Imported(members, notices: records.notices + log.notices)
    }

    /// The line on which a person stands in the list at `path`; nil if nobody has that number.
    public static func line(of p: String, in path: String) throws(ImportError) -> Int? {
        try CSVTable(SourceFile(path: path)).records(columns).value
            .first { $0["p"].filter { !$0.isWhitespace } == p }?.line
    }

    private static func member(
        _ record: CSVRecord,
        _ file: String,
        _ log: inout NoticeLog
    ) throws(ImportError) -> Member {
        let p = record.line("p", file, &log) ?? ""
        guard Member.isNumber(p) else { throw ImportError(file, line: record.line, .council(.wrongNumber(p))) }
        guard let name = record.line("name", file, &log) else {
            throw ImportError(file, line: record.line, .emptyName)
        }
        let parts = PersonName.parts(of: name)
        let role = record.line("role", file, &log)
        let email = record.line("email", file, &log)
        if let email, !isEmail(email) {
            log.add(file, nil, line: record.line, .unusualEmail(found: email))
        }
        let votingRight = try votes(record, role: role, file, &log)
        return Member(
            p: p,
            name: name,
            given: parts.given,
            family: parts.family,
            formOfAddress: record.line("formOfAddress", file, &log),
            role: role,
            faction: FactionName.meaning(record.line("faction", file, &log)),
            address: record.lines("address", file, &log),
            email: email,
            votingRight: votingRight
        )
    }

    /// Whether the person votes: the column says so, or else the role, because staff get numbers from this list too.
    private static func votes(
        _ record: CSVRecord,
        role: String?,
        _ file: String,
        _ log: inout NoticeLog
    ) throws(ImportError) -> Bool {
        let said: Bool?
        if let text = record.line("votingRight", file, &log) {
            guard let answer = YesNo.value(text) else { throw ImportError(file, line: record.line, .notYesOrNo(text)) }
            said = answer
        } else {
            said = nil
        }
        let votingRight = said ?? !(role.map(StaffRole.holds) ?? false)
        if !votingRight { log.add(file, nil, line: record.line, .withoutVote(role: role ?? "")) }
        return votingRight
    }

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(" ") }
    }
}

/// The ways to say yes and no in a table.
enum YesNo {
    static func value(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "ja", "j", "yes", "y", "true", "wahr", "1", "x": true
        case "nein", "n", "no", "false", "falsch", "0": false
        default: nil
        }
    }
}

/// The names that mean no faction.
enum FactionName {
    static func meaning(_ name: String?) -> String? {
        guard let name else { return nil }
        let none = ["fraktionslos", "fraktionslose", "fraktionsloses mitglied", "keine", "ohne fraktion", "none"]
        return none.contains(name.lowercased()) ? nil : name
    }
}
