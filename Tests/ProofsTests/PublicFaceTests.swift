import Proofs
import Ristretto255
import Testing

/// What another room can do with this one: protocol sections 5 and 6, with nothing but the public names.
@Suite("Proofs from outside")
struct PublicFaceTests {
    @Test("an officer signs, and everybody checks the 64 bytes")
    func signing() throws {
        let officer = SigningKey(.random())
        let sent = officer.sign(tag: "URNE-V1-event") {
            $0.part("open")
            $0.part(I2OSP(11, 4))
        }.encoded

        let received = try Signature(decoding: sent)
        #expect(
            received.isValid(by: officer.publicKey, tag: "URNE-V1-event") {
                $0.part("open")
                $0.part(I2OSP(11, 4))
            }
        )
        #expect(
            !received.isValid(by: officer.publicKey, tag: "URNE-V1-event") {
                $0.part("close")
                $0.part(I2OSP(11, 4))
            }
        )
    }

    @Test("a teller shows that a factor was made with the share whose public half is in the log")
    func equality() throws {
        let share = SecretScalar.random()
        let sum = Scalar.random().timesGenerator
        let statement = DLEQStatement(publicKey: share.timesGenerator, element: sum, evaluated: share.times(sum))
        let sent = DLEQProof(key: share, statement: statement, context: "URNE-V1-share-test-0").encoded

        let received = try DLEQProof(decoding: sent)
        #expect(received.shows(statement, context: "URNE-V1-share-test-0"))
        #expect(!received.shows(statement, context: "URNE-V1-share-test-1"))
    }
}
