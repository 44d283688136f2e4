import Election
import Files
import Foundation
import Papers
import PostalStore
import PostalVote
import Ristretto255
import StrictJSON

/// Kits that are printed on a page's order, one job at a time, on a thread of its own so that no request waits for it.
///
/// A print is kept for its release and until the board convenes; then no kit can go out any more. One that no entry of
/// the journal knows is kept for an hour, within which the page that ordered it hands the entry in.
final class PrintRoom: Sendable {
    /// A job that runs, or that ran last.
    private struct Job {
        let vote: JournalID
        let number: Wahlscheinnummer?
        var done = 0
        let total: Int
        var isRunning = true
        var fault: PaperRefusal?
    }

    private struct State {
        var job: Job?
        /// Prints of all kits that wait for their entry, by vote, with the moment until which they may.
        var waiting: [JournalID: (name: String, until: Double)] = [:]
    }

    /// Seconds that a print may wait for its entry.
    static let patience = 3600.0

    private let folder: PrintFolder
    private let store: PostalStore
    private let log: ServerLog
    private let state = Guarded(State())

    init(dataPath: String, store: PostalStore, log: ServerLog) {
        folder = PrintFolder(dataPath: dataPath)
        self.store = store
        self.log = log
        // What a server left that has ended is known by its entries alone.
        sweep()
    }

    // MARK: Jobs

    /// Starts a job; throws a ``PaperRefusal`` while another one runs.
    func start(_ order: KitPrint, _ press: PaperPress, of vote: JournalID, _ number: Wahlscheinnummer?) throws {
        try state.withLock { state in
            guard state.job?.isRunning != true else { throw PaperRefusal(.busy, "error.postal.printBusy") }
            state.job = Job(vote: vote, number: number, total: order.kits.count)
            if number == nil { state.waiting[vote] = nil }
        }
        sweep()
        Thread.detachNewThread { [self] in
            var fault: PaperRefusal?
            do { try run(order, press, vote, number) } catch {
                fault = PaperRefusal(error)
                if fault == nil {
                    log.tell(error)
                    fault = PaperRefusal(.paper, "error.postal.printFile")
                }
                folder.remove("job", of: vote)
            }
            let last = fault
            state.withLock { state in
                state.job?.isRunning = false
                state.job?.fault = last
            }
            // The board may have convened meanwhile; and nobody may ever hand the entry in.
            sweep()
            DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience + 1) { [weak self] in self?.sweep() }
        }
    }

    private func run(
        _ order: KitPrint,
        _ press: PaperPress,
        _ vote: JournalID,
        _ number: Wahlscheinnummer?
    ) throws {
        try folder.prepare(vote)
        let made = try press.print(order, to: folder.place(of: vote)) { progress in
            state.withLock { $0.job?.done = progress.done }
        }
        if order.hasLargeStimmzettel { try folder.noteLargeStimmzettel(vote) }
        let name = try number?.description ?? PrintFolder.name(Digest(decoding: made.proof))
        // Named and noted in one: who sweeps in between would not know whose it is.
        try state.withLock { state in
            try folder.settle(name, of: vote)
            if number == nil { state.waiting[vote] = (name, Self.now + Self.patience) }
        }
    }

    // MARK: Answers

    /// `{"busy":bool,"running":bool,"done":int,"total":int,"proof":hex|null,"largeBallots":bool|null,"files":[str],
    /// "fault":{"de","en"}|null}` of all kits, or of one; with `proof`, of the print that has it.
    func status(of vote: PostalState, _ number: Wahlscheinnummer?, proof: Digest?) -> String {
        let job = state.withLock { $0.job }
        let own = job.flatMap { $0.vote == vote.id && $0.number == number && proof == nil ? $0 : nil }
        let files = own?.isRunning == true ? nil : files(of: vote, number, proof)
        let total = own?.total ?? 0
        var writer = JSONWriter()
        writer.add("busy", job?.isRunning ?? false)
        writer.add("running", own?.isRunning ?? false)
        writer.add("done", own?.done ?? 0)
        writer.add("total", total)
        if let files {
            writer.add("proof", hex: files.proof.encoded)
        } else {
            writer.add("proof", raw: "null")
        }
        writer.add("largeBallots", raw: hasLargeStimmzettel(vote).map(String.init) ?? "null")
        writer.add("files", raw: JSONWriter.array((files?.paths ?? []).map(JSONWriter.quote)))
        if let fault = own?.fault {
            var said = JSONWriter()
            fault.add(to: &said)
            writer.add("fault", raw: said.object)
        } else {
            writer.add("fault", raw: "null")
        }
        return writer.object
    }

    /// Whether the Stimmzettel of the print that the journal knows are in large print; nil if it is not here.
    func hasLargeStimmzettel(_ vote: PostalState) -> Bool? {
        vote.printed.flatMap { folder.hasLargeStimmzettel(PrintFolder.name($0.act.proof), of: vote.id) }
    }

    /// One file of a print; throws a ``PaperRefusal`` if there is none of that name.
    func file(_ path: String, of vote: PostalState, _ number: Wahlscheinnummer?, proof: Digest?) throws -> [UInt8] {
        guard let name = name(of: vote, number, proof), let bytes = try folder.file(path, name, of: vote.id) else {
            throw PaperRefusal(.notYet, "error.postal.notPrinted")
        }
        return bytes
    }

    private func files(of vote: PostalState, _ number: Wahlscheinnummer?, _ proof: Digest?) -> PrintFolder.Contents? {
        name(of: vote, number, proof).flatMap { folder.files($0, of: vote.id) }
    }

    /// The folder's name: of the proof that is named, of what waits for its entry, or of what the journal knows.
    private func name(of vote: PostalState, _ number: Wahlscheinnummer?, _ proof: Digest?) -> String? {
        if let number { return number.description }
        if let proof { return PrintFolder.name(proof) }
        return state.withLock { $0.waiting[vote.id]?.name } ?? vote.printed.map { PrintFolder.name($0.act.proof) }
    }

    // MARK: Keeping

    /// Whether an entry of this type can make a print needless.
    static func mayEnd(_ type: String) -> Bool {
        switch PostalAct.Kind(rawValue: type) {
        case .fixedDeadline, .printed, .replaced, .convened, .destroyed: true
        default: false
        }
    }

    /// Removes what nobody needs any more.
    func sweep() {
        state.withLock { state in
            state.waiting = state.waiting.filter { $0.value.until > Self.now }
            let (job, waiting) = (state.job, state.waiting)
            folder.sweep { name, vote in
                if let job, job.isRunning, job.vote == vote, name == "job" || name == ".job.new" { return true }
                let known: PostalState?
                do { known = try store.state(vote) } catch {
                    // A journal that cannot be read now says nothing about its print.
                    return true
                }
                guard let known, known.convened == nil else { return false }
                if name == waiting[vote]?.name { return true }
                if let printed = known.printed, name == PrintFolder.name(printed.act.proof) { return true }
                return known.kits.contains { $0.number.description == name && $0.replacedBy == nil }
            }
        }
    }

    private static var now: Double { ProcessInfo.processInfo.systemUptime }
}
