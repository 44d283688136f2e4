import Election
import Files
import Foundation
import HTTPServer
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

        var wantsCounts: Bool { draws != nil || ballots != nil }
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
    private let log: ServerLog
    private let condition = NSCondition()
    // Under the lock.
    private var waiters: [VoteID: [Waiter]] = [:]
    private var lists: [ListWaiter] = []
    private var toCheck: Set<VoteID> = []
    private var checksAll = true
    private var asksForList = false
    private var counted: Set<VoteID> = []
    private var isStopping = false
    // Of the one thread.
    private var marks: [VoteID: VoteMark] = [:]
    private var statuses: [VoteID: (status: VoteStatus, time: Double)] = [:]
    private var list: (seen: String, text: String)?
    private var outside: [Int] = []

    init(_ server: VoteServer, log: ServerLog, patience: Double = 25) {
        self.server = server
        self.log = log
        self.patience = patience
        Thread.detachNewThread { self.run() }
    }

    // MARK: From the requests

    /// Answers when the vote is no longer as the page knows it.
    func wait(_ vote: VoteID, _ known: Known, _ reply: HTTPReply) {
        locked {
            guard !isStopping else { return reply.send(Answers.unavailable) }
            let deadline = Self.now() + patience
            waiters[vote, default: []].append(Waiter(known: known, reply: reply, deadline: deadline))
            toCheck.insert(vote)
        }
    }

    /// Answers when the list of votes and their states is no longer what the page has seen.
    func waitForList(_ seen: String, _ reply: HTTPReply) {
        locked {
            guard !isStopping else { return reply.send(Answers.unavailable) }
            lists.append(ListWaiter(seen: seen, reply: reply, deadline: Self.now() + patience))
            asksForList = true
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
            if toCheck.isEmpty, !checksAll, !asksForList, !isStopping {
                let isWaitedFor = !waiters.isEmpty || !lists.isEmpty
                _ = condition.wait(until: Date(timeIntervalSinceNow: isWaitedFor ? 0.25 : 1))
            }
            let ends = isStopping
            var all = checksAll || toCheck.contains { marks[$0] == nil }
            checksAll = false
            asksForList = false
            toCheck.removeAll()
            let newlyCounted = counted
            condition.unlock()

            if let now = try? server.outsideChanges(), now != outside {
                outside = now
                all = true
                statuses.removeAll()
            }
            if all { refreshMarks() }
            refreshStatuses(newlyCounted)
            answerWaiters(all: ends)
            answerLists(all: ends)
            if ends { return }
        }
    }

    private func refreshMarks() {
        let fresh: [VoteMark]
        do { fresh = try server.marks() } catch { return log.tell(error) }
        for mark in fresh where marks[mark.vote] != mark {
            if marks[mark.vote]?.state != mark.state || marks[mark.vote]?.isAbandoned != mark.isAbandoned {
                log.tell("vote \(mark.vote) state \(mark.isAbandoned ? "abandoned" : mark.state.rawValue)")
            }
            marks[mark.vote] = mark
            statuses[mark.vote] = nil
        }
        list = nil
    }

    /// Counts of the votes that somebody waits for, at most once a second for each.
    private func refreshStatuses(_ newlyCounted: Set<VoteID>) {
        let now = Self.now()
        for vote in newlyCounted {
            if let known = statuses[vote], now - known.time < 1 { continue }
            statuses[vote] = nil
            condition.lock()
            counted.remove(vote)
            condition.unlock()
        }
        for vote in locking({ Array(waiters.keys) }) where statuses[vote] == nil {
            guard let status = try? server.status(of: vote) else { continue }
            statuses[vote] = (status, now)
        }
    }

    private func locking<T>(_ body: () -> T) -> T {
        condition.lock()
        defer { condition.unlock() }
        return body()
    }

    private func answerWaiters(all: Bool) {
        let now = Self.now()
        var answers: [(HTTPReply, HTTPResponse)] = []
        condition.lock()
        for (vote, waiting) in waiters {
            guard let mark = marks[vote], let status = statuses[vote]?.status else {
                // The vote was there when the page asked, so the store cannot be read just now.
                answers += waiting.map { ($0.reply, Answers.unavailable) }
                waiters[vote] = nil
                continue
            }
            let response = Answers.json(Self.text(mark, status))
            let isOver = { (waiter: Waiter) in
                all || waiter.deadline <= now || Self.differs(waiter.known, mark, status)
            }
            answers += waiting.filter(isOver).map { ($0.reply, response) }
            let left = waiting.filter { !isOver($0) }
            waiters[vote] = left.isEmpty ? nil : left
        }
        condition.unlock()
        for (reply, response) in answers { reply.send(response) }
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

    private func answerLists(all: Bool) {
        guard locking({ !lists.isEmpty }) else { return }
        guard let current = currentList() else { return }
        let now = Self.now()
        let response = Answers.json(current.text)
        condition.lock()
        let over = lists.filter { all || $0.deadline <= now || $0.seen != current.seen }
        lists.removeAll { all || $0.deadline <= now || $0.seen != current.seen }
        condition.unlock()
        for waiter in over { waiter.reply.send(response) }
    }

    private func currentList() -> (seen: String, text: String)? {
        if let list { return list }
        guard let votes = try? server.votes() else { return nil }
        let text = Lists.votes(votes)
        let seen = Hex.encode(Digest.sha512(Array(text.utf8)).encoded.prefix(8))
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
