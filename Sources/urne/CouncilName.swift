import CouncilData

/// The name of the council, for the head of a ballot.
enum CouncilName {
    static func read(_ path: String) throws -> String {
        try Council(contentsOf: path).body.name
    }
}
