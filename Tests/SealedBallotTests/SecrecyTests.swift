import BlindToken
import Foundation
import Ristretto255
import SealedBallot
import TestSupport
import Testing

@Suite("What is secret cannot be shown")
struct SecrecyTests {
    /// Everything that printing, interpolation and reflection tell about a value.
    private func shown(_ value: some Any) -> String {
        var text = "\(value) \(String(reflecting: value)) "
        print(value, to: &text)
        debugPrint(value, to: &text)
        dump(value, to: &text)
        return text
    }

    /// The ways in which 32 secret bytes could appear.
    private func forms(_ secret: [UInt8]) -> [String] {
        let words = stride(from: 0, to: 32, by: 8).map { start in
            secret[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        return words.flatMap { [String($0), String($0, radix: 16), String(Int64(bitPattern: $0))] }
            + [secret.hex, secret.hex.uppercased(), secret.map(String.init).joined(separator: ", ")]
            + stride(from: 0, to: 32, by: 4).map { secret[$0..<$0 + 4].map(String.init).joined(separator: ", ") }
            + [Data(secret).base64EncodedString()]
    }

    @Test("the forms are the ones in which bytes are shown")
    func control() throws {
        let scalar = Scalar.random()
        let text = shown(scalar)
        #expect(forms(scalar.encoded).contains { text.contains($0) })
        #expect(forms(scalar.encoded).contains { shown(scalar.encoded).contains($0) })
    }

    @Test("not by printing, interpolating or dumping an issuer key")
    func issuerKey() throws {
        let secret = Scalar.random().encoded
        let text = shown(IssuerKey(try SecretScalar(decoding: secret)))
        for form in forms(secret) { #expect(!text.contains(form)) }
    }

    @Test("not by printing, interpolating or dumping a teller's share")
    func keyShare() throws {
        let secret = Scalar.random().encoded
        let text = shown(try KeyShare(number: 1, decoding: secret))
        for form in forms(secret) { #expect(!text.contains(form)) }
    }

    @Test("not by printing, interpolating or dumping a teller's ceremony secret")
    func ceremonySecret() throws {
        let secrets = (0..<4).map { _ in Scalar.random().encoded }
        let text = shown(try CeremonySecret(number: 1, decoding: secrets.flatMap { $0 }))
        for form in secrets.flatMap(forms) { #expect(!text.contains(form)) }
    }
}

/// Each source is refused for the reason named, and the control shows that nothing else is wrong with it.
@Suite("What is secret or used up does not compile", .enabled(if: Typecheck.isPossible), .serialized)
struct CompileTimeSecrecyTests {
    static let refused: [(name: String, source: String, reason: String)] = [
        ("a secret in a text", #"func f(_ s: borrowing SecretScalar) -> String { "\(s)" }"#, "Copyable"),
        ("a printed secret", "func f(_ s: borrowing SecretScalar) { print(s) }", "Copyable"),
        ("a dumped secret", "func f(_ s: borrowing SecretScalar) { dump(s) }", "Copyable"),
        ("a copied secret", "func f(_ s: borrowing SecretScalar) { let t = s; _ = t.isZero }", "consumed"),
        ("an array of secrets", "func f() -> [SecretScalar] { [] }", "Copyable"),
        ("two secrets compared", "func f(_ s: borrowing SecretScalar) -> Bool { s == s }", "=="),
        (
            "the bytes of a secret as an array", "func f(_ s: borrowing SecretScalar) -> [UInt8] { s.encoded }",
            "encoded"
        ),
        ("a printed signing key", "func f(_ k: borrowing SigningKey) { print(k) }", "Copyable"),
        ("a printed pending token", "func f(_ t: borrowing PendingToken) { print(t) }", "Copyable"),
        ("a printed choice", "func f(_ e: borrowing EncryptedSelection) { print(e) }", "Copyable"),
        (
            "a token finalized twice",
            """
            func f(_ t: consuming PendingToken, _ e: BlindEvaluation, _ k: IssuerPublicKey) throws {
                _ = try t.finalize(with: e, from: k)
                _ = try t.finalize(with: e, from: k)
            }
            """,
            "consumed"
        ),
        (
            "a choice audited and then cast",
            """
            func f(_ e: consuming EncryptedSelection, _ c: Digest) -> (Opening, SealedSelection) {
                let opening = e.disclose()
                return (opening, e.seal(context: c))
            }
            """,
            "consumed"
        ),
        ("a share's secret", "func f(_ s: KeyShare) { _ = s.secret }", "inaccessible"),
    ]

    private func check(_ source: String) throws -> Typecheck.Answer {
        let imports = ["Ristretto255", "Proofs", "BlindToken", "SealedBallot"].map { "import \($0)\n" }.joined()
        return try Typecheck.check(imports + source)
    }

    @Test("while the right use of the same things does")
    func control() throws {
        let answer = try check(
            """
            func f(_ s: borrowing SecretScalar) -> Bool { s.isZero }
            func f(_ k: borrowing SigningKey) { print(k.publicKey) }
            func f(_ t: consuming PendingToken, _ e: BlindEvaluation, _ k: IssuerPublicKey) throws -> Element {
                try t.finalize(with: e, from: k)
            }
            func f(_ e: consuming EncryptedSelection, _ c: Digest) -> SealedSelection { e.seal(context: c) }
            func f(_ s: KeyShare) { print(s.publicShare) }
            """
        )
        #expect(answer.status == 0, "\(answer.text)")
    }

    @Test("each for its reason", arguments: refused)
    func refuses(name: String, source: String, reason: String) throws {
        let answer = try check(source)
        #expect(answer.status != 0, "\(name)")
        #expect(answer.text.contains("error:"), "\(name)")
        #expect(answer.text.localizedCaseInsensitiveContains(reason), "\(name): \(answer.text)")
    }
}
