import Foundation
import SQLite
import ServerTestSupport
import Testing

@Suite("A connection to a SQLite file")
struct DatabaseTests {
    private let folder: TemporaryFolder
    private let form = Database.Form(application: 7, version: 1)

    init() throws { folder = try TemporaryFolder() }

    private func open(_ name: String = "a.sqlite", _ form: Database.Form? = nil) throws(DatabaseError) -> Database {
        try Database(path: folder(name), journal: .truncate, form: form ?? self.form)
    }

    private func table() throws -> Database {
        let database = try open()
        try database.run("CREATE TABLE t (k BLOB PRIMARY KEY, v BLOB) STRICT, WITHOUT ROWID")
        return database
    }

    private func error(_ body: () throws -> Void) -> DatabaseError? {
        do {
            try body()
            return nil
        } catch { return error as? DatabaseError }
    }

    private func mode(_ name: String) -> Int? {
        try? FileManager.default.attributesOfItem(atPath: folder(name))[.posixPermissions] as? Int
    }

    @Test("values come back as they went in, empty ones and zero bytes included")
    func values() throws {
        let database = try open()
        try database.run("CREATE TABLE t (a BLOB, b TEXT, c INTEGER, d BLOB) STRICT")
        let text = "Ä\u{0}\u{301}🗳\u{202E}"
        try database.execute("INSERT INTO t VALUES (?, ?, ?, ?)", .blob([]), .text(text), .integer(-5), .null)
        try database.execute("INSERT INTO t VALUES (?, ?, ?, ?)", .blob([0, 1]), .text(""), .integer(.max), .null)
        let rows = try database.query("SELECT a, b, c, d FROM t ORDER BY c") { row in
            (row.blob(0), row.isNull(0), Array(row.text(1).utf8), row.integer(2), row.isNull(3))
        }
        #expect(rows[0] == ([], false, Array(text.utf8), -5, true))
        #expect(rows[1] == ([0, 1], false, [], .max, true))
    }

    @Test("file and journal are for the owner alone")
    func modes() throws {
        let database = try table()
        try database.transaction {
            _ = try database.execute("INSERT INTO t VALUES (?, ?)", .blob([1]), .blob([1]))
            #expect(mode("a.sqlite") == 0o600 && mode("a.sqlite-journal") == 0o600)
        }
    }

    @Test("a transaction whose body throws keeps nothing")
    func rollback() throws {
        let database = try table()
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try database.transaction {
                _ = try database.execute("INSERT INTO t VALUES (?, ?)", .blob([1]), .blob([1]))
                throw Stop()
            }
        }
        #expect(try database.query("SELECT k FROM t") { $0.blob(0) }.isEmpty)
        try database.transaction { _ = try database.execute("INSERT INTO t VALUES (?, ?)", .blob([2]), .blob([1])) }
        let again = error { try database.execute("INSERT INTO t VALUES (?, ?)", .blob([2]), .null) }
        #expect(again?.isUniqueViolation == true)
    }

    @Test("an error tells no bound value")
    func noValues() throws {
        let database = try table()
        let secret = Array("geheim-4711".utf8)
        try database.execute("INSERT INTO t VALUES (?, ?)", .blob(secret), .blob(secret))
        let refused = try #require(error { try database.execute("INSERT INTO t VALUES (?, ?)", .blob(secret), .null) })
        #expect(!String(describing: refused).contains("geheim"))
    }

    @Test("no database, another program's, another version's: refused and left as it is", arguments: 0..<3)
    func foreign(_ way: Int) throws {
        switch way {
        case 0: try Data(repeating: 0x41, count: 5000).write(to: URL(fileURLWithPath: folder("a.sqlite")))
        case 1:
            let other = try Database(path: folder("a.sqlite"), journal: .truncate)
            try other.run("CREATE TABLE foreigners (x); INSERT INTO foreigners VALUES (1)")
        default: try open("a.sqlite", .init(application: 7, version: 2)).run("CREATE TABLE t (x)")
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: folder("a.sqlite")))
        let refused = try #require(error { _ = try open() })
        #expect(refused.isDamaged && refused.path == folder("a.sqlite"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder("a.sqlite"))) == before)
    }

    @Test("a damaged page is an error, not other content")
    func damaged() throws {
        do {
            let database = try table()
            for number in UInt8(0)..<100 {
                let content = [UInt8](repeating: 1, count: 500)
                try database.execute("INSERT INTO t VALUES (?, ?)", .blob([number]), .blob(content))
            }
        }
        let file = FileHandle(forUpdatingAtPath: folder("a.sqlite"))
        for page in 1..<6 {
            try file?.seek(toOffset: UInt64(4096 * page))
            file?.write(Data(repeating: 0xFF, count: 4096))
        }
        try file?.close()
        let refused = error { _ = try open().query("SELECT v FROM t") { $0.blob(0) } }
        #expect(refused?.isDamaged == true)
    }

    @Test("a full file refuses the whole transaction, and goes on when there is room again")
    func full() throws {
        let database = try table()
        try database.execute("INSERT INTO t VALUES (?, ?)", .blob([1]), .blob([1]))
        try database.run("PRAGMA max_page_count=3")
        let refused = error {
            try database.transaction {
                for number in UInt8(2)..<50 {
                    _ = try database.execute(
                        "INSERT INTO t VALUES (?, ?)",
                        .blob([number]),
                        .blob([UInt8](repeating: 9, count: 1000))
                    )
                }
            }
        }
        #expect(refused?.isFull == true)
        #expect(try database.query("SELECT k FROM t") { $0.blob(0) } == [[1]])
        try database.run("PRAGMA max_page_count=1000")
        try database.transaction { _ = try database.execute("INSERT INTO t VALUES (?, ?)", .blob([2]), .blob([1])) }
    }

    @Test("a writer waits for another one, and says so if that takes too long")
    func busy() throws {
        let first = try table()
        let second = try open()
        try second.run("PRAGMA busy_timeout=50")
        try first.transaction {
            #expect(error { try second.transaction {} }?.isBusy == true)
        }
        try second.run("PRAGMA busy_timeout=5000")
        let group = DispatchGroup()
        let done = Heard<Bool>()
        // One connection is used by one thread only: `second` from here on by the other one.
        nonisolated(unsafe) let waiting = second
        try first.transaction {
            group.enter()
            Thread.detachNewThread {
                done.add((try? waiting.transaction {}) != nil)
                group.leave()
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
        group.wait()
        #expect(done.items == [true])
    }

    @Test("a snapshot does not see what others write meanwhile, and writes nothing")
    func snapshot() throws {
        let first = try table()
        let second = try open()
        try second.run("PRAGMA busy_timeout=50")
        try first.snapshot {
            let before = try first.query("SELECT k FROM t") { $0.blob(0) }
            #expect(error { try second.execute("INSERT INTO t VALUES (?, ?)", .blob([1]), .blob([1])) }?.isBusy == true)
            let after = try first.query("SELECT k FROM t") { $0.blob(0) }
            #expect(before.isEmpty && after.isEmpty)
        }
        try second.execute("INSERT INTO t VALUES (?, ?)", .blob([1]), .blob([1]))
    }

    @Test("deleted content is overwritten in the file and in its free pages")
    func secureDelete() throws {
        let database = try table()
        let secret = [UInt8](repeating: 0xC7, count: 300)
        for number in UInt8(0)..<60 {
            try database.execute("INSERT INTO t VALUES (?, ?)", .blob([number]), .blob(secret))
        }
        #expect(try Haystack(folder.path).holding(secret) == ["a.sqlite"])
        try database.transaction { _ = try database.execute("DELETE FROM t WHERE k > ?", .blob([])) }
        #expect(try Haystack(folder.path).holding(Array(secret.prefix(16))).isEmpty)
    }
}
