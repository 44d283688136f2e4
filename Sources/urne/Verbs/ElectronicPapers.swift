import CouncilLaw
import Election
import Files
import Foundation
import Papers
import Ristretto255
import StrictJSON
import VoteLaw
import Words

/// Papers of the electronic vote: access letters, the Niederschrift with lines for three signatures, the result on one
/// page; and the handbook (§ 8 (2) DigiSiVO NRW).
enum ElectronicPapers {
    static let verbs = [
        Verb(
            "code print",
            [
                .required("people", "CSV"), .required("codes", "DIR"), .required("url", "URL"), .required("out", "F"),
                .value("session", "YYYY-MM-DD"), .value("hash", "HEX"), .value("person", "P"),
                .value("date", "YYYY-MM-DD"), .value("large-print", "all|P,P|F"), .flag("json"),
            ] + .papers,
            run: letters
        ),
        Verb(
            "record print",
            operand: Verb.Operand(value: "niederschrift|ergebnis"),
            [
                .required("record", "DIR"), .required("out", "F"), .value("session", "YYYY-MM-DD"),
                .value("body", "TEXT"), .value("session-number", "N"), .flag("json"),
            ] + .papers,
            run: record
        ),
        Verb(
            "handbook",
            [.required("out", "F"), .value("papers", "DIR"), .value("templates", "DIR"), .flag("json")],
            run: handbook
        ),
    ]

    // MARK: Access letters

    /// All letters in one file, in the order of the list; it holds every code and nobody else may read it.
    private static func letters(_ invocation: Invocation) throws {
        let set = try CodeSet(invocation)
        try set.require(set.members)
        let url = try invocation.required("url")
        guard CodeMail.isPage(url) else { throw Misuse.badValue(option: "url", url) }
        let hash = try invocation.pageHash()
        let town = try invocation.town()
        let session = try invocation.date("session")
        let today = try CalendarDate(parsing: String(Clock.now().prefix(10)))
        let date = try invocation.date("date") ?? today
        let large = try invocation.largePrint(among: Set(set.members.compactMap { PersonID($0.p) }))
        var papers: [Zugangsbrief] = []
        for member in set.members {
            let address = (member.address ?? "").split(whereSeparator: { $0 == "\n" || $0 == "," })
                .map { $0.trimmingCharacters(in: .whitespaces) }
            try set.withCode(of: member) { code in
                let text = code.letterText()
                let page = member.office.map { $0.page(of: url) } ?? url
                papers.append(
                    Zugangsbrief(
                        letterhead: town.letterhead,
                        recipient: Recipient(
                            name: member.name,
                            address: address,
                            isLargePrint: PersonID(member.p).map(large.contains) ?? false
                        ),
                        date: date,
                        person: member.p,
                        code: text,
                        link: "\(page)#p=\(member.p)&c=\(text)",
                        page: page,
                        pageHash: hash.map(inGroups),
                        session: session,
                        isOffice: member.office != nil,
                        chairPage: member.mayChair ? OfficePage.chair.page(of: url) : nil
                    )
                )
            }
        }
        var bytes = try invocation.press().pdf(papers)
        defer { wipe(&bytes) }
        try write(bytes, invocation, mode: 0o600)
        if let hash { invocation.console.say("cli.letters.hash", ["hash": hash]) }
        invocation.console.hint("cli.letters.written.hint")
    }

    /// Eight letters and a space, so that it can be compared by eye.
    private static func inGroups(_ hash: String) -> String {
        stride(from: 0, to: hash.count, by: 8).map { String(hash.dropFirst($0).prefix(8)) }.joined(separator: " ")
    }

    // MARK: Record

    private static func record(_ invocation: Invocation) throws {
        let kind = invocation.operands[0]
        guard ["niederschrift", "ergebnis"].contains(kind) else { throw Misuse.badValue(option: "paper", kind) }
        let files = try RecordFolder.read(invocation.required("record"))
        let report = Verifier().verify(files)
        let paper = try RecordPaper(report, files, town: invocation.town(), invocation)
        let press = try invocation.press()
        try write(kind == "ergebnis" ? press.pdf(paper.sheet()) : press.pdf(paper.minutes()), invocation)
    }

    // MARK: Handbook

    private static func handbook(_ invocation: Invocation) throws {
        try write(invocation.press().pdf(page: "handbuch.html"), invocation)
    }

    private static func write(_ bytes: [UInt8], _ invocation: Invocation, mode: mode_t = 0o644) throws {
        let path = try invocation.required("out")
        try AtomicFile.create(bytes, at: path, mode: mode)
        invocation.console.say("cli.paper.written", ["file": path])
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("file", path)
        invocation.console.out(writer.object)
    }
}
