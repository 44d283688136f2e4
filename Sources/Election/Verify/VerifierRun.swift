import Ristretto255
import SealedBallot

/// One verification under way: what is known so far, and the outcome of each check.
struct VerifierRun {
    let files: RecordFiles
    let progress: @Sendable (Verifier.Stage, Int, Int) -> Void
    private(set) var outcomes: [Check: VerificationReport.Outcome] = [:]
    var warnings: [VerificationReport.Warning] = []
    var log = EventLog()
    var roll: RollFile?
    var register: [RegisterLine]?
    var tally: EncryptedTally?
    /// The trackers of the board, in its order.
    var trackers: [Tracker]?

    init(files: RecordFiles, progress: @escaping @Sendable (Verifier.Stage, Int, Int) -> Void) {
        self.files = files
        self.progress = progress
    }

    /// Whether the log could be followed to its end; faults in other files do not change that.
    private(set) var logIsWhole = false

    /// The line of the first event of a kind, by a role if one is given.
    func line(of kind: EventKind, by role: Role? = nil) -> Int? {
        log.events.firstIndex { event in
            EventKind(name: event.type) == kind && (role == nil || Role(id: event.by) == role)
        }.map { $0 + 1 }
    }

    /// Records an outcome; the first fault of a check stands.
    mutating func set(_ check: Check, _ outcome: VerificationReport.Outcome) {
        if case .failed? = outcomes[check] { return }
        outcomes[check] = outcome
    }

    mutating func fail(_ check: Check, _ rule: Rule, _ file: RecordFile, line: Int? = nil) {
        set(check, .failed(Fault(rule, file: file.rawValue, line: line)))
    }

    mutating func set(_ checks: [Check], _ outcome: VerificationReport.Outcome) {
        for check in checks { set(check, outcome) }
    }

    /// Reads a file line by line; the first line of a wrong form fails V1 and ends the reading.
    mutating func parse<T>(_ file: RecordFile, _ read: (ArraySlice<UInt8>) throws(Fault) -> T) -> [T]? {
        guard let bytes = files[file] else { return nil }
        var result: [T] = []
        do {
            for (number, line) in try Lines(bytes, file: file.rawValue) {
                do {
                    result.append(try read(line))
                } catch {
                    set(.v1, .failed(error.at(file: file.rawValue, line: number)))
                    return nil
                }
            }
        } catch {
            set(.v1, .failed(error))
            return nil
        }
        return result
    }
}

// MARK: - Log (V1 to V8)

extension VerifierRun {
    mutating func checkLog() {
        guard files[.log] != nil else {
            fail(.v1, files.isUnreadable(.log) ? .unreadableFile : .missingFile, .log)
            set(Check.allCases, .open(.afterFault))
            return
        }
        guard let events = parse(.log, { line throws(Fault) in try Event(line: line) }) else {
            followLog(readablePrefix())
            return
        }
        guard !events.isEmpty else {
            fail(.v1, .emptyLog, .log)
            set(Check.allCases, .open(.afterFault))
            return
        }
        followLog(events)
    }

    /// A file that is there and cannot be read, such as a folder of its name; what it should say is not checked.
    mutating func checkReadable() {
        for file in RecordFile.allCases where files.isUnreadable(file) { fail(.v1, .unreadableFile, file) }
    }

    /// The events before the first line that cannot be read, so that the report can say as much as possible.
    private func readablePrefix() -> [Event] {
        var events: [Event] = []
        guard let bytes = files[.log], let lines = try? Lines(bytes, file: RecordFile.log.rawValue) else { return [] }
        for (_, line) in lines {
            guard let event = try? Event(line: line) else { break }
            events.append(event)
        }
        return events
    }

    private mutating func followLog(_ events: [Event]) {
        for (index, event) in events.enumerated() {
            do {
                try log.append(event)
            } catch {
                fail(error.check, error.rule, .log, line: index + 1)
                closeLogChecks(whole: false)
                return
            }
        }
        takeAbandonment()
        closeLogChecks(whole: true)
    }

    /// The journal beside a log that stands still for good.
    private mutating func takeAbandonment() {
        guard let bytes = files[.abandonment] else { return }
        do {
            let journal = try Journal(file: bytes, named: RecordFile.abandonment.rawValue)
            do { try log.abandon(journal) } catch { fail(.v5, error.rule, .abandonment) }
        } catch {
            set(.v5, .failed(error))
        }
    }

    /// What the events up to here show about each check of the log.
    private mutating func closeLogChecks(whole: Bool) {
        // Lines that could not be read leave the rest of the log unknown, too.
        let whole = whole && outcomes[.v1] == nil
        logIsWhole = whole
        let unfinished: VerificationReport.Outcome = whole ? .open(.notYet) : .open(.afterFault)
        set([.v1, .v2, .v3, .v5], whole ? .passed : unfinished)
        set(.v4, log.manifest != nil ? .passed : unfinished)
        let ready = log.confirmed.count == KeyCeremony.tellerCount
        set(.v6, ready || (whole && !log.commitments.isEmpty) ? .passed : unfinished)
        set(.v7, ready || (whole && log.jointKey != nil) ? .passed : unfinished)
        set(.v8, log.electionHead != nil ? .passed : unfinished)
    }
}

// MARK: - Files (V9, V10)

extension VerifierRun {
    mutating func checkRollAndLaw() {
        guard let manifest = log.manifest else {
            set(.v9, .open(.afterFault))
            return
        }
        switch (manifest.law, files[.law]) {
        case (nil, nil): break
        case (nil, _?): fail(.v9, .unexpectedFile, .law)
        case (_?, nil) where files.isUnreadable(.law): set(.v9, .open(.afterFault))
        case (_?, nil): fail(.v9, .missingFile, .law)
        case (let hash?, let bytes?): if Digest.sha512(bytes) != hash { fail(.v9, .fileHash, .law) }
        }
        guard let bytes = files[.roll] else {
            set(.v9, .open(files.isUnreadable(.roll) ? .afterFault : .leftOut))
            return
        }
        if Digest.sha512(bytes) != manifest.roll { fail(.v9, .fileHash, .roll) }
        do {
            let roll = try RollFile(file: bytes)
            if roll.entries.count != manifest.rollCount {
                fail(.v9, .lineCount(expected: manifest.rollCount, found: roll.entries.count), .roll)
            }
            self.roll = roll
        } catch {
            // What is no strict JSON Lines fails V1 besides; what the lines say is V9's.
            switch error.rule {
            case .json, .noFinalLineFeed: set(.v1, .failed(error))
            default: break
            }
            set(.v9, .failed(error))
        }
        if !files.isUnreadable(.law) { set(.v9, .passed) }
    }

    mutating func checkBoardFiles() {
        guard log.hasBoard, let board = log.board else {
            for file in [RecordFile.register, .ballots] where files[file] != nil && logIsWhole {
                fail(.v10, .unexpectedFile, file)
            }
            set(.v10, .open(logIsWhole ? .notYet : .afterFault))
            return
        }
        if let bytes = files[.register], Digest.sha512(bytes) != board.register {
            fail(.v10, .fileHash, .register)
        }
        if let bytes = files[.ballots] {
            if Digest.sha512(bytes) != board.box { fail(.v10, .fileHash, .ballots) }
        } else if !files.isUnreadable(.ballots) {
            fail(.v10, .missingFile, .ballots)
        }
        let isRead = !files.isUnreadable(.register) && !files.isUnreadable(.ballots)
        set(.v10, isRead ? .passed : .open(.afterFault))
    }
}
