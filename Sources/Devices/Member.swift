import BlindToken
import Election
import Files
import Proofs
import Ristretto255

// What a member does (protocol sections 10 to 12).
extension Device {
    /// Draws the token, or gets the same answer again.
    ///
    /// - Parameters:
    ///   - fingerprint: fp(h) as read out in the room; a difference stops the draw.
    ///   - recoverable: false leaves out the sealed seed, so that only this device can vote.
    /// - Throws: a ``DeviceError``, or the server's ``ErrorCode``.
    public func draw(fingerprint: Fingerprint? = nil, recoverable: Bool = true) throws {
        let log = try followAsMember(fingerprint)
        guard let context = log.ballotContext else { throw DeviceError.wrongState(log.state) }
        if place.exists(.drawAnswer), let secret = try drawSecret(context) {
            _ = try token(secret, context)
            return
        }
        // Locked, so that two programs of this member send one request.
        let (secret, request) = try place.locked { try drawRequest(log, context, recoverable: recoverable) }
        let answer: DrawAnswer
        do {
            answer = try service.draw(request, in: vote)
        } catch ErrorCode.drawn {
            // Another device has drawn; this request will never be answered.
            SecretFile.erase(place.path(.seed))
            SecretFile.erase(place.path(.drawRequest))
            throw ErrorCode.drawn
        }
        try keep(answer, secret, context)
    }

    /// The request that was made before, or a new one.
    private func drawRequest(
        _ log: EventLog,
        _ context: BallotContext,
        recoverable: Bool
    ) throws -> (DrawSecret, DrawRequest) {
        if let known = try drawSecret(context), let stored = try place.decode(.drawRequest, DrawRequest.init(text:)) {
            // The answer was lost: the identical request once more.
            return (known, stored)
        }
        guard log.state == .issuing || (log.state == .casting && log.manifest?.lateIssue == true) else {
            throw log.state == .casting ? DeviceError.drawingClosed : DeviceError.wrongState(log.state)
        }
        let secret = DrawSecret.random(key: key, head: context.head)
        let request = secret.request(key: key, head: context.head, recoverable: recoverable)
        // On disk before it is sent: what the server stored must be answerable from here.
        try SecretFile.replace(place.path(.seed), secret.store)
        try place.write(request.text, .drawRequest)
        return (secret, request)
    }

    /// Gets the token that another device drew.
    ///
    /// Throws a ``DeviceError``, `cannotRecover` if the seed was not left or is another code's; or the server's
    /// ``ErrorCode``, `not_drawn` if there is nothing to recover.
    public func recover(fingerprint: Fingerprint? = nil) throws {
        let log = try followAsMember(fingerprint)
        guard let context = log.ballotContext else { throw DeviceError.wrongState(log.state) }
        let answer = try service.recover(RecoverRequest(key: key, head: context.head), in: vote)
        guard let secret = DrawSecret(opening: answer.sealed, key: key, head: context.head),
            secret.fits(answer.blinded, key: key, head: context.head)
        else { throw DeviceError.cannotRecover }
        try SecretFile.replace(place.path(.seed), secret.store)
        try keep(DrawAnswer(answer.evaluation), secret, context)
    }

    private func keep(_ answer: DrawAnswer, _ secret: DrawSecret, _ context: BallotContext) throws {
        do {
            _ = try secret.token(from: answer.evaluation, key: key, context: context)
        } catch {
            throw DeviceError.badTokenProof
        }
        try place.write(answer.text, .drawAnswer)
    }

    /// Encrypts a choice; the tracker can then be shown, and the member casts or audits.
    ///
    /// Throws a ``DeviceError``: `wrongState`, `alreadyCast`, `noToken` or `selectionNotAllowed`.
    public func prepare(_ values: [Int], fingerprint: Fingerprint? = nil) throws -> PreparedBallot {
        let log = try followAsMember(fingerprint)
        guard log.state == .casting, let context = log.ballotContext else {
            throw DeviceError.wrongState(log.state)
        }
        guard !hasCast else { throw DeviceError.alreadyCast }
        guard place.exists(.drawAnswer) else { throw DeviceError.noToken }
        do { return try PreparedBallot(values, context: context) } catch { throw DeviceError.selectionNotAllowed }
    }

    /// Whether a token lies on this device.
    public var hasToken: Bool { place.exists(.drawAnswer) }

    /// Whether a ballot was cast from this device, and the receipt for it was checked.
    public var hasReceipt: Bool { place.exists(.receipt) }

    /// Whether a ballot was made on this device, so that it can only be sent again.
    public var hasCast: Bool { place.exists(.ballot) }

    /// Proves, signs and sends a ballot, and checks the receipt; returns its tracker.
    ///
    /// If the answer is lost, ``castAgain()`` sends the identical bytes. Throws ``DeviceError/alreadyCast`` if there is a
    /// ballot on this device, which then stays as it is.
    public func cast(_ prepared: consuming PreparedBallot) throws -> Tracker {
        let ballot = prepared.seal(with: try tokenForCasting())
        try keep(CastRequest(ballot: ballot.encoded))
        return try castAgain()
    }

    /// The token, if a ballot may be made with it now.
    private func tokenForCasting() throws -> Token {
        let log = try followAsMember(nil)
        guard log.state == .casting, let context = log.ballotContext else { throw DeviceError.wrongState(log.state) }
        guard !hasCast else { throw DeviceError.alreadyCast }
        guard let secret = try drawSecret(context) else { throw DeviceError.noToken }
        return try token(secret, context)
    }

    /// Puts a ballot on disk before it is sent, because its randomness is gone; refuses if there is one.
    private func keep(_ request: CastRequest) throws {
        do {
            try place.create(request.text, .ballot)
        } catch {
            if error.operation == .exists { throw DeviceError.alreadyCast }
            throw error
        }
    }

    /// Sends the ballot that was made on this device, and checks the receipt.
    ///
    /// Throws a ``DeviceError``, `badReceipt` if the answer does not hold; or the server's ``ErrorCode``, `used` if another
    /// ballot of this token was first.
    @discardableResult
    public func castAgain() throws -> Tracker {
        let log = try followAsMember(nil)
        guard let context = log.ballotContext, let (request, ballot) = try storedBallot(context),
            let server = log.manifest?.officer(.server)
        else { throw DeviceError.wrongState(log.state) }
        let answer: CastAnswer
        do {
            answer = try service.cast(request, in: vote)
        } catch let code as ErrorCode {
            try forgetIfNeverTaken(code)
            throw code
        }
        let proved = context.issuer.accepts(
            answer.tokenProof,
            input: context.tokenInput(ballot.credential),
            evaluated: ballot.token
        )
        let signed = Receipt.isValid(answer.receipt, for: request.ballot, head: context.head, server: server.key)
        guard proved, signed else { throw DeviceError.badReceipt }
        try place.write(answer.text, .receipt)
        return Tracker(ballot.trackerHash(in: context))
    }

    /// The ballot that was made on this device.
    private func storedBallot(_ context: BallotContext) throws -> (request: CastRequest, ballot: UnverifiedBallot)? {
        try place.decode(.ballot) { text throws in
            let request = try CastRequest(text: text)
            do throws(BallotFault) {
                return (request, try UnverifiedBallot(decoding: request.ballot, rule: context.rule))
            } catch {
                throw Fault(error.rule)
            }
        }
    }

    /// Removes a ballot that cannot be in the box, so that nobody looks for its tracker on the board.
    ///
    /// One with a receipt stays: if the server knows nothing of it, the receipt is the proof.
    private func forgetIfNeverTaken(_ code: ErrorCode) throws {
        guard !place.exists(.receipt) else { return }
        switch code {
        case .duplicateTracker, .used: break
        case .wrongState:
            // While the casting lasts, the same bytes may be taken yet.
            guard try follow().state != .casting else { return }
        default: return
        }
        SecretFile.erase(place.path(.ballot))
    }

    /// Where a ballot that was cast from this device is to be found.
    public struct LookUp: Hashable, Sendable {
        /// Its tracker.
        public let tracker: Tracker
        /// fp(bx) of the board as this device got it; nil until the board is published.
        public let board: Fingerprint?
        /// Whether the board has the ballot; nil until it is published.
        public let isOnBoard: Bool?
    }

    /// Looks the ballot cast from this device up on the board (protocol section 13.2).
    ///
    /// - Parameter board: fp(bx) as it was read out; a difference stops the look-up.
    /// - Returns: tracker, fp(bx), and whether the board has the ballot.
    /// - Throws: a ``DeviceError``, or the server's ``ErrorCode``.
    public func lookUp(board: Fingerprint? = nil) throws -> LookUp {
        let log = try follow()
        guard log.abandonment == nil else { throw DeviceError.abandoned }
        guard !log.state.isEnd else { throw DeviceError.wrongState(log.state) }
        guard let context = log.ballotContext, let stored = try storedBallot(context) else { throw DeviceError.noToken }
        let hash = stored.ballot.trackerHash(in: context)
        guard let published = log.board, let head = log.boardHead, let text = try service.file(.ballots, of: vote)
        else {
            return LookUp(tracker: Tracker(hash), board: nil, isOnBoard: nil)
        }
        // Recomputed from the file that is searched: the log names its hash.
        guard Digest.sha512(text) == published.box else {
            throw DeviceError.brokenLog(Fault(.fileHash, file: RecordFile.ballots.rawValue))
        }
        let actual = Fingerprint(head)
        if let board, board != actual { throw DeviceError.boardDiffers(actual: actual) }
        let found = try text.split(separator: 0x0A).contains { try BoardLine(line: $0).trackerHash == hash }
        return LookUp(tracker: Tracker(hash), board: actual, isOnBoard: found)
    }

    // MARK: Checks

    /// The log, with this member's own line in the roll it names.
    func followAsMember(_ fingerprint: Fingerprint?) throws -> EventLog {
        let log = try follow(fingerprint: fingerprint)
        guard let manifest = log.manifest else { throw DeviceError.wrongState(log.state) }
        let roll = try verified.roll(manifest.roll) { try service.file(.roll, of: vote) }
        guard roll.entries.count == manifest.rollCount else { throw DeviceError.rollChanged }
        guard let own = roll.entry(of: key.person) else { throw DeviceError.notInRoll }
        guard own.key == key.publicKey else { throw DeviceError.wrongKey }
        return log
    }

    private func drawSecret(_ context: BallotContext) throws -> DrawSecret? {
        guard place.exists(.seed) else { return nil }
        var seed = try SecretFile.read(place.path(.seed), byteCount: 32)
        defer { wipe(&seed) }
        return DrawSecret(seed: seed, key: key, head: context.head)
    }

    private func token(_ secret: DrawSecret, _ context: BallotContext) throws -> Token {
        guard let stored = try place.decode(.drawAnswer, DrawAnswer.init(text:)) else { throw DeviceError.noToken }
        do {
            return try secret.token(from: stored.evaluation, key: key, context: context)
        } catch {
            throw DeviceError.badTokenProof
        }
    }
}
