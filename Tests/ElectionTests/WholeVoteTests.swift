import BlindToken
import Election
import ElectionTestSupport
import Ristretto255
import SealedBallot
import Testing

/// A kind of vote: its rule, what the members choose, and what comes out.
struct VoteKind: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let options: [Manifest.Option]
    let minimum: Int
    let maximum: Int
    let choices: [[Int]]
    let forbidden: [[Int]]

    var counts: [Int] {
        options.indices.map { option in choices.reduce(0) { $0 + $1[option] } }
    }

    static let all = [
        VoteKind(
            testDescription: "yes, no, abstention",
            options: TestVote.yesNoAbstain,
            minimum: 1,
            maximum: 1,
            choices: [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]],
            forbidden: [[0, 0, 0], [1, 1, 0], [2, 0, 0], [-1, 1, 1], [1, 0], [1, 0, 0, 0], [1 << 52, 0, 0]]
        ),
        // Abstention weighs 3 and so excludes every other mark.
        VoteKind(
            testDescription: "up to three of five, with abstention",
            options: persons(5) + [Manifest.Option(id: "abstain", label: "Enthaltung", weight: 3)],
            minimum: 1,
            maximum: 3,
            choices: [
                [1, 1, 1, 0, 0, 0], [0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 1], [0, 1, 0, 1, 0, 0], [0, 0, 0, 0, 1, 0],
            ],
            forbidden: [[1, 1, 1, 1, 0, 0], [1, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0]]
        ),
        VoteKind(
            testDescription: "cumulative, five votes, up to three for a person",
            options: persons(4).map { Manifest.Option(id: $0.id, label: $0.label, cap: 3) },
            minimum: 0,
            maximum: 5,
            choices: [[3, 2, 0, 0], [0, 0, 0, 0], [1, 1, 1, 1], [0, 0, 3, 0], [3, 0, 0, 2]],
            forbidden: [[4, 0, 0, 0], [3, 3, 0, 0]]
        ),
    ]

    private static func persons(_ count: Int) -> [Manifest.Option] {
        (1...count).map { Manifest.Option(id: "p\($0)", label: "Person \($0)") }
    }
}

@Suite("a whole vote")
struct WholeVoteTests {
    @Test("ends in the right counts with a valid record", arguments: VoteKind.all, [2, 3])
    func counts(_ kind: VoteKind, _ threshold: Int) throws {
        var vote = try TestVote(
            options: kind.options,
            minimum: kind.minimum,
            maximum: kind.maximum,
            threshold: threshold
        )
        for state in TestVote.way {
            try vote.advance(to: state, choices: kind.choices)
            let report = Verifier().verify(vote.record)
            #expect(report.isValid, "\(state)")
        }
        let report = Verifier().verify(vote.record)
        #expect(report.counts == kind.counts)
        #expect(report.log.shares.count == threshold)
        #expect(vote.ballots.allSatisfy { $0.ballot.count == vote.manifest.ballotByteCount })
    }

    @Test("has no ballot for a forbidden choice", arguments: VoteKind.all)
    func forbidden(_ kind: VoteKind) throws {
        var vote = try TestVote(options: kind.options, minimum: kind.minimum, maximum: kind.maximum)
        try vote.advance(to: .issuing)
        for values in kind.forbidden {
            #expect(throws: SelectionError.notAllowed) {
                let prepared = try PreparedBallot(values, context: vote.context)
                _ = prepared.tracker
            }
        }
    }

    @Test("opens to whatever was cast", arguments: 0..<6)
    func anyChoices(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let kind = VoteKind.all[2]
        let choices = (0..<4).map { _ in
            var values = [0, 0, 0, 0]
            for _ in 0..<Int.random(in: 0...5, using: &generator) {
                let option = Int.random(in: 0..<4, using: &generator)
                if values[option] < 3 { values[option] += 1 }
            }
            return values
        }
        var vote = try TestVote(options: kind.options, minimum: 0, maximum: 5)
        try vote.advance(to: .tallied, choices: choices)
        let wanted = (0..<4).map { option in choices.reduce(0) { $0 + $1[option] } }
        let report = Verifier().verify(vote.record)
        #expect(report.isValid && report.counts == wanted, "seed \(seed): \(choices)")
    }

    @Test("gives the same token to a member who lost a device")
    func recovery() throws {
        var vote = try TestVote.at(.issuing)
        let member = vote.council.members[0]
        try vote.draw(member)
        let (request, evaluation) = try #require(vote.draws[member.person])
        let asked = RecoverRequest(key: member, head: vote.context.head)
        #expect(asked.isSigned(by: member.publicKey, head: vote.context.head))
        #expect(!asked.isSigned(by: vote.council.members[1].publicKey, head: vote.context.head))
        let stored = RecoverAnswer(blinded: request.blinded, sealed: request.sealed, evaluation: evaluation)
        let answer = try RecoverAnswer(text: Array(stored.text.utf8))
        let head = vote.context.head
        let secret = try #require(DrawSecret(opening: answer.sealed, key: member, head: head))
        #expect(secret.fits(answer.blinded, key: member, head: head))
        let token = try secret.token(from: answer.evaluation, key: member, context: vote.context)
        #expect(token.credential == vote.tokens[member.person]?.credential)
        #expect(token.proofOfIssue == vote.tokens[member.person]?.proofOfIssue)
        // Another member's code, another vote or a changed byte opens something that does not fit.
        let other = vote.council.members[1]
        #expect(
            DrawSecret(opening: answer.sealed, key: other, head: head)?.fits(answer.blinded, key: other, head: head)
                != true
        )
        #expect(
            DrawSecret(opening: answer.sealed, key: member, head: .zero)?.fits(answer.blinded, key: member, head: head)
                != true
        )
        var changed = answer.sealed
        changed[40] ^= 1
        #expect(
            DrawSecret(opening: changed, key: member, head: head)?.fits(answer.blinded, key: member, head: head) != true
        )
        for length in [0, 47, 49] {
            let bytes = Array((changed + [0]).prefix(length))
            #expect(DrawSecret(opening: bytes, key: member, head: head) == nil)
        }
    }

    @Test("lets a member decline recovery")
    func declined() throws {
        var vote = try TestVote.at(.issuing)
        for member in vote.council.members { try vote.draw(member, recoverable: false) }
        #expect(vote.draws.values.allSatisfy { $0.request.sealed.isEmpty })
        try vote.advance(to: .announced)
        #expect(Verifier().verify(vote.record).isValid)
    }

    @Test("stops a member whose token was made with another key")
    func markedToken() throws {
        let vote = try TestVote.at(.issuing)
        let member = vote.council.members[0]
        let secret = DrawSecret.random(key: member, head: vote.context.head)
        let request = secret.request(key: member, head: vote.context.head)
        let marked = IssuerKey.random().blindEvaluate(request.blinded)
        #expect(throws: TokenError.proofDoesNotHold) {
            try secret.token(from: marked, key: member, context: vote.context)
        }
    }

    @Test("lets an honest device pass the audit with the tracker it showed")
    func audit() throws {
        let vote = try TestVote.at(.casting)
        let prepared = try PreparedBallot([0, 1, 0], context: vote.context)
        let shown = prepared.tracker
        let text = prepared.audit().text
        // The second device knows the log and the text only.
        let audit = try AuditData(text: Array(text.utf8))
        let second = try #require(Verifier().verify(vote.record).log.ballotContext)
        #expect(try audit.check(in: second) == shown)
        #expect(audit.opening.values == [0, 1, 0])
    }

    @Test("catches a device that encrypts something else, uses another key, or makes values up")
    func lyingDevice() throws {
        let vote = try TestVote.at(.casting)
        let context = vote.context
        let honest = try PreparedBallot([0, 1, 0], context: context).audit()
        let member = honest.text
        func check(_ text: String) throws -> Tracker { try AuditData(text: Array(text.utf8)).check(in: context) }
        // It says yes where it encrypted no.
        #expect(throws: AuditFault.notWhatWasEncrypted) { try check(member.replacing("[0,1,0]", with: "[1,0,0]")) }
        #expect(throws: AuditFault.notAllowed) { try check(member.replacing("[0,1,0]", with: "[1,1,0]")) }
        #expect(throws: AuditFault.notAllowed) { try check(member.replacing("[0,1,0]", with: "[0,0,0]")) }
        let huge = "[9007199254740991,9007199254740991,9007199254740991]"
        #expect(throws: AuditFault.notAllowed) { try check(member.replacing("[0,1,0]", with: huge)) }
        // It shows the tracker of one encryption and opens another.
        let second = try PreparedBallot([0, 1, 0], context: context)
        let shown = second.tracker
        #expect(try honest.check(in: context) != shown)
        // It encrypts to a key that somebody holds alone, or for another log.
        let own = BallotContext(
            head: context.head,
            rule: context.rule,
            key: try ElectionPublicKey(decoding: Element.generator.encoded),
            issuer: context.issuer
        )
        #expect(throws: AuditFault.anotherVote) {
            try PreparedBallot([0, 1, 0], context: own).audit().check(in: context)
        }
        let elsewhere = try TestVote.at(.casting).context
        #expect(throws: AuditFault.anotherVote) {
            try PreparedBallot([0, 1, 0], context: elsewhere).audit().check(in: context)
        }
        // Randomness of another ciphertext.
        let randomness = honest.opening.randomness
        let swapped = Opening(values: [0, 1, 0], randomness: [randomness[1], randomness[0], randomness[2]])
        #expect(!swapped.explains(honest.ciphertexts, key: context.key))
    }

    @Test("gives a receipt that holds for this ballot, this vote and this server only")
    func receipt() throws {
        let vote = try TestVote.at(.closed)
        let other = try TestVote.at(.issuing)
        let ballot = vote.ballots[0].ballot
        let head = vote.context.head
        let server = vote.council.server
        let receipt = Receipt.sign(ballot, head: head, key: server.signing)
        #expect(Receipt.isValid(receipt, for: ballot, head: head, server: server.publicKey))
        #expect(!Receipt.isValid(receipt, for: vote.ballots[1].ballot, head: head, server: server.publicKey))
        #expect(!Receipt.isValid(receipt, for: ballot, head: other.context.head, server: server.publicKey))
        #expect(!Receipt.isValid(receipt, for: ballot, head: head, server: vote.council.officer.publicKey))
    }

    @Test("needs two of three tellers, or all three, and no fewer", arguments: [2, 3])
    func threshold(_ threshold: Int) throws {
        var vote = try TestVote.at(.boxed, threshold: threshold)
        for number in [3, 1, 2].prefix(threshold) {
            #expect(vote.log.openedCounts(try vote.sums()) == nil)
            let early = vote.event(.result(.init(used: [1, 3], counts: [2, 2, 1])), by: .server)
            #expect(!Verifier().verify(vote.record(adding: early)).isValid)
            try vote.share(by: number)
        }
        #expect(try vote.rightCounts().counts == [2, 2, 1])
    }

    @Test("works with names and titles of every kind")
    func names() throws {
        var council = TestCouncil(members: strangeNames.count)
        for (member, name) in zip(council.members, strangeNames) { council.names[member.person] = name }
        var vote = try TestVote(council) { $0.title = strangeNames.joined(separator: " ") }
        try vote.advance(to: .announced)
        let report = Verifier().verify(vote.record)
        #expect(report.isValid)
        #expect(report.log.board?.ballots == strangeNames.count)
    }
}
