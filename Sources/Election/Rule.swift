import Ristretto255
import StrictJSON
import Words

/// The rules of the protocol that a record or a message can break.
///
/// The key of the sentence in the catalogue is `rule.` and the case's name.
public enum Rule: Hashable, Sendable {
    // Form (V1)
    case json(JSONFault)
    case group(field: String, GroupError)
    case noFinalLineFeed
    case emptyLog
    case unknownEventType(String)
    case personID(field: String)
    case numberTooLarge(field: String)

    // Log (V2, V3, V5)
    case eventNumber(expected: Int, found: Int)
    case brokenChain
    case eventSignature(by: String)
    case unknownSigner(String)
    case wrongState(type: String, state: String)
    case wrongSigner(type: String, by: String)
    case twice(type: String, by: String)
    case tooFewSignatures(have: Int, need: Int)
    case firstEventNotManifest
    case abandonment
    case journalAct
    case lot
    case lotRecorded
    case restored

    // Manifest (V4)
    case manifestVersion
    case optionCount(Int)
    case optionIDRepeated(String)
    case optionIDLength
    case optionCap(String)
    case optionWeight(String)
    case minimumMaximum
    case minimumUnreachable
    case realm
    case officers
    case tellersNotDistinct
    case serverKeyShared
    case serverPerson
    case threshold
    case minimumBallots
    case signMinimum
    case jitter
    case rollSize
    case lawHash

    // Ceremony (V6, V7, V8)
    case ceremonyCount
    case possession(teller: Int)
    case ceremonyHead(teller: Int)
    case ceremonyKey(teller: Int)
    case identityKey
    case openKeys

    // Files (V9, V10)
    case missingFile
    case unreadableFile
    case unexpectedFile
    case fileHash
    case lineCount(expected: Int, found: Int)
    case order
    case personTwice(String)
    case keyTwice

    // Register (V11 to V13)
    case notInRoll(String)
    case drawSignature(String)
    case drawProof(String)

    // Ballots (V14 to V18)
    case trackerHash
    case ballotLength(expected: Int, found: Int)
    case ballotSignature
    case optionProof(Int)
    case sumProof
    case tokenTwice
    case trackerTwice
    case tokenProof
    case moreBallotsThanDraws
    case tooFewBallots(have: Int, need: Int)

    // Count (V19 to V22)
    case shareBoard(teller: Int)
    case shareCount(teller: Int)
    case shareProof(teller: Int, option: Int)
    case usedShares
    case countWrong(option: Int)
    case countSum
    case signedHead(teller: Int)
    case fingerprintDiffers

    /// One clause for people.
    ///
    /// Acts, roles and states have names for people; everything else in a hole comes from a stranger and is cut and
    /// shown as ``ForeignText``.
    public func sentence(in language: Language) -> String {
        let (key, holes) = words
        var shown: [String: String] = [:]
        for (hole, text) in holes {
            let area = ["type": "act", "by": "role", "state": "state"][hole]
            let known = area.flatMap { Words.all(in: language)["\($0).\(text)"] }
            shown[hole] = known ?? ForeignText.shown(text, limit: 80)
        }
        return Words.sentence(key, shown, in: language)
    }
}
