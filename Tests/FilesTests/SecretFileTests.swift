import Files
import Foundation
import ServerTestSupport
import Testing

@Suite("Secrets, private folders and times on disk")
struct SecretFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func create(_ bytes: [UInt8], _ name: String) throws(FileError) {
        try SecretFile.create(folder(name)) { write in bytes.withUnsafeBytes(write) }
    }

    private func operation(_ body: () throws -> Void) -> FileError.Operation? {
        do {
            try body()
            return nil
        } catch { return (error as? FileError)?.operation }
    }

    @Test("a secret is read back by its owner alone, and never replaced by creating")
    func roundTrip() throws {
        try create([1, 2, 255], "k")
        #expect(mode(folder("k")) == 0o600)
        #expect(try SecretFile.read(folder("k"), byteCount: 3) == [1, 2, 255])
        #expect(operation { try create([9], "k") } == .exists)
        #expect(try SecretFile.read(folder("k")) == [1, 2, 255])
    }

    @Test("a secret that others can read is refused", arguments: [0o640, 0o604, 0o660, 0o610])
    func openToOthers(_ mode: mode_t) throws {
        try create([1], "k")
        chmod(folder("k"), mode)
        #expect(operation { _ = try SecretFile.read(folder("k")) } == .permissions)
    }

    @Test("a secret of another form is refused", arguments: ["", "0", "0G\n", "AB\n", "ab\n\n", "abcd", "ab cd"])
    func otherForm(_ text: String) throws {
        try AtomicFile.write(Array(text.utf8), to: folder("k"), mode: 0o600)
        #expect(operation { _ = try SecretFile.read(folder("k"), byteCount: 3) } == .form)
    }

    @Test("erasing overwrites the secret, removes it, and what a crash left of it")
    func erases() throws {
        try create([0xAB, 0xCD], "k")
        // A second name shows what was done to the content.
        #expect(link(folder("k"), folder("other")) == 0)
        try AtomicFile.write(Array("abcd\n".utf8), to: folder(".k.new"), mode: 0o600)
        SecretFile.erase(folder("k"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["other"])
        #expect(try !String(decoding: AtomicFile.read(folder("other")), as: UTF8.self).contains("abcd"))
        SecretFile.erase(folder("k"))
    }

    @Test("a private folder and those above it are made for their owner alone, whatever the umask")
    func privateFolder() throws {
        try PrivateFolder.ensure(folder("a/b/c"))
        for path in ["a", "a/b", "a/b/c"] { #expect(mode(folder(path)) == 0o700) }
        try PrivateFolder.ensure(folder("a/b/c"))
    }

    @Test("a folder open to others is refused", arguments: [0o750, 0o705, 0o701])
    func openFolder(_ mode: mode_t) throws {
        try PrivateFolder.ensure(folder("a"))
        chmod(folder("a"), mode)
        #expect(operation { try PrivateFolder.ensure(folder("a")) } == .permissions)
    }

    @Test("a file in the place of a folder is refused with its path and reason")
    func fileInThePlace() throws {
        try AtomicFile.write([1], to: folder("a"))
        #expect(operation { try PrivateFolder.ensure(folder("a")) } == .exists)
        do {
            try PrivateFolder.ensure(folder("a/b"))
            Issue.record("made a folder in a file")
        } catch { #expect(error.code == ENOTDIR) }
    }

    @Test("a lock lets one in at a time")
    func lock() throws {
        let inside = Heard<Int>()
        let path = folder("lock")
        let overlaps = Heard<Int>()
        DispatchQueue.concurrentPerform(iterations: 8) { number in
            try? FileLock.hold(path) {
                inside.add(1)
                if inside.items.reduce(0, +) != 1 { overlaps.add(number) }
                Thread.sleep(forTimeInterval: 0.005)
                inside.add(-1)
            }
        }
        #expect(overlaps.items.isEmpty && inside.items.count == 16)
    }

    @Test("flattened times are the constant")
    func times() throws {
        try AtomicFile.write([1], to: folder("a"))
        FileTimes.flatten(folder("a"))
        let date = try FileManager.default.attributesOfItem(atPath: folder("a"))[.modificationDate] as? Date
        #expect(date?.timeIntervalSince1970 == Double(FileTimes.constant))
        FileTimes.flatten(folder("none"))
    }
}
