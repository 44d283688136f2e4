import CouncilLaw
import Election
import StrictJSON
import VoteLaw
import Words

/// The command line: `urne <thing> <verb>`.
enum Program {
    static let verbs: [Verb] =
        CouncilVerbs.all + CodeVerbs.all + CodeReplacing.verbs + [CodeMail.verb]
        + ServerVerbs.all + RollVerbs.all + VoteVerbs.all + TellerVerbs.all
        + MemberVerbs.all + RecordVerbs.all + ServeVerbs.all + RuleVerbs.all + VoteWording.all + PostalVerbs.all
        + ElectronicPapers.verbs + BenchVerbs.all

    /// The version of the program; that of the protocol is ``Manifest/suite``.
    static let version = "0.1"

    private static func version(asJSON: Bool) -> String {
        guard asJSON else { return "urne \(version) (\(Manifest.suite))" }
        var writer = JSONWriter()
        writer.add("version", version)
        writer.add("suite", Manifest.suite)
        return writer.object
    }

    /// Runs one command.
    ///
    /// Returns 0 if it was done, 1 if it was refused or failed, 2 if it was misused.
    static func run(_ arguments: [String]) -> Int32 {
        let language = Invocation.language(arguments)
        let console = Console(language: language)
        if let unknown = Invocation.unknownLanguage(arguments) {
            console.warn("cli.warning.language", ["name": unknown])
        }
        do {
            var words = Array(arguments.prefix { !$0.hasPrefix("-") })
            var wantsHelp = arguments.contains("--help") || arguments.contains("-h")
            if words.first == "help" {
                words.removeFirst()
                wantsHelp = true
            }
            if words.isEmpty, !arguments.isEmpty, !wantsHelp {
                let first = String(arguments[0].prefix { $0 != "=" })
                guard first == "--version" else { throw Misuse.optionFirst(first) }
                console.out(version(asJSON: arguments.contains("--json")))
                return 0
            }
            // Every beginning of a command has help.
            let meant = verbs.filter { $0.path.starts(with: words) }
            guard let verb = verbs.first(where: { words.starts(with: $0.path) }) else {
                guard !meant.isEmpty else {
                    throw Misuse.unknownVerb(words.prefix(2).joined(separator: " "))
                }
                console.out(Help.overview(meant, language))
                return wantsHelp ? 0 : 2
            }
            if wantsHelp {
                console.out(Help.verb(verb, language))
                return 0
            }
            let invocation = try Invocation(verb, Array(arguments.dropFirst(verb.path.count)), console)
            try verb.run(invocation)
            return 0
        } catch let misuse as Misuse {
            console.error(misuse.sentence(console))
            console.hint("cli.hint.help")
            return 2
        } catch let input as InvalidInput {
            console.error(input.line(in: language))
            return 2
        } catch is QuietRefusal {
            return 1
        } catch is NothingDone {
            console.say("cli.nothingDone")
            return 1
        } catch {
            let (text, hint) = ErrorSentence.of(error, in: language)
            console.error(text)
            if let hint { console.hintText(hint) }
            return 1
        }
    }
}

/// A refusal that has been said already.
struct QuietRefusal: Error {}

/// Somebody was asked and chose to do nothing.
struct NothingDone: Error {}
