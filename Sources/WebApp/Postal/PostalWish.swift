import Election
import StrictJSON

/// What somebody who may read a postal vote asks for.
struct PostalWish {
    /// Who asks.
    let person: PersonID
    /// The members of the body.
    let fields: Fields

    /// A text that must be there.
    func text(_ name: String) throws -> String {
        do { return try fields.string(name) } catch { throw ErrorCode.badRequest }
    }

    /// A number, never below 0.
    func callAsFunction(_ name: String, _ standard: Int) throws -> Int {
        guard fields.value(name) != nil else { return standard }
        do { return max(0, try fields.integer(name)) } catch { throw ErrorCode.badRequest }
    }
}
