import Election
import Ristretto255
import SealedBallot

/// Why a person's program stops.
public enum DeviceError: Error, Hashable, Sendable {
    /// The log breaks a rule.
    case brokenLog(Fault)
    /// The log is another vote's.
    case anotherVote
    /// The log no longer contains what this program saw at event `n`.
    case logRewritten(n: Int)
    /// The log no longer contains the event that this person signed at `n`.
    case signedEventMissing(n: Int)
    /// This person signed another event at `n`, and no two may be signed.
    case signedOther(n: Int, type: String)
    /// The fingerprint that was read out is not this vote's.
    case fingerprintDiffers(actual: Fingerprint)
    /// This person has not this role in the vote.
    case notInRole(String)
    /// The person's key is not the one in the manifest or the roll: wrong code, or wrong realm.
    case wrongKey
    /// The vote is not at the stage for this.
    case wrongState(VoteState)
    /// The count of this vote was given up.
    case abandoned

    // Tellers
    /// A share of the ceremony does not fit; the vote must be voided.
    case ceremony(CeremonyFault)
    /// This program's own messages of the ceremony are not in the log.
    case ceremonyNotOurs
    /// The secret of the ceremony or the key share is not in this person's folder.
    case secretMissing
    /// The share's public key is not the one in the log.
    case wrongShare
    /// The board's fingerprint as typed is not that of the files this program got.
    case boardDiffers(actual: Fingerprint)
    /// Some members drew and did not cast; the number must be typed.
    case gapNotConfirmed(gap: Int)
    /// Too few ballots to be opened without giving away single votes.
    case tooFewBallots(have: Int, need: Int)
    /// The record fails a check.
    case invalidRecord(Fault?)
    /// This person made a share for another board of this vote.
    case sharedOtherBoard

    // Members
    /// The member is not in the roll of this vote.
    case notInRoll
    /// The roll is not the one the manifest names.
    case rollChanged
    /// Casting has begun, and this device has drawn no token.
    case drawingClosed
    /// There is no token on this device.
    case noToken
    /// The issuer's answer does not hold.
    case badTokenProof
    /// The sealed seed cannot be opened, or belongs to another draw.
    case cannotRecover
    /// The values are no allowed ballot.
    case selectionNotAllowed
    /// The receipt or the proof for the ballot does not hold.
    case badReceipt
    /// The ballot was cast before; it cannot be changed or audited.
    case alreadyCast
}
