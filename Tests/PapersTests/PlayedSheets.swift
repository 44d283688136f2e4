import CouncilLaw
import Election
import Files
import Foundation
import PostalTestSupport
import PostalVote
import Testing
import Words

@testable import Papers
@testable import PostalPapers

/// A town without anything of its own, and what people read of the papers of a played vote by post.
protocol PlayedSheets {}

extension PlayedSheets {
    func text(_ play: PostalPlay) throws -> String {
        try text(setting(play).niederschrift())
    }

    /// What people read of a paper, without its markup; a cell ends with a space.
    func text(_ paper: any Paper) throws -> String {
        let html = try Samples.templates().html(paper)
        let text = html.replacing(/<style.*?<\/style>/.dotMatchesNewlines(), with: "").replacing(
            /<\/?(td|li|h3|br)[^>]*>/,
            with: " "
        ).replacing(/<[^>]*>/, with: "")
        return PDFFile.flat(text.replacing("\u{A0}", with: " "))
    }

    func letters(_ setting: PaperSetting) throws -> KitPrint {
        let kits = setting.state.kits.map { (kit: Kit(number: $0.number, p: $0.p), replaces: Wahlscheinnummer?.none) }
        return try setting.kits(
            kits,
            addresses: Dictionary(kits.map { ($0.kit.p, ["Weg 1", "59999 Erlenbrück"]) }) { first, _ in first },
            largePrint: [],
            largeStimmzettel: false,
            date: setting.state.start.session.date
        )
    }

    static func count(_ day: String, _ time: String) -> String {
        "{\"date\":\"\(day)\",\"time\":\"\(time)\",\"place\":\"Rathaus\"}"
    }

    /// The board goes on with fewer, for a reason.
    func goOn(_ play: inout PostalPlay, _ step: ShortStep, _ reason: String) throws {
        try play.add(.shortHanded(PostalAct.ShortHanded(step: step, reason: reason, at: play.time)), by: "z1")
    }

    /// `more` begins with a comma, and stands in the town's file.
    func setting(_ play: PostalPlay, more: String = "") throws -> PaperSetting {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("urne-minutes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("stadt.json").path
        try AtomicFile.write(Array(townWithoutMore.replacing("}}", with: "}\(more)}").utf8), to: path)
        return PaperSetting(town: try TownFile(path), state: try play.current())
    }
}

private let townWithoutMore = """
    {"town":"Stadt Erlenbrück","office":"Wahlamt","street":"Markt 1","city":"59999 Erlenbrück",\
    "signer":{"name":"Claudia Rennefeld","function":"Wahlleitung"}}

    """
