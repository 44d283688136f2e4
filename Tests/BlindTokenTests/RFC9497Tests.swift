import Proofs
import Ristretto255
import TestSupport
import Testing

@testable import BlindToken

/// RFC 9497 appendix A.1.2: ristretto255-SHA512, VOPRF mode.
@Suite("RFC 9497 appendix A.1.2: VOPRF with ristretto255 and SHA-512")
struct RFC9497Tests {
    struct File: Decodable {
        let groupDST: String
        let identifier: String
        let keyInfo: String
        let mode: Int
        let pkSm: String
        let seed: String
        let skSm: String
        let vectors: [Vector]
    }

    struct Vector: Decodable {
        struct Proof: Decodable {
            let proof: String
            let r: String
        }

        let Batch: Int
        let Blind: String
        let BlindedElement: String
        let EvaluationElement: String
        let Input: String
        let Output: String
        let Proof: Proof

        /// The items of a batch, each a vector for one element.
        var items: [Item] {
            let columns = [Input, Blind, BlindedElement, EvaluationElement, Output].map { $0.split(separator: ",") }
            return (0..<Batch).map { index in
                let values = columns.map { String($0[index]) }
                return Item(
                    input: values[0].unhexed,
                    blind: values[1].unhexed,
                    blindedElement: values[2],
                    evaluationElement: values[3],
                    output: values[4]
                )
            }
        }
    }

    struct Item {
        let input: [UInt8]
        let blind: [UInt8]
        let blindedElement: String
        let evaluationElement: String
        let output: String
    }

    let file: File
    let key: IssuerKey

    init() throws {
        file = try Vectors.load("rfc9497-ristretto255-voprf.json")
        key = try #require(IssuerKey.deriveKeyPair(seed: file.seed.unhexed, info: file.keyInfo.unhexed))
    }

    @Test("the vectors are those of the suite and mode that the protocol uses")
    func suite() {
        #expect(file.identifier == "ristretto255-SHA512")
        #expect(file.mode == 1)
        #expect(file.vectors.count == 3)
        #expect(file.vectors.map(\.Batch) == [1, 1, 2])
        #expect(file.vectors.flatMap(\.items).count == 4)
        #expect(Array(("HashToGroup-" + VOPRF.context).utf8) == file.groupDST.unhexed)
    }

    @Test("DeriveKeyPair gives skSm and pkSm")
    func deriveKeyPair() {
        var secret: [UInt8] = []
        key.withBytes { secret = Array($0) }
        #expect(secret.hex == file.skSm)
        #expect(key.publicKey.encoded.hex == file.pkSm)
    }

    /// Both items of the batch of two are checked as single elements.
    @Test("Blind, BlindEvaluate and Finalize give every intermediate value of every vector")
    func elements() throws {
        for item in file.vectors.flatMap(\.items) {
            let pending = PendingToken(input: item.input, blind: try SecretScalar(decoding: item.blind))
            let blinded = pending.blindedElement
            #expect(blinded.encoded.hex == item.blindedElement)

            let evaluation = key.blindEvaluate(blinded)
            #expect(evaluation.evaluatedElement.encoded.hex == item.evaluationElement)

            let token = try pending.finalize(with: evaluation, from: key.publicKey)
            #expect(token == key.evaluate(item.input))
            #expect(output(of: item.input, token).hex == item.output)
        }
    }

    /// The proof of the batch of two is left out: the protocol forbids batches (section 6), and there is no code here
    /// that could make or accept one.
    @Test("GenerateProof gives the bytes of every proof about one element")
    func proofs() throws {
        let single = file.vectors.filter { $0.Batch == 1 }
        #expect(single.count == 2)
        for vector in single {
            let blinded = try BlindedElement(decoding: vector.BlindedElement.unhexed)
            let evaluation = key.blindEvaluate(blinded, nonce: try SecretScalar(decoding: vector.Proof.r.unhexed))
            #expect(evaluation.proof.encoded.hex == vector.Proof.proof)
            #expect(evaluation.isProved(for: blinded, by: key.publicKey))

            let received = try BlindEvaluation(
                decodingElement: vector.EvaluationElement.unhexed,
                proof: vector.Proof.proof.unhexed
            )
            #expect(received == evaluation)
        }
    }

    @Test("the proof of a batch is not accepted for any of its elements")
    func batchProof() throws {
        let batch = try #require(file.vectors.first { $0.Batch == 2 })
        for item in batch.items {
            let blinded = try BlindedElement(decoding: item.blindedElement.unhexed)
            let evaluation = try BlindEvaluation(
                decodingElement: item.evaluationElement.unhexed,
                proof: batch.Proof.proof.unhexed
            )
            #expect(!evaluation.isProved(for: blinded, by: key.publicKey))
        }
    }

    /// The last hash of Finalize, which the protocol leaves out because it publishes N itself.
    private func output(of input: [UInt8], _ element: Element) -> [UInt8] {
        Digest.sha512 {
            $0.add(I2OSP(input.count, 2))
            $0.add(input)
            $0.add(I2OSP(32, 2))
            $0.add(element)
            $0.add("Finalize")
        }.encoded
    }
}
