import Ristretto255
import StrictJSON
import Words

extension Rule {
    /// Key and holes of the sentence in the catalogue.
    var words: (key: String, holes: [String: String]) {
        switch self {
        case .json(let fault): fault.words
        case .group(let field, let error): ("group." + error.name, ["field": field])
        case .unknownEventType(let type):
            ("rule.unknownEventType", ["type": type])
        case .personID(let field):
            ("rule.personID", ["field": field])
        case .numberTooLarge(let field):
            ("rule.numberTooLarge", ["field": field])
        case .eventNumber(let expected, let found):
            ("rule.eventNumber", ["expected": String(expected), "found": String(found)])
        case .eventSignature(let by):
            ("rule.eventSignature", ["by": by])
        case .unknownSigner(let by):
            ("rule.unknownSigner", ["by": by])
        case .wrongState(let type, let state):
            ("rule.wrongState", ["type": type, "state": state])
        case .wrongSigner(let type, let by):
            ("rule.wrongSigner", ["type": type, "by": by])
        case .twice(let type, let by):
            ("rule.twice", ["type": type, "by": by])
        case .tooFewSignatures(let have, let need):
            ("rule.tooFewSignatures", ["have": String(have), "need": String(need)])
        case .optionCount(let count):
            ("rule.optionCount", ["count": String(count)])
        case .optionIDRepeated(let id):
            ("rule.optionIDRepeated", ["id": id])
        case .optionCap(let id):
            ("rule.optionCap", ["id": id])
        case .optionWeight(let id):
            ("rule.optionWeight", ["id": id])
        case .possession(let teller):
            ("rule.possession", ["teller": String(teller)])
        case .ceremonyHead(let teller):
            ("rule.ceremonyHead", ["teller": String(teller)])
        case .ceremonyKey(let teller):
            ("rule.ceremonyKey", ["teller": String(teller)])
        case .lineCount(let expected, let found):
            ("rule.lineCount", ["expected": String(expected), "found": String(found)])
        case .personTwice(let p):
            ("rule.personTwice", ["p": p])
        case .notInRoll(let p):
            ("rule.notInRoll", ["p": p])
        case .drawSignature(let p):
            ("rule.drawSignature", ["p": p])
        case .drawProof(let p):
            ("rule.drawProof", ["p": p])
        case .ballotLength(let expected, let found):
            ("rule.ballotLength", ["expected": String(expected), "found": String(found)])
        case .optionProof(let option):
            ("rule.optionProof", ["option": String(option + 1)])
        case .tooFewBallots(let have, let need):
            ("rule.tooFewBallots", ["have": String(have), "need": String(need)])
        case .shareBoard(let teller):
            ("rule.shareBoard", ["teller": String(teller)])
        case .shareCount(let teller):
            ("rule.shareCount", ["teller": String(teller)])
        case .shareProof(let teller, let option):
            ("rule.shareProof", ["teller": String(teller), "option": String(option + 1)])
        case .countWrong(let option):
            ("rule.countWrong", ["option": String(option + 1)])
        case .signedHead(let teller):
            ("rule.signedHead", ["teller": String(teller)])
        case .noFinalLineFeed: ("rule.noFinalLineFeed", [:])
        case .emptyLog: ("rule.emptyLog", [:])
        case .brokenChain: ("rule.brokenChain", [:])
        case .firstEventNotManifest: ("rule.firstEventNotManifest", [:])
        case .abandonment: ("rule.abandonment", [:])
        case .journalAct: ("rule.journalAct", [:])
        case .lot: ("rule.lot", [:])
        case .lotRecorded: ("rule.lotRecorded", [:])
        case .restored: ("rule.restored", [:])
        case .manifestVersion: ("rule.manifestVersion", [:])
        case .optionIDLength: ("rule.optionIDLength", [:])
        case .minimumMaximum: ("rule.minimumMaximum", [:])
        case .minimumUnreachable: ("rule.minimumUnreachable", [:])
        case .realm: ("rule.realm", [:])
        case .officers: ("rule.officers", [:])
        case .tellersNotDistinct: ("rule.tellersNotDistinct", [:])
        case .serverKeyShared: ("rule.serverKeyShared", [:])
        case .serverPerson: ("rule.serverPerson", [:])
        case .threshold: ("rule.threshold", [:])
        case .minimumBallots: ("rule.minimumBallots", [:])
        case .signMinimum: ("rule.signMinimum", [:])
        case .jitter: ("rule.jitter", [:])
        case .rollSize: ("rule.rollSize", [:])
        case .lawHash: ("rule.lawHash", [:])
        case .ceremonyCount: ("rule.ceremonyCount", [:])
        case .identityKey: ("rule.identityKey", [:])
        case .openKeys: ("rule.openKeys", [:])
        case .missingFile: ("rule.missingFile", [:])
        case .unreadableFile: ("rule.unreadableFile", [:])
        case .unexpectedFile: ("rule.unexpectedFile", [:])
        case .fileHash: ("rule.fileHash", [:])
        case .order: ("rule.order", [:])
        case .keyTwice: ("rule.keyTwice", [:])
        case .trackerHash: ("rule.trackerHash", [:])
        case .ballotSignature: ("rule.ballotSignature", [:])
        case .sumProof: ("rule.sumProof", [:])
        case .tokenTwice: ("rule.tokenTwice", [:])
        case .trackerTwice: ("rule.trackerTwice", [:])
        case .tokenProof: ("rule.tokenProof", [:])
        case .moreBallotsThanDraws: ("rule.moreBallotsThanDraws", [:])
        case .usedShares: ("rule.usedShares", [:])
        case .countSum: ("rule.countSum", [:])
        case .fingerprintDiffers: ("rule.fingerprintDiffers", [:])
        }
    }
}

extension GroupError {
    fileprivate var name: String {
        switch self {
        case .wrongLength: "wrongLength"
        case .notAnElement: "notAnElement"
        case .identity: "identity"
        case .notCanonicalScalar: "notCanonicalScalar"
        }
    }
}
