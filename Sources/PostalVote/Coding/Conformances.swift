import CouncilLaw
import Election
import Proofs
import Ristretto255
import StrictJSON

// How the values of other rooms stand in a body.

extension RandomID: HexCodable, Codable {
    init(hexBytes: [UInt8]) throws {
        guard let id = RandomID(hexBytes) else {
            throw JSONFault.wrongLength(field: "id", expected: 16, actual: hexBytes.count)
        }
        self = id
    }
    var hexBytes: [UInt8] { bytes }
}

extension Digest: HexCodable, Codable {
    init(hexBytes: [UInt8]) throws { try self.init(decoding: hexBytes) }
    var hexBytes: [UInt8] { encoded }
}

extension Signature: HexCodable, Codable {
    init(hexBytes: [UInt8]) throws { try self.init(decoding: hexBytes) }
    var hexBytes: [UInt8] { encoded }
}

extension PersonID: Codable {
    /// Reads an id.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let person = PersonID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "person")
        }
        self = person
    }

    /// Writes an id.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension CalendarDate: Codable {
    /// Reads `YYYY-MM-DD`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = try? CalendarDate(parsing: container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "date")
        }
        self = date
    }

    /// Writes `YYYY-MM-DD`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension VoteKind: Codable {}
extension OptionMeaning: Codable {}
extension DeadlineShift: Codable {}
extension SessionDay: Codable {}
extension PostalElectorateReading: Codable {}
extension BlankPaperBallot: Codable {}
