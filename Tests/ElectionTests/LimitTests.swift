import Election
import ElectionTestSupport
import Proofs
import Ristretto255
import SealedBallot
import Testing

/// What the verifier does with input of extreme size or depth: it ends, soon, with an answer.
@Suite("limits")
struct LimitTests {
    @Test("counts at 2^53 under weights of 64 do not overflow the sum")
    func hugeCounts() throws {
        let options = (0..<64).map { Manifest.Option(id: "o\($0)", label: "Option \($0)", weight: 64) }
        var vote = try TestVote(options: options, minimum: 0, maximum: 64)
        let choices = vote.council.members.map { _ in [Int](repeating: 0, count: 64) }
        try vote.advance(to: .tallying, choices: choices)
        try vote.share(by: 2)
        let most = (1 << 53) - 1
        try vote.append(.result(.init(used: [1, 2], counts: .init(repeating: most, count: 64))), by: .server)
        let report = Verifier().verify(vote.record)
        #expect(!report.isValid)
        #expect(report.results[19].ok == false)
        #expect(report.results[20].ok == false)
    }

    @Test("64 options with a cap of 8 are voted on, counted and verified")
    func largestBallot() throws {
        let options = (0..<64).map { Manifest.Option(id: "o\($0)", label: "Option \($0)", cap: 8) }
        var vote = try TestVote(TestCouncil(members: 3), options: options, minimum: 0, maximum: 64)
        let choices = [
            [Int](repeating: 1, count: 64),
            [Int](repeating: 8, count: 8) + [Int](repeating: 0, count: 56),
            [Int](repeating: 0, count: 64),
        ]
        try vote.advance(to: .tallied, choices: choices)
        #expect(vote.ballots[0].ballot.count == 45_248)
        let report = Verifier().verify(vote.record)
        #expect(report.isValid)
        #expect(report.counts == [Int](repeating: 9, count: 8) + [Int](repeating: 1, count: 56))
    }

    /// An announced vote with 20,000 more lines in each file (a long test: 200,000); a quadratic step would not end.
    @Test("very many lines in every file are read in linear time")
    func manyLines() throws {
        let vote = try #require(EventLogTests.votes[.announced])
        let count = isLongTest ? 200_000 : 20_000
        func repeated(_ line: String) -> [UInt8] { Array(String(repeating: line, count: count).utf8) }
        var files = vote.record
        files[.roll] = repeated(vote.roll.entries[0].line)
        files[.register]? += repeated("{\"p\":1}\n")
        files[.ballots]? += repeated("{}\n")
        files[.log]? += repeated(vote.log.events[12].line + "\n")
        let clock = ContinuousClock()
        var report: VerificationReport?
        let time = clock.measure { report = Verifier().verify(files) }
        #expect(report?.isValid == false)
        #expect(time < .seconds(120), "\(time)")
    }

    @Test("a roll of 20,000 is put in order, written, read and searched")
    func largeRoll() throws {
        var element = Element.generator
        let entries = (0..<20_000).map { number in
            element = element + Element.generator
            return RollEntry(person: PersonID("p\(number)") ?? vacant, name: "", key: element)
        }
        let roll = try RollFile(entries.shuffled())
        let again = try RollFile(file: Array(roll.text.utf8))
        #expect(again.digest == roll.digest)
        for entry in entries.prefix(2000) { #expect(again.entry(of: entry.person)?.key == entry.key) }
    }

    private var vacant: PersonID { TestCouncil.key("vacant").person }

    @Test("a roll with a person twice, a key twice or out of order names the line")
    func badRoll() throws {
        let members = TestCouncil().roll
        let lines = members.map(\.line)
        func fault(_ text: [String]) -> Fault? {
            do {
                _ = try RollFile(file: Array(text.joined().utf8))
                return nil
            } catch {
                return error
            }
        }
        #expect(fault(lines) == nil)
        #expect(fault([lines[0], lines[0]]) == Fault(.personTwice("m0001"), file: "roll.jsonl", line: 2))
        #expect(fault([lines[1], lines[0]]) == Fault(.order, file: "roll.jsonl", line: 2))
        let shared = RollEntry(person: members[1].person, name: "", key: members[0].key)
        #expect(fault([lines[0], shared.line]) == Fault(.keyTwice, file: "roll.jsonl", line: 2))
        #expect(fault([lines[0], "\n"])?.line == 2)
        #expect(fault([lines[0], String(lines[1].dropLast())])?.rule == .noFinalLineFeed)
        #expect(throws: Fault.self) { try RollFile([members[0], members[0]]) }
        #expect(throws: Fault.self) { try RollFile([members[0], shared]) }
        #expect(try RollFile(members.reversed()).text == lines.joined())
        // Capital letters come before small ones, digits before both: the order of bytes.
        let mixed = ["B", "a", "1", "_", "-"].compactMap(PersonID.init).map { person in
            RollEntry(person: person, name: "", key: TestCouncil.key(person.description).publicKey)
        }
        #expect(try RollFile(mixed).entries.map(\.person.description) == ["-", "1", "B", "_", "a"])
    }

    @Test("a manifest with huge numbers anywhere is refused, not computed with")
    func hugeManifest() throws {
        let text = try TestVote().manifest.text
        for field in ["roll_count", "min", "max", "t", "min_ballots", "sign_min", "jitter_s", "cap", "w"] {
            for number in ["9007199254740991", "4611686018427387904", "9223372036854775807"] {
                let changed = text.replacing(try Regex("\"\(field)\":[0-9]+"), with: "\"\(field)\":\(number)")
                #expect(changed != text)
                // What cannot be read is refused already.
                guard let manifest = try? Manifest(parsing: changed), field != "min_ballots" else { continue }
                #expect(throws: Fault.self) { try manifest.check() }
            }
        }
    }

    @Test("noise in any file is never valid and never ends the program", arguments: seeds(4, long: 100))
    func noise(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let vote = try #require(EventLogTests.votes[.announced])
        for round in 0..<8 {
            var files = vote.record
            let file = try #require([RecordFile.log, .roll, .register, .ballots].randomElement(using: &generator))
            var bytes = try #require(files[file])
            for _ in 0...round {
                let start = Int.random(in: 0..<bytes.count, using: &generator)
                let end = min(bytes.count, start + Int.random(in: 0..<50, using: &generator))
                let noise = (0..<Int.random(in: 1..<50, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                bytes.replaceSubrange(start..<end, with: noise)
            }
            files[file] = bytes
            #expect(!Verifier().verify(files).isValid, "seed \(seed), round \(round)")
        }
    }
}
