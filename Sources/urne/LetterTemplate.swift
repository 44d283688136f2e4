import CouncilData
import Election
import Files
import Words

/// The access letter: the town's own template, or the one in the catalogue; another one for officers and tellers.
struct LetterTemplate {
    private let pattern: String
    private let officePattern: String

    /// The template of the call; refused if it has no place for the number or the code.
    init(_ invocation: Invocation) throws {
        officePattern = Words.all(in: invocation.language)["cli.letter.office"] ?? ""
        guard let path = invocation.value("template") else {
            pattern = Words.all(in: invocation.language)["cli.letter"] ?? ""
            return
        }
        pattern = String(decoding: try AtomicFile.read(path, limit: 1 << 16), as: UTF8.self)
        for hole in ["{p}", "{code}"] where !pattern.contains(hole) {
            throw CommandError.template(file: path, hole: hole)
        }
    }

    /// The letter to one person.
    func letter(to member: Member, code: AccessCode) -> String {
        let address = (member.address ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let lines = ([member.name] + address).map(Console.printable).joined(separator: "\n")
        return Words.fill(
            member.sitsInCouncil ? pattern : officePattern,
            [
                "address": lines, "name": Console.printable(member.name), "p": member.p, "code": code.letterText(),
            ]
        )
    }
}
