import Election
import Files
import Foundation
import Ristretto255
import SealedBallot

// What a teller does (protocol sections 9 and 13).
extension Device {
    /// How far the key ceremony is for this teller.
    public enum CeremonyProgress: Hashable, Sendable {
        /// Waits for the messages of these tellers in this round.
        case waiting(round: Int, tellers: [Int])
        /// The ceremony is over; the key share is in this person's folder.
        case finished
    }

    /// Which teller this person is in the vote.
    ///
    /// Throws ``DeviceError/notInRole(_:)``, or ``DeviceError/wrongKey`` for another code than the manifest's.
    public func tellerRole(_ log: EventLog) throws -> Role {
        let tellers = log.manifest?.officers.filter { $0.role.tellerNumber != nil } ?? []
        guard let own = tellers.first(where: { $0.person == key.person.description }) else {
            throw DeviceError.notInRole("teller")
        }
        guard own.key == key.publicKey else { throw DeviceError.wrongKey }
        return own.role
    }

    /// Does whatever this teller can do now in the key ceremony; to be called until it is finished.
    ///
    /// Throws a ``DeviceError``: `ceremony` if another teller's part is wrong, `secretMissing` if an earlier round was done
    /// elsewhere, `wrongState` before and after the ceremony; or the server's refusal.
    public func ceremony() throws -> CeremonyProgress {
        while true {
            let log = try follow()
            let role = try tellerRole(log)
            guard let number = role.tellerNumber, let ceremony = log.ceremony else {
                throw DeviceError.wrongState(log.state)
            }
            guard let round = log.ceremonyRound else {
                guard log.confirmed.contains(number), !log.state.isEnd else { throw DeviceError.wrongState(log.state) }
                eraseCeremony()
                return .finished
            }
            let done = [Set(log.commitments.keys), Set(log.dealings.keys), log.confirmed][round - 1]
            if done.contains(number) {
                if round == 3 { eraseCeremony() }
                return .waiting(round: round, tellers: (1...KeyCeremony.tellerCount).filter { !done.contains($0) })
            }
            try takePart(round, number, role, log, ceremony)
        }
    }

    private func takePart(
        _ round: Int,
        _ number: Int,
        _ role: Role,
        _ log: EventLog,
        _ ceremony: KeyCeremony
    ) throws {
        switch round {
        case 1:
            let secret = try ceremonySecret(number) ?? newCeremonySecret(number, ceremony.threshold)
            try sign(.dkg1, role) { _ in .dkg1(secret.commitment(ceremony)) }
        case 2:
            guard let secret = try ceremonySecret(number) else { throw DeviceError.secretMissing }
            try sign(.dkg2, role) { log in
                .dkg2(secret.dealing(ceremony, commitments: log.orderedCommitments))
            }
        default:
            guard let secret = try ceremonySecret(number) else { throw DeviceError.secretMissing }
            guard let head = log.dealingHead, let joint = log.jointKey else { throw DeviceError.wrongState(log.state) }
            let share: KeyShare
            do {
                share = try secret.keyShare(
                    ceremony,
                    commitments: log.orderedCommitments,
                    dealings: log.orderedDealings
                )
            } catch {
                throw DeviceError.ceremony(error)
            }
            try SecretFile.replace(place.path(.share), share.store)
            try sign(.dkg3, role) { _ in
                .dkg3(head: head, key: joint.publicKey.element, share: share.publicShare)
            }
            eraseCeremony()
        }
    }

    /// Polynomial and transport key are of no more use once the share is made and confirmed.
    private func eraseCeremony() {
        guard place.exists(.share) else { return }
        SecretFile.erase(place.path(.ceremony))
    }

    private func ceremonySecret(_ number: Int) throws -> CeremonySecret? {
        guard place.exists(.ceremony) else { return nil }
        var bytes = try SecretFile.read(place.path(.ceremony))
        defer { wipe(&bytes) }
        return try CeremonySecret(number: number, decoding: bytes)
    }

    private func newCeremonySecret(_ number: Int, _ threshold: Int) throws -> CeremonySecret {
        let secret = CeremonySecret(number: number, threshold: threshold)
        // Locked, so that two programs of this teller use one polynomial.
        return try place.locked {
            if let first = try ceremonySecret(number) { return first }
            try SecretFile.create(place.path(.ceremony), secret.store)
            return secret
        }
    }

    /// fp(h), shown only if this program's own three messages are in the log (protocol section 7).
    ///
    /// Throws a ``DeviceError``: `ceremonyNotOurs` if they are not, `wrongState` before the opening.
    public func confirm() throws -> Fingerprint {
        let log = try follow()
        let role = try tellerRole(log)
        guard let head = log.electionHead else { throw DeviceError.wrongState(log.state) }
        let own = try memory.signed().filter { $0.delivered && $0.event.by == role.rawValue }.map(\.event.type)
        guard ["dkg1", "dkg2", "dkg3"].allSatisfy(own.contains) else { throw DeviceError.ceremonyNotOurs }
        return Fingerprint(head)
    }

    /// Opens this teller's part of the sums, after verifying the record.
    ///
    /// - Parameters:
    ///   - board: fp(bx) as it was read out at the end of the objection pause.
    ///   - gap: the number of members who drew and did not cast, as the chair named it; needed if it is not 0.
    /// - Throws: a ``DeviceError`` that says what differs, or what the server answers.
    public func share(board: Fingerprint, gap: Int?) throws {
        let role = try tellerRole(follow())
        if try resume(.share, role) { return }
        let (report, tally) = try verifyWhole(as: role)
        let log = report.log
        guard log.state == .boxed || log.state == .tallying, let bx = log.boardHead, let published = log.board,
            let manifest = log.manifest
        else { throw DeviceError.wrongState(log.state) }
        guard report.isValid, let tally else { throw DeviceError.invalidRecord(report.firstFault) }
        guard Fingerprint(bx) == board else { throw DeviceError.boardDiffers(actual: Fingerprint(bx)) }
        guard published.ballots >= manifest.minimumBallots else {
            throw DeviceError.tooFewBallots(have: published.ballots, need: manifest.minimumBallots)
        }
        // A number that was typed must be right, also where none was needed.
        guard gap ?? 0 == published.gap else {
            throw DeviceError.gapNotConfirmed(gap: published.gap)
        }
        try requireOneBoard(bx)
        let share = try keyShare(role, log)
        try sign(.share, role) { log in
            guard log.boardHead == bx else { throw DeviceError.sharedOtherBoard }
            // Kept, so that a `void` beside a share can be proved (protocol section 13).
            try place.write(log.text, .log)
            return .share(board: bx, share.decrypt(tally.sums, board: bx))
        }
    }

    private func requireOneBoard(_ board: Digest) throws {
        for signed in try memory.signed() where signed.event.type == EventKind.share.rawValue {
            if case .share(let other, _)? = try? EventContent(.share, body: signed.event.body), other != board {
                throw DeviceError.sharedOtherBoard
            }
        }
    }

    private func keyShare(_ role: Role, _ log: EventLog) throws -> KeyShare {
        guard let number = role.tellerNumber, let joint = log.jointKey, place.exists(.share) else {
            throw DeviceError.secretMissing
        }
        var bytes = try SecretFile.read(place.path(.share), byteCount: Scalar.byteCount)
        defer { wipe(&bytes) }
        let share = try KeyShare(number: number, decoding: bytes)
        guard share.publicShare == joint.publicShares[number - 1] else { throw DeviceError.wrongShare }
        return share
    }

    /// Signs the result, after checking shares and counts; returns what was checked.
    ///
    /// Throws a ``DeviceError``: `invalidRecord` if a check fails, `wrongState` unless there is a result; or the server's
    /// refusal.
    public func signResult() throws -> VerificationReport {
        let role = try tellerRole(follow())
        let resumed = try resume(.sign, role)
        let (report, _) = try verifyWhole(as: role)
        if resumed, report.isValid { return report }
        guard report.log.state == .tallied, let head = report.log.resultHead else {
            throw DeviceError.wrongState(report.log.state)
        }
        guard report.isValid else { throw DeviceError.invalidRecord(report.firstFault) }
        try place.write(report.log.text, .log)
        try sign(.sign, role) { _ in .sign(head: head) }
        return report
    }
}
