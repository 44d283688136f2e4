import Devices
import Election
import Files
import Foundation
import StrictJSON

/// `urne member vote`: the choice, the tracker, the cast.
enum Voting {
    static func vote(_ invocation: Invocation) throws {
        let service = try invocation.server()
        let device = try invocation.device(on: service)
        let fingerprint = try invocation.fingerprint("fingerprint")
        let board = try invocation.fingerprint("board")
        let log = try device.follow(fingerprint: fingerprint)
        guard let manifest = log.manifest else { throw DeviceError.wrongState(log.state) }
        if device.hasCast {
            try repeatCast(device, log, board, invocation)
            return
        }
        // Nobody but the member can tell that a ballot for this token is not theirs.
        guard !log.hasBoard || log.isOver || !device.hasToken else { throw CommandError.missedCasting }
        // Nobody can have read out a board that is not published.
        guard board == nil else { throw DeviceError.wrongState(log.state) }
        // Asked for only if a ballot can be cast now.
        guard log.state == .casting else { throw DeviceError.wrongState(log.state) }
        guard device.hasToken else { throw DeviceError.noToken }
        // Not once more when the choice is made: a call at that moment would tell the network when somebody decided.
        try invocation.requireNoPause(on: service)
        let reader = ChoiceReader(invocation, manifest)
        while true {
            let prepared =
                reader.asks && invocation.console.isInteractive
                ? try Booth(invocation, manifest, reader).prepare(device, fingerprint)
                : try device.prepare(reader.values(), fingerprint: fingerprint)
            do {
                waitAtRandom(upTo: manifest.jitterSeconds, invocation.console)
                let tracker = try device.cast(prepared)
                invocation.console.say("cli.member.cast")
                report(invocation, tracker)
                invocation.console.hint("cli.member.next.cast")
                return
            } catch ErrorCode.duplicateTracker {
                // Encrypted anew; without a file the member looks at the new tracker, too.
                continue
            }
        }
    }

    /// Whoever sees when a member decides must not see in that when the ballot comes (protocol section 15).
    private static func waitAtRandom(upTo seconds: Int, _ console: Console) {
        guard seconds > 0 else { return }
        console.say("cli.member.sending", ["seconds": String(seconds)])
        Thread.sleep(forTimeInterval: Double.random(in: 0...Double(seconds)))
    }

    /// The choice cannot change any more: after a lost answer the same bytes go out again, and once the board is
    /// published it is searched for the tracker.
    ///
    /// With a choice and a receipt it is a second ballot: refused, once it is sure that the first one is in. Without a
    /// receipt it is the same command after a lost answer.
    private static func repeatCast(
        _ device: Device,
        _ log: EventLog,
        _ board: Fingerprint?,
        _ invocation: Invocation
    ) throws {
        let isSecond = device.hasReceipt && invocation.value("choice-file") != nil
        let tracker: Tracker
        if log.hasBoard {
            let found = try device.lookUp(board: board)
            tracker = found.tracker
            guard found.isOnBoard == true else { throw CommandError.notOnBoard(tracker) }
            if !isSecond {
                invocation.console.say("cli.member.onBoard", ["board": found.board?.description ?? ""])
                report(invocation, tracker, board: found.board, again: true)
            }
        } else {
            guard board == nil else { throw DeviceError.wrongState(log.state) }
            tracker = try device.castAgain()
            if !isSecond {
                invocation.console.say("cli.member.castAgain")
                report(invocation, tracker, again: true)
            }
        }
        if isSecond { throw CommandError.secondBallot(tracker) }
    }

    private static func report(
        _ invocation: Invocation,
        _ tracker: Tracker,
        board: Fingerprint? = nil,
        again: Bool = false
    ) {
        invocation.answer(tracker.description) { writer in
            writer.add("done", true)
            writer.add("again", again)
            writer.add("tracker", tracker.description)
            writer.add("board", raw: board.map { JSONWriter.quote($0.description) } ?? "null")
        }
    }
}

/// What the member sees on a terminal: the ballot, their choice, its tracker, and the question whether to cast or to
/// check.
private struct Booth {
    let invocation: Invocation
    let manifest: Manifest
    let reader: ChoiceReader
    var console: Console { invocation.console }

    init(_ invocation: Invocation, _ manifest: Manifest, _ reader: ChoiceReader) {
        self.invocation = invocation
        self.manifest = manifest
        self.reader = reader
    }

    /// The ballot the member wants to cast; throws ``NothingDone`` if none.
    func prepare(_ device: Device, _ fingerprint: Fingerprint?) throws -> PreparedBallot {
        // Off the screen afterwards: whoever uses the terminal next shall not read it there.
        try console.onPrivateScreen {
            if let head = try device.follow().electionHead {
                console.say("cli.booth.fingerprint", ["fingerprint": Fingerprint(head).description])
            }
            var values = try reader.values()
            while true {
                let prepared = try device.prepare(values, fingerprint: fingerprint)
                console.say("cli.booth.review", ["title": manifest.title])
                for line in BallotText.marks(values, manifest) { console.sayText("  " + line) }
                console.say("cli.booth.tracker", ["tracker": prepared.tracker.description])
                switch console.ask("cli.booth.ask")?.lowercased() {
                case "a", "c": return prepared
                case "n": values = try reader.values()
                case "p": try audit(prepared)
                default: throw NothingDone()
                }
            }
        }
    }

    /// Opens the ballot for another device; the same choice is then encrypted anew.
    private func audit(_ prepared: consuming PreparedBallot) throws {
        let tracker = prepared.tracker.description
        guard let path = console.ask("cli.booth.auditFile"), !path.isEmpty else { throw NothingDone() }
        try AtomicFile.create(Array(prepared.audit().text.utf8), at: path, mode: 0o600)
        console.say("cli.booth.audited", ["file": path, "tracker": tracker])
    }
}
