import Testing

@testable import urne

/// Whole stories through the two programs as they were built.
@Suite("The command line")
struct ScriptTests {
    @Test("tells the story", arguments: Script.all)
    func tells(_ script: Script) throws {
        try ScriptRun().run(script)
    }

    @Test("asks every verb of a vote by post for JSON")
    func asksForJSON() {
        guard Script.all.count > 10 else { return }
        let steps = Script.all.flatMap(\.steps).map(\.text).filter { $0.contains("--json") }
        for verb in Program.verbs where verb.path.first == "postal" && verb.path != ["postal", "withdraw"] {
            let command = "urne " + verb.path.joined(separator: " ") + " "
            #expect(steps.contains { $0.contains(command) }, "\(command)")
        }
    }

    @Test("has scripts, and no two files of one part")
    func hasScripts() {
        #expect(Script.all.count > 10)
    }
}
