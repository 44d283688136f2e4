import Election
import Files
import Foundation
import HTTPServer
import Journals
import Ristretto255
import StrictJSON
import VoteServer

/// Tells waiting pages that something has changed, within a fraction of a second and without being asked again and again.
///
/// A page says what it knows, and its connection sleeps until that is no longer so (a long poll); ten thousand of them
/// cost a few kilobytes each and no time. One thread compares: it wakes when this process has changed something, and
/// four times a second to see whether another process has (`urne … --data` beside the server), which is one number to
/// read. Counts are told at most once a second, because each draw would otherwise wake every page.
///
/// `@unchecked`: what changes is only touched under the condition's lock, or by the one thread.
final class Live: @unchecked Sendable {
    /// What a page knows about one vote; nil is not compared.
    struct Known: Hashable, Sendable {
        var state: String?
        var events: Int?
        var draws: Int?
        var ballots: Int?
    }

    private struct Waiter {
        let known: Known
        let reply: HTTPReply
        let deadline: Double
    }

    private struct ListWaiter {
        let seen: String
        let reply: HTTPReply
        let deadline: Double
    }

    /// Seconds after which a page is answered although nothing has changed; below what proxies and networks cut.
    private let patience: Double
    private let server: VoteServer
    private let session: SessionNow
    private let log: ServerLog
    private let condition = NSCondition()
    // Under the lock.
    private var arrivedLists: [ListWaiter] = []
    /// Those who have come since the last look; only they are compared when nothing has changed.
    private var arrived: [VoteID: [Waiter]] = [:]
    private var checksAll = true
    private var counted: Set<VoteID> = []
    private var isStopping = false
    // Of the one thread.
    private var waiters: [VoteID: [Waiter]] = [:]
    private var lists: [ListWaiter] = []
    private var marks: [VoteID: VoteMark] = [:]
    /// What was there when the server started is no change of a state.
    private var hasLooked = false
    private var statuses: [VoteID: (status: VoteStatus, time: Double)] = [:]
    private var list: (seen: String, text: String)?
    private var sitting: SessionNow.Answer?
    private var outside: [Int] = []
    private var lastLook = 0.0

    init(_ server: VoteServer, _ session: SessionNow, log: ServerLog, patience: Double = 25) {
        self.server = server
        self.session = session
        self.log = log
        self.patience = patience
        // Before any request, so that every change after it is told.
        refreshMarks()
        Thread.detachNewThread { self.run() }
    }

    // MARK: From the requests

    /// Answers when the vote is no longer as the page knows it.
    func wait(_ vote: VoteID, _ known: Known, _ reply: HTTPReply) {
        locked {
            guard !isStopping else { return reply.send(Answers.unavailable) }
            let deadline = Self.now() + patience
            arrived[vote, default: []].append(Waiter(known: known, reply: reply, deadline: deadline))
        }
    }

    /// Answers when the list of votes and their states is no longer what the page has seen.
    func waitForList(_ seen: String, _ reply: HTTPReply) {
        locked {
            guard !isStopping else { return reply.send(Answers.unavailable) }
            arrivedLists.append(ListWaiter(seen: seen, reply: reply, deadline: Self.now() + patience))
        }
    }

    /// An event was taken.
    func changed(_ vote: VoteID) {
        locked {
            checksAll = true
            counted.insert(vote)
        }
    }

    /// A token was drawn or a ballot taken; told with the next second's counts.
    func counted(_ vote: VoteID) {
        condition.lock()
        counted.insert(vote)
        condition.unlock()
    }

    /// Answers everybody and ends the thread.
    func stop() { locked { isStopping = true } }

    private func locked(_ body: () -> Void) {
        condition.lock()
        body()
        condition.signal()
        condition.unlock()
    }

    private static func now() -> Double { ProcessInfo.processInfo.systemUptime }

    // MARK: The one thread

    private func run() {
        while true {
            condition.lock()
            if arrived.isEmpty, arrivedLists.isEmpty, !checksAll, !isStopping {
                let isWaitedFor = !waiters.isEmpty || !lists.isEmpty
                _ = condition.wait(until: Date(timeIntervalSinceNow: isWaitedFor ? 0.25 : 1))
            }
            let ends = isStopping
            var all = checksAll || arrived.keys.contains { marks[$0] == nil }
            checksAll = false
            let coming = arrived
            arrived.removeAll()
            let comingLists = arrivedLists
            arrivedLists.removeAll()
            let newlyCounted = counted
            condition.unlock()

            if let now = try? server.outsideChanges(), now != outside {
                outside = now
                all = true
                statuses.removeAll()
            }
            if all { refreshMarks() }
            refreshSitting()
            let hasCounted = refreshStatuses(newlyCounted, Array(coming.keys))
            let now = Self.now()
            let isDue = now - lastLook >= 0.25
            if isDue { lastLook = now }
            for (vote, waiting) in coming { look(vote, waiting, ends: ends) }
            if all || hasCounted || isDue || ends {
                for (vote, waiting) in waiters { look(vote, waiting, ends: ends, isAll: true) }
            }
            lookAtLists(comingLists, ends: ends, isAll: all || isDue || ends)
            if ends { return }
        }
    }

    private func refreshMarks() {
        let fresh: [VoteMark]
        do { fresh = try server.marks() } catch { return log.tell(error) }
        for mark in fresh where marks[mark.vote] != mark {
            let before = marks[mark.vote]
            if hasLooked, before?.innerState != mark.innerState || before?.isAbandoned != mark.isAbandoned {
                log.tell("vote \(mark.vote) state \(mark.isAbandoned ? "abandoned" : mark.innerState.rawValue)")
            }
            marks[mark.vote] = mark
            statuses[mark.vote] = nil
        }
        hasLooked = true
        list = nil
    }

    /// An interruption of the session changes `seen`, though not the list: whoever waits for the list then asks about the
    /// session, and need not ask all the time.
    private func refreshSitting() {
        let now: SessionNow.Answer
        do { now = try session.answer() } catch { return }
        guard now != sitting else { return }
        sitting = now
        list = nil
    }

    /// Counts of the votes that somebody waits for, at most once a second for each; whether any are new.
    private func refreshStatuses(_ newlyCounted: Set<VoteID>, _ coming: [VoteID]) -> Bool {
        let now = Self.now()
        for vote in newlyCounted {
            if let known = statuses[vote], now - known.time < 1 { continue }
            statuses[vote] = nil
            locking { _ = counted.remove(vote) }
        }
        var hasNew = false
        for vote in Set(waiters.keys).union(coming) where statuses[vote] == nil {
            guard let status = try? server.status(of: vote) else { continue }
            statuses[vote] = (status, now)
            hasNew = true
        }
        return hasNew
    }

    private func locking<T>(_ body: () -> T) -> T {
        condition.lock()
        defer { condition.unlock() }
        return body()
    }

    /// Answers those of a vote who have something to hear, and lets the others sleep on.
    private func look(_ vote: VoteID, _ waiting: [Waiter], ends: Bool, isAll: Bool = false) {
        guard let mark = marks[vote], let status = statuses[vote]?.status else {
            // The vote was there when the page asked, so the store cannot be read just now.
            for waiter in waiting { waiter.reply.send(Answers.unavailable) }
            if isAll { waiters[vote] = nil }
            return
        }
        let response = Answers.json(Self.text(mark, status))
        let now = Self.now()
        var left: [Waiter] = []
        for waiter in waiting {
            if ends || waiter.deadline <= now || Self.differs(waiter.known, mark, status) {
                waiter.reply.send(response)
            } else {
                left.append(waiter)
            }
        }
        if !isAll { left += waiters[vote] ?? [] }
        waiters[vote] = left.isEmpty ? nil : left
    }

    private static func differs(_ known: Known, _ mark: VoteMark, _ status: VoteStatus) -> Bool {
        known.state.map { $0 != name(mark) } ?? false || known.events.map { $0 != mark.events } ?? false
            || known.draws.map { $0 != status.draws } ?? false || known.ballots.map { $0 != status.ballots } ?? false
    }

    /// The state as pages tell it: one that a journal ended has left its log's last state.
    private static func name(_ mark: VoteMark) -> String { mark.isAbandoned ? "abandoned" : mark.state.rawValue }

    private static func text(_ mark: VoteMark, _ status: VoteStatus) -> String {
        var writer = JSONWriter()
        writer.add("state", name(mark))
        writer.add("events", mark.events)
        writer.add("draws", status.draws)
        writer.add("ballots", status.ballots)
        return writer.object
    }

    /// Answers those who wait for another list, among the new ones and, if `isAll`, among all.
    private func lookAtLists(_ coming: [ListWaiter], ends: Bool, isAll: Bool) {
        let waiting = isAll ? lists + coming : coming
        guard !waiting.isEmpty else { return }
        let current = currentList()
        let response = current.map { Answers.json($0.text) } ?? Answers.unavailable
        let now = Self.now()
        var left: [ListWaiter] = []
        for waiter in waiting {
            if ends || waiter.deadline <= now || waiter.seen != current?.seen {
                waiter.reply.send(response)
            } else {
                left.append(waiter)
            }
        }
        lists = isAll ? left : lists + left
    }

    private func currentList() -> (seen: String, text: String)? {
        if let list { return list }
        guard let votes = try? server.votes() else { return nil }
        let text = Lists.votes(votes)
        let known = "\(text) \(sitting?.isPaused == true) \(sitting?.isRehearsal == true)"
        let seen = Hex.encode(Digest.sha512(Array(known.utf8)).encoded.prefix(8))
        var writer = JSONWriter()
        writer.add("seen", seen)
        writer.add("votes", raw: text)
        list = (seen, writer.object)
        return list
    }
}

/// Texts that more than one route gives out.
enum Lists {
    static func votes(_ votes: [VoteSummary]) -> String {
        JSONWriter.array(
            votes.map { summary in
                var writer = JSONWriter()
                writer.add("vote", hex: summary.vote.bytes)
                writer.add("state", summary.state.rawValue)
                writer.add("title", summary.title)
                return writer.object
            }
        )
    }
}
