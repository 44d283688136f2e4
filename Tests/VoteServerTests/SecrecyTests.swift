import Devices
import Election
import Files
import Foundation
import Ristretto255
import SQLite
import ServerTestSupport
import Testing
import VoteServer

@Suite("What the server's files and outputs must not hold (protocol section 16)")
struct SecrecyTests {
    /// A vote of five members, with everything that only they know.
    private final class Sample {
        let play: Play
        /// Bytes that only devices hold, with what they are.
        var secrets: [(String, [UInt8])] = []
        var sealed: [[UInt8]] = []
        var receipts: [[UInt8]] = []
        var ballots: [UnverifiedBallot] = []
        var output = ""

        init() throws {
            let town = try Town(memberIDs: (1...5).map { "ratsmitglied-0\($0)" })
            play = Play(town, try town.server())
            try play.advance(to: .issuing)
            for id in town.members.dropFirst() { try play.device(id).draw() }
            // One act of each kind in a process of its own, whose output is looked at.
            output += try Child.act("draw", as: town.members[0], in: play).output
            try play.device("o1").cast()
            let context = try #require(try play.log.ballotContext)
            let (listening, heard) = play.listeningToCasts()
            for id in town.members.dropFirst() {
                var random = Recording()
                let prepared = try PreparedBallot([1, 0, 0], context: context, random: &random)
                _ = try listening.device(id).cast(prepared)
                secrets += random.secrets.map { ("r_i", $0) }
            }
            output += try Child.act("cast", as: town.members[0], in: play).output
            for id in town.members { try collect(id, context.head) }
            for id in ["o1", "c1", "z1", "z2", "z3"] { collectKey(id) }
            for id in ["z1", "z2", "z3"] {
                let share = try Haystack(town.folder("home-\(id)")).file("share.key")
                secrets.append(("s_j", Array(share.dropLast())))
            }
            for request in heard.items {
                ballots.append(try UnverifiedBallot(decoding: request.ballot, rule: context.rule))
            }
        }

        private func collectKey(_ id: String) {
            play.town.keys[id]!.signing.secret.withBytes { secrets.append(("usk", Array($0))) }
            let letter = play.town.codes[id]!.letterText()
            secrets.append(("code", Array(letter.utf8)))
            secrets.append(("code", Array(letter.filter { $0 != "-" }.prefix(19).utf8)))
        }

        private func collect(_ id: String, _ head: Digest) throws {
            collectKey(id)
            let home = try Haystack(play.town.folder("home-\(id)"))
            let seed = try SecretFile.read(play.town.folder("home-\(id)/\(home.name("seed.key"))"), byteCount: 32)
            secrets.append(("seed", seed))
            let key = play.town.keys[id]!
            for tag in ["URNE-V1-x", "URNE-V1-r"] {
                let scalar = SecretScalar(hashing: tag) { input in
                    input.part(key.signing.secret)
                    input.part(head)
                    input.part(seed)
                }
                scalar.withBytes { secrets.append((tag, Array($0))) }
            }
            sealed.append(try DrawRequest(text: home.file("draw.json")).sealed)
            receipts.append(try CastAnswer(text: home.file("receipt.json")).receipt.encoded)
        }
    }

    /// Remembers the secret scalars it gives out: the randomness of the ciphertexts and of the proofs.
    private struct Recording: RandomSource {
        var secrets: [[UInt8]] = []
        private var system = SystemRandomSource()

        mutating func secretScalar() -> SecretScalar {
            let scalar = system.secretScalar()
            scalar.withBytes { secrets.append(Array($0)) }
            return scalar
        }
        mutating func scalar() -> Scalar { system.scalar() }
        mutating func bytes(_ count: Int) -> [UInt8] { system.bytes(count) }
    }

    private func check(_ sample: Sample, _ stage: String) throws {
        let play = sample.play
        let all = try Haystack(play.town.data)
        let issuerHalf = all.named("roll.sqlite", "sealed.sqlite", "officers", "server", "keys")
        let box = all.named("box.sqlite")
        #expect(!box.files.isEmpty && issuerHalf.files.count >= 5)

        for (kind, bytes) in sample.secrets {
            #expect(all.holding(bytes).isEmpty, "\(kind), \(stage)")
            #expect(!sample.output.contains(hex(bytes)), "\(kind), \(stage)")
        }
        for receipt in sample.receipts { #expect(all.holding(receipt).isEmpty, "receipt, \(stage)") }

        // The box knows no names, the roll no ballots.
        for id in play.town.members {
            #expect(box.holding(id).isEmpty && box.holding(Town.name(id)).isEmpty, "\(stage)")
            #expect(box.holding(play.town.keys[id]!.publicKey.encoded).isEmpty, "\(stage)")
            #expect(!sample.output.contains(id))
            #expect(!all.named("records").holding(id).contains { $0.hasSuffix("ballots.jsonl") })
        }
        let context = try #require(try play.log.ballotContext)
        for ballot in sample.ballots {
            for element in [ballot.credential.encoded, ballot.token.encoded, Array(ballot.encoded[64..<96])] {
                #expect(issuerHalf.holding(element).isEmpty, "\(stage)")
                #expect(!sample.output.contains(hex(element)))
                #expect(all.named("records").holding(element).allSatisfy { $0.hasSuffix("ballots.jsonl") })
            }
            let hash = ballot.trackerHash(in: context)
            #expect(issuerHalf.holding(hash.encoded).isEmpty, "\(stage)")
            #expect(issuerHalf.holding(Tracker(hash).description).isEmpty, "\(stage)")
        }
        try checkTimes(play, stage)
    }

    private func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

    /// Files that change with draws and ballots carry one constant time, and so does their folder.
    private func checkTimes(_ play: Play, _ stage: String) throws {
        let names = [
            "", "/roll.sqlite", "/roll.sqlite-journal", "/sealed.sqlite", "/box.sqlite", "/box.sqlite-journal",
        ]
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: play.town.data + name)
            let date = attributes[.modificationDate] as? Date
            #expect(date?.timeIntervalSince1970 == Double(FileTimes.constant), "\(name), \(stage)")
        }
    }

    @Test("edge case 50: dumps of both halves, the record and all output hold nothing that links or orders")
    func dumps() throws {
        let sample = try Sample()
        let play = sample.play
        try check(sample, "casting")
        for sealed in sample.sealed {
            #expect(try Haystack(play.town.data).holding(sealed) == ["sealed.sqlite"])
        }

        sample.output += try Child.act("close", as: "o1", in: play).output
        try check(sample, "boxed")
        let boxed = try Haystack(play.town.data)
        for sealed in sample.sealed {
            for part in [sealed.prefix(16), sealed.suffix(32)] { #expect(boxed.holding(Array(part)).isEmpty) }
        }

        let issuer = try SecretFile.read("\(play.town.data)/keys/\(play.vote).key")
        for id in ["z1", "z2"] { try play.share(id) }
        try check(sample, "tallied")
        for id in ["z1", "z2", "z3"] { _ = try play.device(id).signResult() }
        try play.device("c1").announce()
        try check(sample, "announced")
        #expect(try Haystack(play.town.data).holding(issuer).isEmpty)
        #expect(try play.verifyPublished().isValid)
        // skS is in no published file, z only in its own.
        let z = try SecretFile.read("\(play.town.data)/keys/server.key")
        #expect(try Haystack(play.town.data).holding(z) == ["keys/server.key"])
    }

    @Test("the tables have the columns they need and none for times, addresses or numbers of arrival")
    func columns() throws {
        let play = try Play.at(.casting)
        func columns(_ file: String) throws -> [String] {
            let database = try Database(path: "\(play.town.data)/\(file).sqlite", journal: .truncate)
            return try database.query(
                """
                SELECT m.name || '.' || p.name FROM sqlite_schema AS m, pragma_table_xinfo(m.name) AS p
                WHERE m.type = 'table' ORDER BY m.name, p.cid
                """
            ) { $0.text(0) }
        }
        #expect(
            try columns("box") == [
                "ballot.vote", "ballot.credential", "ballot.tracker", "ballot.cx", "ballot.ballot", "ballot.proof",
                "box.vote", "box.open",
            ]
        )
        #expect(try columns("sealed") == ["seed.vote", "seed.p", "seed.sealed"])
        #expect(
            try columns("roll") == [
                "event.vote", "event.n", "event.line", "journal.vote", "journal.act", "journal.text",
                "member.vote", "member.p", "member.key", "member.drawn", "member.blinded", "member.sealed_hash",
                "member.signature", "member.evaluated", "member.proof",
                "place.vote", "place.number", "vote.vote", "vote.roll", "vote.law",
            ]
        )
        for file in ["roll", "sealed", "box"] {
            let database = try Database(path: "\(play.town.data)/\(file).sqlite", journal: .truncate)
            let withRowID = try database.query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 0") {
                $0.text(0)
            }
            #expect(withRowID == ["sqlite_schema"], "\(file)")
        }
    }

    @Test("edge case 50: all ballots of a vote are sent in requests of one length, and draws too")
    func lengths() throws {
        let play = try Play.at(.issuing, .cumulative)
        let lengths = Heard<Int>()
        let drawLengths = Heard<Int>()
        var relay = Relay(play.service)
        let (base, vote) = (play.service, play.vote)
        relay.onCast = { request in
            lengths.add(request.text.utf8.count)
            return try base.cast(request, in: vote)
        }
        relay.onDraw = { request in
            drawLengths.add(request.text.utf8.count)
            return try base.draw(request, in: vote)
        }
        let through = play.through(relay)
        try through.draw()
        try play.device("o1").cast()
        try through.cast()
        #expect(Set(lengths.items).count == 1 && Set(drawLengths.items).count == 1)
    }

    @Test("the register and the board are in the order of ids and of hashes, whatever the order of arrival")
    func order() throws {
        let play = try Play.at(.issuing, members: 6)
        try play.draw(play.town.members.reversed())
        try play.device("o1").cast()
        try play.cast(["m04", "m01", "m06", "m02", "m05", "m03"])
        try play.device("o1").close()
        let record = try play.record()
        let persons = try #require(record[.register]).split(separator: 0x0A).map {
            try RegisterLine(line: $0).person.description
        }
        #expect(persons == play.town.members)
        let hashes = try #require(record[.ballots]).split(separator: 0x0A).map {
            try BoardLine(line: $0).trackerHash.encoded
        }
        #expect(hashes.count == 6)
        #expect(zip(hashes, hashes.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }
}

extension Haystack {
    /// The path of the file whose name ends so.
    func name(_ end: String) throws -> String { try #require(files.first { $0.name.hasSuffix(end) }).name }
}
