import BlindToken
import Election
import ElectionTestSupport
import Proofs
import Ristretto255
import SealedBallot
import StrictJSON
import Testing

/// A board that the server itself spoiled before it signed the hashes: only the checks of the content can find it.
@Suite("a board published by a bad server")
struct ForgedBoardTests {
    /// A closed vote of five with five ballots, nothing published yet.
    private static let closed = EventLogTests.votes[.closed]

    private func outcome(
        _ spoil: (inout TestVote) throws -> Void,
        publish: (inout TestVote) throws -> Void = { try $0.publish() }
    ) throws -> VerificationReport {
        var vote = try #require(Self.closed)
        try spoil(&vote)
        try publish(&vote)
        let report = Verifier().verify(vote.record)
        #expect(report.results[9].ok == true, "the hashes themselves are right")
        return report
    }

    private func expect(_ report: VerificationReport, _ check: Check, _ rule: Rule) {
        guard case .failed(let fault) = report.results[check.rawValue - 1].outcome else {
            Issue.record("\(check) did not fail")
            return
        }
        #expect(fault.rule == rule)
        #expect(!report.isValid)
    }

    // MARK: Ballots

    @Test("with a ballot that marks two options fails V15")
    func twoMarks() throws {
        let lax = SelectionRule(caps: [1, 1, 1], weights: [1, 1, 1], minimum: 2, maximum: 2)
        let report = try outcome { $0.ballots[2] = try Forger($0).line([1, 1, 0], rule: lax) }
        expect(report, .v15, .sumProof)
    }

    @Test("with an option marked twice fails V15")
    func overCap() throws {
        // A proof for 0..2 does not even have the length; one for 0..1 over another ciphertext does not hold.
        let lax = SelectionRule(caps: [2, 1, 1], weights: [1, 1, 1], minimum: 2, maximum: 2)
        let long = try outcome { $0.ballots[0] = try Forger($0).line([2, 0, 0], rule: lax) }
        expect(long, .v15, .ballotLength(expected: 768, found: 768 + 64))
        let swapped = try outcome { vote in
            vote.ballots[0] = try Forger(vote).line([1, 0, 0]) { bytes in
                let first = Array(bytes[128..<256])
                bytes.replaceSubrange(128..<256, with: bytes[320..<448])
                bytes.replaceSubrange(320..<448, with: first)
            }
        }
        expect(swapped, .v15, .optionProof(0))
    }

    @Test("with a signature, an element or a scalar spoiled fails V15")
    func spoiled() throws {
        expect(
            try outcome { $0.ballots[1] = try Forger($0).line([1, 0, 0], spoilAfter: { $0[767] ^= 1 }) },
            .v15,
            .ballotSignature
        )
        expect(
            try outcome {
                $0.ballots[1] = try Forger($0).line(
                    [1, 0, 0],
                    spoilAfter: {
                        $0[760] = 0xFF; $0[767] = 0xFF
                    }
                )
            },
            .v15,
            .group(field: "ballot", .notCanonicalScalar)
        )
        for start in [0, 32, 64, 96] {
            let identity = try outcome { vote in
                vote.ballots[1] = try Forger(vote).line(
                    [1, 0, 0],
                    spoilAfter: { bytes in
                        bytes.replaceSubrange(start..<start + 32, with: [UInt8](repeating: 0, count: 32))
                    }
                )
            }
            expect(identity, .v15, .group(field: "ballot", .identity))
        }
        for length in [0, 1, 767, 769] {
            let report = try outcome { vote in
                let line = try Forger(vote).line([1, 0, 0])
                let bytes = Array((line.ballot + [0]).prefix(length))
                vote.ballots[1] = BoardLine(trackerHash: line.trackerHash, ballot: bytes, tokenProof: line.tokenProof)
            }
            expect(report, .v15, .ballotLength(expected: 768, found: length))
        }
    }

    @Test("with any byte of a ballot changed fails V15 or V17", arguments: seeds(4, long: 40))
    func anyByte(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<6 {
            let position = Int.random(in: 0..<768, using: &generator)
            let report = try outcome { vote in
                let line = vote.ballots[0]
                var bytes = line.ballot
                bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                vote.ballots[0] = BoardLine(trackerHash: line.trackerHash, ballot: bytes, tokenProof: line.tokenProof)
            }
            #expect(!report.isValid, "seed \(seed), byte \(position)")
            #expect(report.results[14].ok == false, "seed \(seed), byte \(position)")
        }
    }

    @Test("with the proofs of another vote's ballot fails V15")
    func otherVote() throws {
        let other = try #require(EventLogTests.votes[.announced])
        var fresh = try TestVote.at(.closed)
        fresh.ballots[0] = other.ballots[0]
        try fresh.publish()
        let report = Verifier().verify(fresh.record)
        expect(report, .v15, .ballotSignature)
        expect(report, .v14, .trackerHash)
        expect(report, .v17, .tokenProof)
    }

    @Test("with a token the issuer did not make fails V17")
    func token() throws {
        expect(try outcome { $0.ballots[3] = try Forger($0).line([1, 0, 0], token: .generator) }, .v17, .tokenProof)
        let swapped = try outcome { vote in
            let (a, b) = (vote.ballots[0], vote.ballots[1])
            vote.ballots[0] = BoardLine(trackerHash: a.trackerHash, ballot: a.ballot, tokenProof: b.tokenProof)
        }
        expect(swapped, .v17, .tokenProof)
    }

    @Test("with one ballot twice, or one token used for two ballots, fails V16")
    func twice() throws {
        let same = try outcome { $0.ballots[1] = $0.ballots[0] }
        expect(same, .v16, .trackerTwice)
        expect(same, .v14, .order)
        let member = try #require(Self.closed).council.members[0]
        let again = try outcome { $0.ballots[1] = try $0.accept($0.ballot(member, [0, 0, 1])) }
        expect(again, .v16, .tokenTwice)
    }

    @Test("in another order, or with another tracker, fails V14")
    func order() throws {
        let unsorted = try outcome({ _ in }) { vote in
            let lines = vote.ballots.sorted {
                $1.trackerHash.encoded.lexicographicallyPrecedes($0.trackerHash.encoded)
            }
            try vote.publish(ballots: lines.map(\.line).joined())
        }
        expect(unsorted, .v14, .order)
        let renamed = try outcome { vote in
            let line = vote.ballots[0]
            vote.ballots[0] = BoardLine(trackerHash: .sha512("x"), ballot: line.ballot, tokenProof: line.tokenProof)
        }
        expect(renamed, .v14, .trackerHash)
    }

    @Test("with more or fewer lines than it says fails V14 and V11")
    func numbers() throws {
        let ballots = try outcome({ _ in }) { try $0.publish(ballotCount: 4) }
        expect(ballots, .v14, .lineCount(expected: 4, found: 5))
        let draws = try outcome({ _ in }) { try $0.publish(draws: 6) }
        expect(draws, .v11, .lineCount(expected: 6, found: 5))
    }

    @Test("with impossible numbers is refused by the log")
    func impossible() throws {
        var vote = try #require(Self.closed)
        for (draws, ballots) in [(1 << 20 + 1, 3), (3, 1 << 20 + 1), ((1 << 53) - 1, (1 << 53) - 1)] {
            #expect(throws: LogFault.self) { try vote.publish(draws: draws, ballotCount: ballots) }
        }
    }

    @Test("with a line of a wrong form fails V1 and names the line", arguments: [RecordFile.register, .ballots])
    func form(_ file: RecordFile) throws {
        let report = try outcome({ _ in }) { vote in
            let registers = vote.register.sorted { $0.person < $1.person }.map(\.line)
            let text = registers[0] + registers[1].uppercased() + registers[2...].joined()
            let boards = vote.ballots.map(\.line)
            let box = boards[0] + boards[1].replacing("\"cx\"", with: "\"CX\"") + boards[2...].joined()
            if file == .register { try vote.publish(register: text) } else { try vote.publish(ballots: box) }
        }
        guard case .failed(let fault) = report.results[0].outcome else {
            Issue.record("V1 did not fail")
            return
        }
        #expect(fault.file == file.rawValue && fault.line == 2)
        #expect(!report.isValid)
    }

    // MARK: Register

    @Test("with a draw nobody signed, by a stranger or by another member, fails V11 or V12")
    func register() throws {
        let stranger = TestCouncil.key("stranger")
        let outside = try outcome { vote in
            let secret = DrawSecret.random(key: stranger, head: vote.context.head)
            let request = secret.request(key: stranger, head: vote.context.head)
            vote.register.append(RegisterLine(request, vote.issuer.blindEvaluate(request.blinded)))
        }
        expect(outside, .v11, .notInRoll("stranger"))
        let swapped = try outcome { vote in
            let lines = vote.register.map(\.line)
            let (a, b) = ("\"p\":\"\(vote.register[0].person)\"", "\"p\":\"\(vote.register[1].person)\"")
            vote.register[0] = try RegisterLine(line: lines[1].replacing(b, with: a).dropLast().utf8)
            vote.register[1] = try RegisterLine(line: lines[0].replacing(a, with: b).dropLast().utf8)
        }
        expect(swapped, .v12, .drawSignature("m0001"))
    }

    @Test("with a member twice or out of order fails V11")
    func registerOrder() throws {
        expect(try outcome { $0.register.append($0.register[0]) }, .v11, .order)
        let unsorted = try outcome({ _ in }) { vote in
            try vote.publish(register: vote.register.reversed().map(\.line).joined())
        }
        expect(unsorted, .v11, .order)
    }

    @Test("with a token marked by another issuer key fails V13")
    func markedToken() throws {
        let report = try outcome { vote in
            let member = vote.council.members[0]
            let request = try #require(vote.draws[member.person]).request
            let index = try #require(vote.register.firstIndex { $0.person == member.person })
            vote.register[index] = RegisterLine(request, IssuerKey.random().blindEvaluate(request.blinded))
        }
        expect(report, .v13, .drawProof("m0001"))
    }

    // MARK: Count

    private func tallying() throws -> TestVote { try #require(EventLogTests.votes[.tallying]) }

    @Test("and a share for other ballots, for another option or by another teller fails V19")
    func shares() throws {
        let vote = try tallying()
        guard case .share(let board, let list) = try vote.share(2) else { return }
        let doubled = vote.keyShares[1].decrypt(try vote.sums().map { $0 + $0 }, board: board)
        let forged: [(EventContent, Check, Rule)] = [
            (.share(board: board, [list[1], list[0], list[2]]), .v19, .shareProof(teller: 2, option: 0)),
            (
                .share(board: board, vote.keyShares[2].decrypt(try vote.sums(), board: board)), .v19,
                .shareProof(teller: 2, option: 0)
            ),
            (
                .share(board: board, vote.keyShares[1].decrypt(try vote.sums(), board: .zero)), .v19,
                .shareProof(teller: 2, option: 0)
            ),
            (.share(board: board, doubled), .v19, .shareProof(teller: 2, option: 0)),
            (
                .share(
                    board: board,
                    [list[0], list[1], DecryptionShare(factor: list[2].factor, proof: list[0].proof)]
                ),
                .v19, .shareProof(teller: 2, option: 2)
            ),
        ]
        for (content, check, rule) in forged {
            var bad = vote
            try bad.append(content, by: .t2)
            let report = Verifier().verify(bad.record)
            expect(report, check, rule)
            guard case .failed(let fault) = report.results[18].outcome else { continue }
            #expect(fault.line == bad.log.events.count)
        }
        #expect(throws: LogFault.self) {
            var bad = vote
            try bad.append(.share(board: .zero, list), by: .t2)
        }
        #expect(throws: LogFault.self) {
            var bad = vote
            try bad.append(.share(board: board, Array(list.dropLast())), by: .t2)
        }
    }

    @Test(
        "and counts that are not the content fail V20",
        arguments: [
            [2, 2, 2], [3, 2, 0], [0, 0, 0], [2, 2], [2, 2, 1, 0], [], [5, 0, 0], [(1 << 53) - 1, 2, 1], [6, 2, 1],
        ]
    )
    func counts(_ counts: [Int]) throws {
        var vote = try tallying()
        try vote.share(by: 3)
        #expect(try vote.rightCounts().counts == [2, 2, 1])
        try vote.append(.result(.init(used: [1, 3], counts: counts)), by: .server)
        let report = Verifier().verify(vote.record)
        #expect(report.results[19].ok == false)
        #expect(!report.isValid && report.counts == nil)
        let sum = counts.reduce(into: 0) { $0 = min($0 + $1, 1 << 60) }
        #expect((report.results[20].ok == true) == (counts.count == 3 && sum == 5))
    }

    @Test(
        "and shares wrongly named as used fail V20",
        arguments: [
            [], [1], [3], [1, 2], [2, 3], [3, 1], [1, 1], [1, 2, 3], [1, 3, 3], [0, 1], [1, 4], [1, (1 << 53) - 1],
        ]
    )
    func used(_ used: [Int]) throws {
        var vote = try tallying()
        try vote.share(by: 3)
        try vote.append(.result(.init(used: used, counts: [2, 2, 1])), by: .server)
        let report = Verifier().verify(vote.record)
        expect(report, .v20, .usedShares)
    }

    @Test(
        "and any two or all three of the shares open the same counts",
        arguments: [[1, 2], [1, 3], [2, 3], [1, 2, 3]]
    )
    func subsets(_ tellers: [Int]) throws {
        var vote = try #require(EventLogTests.votes[.boxed])
        for number in tellers.reversed() { try vote.share(by: number) }
        let counts = try vote.rightCounts()
        #expect(counts.counts == [2, 2, 1])
        try vote.append(.result(counts), by: .server)
        #expect(Verifier().verify(vote.record).isValid)
        if tellers.count == 3 {
            var other = try #require(EventLogTests.votes[.boxed])
            for number in tellers { try other.share(by: number) }
            try other.append(.result(.init(used: [2, 3], counts: [2, 2, 1])), by: .server)
            #expect(Verifier().verify(other.record).isValid)
        }
    }

    @Test("and a signature under another head is refused")
    func signature() throws {
        let vote = try #require(EventLogTests.votes[.tallied])
        for head in [Digest.zero, try #require(vote.log.boardHead), try #require(vote.log.electionHead)] {
            let report = Verifier().verify(vote.record(adding: vote.event(.sign(head: head), by: .t1)))
            expect(report, .v22, .signedHead(teller: 1))
        }
    }
}
