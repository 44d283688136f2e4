import Ristretto255
import Testing

/// What another room can do with this one: the play of protocol section 3, with nothing but the public names.
@Suite("Ristretto255 from outside")
struct PublicFaceTests {
    @Test("two people agree on an element, and nobody sees their secrets")
    func agreement() throws {
        let anna = SecretScalar.random()
        let bert = SecretScalar.random()
        let sent = (anna.timesGenerator.encoded, bert.timesGenerator.encoded)

        let forAnna = anna.times(try Element(decoding: sent.1))
        let forBert = bert.times(try Element(decoding: sent.0))
        #expect(forAnna == forBert)
        #expect(!forAnna.isIdentity)
    }

    @Test("a labelled hash of an agreed element is a new secret")
    func derived() {
        let shared = SecretScalar.random().times(.generator)
        let one = SecretScalar(hashing: "URNE-V1-test") { $0.part(shared) }
        let other = SecretScalar(hashing: "URNE-V1-test-2") { $0.part(shared) }
        #expect(one.timesGenerator != other.timesGenerator)
        #expect(labelledHash("URNE-V1-test") { $0.part(shared) } != .zero)
    }

    @Test("what is not an element never becomes one")
    func refusal() {
        #expect(throws: GroupError.identity) { try Element(decoding: [UInt8](repeating: 0, count: 32)) }
        #expect(throws: GroupError.notAnElement) { try Element(decoding: [UInt8](repeating: 0xFF, count: 32)) }
        #expect(throws: GroupError.wrongLength(expected: 32, actual: 0)) { try Element(decoding: []) }
    }
}
