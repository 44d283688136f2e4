import CouncilLaw
import Devices
import Election
import Files
import Foundation
import PostalVote
import Testing
import Words

@testable import urne

/// Every sentence that the program can say is there in both languages, and no other.
@Suite("The catalogue of the command line")
struct CatalogueTests {
    private static let root = Script.folder.deletingLastPathComponent().deletingLastPathComponent()

    /// The sentences of an area.
    private static func sentences(_ language: Language, _ area: String = "cli") throws -> [String: String] {
        let file = root.appendingPathComponent("Sources/Words/Catalogue/\(area).\(language.rawValue).json")
        return try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: String])
    }

    /// Every text in the program's source that looks like a key; `\(…)` within one stands for any name.
    private static func written() throws -> Set<String> {
        let folder = root.appendingPathComponent("Sources/urne")
        let files =
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
        let key = #/"((?:cli|error|help|option|ballot)\.(?:[A-Za-z_.\-]|\\\([^()"]*\))*)"/#
        var found: Set<String> = []
        for file in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: key) { found.insert(String(match.output.1)) }
        }
        return found
    }

    /// Keys that are put together, with all the names they can have.
    private static var computed: [String: [String]] {
        let acts = ["open", "cast", "close", "void", "abandon", "announce"]
        return [
            "help.": Program.verbs.map { $0.path.joined(separator: ".") },
            "option.": Program.verbs.flatMap { $0.options.map(\.name) } + [
                "lang", "record.verify.fingerprint", "record.verify.tracker", "record.verify.list", "roll.make.kind",
                "rule.freeze.kind", "council.import.body",
            ],
            "more.": ["council.import", "postal.pack"],
            "cli.vote.": acts + ["new"], "cli.before.": acts + ["share"],
            "allowed.": allowed,
            "cli.next.": VoteState.allCases.map(\.rawValue) + ["abandoned", "restored"],
            "cli.member.next.": ["issuing", "casting"],
            "cli.mail.list.": ["number", "name", "email", "file", "sent"],
            "cli.postal.done.": PostalAct.Kind.allCases.map(\.rawValue),
            "cli.postal.act.": PostalAct.Kind.allCases.map(\.rawValue),
            "cli.postal.next.": PostalStep.allCases.map(\.rawValue),
            "cli.postal.taken.": [
                "sent", "returned", "received", "received.late", "received.after", "unsent", "cameBack", "replaced",
            ],
            "cli.postal.option.": [
                "meantAfterRehearsal", "notInstructed", "urnNotEmpty", "urnNotClosed", "notCredible", "notWaited",
                "notMixed", "notResealed",
            ],
            "cli.postal.letter.": ["waits", "objected", "resolved", "unreadable"],
            "cli.postal.kept.": ["due", "notDue", "held", "destroyed", "hold"],
            "cli.postal.function.": BoardFunction.allCases.map(\.rawValue),
            "cli.postal.channel.": Channel.allCases.map(\.rawValue),
            "cli.postal.condition.": Condition.allCases.map(\.rawValue),
            "cli.postal.dispatch.": Dispatch.allCases.map(\.rawValue),
            "cli.postal.rest.": ["nothing", "erased", "print", "addresses", "lists", "tables", "journal"],
            "cli.postal.object.": RetentionObject.allCases.map(\.rawValue),
            "cli.postal.differs.": PostalElectorateReading.allCases.map(\.rawValue),
            "cli.postal.paper.reading.": DeadlineChoice.allCases.map(\.rawValue),
        ]
    }

    /// The options of which a value can be refused, besides those of the rules, which have sentences of their own.
    private static let allowed = [
        "kind", "option", "marks", "cap", "with-no", "threshold", "min-ballots", "sign-min", "jitter", "gap", "tellers",
        "vote", "board", "fingerprint", "tracker", "out", "choice-file", "on", "lang", "as", "person", "chair",
        "present", "excluded", "committee", "url", "from", "hash", "templates", "session", "server", "public-url",
        "box-url", "settings", "earlier", "what", "admit", "time", "running", "ground", "confirm", "package", "paper",
        "staff", "checksum",
        "large-print", "yes", "no",
    ]

    /// Refusing a value without saying which are taken is half an answer.
    @Test("says for every option whose value is refused what is allowed")
    func saysWhatIsAllowed() throws {
        let refusal =
            #/(?:badValue\(option: |integer\(|fingerprint\(|tracker\(|persons\(|entry\([a-z.]+, option: )"([a-z\-]+)"/#
        let elsewhere: Set = [
            "law-kind", "matter", "act", "seconds", "count", "voters", "people", "keys", "council", "members",
            // Fields of requests, not options.
            "drawn", "cast",
        ]
        let folder = Self.root.appendingPathComponent("Sources/urne")
        let files =
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
        for file in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: refusal) {
                let name = String(match.output.1)
                #expect(Self.allowed.contains(name) || elsewhere.contains(name), "\(name)")
            }
        }
    }

    private static func keys() throws -> Set<String> {
        var keys = try written().filter { !$0.contains("\\") && !$0.hasSuffix(".") }
        for (prefix, names) in computed { keys.formUnion(names.map { prefix + $0 }) }
        keys.formUnion(Errors.all.map { ErrorWords($0).key })
        return keys
    }

    @Test("has every key that is used, in both languages", arguments: Language.allCases)
    func isComplete(_ language: Language) throws {
        let sentences = Words.all(in: language)
        let keys = try Self.keys()
        #expect(keys.count > 200)
        for key in keys.sorted() { #expect(sentences[key]?.isEmpty == false, "\(key)") }
    }

    @Test("has no key that nobody uses")
    func hasNothingUnused() throws {
        let keys = try Self.keys()
        let used = keys.union(keys.map { $0 + ".hint" })
        for key in try Self.sentences(.german).keys.sorted() {
            #expect(used.contains(key), "\(key)")
        }
    }

    @Test("has the same keys with the same holes in both languages", arguments: ["bench", "cli", "post", "serve"])
    func agrees(_ area: String) throws {
        let german = try Self.sentences(.german, area)
        let english = try Self.sentences(.english, area)
        #expect(german.keys.sorted() == english.keys.sorted())
        for (key, sentence) in german {
            #expect(Self.holes(sentence) == Self.holes(english[key] ?? ""), "\(key)")
        }
    }

    @Test("what comes next in a vote by post is called by commands that there are", arguments: Language.allCases)
    func namesCommands(_ language: Language) {
        let verbs = Set(Program.verbs.map { $0.path.joined(separator: " ") })
        for step in PostalStep.allCases {
            let sentence = Words.sentence("cli.postal.next.\(step.rawValue)", in: language)
            let named = sentence.matches(of: #/urne (postal [a-z-]+)/#).map { String($0.output.1) }
            #expect(!named.isEmpty, "\(step)")
            for verb in named { #expect(verbs.contains(verb), "\(step): \(verb)") }
        }
    }

    @Test("every error has a whole sentence", arguments: Language.allCases)
    func errorsAreWhole(_ language: Language) {
        #expect(Errors.all.count > 100)
        for error in Errors.all {
            let (text, hint) = ErrorSentence.of(error, in: language)
            for sentence in [text, hint ?? ""] {
                #expect(Self.holes(sentence).isEmpty, "\(sentence)")
                #expect(!sentence.contains("error."), "\(sentence)")
            }
        }
    }

    /// In English, messages begin small and end without a full stop; in German, hints are sentences.
    @Test("errors fit behind their prefix")
    func haveOneForm() throws {
        for (key, sentence) in try Self.sentences(.english)
        where key.hasPrefix("error.") && !sentence.contains("ATTENTION") {
            #expect(!sentence.hasSuffix(".") || sentence.contains(". "), "\(key)")
            #expect(sentence.first?.isUppercase == false, "\(key)")
        }
        for (key, sentence) in try Self.sentences(.german) where key.hasPrefix("error.") && key.hasSuffix(".hint") {
            #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"), "\(key)")
        }
    }

    private static func holes(_ sentence: String) -> Set<String> {
        Set(sentence.matches(of: #/\{([a-zA-Z]+)\}/#).map { String($0.output.1) })
    }
}
