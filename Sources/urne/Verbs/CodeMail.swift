import CouncilData
import CouncilLaw
import Election
import Files
import Foundation
import Ristretto255
import StrictJSON
import VoteLaw
import Words

/// `urne code mail`: access data as mail files, one for each person, made by the registrar on a machine without a network
/// and sent by the town's own mail system.
enum CodeMail {
    static let verb = Verb(
        "code mail",
        [
            .required("people", "CSV"), .required("codes", "DIR"), .required("url", "URL"), .required("out", "DIR"),
            .value("from", "ADDRESS"), .value("session", "YYYY-MM-DD"), .value("hash", "HEX"), .value("person", "P"),
            .value("template", "F"), .flag("json"),
        ],
        run: write
    )

    /// Access data go out at least so many calendar days before the session (Siegburg, § 1 (4)).
    private static let daysBefore = 3

    private static func write(_ invocation: Invocation) throws {
        let letter = try Letter(invocation)
        let people = try PeopleCSV.read(invocation.required("people"))
        Notices.say(people.notices, invocation.console)
        let codes = try invocation.required("codes")
        let target = try invocation.required("out")
        let wanted = invocation.value("person")
        let members = people.value.filter { wanted == nil || $0.p == wanted }
        guard !members.isEmpty else { throw Misuse.badValue(option: "person", wanted ?? "") }
        let reachable = members.filter { MailMessage.isAddress($0.email ?? "") }
        // All of them before the first message: half a set is soon taken for the whole.
        for member in reachable { try withCode(of: member, in: codes) { _ in } }
        try PrivateFolder.ensure(target)
        for member in reachable {
            try withCode(of: member, in: codes) { code in
                var bytes = letter.message(to: member, code: code).bytes
                defer { wipe(&bytes) }
                try AtomicFile.write(bytes, to: "\(target)/\(member.p).eml", mode: 0o600)
            }
        }
        try AtomicFile.write(Array(list(members).utf8), to: target + "/versand.csv", mode: 0o600)
        report(members, reachable, target, invocation)
    }

    /// Runs `body` with the code in a person's file.
    private static func withCode(of member: Member, in folder: String, _ body: (AccessCode) throws -> Void) throws {
        let path = "\(folder)/\(member.p).txt"
        var typed = try SecretFile.readText(path)
        defer { wipe(&typed) }
        let code: AccessCode
        do { code = try AccessCode(typed: typed) } catch { throw CommandError.code(file: path, error) }
        try body(code)
    }

    // MARK: The list

    /// What was made for whom, with a column in which is entered when it was sent; for German spreadsheets.
    private static func list(_ members: [Member]) -> String {
        let columns = [
            "cli.mail.list.number", "cli.mail.list.name", "cli.mail.list.email", "cli.mail.list.file",
            "cli.mail.list.sent",
        ]
        let head = columns.map { Words.sentence($0, in: .german) }
        let rows = members.map { member in
            let address = member.email ?? ""
            return [member.p, member.name, address, MailMessage.isAddress(address) ? "\(member.p).eml" : "", ""]
        }
        let lines = ([head] + rows).map { $0.map(cell).joined(separator: ";") + "\r\n" }
        return "\u{FEFF}" + lines.joined()
    }

    /// A cell; one that a spreadsheet would take for a formula is made a text.
    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        return "\"" + ((isFormula ? "'" : "") + text).replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    // MARK: What is said

    private static func report(_ members: [Member], _ reachable: [Member], _ target: String, _ invocation: Invocation) {
        let console = invocation.console
        console.say("cli.mail.written", ["count": String(reachable.count), "folder": target])
        let others = members.filter { member in !reachable.contains { $0.p == member.p } }
        if !others.isEmpty {
            console.warn("cli.mail.noAddress", ["people": others.map(\.p).joined(separator: ", ")])
        }
        if let days = daysLeft(invocation), days < daysBefore {
            console.warn("cli.mail.late", ["days": String(max(0, days)), "least": String(daysBefore)])
        }
        console.hint("cli.mail.written.hint", ["folder": target])
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("count", reachable.count)
        writer.add("folder", target)
        writer.add("without", raw: JSONWriter.array(others.map { JSONWriter.quote($0.p) }))
        console.out(writer.object)
    }

    /// Calendar days from today to the session.
    private static func daysLeft(_ invocation: Invocation) -> Int? {
        guard let text = invocation.value("session"), let session = try? CalendarDate(parsing: text, as: .session),
            let today = try? CalendarDate(parsing: String(Clock.now().prefix(10)), as: .date)
        else { return nil }
        return today.days(until: session)
    }
}

/// The text of the message: the town's own template, or the one in the catalogue.
private struct Letter {
    private let pattern: String
    private let url: String
    private let from: MailMessage.Mailbox?
    private let holes: [String: String]
    private let subject: String

    init(_ invocation: Invocation) throws {
        let language = invocation.language
        url = try invocation.required("url")
        // The link has the code behind `#`, which no browser sends to any server.
        guard Self.isPage(url) else { throw Misuse.badValue(option: "url", url) }
        from = try invocation.value("from").map { address in
            guard MailMessage.isAddress(address) else { throw Misuse.badValue(option: "from", address) }
            return MailMessage.Mailbox(name: "", address: address)
        }
        if let path = invocation.value("template") {
            pattern = String(decoding: try AtomicFile.read(path, limit: 1 << 16), as: UTF8.self)
            for hole in ["{p}", "{code}", "{link}"] where !pattern.contains(hole) {
                throw CommandError.template(file: path, hole: hole)
            }
        } else {
            pattern = Words.all(in: language)["cli.mail"] ?? ""
        }
        var day = ""
        if let text = invocation.value("session") {
            let date: CalendarDate
            do { date = try CalendarDate(parsing: text, as: .session) } catch {
                throw Misuse.badValue(option: "session", text)
            }
            day = date.statement.text(in: language)
        }
        let hash = invocation.value("hash") ?? ""
        if !hash.isEmpty, (try? Hex.decode(hash, field: "hash", byteCount: 32)) == nil {
            throw Misuse.badValue(option: "hash", hash)
        }
        // A line that has nothing to say is left out with its hole.
        holes = [
            "session": day.isEmpty ? "" : Words.sentence("cli.mail.session", ["date": day], in: language) + "\n\n",
            "hash": hash.isEmpty ? "" : Words.sentence("cli.mail.hash", ["hash": hash], in: language) + "\n\n",
        ]
        subject = Words.sentence("cli.mail.subject", in: language)
    }

    /// Whether a text is an address of a page to which a fragment can be added.
    private static func isPage(_ url: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: { url.hasPrefix($0) }) else { return false }
        return url.utf8.count > scheme.utf8.count && url.utf8.count <= 500 && !url.contains("#")
            && url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    func message(to member: Member, code: AccessCode) -> MailMessage {
        let text = code.letterText()
        let name = Console.printable(member.name)
        let own = ["name": name, "p": member.p, "code": text, "link": "\(url)#p=\(member.p)&c=\(text)"]
        return MailMessage(
            from: from,
            to: MailMessage.Mailbox(name: name, address: member.email ?? ""),
            subject: subject,
            text: Words.fill(pattern, holes.merging(own) { $1 })
        )
    }
}
