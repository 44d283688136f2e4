import Election
import Foundation
import PostalStore
import PostalTestSupport
import PostalVote
import Ristretto255
import SQLite
import ServerTestSupport
import StrictJSON
import Testing

/// Stores all entries of a play; tallies with their openings.
private func store(_ play: PostalPlay, _ openings: [Int: TallyOpening] = [:], in store: PostalStore) throws {
    for entry in play.journal.entries {
        _ = try store.append(entry, to: play.journal.id, opening: openings[entry.n])
    }
}

/// The error code of a refusal.
private func code(_ body: () throws -> Digest) -> ErrorCode? {
    do {
        _ = try body()
        return nil
    } catch { return error as? ErrorCode }
}

/// The rule of a refusal.
private func rule(_ body: () throws -> Digest) -> PostalRule? {
    do {
        _ = try body()
        return nil
    } catch { return (error as? PostalRefusal)?.rule }
}

extension PostalPlay {
    /// The whole vote, with the openings of its tallies by number of entry.
    fileprivate mutating func playWithOpenings() throws -> [Int: TallyOpening] {
        try playToStacks()
        var openings: [Int: TallyOpening] = [:]
        var pair: [TallyOpening] = []
        for person in ["z1", "z2"] {
            let (act, opening) = try tally([10, 6, 4], by: person)
            openings[journal.entries.count] = opening
            pair.append(opening)
            try add(act, by: person)
        }
        try add(
            .compare(PostalAct.Compare(stack: .clear, round: 1, openings: pair, agreed: true, at: time)),
            by: "z3"
        )
        try announce()
        try sign()
        try pack()
        return openings
    }
}

@Suite("The store of postal votes")
struct PostalStoreTests {
    @Test("keeps what the fold takes, answers a repeated entry alike, and has it all after a restart")
    func keeps() throws {
        let folder = try TemporaryFolder()
        var play = try PostalPlay()
        let openings = try play.playWithOpenings()
        let first = try PostalStore(folder: folder.path)
        try store(play, openings, in: first)
        try store(play, openings, in: first)
        let again = try PostalStore(folder: folder.path)
        #expect(try again.journal(play.journal.id) == play.journal)
        #expect(try again.state(play.journal.id)?.stage == .packed)
        #expect(try again.all().map(\.entries) == [play.journal.entries.count])
        #expect(try again.state(.random()) == nil)
    }

    @Test("refuses what the fold refuses, and stores nothing of it")
    func refuses() throws {
        let folder = try TemporaryFolder()
        let postal = try PostalStore(folder: folder.path)
        var play = try PostalPlay()
        try play.release()
        try store(play, in: postal)
        let id = play.journal.id
        let early = PostalAct.UrnOpened(emptyAfter: true, at: play.time)
        let entry = try play.entry(.urnOpened(early), by: "z1")
        #expect(rule { try postal.append(entry, to: id) } == .wrongOrder)
        let other = try PostalPlay(id: id)
        let forged = try other.entry(.incident(PostalAct.Incident(text: "Falsch", at: play.time)))
        #expect(code { try postal.append(forged, to: id) } == .staleHead)
        #expect(code { try postal.append(forged, to: .random()) } == .unknownVote)
        #expect(try postal.journal(id) == play.journal)
    }

    @Test("one of two clerks who enter at the same time is told that the head is stale, and nothing is overwritten")
    func twoClerks() throws {
        let folder = try TemporaryFolder()
        let (one, two) = (try PostalStore(folder: folder.path), try PostalStore(folder: folder.path))
        var play = try PostalPlay()
        try play.release()
        try store(play, in: one)
        let id = play.journal.id
        _ = try two.state(id)
        let kits = try play.current().kits
        let first = try play.entry(.sent(PostalAct.Sent(number: kits[0].number, how: .post, at: play.time)), by: "o1")
        let second = try play.entry(.sent(PostalAct.Sent(number: kits[1].number, how: .post, at: play.time)), by: "o2")
        _ = try one.append(first, to: id)
        #expect(code { try two.append(second, to: id) } == .staleHead)
        try play.add(.sent(PostalAct.Sent(number: kits[0].number, how: .post, at: play.time)), by: "o1")
        // Signatures are random: the clerk reads again and signs on the head that stands there.
        let journal = try #require(try two.journal(id))
        #expect(journal.entries.count == play.journal.entries.count)
        let key = try #require(play.keys["o2"])
        let act = PostalAct.sent(PostalAct.Sent(number: kits[1].number, how: .post, at: play.time))
        let retried = Event(
            signedBy: key.signing,
            in: .journal(id),
            n: journal.entries.count,
            prev: journal.head,
            type: act.kind.rawValue,
            by: "o2",
            body: act.body
        )
        _ = try two.append(retried, to: id)
        #expect(try one.state(id)?.kits.count { $0.sent != nil } == 2)
    }

    @Test("twenty clerks at once: one entry of each round is kept, and the journal holds")
    func race() async throws {
        let folder = try TemporaryFolder()
        let postal = try PostalStore(folder: folder.path)
        var play = try PostalPlay()
        try play.release()
        try store(play, in: postal)
        let (id, time) = (play.journal.id, play.time)
        let entries = try (0..<20).map { number in
            try play.entry(.incident(PostalAct.Incident(text: "Vorfall \(number)", at: time)), by: "o1")
        }
        let kept = await withTaskGroup(of: Bool.self) { group in
            for entry in entries {
                group.addTask { (try? PostalStore(folder: folder.path).append(entry, to: id)) != nil }
            }
            return await group.reduce(0) { $1 ? $0 + 1 : $0 }
        }
        #expect(kept == 1)
        #expect(try postal.journal(id)?.entries.count == play.journal.entries.count + 1)
    }

    @Test("a vote goes to the post once: another journal for the same item is refused")
    func secondStart() throws {
        let folder = try TemporaryFolder()
        let postal = try PostalStore(folder: folder.path)
        var play = try PostalPlay()
        var start = try play.start()
        (start.vote, start.voidHead) = (.random(), .sha512("void"))
        try play.add(.start(start))
        try store(play, in: postal)
        func second(_ change: (inout PostalAct.Start) -> Void) throws -> PostalRule? {
            var other = try PostalPlay()
            var act = start
            change(&act)
            try other.add(.start(act))
            _ = try postal.append(other.journal.entries[0], to: other.journal.id)
            let entry = other.journal.entries[1]
            let id = other.journal.id
            return rule { try postal.append(entry, to: id) }
        }
        #expect(try second { _ in } == .sameVoteTwice)
        #expect(try second { $0.title = "Anders" } == .sameVoteTwice)
        #expect(try second { $0.vote = .random() } == .sameVoteTwice)
        #expect(try second { ($0.vote, $0.title) = (.random(), "Anders") } == nil)
        #expect(try second { ($0.vote, $0.wahlgang) = (.random(), 2) } == nil)
    }

    @Test("edge 11: an entry ten minutes off the clock is refused, but not in a rehearsal")
    func clock() throws {
        let folder = try TemporaryFolder()
        let postal = try PostalStore(folder: folder.path)
        for rehearsal in [false, true] {
            var play = try PostalPlay()
            try play.add(.start(play.start(date: rehearsal ? "2026-11-16" : "2026-11-17", rehearsal: rehearsal)))
            let id = play.journal.id
            let entry = play.journal.entries[1]
            _ = try postal.append(play.journal.entries[0], to: id)
            let ten = try #require(PostalTime(secondsSince1970: play.time.secondsSince1970 + 600))
            let near = try #require(PostalTime(secondsSince1970: play.time.secondsSince1970 + 300))
            if !rehearsal { #expect(rule { try postal.append(entry, to: id, now: ten) } == .clock) }
            _ = try postal.append(entry, to: id, now: rehearsal ? ten : near)
        }
    }

    @Test("nobody sees a teller's numbers before the other one is bound, and nobody after they were compared")
    func openings() throws {
        let folder = try TemporaryFolder()
        let postal = try PostalStore(folder: folder.path)
        var play = try PostalPlay()
        try play.playToStacks()
        try store(play, in: postal)
        let id = play.journal.id
        let (first, one) = try play.tally([10, 6, 4], by: "z1")
        let bound = try play.entry(first, by: "z1")
        #expect(rule { try postal.append(bound, to: id) } == .openingDiffers)
        var other = one
        other.numbers = [10, 5, 5]
        #expect(rule { try postal.append(bound, to: id, opening: other) } == .openingDiffers)
        let (wrong, sum) = try play.tally([10, 6, 5], by: "z1")
        let unfit = try play.entry(wrong, by: "z1")
        #expect(rule { try postal.append(unfit, to: id, opening: sum) } == .field)
        _ = try postal.append(bound, to: id, opening: one)
        try play.take(bound)
        #expect(try postal.openings(id, .clear).isEmpty)
        let (second, two) = try play.tally([10, 7, 3], by: "z2")
        let next = try play.entry(second, by: "z2")
        _ = try postal.append(next, to: id, opening: two)
        try play.take(next)
        #expect(try postal.openings(id, .clear) == [one, two])
        try PostalStore.copy(folder: folder.path, to: folder.path + "/copy.sqlite")
        #expect(try openingRows(folder.path + "/copy.sqlite") == 0)
        let compare = PostalAct.Compare(stack: .clear, round: 1, openings: [one, two], agreed: false, at: play.time)
        let compared = try play.entry(.compare(compare), by: "z3")
        _ = try postal.append(compared, to: id)
        #expect(try postal.openings(id, .clear).isEmpty)
        #expect(try openingRows(folder.path + "/postal.sqlite") == 0)
    }

    private func openingRows(_ path: String) throws -> Int {
        let database = try Database(path: path, journal: .truncate)
        return try database.query("SELECT count(*) FROM opening") { $0.integer(0) }.first ?? -1
    }

    @Test("kill -9 at any write point loses no entry that was acknowledged, and the vote goes on")
    func crash() throws {
        var play = try PostalPlay()
        let openings = try play.playWithOpenings()
        let scratch = try TemporaryFolder()
        let lines = play.journal.entries.map { entry in
            guard let opening = openings[entry.n] else { return entry.line + "\n" }
            let numbers = opening.numbers.map(String.init).joined(separator: " ")
            return "\(entry.line)\t\(Hex.encode(opening.nonce.bytes))\t\(numbers)\n"
        }
        let file = scratch.path + "/entries"
        try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: file))
        func run(_ point: Int, _ folder: String) throws -> [String] {
            let child = try Child(["postal", folder, file, String(point)])
            return child.finish().output.split(separator: "\n").map(String.init)
        }
        let counting = try TemporaryFolder()
        let all = try run(0, counting.path)
        let points = try #require(all.last?.split(separator: " ").last.flatMap { Int($0) })
        #expect(points > 3 * play.journal.entries.count)
        // All of them in the long run; else every 23rd from another one each time, which is said so that it can be told.
        let isLong = ProcessInfo.processInfo.environment["URNE_LONG_TESTS"] != nil
        let first = isLong ? 1 : Int.random(in: 1...23)
        let tried = Array(Set(stride(from: first, through: points, by: isLong ? 1 : 23)).union([points - 1, points]))
            .sorted()
        print("kill -9 at \(tried.count) of \(points) write points, from point \(first)")
        for point in tried {
            let folder = try TemporaryFolder()
            let printed = try run(point, folder.path)
            let acknowledged = printed.count { $0.hasPrefix("stored ") }
            #expect(acknowledged < play.journal.entries.count || point > points - 2, "point \(point)")
            let postal = try PostalStore(folder: folder.path)
            let kept = try postal.journal(play.journal.id)?.entries.count ?? 0
            #expect(kept == acknowledged || kept == acknowledged + 1, "point \(point)")
            try store(play, openings, in: postal)
            #expect(try postal.state(play.journal.id)?.stage == .packed, "point \(point)")
        }
    }
}
