import Testing
import VoteLaw
import Words

@Suite("Sentences of rules and frozen law")
struct CatalogueTests {
    @Test("Every value with a word of its own has one in both languages", arguments: Language.allCases)
    func byCode(language: Language) {
        for key in VoteLawSentences.byCode { #expect(Words.all(in: language)[key] != nil, "\(key)") }
    }

    @Test("Both languages have the same sentences with the same holes")
    func sameHoles() {
        func keys(_ language: Language) -> [String] {
            Words.all(in: language).keys.filter { $0.hasPrefix("rule.") || $0.hasPrefix("help.rule") }.sorted()
        }
        #expect(keys(.german) == keys(.english))
        #expect(!keys(.german).isEmpty)
        for key in keys(.german) {
            let holes = Language.allCases.map { language in
                Set((Words.all(in: language)[key] ?? "").matches(of: /\{\w+\}/).map { String($0.output) })
            }
            #expect(holes[0] == holes[1], "\(key)")
        }
    }

    @Test("What an officer reads before a vote is frozen has no open hole", arguments: Language.allCases)
    func frames(language: Language) throws {
        for frame in try everyFrame() {
            for line in frame.lines(in: language) {
                #expect(!line.contains("{") && !line.contains("rule.") && !line.contains("law."), "\(line)")
            }
        }
    }
}
