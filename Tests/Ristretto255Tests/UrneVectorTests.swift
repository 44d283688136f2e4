import Ristretto255
import TestSupport
import Testing

@Suite("urne-v1.json: enc, H, HS, the key of a code")
struct UrneVectorTests {
    struct File: Decodable {
        let enc: [Enc]
        let H: [Tagged]
        let HS: [Tagged]
        let code: Code
    }

    struct Enc: Decodable {
        let parts: [String]
        let out: String
    }

    struct Tagged: Decodable {
        let tag: String
        let parts: [String]
        let out: String
    }

    struct Code: Decodable {
        let normalized19: String
        let realm: String
        let p: String
        let key: String
        let pub: String
    }

    let file: File

    init() throws {
        file = try Vectors.load("urne-v1.json")
    }

    @Test("enc puts every part behind its length")
    func encoding() {
        #expect(!file.enc.isEmpty)
        for vector in file.enc {
            #expect(vector.parts.count == 3)
            let parts = vector.parts.map(\.unhexed)
            #expect(enc(parts[0], parts[1], parts[2]).hex == vector.out)
        }
    }

    @Test("H hashes tag and parts")
    func hash() {
        #expect(!file.H.isEmpty)
        for vector in file.H {
            let digest = labelledHash(vector.tag) { for part in vector.parts { $0.part(part.unhexed) } }
            #expect(digest.encoded.hex == vector.out)
        }
    }

    @Test("HS hashes to a scalar, public or secret")
    func hashToScalar() {
        #expect(!file.HS.isEmpty)
        for vector in file.HS {
            let scalar = Scalar(hashing: vector.tag) { for part in vector.parts { $0.part(part.unhexed) } }
            #expect(scalar.encoded.hex == vector.out)
            let secret = SecretScalar(hashing: vector.tag) { for part in vector.parts { $0.part(part.unhexed) } }
            #expect(secret.disclosed().encoded.hex == vector.out)
        }
    }

    @Test("the key of an access code is salted with realm and person")
    func personKey() {
        let key = SecretScalar(hashing: "URNE-V1-key") {
            $0.part(file.code.realm.unhexed)
            $0.part(file.code.p)
            $0.part(file.code.normalized19)
        }
        #expect(key.disclosed().encoded.hex == file.code.key)
        #expect(key.timesGenerator.encoded.hex == file.code.pub)
    }
}
