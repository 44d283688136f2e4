import BlindToken
import Ristretto255
import SealedBallot

/// The log of one vote and what follows from it: state, keys, fingerprints (protocol section 7).
///
/// ``append(_:)`` is the only way in, and applies checks V2 to V8 and the signing rules of V22. What needs the ballots
/// (V19 to V21) is checked by whoever has them.
public struct EventLog: Sendable {
    /// The events in order.
    public private(set) var events: [Event] = []
    /// `head_n` for each event.
    public private(set) var heads: [Digest] = []
    /// Where the vote stands.
    public private(set) var state = VoteState.empty
    /// The definition of the vote, from event 0 on.
    public private(set) var manifest: Manifest?
    /// `pkS`.
    public private(set) var issuer: IssuerPublicKey?
    /// `mh`: head after `issuer`; the context of the ceremony.
    public private(set) var ceremonyHead: Digest?
    /// The first messages of the tellers by number.
    public private(set) var commitments: [Int: KeyCeremony.Commitment] = [:]
    /// The second messages of the tellers by number.
    public private(set) var dealings: [Int: KeyCeremony.Dealing] = [:]
    /// `dh`: head after the last `dkg2`.
    public private(set) var dealingHead: Digest?
    /// `K` and `S_1..S_3`, once all have dealt.
    public private(set) var jointKey: KeyCeremony.JointKey?
    /// Numbers of the tellers who confirmed the joint key.
    public private(set) var confirmed: Set<Int> = []
    /// `h`: head after `open`; binds everything that follows.
    public private(set) var electionHead: Digest?
    /// What was published after the close.
    public private(set) var board: EventContent.Board?
    /// `bx`: head after `box`.
    public private(set) var boardHead: Digest?
    /// The tellers' shares by number.
    public private(set) var shares: [Int: [DecryptionShare]] = [:]
    /// The opened sums.
    public private(set) var result: EventContent.Counts?
    /// `rh`: head after `result`.
    public private(set) var resultHead: Digest?
    /// Numbers of the tellers who signed the result.
    public private(set) var signed: Set<Int> = []
    /// Why the vote was voided.
    public private(set) var voidReason: String?
    /// The act outside the log that ended a vote which could not be opened; see ``abandon(_:)``.
    public internal(set) var abandonment: Abandonment?

    /// A log without events.
    public init() {}

    /// The current head; 64 zero bytes for an empty log.
    public var head: Digest { heads.last ?? .zero }

    /// The ceremony's parameters, once the issuer's key is there.
    public var ceremony: KeyCeremony? {
        guard let manifest, let ceremonyHead else { return nil }
        return KeyCeremony(context: ceremonyHead, threshold: manifest.threshold)
    }

    /// What ballots of this vote are made and checked with, once the vote is open.
    public var ballotContext: BallotContext? {
        guard let manifest, let issuer, let jointKey, let electionHead else { return nil }
        return BallotContext(
            head: electionHead,
            rule: manifest.rule,
            key: jointKey.publicKey,
            issuer: issuer
        )
    }

    /// Signatures that `announce` needs: `min(sign_min, t)`.
    public var signaturesNeeded: Int {
        guard let manifest else { return 0 }
        return min(manifest.signMinimum, manifest.threshold)
    }

    /// Which round of the ceremony runs: 1 to 3, or nil.
    public var ceremonyRound: Int? {
        guard state == .ceremony else { return nil }
        if commitments.count < KeyCeremony.tellerCount { return 1 }
        return dealings.count < KeyCeremony.tellerCount ? 2 : 3
    }

    /// Checks an event against the log and takes it.
    ///
    /// Throws a ``LogFault`` that names the check and the rule; the log is then unchanged.
    public mutating func append(_ event: Event) throws(LogFault) {
        guard event.n == events.count else {
            throw LogFault(.v2, .eventNumber(expected: events.count, found: event.n))
        }
        guard event.prev == head else { throw LogFault(.v2, .brokenChain) }
        guard let kind = EventKind(name: event.type) else { throw LogFault(.v1, .unknownEventType(event.type)) }
        guard !events.isEmpty || kind == .manifest else { throw LogFault(.v5, .firstEventNotManifest) }
        let content: EventContent
        do { content = try EventContent(kind, body: event.body) } catch {
            throw LogFault(kind.check(for: error.rule), error.rule)
        }
        var manifest = manifest
        if case .manifest(let first) = content, events.isEmpty {
            do { try first.check() } catch { throw LogFault(.v4, error.rule) }
            manifest = first
        }
        guard let manifest else { throw LogFault(.v5, .firstEventNotManifest) }
        guard let role = Role(id: event.by), let officer = manifest.officer(role) else {
            throw LogFault(.v3, .unknownSigner(event.by))
        }
        guard event.isSigned(by: officer.key, vote: manifest.vote) else {
            throw LogFault(.v3, .eventSignature(by: event.by))
        }
        guard kind.signers.contains(role) else {
            throw LogFault(.v5, .wrongSigner(type: event.type, by: event.by))
        }
        guard kind.statesBefore.contains(state), abandonment == nil else {
            throw LogFault(.v5, .wrongState(type: event.type, state: stateName))
        }
        try take(content, by: role, head: event.head(vote: manifest.vote))
        events.append(event)
        heads.append(event.head(vote: manifest.vote))
    }

    /// Applies the rules of one kind of event, and moves the state.
    private mutating func take(_ content: EventContent, by role: Role, head: Digest) throws(LogFault) {
        switch content {
        case .manifest(let manifest):
            self.manifest = manifest
            state = .draft
        case .issuer(let key):
            issuer = key
            ceremonyHead = head
            state = .ceremony
        case .dkg1(let commitment): try takeCommitment(commitment, from: role)
        case .dkg2(let dealing): try takeDealing(dealing, from: role, head: head)
        case .dkg3(let dealingHead, let key, let share):
            try takeConfirmation(dealingHead, key, share, from: role)
        case .open(let issuerKey, let key):
            guard issuerKey == issuer?.element, key == jointKey?.publicKey.element else {
                throw LogFault(.v8, .openKeys)
            }
            electionHead = head
            state = .issuing
        case .cast: state = .casting
        case .close: state = .closed
        case .box(let board):
            guard max(board.draws, board.ballots) <= Manifest.maximumRoll else {
                throw LogFault(.v5, .numberTooLarge(field: "ballots"))
            }
            self.board = board
            boardHead = head
            state = .boxed
        case .share(let board, let shares): try takeShare(board, shares, from: role)
        case .result(let counts): try takeResult(counts, head: head)
        case .sign(let head): try takeSignature(head, from: role)
        case .announce:
            guard signed.count >= signaturesNeeded else {
                throw LogFault(.v5, .tooFewSignatures(have: signed.count, need: signaturesNeeded))
            }
            state = .announced
        case .void(let reason):
            voidReason = reason
            state = .voided
        }
    }
}

// MARK: - Ceremony

extension EventLog {
    private func number(_ role: Role, once taken: some Collection<Int>, _ kind: EventKind) throws(LogFault) -> Int {
        guard let number = role.tellerNumber else {
            throw LogFault(.v5, .wrongSigner(type: kind.rawValue, by: role.rawValue))
        }
        guard !taken.contains(number) else {
            throw LogFault(.v5, .twice(type: kind.rawValue, by: role.rawValue))
        }
        return number
    }

    private mutating func takeCommitment(
        _ commitment: KeyCeremony.Commitment,
        from role: Role
    ) throws(LogFault) {
        guard ceremonyRound == 1, let ceremony else {
            throw LogFault(.v5, .wrongState(type: EventKind.dkg1.rawValue, state: state.rawValue))
        }
        let number = try number(role, once: commitments.keys, .dkg1)
        guard commitment.coefficients.count == ceremony.threshold else { throw LogFault(.v6, .ceremonyCount) }
        guard ceremony.accepts(commitment, from: number) else {
            throw LogFault(.v6, .possession(teller: number))
        }
        commitments[number] = commitment
    }

    private mutating func takeDealing(
        _ dealing: KeyCeremony.Dealing,
        from role: Role,
        head: Digest
    ) throws(LogFault) {
        guard ceremonyRound == 2, let ceremony else {
            throw LogFault(.v5, .wrongState(type: EventKind.dkg2.rawValue, state: state.rawValue))
        }
        let number = try number(role, once: dealings.keys, .dkg2)
        guard dealing.maskedShares.count == KeyCeremony.tellerCount else { throw LogFault(.v6, .ceremonyCount) }
        if dealings.count + 1 == KeyCeremony.tellerCount {
            // The identity is found here, before the last dealing is taken, so that nothing is built on it.
            do { jointKey = try ceremony.jointKey(orderedCommitments) } catch {
                throw LogFault(.v7, .identityKey)
            }
            dealingHead = head
        }
        dealings[number] = dealing
    }

    private mutating func takeConfirmation(
        _ dealingHead: Digest,
        _ key: Element,
        _ share: Element,
        from role: Role
    ) throws(LogFault) {
        guard ceremonyRound == 3, let jointKey else {
            throw LogFault(.v5, .wrongState(type: EventKind.dkg3.rawValue, state: state.rawValue))
        }
        let number = try number(role, once: confirmed, .dkg3)
        guard dealingHead == self.dealingHead else { throw LogFault(.v7, .ceremonyHead(teller: number)) }
        guard key == jointKey.publicKey.element, share == jointKey.publicShares[number - 1] else {
            throw LogFault(.v7, .ceremonyKey(teller: number))
        }
        confirmed.insert(number)
        if confirmed.count == KeyCeremony.tellerCount { state = .ready }
    }

    /// The first messages of tellers 1, 2, 3.
    public var orderedCommitments: [KeyCeremony.Commitment] {
        (1...KeyCeremony.tellerCount).compactMap { commitments[$0] }
    }

    /// The second messages of tellers 1, 2, 3.
    public var orderedDealings: [KeyCeremony.Dealing] {
        (1...KeyCeremony.tellerCount).compactMap { dealings[$0] }
    }
}

// MARK: - Count

extension EventLog {
    private mutating func takeShare(
        _ board: Digest,
        _ shares: [DecryptionShare],
        from role: Role
    ) throws(LogFault) {
        let number = try number(role, once: self.shares.keys, .share)
        guard board == boardHead else { throw LogFault(.v19, .shareBoard(teller: number)) }
        guard shares.count == manifest?.options.count else { throw LogFault(.v19, .shareCount(teller: number)) }
        self.shares[number] = shares
        state = .tallying
    }

    private mutating func takeResult(_ counts: EventContent.Counts, head: Digest) throws(LogFault) {
        guard let manifest, shares.count >= manifest.threshold else {
            throw LogFault(.v5, .wrongState(type: EventKind.result.rawValue, state: state.rawValue))
        }
        result = counts
        resultHead = head
        state = .tallied
    }

    private mutating func takeSignature(_ head: Digest, from role: Role) throws(LogFault) {
        let number = try number(role, once: signed, .sign)
        guard head == resultHead else { throw LogFault(.v22, .signedHead(teller: number)) }
        signed.insert(number)
    }
}
