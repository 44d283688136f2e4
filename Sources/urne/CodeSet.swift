import CouncilData
import Election
import Files
import Ristretto255

/// Whose codes are written into letters or mails: the people of a list, each with a file in the registrar's folder.
struct CodeSet {
    /// Everybody, or the one person who was named.
    let members: [Member]
    /// Where letters or mails go.
    let target: String
    private let codes: String

    init(_ invocation: Invocation) throws {
        // What the list has that is unusual was said when the codes were made from it.
        let people = try PeopleCSV.read(invocation.required("people")).value
        codes = try invocation.required("codes")
        target = try invocation.required("out")
        let wanted = invocation.value("person")
        members = people.filter { wanted == nil || $0.p == wanted }
        guard !members.isEmpty else { throw Misuse.badValue(option: "person", wanted ?? "") }
    }

    /// Reads the codes of all of them before the first one is written: half a set is soon taken for the whole.
    func require(_ members: [Member]) throws {
        for member in members { try withCode(of: member) { _ in } }
    }

    /// Runs `body` with the code in a person's file.
    func withCode(of member: Member, _ body: (AccessCode) throws -> Void) throws {
        let path = "\(codes)/\(member.p).txt"
        var typed = try SecretFile.readText(path)
        defer { wipe(&typed) }
        let code: AccessCode
        do { code = try AccessCode(typed: typed) } catch { throw CommandError.codeInLetters(file: path, error) }
        try body(code)
    }
}
