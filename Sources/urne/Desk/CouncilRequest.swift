import CouncilData
import Foundation
import StrictJSON
import Words

/// The files of a council as they were uploaded: OParl, lists of people, and an agenda as CSV.
///
/// `{"files":[{"name":str,"base64":str}],"language":"de"|"en","on":"YYYY-MM-DD"}`, and perhaps `earlier`, the text of the
/// `council.json` before, whose numbers stay; `body` and `meeting` choose where there are several.
struct CouncilRequest: DeskRequest {
    let language: Language
    private let files: [SourceFile]
    private let earlier: Council?
    private let today: CalendarDay
    private let body: String?
    private let meeting: String?

    init(_ value: JSON) throws {
        let fields = try Fields(
            value,
            exactly: ["files", "language", "on"],
            optional: ["earlier", "body", "meeting"]
        )
        language = try fields.language()
        files = try fields.array("files").map { value in
            let file = try Fields(value, exactly: ["name", "base64"])
            guard let data = Data(base64Encoded: try file.string("base64")) else {
                throw JSONFault.wrongType(field: "base64")
            }
            return SourceFile(name: try file.string("name"), bytes: Array(data))
        }
        guard let day = CalendarDay(try fields.string("on")) else { throw JSONFault.wrongType(field: "on") }
        today = day
        earlier = try fields.text("earlier").map { try Council(json: Array($0.utf8)) }
        body = try fields.text("body")
        meeting = try fields.text("meeting")
    }

    /// `{"council":str,"members":int,"voters":int,"notices":[{"weight":str,"text":str}]}`.
    func answer() throws -> String {
        var notices: [Notice] = []
        var council = earlier
        let oparl = files.filter { !Self.isTable($0) }
        if !oparl.isEmpty {
            let options = OParlImport.Options(today: today, body: body, meeting: meeting)
            let imported = try OParlImport.read(files: oparl, options, earlier: earlier)
            notices += imported.notices
            council = imported.value
        }
        for table in files where Self.isTable(table) && !Self.isAgenda(table) {
            let people = try PeopleCSV.read(table)
            if let known = council {
                let joined = try known.with(people: people, file: table.name)
                notices += joined.notices
                council = joined.value
            } else {
                council = try Council(body: Body(name: body ?? table.name), people: people, file: table.name)
                notices += people.notices
            }
        }
        for table in files where Self.isAgenda(table) {
            guard let known = council else { throw DeskRefusal.noPeople }
            let items = try AgendaCSV.read(table)
            notices += items.notices
            let before = known.meeting
            council = try known.with(
                meeting: Meeting(
                    name: before?.name ?? meeting ?? table.name,
                    start: before?.start,
                    end: before?.end,
                    place: before?.place,
                    oparl: before?.oparl,
                    agenda: items.value
                )
            )
        }
        guard let council else { throw DeskRefusal.noPeople }
        var writer = JSONWriter()
        writer.add("council", council.json)
        writer.add("members", council.members.count)
        writer.add("voters", council.voters.count)
        writer.add("notices", raw: JSONWriter.array(NoticeGroup.group(notices).map(line)))
        return writer.object
    }

    private func line(_ group: NoticeGroup) -> String {
        let weight =
            switch group.first.kind.weight {
            case .check: "check"
            case .tolerated: "tolerated"
            case .information: "information"
            }
        var writer = JSONWriter()
        writer.add("weight", weight)
        writer.add("text", Console.printable(group.sentence(in: language)))
        return writer.object
    }

    private static func isTable(_ file: SourceFile) -> Bool {
        let name = file.name.lowercased()
        return name.hasSuffix(".csv") || name.hasSuffix(".txt")
    }

    /// A table whose first line has the column of an agenda and no numbers of people.
    private static func isAgenda(_ file: SourceFile) -> Bool {
        guard isTable(file) else { return false }
        return (try? AgendaCSV.read(file)) != nil && (try? PeopleCSV.read(file)) == nil
    }
}
