import CouncilData
import Election
import Foundation
import Papers
import PostalPapers
import WebApp

extension [Verb.Option] {
    /// With which papers.
    static let papers: [Verb.Option] = [.required("town", "F"), .value("papers", "DIR"), .value("templates", "DIR")]
}

extension Invocation {
    /// The templates: those beside the program or where they are said to be, and the town's own in their place.
    func press() throws -> PaperPress {
        guard let folder = value("templates") ?? Pages.besideProgram() else { throw PostalProblem.noTemplates }
        return PaperPress(templates: try PaperTemplates(folder: folder + "/papers", own: value("papers")))
    }

    /// The town of the papers.
    func town() throws -> TownFile { try TownFile(required("town")) }

    /// Who gets large print: all, or some of `people`.
    func largePrint(among people: Set<PersonID>) throws -> Set<PersonID> {
        if value("large-print") == "all" { return people }
        guard let wanted = try persons("large-print") else { return [] }
        for (person, place) in wanted.persons where !people.contains(person) {
            throw CommandError.nobodyOfPrint(person: person.description, place)
        }
        return wanted.all
    }

    /// Addresses by number of person, from a list of people; `names` are those of the vote, which the list must have.
    func addresses(_ option: String, names: [PersonID: String]) throws -> [PersonID: [String]] {
        let path = try required(option)
        let people = try PeopleCSV.read(path).value
        var addresses: [PersonID: [String]] = [:]
        for member in people {
            guard let person = PersonID(member.p), let address = member.address else { continue }
            // The address of somebody else would take the vote to another door.
            if let name = names[person], !Self.areAlike(name, member.name) {
                let line = try PeopleCSV.line(of: member.p, in: path)
                throw CommandError.otherName(
                    number: member.p,
                    name: name,
                    found: member.name,
                    Place(file: path, line: line)
                )
            }
            addresses[person] = address.split(whereSeparator: { $0 == "\n" || $0 == "," }).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
        return addresses
    }

    /// Small and large letters, spaces and titles don't make another name.
    private static func areAlike(_ one: String, _ other: String) -> Bool {
        func words(_ name: String) -> [String] {
            name.lowercased().split { $0.isWhitespace || $0 == "," }.map(String.init).filter { !$0.hasSuffix(".") }
        }
        return words(one).sorted() == words(other).sorted()
    }
}
