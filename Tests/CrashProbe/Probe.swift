import Devices
import Election
import Files
import Foundation
import PostalStore
import PostalVote
import StrictJSON
import Synchronization
import VoteServer

/// A process of its own for the tests: does one thing on a data folder, and can be made to die at a write point.
///
/// Arguments: what to do, then what it needs. Prints one line for each result.
struct Probe {
    private let arguments: [String]

    init(_ arguments: [String]) { self.arguments = arguments }

    /// Returns the exit status.
    func run() -> Int32 {
        do {
            switch arguments.first {
            case "act": try act()
            case "race": try race()
            case "open": try open()
            case "small": try small()
            case "postal": try postal()
            default: return 2
            }
            return 0
        } catch {
            say("error \(error)")
            return 1
        }
    }

    /// `act DATA HOME PERSON CODEFILE VOTE VERB N`: dies at the N-th write point, or counts them if N is 0.
    private func act() throws {
        let device = try device(Array(arguments.dropFirst()))
        let reached = count(dyingAt: Int(arguments[7]) ?? 0)
        try perform(arguments[6], device)
        WritePoint.setHook(nil)
        say("points \(reached.value)")
    }

    /// `small DATA HOME PERSON CODEFILE VOTE VERB LIMIT`: no file may grow beyond LIMIT bytes, as on a full disk.
    private func small() throws {
        let device = try device(Array(arguments.dropFirst()))
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        limit.rlim_cur = UInt(arguments[7]) ?? 0
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        try perform(arguments[6], device)
        say("done")
    }

    /// Writes a line at once: a process that is killed flushes nothing.
    private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private func device(_ given: [String]) throws -> Device {
        let server = try VoteServer(DataFolder(opening: given[0]))
        guard let person = PersonID(given[2]), let vote = VoteID(hex: given[4]),
            let key = try AccessCode(typed: AtomicFile.read(given[3]))
                .key(realm: server.server().realm, person: person)
        else { throw ErrorCode.badRequest }
        return try Device(server, home: HomeFolder(given[1]), key: key, vote: vote)
    }

    private func perform(_ verb: String, _ device: Device) throws {
        switch verb {
        case "draw": try device.draw()
        case "cast":
            if device.hasCast {
                say("tracker \(try device.castAgain())")
            } else {
                say("tracker \(try device.cast(device.prepare([1, 0, 0])))")
            }
        case "close": try device.close()
        case "void": try device.void(reason: "Probe")
        case "abandon": try device.abandon(reason: "Probe", at: "2026-11-22T18:05:00+01:00")
        default: throw ErrorCode.badRequest
        }
    }

    private final class Counter: Sendable {
        private let points = Mutex(0)
        var value: Int { points.withLock { $0 } }
        func next() -> Int {
            points.withLock { points in
                points += 1
                return points
            }
        }
    }

    private func count(dyingAt last: Int) -> Counter {
        let counter = Counter()
        WritePoint.setHook { _ in if counter.next() == last { kill(getpid(), SIGKILL) } }
        return counter
    }

    /// `race DATA VOTE FILE`: opens the server, says `ready`, waits for a line, and casts all ballots of the file at once.
    private func race() throws {
        let server = try VoteServer(DataFolder(opening: arguments[1]))
        guard let vote = VoteID(hex: arguments[2]) else { throw ErrorCode.badRequest }
        let requests = try AtomicFile.read(arguments[3]).split(separator: 0x0A).map { line in
            try CastRequest(text: Array(line))
        }
        say("ready")
        _ = readLine()
        let tally = Mutex<[String: Int]>([:])
        DispatchQueue.concurrentPerform(iterations: requests.count) { number in
            let outcome: String
            do {
                _ = try server.cast(requests[number], in: vote)
                outcome = "accepted"
            } catch let code as ErrorCode {
                outcome = code.rawValue
            } catch {
                outcome = "\(error)"
            }
            tally.withLock { $0[outcome, default: 0] += 1 }
        }
        for (outcome, count) in tally.withLock({ $0 }) { say("\(outcome) \(count)") }
    }

    /// `postal FOLDER JOURNAL N`: stores entries and dies at the N-th write point, or counts them if N is 0.
    ///
    /// The file has one entry a line; the opening of a tally stands behind it: tabulator, nonce, tabulator, numbers.
    private func postal() throws {
        let store = try PostalStore(folder: arguments[1])
        let lines = try AtomicFile.read(arguments[2]).split(separator: 0x0A)
        let reached = count(dyingAt: Int(arguments[3]) ?? 0)
        var id: JournalID?
        for line in lines {
            let parts = line.split(separator: 0x09)
            let entry = try Event(line: parts[0])
            if entry.n == 0 { id = try Journal(file: Array(parts[0]) + [0x0A], named: "j").id }
            guard let id, let person = PersonID(entry.by) else { throw ErrorCode.badRequest }
            var opening: TallyOpening?
            if parts.count == 3, let nonce = TallyNonce(try Hex.decode(text(parts[1]), field: "nonce")) {
                opening = TallyOpening(
                    p: person,
                    nonce: nonce,
                    numbers: text(parts[2]).split(separator: " ").compactMap { Int($0) }
                )
            }
            _ = try store.append(entry, to: id, opening: opening)
            say("stored \(entry.n)")
        }
        WritePoint.setHook(nil)
        say("points \(reached.value)")
    }

    private func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

    /// `open DATA`: opens the server, prints the states of all votes.
    private func open() throws {
        for vote in try VoteServer(DataFolder(opening: arguments[1])).votes() { say("\(vote.vote) \(vote.state)") }
    }
}
