import Election
import Ristretto255
import StrictJSON
import Testing
import Words

@Suite("the sentences for people")
struct SentenceTests {
    static let faults: [JSONFault] = [
        .malformed(line: 1, column: 2), .duplicateName("x"), .surroundingWhiteSpace, .number, .notAnObject,
        .unknownField("x"), .missingField("x"), .wrongType(field: "x"), .uppercaseHex(field: "x"), .notHex(field: "x"),
        .wrongLength(field: "x", expected: 1, actual: 2),
    ]

    static let groupErrors: [GroupError] = [
        .wrongLength(expected: 32, actual: 1), .notAnElement, .identity, .notCanonicalScalar,
    ]

    /// Every case of ``Rule``; a new case needs a line here.
    static let rules: [Rule] =
        faults.map { .json($0) } + groupErrors.map { .group(field: "x", $0) } + [
            .noFinalLineFeed, .emptyLog, .unknownEventType("x"), .personID(field: "x"), .numberTooLarge(field: "x"),
            .eventNumber(expected: 1, found: 2), .brokenChain, .eventSignature(by: "t1"), .unknownSigner("x"),
            .wrongState(type: "open", state: "draft"), .wrongSigner(type: "open", by: "t1"),
            .twice(type: "share", by: "t1"), .tooFewSignatures(have: 1, need: 2), .firstEventNotManifest,
            .manifestVersion, .optionCount(1), .optionIDRepeated("x"), .optionIDLength, .optionCap("x"),
            .optionWeight("x"), .minimumMaximum, .minimumUnreachable, .officers, .tellersNotDistinct,
            .serverKeyShared, .serverPerson, .threshold, .minimumBallots, .signMinimum, .jitter, .rollSize, .lawHash,
            .ceremonyCount, .possession(teller: 1), .ceremonyHead(teller: 1), .ceremonyKey(teller: 1), .identityKey,
            .openKeys, .missingFile, .unreadableFile, .realm, .unexpectedFile, .fileHash,
            .lineCount(expected: 1, found: 2), .order,
            .personTwice("x"), .keyTwice, .notInRoll("x"), .drawSignature("x"), .drawProof("x"), .trackerHash,
            .ballotLength(expected: 1, found: 2), .ballotSignature, .optionProof(0), .sumProof, .tokenTwice,
            .trackerTwice, .tokenProof, .moreBallotsThanDraws, .tooFewBallots(have: 1, need: 2),
            .shareBoard(teller: 1), .shareCount(teller: 1), .shareProof(teller: 1, option: 0), .usedShares,
            .countWrong(option: 0), .countSum, .signedHead(teller: 1), .fingerprintDiffers,
        ]

    @Test("have the same keys in German and English")
    func sameKeys() {
        let german = Set(Words.all(in: .german).keys)
        let english = Set(Words.all(in: .english).keys)
        #expect(!german.isEmpty)
        #expect(german.subtracting(english).isEmpty)
        #expect(english.subtracting(german).isEmpty)
    }

    @Test("have the same holes in German and English")
    func sameHoles() {
        for (key, german) in Words.all(in: .german) {
            let english = Words.all(in: .english)[key] ?? ""
            #expect(holes(german) == holes(english), "\(key)")
        }
    }

    private func holes(_ sentence: String) -> [String] {
        sentence.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map {
            String($0.prefix { $0 != "}" })
        }.sorted()
    }

    @Test("exist for every rule", arguments: Language.allCases)
    func everyRule(_ language: Language) {
        var sentences: Set<String> = []
        for rule in Self.rules {
            let sentence = rule.sentence(in: language)
            #expect(isFilled(sentence), "\(rule)")
            sentences.insert(sentence)
        }
        #expect(sentences.count == Self.rules.count, "two rules have one sentence")
    }

    @Test("exist for every check, and for its failure", arguments: Language.allCases)
    func everyCheck(_ language: Language) {
        for check in Check.allCases {
            #expect(Words.all(in: language)["verify.\(check)"] != nil)
            #expect(Words.all(in: language)["verify.\(check).failed"] != nil)
        }
        for reason in VerificationReport.OpenReason.allCases {
            #expect(Words.all(in: language)["verify.open.\(reason)"] != nil)
        }
    }

    @Test("exist for every state, act and role", arguments: Language.allCases)
    func everyName(_ language: Language) {
        for state in VoteState.allCases { #expect(Words.all(in: language)["state.\(state)"] != nil) }
        for kind in EventKind.allCases { #expect(Words.all(in: language)["act.\(kind)"] != nil) }
        for role in Role.allCases { #expect(Words.all(in: language)["role.\(role)"] != nil) }
    }

    @Test("exist for every warning", arguments: Language.allCases)
    func everyWarning(_ language: Language) {
        let warnings: [VerificationReport.Warning] = [
            .gap(1), .gap(2), .unanimous(option: "x"), .signatures(0), .signatures(1), .signatures(2),
            .officerIsTeller, .tooFewBallots(have: 1, need: 2),
        ]
        for warning in warnings { #expect(isFilled(warning.sentence(in: language)), "\(warning)") }
    }

    @Test("exist for every folder that cannot be read", arguments: Language.allCases)
    func everyFolder(_ language: Language) {
        let errors: [RecordFolderError] = [
            .missing("p"), .notAFolder("p"), .unreadableFolder("p"), .noRecord("p"),
        ]
        for error in errors {
            #expect(isFilled(error.sentence(in: language)), "\(error)")
            #expect(error.sentence(in: language).hasPrefix("p: "))
        }
    }

    @Test("name file and line of a fault")
    func place() {
        let fault = Fault(.order, file: "ballots.jsonl", line: 7)
        #expect(fault.sentence(in: .german).hasPrefix("ballots.jsonl, Zeile 7: "))
        #expect(fault.sentence(in: .english).hasPrefix("ballots.jsonl, line 7: "))
        #expect(Fault(.order, file: "log.jsonl").sentence(in: .english).hasPrefix("log.jsonl: "))
        #expect(Fault(.emptyLog).at(file: "log.jsonl").sentence(in: .english).hasPrefix("log.jsonl: "))
    }

    /// A sentence of the catalogue, not its key, with every hole filled.
    private func isFilled(_ sentence: String) -> Bool {
        sentence.contains(" ") && !sentence.contains("{") && !sentence.contains("}")
    }
}
