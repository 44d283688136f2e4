import BlindToken
import Election
import Proofs
import Ristretto255
import SealedBallot

/// Everything one member, the server, a teller and a verifier need for one vote, without files and without a log.
struct Workshop {
    let rule: SelectionRule
    let context: BallotContext
    let issuer: IssuerKey
    let server: SigningKeyBox
    let member: PersonKey
    let teller: KeyShare
    /// What has been made once, for the steps that take it.
    let drawText: [UInt8]
    let token: Token
    let castText: [UInt8]
    let registerLine: [UInt8]
    let boardLine: [UInt8]
    let sum: Ciphertext

    init(_ form: Form) throws {
        rule = form.rule
        issuer = .random()
        server = SigningKeyBox(SigningKey(.random()))
        teller = try KeyShare(number: 1, decoding: Scalar.random().encoded)
        let head = Digest.sha512(randomBytes(32))
        let key = try ElectionPublicKey(decoding: Scalar.random().timesGenerator.encoded)
        context = BallotContext(head: head, rule: rule, key: key, issuer: issuer.publicKey)
        guard let person = PersonID("0001"), let member = AccessCode.random().key(realm: .random(), person: person)
        else { throw BenchFault.wrongResult("key") }
        self.member = member
        let secret = DrawSecret.random(key: member, head: head)
        let request = secret.request(key: member, head: head)
        drawText = Array(request.text.utf8)
        let evaluation = issuer.blindEvaluate(request.blinded)
        token = try secret.token(from: evaluation, key: member, context: context)
        registerLine = Array(RegisterLine(request, evaluation).line.utf8.dropLast())
        let prepared = try PreparedBallot(RandomChoice.values(rule), context: context)
        let ballot = CastRequest(ballot: prepared.seal(with: token).encoded)
        castText = Array(ballot.text.utf8)
        let unverified = try UnverifiedBallot(decoding: ballot.ballot, rule: rule)
        let line = BoardLine(
            trackerHash: unverified.trackerHash(in: context),
            ballot: ballot.ballot,
            tokenProof: issuer.prove(issuer.evaluation(of: context.tokenInput(unverified.credential)))
        )
        boardLine = Array(line.line.utf8.dropLast())
        sum = try Ciphertext(decoding: ballot.ballot[64..<128])
    }
}

/// A signing key that can be part of a value.
final class SigningKeyBox: Sendable {
    let key: SigningKey

    init(_ key: consuming SigningKey) {
        self.key = key
    }
}

/// What went wrong in a measurement or a rehearsal.
public enum BenchFault: Error, Hashable, Sendable {
    /// A measured step gave a wrong answer.
    case wrongResult(String)
    /// No ballot fits the selection rule.
    case noAllowedChoice
    /// Some members' devices could not act; the first one's number and error stand for all.
    case failed(count: Int)
    /// Fewer members can still act than were asked for.
    case tooFewMembers(have: Int, need: Int)
}
