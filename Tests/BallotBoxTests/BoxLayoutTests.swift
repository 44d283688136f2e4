import BlindToken
import Election
import Foundation
import Ristretto255
import ServerTestSupport
import Testing

@testable import BallotBox

@Suite("What the box's file tells about the order of ballots")
struct BoxLayoutTests {
    /// Stores the lines one by one, each in its own transaction, as `cast` does; returns the file's bytes.
    private func file(_ lines: [(BoardLine, Element)], _ vote: VoteID, rewriting: Bool) throws -> Data {
        let folder = try TemporaryFolder()
        let state = try BoxState(folder: folder.path)
        _ = try state.transaction { try $0.execute("INSERT INTO box (vote, open) VALUES (?, 1)", .blob(vote.bytes)) }
        for (line, credential) in lines {
            try state.transaction { _ in try state.insert(line, credential: credential, vote: vote) }
            if rewriting { try state.vacuum() }
        }
        return try Data(contentsOf: URL(fileURLWithPath: folder("box.sqlite")))
    }

    private func lines(_ booth: Booth, _ count: Int) throws -> [(BoardLine, Element)] {
        try (0..<count).map { _ in
            let request = try booth.ballot(booth.token())
            let ballot = try UnverifiedBallot(decoding: request.ballot, rule: booth.context.rule)
            let proof = booth.issuer.prove(booth.context.tokenInput(ballot.credential), evaluated: ballot.token)
            let line = BoardLine(
                trackerHash: ballot.trackerHash(in: booth.context),
                ballot: request.ballot,
                tokenProof: proof
            )
            return (line, ballot.credential)
        }
    }

    @Test("edge case 50: the same ballots in reverse order give the same file, byte for byte")
    func sameFile() throws {
        let booth = try Booth()
        let lines = try lines(booth, 25)
        let one = try file(lines, booth.vote, rewriting: true)
        let other = try file(lines.reversed(), booth.vote, rewriting: true)
        #expect(one == other)
        // Without the rewriting the pages do keep the order: the test would see it.
        #expect(try file(lines, booth.vote, rewriting: false) != file(lines.reversed(), booth.vote, rewriting: false))
    }

    @Test("edge case 50: the store rewrites its file after each ballot")
    func storeRewrites() throws {
        let booth = try Booth()
        let requests = try (0..<9).map { _ in try booth.ballot(booth.token()) }
        func dump(_ requests: [CastRequest]) throws -> [Int] {
            let folder = try TemporaryFolder()
            let box = try BoxStore(folder: folder.path)
            try box.open(booth.vote)
            for request in requests {
                _ = try box.cast(request, in: booth.vote, context: booth.context, issuer: booth.issuer)
            }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder("box.sqlite")))
            // Where in the file each ballot is; the proofs beside them are random.
            return requests.map { request in bytes.range(of: Data(request.ballot.prefix(32)))?.lowerBound ?? -1 }
        }
        #expect(try dump(requests) == dump(requests.reversed()).reversed())
    }

    @Test("edge case 50: file times are the constant after each ballot")
    func times() throws {
        let booth = try Booth()
        let folder = try TemporaryFolder()
        let box = try BoxStore(folder: folder.path)
        try box.open(booth.vote)
        for _ in 0..<2 {
            _ = try box.cast(booth.ballot(booth.token()), in: booth.vote, context: booth.context, issuer: booth.issuer)
            for name in ["", "box.sqlite", "box.sqlite-journal"] {
                let date = try FileManager.default.attributesOfItem(atPath: folder(name))[.modificationDate] as? Date
                #expect(date?.timeIntervalSince1970 == 946_684_800, "\(name)")
            }
        }
    }
}
