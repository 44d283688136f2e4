import Election
import Foundation
import Ristretto255
import SQLite
import Testing

/// After a whole vote, everything the server keeps and everything that was said is searched for what must not be there
/// (protocol section 16, edge case 50).
@Suite("Secrecy of a whole vote")
struct SecrecyTests {
    /// Something that must not be found.
    struct Secret {
        let name: String
        let bytes: [UInt8]
        /// X, if this is x.
        var credential: [UInt8]?
    }

    @Test("edge 50: nothing of codes, keys, seeds, blinds, receipts, choices, times or order is kept or said")
    func keepsAndSaysNothing() throws {
        let run = try ScriptRun()
        try run.run(Script("Parts/secret-draws.txt"))
        let early = try secrets(run)
        #expect(early.count > 40)
        let before = run.transcript
        try run.run(Script("Parts/secret-casts.txt"))
        let casting = String(run.transcript.dropFirst(before.count))
        let late = try early + afterCasting(run)
        #expect(late.count > 60)
        // While ballots come in, the seeds lie sealed; nothing else does.
        try search(run, for: late.filter { !$0.name.hasPrefix("sealed") })
        try run.run(Script("Parts/secret-end.txt"))
        try search(run, for: late)
        for label in ["Xylophonweg", "Quittengasse", "Enthaltung"] {
            #expect(!casting.contains(label), "what members do says nothing of their choice")
        }
        // The search is for the right bytes: the ballots' credentials follow from them.
        let credentials = Set(early.compactMap(\.credential))
        #expect(credentials.count == 8)
        #expect(try ballots(run).allSatisfy { credentials.contains(Array($0.bytes.prefix(32))) })
        try requireNoTimes(run)
        try requireSeparateHalves(run)
        try requireNoOrder(run)
    }

    // MARK: What must not be found

    /// Codes, keys, seeds and what follows from them; they are erased later, so they are collected now.
    private func secrets(_ run: ScriptRun) throws -> [Secret] {
        let folder = URL(fileURLWithPath: run.folder)
        let realm = try Realm(file: [UInt8](Data(contentsOf: folder.appendingPathComponent("reg/realm.json"))))
        let head = try #require(try log(run).electionHead)
        var secrets: [Secret] = []
        for file in files(in: run.path("reg/codes")) {
            let name = file.deletingPathExtension().lastPathComponent
            let person = try #require(PersonID(name))
            let code = String(decoding: try Data(contentsOf: file), as: UTF8.self).filter { $0 != "-" && $0 != "\n" }
            let characters = Array(code.utf8.prefix(19))
            secrets.append(Secret(name: "code of \(name)", bytes: characters))
            let usk = SecretScalar(hashing: "URNE-V1-key") { input in
                input.part(realm)
                input.part(person)
                input.part(characters)
            }
            secrets.append(Secret(name: "usk of \(name)", bytes: bytes(of: usk)))
            for seed in try hexFiles(run, "seed.key", of: name) {
                secrets.append(Secret(name: "seed of \(name)", bytes: seed))
                for tag in ["x", "r"] {
                    let scalar = SecretScalar(hashing: "URNE-V1-" + tag) { input in
                        input.part(usk)
                        input.part(head)
                        input.part(seed)
                    }
                    let credential = tag == "x" ? scalar.timesGenerator.encoded : nil
                    secrets.append(Secret(name: "\(tag) of \(name)", bytes: bytes(of: scalar), credential: credential))
                }
            }
            for share in try hexFiles(run, "share.key", of: name) {
                secrets.append(Secret(name: "share of \(name)", bytes: share))
            }
            for sealed in try fields(run, "draw.json", "sealed", of: name) {
                secrets.append(Secret(name: "sealed seed of \(name)", bytes: sealed))
            }
        }
        return secrets
    }

    /// Receipts, and the randomness of the ballot that was opened.
    private func afterCasting(_ run: ScriptRun) throws -> [Secret] {
        var secrets: [Secret] = []
        for number in 1...8 {
            for receipt in try fields(run, "receipt.json", "receipt", of: "Mitglied-0\(number)") {
                secrets.append(Secret(name: "receipt of \(number)", bytes: receipt))
            }
        }
        let audit = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: run.path("audit.json")))
        )
        for (index, hex) in try #require((audit as? [String: Any])?["r"] as? [String]).enumerated() {
            secrets.append(Secret(name: "r_\(index) of an audit", bytes: unhex(hex)))
        }
        return secrets
    }

    private func bytes(of scalar: borrowing SecretScalar) -> [UInt8] {
        var bytes: [UInt8] = []
        scalar.withBytes { bytes = Array($0) }
        return bytes
    }

    // MARK: Searching

    /// Searches the server's folder, both editions of the record and everything that was said.
    private func search(_ run: ScriptRun, for secrets: [Secret]) throws {
        var places = [("what was said", Data(run.transcript.utf8))]
        for folder in ["urne-data", "record", "public"] {
            for file in files(in: run.path(folder)) { places.append((file.path, try Data(contentsOf: file))) }
        }
        for (place, data) in places {
            for secret in secrets {
                for form in [secret.bytes, Array(hex(secret.bytes).utf8), Array(hex(secret.bytes).uppercased().utf8)] {
                    #expect(data.range(of: Data(form)) == nil, "\(secret.name) in \(place)")
                }
            }
        }
    }

    private func requireNoTimes(_ run: ScriptRun) throws {
        #expect(run.transcript.firstMatch(of: #/\d\d:\d\d/#) == nil)
        #expect(run.transcript.firstMatch(of: #/20\d\d-\d\d-\d\d/#) == nil)
        var count = 0
        for file in files(in: run.path("urne-data")) + files(in: run.path("record")) {
            let isStore = file.pathExtension == "sqlite" || file.path.contains("/record")
            guard isStore else { continue }
            let time = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
            #expect(time == Date(timeIntervalSince1970: 946_684_800), "\(file.path)")
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            #expect(text.firstMatch(of: #/20\d\d-\d\d-\d\dT|\\"at\\":|127\.0\.0\.1/#) == nil, "\(file.path)")
            count += 1
        }
        #expect(count >= 6)
    }

    /// The half that knows names holds nothing of ballots, and the other way round.
    private func requireSeparateHalves(_ run: ScriptRun) throws {
        let box = try data(run, "urne-data/box.sqlite") + data(run, "record/ballots.jsonl")
        for name in ["Mitglied-", "Quendel", "Leitung", "Zaehl"] {
            #expect(box.range(of: Data(name.utf8)) == nil, "\(name) in the box")
        }
        let names = try [
            "urne-data/roll.sqlite", "urne-data/sealed.sqlite", "record/register.jsonl", "record/roll.jsonl",
        ]
        .map { try data(run, $0) }
        let ballots = try self.ballots(run)
        #expect(ballots.count == 7)
        for ballot in ballots {
            // X, N, and the first ciphertext.
            for start in [0, 32, 64] {
                let part = Array(ballot.bytes[start..<start + 32])
                for file in names {
                    #expect(file.range(of: Data(part)) == nil)
                    #expect(file.range(of: Data(hex(part).utf8)) == nil)
                }
            }
            for file in names { #expect(file.range(of: Data(ballot.tracker.utf8)) == nil) }
        }
    }

    /// The board is sorted, and the store is the same file that the same ballots give when they come in another order.
    private func requireNoOrder(_ run: ScriptRun) throws {
        let ballots = try self.ballots(run)
        #expect(ballots.map(\.tracker) == ballots.map(\.tracker).sorted())
        let copy = run.path("reordered.sqlite")
        try FileManager.default.copyItem(atPath: run.path("urne-data/box.sqlite"), toPath: copy)
        let database = try Database(path: copy, journal: .truncate)
        try database.run(
            """
            CREATE TEMP TABLE kept AS SELECT * FROM ballot ORDER BY hex(proof);
            DELETE FROM ballot;
            INSERT INTO ballot SELECT * FROM kept;
            VACUUM
            """
        )
        // The first 100 bytes count changes of the file.
        #expect(try data(run, "reordered.sqlite").dropFirst(100) == data(run, "urne-data/box.sqlite").dropFirst(100))
    }

    // MARK: Reading

    private func log(_ run: ScriptRun) throws -> EventLog {
        let database = try Database(path: run.path("urne-data/roll.sqlite"), journal: .truncate)
        let lines = try database.query("SELECT line FROM event ORDER BY n") { $0.text(0) }
        return try EventLog(file: Array(lines.map { $0 + "\n" }.joined().utf8))
    }

    private func ballots(_ run: ScriptRun) throws -> [(bytes: [UInt8], tracker: String)] {
        let text = String(decoding: try data(run, "record/ballots.jsonl"), as: UTF8.self)
        return try text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
            let hash = unhex(object?["cx"] ?? "")
            return (unhex(object?["ballot"] ?? ""), Tracker(try Digest(decoding: hash)).description)
        }
    }

    private func data(_ run: ScriptRun, _ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: run.path(name)))
    }

    private func files(in folder: String) -> [URL] {
        let found = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        return found.map { URL(fileURLWithPath: folder + "/" + $0) }.filter { !$0.hasDirectoryPath }
            .filter { (try? Data(contentsOf: $0)) != nil }
    }

    /// Files of this name in the person's folders, as hex.
    private func hexFiles(_ run: ScriptRun, _ name: String, of person: String) throws -> [[UInt8]] {
        try personal(run, name, of: person).map { file in
            unhex(String(decoding: try Data(contentsOf: file), as: UTF8.self).trimmingCharacters(in: .newlines))
        }
    }

    /// A field of the JSON files of this name in the person's folders.
    private func fields(_ run: ScriptRun, _ name: String, _ field: String, of person: String) throws -> [[UInt8]] {
        try personal(run, name, of: person).compactMap { file in
            let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
            return (object?[field] as? String).map(unhex)
        }.filter { !$0.isEmpty }
    }

    private func personal(_ run: ScriptRun, _ name: String, of person: String) -> [URL] {
        (files(in: run.path("home")) + files(in: run.path("other"))).filter {
            $0.lastPathComponent == name && $0.deletingLastPathComponent().lastPathComponent == "person-" + person
        }
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func unhex(_ text: String) -> [UInt8] {
        let digits = Array(text.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        }
    }
}
