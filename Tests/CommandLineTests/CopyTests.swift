import Devices
import Election
import Files
import Foundation
import ServerTestSupport
import StrictJSON
import Testing

@Suite("Copies of a server that is at work (protocol section 16)")
struct CopyTests {
    private func urne(_ arguments: [String], in town: Town) throws -> Programs.Outcome {
        try Programs.run("urne", arguments, Programs.Surroundings(folder: town.folder.path))
    }

    /// The same people with a folder that was restored from a copy, and a server on it.
    private func restored(_ copy: String, _ play: Play) throws -> (served: Served, outcome: Programs.Outcome) {
        let town = try play.town.copy()
        try FileManager.default.removeItem(atPath: town.data)
        let outcome = try urne(["restore", copy, "--data", town.data, "--json"], in: town)
        #expect(outcome.status == 0, "\(outcome.stderr)")
        return (try Served(Play(town, play.service, play.plan, vote: play.vote)), outcome)
    }

    @Test("are made while ballots come in; nobody is refused, and what must not be kept is not in them")
    func whileCasting() throws {
        let served = try Served(Play.at(.casting, members: 40))
        let (play, town) = (served.play, served.play.town)
        let secrets = try unkept(play)
        let casters = Casters(play, town.members)
        var copies: [String] = []
        for (number, count) in [5, 20].enumerated() {
            casters.wait(for: count, of: town.members.count)
            copies.append(town.folder("copy-\(number).tar"))
            let outcome = try urne(["backup", "--data", town.data, "--out", copies[number]], in: town)
            #expect(outcome.status == 0 && outcome.stderr.contains("\(play.vote)"), "\(outcome.stderr)")
        }
        casters.wait()
        #expect(casters.unanswered.isEmpty && casters.acknowledged.count == town.members.count)
        // Whoever signed something that a copy does not have would notice: these people have not seen the close.
        let before = Play(try town.copy(), play.service, play.plan, vote: play.vote)
        try play.device("o1").close()
        copies.append(town.folder("closed.tar"))
        let outcome = try urne(["backup", "--data", town.data, "--out", copies[2]], in: town)
        #expect(outcome.status == 0 && !outcome.stderr.contains("\(play.vote)"), "\(outcome.stderr)")
        let all = try secrets + receipts(play)
        #expect(all.count > 4 * town.members.count)
        for copy in copies {
            let haystack = try Haystack(copy)
            for secret in all { #expect(haystack.holding(secret.bytes).isEmpty, "\(secret.name) in \(copy)") }
            for name in ["127.0.0.1", "sealed.sqlite", "\(play.vote).key"] {
                #expect(haystack.holding(name).isEmpty, "\(name) in \(copy)")
            }
        }
        // The one whose box was open can only be voided; the one after the close goes on, as the first server does.
        let (early, said) = try restored(copies[1], before)
        #expect(said.stdout.contains("\"unusable\":[\"\(play.vote)\"]"))
        try early.play.device("o1").void(reason: "aus der Sicherung")
        #expect(try early.play.verify().isValid && early.play.log.state == .voided)
        let (late, _) = try restored(copies[2], play)
        for each in [late.play, play] {
            try each.advance(to: .announced)
            let report = try each.verify()
            #expect(report.isValid && report.counts == play.expectedCounts())
        }
        for each in [early, late, served] { #expect(each.server.stop().status == 0) }
    }

    private typealias Secret = (name: String, bytes: [UInt8])

    /// Issuer's key, codes, keys of people, and sealed seeds.
    private func unkept(_ play: Play) throws -> [Secret] {
        let town = play.town
        var secrets: [Secret] = [("skS", try SecretFile.read("\(town.data)/keys/\(play.vote).key"))]
        for id in town.members {
            let letter = try #require(town.codes[id]).letterText()
            secrets += [("code", Array(letter.utf8)), ("code", Array(letter.utf8.filter { $0 != 0x2D }))]
            try #require(town.keys[id]).signing.secret.withBytes { secrets.append(("usk", Array($0))) }
            let request = try DrawRequest(text: Haystack(town.folder("home-\(id)")).file("draw.json"))
            secrets += [("sealed", Array(request.sealed.prefix(16))), ("sealed", Array(request.sealed.suffix(32)))]
        }
        return secrets
    }

    private func receipts(_ play: Play) throws -> [Secret] {
        try play.town.members.map { id in
            let text = try Haystack(play.town.folder("home-\(id)")).file("receipt.json")
            let object = try #require(try JSONSerialization.jsonObject(with: Data(text)) as? [String: Any])
            return ("receipt", try Hex.decode(try #require(object["receipt"] as? String), field: "receipt"))
        }
    }
}
