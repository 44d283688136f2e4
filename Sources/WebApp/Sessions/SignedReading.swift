import Election

/// Who may read a journal: the people named in its entry 0, each with the key that stands there.
extension Journal {
    /// Whether `act` is a request of one of them, signed for the act `name`.
    func isReader(_ act: ActRequest, _ name: String) -> Bool {
        people.contains { $0.person.description == act.by && act.isSigned(by: $0.key, for: name) }
    }
}

extension ActRequest {
    /// The request in a body that came over the net; throws ``ErrorCode/badRequest``.
    static func received(_ body: [UInt8]) throws -> ActRequest {
        do { return try ActRequest(text: body) } catch { throw ErrorCode.badRequest }
    }
}
