import CouncilLaw
import VoteLaw
import Words

/// The command line: `urne <thing> <verb>`.
enum Program {
    static let verbs: [Verb] =
        CouncilVerbs.all + CodeVerbs.all + ServerVerbs.all + RollVerbs.all + VoteVerbs.all + TellerVerbs.all
        + MemberVerbs.all + RecordVerbs.all + ServeVerbs.all + RuleVerbs.all + VoteWording.all + BenchVerbs.all

    /// Runs one command.
    ///
    /// Returns 0 if it was done, 1 if it was refused or failed, 2 if it was misused.
    static func run(_ arguments: [String]) -> Int32 {
        let language = Invocation.language(arguments)
        let console = Console(language: language)
        do {
            var words = Array(arguments.prefix { !$0.hasPrefix("-") })
            var wantsHelp = arguments.contains("--help") || arguments.contains("-h")
            if words.first == "help" {
                words.removeFirst()
                wantsHelp = true
            }
            if words.isEmpty, arguments.isEmpty || wantsHelp {
                console.out(Help.overview(verbs, language))
                return arguments.isEmpty ? 2 : 0
            }
            guard let verb = verbs.first(where: { Array(words.prefix($0.path.count)) == $0.path }) else {
                let things = verbs.filter { $0.path.first == words.first }
                guard wantsHelp, words.count == 1, !things.isEmpty else {
                    throw Misuse.unknownVerb(words.prefix(2).joined(separator: " "))
                }
                console.out(Help.overview(things, language))
                return 0
            }
            if wantsHelp {
                console.out(Help.verb(verb, language))
                return 0
            }
            let invocation = try Invocation(verb, Array(arguments.dropFirst(verb.path.count)), console)
            try verb.run(invocation)
            return 0
        } catch let misuse as Misuse {
            console.error(console.sentence(misuse.words.key, misuse.words.holes))
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
