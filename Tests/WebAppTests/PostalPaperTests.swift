import Election
import Files
import Foundation
import HTTPTestSupport
import PostalPapers
import PostalVote
import Ristretto255
import ServerTestSupport
import StrictJSON
import Testing
import VoteServer
import WebApp

@Suite("Papers of votes by post over HTTP")
struct PostalPaperTests {
    private static let pdf = Array("%PDF".utf8)

    @Test("a server without a town makes none, and says so before anybody asks")
    func needsATown() throws {
        let stage = try PaperStage(hasTown: false)
        let state = try stage.ask("state", stage.at)
        #expect(state.text.contains("\"papers\":false,\"printable\":[]"))
        #expect(try stage.ask("paper", ",\"paper\":\"versandliste\"").saidCode == "unavailable")
        #expect(try stage.ask("print", stage.at + stage.addresses + ",\"start\":true").saidCode == "unavailable")
        #expect(try stage.ask("file", ",\"path\":\"druckauftrag.sha512\"").saidCode == "unavailable")
        #expect(stage.prints.isEmpty)
    }

    @Test("only those who may sign in the journal ask, each request for one act and one vote")
    func asksWhoMay() throws {
        let stage = try PaperStage()
        for name in ["paper", "print", "file"] {
            #expect(try stage.ask(name, act: "postal-state").code == "bad_sig")
            // Nothing but what belongs to the wish.
            #expect(try stage.ask(name, ",\"from\":0").code == "bad_request")
            let stranger = try #require(stage.town.keys["m01"])
            let body = "{\"postal\":\"\(stage.play.journal.id)\"}"
            let request = ActRequest("postal-" + name, body: body, signedBy: stranger).text
            let client = RawClient(origin: stage.app.addresses.issuer)
            #expect(client.post("/v1/postal/\(stage.play.journal.id)/\(name)", request).code == "bad_sig")
            #expect(client.get("/v1/postal/\(stage.play.journal.id)/\(name)").status == 405)
        }
        for wrong in [
            ",\"number\":\"x\"", ",\"addresses\":[]", ",\"addresses\":{\"m1\":\"Weg 1\"}", ",\"addresses\":{\"m1\":[]}",
            ",\"addresses\":{\"m1\":[\"a\\nb\"]}", ",\"addresses\":{\"m1\":[\"\"]}", ",\"largePrint\":[1]",
            ",\"largeBallots\":1", ",\"date\":\"2026-02-30\"", ",\"start\":\"yes\"", ",\"proof\":\"00\"",
            ",\"addresses\":{\"m1\":[\"\(String(repeating: "x", count: 121))\"]}",
        ] {
            #expect(try stage.ask("print", wrong).code == "bad_request", "\(wrong)")
        }
        #expect(try stage.ask("paper").code == "bad_request")
        #expect(try stage.ask("paper", ",\"paper\":\"../stadt\"").code == "bad_request")
        #expect(try stage.ask("file").code == "bad_request")
    }

    @Test("a paper is there once there is something for it")
    func makesPapers() throws {
        let stage = try PaperStage()
        #expect(try stage.ask("state", stage.at).text.contains("\"papers\":true,\"printable\":[]"))
        for paper in PostalPaper.allCases {
            let answer = try stage.ask("paper", ",\"paper\":\"\(paper.rawValue)\"" + stage.at)
            #expect(answer.status == 404 && answer.saidCode == "not_yet", "\(paper)")
        }
        try stage.go { try $0.print() }
        #expect(try stage.ask("state", stage.at).text.contains("\"printable\":[\"versandliste\"]"))
        let list = try stage.ask("paper", ",\"paper\":\"versandliste\"" + stage.at, as: "z1")
        #expect(list.status == 200 && list.body.starts(with: Self.pdf))
        #expect(list.headers["content-type"] == ["application/pdf"])
        #expect(try stage.ask("paper", ",\"paper\":\"empfangsbuch\"" + stage.at).saidCode == "not_yet")
        // The town's file is read anew, and whoever spoils it is told in a sentence.
        try AtomicFile.write(Array("{".utf8), to: stage.town.folder("stadt.json"))
        #expect(try stage.ask("paper", ",\"paper\":\"versandliste\"" + stage.at).saidCode == "paper")
    }

    @Test("an order is refused where its entry would be, and without an address")
    func refusesOrders() throws {
        let early = try PaperStage(.electorate)
        let refused = try early.ask("print", early.at + early.addresses + ",\"start\":true")
        #expect(refused.saidCode == "wrong_state" && refused.text.contains("\"rule\":\"wrongOrder\""))
        let stage = try PaperStage()
        let half = try stage.ask("print", stage.at + ",\"addresses\":{\"m1\":[\"Weg 1\"]},\"start\":true")
        #expect(half.saidCode == "no_address" && half.text.contains("Mitglied 2"))
        let long = (1...8).map { "\"Zeile \($0)\"" }.joined(separator: ",")
        let addresses = ",\"addresses\":{\"m1\":[\(long)],\"m2\":[\"Weg 1\"]}"
        #expect(try stage.ask("print", stage.at + addresses + ",\"start\":true").saidCode == "paper")
        let number = try #require(stage.play.state?.newNumber())
        let one = try stage.ask("print", stage.at + stage.addresses + ",\"start\":true,\"number\":\"\(number)\"")
        #expect(one.saidCode == "wrong_state" && one.text.contains("\"rule\":\"numberUnknown\""))
        #expect(try PaperStage.Status(stage.ask("print")).total == 0)
        #expect(stage.prints.isEmpty)
    }

    @Test("one job at a time, and one that fails says why and leaves nothing")
    func oneJob() throws {
        let folder = try TemporaryFolder()
        let python = folder("python")
        try AtomicFile.write(Array("#!/bin/sh\nsleep 2\n".utf8), to: python, mode: 0o700)
        let stage = try PaperStage(python: python)
        let order = stage.at + stage.addresses + ",\"start\":true"
        let first = try PaperStage.Status(stage.ask("print", order))
        #expect(first.isRunning && first.isBusy && first.total == 2 && first.proof == nil)
        #expect(try stage.ask("print", order).saidCode == "busy")
        // The server goes on with everything else.
        #expect(try stage.ask("state", stage.at).status == 200)
        let last = try stage.wait()
        #expect(last.hasFault && last.proof == nil && last.files.isEmpty && !last.isBusy)
        #expect(stage.prints.isEmpty)
        #expect(try PaperStage.Status(stage.ask("print", order)).isRunning)
        _ = try stage.wait()
    }

    @Test("kits from the order to the board, and one again that takes another's place")
    func printsKits() throws {
        let stage = try PaperStage()
        let large = ",\"largePrint\":[\"m2\"],\"date\":\"2026-11-18\",\"start\":true,\"largeBallots\":true"
        #expect(try stage.ask("print", stage.at + stage.addresses + large).status == 200)
        let status = try stage.wait()
        let proof = try #require(status.proof)
        #expect(status.done == 2 && status.total == 2 && !status.hasFault && status.files.count == 8)
        try checkFiles(stage, status)
        try checkFolder(stage)
        // No entry knows it: another server on the folder takes it away.
        try stage.restart()
        #expect(try PaperStage.Status(stage.ask("print")).proof == nil)
        #expect(stage.prints.isEmpty)
        // The same order makes the same files again, and these are known by their entry.
        #expect(try stage.ask("print", stage.at + stage.addresses + large).status == 200)
        #expect(try stage.wait().proof == proof)
        let kits = try #require(stage.play.state).newKits()
        try stage.add(.printed(PostalAct.Printed(proof: proof, kits: kits, at: stage.play.time)))
        try stage.restart()
        let kept = try PaperStage.Status(stage.ask("print", ",\"proof\":\"\(Hex.encode(proof.encoded))\"", as: "o2"))
        #expect(kept.proof == proof && kept.files == status.files)
        try leftOutOfBackups(stage)
        try replaces(stage, proof)
        try stage.go { play in
            try play.send()
            try play.wait(until: "2026-11-24T09:00:00+01:00")
            try play.arrive(["z1", "z2", "z3"])
        }
        try stage.add(.convened(stage.play.convened()), by: "z1")
        #expect(stage.prints.isEmpty)
        #expect(try stage.ask("file", ",\"path\":\"wahlschein.pdf\"").saidCode == "not_yet")
        #expect(try stage.ask("print", stage.at + stage.addresses + ",\"start\":true").saidCode == "wrong_state")
        let minutes = try stage.ask("paper", ",\"paper\":\"niederschrift\"" + stage.at)
        #expect(minutes.body.starts(with: Self.pdf))
    }

    /// Every file that the list names comes as it was hashed; nothing else comes.
    private func checkFiles(_ stage: PaperStage, _ status: PaperStage.Status) throws {
        let list = try stage.ask("file", ",\"path\":\"druckauftrag.sha512\"", as: "o2")
        #expect(Digest.sha512(list.body) == status.proof)
        let lines = list.text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
        #expect(lines.count == status.files.count)
        for line in lines {
            let path = line[1].trimmingCharacters(in: .whitespaces)
            let file = try stage.ask("file", ",\"path\":\"\(path)\"")
            #expect(file.headers["content-type"] == ["application/pdf"] && file.body.starts(with: Self.pdf))
            #expect(Hex.encode(Digest.sha512(file.body).encoded) == line[0], "\(path)")
        }
        for path in [
            "../../roll.sqlite", "/etc/passwd", "mitglieder", "mitglieder/../wahlschein.pdf", "./wahlschein.pdf", "",
            "wahlschein.pdf/", ".",
        ] {
            #expect(try stage.ask("file", ",\"path\":\"\(path)\"").saidCode == "not_yet", "\(path)")
        }
        let other = Hex.encode(Digest.zero.encoded)
        #expect(try stage.ask("file", ",\"path\":\"wahlschein.pdf\",\"proof\":\"\(other)\"").saidCode == "not_yet")
    }

    /// Nobody else of the machine reads what was printed.
    private func checkFolder(_ stage: PaperStage) throws {
        let root = stage.town.data + "/print"
        let names = try FileManager.default.subpathsOfDirectory(atPath: root)
        #expect(names.contains { $0.hasSuffix("wahlschein.pdf") })
        for name in names + [""] {
            var information = stat()
            #expect(stat("\(root)/\(name)", &information) == 0)
            let isFolder = information.st_mode & S_IFMT == S_IFDIR
            #expect(information.st_mode & 0o777 == (isFolder ? 0o700 : 0o600), "\(name)")
        }
    }

    private func leftOutOfBackups(_ stage: PaperStage) throws {
        let (archive, _) = try Backup.make(
            of: DataFolder(opening: stage.town.data),
            scratch: stage.town.folder("scratch")
        )
        let names = try #require(TarFile.read(archive)).map(\.name)
        #expect(names.contains("postal.sqlite"))
        #expect(!names.contains { $0.hasPrefix("print") || $0.hasSuffix(".pdf") })
    }

    /// One kit again, beside the print of all; a second one in its place ends the first.
    private func replaces(_ stage: PaperStage, _ proof: Digest) throws {
        try stage.add(.released(PostalAct.Released(proof: proof, at: stage.play.time)), by: "o2")
        let old = try #require(stage.play.state?.kits.first?.number)
        let number = try replace(old, stage)
        // Whatever the order says: its Stimmzettel looks like all others.
        let order = stage.at + stage.addresses + ",\"start\":true,\"largeBallots\":false,\"number\":"
        #expect(try stage.ask("print", order + "\"\(old)\"").text.contains("\"rule\":\"numberUnknown\""))
        #expect(try stage.ask("print", order + "\"\(number)\"").status == 200)
        let status = try stage.wait(",\"number\":\"\(number)\"")
        #expect(status.total == 1 && status.files.count == 7)
        let own = try stage.ask("file", ",\"path\":\"stimmzettel.pdf\",\"number\":\"\(number)\"")
        let others = try stage.ask("file", ",\"path\":\"stimmzettel.pdf\"")
        #expect(try sheetOfStimmzettel(own.body) == sheetOfStimmzettel(others.body))
        let wish = ",\"path\":\"wahlschein.pdf\",\"number\":\"\(number)\""
        #expect(try stage.ask("file", wish).body.starts(with: Self.pdf))
        #expect(stage.prints.count == 2)
        // The print of all is what those who ask for no number mean.
        #expect(try PaperStage.Status(stage.ask("print")).proof == proof)
        _ = try replace(number, stage)
        #expect(stage.prints.count == 1)
        #expect(try stage.ask("file", wish).saidCode == "not_yet")
        #expect(try stage.ask("print", order + "\"\(number)\"").text.contains("\"rule\":\"numberReplaced\""))
    }

    /// The type sizes on the first sheet, as poppler sees them.
    private func sheetOfStimmzettel(_ pdf: [UInt8]) throws -> String {
        let folder = try TemporaryFolder()
        try AtomicFile.write(pdf, to: folder("s.pdf"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
        process.arguments = ["-l", "1", "-bbox", folder("s.pdf"), "-"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let words = text.split(separator: "\n").filter { $0.contains("<word ") }
        #expect(words.count > 5)
        return words.joined(separator: "\n")
    }

    private func replace(_ old: Wahlscheinnummer, _ stage: PaperStage) throws -> Wahlscheinnummer {
        let new = try #require(stage.play.state?.newNumber())
        let act = PostalAct.Replaced(old: old, new: new, reason: "verloren", credible: true, at: stage.play.time)
        try stage.add(.replaced(act))
        return new
    }
}
