import SQLite
import Testing

@Suite("A data folder in use")
struct BusyFolderTests {
    @Test("is waited for, and then refused with a sentence and without a trace")
    func isRefused() throws {
        let run = try ScriptRun()
        try run.run(Script("Parts/busy.txt"))
        let other = try Database(path: run.path("urne-data/roll.sqlite"), journal: .truncate)
        try other.run("BEGIN EXCLUSIVE")
        let surroundings = Programs.Surroundings(folder: run.folder)
        let outcome = try Programs.run("urne", ["vote", "status"], surroundings)
        #expect(outcome.status == 1)
        #expect(outcome.stdout.isEmpty)
        #expect(outcome.stderr.contains("roll.sqlite: ein anderes Programm"))
        try other.run("ROLLBACK")
        #expect(try Programs.run("urne", ["vote", "status"], surroundings).status == 0)
    }
}
