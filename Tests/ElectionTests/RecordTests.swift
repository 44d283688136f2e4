import Election
import ElectionTestSupport
import Ristretto255
import Testing

@Suite("a record")
struct RecordTests {
    /// The checks that can be made in each state, written down from the protocol; the rest is open.
    static let applicable: [VoteState: Set<Int>] = [
        .draft: [1, 2, 3, 4, 5, 9],
        .ceremony: [1, 2, 3, 4, 5, 9],
        .ready: [1, 2, 3, 4, 5, 6, 7, 9],
        .issuing: [1, 2, 3, 4, 5, 6, 7, 8, 9],
        .casting: [1, 2, 3, 4, 5, 6, 7, 8, 9],
        .closed: [1, 2, 3, 4, 5, 6, 7, 8, 9],
        .boxed: Set(1...18),
        .tallying: Set(1...19),
        .tallied: Set(1...21),
        .announced: Set(1...22),
    ]

    private func passed(_ report: VerificationReport) -> Set<Int> {
        Set(report.results.filter { $0.ok == true }.map(\.check.rawValue))
    }

    @Test("is valid in every state, with exactly the checks that apply", arguments: TestVote.way)
    func everyState(_ state: VoteState) throws {
        let vote = try #require(EventLogTests.votes[state])
        let report = Verifier().verify(vote.record)
        #expect(report.isValid)
        #expect(report.log.state == state)
        #expect(passed(report) == Self.applicable[state])
        #expect(report.results.allSatisfy { $0.ok != false })
        #expect((report.counts != nil) == [.tallied, .announced].contains(state))
        #expect((report.log.board != nil) == state.hasBoard)
    }

    @Test("is valid when voided at any state before a share", arguments: TestVote.way.prefix(7))
    func voided(_ state: VoteState) throws {
        var vote = try #require(EventLogTests.votes[state])
        try vote.append(.void(reason: "Die Verbindung war gestört."), by: .officer)
        let report = Verifier().verify(vote.record)
        #expect(report.isValid)
        #expect(report.log.state == .voided)
        #expect(report.log.voidReason == "Die Verbindung war gestört.")
        #expect(report.counts == nil)
        #expect(passed(report).isDisjoint(with: 10...22))
        // The box is erased and must not be there.
        for file in [RecordFile.register, .ballots] {
            var more = vote.record
            more[file] = []
            let report = Verifier().verify(more)
            #expect(!report.isValid)
            #expect(report.results[9].outcome == .failed(Fault(.unexpectedFile, file: file.rawValue)))
        }
    }

    @Test("needs register and ballots from the publication on, and not before", arguments: TestVote.way)
    func files(_ state: VoteState) throws {
        let vote = try #require(EventLogTests.votes[state])
        for file in [RecordFile.register, .ballots] {
            var files = vote.record
            if state.hasBoard {
                files[file] = nil
                #expect(Verifier().verify(files).isValid == (file == .register))
            } else {
                for bytes in [[], Array("{}\n".utf8)] {
                    files[file] = bytes
                    #expect(!Verifier().verify(files).isValid)
                }
            }
        }
    }

    @Test("without a log, or with an empty one, is invalid")
    func noLog() throws {
        var files = try #require(EventLogTests.votes[.announced]).record
        files[.log] = []
        #expect(Verifier().verify(files).firstFault == Fault(.emptyLog, file: "log.jsonl"))
        files[.log] = nil
        let report = Verifier().verify(files)
        #expect(report.firstFault == Fault(.missingFile, file: "log.jsonl"))
        #expect(report.results.dropFirst().allSatisfy { $0.ok == nil })
        #expect(!report.isValid && report.counts == nil && report.fingerprint == nil)
        #expect(!Verifier().verify(RecordFiles([:])).isValid)
    }

    @Test("as a public edition leaves out roll and register", arguments: TestVote.way)
    func publicEdition(_ state: VoteState) throws {
        var files = try #require(EventLogTests.votes[state]).record
        files[.roll] = nil
        files[.register] = nil
        let report = Verifier().verify(files)
        #expect(report.isValid)
        #expect(report.results[8].outcome == .open(.leftOut))
        let wanted = VerificationReport.Outcome.open(state.hasBoard ? .leftOut : .notYet)
        for index in 10...12 { #expect(report.results[index].outcome == wanted) }
        #expect(passed(report) == Self.applicable[state]?.subtracting([9, 11, 12, 13]))
    }

    @Test("without the roll still proves the tokens of the register it has")
    func withoutRoll() throws {
        var files = try #require(EventLogTests.votes[.announced]).record
        files[.roll] = nil
        let report = Verifier().verify(files)
        #expect(report.isValid)
        #expect(report.results[10...12].map(\.ok) == [nil, nil, true])
    }

    @Test("has law.json exactly where the manifest names it")
    func law() throws {
        let law = "{\"kind\":\"Abstimmung\"}"
        var vote = try TestVote(law: law)
        for state in [VoteState.draft, .issuing, .boxed, .announced] {
            try vote.advance(to: state)
            #expect(Verifier().verify(vote.record).isValid)
            var files = vote.record
            files[.law] = nil
            #expect(Verifier().verify(files).results[8].outcome == .failed(Fault(.missingFile, file: "law.json")))
            files[.law] = Array(law.utf8) + [0x0A]
            #expect(Verifier().verify(files).results[8].outcome == .failed(Fault(.fileHash, file: "law.json")))
            files[.law] = []
            #expect(!Verifier().verify(files).isValid)
            // A public edition leaves out the roll, not the law.
            files[.roll] = nil
            #expect(!Verifier().verify(files).isValid)
            files[.law] = Array(law.utf8)
            #expect(Verifier().verify(files).isValid)
        }
        for state in TestVote.way {
            var files = try #require(EventLogTests.votes[state]).record
            files[.law] = Array(law.utf8)
            #expect(Verifier().verify(files).results[8].outcome == .failed(Fault(.unexpectedFile, file: "law.json")))
        }
        // The bytes are opaque: they need not even be JSON.
        #expect(Verifier().verify(try TestVote(law: "\u{0}no JSON\u{7}").record).isValid)
    }

    @Test("is compared with the fingerprints that were read out")
    func fingerprints() throws {
        let vote = try #require(EventLogTests.votes[.announced])
        let report = Verifier().verify(vote.record)
        let right = try #require(report.fingerprint)
        let board = try #require(report.boardFingerprint)
        #expect(report.fingerprintMatches == nil && report.boardFingerprintMatches == nil)
        let good = Verifier().verify(vote.record, expecting: right, board: board)
        #expect(good.isValid && good.fingerprintMatches == true && good.boardFingerprintMatches == true)
        #expect(!Verifier().verify(vote.record, expecting: board).isValid)
        #expect(!Verifier().verify(vote.record, board: right).isValid)
        let early = try #require(EventLogTests.votes[.ready]).record
        #expect(!Verifier().verify(early, expecting: right).isValid)
        #expect(!Verifier().verify(try #require(EventLogTests.votes[.closed]).record, board: board).isValid)
    }

    @Test("warns without being invalid: officer or chair counts, a gap, unanimity, missing signatures")
    func warnings() throws {
        var council = TestCouncil()
        council.officer = council.tellers[0]
        #expect(Verifier().verify(try TestVote(council).record).warnings == [.officerIsTeller])
        council = TestCouncil()
        council.chair = council.tellers[2]
        var vote = try TestVote(council) { $0.signMinimum = 1 }
        try vote.advance(to: .tallied, choices: [[0, 1, 0], [0, 1, 0], [0, 1, 0]])
        #expect(
            Verifier().verify(vote.record).warnings
                == [.officerIsTeller, .gap(2), .signatures(0), .unanimous(option: "Nein")]
        )
        try vote.sign(by: 2)
        try vote.append(.announce, by: .chair)
        let report = Verifier().verify(vote.record)
        #expect(report.isValid)
        #expect(report.warnings.contains(.signatures(1)))
        let separate = Verifier().verify(try TestVote(TestCouncil(chairIsOfficer: true)).record)
        #expect(separate.isValid && separate.warnings.isEmpty)
    }

    @Test("with a fault anywhere is never valid because a later check was left open")
    func afterFault() throws {
        let vote = try #require(EventLogTests.votes[.announced])
        for line in 0..<vote.log.events.count {
            var lines = vote.log.events.map { $0.line + "\n" }
            lines.remove(at: line)
            var files = vote.record
            files[.log] = Array(lines.joined().utf8)
            let report = Verifier().verify(files)
            #expect(report.isValid == (line == lines.count))
        }
    }
}

@Suite("a record on disk")
struct RecordFolderTests {
    @Test("is read as far as its files are there, whatever lies beside them")
    func reads() throws {
        let vote = try #require(EventLogTests.votes[.announced])
        let folder = try TemporaryFolder(vote.record)
        try folder.write("Niederschrift.pdf", [0, 1, 2])
        try folder.write("log.jsonl.bak", [1])
        try folder.makeFolder("more")
        let files = try RecordFolder.read(folder.path)
        for file in RecordFile.allCases { #expect(files[file] == vote.record[file]) }
        #expect(Verifier().verify(files).isValid)
    }

    @Test("that is none is refused with its path")
    func refused() throws {
        let folder = try TemporaryFolder(RecordFiles([:]))
        #expect(throws: RecordFolderError.noRecord(folder.path)) { try RecordFolder.read(folder.path) }
        let missing = folder.path + "/missing"
        #expect(throws: RecordFolderError.missing(missing)) { try RecordFolder.read(missing) }
        try folder.write("file", [1])
        #expect(throws: RecordFolderError.notAFolder(folder.path + "/file")) {
            try RecordFolder.read(folder.path + "/file")
        }
        #expect(throws: RecordFolderError.self) { try RecordFolder.read("") }
    }

    @Test(
        "with a link into the void, a device or a folder in place of a file fails V1 for this file, and is not waited for",
        arguments: RecordFile.allCases.filter { $0 != .abandonment },
        ["/nonexistent", "/dev/zero", "/dev"]
    )
    func odd(_ file: RecordFile, _ target: String) throws {
        var record = try #require(EventLogTests.votes[.announced]).record
        record[file] = nil
        let folder = try TemporaryFolder(record)
        try folder.link(file.rawValue, to: target)
        let report = Verifier().verify(try RecordFolder.read(folder.path))
        #expect(!report.isValid)
        #expect(report.firstFault == Fault(.unreadableFile, file: file.rawValue))
        // What it should say is neither passed nor taken for left out.
        for result in report.results where result.check != .v1 {
            #expect(result.ok != false && result.outcome != .open(.leftOut), "\(result)")
        }
    }
}
