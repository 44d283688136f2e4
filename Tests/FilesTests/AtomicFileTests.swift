import Files
import Foundation
import ServerTestSupport
import Testing

@Suite("Files that appear only when they are complete")
struct AtomicFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func error(_ body: () throws(FileError) -> Void) -> FileError? {
        do {
            try body()
            return nil
        } catch { return error }
    }

    @Test("a written file is there, whole, with its mode, and alone")
    func writes() throws {
        try AtomicFile.write(Array("alt".utf8), to: folder("a"), mode: 0o600)
        try AtomicFile.write(Array("neu".utf8), to: folder("a"), mode: 0o600)
        #expect(try AtomicFile.read(folder("a")) == Array("neu".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
        #expect(mode(folder("a")) == 0o600)
    }

    @Test("creating refuses to replace, and leaves what is there")
    func creates() throws {
        try AtomicFile.create([1], at: folder("a"))
        #expect(error { () throws(FileError) in try AtomicFile.create([2], at: folder("a")) }?.operation == .exists)
        #expect(try AtomicFile.read(folder("a")) == [1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
    }

    @Test("two writers of one file at once both succeed, and the file is one of theirs")
    func twoWriters() throws {
        let first = [UInt8](repeating: 1, count: 100_000)
        let second = [UInt8](repeating: 2, count: 50_000)
        let path = folder("a")
        let group = DispatchGroup()
        let failures = Heard<FileError>()
        try Staging.at("before rename \(path)") {
            group.enter()
            Thread.detachNewThread {
                do { try AtomicFile.write(second, to: path) } catch let error as FileError { failures.add(error) } catch
                {}
                group.leave()
            }
            // A writer that does not wait its turn has time to take the first one's file away.
            Thread.sleep(forTimeInterval: 0.2)
        } _: {
            try AtomicFile.write(first, to: path)
        }
        group.wait()
        #expect(failures.items.isEmpty)
        #expect([first, second].contains(try AtomicFile.read(path)))
    }

    @Test("one of many that create a file at once succeeds")
    func manyCreators() throws {
        let path = folder("a")
        let created = Heard<UInt8>()
        DispatchQueue.concurrentPerform(iterations: 32) { number in
            if (try? AtomicFile.create([UInt8(number)], at: path)) != nil { created.add(UInt8(number)) }
        }
        #expect(created.items.count == 1)
        #expect(try AtomicFile.read(path) == created.items)
    }

    @Test("what a crash left of an earlier try is in nobody's way, even when it is a second name of the file")
    func leftovers() throws {
        try Data("halb".utf8).write(to: URL(fileURLWithPath: folder(".a.new")))
        try AtomicFile.create([1], at: folder("a"))
        // A crash between the two steps of creating.
        #expect(link(folder("a"), folder(".a.new")) == 0)
        #expect(error { () throws(FileError) in try AtomicFile.create([2], at: folder("a")) }?.operation == .exists)
        #expect(try AtomicFile.read(folder("a")) == [1])
        #expect(link(folder("a"), folder(".a.new")) == 0 || errno == EEXIST)
        try AtomicFile.write([3], to: folder("a"))
        #expect(try AtomicFile.read(folder("a")) == [3])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
    }

    @Test("a full disk leaves the old file and no part of a new one", .enabled(if: SmallDisk.isPossible))
    func fullDisk() throws {
        let disk = try SmallDisk(kilobytes: 64)
        try AtomicFile.write([1], to: disk("a"))
        let big = [UInt8](repeating: 7, count: 200_000)
        let refused = error { () throws(FileError) in try AtomicFile.write(big, to: disk("a")) }
        #expect(refused?.isFull == true && refused?.path == disk("a"))
        #expect(error { () throws(FileError) in try AtomicFile.create(big, at: disk("b")) }?.isFull == true)
        #expect(try AtomicFile.read(disk("a")) == [1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["a"])
    }

    @Test("reading says what is wrong: nothing there, a folder, too long")
    func reading() throws {
        #expect(error { () throws(FileError) in _ = try AtomicFile.read(folder("none")) }?.code == ENOENT)
        #expect(error { () throws(FileError) in _ = try AtomicFile.read(folder.path) }?.code == EISDIR)
        try AtomicFile.write([1, 2, 3], to: folder("a"))
        #expect(error { () throws(FileError) in _ = try AtomicFile.read(folder("a"), limit: 2) }?.code == EFBIG)
        #expect(try AtomicFile.read(folder("a"), limit: 3) == [1, 2, 3])
    }
}

/// The permission bits.
func mode(_ path: String) -> Int? {
    try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
}
