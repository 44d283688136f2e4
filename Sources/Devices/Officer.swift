import Election
import Proofs
import Ristretto255

// What the election officer and the chair do.
extension Device {
    /// Makes a vote: signs the manifest and hands it in with roll and law.
    ///
    /// There is one first event for a vote: the same manifest again is sent with the same bytes, and another one is
    /// refused with ``DeviceError/signedOther(n:type:)``.
    public func create(_ manifest: Manifest, roll: RollFile, law: [UInt8]?) throws {
        try manifest.check()
        guard manifest.vote == vote else { throw DeviceError.anotherVote }
        var isNew = false
        let event = try place.locked {
            if let waiting = try memory.signed().first(where: { $0.event.n == 0 })?.event {
                guard waiting.body.utf8.elementsEqual(manifest.text.utf8) else {
                    throw DeviceError.signedOther(n: 0, type: waiting.type)
                }
                return waiting
            }
            let event = Event(
                signedBy: key.signing,
                vote: vote,
                n: 0,
                prev: .zero,
                kind: .manifest,
                by: .officer,
                body: manifest.text
            )
            try remember(event)
            isNew = true
            return event
        }
        do {
            _ = try service.create(event, roll: Array(roll.text.utf8), law: law)
        } catch ErrorCode.staleHead {
            // A vote of this id is there already; whether it is this one shows below.
        } catch let refusal as Refusal where isNew {
            // No vote came of it, so nothing has to be remembered about it.
            place.remove()
            throw refusal
        }
        try markDelivered(event)
        try follow()
    }

    /// Opens the issuing: fixes issuer key and joint key, and with them the fingerprint.
    ///
    /// Throws a ``DeviceError``, `wrongState` unless the key is made; or the server's refusal.
    public func open() throws {
        try requireWhole()
        try sign(.open, .officer) { log in
            guard log.state == .ready, let issuer = log.issuer, let joint = log.jointKey else {
                throw DeviceError.wrongState(log.state)
            }
            return .open(issuer: issuer.element, key: joint.publicKey.element)
        }
    }

    /// Ends the issuing and opens the casting.
    ///
    /// Throws a ``DeviceError``, `wrongState` unless tokens are being drawn; or the server's refusal.
    public func cast() throws {
        try requireWhole()
        try sign(.cast, .officer) { log in
            guard log.state == .issuing else { throw DeviceError.wrongState(log.state) }
            return .cast
        }
    }

    /// Closes the casting; the server then publishes the board.
    ///
    /// Throws a ``DeviceError``, `wrongState` unless ballots are being cast; or the server's refusal.
    public func close() throws {
        try requireWhole()
        try sign(.close, .officer) { log in
            guard log.state == .casting else { throw DeviceError.wrongState(log.state) }
            return .close
        }
    }

    /// Ends the vote unopened; only before the first share.
    ///
    /// Throws a ``DeviceError``, `wrongState` from the first share on and at the end; or the server's refusal.
    public func void(reason: String) throws {
        try sign(.void, .officer) { log in
            guard log.shares.isEmpty, !log.state.isEnd, log.state != .empty else {
                throw DeviceError.wrongState(log.state)
            }
            return .void(reason: reason)
        }
        try follow()
    }

    /// Asked before anything is signed: what the server refuses stays signed for its place in the log, and no `void` could
    /// be signed there any more.
    private func requireWhole() throws {
        if try service.status(of: vote).isRestored { throw Refusal(.wrongState, .restored) }
    }

    /// Ends a vote that can never be opened: a share is in, and t tellers can no longer be had.
    ///
    /// - Parameters:
    ///   - reason: why, for the journal.
    ///   - time: the time of the act, such as `2026-11-22T18:05:00+01:00`.
    /// - Throws: a ``DeviceError`` in another state or without the officer's role, or what the server answers.
    public func abandon(reason: String, at time: String) throws {
        let log = try followWhole(as: .officer)
        // An answer that was lost: the act stands already.
        if log.abandonment != nil { return }
        try requireRole(.officer, in: log)
        guard log.lacksShares, let manifest = log.manifest else { throw DeviceError.wrongState(log.state) }
        let act = Abandonment(vote: vote, head: log.head, reason: reason, at: time)
        try service.record(.of(.abandon, body: act.body, signedBy: key, for: manifest, at: time), of: vote)
        try follow()
    }

    /// Enters the lot that decided a tie, after the release; whether it fits the tie is for those who know the law.
    ///
    /// There is one entry for a vote: the same again changes nothing, and another one is refused with
    /// ``Rule/lotRecorded``. `make` is given the head of the log after the release, which the entry names.
    public func enterLot(_ make: (_ head: Digest) -> LotDraw) throws {
        let log = try followWhole(as: .chair)
        try requireRole(.chair, in: log)
        guard log.state == .announced, let manifest = log.manifest else { throw DeviceError.wrongState(log.state) }
        let lot = make(log.head)
        if let text = try service.file(.lot, of: vote) {
            let journal = try Journal(file: text, named: RecordFile.lot.rawValue)
            guard try log.lot(in: journal).says(the: lot) else { throw Refusal(.wrongState, .lotRecorded) }
            // Once more, for a server that kept the entry and could not publish it.
            return try service.record(journal, of: vote)
        }
        try service.record(.of(.lot, body: lot.body, signedBy: key, for: manifest, at: lot.time), of: vote)
    }

    /// The law that was frozen with the vote, if there is one.
    ///
    /// Throws what the server answers.
    public func law() throws -> [UInt8]? {
        try service.file(.law, of: vote)
    }

    /// Releases the result, after checking the whole record.
    ///
    /// Throws a ``DeviceError``: `invalidRecord` if a check fails, `wrongState` unless there is a result; or the server's
    /// refusal, `wrong_state` as long as too few tellers have signed.
    public func announce() throws {
        if try resume(.announce, .chair) {
            try follow()
            return
        }
        let (report, _) = try verifyWhole(as: .chair)
        guard report.isValid else { throw DeviceError.invalidRecord(report.firstFault) }
        try sign(.announce, .chair) { log in
            guard log.state == .tallied else { throw DeviceError.wrongState(log.state) }
            return .announce
        }
        try follow()
    }

    /// The names behind the number of drawn tokens, for officer and chair.
    ///
    /// Throws a ``DeviceError``, `wrongState` before the opening; or what the server answers.
    public func drawn(as role: Role) throws -> [PersonID] {
        let log = try follow()
        guard let head = log.electionHead else { throw DeviceError.wrongState(log.state) }
        try requireRole(role, in: log)
        return try service.view(vote, ViewRequest(key: key, role: role, head: head))
    }

    /// Verifies the record with the whole log, as officers and tellers see it.
    func verifyWhole(as role: Role) throws -> (report: VerificationReport, sums: EncryptedTally?) {
        let log = try followWhole(as: role)
        guard log.abandonment == nil else { throw DeviceError.abandoned }
        var files = RecordFiles([.log: Array(log.text.utf8)])
        for file in [RecordFile.roll, .law, .register, .ballots] { files[file] = try service.file(file, of: vote) }
        return Verifier().verifyWithSums(files)
    }
}
