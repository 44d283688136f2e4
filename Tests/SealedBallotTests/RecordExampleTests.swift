import BlindToken
import Foundation
import Proofs
import Ristretto255
import TestSupport
import Testing

@testable import SealedBallot

/// The public record in `Tests/Vectors/record-example`, checked with these rooms alone: no hash chain and no manifest,
/// but every equation about elements and scalars.
@Suite("record-example: every equation of a whole vote")
struct RecordExampleTests {
    struct Event: Decodable {
        let n: Int
        let prev: String
        let type: String
        let by: String
        let body: String
        let sig: String
    }
    struct First: Decodable {
        let T: String
        let C: [String]
        let pop: String
    }
    struct Second: Decodable {
        let E: String
        let c: [String]
    }
    struct Third: Decodable {
        let K: String
        let S: String
    }
    struct Share: Decodable {
        let box: String
        let D: [String]
        let pi: [String]
    }
    struct Result: Decodable {
        let used: [Int]
        let counts: [Int]
    }
    struct Issuer: Decodable {
        let pk: String
    }
    struct Member: Decodable {
        let p: String
        let key: String
    }
    struct Drawn: Decodable {
        let p: String
        let B: String
        let hs: String
        let sig: String
        let E: String
        let pi: String
    }
    struct Cast: Decodable {
        let cx: String
        let ballot: String
        let pi: String
    }

    let events: [Event]
    let ballots: [Cast]
    let ceremony: KeyCeremony
    let commitments: [KeyCeremony.Commitment]
    let joint: KeyCeremony.JointKey
    let issuer: IssuerPublicKey
    let h: [UInt8]

    init() throws {
        events = try Vectors.loadLines("record-example/log.jsonl")
        ballots = try Vectors.loadLines("record-example/ballots.jsonl")
        let first = try #require(events.firstIndex { $0.type == "dkg1" })
        ceremony = KeyCeremony(context: try Digest(decoding: events[first].prev.unhexed), threshold: 2)
        commitments = try Self.bodies("dkg1", in: events, as: First.self).map { body in
            KeyCeremony.Commitment(
                transportKey: try Element(decoding: body.T.unhexed),
                coefficients: try body.C.map { try Element(decoding: $0.unhexed) },
                possession: try Signature(decoding: body.pop.unhexed)
            )
        }
        joint = try ceremony.jointKey(commitments)
        issuer = try IssuerPublicKey(
            decoding: #require(Self.bodies("issuer", in: events, as: Issuer.self).first).pk.unhexed
        )
        let open = try #require(events.firstIndex { $0.type == "open" })
        h = events[open + 1].prev.unhexed
    }

    private static func bodies<Body: Decodable>(_ type: String, in events: [Event], as: Body.Type) throws -> [Body] {
        try events.filter { $0.type == type }.map {
            try JSONDecoder().decode(Body.self, from: Data($0.body.utf8))
        }
    }

    @Test("each teller's commitment holds for that teller and no other")
    func commitmentsHold() {
        #expect(commitments.count == 3)
        for (index, commitment) in commitments.enumerated() {
            for number in 1...3 {
                #expect(ceremony.accepts(commitment, from: number) == (number == index + 1))
            }
        }
    }

    @Test("every dkg3 repeats K and the teller's public share")
    func jointKey() throws {
        let third = try Self.bodies("dkg3", in: events, as: Third.self)
        #expect(third.count == 3)
        for (index, body) in third.enumerated() {
            #expect(joint.publicKey.encoded.hex == body.K)
            #expect(joint.publicShares[index].encoded.hex == body.S)
        }
    }

    @Test("every dealing is readable")
    func dealings() throws {
        let second = try Self.bodies("dkg2", in: events, as: Second.self)
        #expect(second.count == 3)
        for body in second {
            _ = try Element(decoding: body.E.unhexed)
            #expect(try body.c.map { try Scalar(decoding: $0.unhexed) }.count == 3)
        }
    }

    @Test("every draw is signed by the member and proved by the issuer")
    func register() throws {
        let roll: [Member] = try Vectors.loadLines("record-example/roll.jsonl")
        let register: [Drawn] = try Vectors.loadLines("record-example/register.jsonl")
        #expect(register.count == 5)
        for line in register {
            let member = try #require(roll.first { $0.p == line.p })
            let signature = try Signature(decoding: line.sig.unhexed)
            let key = try Element(decoding: member.key.unhexed)
            #expect(
                signature.isValid(by: key, tag: "URNE-V1-draw") {
                    $0.part(h)
                    $0.part(line.p)
                    $0.part(line.B.unhexed)
                    $0.part(line.hs.unhexed)
                }
            )
            let evaluation = try BlindEvaluation(decodingElement: line.E.unhexed, proof: line.pi.unhexed)
            #expect(evaluation.isProved(for: try BlindedElement(decoding: line.B.unhexed), by: issuer))
        }
    }

    @Test("every ballot has a token, a signature and proofs that hold")
    func box() throws {
        #expect(ballots.count == 5)
        for line in ballots {
            let bytes = line.ballot.unhexed
            let tokenKey = try Element(decoding: bytes.prefix(32))
            let token = try Element(decoding: bytes[32..<64])
            let selection = try SealedSelection(decoding: bytes[64..<704], rule: UrneVectorTests.rule)
            let cx = labelledHash("URNE-V1-cx") {
                $0.part(h)
                $0.part(selection.ciphertextBytes)
            }
            #expect(cx.encoded.hex == line.cx)
            let context = labelledHash("URNE-V1-bctx") {
                $0.part(h)
                $0.part(tokenKey)
                $0.part(token)
                $0.part(cx)
            }
            #expect(selection.firstFault(context: context, rule: UrneVectorTests.rule, key: joint.publicKey) == nil)
            let signature = try Signature(decoding: bytes.suffix(64))
            #expect(
                signature.isValid(by: tokenKey, tag: "URNE-V1-ballot") {
                    $0.part(h)
                    $0.part(bytes.dropLast(64))
                }
            )
            let input = enc("URNE-V1-token", h, tokenKey)
            let proof = try DLEQProof(decoding: line.pi.unhexed)
            #expect(issuer.accepts(proof, input: input, evaluated: token))
        }
    }

    @Test("the shares of two tellers open the sums to the counts of the result")
    func tally() throws {
        let sums = try ballots.reduce([Ciphertext](repeating: .zero, count: 3)) { sums, line in
            let selection = try SealedSelection(decoding: line.ballot.unhexed[64..<704], rule: UrneVectorTests.rule)
            return zip(sums, selection.ciphertexts).map { $0 + $1 }
        }
        let result = try #require(Self.bodies("result", in: events, as: Result.self).first)
        let shares = try Self.bodies("share", in: events, as: Share.self)
        #expect(shares.count == result.used.count)
        for option in sums.indices {
            var factors: [Int: Element] = [:]
            for (number, body) in zip(result.used, shares) {
                let share = DecryptionShare(
                    factor: try Element(decoding: body.D[option].unhexed),
                    proof: try DLEQProof(decoding: body.pi[option].unhexed)
                )
                let board = try Digest(decoding: body.box.unhexed)
                let publicShare = joint.publicShares[number - 1]
                #expect(share.isProved(for: sums[option], option: option, board: board, publicShare: publicShare))
                factors[number] = share.factor
            }
            let opened = Tally.opened(sums[option], factors: factors)
            #expect(opened == Scalar(result.counts[option]).timesGenerator)
            #expect(Tally.discreteLogarithm(of: opened, limit: 5) == result.counts[option])
        }
    }

    @Test("the listed secret shares make the same factors")
    func factors() throws {
        let secrets = try Vectors.load("urne-v1.json", as: UrneVectorTests.File.self).ceremony.secret_shares
        let shares = try Self.bodies("share", in: events, as: Share.self)
        let board = try Digest(decoding: shares[0].box.unhexed)
        let sums = try ballots.reduce([Ciphertext](repeating: .zero, count: 3)) { sums, line in
            let selection = try SealedSelection(decoding: line.ballot.unhexed[64..<704], rule: UrneVectorTests.rule)
            return zip(sums, selection.ciphertexts).map { $0 + $1 }
        }
        for (number, body) in zip([1, 3], shares) {
            let share = try KeyShare(number: number, decoding: secrets[number - 1].unhexed)
            #expect(share.decrypt(sums, board: board).map(\.factor.encoded.hex) == body.D)
        }
    }
}
