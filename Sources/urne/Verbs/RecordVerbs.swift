import Election
import Files
import Foundation
import PostalVote
import StrictJSON
import VoteLaw

/// `urne record`: the folder that everybody can check.
enum RecordVerbs {
    static let all = [
        Verb("record export", .vote + .service + [.required("out", "DIR"), .flag("public")], run: export),
        Verb(
            "record verify",
            operand: Verb.Operand(value: "DIR"),
            [
                .value("fingerprint", "FP"), .value("board", "FP"), .value("tracker", "T"), .flag("list"),
                .flag("json"),
            ],
            run: verify
        ),
    ]

    /// Writes the record to a new folder, which appears only when it is complete.
    private static func export(_ invocation: Invocation) throws {
        let service = try invocation.server()
        let vote = try invocation.vote(on: service)
        let target = try invocation.required("out")
        guard !FileManager.default.fileExists(atPath: target) else { throw FileError(.exists, path: target) }
        // A public edition names no members.
        let leftOut: [RecordFile] = invocation.flag("public") ? [.roll, .register] : []
        let url = URL(fileURLWithPath: target)
        let parent = url.deletingLastPathComponent()
        let temporary = parent.appendingPathComponent(".\(url.lastPathComponent).new").path
        try? FileManager.default.removeItem(atPath: temporary)
        // After a failure nothing half-written stays; after success there is nothing to remove.
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        try makeFolder(temporary)
        for file in RecordFile.allCases where !leftOut.contains(file) {
            guard let bytes = try service.file(file, of: vote) else { continue }
            try AtomicFile.create(bytes, at: "\(temporary)/\(file.rawValue)")
            FileTimes.flatten("\(temporary)/\(file.rawValue)")
        }
        guard rename(temporary, target) == 0 else { throw FileError(.write, path: target, code: errno) }
        invocation.console.say("cli.record.exported", ["folder": target])
        if invocation.flag("json") {
            var writer = JSONWriter()
            writer.add("folder", target)
            invocation.console.out(writer.object)
        }
    }

    private static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw FileError(.makeFolder, path: path, code: errno)
        }
    }

    private static func verify(_ invocation: Invocation) throws {
        let language = invocation.language
        let tracker = try invocation.tracker("tracker")
        let board = try invocation.fingerprint("board")
        if let files = PostalRecordFolder.read(invocation.operands[0]) {
            let checksum = try invocation.checksum("fingerprint")
            let report = PostalVerifier.verify(files, expecting: checksum)
            invocation.console.out(
                invocation.flag("json") ? report.json(in: language) : report.lines(in: language).joined(separator: "\n")
            )
            guard report.isValid else { throw QuietRefusal() }
            return
        }
        let fingerprint = try invocation.fingerprint("fingerprint")
        let files: RecordFiles
        do {
            files = try RecordFolder.read(invocation.operands[0])
        } catch {
            if invocation.flag("json") {
                invocation.console.out(VerificationReport.json(unreadable: error.sentence(in: language), in: language))
            }
            throw error
        }
        var report = Verifier().verify(files, expecting: fingerprint, board: board, tracker: tracker)
        report.listsTrackers = invocation.flag("list")
        invocation.console.out(
            invocation.flag("json")
                ? report.json(in: language, law: files[.law], lot: files[.lot])
                : report.lines(in: language, law: files[.law], lot: files[.lot]).joined(separator: "\n")
        )
        if let missing = report.missingTracker(in: language) { invocation.console.error(missing) }
        if !report.holds(law: files[.law], lot: files[.lot]) || report.isTrackerMissing { throw QuietRefusal() }
    }
}
