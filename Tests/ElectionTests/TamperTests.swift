import Election
import ElectionTestSupport
import Ristretto255
import Testing

@Suite("a record that somebody changed")
struct TamperTests {
    static let files: [RecordFile] = [.log, .roll, .register, .ballots]

    private static func lines(_ file: RecordFile) throws -> [[UInt8]] {
        let bytes = try #require(EventLogTests.votes[.announced]?.record[file])
        return bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    }

    private func report(_ file: RecordFile, _ bytes: [UInt8]) throws -> VerificationReport {
        var files = try #require(EventLogTests.votes[.announced]).record
        files[file] = bytes
        return Verifier().verify(files)
    }

    /// A change that the hashes in the log or the log's own signatures must show.
    private func expectInvalid(_ file: RecordFile, _ bytes: [UInt8], _ what: String) throws {
        let report = try report(file, bytes)
        #expect(!report.isValid, "\(file.rawValue): \(what)")
        let named: [Check] =
            switch file {
            case .log: [.v1, .v2, .v3, .v4, .v5, .v6, .v7, .v8, .v19, .v20, .v22]
            case .roll: [.v9]
            default: [.v10]
            }
        let failed = report.results.filter { $0.ok == false }
        #expect(failed.contains { named.contains($0.check) }, "\(file.rawValue): \(what): \(failed)")
        #expect(report.firstFault?.file == file.rawValue)
    }

    /// The seed is the argument, so a failure names the bytes that were changed.
    @Test("by one bit in any line is invalid", arguments: seeds(3, long: 30))
    func flippedBit(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        for file in Self.files {
            let lines = try Self.lines(file)
            for index in lines.indices {
                var changed = lines
                let position = Int.random(in: 0..<lines[index].count, using: &generator)
                let bit = Int.random(in: 0..<8, using: &generator)
                changed[index][position] ^= 1 << bit
                try expectInvalid(file, Array(changed.joined()), "seed \(seed), line \(index + 1), byte \(position)")
            }
        }
    }

    @Test("by one hex digit of any value is invalid", arguments: seeds(2, long: 20))
    func changedDigit(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed + 1000)
        for file in Self.files {
            let lines = try Self.lines(file)
            for index in lines.indices {
                let digits = lines[index].indices.filter { "0123456789abcdef".utf8.contains(lines[index][$0]) }
                let position = try #require(digits.randomElement(using: &generator))
                var changed = lines
                let old = changed[index][position]
                changed[index][position] = old == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
                try expectInvalid(file, Array(changed.joined()), "seed \(seed), line \(index + 1), byte \(position)")
            }
        }
    }

    @Test("by dropping, doubling or swapping lines is invalid", arguments: files)
    func lines(_ file: RecordFile) throws {
        let lines = try Self.lines(file)
        for index in lines.indices {
            var dropped = lines
            dropped.remove(at: index)
            // The log may end earlier; then the vote is unfinished and the board does not belong to it, or only the
            // announcement is missing.
            if file != .log || index < lines.count - 1 {
                try expectInvalid(file, Array(dropped.joined()), "without line \(index + 1)")
            }
            var doubled = lines
            doubled.insert(lines[index], at: index)
            try expectInvalid(file, Array(doubled.joined()), "line \(index + 1) twice")
            guard index > 0 else { continue }
            var swapped = lines
            swapped.swapAt(index, index - 1)
            try expectInvalid(file, Array(swapped.joined()), "lines \(index) and \(index + 1) swapped")
        }
    }

    @Test("at the ends of lines is invalid", arguments: files)
    func ends(_ file: RecordFile) throws {
        let bytes = Array(try Self.lines(file).joined())
        for (changed, what) in [
            (Array(bytes.dropLast()), "no final line feed"), (bytes + [0x0A], "empty line"),
            ([0x0A] + bytes, "empty line"),
            ([0xEF, 0xBB, 0xBF] + bytes, "byte order mark"), (bytes + [0x20], "space"), (bytes + [0], "zero byte"),
            (Array(bytes.split(separator: 0x0A).joined(separator: [0x0D, 0x0A])) + [0x0D, 0x0A], "CRLF"),
        ] {
            let report = try report(file, changed)
            #expect(report.results[0].ok == false, "\(file.rawValue): \(what)")
            #expect(!report.isValid)
        }
    }

    @Test("by an event of another vote, or of this vote at another place, is invalid")
    func foreignEvents() throws {
        let vote = try #require(EventLogTests.votes[.announced])
        let other = try TestVote.at(.announced)
        let lines = vote.log.events.map { $0.line + "\n" }
        for index in lines.indices {
            var foreign = lines
            foreign[index] = other.log.events[index].line + "\n"
            try expectInvalid(.log, Array(foreign.joined().utf8), "line \(index + 1) of another vote")
            guard index > 0 else { continue }
            var replayed = lines
            replayed[index] = lines[index - 1]
            try expectInvalid(.log, Array(replayed.joined().utf8), "line \(index) again in place of \(index + 1)")
        }
    }

    @Test("by the files of another vote is invalid", arguments: [RecordFile.roll, .register, .ballots])
    func foreignFiles(_ file: RecordFile) throws {
        let other = try TestVote.at(.announced, TestCouncil(seed: 2))
        try expectInvalid(file, try #require(other.record[file]), "of another vote")
        try expectInvalid(file, [], "empty")
    }

    @Test("names file, line and rule of a changed byte")
    func named() throws {
        var lines = try Self.lines(.ballots)
        let position = try #require(lines[2].firstIndex(of: UInt8(ascii: "9")))
        lines[2][position] = UInt8(ascii: "8")
        let report = try report(.ballots, Array(lines.joined()))
        #expect(report.results[9].outcome == .failed(Fault(.fileHash, file: "ballots.jsonl")))
        let faults = report.results[13...16].compactMap { result -> Int? in
            if case .failed(let fault) = result.outcome { return fault.line }
            return nil
        }
        #expect(faults.contains(3))
        lines[1] = Array("{\"cx\":1}\n".utf8)
        let broken = try self.report(.ballots, Array(lines.joined()))
        #expect(broken.firstFault?.line == 2)
        #expect(broken.firstFault?.sentence(in: .english).contains("ballots.jsonl, line 2") == true)
    }
}
