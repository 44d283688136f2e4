import Testing
import Words

@testable import urne

@Suite("Help")
struct HelpTests {
    private static let here = Programs.Surroundings(folder: Programs.scratch)

    @Test("names every option of every verb in both languages", arguments: Program.verbs.map(\.path), Language.allCases)
    func namesEveryOption(_ path: [String], _ language: Language) throws {
        let verb = try #require(Program.verbs.first { $0.path == path })
        let outcome = try Programs.run("urne", path + ["--help", "--lang", language.rawValue], Self.here)
        #expect(outcome.status == 0)
        #expect(outcome.stderr.isEmpty)
        #expect(outcome.stdout.hasPrefix("urne " + path.joined(separator: " ")))
        for option in verb.options {
            let row = try #require(
                outcome.stdout.split(separator: "\n").first { $0.hasPrefix("  --" + option.name + " ") }
            )
            #expect(row.split(separator: "  ").count > 1, "\(option.name) is not described")
        }
        if let operand = verb.operand { #expect(outcome.stdout.contains(operand.value)) }
    }

    @Test("lists every verb", arguments: Language.allCases)
    func listsEveryVerb(_ language: Language) throws {
        let outcome = try Programs.run("urne", ["--help", "--lang", language.rawValue], Self.here)
        #expect(outcome.status == 0)
        for verb in Program.verbs { #expect(outcome.stdout.contains("urne " + verb.path.joined(separator: " "))) }
    }

    @Test("knows the verbs and options that the protocol's people were promised")
    func keepsItsPromises() {
        let paths = Program.verbs.map { $0.path.joined(separator: " ") }
        let promised = [
            "council import", "council show", "code new", "code letter", "code replace", "code mail",
            "server init",
            "server officer add",
            "roll make",
            "vote new", "vote open", "vote cast", "vote close", "vote void", "vote abandon", "vote announce",
            "vote status",
            "vote lot",
            "teller ceremony", "teller confirm", "teller share", "teller sign", "member draw", "member recover",
            "member vote", "member audit", "record export", "record verify", "serve", "backup", "restore",
        ]
        for verb in promised { #expect(paths.contains(verb), "\(verb)") }
        #expect(Set(paths).count == paths.count)
    }

    /// Whatever stands on a command line stays in histories and in the list of processes.
    @Test("no option takes a code, a choice or another secret")
    func takesNoSecrets() {
        let forbidden = ["code", "choice", "secret", "password", "pin", "key", "seed", "vote-for", "mark"]
        for option in Program.verbs.flatMap(\.options) { #expect(!forbidden.contains(option.name)) }
        for verb in Program.verbs where verb.path.first == "member" { #expect(verb.operand == nil) }
    }

    @Test("a verb that a program may read takes --json")
    func answersPrograms() {
        for verb in Program.verbs where verb.path.first != "bench" {
            #expect(verb.options.contains { $0.name == "json" }, "\(verb.path)")
        }
    }
}
