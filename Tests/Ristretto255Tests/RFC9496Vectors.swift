import TestSupport

/// The vectors of RFC 9496, appendix A.
struct RFC9496Vectors: Decodable {
    let generator_multiples: [String]
    let invalid_encodings: [String: [String]]
    let one_way_map: [Map]

    struct Map: Decodable {
        let label: String
        let uniform_bytes: String
        let element: String
    }

    static func load() throws -> RFC9496Vectors {
        try Vectors.load("rfc9496.json")
    }
}
