import Testing

/// Whole stories through the two programs as they were built.
@Suite("The command line")
struct ScriptTests {
    @Test("tells the story", arguments: Script.all)
    func tells(_ script: Script) throws {
        try ScriptRun().run(script)
    }

    @Test("has scripts, and no two files of one part")
    func hasScripts() {
        #expect(Script.all.count > 10)
    }
}
