import Proofs
import Ristretto255
import StrictJSON

/// A ballot on its way to the box: `POST /v1/{vote}/cast` on the box origin (protocol section 12).
public struct CastRequest: Hashable, Sendable {
    /// The ballot's bytes.
    public let ballot: [UInt8]

    /// A request.
    public init(ballot: [UInt8]) {
        self.ballot = ballot
    }

    /// Reads the body of a request.
    public init(text: [UInt8]) throws(Fault) {
        ballot = try faults { try Fields(parsing: text, exactly: ["ballot"]).hex("ballot") }
    }

    /// The body of the request; equally long for every ballot of a vote.
    public var text: String {
        var writer = JSONWriter()
        writer.add("ballot", hex: ballot)
        return writer.object
    }
}

/// The box's answer: `{"pi":hex64,"receipt":hex64}`.
public struct CastAnswer: Hashable, Sendable {
    /// The issuer's proof for the token.
    public let tokenProof: DLEQProof
    /// The server's signature under the ballot's hash.
    public let receipt: Signature

    /// An answer.
    public init(tokenProof: DLEQProof, receipt: Signature) {
        self.tokenProof = tokenProof
        self.receipt = receipt
    }

    /// Reads the body of an answer.
    public init(text: [UInt8]) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: text, exactly: ["pi", "receipt"])
            return CastAnswer(
                tokenProof: try DLEQProof(field: "pi", fields),
                receipt: try Signature(field: "receipt", fields)
            )
        }
    }

    /// The body of the answer.
    public var text: String {
        var writer = JSONWriter()
        writer.add("pi", hex: tokenProof.encoded)
        writer.add("receipt", hex: receipt.encoded)
        return writer.object
    }
}
