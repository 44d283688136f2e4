import BallotBox
import Election
import Files
import Foundation
import Ristretto255

// What the server does by itself: its own events, publishing, erasing (protocol sections 7, 13 and 15).
extension VoteServer {
    /// Brings a vote as far as the server alone can, and returns its log.
    ///
    /// Every step can be repeated, so a crash between any two is made good by the next call.
    @discardableResult
    func advance(_ vote: VoteID) throws -> EventLog {
        while true {
            let log = try roll.log(of: vote)
            guard let event = try nextOwnEvent(log, vote) else {
                try settle(log, vote)
                return log
            }
            do {
                _ = try roll.append(event, to: vote)
            } catch ErrorCode.staleHead {
                // Another process was faster; look again.
                continue
            }
        }
    }

    private func nextOwnEvent(_ log: EventLog, _ vote: VoteID) throws -> Event? {
        let content: EventContent
        switch log.state {
        case .draft: content = .issuer(try folder.keys.makeIssuerKey(vote).publicKey)
        case .closed: content = .box(try publishBoard(vote))
        case .tallying:
            guard log.abandonment == nil, let counts = try tally(of: vote).flatMap({ log.openedCounts($0.sums) }) else {
                return nil
            }
            content = .result(counts)
        default: return nil
        }
        return Event(
            signedBy: key,
            vote: vote,
            n: log.events.count,
            prev: log.head,
            kind: content.kind,
            by: .server,
            body: content.body
        )
    }

    /// Erases the sealed seeds, sorts and rewrites what is left, and writes the two files of the board.
    private func publishBoard(_ vote: VoteID) throws -> EventContent.Board {
        // Lets nothing in any more, also if a crash came between the event and the box.
        try box.close(vote) {}
        try roll.eraseSealed(of: vote)
        try roll.vacuum()
        try box.vacuum()
        let register = try registerText(vote)
        let lines = try box.board(of: vote)
        let ballots = Self.text(lines)
        try publishing {
            // A void that came meanwhile has taken the files away, and they must not come back.
            guard try roll.log(of: vote).state == .closed else { return }
            try write(register, .register, vote)
            try write(ballots, .ballots, vote)
        }
        return EventContent.Board(
            draws: try roll.drawCount(of: vote),
            register: .sha512(register),
            ballots: lines.count,
            box: .sha512(ballots)
        )
    }

    /// Makes stores, keys and published files fit the state of the log.
    private func settle(_ log: EventLog, _ vote: VoteID) throws {
        guard log.abandonment == nil else { return try erase(vote) }
        switch log.state {
        case .casting: try box.open(vote)
        case .voided: try erase(vote)
        case .announced:
            forgetIssuer(vote)
            try publishLog(vote)
        case .boxed, .tallying, .tallied: try publishLog(vote)
        default: break
        }
    }

    /// Erases what nobody may ever open, after `void` and after an abandonment.
    private func erase(_ vote: VoteID) throws {
        // First what needs no room on the disk.
        forgetIssuer(vote)
        tallies.withLock { $0[vote] = nil }
        try publishing {
            for file in [RecordFile.register, .ballots] { unlink(path(file, vote)) }
        }
        try box.erase(vote)
        try roll.eraseSealed(of: vote)
        try publishLog(vote)
    }

    private func publishLog(_ vote: VoteID) throws {
        try publishing {
            // Read here, so that of two processes the later one does not publish the earlier log.
            let text = Self.text(try roll.log(of: vote).publicEvents, from: 0)
            if let journal = try roll.journal(of: vote) {
                try write(Array(journal.text.utf8), .abandonment, vote)
            }
            if (try? AtomicFile.read(path(.log, vote))) == text { return }
            try write(roll.rollText(of: vote), .roll, vote)
            if let law = try roll.law(of: vote) { try write(law, .law, vote) }
            try write(text, .log, vote)
        }
    }

    /// One process at a time changes the published files.
    private func publishing(_ body: () throws -> Void) throws {
        try FileLock.hold(folder.path + "/.records.lock", body)
    }

    private func write(_ bytes: [UInt8], _ file: RecordFile, _ vote: VoteID) throws {
        try PrivateFolder.ensure(folder.record(vote))
        try AtomicFile.write(bytes, to: path(file, vote), mode: 0o644)
        FileTimes.flatten(path(file, vote))
    }

    private func path(_ file: RecordFile, _ vote: VoteID) -> String {
        folder.record(vote) + "/" + file.rawValue
    }

    func registerText(_ vote: VoteID) throws -> [UInt8] {
        Array(try roll.register(of: vote).map(\.line).joined().utf8)
    }

    /// The board as it was published; throws a `DatabaseError` if the box does not hold exactly that any more.
    func published(_ log: EventLog, _ vote: VoteID) throws -> [BoardLine] {
        let lines = try box.board(of: vote)
        guard Digest.sha512(Self.text(lines)) == log.board?.box else { throw box.damaged("the board of \(vote)") }
        return lines
    }

    static func text(_ lines: [BoardLine]) -> [UInt8] { Array(lines.map(\.line).joined().utf8) }
}
