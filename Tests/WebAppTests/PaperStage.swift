import Election
import Files
import Foundation
import HTTPServer
import HTTPTestSupport
import Papers
import PostalPapers
import PostalStore
import PostalTestSupport
import PostalVote
import Ristretto255
import ServerTestSupport
import StrictJSON
import Testing
import WebApp

/// A server that makes papers, with a rehearsal of a vote by post on it.
final class PaperStage {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    let town: Town
    private(set) var app: WebApp
    private(set) var play: PostalPlay
    private let store: PostalStore
    private var stored = 0

    /// How far the vote has come.
    enum Step { case electorate, deadline }

    /// With a town's file unless `hasTown` is false; `python` is what makes PDF.
    init(_ step: Step = .deadline, members: Int = 2, hasTown: Bool = true, python: String? = nil) throws {
        town = try Town(members: 1)
        app = try Self.app(town, hasTown, python)
        store = try PostalStore(folder: town.data)
        play = try PostalPlay()
        try play.add(.start(play.start(rehearsal: true)))
        let members = PostalPlay.members(members)
        try play.add(.electorate(PostalAct.Electorate(members: members, decisions: [], at: play.time)))
        if step == .deadline { try play.add(.fixedDeadline(play.deadline())) }
        try hand()
    }

    /// The same folder with a new server, as after a restart.
    func restart() throws {
        app.stop()
        app = try Self.app(town, true, nil)
    }

    private static func app(_ town: Town, _ hasTown: Bool, _ python: String?) throws -> WebApp {
        var settings = WebApp.Settings(
            listen: ListenAddress(host: "127.0.0.1", port: 0),
            boxListen: ListenAddress(host: "127.0.0.1", port: 0)
        )
        if hasTown {
            let templates = try PaperTemplates(folder: root.appendingPathComponent("Templates/papers").path)
            let press = python.map { PaperPress(templates: templates, python: $0) } ?? PaperPress(templates: templates)
            try AtomicFile.write(Array(townText.utf8), to: town.folder("stadt.json"))
            settings.press = try PostalPress(town: town.folder("stadt.json"), press: press)
        }
        return try WebApp(town.server(), pages: Pages(), log: ServerLog { _ in }, settings)
    }

    private static let townText = """
        {"town":"Stadt Erlenbrück","office":"Wahlamt","street":"Markt 1","city":"59999 Erlenbrück",\
        "signer":{"name":"Claudia Rennefeld","function":"Wahlleitung"}}

        """

    // MARK: The journal

    /// Adds an act; `byHTTP` as a page does, else straight into the store.
    func add(_ act: PostalAct, by person: String = "o1", byHTTP: Bool = true) throws {
        try play.add(act, by: person)
        guard byHTTP, let entry = play.journal.entries.last else { return try hand() }
        let answer = post("/v1/postal/\(play.journal.id)", PostalRequest(entry, opening: nil).text)
        #expect(answer.status == 200, "\(answer.text)")
        stored += 1
    }

    /// Lets the play go on, and stores what it added.
    func go(_ steps: (inout PostalPlay) throws -> Void) throws {
        try steps(&play)
        try hand()
    }

    private func hand() throws {
        for entry in play.journal.entries.dropFirst(stored) { _ = try store.append(entry, to: play.journal.id) }
        stored = play.journal.entries.count
    }

    // MARK: Asking

    private func post(_ path: String, _ text: String) -> RawAnswer {
        RawClient(origin: app.addresses.issuer).post(path, text)
    }

    /// A signed wish; `more` begins with a comma.
    func ask(_ name: String, _ more: String = "", as person: String = "o1", act: String? = nil) throws -> RawAnswer {
        let body = "{\"postal\":\"\(play.journal.id)\"\(more)}"
        let key = try #require(play.keys[person])
        return post(
            "/v1/postal/\(play.journal.id)/\(name)",
            ActRequest(act ?? "postal-" + name, body: body, signedBy: key).text
        )
    }

    /// The member of an order that says when it is.
    var at: String { ",\"at\":\"\(play.time)\"" }

    /// Addresses of all members.
    var addresses: String {
        let all = (play.state?.entitled ?? []).map { "\"\($0.p)\":[\"Weg 1, Hinterhaus\",\"59999 Erlenbrück\"]" }
        return ",\"addresses\":{\(all.joined(separator: ","))}"
    }

    /// How far a print is.
    struct Status {
        let isBusy: Bool
        let isRunning: Bool
        let done: Int
        let total: Int
        let proof: Digest?
        let files: [String]
        let hasFault: Bool

        init(_ answer: RawAnswer) throws {
            let fields = try Fields(
                parsing: answer.body,
                exactly: ["busy", "running", "done", "total", "proof", "largeBallots", "files", "fault"]
            )
            isBusy = try fields.bool("busy")
            isRunning = try fields.bool("running")
            done = try fields.integer("done")
            total = try fields.integer("total")
            if case .null? = fields.value("proof") {
                proof = nil
            } else {
                proof = try Digest(decoding: fields.hex("proof", byteCount: 64))
            }
            files = try fields.array("files").compactMap { if case .string(let text) = $0 { text } else { nil } }
            if case .object? = fields.value("fault") { hasFault = true } else { hasFault = false }
        }
    }

    /// Waits until a job is done.
    func wait(_ more: String = "") throws -> Status {
        for _ in 0..<1200 {
            let status = try Status(ask("print", more))
            if !status.isRunning { return status }
            Thread.sleep(forTimeInterval: 0.1)
        }
        throw ErrorCode.wrongState
    }

    /// What lies in the folder of prints, hidden things too.
    var prints: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(town.data)/print/\(play.journal.id)"))?.sorted() ?? []
    }
}

extension RawAnswer {
    /// The code of a refusal that also has its sentences.
    var saidCode: String? {
        guard case .object(let object)? = try? JSON(strict: body), case .string(let code)? = object["error"],
            case .string(let german)? = object["de"], case .string(let english)? = object["en"],
            !german.isEmpty, !english.isEmpty, !german.hasPrefix("error."), german != english
        else { return nil }
        return code
    }
}
