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

    /// Addresses by number of person, from a list of people.
    func addresses(_ option: String) throws -> [PersonID: [String]] {
        let people = try PeopleCSV.read(required(option)).value
        var addresses: [PersonID: [String]] = [:]
        for member in people {
            guard let person = PersonID(member.p), let address = member.address else { continue }
            addresses[person] = address.split(whereSeparator: { $0 == "\n" || $0 == "," }).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
        return addresses
    }
}
