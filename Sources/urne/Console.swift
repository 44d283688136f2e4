import Election
import Foundation
import Words

/// Data go to stdout, talk goes to stderr.
struct Console: Sendable {
    let language: Language

    /// Data.
    ///
    /// If they cannot be written the program ends here: whoever reads them must not take a part for the whole.
    func out(_ text: String) {
        guard (try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))) != nil else {
            error(sentence("error.output"))
            hint("error.output.hint")
            exit(1)
        }
    }

    // MARK: Talk
    //
    // The three words before a message are the same in each language, so that a script finds them.

    func say(_ key: String, _ holes: [String: String] = [:]) {
        sayText(sentence(key, holes))
    }

    func sayText(_ text: String) {
        write(text + "\n")
    }

    func error(_ text: String) {
        sayText("urne: error: " + text)
    }

    func warn(_ key: String, _ holes: [String: String] = [:]) {
        sayText("urne: warning: " + sentence(key, holes))
    }

    /// What to do next.
    func hint(_ key: String, _ holes: [String: String] = [:]) {
        hintText(sentence(key, holes))
    }

    func hintText(_ text: String) {
        sayText("urne: hint: " + text)
    }

    /// Without a line feed behind it.
    func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    // MARK: Sentences

    func sentence(_ key: String, _ holes: [String: String] = [:]) -> String {
        Words.sentence(key, holes.mapValues(Self.printable), in: language)
    }

    /// The catalogue's word for an act, a role or a state.
    func word(_ area: String, _ name: String) -> String {
        Words.all(in: language)["\(area).\(name)"] ?? Self.printable(name)
    }

    /// Text from outside without anything that steers a terminal or turns the direction of writing.
    static func printable(_ text: String) -> String {
        ForeignText.shown(text)
    }
}
