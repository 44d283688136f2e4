import Files
import Foundation
import Ristretto255
import StrictJSON
import Synchronization

extension PaperPress {
    /// Kits in one file; with more, the files of a kind are numbered, so that memory does not grow with the council.
    public static let kitsPerFile = 200

    /// Prints all kits into a new folder: one file for each kind of paper, in the order of the kits, and below
    /// `mitglieder` one for each member, with letter, Wahlschein, Stimmzettel and Merkblatt.
    ///
    /// The folder appears when it is complete; it is readable for its owner alone. Two programs work at once, one on the
    /// kinds, one on the members. `progress` is called from either, each time some papers are set.
    /// Throws a ``PaperError``; then no folder is left. A folder of that name must not be there.
    public func print(
        _ print: KitPrint,
        to folder: String,
        progress: @escaping @Sendable (PrintProgress) -> Void = { _ in }
    ) throws(PaperError) -> PrintJob {
        guard !FileManager.default.fileExists(atPath: folder) else { throw .file(FileError(.exists, path: folder)) }
        let url = URL(fileURLWithPath: folder)
        let temporary = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).new"
        try? FileManager.default.removeItem(atPath: temporary)
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        do throws(FileError) { try PrivateFolder.ensure(temporary + "/mitglieder") } catch { throw .file(error) }
        let printing = KitPrinting(self, print, temporary, progress)
        let results = Mutex<[Result<[PrintJob.File], PaperError>]>([])
        DispatchQueue.concurrentPerform(iterations: 2) { part in
            let result = Result { () throws(PaperError) in try part == 0 ? printing.kinds() : printing.members() }
            results.withLock { $0.append(result) }
        }
        var files: [PrintJob.File] = []
        for result in results.withLock({ $0 }) { files += try result.get() }
        let job = PrintJob(files)
        try printing.write(Array(job.list.utf8), "druckauftrag.sha512")
        guard unsafe rename(temporary, folder) == 0 else { throw .file(FileError(.write, path: folder, code: errno)) }
        return job
    }
}

/// One print under way; both halves share nothing but the count of what is done.
private final class KitPrinting: Sendable {
    private let press: PaperPress
    private let print: KitPrint
    private let folder: String
    private let progress: @Sendable (PrintProgress) -> Void
    private let done = Mutex(0)

    init(
        _ press: PaperPress,
        _ print: KitPrint,
        _ folder: String,
        _ progress: @escaping @Sendable (PrintProgress) -> Void
    ) {
        self.press = press
        self.print = print
        self.folder = folder
        self.progress = progress
    }

    // MARK: One file per kind

    func kinds() throws(PaperError) -> [PrintJob.File] {
        let run = try PressRun(press)
        try setShared(run)
        let blue = try run.set(print.stimmzettelumschlag, id: "blau")
        var files: [PrintJob.File] = []
        for batch in batches {
            let kits = Array(print.kits[batch.range])
            let merk = kits.map { Self.merkblatt($0) }
            files.append(try file(run, .stimmzettel, batch, kits.map { _ in "stimmzettel" }))
            files.append(try file(run, .merkblatt, batch, merk))
            files.append(try file(run, .blauerUmschlag, batch, kits.map { _ in blue }))
            files.append(try file(run, batch, kits) { print.anschreiben($0) })
            files.append(try file(run, batch, kits) { print.wahlschein($0) })
            files.append(try file(run, batch, kits) { print.wahlbriefumschlag($0) })
        }
        return files
    }

    private func file<P: Paper>(
        _ run: PressRun,
        _ batch: Batch,
        _ kits: [KitPrint.Kit],
        _ paper: (KitPrint.Kit) -> P
    ) throws(PaperError) -> PrintJob.File {
        var ids: [String] = []
        for (number, kit) in kits.enumerated() {
            ids.append(try run.set(paper(kit), id: "kit-\(number)"))
            report(1)
        }
        let file = try file(run, P.kind, batch, ids)
        try run.process.forget(ids)
        return file
    }

    private func file(
        _ run: PressRun,
        _ kind: PaperKind,
        _ batch: Batch,
        _ ids: [String]
    ) throws(PaperError) -> PrintJob.File {
        let pdf = try run.process.print(ids, file: kind.file)
        return try write(pdf, kind.rawValue + batch.suffix + ".pdf")
    }

    // MARK: One file per member

    func members() throws(PaperError) -> [PrintJob.File] {
        let run = try PressRun(press)
        try setShared(run)
        var files: [PrintJob.File] = []
        let width = max(3, String(print.kits.count).count)
        for (number, kit) in print.kits.enumerated() {
            let own = [
                try run.set(print.anschreiben(kit), id: "anschreiben"),
                try run.set(print.wahlschein(kit), id: "wahlschein"),
            ]
            let sheets = own + ["stimmzettel", Self.merkblatt(kit)]
            let pdf = try run.process.print(sheets, file: PaperKind.anschreiben.file)
            try run.process.forget(own)
            let order = String(number + 1)
            let name = String(repeating: "0", count: width - order.count) + order + "-" + Self.name(kit.number)
            files.append(try write(pdf, "mitglieder/\(name).pdf"))
            report(2)
        }
        return files
    }

    /// A number as part of a file's name.
    private static func name(_ number: String) -> String {
        String(number.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }

    // MARK: Both

    /// Lays out what is the same for all.
    private func setShared(_ run: PressRun) throws(PaperError) {
        _ = try run.set(print.stimmzettel, id: "stimmzettel")
        _ = try run.set(print.merkblatt(isLargePrint: false), id: "merkblatt")
        _ = try run.set(print.merkblatt(isLargePrint: true), id: "merkblatt-gross")
    }

    private static func merkblatt(_ kit: KitPrint.Kit) -> String {
        kit.recipient.isLargePrint ? "merkblatt-gross" : "merkblatt"
    }

    private struct Batch {
        let range: Range<Int>
        let suffix: String
    }

    private var batches: [Batch] {
        let count = print.kits.count
        let size = PaperPress.kitsPerFile
        guard count > size else { return [Batch(range: 0..<count, suffix: "")] }
        return (0..<(count + size - 1) / size).map { index in
            Batch(
                range: index * size..<min(count, (index + 1) * size),
                suffix: index < 9 ? "-0\(index + 1)" : "-\(index + 1)"
            )
        }
    }

    private func report(_ papers: Int) {
        let done = done.withLock { count in
            count += papers
            return count
        }
        progress(PrintProgress(done: done, total: print.kits.count * 5))
    }

    @discardableResult
    func write(_ bytes: [UInt8], _ path: String) throws(PaperError) -> PrintJob.File {
        do { try AtomicFile.create(bytes, at: "\(folder)/\(path)", mode: 0o600) } catch { throw .file(error) }
        return PrintJob.File(path: path, hash: Hex.encode(Digest.sha512(bytes).encoded))
    }
}
