import Election
import Files
import Foundation
import PostalPapers
import PostalVote
import StrictJSON

/// `urne postal record` and `paper`: the folder that everybody can check, and the lists as PDF.
enum PostalRecording {
    static let all = [
        Verb(
            "postal record",
            .postal + [
                .required("out", "DIR"), .value("town", "F"), .value("papers", "DIR"), .value("templates", "DIR"),
            ],
            run: record
        ),
        Verb(
            "postal paper",
            operand: Verb.Operand(value: PostalPaper.allCases.map(\.rawValue).joined(separator: "|")),
            .postal + .papers + [.required("out", "F")],
            run: paper
        ),
    ]

    /// A new folder that appears only when it is complete; with `--town` its papers lie beside it in `papers`.
    private static func record(_ invocation: Invocation) throws {
        let desk = try PostalDesk(invocation)
        let target = try invocation.required("out")
        guard !FileManager.default.fileExists(atPath: target) else { throw FileError(.exists, path: target) }
        let url = URL(fileURLWithPath: target)
        let temporary = url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).new").path
        try? FileManager.default.removeItem(atPath: temporary)
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        try makeFolder(temporary)
        try AtomicFile.create(Array(desk.journal.text.utf8), at: "\(temporary)/\(PostalFile.journal.rawValue)")
        for (file, text) in desk.state.recordFiles {
            try AtomicFile.create(Array(text.utf8), at: "\(temporary)/\(file.rawValue)")
        }
        if invocation.value("town") != nil { try papers(desk, "\(temporary)/papers") }
        guard rename(temporary, target) == 0 else { throw FileError(.write, path: target, code: errno) }
        let missing = desk.state.niederschrift.missing
        let console = invocation.console
        console.say("cli.postal.recorded", ["folder": target])
        for field in missing {
            console.sayText("  – " + console.sentence("postal.niederschrift.\(field.rawValue)"))
        }
        if !missing.isEmpty { console.warn("cli.postal.incomplete") }
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("folder", target)
        writer.add("missing", raw: JSONWriter.array(missing.map { JSONWriter.quote($0.rawValue) }))
        console.out(writer.object)
    }

    private static func papers(_ desk: PostalDesk, _ folder: String) throws {
        let press = try desk.invocation.press()
        let setting = PaperSetting(town: try desk.invocation.town(), state: desk.state)
        try makeFolder(folder)
        var destroyed: [PostalPaper] = []
        for paper in PostalPaper.allCases {
            guard paper.isKept(in: desk.state) else {
                destroyed.append(paper)
                continue
            }
            // It bears the day on which it is made: with that of the record it would announce what is over.
            if paper == .bekanntmachung, desk.state.convened != nil { continue }
            guard let bytes = try paper.pdf(setting, press, try desk.now()) else { continue }
            try AtomicFile.create(bytes, at: "\(folder)/\(paper.file)")
        }
        guard !destroyed.isEmpty else { return }
        desk.console.say("cli.postal.recordedWithout", ["files": destroyed.map(\.file).joined(separator: ", ")])
    }

    private static func paper(_ invocation: Invocation) throws {
        let desk = try PostalDesk(invocation)
        let name = invocation.operands[0]
        guard let paper = PostalPaper(rawValue: name) else { throw Misuse.badValue(option: "paper", name) }
        let setting = PaperSetting(town: try invocation.town(), state: desk.state)
        if paper == .bekanntmachung { setting.warnOfLateCount(desk.console) }
        guard let bytes = try paper.pdf(setting, try invocation.press(), try desk.now()) else {
            throw paper.reason(in: setting)
        }
        try AtomicFile.write(bytes, to: invocation.required("out"))
        invocation.console.say("cli.postal.printed", ["file": try invocation.required("out")])
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("file", try invocation.required("out"))
        invocation.console.out(writer.object)
    }

    private static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw FileError(.makeFolder, path: path, code: errno)
        }
    }
}
