import StrictJSON
import Testing
import Words

@testable import CouncilData

@Suite("The sentences of the council's data")
struct SentenceTests {
    /// One of each error; the switch below stops compiling when a case is added, as a reminder to add it here.
    private static let rules: [ImportError.Rule] =
        FileFormat.allCases.map { .notText($0) } + faults.map { .council($0) } + [
            .unreadable, .emptyFile, .emptyFolder, .tooLarge, .malformedJSON(column: 1), .notOParl, .noBody,
            .bodyNotFound(wanted: "w", found: "f"), .severalBodies(found: "f"), .noCouncil,
            .severalCouncils(found: "f"),
            .meetingNotFound(wanted: "w"), .noMembers, .missingColumn("n"), .duplicateColumn("n"), .unclosedQuote,
            .textAfterQuote, .tooManyCells(expected: 1, found: 2), .noRows, .emptyName, .emptyTitle, .notYesOrNo("f"),
            .duplicateNumber("p", firstLine: 1), .numberOfFormerMember("p", name: "n"), .councilFile(.number),
            .notCanonical, .notImported, .duplicateField("n"),
        ]

    private static let faults: [CouncilFault] = [
        .wrongNumber("p"), .duplicateNumber("p"), .unknownFaction(p: "p", faction: "f"), .duplicateFaction("n"),
        .unknownSeat(p: "p", committee: "c"), .unclearText(field: "f"), .wrongAGS("a"),
    ]

    private func isListed(_ rule: ImportError.Rule) -> Bool {
        switch rule {
        case .unreadable, .emptyFile, .emptyFolder, .tooLarge, .notText, .malformedJSON, .notOParl, .noBody,
            .bodyNotFound, .severalBodies, .noCouncil, .severalCouncils, .meetingNotFound, .noMembers, .missingColumn,
            .duplicateColumn, .unclosedQuote, .textAfterQuote, .tooManyCells, .noRows, .emptyName, .emptyTitle,
            .notYesOrNo, .duplicateNumber, .numberOfFormerMember, .councilFile, .notCanonical,
            .notImported, .duplicateField:
            true
        case .council(let fault):
            switch fault {
            case .wrongNumber, .duplicateNumber, .unknownFaction, .duplicateFaction, .unknownSeat, .unclearText,
                .wrongAGS:
                true
            }
        }
    }

    private static func kinds() throws -> [Notice.Kind] {
        let day = try #require(CalendarDay("2026-12-10"))
        return [
            .windows1252, .byteOrderMark, .controlCharacters, .emptyArrayForPage, .noOParlInFile, .unknownObject,
            .nextPageMissing(url: "u"), .missingType(inferred: "i"), .unusualType(found: "f"), .missingID,
            .deletedSkipped, .objectTwice, .singleForList(field: "f"), .listForSingle(field: "f"),
            .embeddedForURL(field: "f"), .danglingReference(field: "f"), .emptyText(field: "f"),
            .noBreakSpace(field: "f"), .hiddenCharacters(field: "f"), .numberForText(field: "f"),
            .textForBool(field: "f"), .unusualDate(field: "f", found: "d"), .unreadableDate(field: "f", found: "d"),
            .wrongKind(field: "f"), .source(product: "p", version: "v"), .agsRepaired(found: "f", used: "u"),
            .agsUnusable(found: "f"), .otherBodyLeftOut, .councilChosen(name: "n", count: 2),
            .typeFromName(used: "faction"), .nonVotingLeftOut, .severalMemberships, .earlierTerm,
            .unknownFaction(faction: "f"), .nameComposed, .familyNameGuessed, .personNamelessLeftOut,
            .sameName(name: "n"), .memberCountAgrees(found: 1, day: day),
            .memberCountDiffers(found: 1, expected: 2, day: day), .memberCountUnknown(found: 1, day: day),
            .memberNew(p: "p", name: "n"), .memberGone(p: "p", name: "n"),
            .nameChanged(p: "p", earlier: "e", now: "n"), .keptFromEarlier(field: "f"), .noMeeting,
            .meetingChosen(name: "n", count: 1), .meetingCancelled, .meetingStateMissing, .participantMissing,
            .endBeforeStart, .startMissing, .orderStartsAtOne, .orderRepeats(order: 1), .publicMissing,
            .numberRepeats(number: "1"), .unknownColumn(name: "n"), .absentColumn(name: "n"), .shortRow,
            .withoutVote(role: "r"), .unknownRole(role: "r", count: 2), .unusualEmail(found: "f"),
        ]
    }

    private func keys(_ prefix: String, in language: Language) -> Set<String> {
        Set(Words.all(in: language).keys.filter { $0.hasPrefix(prefix) })
    }

    private func holes(_ sentence: String) -> Set<String> {
        Set(sentence.matches(of: /\{([A-Za-z]+)\}/).map { String($0.1) })
    }

    @Test("have the same keys and the same holes in both languages")
    func sameInBoth() throws {
        let german = Words.all(in: .german).filter { $0.key.hasPrefix("council.") }
        let english = Words.all(in: .english).filter { $0.key.hasPrefix("council.") }
        #expect(german.count > 100)
        #expect(Set(german.keys) == Set(english.keys))
        for (key, sentence) in german {
            #expect(holes(sentence) == holes(english[key] ?? ""), "\(key)")
            #expect(!sentence.isEmpty && sentence != english[key] || key.hasPrefix("council.place."), "\(key)")
        }
    }

    @Test("exist for each error, with each hole filled", arguments: Language.allCases)
    func errors(_ language: Language) {
        var used: Set<String> = []
        for rule in Self.rules {
            #expect(isListed(rule))
            let (key, values) = rule.words(in: language)
            used.insert("council.error.\(key)")
            #expect(holes(Words.all(in: language)["council.error.\(key)"] ?? "{}") == Set(values.keys), "\(key)")
            let sentence = ImportError("datei.csv", line: 7, rule).sentence(in: language)
            #expect(sentence.hasPrefix("datei.csv, \(language == .german ? "Zeile" : "line") 7: "))
            #expect(!sentence.contains("{") && !sentence.contains("council.error"), "\(sentence)")
        }
        #expect(used == keys("council.error.", in: language))
        for fault in Self.faults { #expect(!fault.sentence(in: language).contains("council.")) }
    }

    @Test("exist for each notice, with each hole filled", arguments: Language.allCases)
    func notices(_ language: Language) throws {
        var used: Set<String> = []
        for kind in try Self.kinds() {
            let (key, values) = kind.words(in: language)
            #expect(used.insert("council.notice.\(key)").inserted)
            #expect(holes(Words.all(in: language)["council.notice.\(key)"] ?? "{}") == Set(values.keys), "\(key)")
            let notice = Notice(file: "datei.json", object: "x", kind: kind)
            let group = NoticeGroup.group([notice, Notice(file: "b.json", object: "y", kind: kind)])
            for sentence in [notice.sentence(in: language)] + group.map({ $0.sentence(in: language) }) {
                #expect(!sentence.contains("{") && !sentence.contains("council."), "\(sentence)")
            }
        }
        #expect(used == keys("council.notice.", in: language))
        for kind in GroupKind.allCases {
            #expect(Words.all(in: language)["council.kind.\(kind.rawValue)"] != nil)
        }
    }

    @Test("show nothing from a file that moves a cursor, and not all of a long text")
    func shown() {
        let rule = ImportError.Rule.missingColumn("a\u{1B}[2J\u{202E}b\n" + String(repeating: "x", count: 5000))
        let sentence = ImportError("x\u{7}.csv", rule).sentence(in: .german)
        #expect(sentence.hasPrefix("x.csv: Die Spalte „a[2Jb xxx"))
        #expect(sentence.count < 400)
    }

    @Test("fill holes only once, whatever a file puts into them")
    func noNesting() {
        let error = ImportError("{line}.csv", line: 3, .missingColumn("{name}"))
        #expect(error.sentence(in: .english) == "{line}.csv, line 3: The column “{name}” is missing.")
    }
}
