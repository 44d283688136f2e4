import Election
import Journals
import Testing

@Suite("An interrupted session on the command line")
struct PauseTests {
    private let run: ScriptRun
    private let journal: SessionOnDisk

    init() throws {
        run = try ScriptRun()
        try run.run(Script("Parts/casting.txt"))
        journal = try SessionOnDisk(run.path("urne-data"))
    }

    private func script(_ lines: String...) throws {
        try run.run(lines.enumerated().map { Script.Step(place: "step \($0 + 1)", text: $1) })
    }

    @Test(
        "nothing is drawn, cast, closed, opened or released meanwhile, with and without a server; a void does not wait"
    )
    func holds() throws {
        try run.write("Ja\n", "ja.txt")
        try journal.pause()
        try script("! urne member vote @001 --vote $V --choice-file ja.txt", "stderr die Sitzung ist unterbrochen")
        try script("! urne member draw @006 --vote $V", "stderr unterbrochen")
        try script("! urne vote close @S01 --vote $V", "stderr unterbrochen", "stderr noch einmal auf")
        try script(
            "serve",
            "! urne member vote @001 --vote $V --choice-file ja.txt --server $URL",
            "stderr unterbrochen"
        )
        try script("! urne vote close @S01 --vote $V --server $URL", "stderr unterbrochen", "stop")
        try script("urne vote status --vote $V", "stdout Stimmen abgegeben 0")

        // What another session of the evening writes down lifts nothing, and interrupts nothing here.
        let other = try SessionOnDisk(run.path("urne-data"))
        try other.attend()
        try script("! urne member draw @006 --vote $V", "stderr unterbrochen")
        try journal.enter(try #require(run.variables["V"]))
        try other.attend()
        try script("! urne member draw @006 --vote $V", "stderr unterbrochen")

        try journal.resume()
        try other.pause()
        for p in ["001", "002", "003"] { try script("urne member vote @\(p) --vote $V --choice-file ja.txt") }
        try script("urne vote close @S01 --vote $V --json")
        // The urn is not opened during an interruption either: afterwards nothing could be repeated.
        try journal.pause()
        try script("! urne teller share @T01 --vote $V --board AAAA-AAAA-AAAA-AAAA-AAAA", "stderr unterbrochen")
        try script("urne vote void @S01 --vote $V --reason 'Bild und Ton sind ausgefallen'")
    }
}

/// A session's journal beside the votes of a folder, as the officer's page writes it.
private final class SessionOnDisk {
    private let store: JournalStore
    private let key: PersonKey
    private var journal: Journal

    private static let time = "2026-12-10T18:00:00+01:00"

    init(_ folder: String) throws {
        store = try JournalStore(folder: folder)
        let realm = Realm.random()
        let officer = try #require(PersonID("S01"))
        key = try #require(AccessCode.random().key(realm: realm, person: officer))
        journal = Journal(openedBy: key, named: "Wahlleitung", in: realm, at: Self.time)
        try keep()
        try add("session", ",\"title\":\"Rat\",\"date\":\"2026-12-10\",\"place\":\"Saal\",\"rehearsal\":false")
    }

    func pause() throws { try add("decision", ",\"number\":1,\"decision\":\"pause\",\"reason\":\"kein Ton\"") }
    func resume() throws { try add("resumed") }
    func attend() throws { try add("attendance", ",\"p\":\"001\",\"how\":\"room\"") }
    func enter(_ vote: String) throws { try add("vote", ",\"vote\":\"\(vote)\",\"item\":\"1\"") }

    private func add(_ type: String, _ fields: String = "") throws {
        journal.add(type, body: "{\"at\":\"\(Self.time)\"\(fields)}", signedBy: key)
        try keep()
    }

    private func keep() throws {
        _ = try store.append(try #require(journal.entries.last), to: journal.id, mayOpen: { _ in })
    }
}
