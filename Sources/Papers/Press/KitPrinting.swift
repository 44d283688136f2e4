import Files
import Foundation
import Ristretto255
import StrictJSON

extension PaperPress {
    /// Kits in one file; with more, the files of a kind are numbered, so that memory does not grow with the council.
    public static let kitsPerFile = 200

    /// Prints all kits into a new folder: one file for each kind of paper, in the order of the kits, and below
    /// `mitglieder` one for each member, with letter, Wahlschein, Stimmzettel and Merkblatt.
    ///
    /// The folder appears when it is complete; it is readable for its owner alone. `progress` is called each time some
    /// papers are set. Throws a ``PaperError``; then no folder is left. A folder of that name must not be there.
    public func print(
        _ print: KitPrint,
        to folder: String,
        progress: (PrintProgress) -> Void = { _ in }
    ) throws(PaperError) -> PrintJob {
        guard !FileManager.default.fileExists(atPath: folder) else { throw .file(FileError(.exists, path: folder)) }
        let url = URL(fileURLWithPath: folder)
        let temporary = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).new"
        try? FileManager.default.removeItem(atPath: temporary)
        // After success there is nothing to remove.
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        do throws(FileError) { try PrivateFolder.ensure(temporary + "/mitglieder") } catch { throw .file(error) }
        var printing = try KitPrinting(self, print, temporary)
        let job = PrintJob(try printing.files(progress))
        try printing.write(Array(job.list.utf8), "druckauftrag.sha512")
        guard unsafe rename(temporary, folder) == 0 else { throw .file(FileError(.write, path: folder, code: errno)) }
        return job
    }
}

/// One print under way.
private struct KitPrinting {
    /// So many kits are set at a time: enough for two processes, few enough to see that it goes on.
    private static let kitsAtOnce = 20

    private let run: PressRun
    private let print: KitPrint
    private let folder: String
    private var files: [PrintJob.File] = []

    init(_ press: PaperPress, _ print: KitPrint, _ folder: String) throws(PaperError) {
        run = try PressRun(press)
        self.print = print
        self.folder = folder
    }

    mutating func files(_ progress: (PrintProgress) -> Void) throws(PaperError) -> [PrintJob.File] {
        try run.set([
            ("stimmzettel", print.stimmzettel), ("blau", print.stimmzettelumschlag),
            ("merkblatt", print.merkblatt(isLargePrint: false)),
            ("merkblatt-gross", print.merkblatt(isLargePrint: true)),
        ])
        for batch in batches {
            let kits = Array(print.kits[batch.range].enumerated())
            for start in stride(from: 0, to: kits.count, by: Self.kitsAtOnce) {
                let some = kits[start..<min(kits.count, start + Self.kitsAtOnce)]
                try run.set(some.flatMap { own($0.offset, $0.element) })
                progress(PrintProgress(done: batch.range.lowerBound + some.endIndex, total: print.kits.count))
            }
            try printKinds(batch, kits.map(\.element))
            for start in stride(from: 0, to: kits.count, by: Self.kitsAtOnce) {
                try printMembers(batch.range.lowerBound, kits[start..<min(kits.count, start + Self.kitsAtOnce)])
            }
            try run.process.forget(kits.flatMap { own($0.offset, $0.element).map(\.id) })
        }
        return files
    }

    /// The papers of one kit that no other kit has.
    private func own(_ number: Int, _ kit: KitPrint.Kit) -> [(id: String, paper: any Paper)] {
        [
            ("anschreiben-\(number)", print.anschreiben(kit)), ("wahlschein-\(number)", print.wahlschein(kit)),
            ("rot-\(number)", print.wahlbriefumschlag(kit)),
        ]
    }

    private mutating func printKinds(_ batch: Batch, _ kits: [KitPrint.Kit]) throws(PaperError) {
        let own = { (kind: String) in kits.indices.map { "\(kind)-\($0)" } }
        let kinds: [(PaperKind, [String])] = [
            (.anschreiben, own("anschreiben")), (.wahlschein, own("wahlschein")), (.roterUmschlag, own("rot")),
            (.stimmzettel, kits.map { _ in "stimmzettel" }), (.blauerUmschlag, kits.map { _ in "blau" }),
            (.merkblatt, kits.map(Self.merkblatt)),
        ]
        let pdfs = try run.process.print(kinds.map(\.1))
        for ((kind, _), pdf) in zip(kinds, pdfs) {
            files.append(try write(pdf, kind.rawValue + batch.suffix + ".pdf"))
        }
    }

    private mutating func printMembers(
        _ first: Int,
        _ kits: ArraySlice<(offset: Int, element: KitPrint.Kit)>
    ) throws(PaperError) {
        let papers = kits.map { number, kit in
            ["anschreiben-\(number)", "wahlschein-\(number)", "stimmzettel", Self.merkblatt(kit)]
        }
        let width = max(3, String(print.kits.count).count)
        for ((number, kit), pdf) in zip(kits, try run.process.print(papers)) {
            let order = String(first + number + 1)
            let name = String(repeating: "0", count: width - order.count) + order + "-" + Self.name(kit.number)
            files.append(try write(pdf, "mitglieder/\(name).pdf"))
        }
    }

    /// A number as part of a file's name.
    private static func name(_ number: String) -> String {
        String(number.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }

    private static func merkblatt(_ kit: KitPrint.Kit) -> String {
        kit.recipient.isLargePrint ? "merkblatt-gross" : "merkblatt"
    }

    // MARK: Batches

    private struct Batch {
        let range: Range<Int>
        let suffix: String
    }

    private var batches: [Batch] {
        let count = print.kits.count
        let size = PaperPress.kitsPerFile
        guard count > size else { return [Batch(range: 0..<count, suffix: "")] }
        return (0..<(count + size - 1) / size).map { index in
            let number = index < 9 ? "0\(index + 1)" : String(index + 1)
            return Batch(range: index * size..<min(count, (index + 1) * size), suffix: "-" + number)
        }
    }

    @discardableResult
    func write(_ bytes: [UInt8], _ path: String) throws(PaperError) -> PrintJob.File {
        do { try AtomicFile.create(bytes, at: "\(folder)/\(path)", mode: 0o600) } catch { throw .file(error) }
        return PrintJob.File(path: path, hash: Hex.encode(Digest.sha512(bytes).encoded))
    }
}
