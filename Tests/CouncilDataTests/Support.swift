import CouncilData
import Foundation
import Testing

/// The fictional council that comes with the program.
enum Sample {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("samples/council")

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    static func today() throws -> CalendarDay { try #require(CalendarDay("2026-12-01")) }

    static func council() throws -> Imported<Council> {
        try OParlImport.read([path("oparl")], .init(today: today()))
    }
}

/// A file made of a text.
func source(_ text: String, _ name: String = "liste.csv") -> SourceFile {
    SourceFile(name: name, bytes: Array(text.utf8))
}

/// The rule that an import breaks.
func rule(_ read: () throws -> some Any) -> ImportError.Rule? {
    do {
        _ = try read()
        return nil
    } catch {
        return (error as? ImportError)?.rule
    }
}

/// The line that an import complains about.
func line(_ read: () throws -> some Any) -> Int? {
    do {
        _ = try read()
        return nil
    } catch {
        return (error as? ImportError)?.line
    }
}

/// A small OParl interface whose parts a test can replace.
struct TinyOParl {
    var body = #"{"id":"b","type":"https://schema.oparl.org/1.0/Body","name":"Musterdorf","ags":"05999001"}"#
    var council = """
        {"id":"rat","type":"https://schema.oparl.org/1.0/Organization","body":"b","name":"Gemeinderat","votingMemberCount":2}
        """
    var others: [String] = []
    var people = [Self.person("1", "Anna", "Zeh"), Self.person("2", "Ömer", "Aydın")]
    var meeting = """
        {"id":"m","type":"https://schema.oparl.org/1.0/Meeting","name":"Sitzung","start":"2026-12-10T17:00:00+01:00",
        "organization":["rat"],"meetingState":"terminiert","participant":[],"agendaItem":[
        {"id":"a1","type":"https://schema.oparl.org/1.0/AgendaItem","number":"1","order":0,"name":"Beginn","public":true}]}
        """

    static func person(_ id: String, _ given: String, _ family: String, membership: String = "") -> String {
        """
        {"id":"p\(id)","type":"https://schema.oparl.org/1.0/Person","body":"b","name":"\(given) \(family)",
        "givenName":"\(given)","familyName":"\(family)","membership":[{"id":"m\(id)",
        "type":"https://schema.oparl.org/1.0/Membership","organization":"rat"\(membership)}]}
        """
    }

    var files: [SourceFile] {
        ([body, council, meeting] + others + people).enumerated().map { index, text in
            source(text, "datei\(index).json")
        }
    }

    func read(earlier: Council? = nil) throws -> Imported<Council> {
        try OParlImport.read(files: files, .init(today: Sample.today()), earlier: earlier)
    }

    /// The kinds of notices of an import that must succeed.
    func kinds() throws -> [Notice.Kind] { try read().notices.map(\.kind) }
}
