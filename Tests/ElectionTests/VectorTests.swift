import BlindToken
import Election
import ElectionTestSupport
import Proofs
import Ristretto255
import SealedBallot
import StrictJSON
import Testing

@Suite("the deterministic vectors are reproduced byte for byte")
struct VectorTests {
    let vector: Vector
    let head: Digest

    init() throws {
        vector = try VectorFile.urne()
        head = try vector.draw.h.digest()
    }

    private var member: PersonKey {
        get throws {
            let person = try #require(PersonID(vector.draw.p.string))
            return PersonKey(person: person, SigningKey(try SecretScalar(decoding: vector.draw.usk.bytes)))
        }
    }

    private var issuer: IssuerKey {
        get throws { IssuerKey(try SecretScalar(decoding: vector.draw.issuer_sk.bytes)) }
    }

    private var context: BallotContext {
        get throws {
            BallotContext(
                head: head,
                rule: SelectionRule(caps: [1, 1, 1], weights: [1, 1, 1], minimum: 1, maximum: 1),
                key: try ElectionPublicKey(decoding: vector.ceremony.K.bytes),
                issuer: try issuer.publicKey
            )
        }
    }

    private var secret: DrawSecret {
        get throws { try #require(DrawSecret(seed: vector.draw.seed.bytes, key: member, head: head)) }
    }

    private var token: Token {
        get throws {
            let answer = try BlindEvaluation(
                decodingElement: vector.draw.response.E.bytes,
                proof: vector.draw.response.pi.bytes
            )
            return try secret.token(from: answer, key: member, context: context)
        }
    }

    @Test("the access code and the key made from it")
    func accessCode() throws {
        let code = AccessCode(fromRandom: vector.code.rng.list[0].bytes)
        #expect(code.letterText() == vector.code.code.string)
        let realm = try #require(Realm(vector.code.realm.bytes))
        let person = try #require(PersonID(vector.code.p.string))
        for text in [vector.code.code.string, vector.code.sloppy_input.string] {
            let key = try #require(try AccessCode(typed: text.utf8).key(realm: realm, person: person))
            #expect(key.publicKey.encoded == vector.code.pub.bytes)
            var secret: [UInt8] = []
            key.signing.secret.withBytes { secret = Array($0) }
            #expect(secret == vector.code.key.bytes)
        }
    }

    @Test("the draw: x, X, r, the blinded element, the sealed seed, the signed request")
    func draw() throws {
        let draw = vector.draw
        let secret = try secret
        #expect(try member.publicKey == SecretScalar(decoding: draw.usk.bytes).timesGenerator)
        let sealed = secret.sealed(key: try member, head: head, nonce: draw.rng.list[1].bytes)
        #expect(sealed == draw.request.sealed.bytes)
        let x = try SecretScalar(decoding: draw.x.bytes)
        let credential = try draw.X.element()
        #expect(x.timesGenerator == credential)
        #expect(try token.credential == credential)
        #expect(try context.tokenInput(credential) == draw.token_input.bytes)
        let blinded = try BlindedElement(decoding: draw.request.B.bytes)
        #expect(secret.fits(blinded, key: try member, head: head))
        #expect(try SecretScalar(decoding: draw.r.bytes).times(try draw.P.element()) == blinded.element)
        let request = DrawRequest(
            key: try member,
            blinded: blinded,
            sealed: sealed,
            head: head,
            randomness: draw.rng.list[2].bytes
        )
        #expect(request.signature.encoded == draw.request.sig.bytes)
        #expect(request.isSigned(by: try member.publicKey, head: head))
        #expect(try DrawRequest(text: Array(request.text.utf8)) == request)
    }

    @Test("the issuer's answer and the token N")
    func issue() throws {
        let draw = vector.draw
        #expect(try issuer.publicKey.encoded == draw.issuer_pk.bytes)
        let blinded = try BlindedElement(decoding: draw.request.B.bytes)
        let nonce = try SecretScalar(decoding: draw.server_rng.list[0].bytes)
        let answer = DrawAnswer(try issuer.blindEvaluate(blinded, nonce: nonce))
        #expect(answer.evaluation.evaluatedElement.encoded == draw.response.E.bytes)
        #expect(answer.evaluation.proof.encoded == draw.response.pi.bytes)
        #expect(try token.proofOfIssue.encoded == draw.N.bytes)
        #expect(try issuer.evaluate(draw.token_input.bytes).encoded == draw.N.bytes)
    }

    @Test("the seed comes back out of the sealed bytes")
    func recover() throws {
        let opened = try #require(
            DrawSecret(opening: vector.draw.request.sealed.bytes, key: try member, head: head)
        )
        var seed: [UInt8] = []
        opened.store { seed += Array($0) }
        #expect(seed == vector.draw.seed.bytes)
    }

    @Test("the ballot: ciphertexts, tracker, proofs, signature")
    func ballot() throws {
        let ballot = vector.ballot
        var encryption = NamedRandomness(ballot.rng_encrypt.list.map(\.bytes))
        let prepared = try PreparedBallot(ballot.votes.list.map(\.integer), context: context, random: &encryption)
        #expect(prepared.tracker.description == ballot.tracker.string)
        #expect(try context.trackerHash(ballot.ct.bytes).encoded == ballot.cx.bytes)
        var proofs = NamedRandomness(ballot.rng_proofs_then_signature.list.map(\.bytes))
        let sealed = prepared.seal(with: try token, random: &proofs)
        #expect(sealed.encoded == ballot.ballot.bytes)
        #expect(encryption.isUsedUp && proofs.isUsedUp)
        let verified = try UnverifiedBallot(decoding: ballot.ballot.bytes, rule: context.rule).verified(in: context)
        #expect(verified.ciphertexts.flatMap(\.encoded) == ballot.ct.bytes)
        #expect(verified.encoded == ballot.ballot.bytes)
        let binding = labelledHash("URNE-V1-bctx") { input in
            input.part(head)
            input.part(verified.credential)
            input.part(verified.token)
            input.part(verified.trackerHash)
        }
        #expect(binding.encoded == ballot.bctx.bytes)
    }

    @Test("the box's answer: token proof and receipt")
    func receipt() throws {
        let ballot = vector.ballot
        #expect(Receipt.ballotHash(ballot.ballot.bytes, head: head).encoded == ballot.bh.bytes)
        let nonce = try SecretScalar(decoding: ballot.server_rng.list[0].bytes)
        let proof = try issuer.prove(vector.draw.token_input.bytes, evaluated: vector.draw.N.element(), nonce: nonce)
        #expect(proof.encoded == ballot.response.pi.bytes)
        // z is not in the vectors; the receipt is checked with the key in the example's manifest.
        let report = Verifier().verify(try RecordFolder.read(VectorFile.path("record-example")))
        let server = try #require(report.log.manifest?.officer(.server)?.key)
        let receipt = try Signature(decoding: ballot.response.receipt.bytes)
        #expect(Receipt.isValid(receipt, for: ballot.ballot.bytes, head: head, server: server))
        var other = ballot.ballot.bytes
        other[700] ^= 1
        #expect(!Receipt.isValid(receipt, for: other, head: head, server: server))
        let answer = CastAnswer(tokenProof: proof, receipt: receipt)
        #expect(try CastAnswer(text: Array(answer.text.utf8)) == answer)
    }

    @Test("the audit's text, and what a second device makes of it")
    func audit() throws {
        let ballot = vector.ballot
        var encryption = NamedRandomness(ballot.rng_encrypt.list.map(\.bytes))
        let prepared = try PreparedBallot(ballot.votes.list.map(\.integer), context: context, random: &encryption)
        let audit = prepared.audit()
        #expect(audit.head.encoded == ballot.audit.h.bytes)
        #expect(audit.key.encoded == ballot.audit.K.bytes)
        #expect(audit.ciphertexts.flatMap(\.encoded) == ballot.audit.ct.bytes)
        #expect(audit.opening.values == ballot.audit.m.list.map(\.integer))
        #expect(audit.opening.randomness.map(\.encoded) == ballot.audit.r.list.map(\.bytes))
        let names = ["\"h\"", "\"K\"", "\"ct\"", "\"m\"", "\"r\""]
        #expect(names.allSatisfy(audit.text.contains))
        let read = try AuditData(text: Array(audit.text.utf8))
        #expect(read == audit)
        #expect(read.text == audit.text)
        #expect(try read.check(in: context).description == ballot.tracker.string)
    }

    @Test("the ceremony's heads, keys and fingerprint stand in the example's log")
    func ceremony() throws {
        let log = Verifier().verify(try RecordFolder.read(VectorFile.path("record-example"))).log
        let heads = vector.ceremony.heads.list
        try #require(!heads.isEmpty)
        for (found, wanted) in zip(log.heads, heads) { #expect(found.encoded == wanted.bytes) }
        #expect(log.ceremonyHead?.encoded == vector.ceremony.mh.bytes)
        #expect(log.electionHead?.encoded == vector.ceremony.h.bytes)
        #expect(log.electionHead.map(Fingerprint.init)?.description == vector.ceremony.fingerprint.string)
        #expect(log.jointKey?.publicKey.encoded == vector.ceremony.K.bytes)
        #expect(log.jointKey?.publicShares.map(\.encoded) == vector.ceremony.S.list.map(\.bytes))
        for (index, secret) in vector.ceremony.secret_shares.list.enumerated() {
            let share = try KeyShare(number: index + 1, decoding: secret.bytes)
            #expect(share.publicShare == log.jointKey?.publicShares[index])
        }
    }
}

@Suite("the example record")
struct ExampleRecordTests {
    let files: RecordFiles

    init() throws {
        files = try RecordFolder.read(VectorFile.path("record-example"))
    }

    @Test("is valid, with the result the vectors name")
    func isValid() throws {
        let wanted = try VectorFile.urne().result
        let report = Verifier().verify(files)
        #expect(report.isValid)
        #expect(report.results.count == 22)
        #expect(report.results.allSatisfy { $0.ok == true })
        #expect(report.log.state.rawValue == wanted.state.string)
        #expect(report.log.board?.draws == wanted.draws.integer)
        #expect(report.log.board?.ballots == wanted.ballots.integer)
        #expect(report.log.board?.gap == wanted.gap.integer)
        #expect(report.counts == wanted.counts.list.map(\.integer))
        #expect(report.fingerprint?.description == wanted.fingerprint.string)
        #expect(report.log.signed.sorted() == wanted.signed.list.map(\.integer))
        #expect(report.warnings.isEmpty)
    }

    @Test("has the hashes the vectors name")
    func hashes() throws {
        let wanted = try VectorFile.urne().record_sha512
        #expect(Digest.sha512(try #require(files[.log])).encoded == wanted.log.bytes)
        #expect(Digest.sha512(try #require(files[.roll])).encoded == wanted.roll.bytes)
        #expect(Digest.sha512(try #require(files[.register])).encoded == wanted.register.bytes)
        #expect(Digest.sha512(try #require(files[.ballots])).encoded == wanted.ballots.bytes)
    }

    @Test("has lines that are written again with the same bytes")
    func linesAgain() throws {
        let lines = { (file: RecordFile) in
            String(decoding: try #require(files[file]), as: UTF8.self).split(separator: "\n").map(String.init)
        }
        var count = 0
        for line in try lines(.log) {
            let event = try Event(line: line.utf8)
            #expect(event.line == line)
            let kind = try #require(EventKind(name: event.type))
            #expect(try EventContent(kind, body: event.body).body == event.body)
            count += 1
        }
        for line in try lines(.roll) {
            #expect(try RollEntry(line: line.utf8).line == line + "\n")
            count += 1
        }
        for line in try lines(.register) {
            #expect(try RegisterLine(line: line.utf8).line == line + "\n")
            count += 1
        }
        let rule = try #require(Verifier().verify(files).log.manifest?.rule)
        for line in try lines(.ballots) {
            let board = try BoardLine(line: line.utf8)
            #expect(board.line == line + "\n")
            #expect(try UnverifiedBallot(decoding: board.ballot, rule: rule).encoded == board.ballot)
            count += 1
        }
        #expect(count == 22 + 5 + 5 + 5)
    }
}
