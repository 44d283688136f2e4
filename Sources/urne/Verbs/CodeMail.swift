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
            .value("report", "TEXT"), .value("template", "F"), .value("templates", "DIR"), .flag("json"),
        ],
        run: write
    )

    private static func write(_ invocation: Invocation) throws {
        let letter = try Letter(invocation)
        let set = try CodeSet(invocation)
        let reachable = set.members.filter { MailMessage.isAddress($0.email ?? "") }
        try set.require(reachable)
        let today = String(Clock.now().prefix(10))
        // Read before anything is written: what somebody has entered there must not be lost.
        var list = try MailList(set.target + "/versand.csv")
        list.add(set.members, written: today)
        try PrivateFolder.ensure(set.target)
        for member in reachable {
            try set.withCode(of: member) { code in
                var bytes = letter.message(to: member, code: code).bytes
                defer { wipe(&bytes) }
                try AtomicFile.write(bytes, to: "\(set.target)/\(member.p).eml", mode: 0o600)
            }
        }
        try list.write()
        report(set.members, reachable, set.target, MailDeadline(invocation, today: today), invocation)
    }

    /// Whether a text is an address of a page to which a fragment can be added.
    static func isPage(_ url: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: { url.hasPrefix($0) }) else { return false }
        return url.utf8.count > scheme.utf8.count && url.utf8.count <= 500 && !url.contains("#")
            && url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    // MARK: What is said

    private static func report(
        _ members: [Member],
        _ reachable: [Member],
        _ target: String,
        _ deadline: MailDeadline?,
        _ invocation: Invocation
    ) {
        let console = invocation.console
        console.say("cli.mail.written", ["count": String(reachable.count), "folder": target])
        let ofCouncil = reachable.filter(\.sitsInCouncil).count
        if ofCouncil < reachable.count { console.say("cli.mail.members", ["count": String(ofCouncil)]) }
        let others = members.filter { member in !reachable.contains { $0.p == member.p } }
        if !others.isEmpty {
            console.warn("cli.mail.noAddress", ["people": others.map(\.p).joined(separator: ", ")])
        }
        say(deadline, console)
        console.hint("cli.mail.written.hint", ["folder": target])
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("count", reachable.count)
        writer.add("members", ofCouncil)
        writer.add("folder", target)
        writer.add("without", raw: JSONWriter.array(others.map { JSONWriter.quote($0.p) }))
        console.out(writer.object)
    }

    private static func say(_ deadline: MailDeadline?, _ console: Console) {
        guard let deadline else { return console.hint("cli.mail.noSession", ["least": String(MailDeadline.days)]) }
        let holes = [
            "days": String(max(0, deadline.daysLeft)), "least": String(MailDeadline.days),
            "date": deadline.lastDay.statement.text(in: console.language),
        ]
        switch deadline.standing {
        case .early: console.say("cli.mail.until", holes)
        case .near: console.warn("cli.mail.until", holes)
        case .late: console.warn("cli.mail.late", holes)
        }
    }
}

/// The text of the message: the town's own template, or the one in the catalogue; another one for officers and tellers.
private struct Letter {
    private let pattern: String
    private let officePattern: String
    private let chairPattern: String
    private let url: String
    private let from: MailMessage.Mailbox?
    private let holes: [String: String]
    private let subject: String
    private let officeSubject: String

    init(_ invocation: Invocation) throws {
        let language = invocation.language
        url = try invocation.required("url")
        // The link has the code behind `#`, which no browser sends to any server.
        guard CodeMail.isPage(url) else { throw Misuse.badValue(option: "url", url) }
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
        officePattern = Words.all(in: language)["cli.mail.office"] ?? ""
        chairPattern = Words.all(in: language)["cli.mail.chair"] ?? ""
        var day = ""
        if let text = invocation.value("session") {
            let date: CalendarDate
            do { date = try CalendarDate(parsing: text, as: .session) } catch {
                throw Misuse.badValue(option: "session", text)
            }
            day = date.statement.text(in: language)
        }
        let hash = try invocation.pageHash() ?? ""
        // A line that has nothing to say is left out with its hole.
        holes = [
            "session": day.isEmpty ? "" : Words.sentence("cli.mail.session", ["date": day], in: language) + "\n\n",
            "report": invocation.value("report").map {
                Words.sentence("cli.mail.report", ["report": Console.printable($0)], in: language) + "\n\n"
            } ?? "",
            "hash": hash.isEmpty ? "" : Words.sentence("cli.mail.hash", ["hash": hash], in: language) + "\n\n",
        ]
        subject = Words.sentence("cli.mail.subject", in: language)
        officeSubject = Words.sentence("cli.mail.office.subject", in: language)
    }

    func message(to member: Member, code: AccessCode) -> MailMessage {
        let text = code.letterText()
        let name = Console.printable(member.name)
        let fragment = "#p=\(member.p)&c=\(text)"
        var own = ["name": name, "p": member.p, "code": text, "link": url + fragment]
        let isOffice = !member.sitsInCouncil
        for page in OfficePage.allCases { own[page.rawValue] = page.page(of: url) + fragment }
        own["chair"] = member.mayChair ? Words.fill(chairPattern, own) + "\n\n" : ""
        return MailMessage(
            from: from,
            to: MailMessage.Mailbox(name: name, address: member.email ?? ""),
            subject: isOffice ? officeSubject : subject,
            date: Clock.mailDate(),
            text: Words.fill(isOffice ? officePattern : pattern, holes.merging(own) { $1 })
        )
    }
}
