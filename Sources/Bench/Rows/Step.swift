import BlindToken
import Election
import Proofs
import Ristretto255
import SealedBallot

/// One step of the protocol that is measured beside its primitives.
public enum Step: String, CaseIterable, Sendable {
    case draw, cast, verifyBallot, verifyRegisterLine, memberDraw, memberBallot, share

    /// Whether the kind of ballot matters.
    var dependsOnForm: Bool {
        switch self {
        case .cast, .verifyBallot, .memberBallot: true
        case .draw, .verifyRegisterLine, .memberDraw, .share: false
        }
    }

    /// How many calls one sample is the mean of: about 2 ms.
    var callsPerSample: Int {
        switch self {
        case .draw, .verifyRegisterLine, .memberDraw: 4
        case .share: 8
        case .cast, .verifyBallot, .memberBallot: 1
        }
    }

    func cost(_ rule: SelectionRule) -> Cost {
        switch self {
        case .draw: .draw
        case .cast: .cast(rule)
        case .verifyBallot: .verifyBallot(rule)
        case .verifyRegisterLine: .registerLine
        case .memberDraw: .memberDraw
        case .memberBallot: .memberBallot(rule)
        case .share: .share
        }
    }
}

// What is measured: the calls that server, verifier and devices make, from the bytes that come in to the bytes that go
// out.
extension Workshop {
    /// Takes a step once and returns its computing time in nanoseconds.
    func time(_ step: Step) throws -> UInt64 {
        let start = Clock.cpu()
        var elsewhere: UInt64 = 0
        switch step {
        case .draw: try draw()
        case .cast: try cast()
        case .verifyBallot: try verifyBallot()
        case .verifyRegisterLine: try verifyRegisterLine()
        case .memberDraw: elsewhere = try memberDraw()
        case .memberBallot: try memberBallot()
        case .share: try makeShare()
        }
        return Clock.cpu() - start - elsewhere
    }

    private func require(_ holds: Bool, _ step: Step) throws {
        guard holds else { throw BenchFault.wrongResult(step.rawValue) }
    }

    private func draw() throws {
        let request = try DrawRequest(text: drawText)
        try require(request.isSigned(by: member.publicKey, head: context.head), .draw)
        let answer = DrawAnswer(issuer.blindEvaluate(request.blinded))
        try require(!answer.text.isEmpty, .draw)
    }

    private func cast() throws {
        let request = try CastRequest(text: castText)
        let unverified = try UnverifiedBallot(decoding: request.ballot, rule: rule)
        let evaluation = issuer.evaluation(of: context.tokenInput(unverified.credential))
        try require(evaluation.evaluatedElement == unverified.token, .cast)
        _ = try unverified.verified(in: context)
        let receipt = Receipt.sign(request.ballot, head: context.head, key: server.key)
        let answer = CastAnswer(tokenProof: issuer.prove(evaluation), receipt: receipt)
        try require(!answer.text.isEmpty, .cast)
    }

    private func verifyBallot() throws {
        let line = try BoardLine(line: boardLine)
        let unverified = try UnverifiedBallot(decoding: line.ballot, rule: rule)
        try require(unverified.trackerHash(in: context) == line.trackerHash, .verifyBallot)
        let proved = context.issuer.accepts(
            line.tokenProof,
            input: context.tokenInput(unverified.credential),
            evaluated: unverified.token
        )
        try require(proved, .verifyBallot)
        _ = try unverified.verified(in: context)
    }

    private func verifyRegisterLine() throws {
        let line = try RegisterLine(line: registerLine)
        try require(line.isSigned(by: member.publicKey, head: context.head), .verifyRegisterLine)
        try require(line.evaluation.isProved(for: line.blinded, by: context.issuer), .verifyRegisterLine)
    }

    /// Returns the time that the server took for its answer in between.
    private func memberDraw() throws -> UInt64 {
        let secret = DrawSecret.random(key: member, head: context.head)
        let request = secret.request(key: member, head: context.head)
        try require(!request.text.isEmpty, .memberDraw)
        let pause = Clock.cpu()
        let text = Array(DrawAnswer(issuer.blindEvaluate(request.blinded)).text.utf8)
        let elsewhere = Clock.cpu() - pause
        let answer = try DrawAnswer(text: text)
        _ = try secret.token(from: answer.evaluation, key: member, context: context)
        return elsewhere
    }

    private func memberBallot() throws {
        let prepared = try PreparedBallot(RandomChoice.values(rule), context: context)
        let ballot = CastRequest(ballot: prepared.seal(with: token).encoded)
        try require(!ballot.text.isEmpty, .memberBallot)
    }

    private func makeShare() throws {
        try require(teller.decrypt([sum], board: context.head).count == 1, .share)
    }
}
