import Election
import Files
import Foundation
import StrictJSON

/// Whether a session stands still, and whether it is a rehearsal: all that everybody may know of a session's journal.
///
/// A vote belongs to the session in whose journal it is entered, and only that one's interruption holds it: a rehearsal
/// or a committee may sit on the same evening. For a vote that no journal speaks of, and where nobody asks about a vote,
/// it is the session in whose journal something of a sitting was entered last, since a journal has no end and the next
/// sessions may be prepared already; before any sitting, the one that was opened last. Of several sessions of that day an
/// interruption of any holds, since nobody knows which one is meant; but a vote whose title has the mark of a rehearsal
/// is held by rehearsals alone, and any other vote by none.
///
/// Ten thousand pages ask, so the journals are looked at once a second at most, and at once after an entry that came
/// through this process.
public final class SessionNow: Sendable {
    /// What is told.
    public struct Answer: Hashable, Sendable {
        /// The chair has interrupted the session, and it does not go on yet.
        public internal(set) var isPaused = false
        /// Nothing in this session is for real.
        public internal(set) var isRehearsal = false
    }

    /// What is told of the session that sits, and of the votes that journals speak of.
    private struct Known {
        var sitting = Answer()
        /// The same among rehearsals, and among sessions that are meant.
        var rehearsing = Answer()
        var meant = Answer()
        var votes: [VoteID: Answer] = [:]
    }

    private struct State {
        var known: (answers: Known, time: Double)?
        /// How far each journal was read, and what follows from that.
        var sessions: [JournalID: Standing] = [:]
    }

    private let journals: JournalStore
    private let state = Guarded(State())

    /// The sessions of a store.
    public init(_ journals: JournalStore) { self.journals = journals }

    /// An entry was taken, perhaps.
    public func changed() { state.withLock { $0.known = nil } }

    /// What holds now for a vote; without one, in the session that sits.
    ///
    /// The vote's title is asked for only if no journal speaks of the vote. Throws a `DatabaseError`, or what the title
    /// throws.
    public func answer(for vote: VoteID? = nil, titled title: () throws -> String? = { nil }) throws -> Answer {
        let known = try known()
        guard let vote else { return known.sitting }
        if let answer = known.votes[vote] { return answer }
        guard let title = try title() else { return known.sitting }
        return RehearsalMark.stands(before: title) ? known.rehearsing : known.meant
    }

    /// `{"paused":bool,"rehearsal":bool}`.
    public func text(for vote: VoteID? = nil, titled title: () throws -> String? = { nil }) throws -> String {
        let answer = try answer(for: vote, titled: title)
        var writer = JSONWriter()
        writer.add("paused", answer.isPaused)
        writer.add("rehearsal", answer.isRehearsal)
        return writer.object
    }

    /// Another text as soon as any answer is another one.
    public func mark() throws -> String {
        let known = try known()
        let held = known.votes.filter(\.value.isPaused).map(\.key.description).sorted()
        let paused = [known.sitting, known.rehearsing, known.meant].map { "\($0.isPaused)" }
        return (paused + ["\(known.sitting.isRehearsal)"] + held).joined(separator: " ")
    }

    private func known() throws -> Known {
        try state.withLock { state in
            let time = ProcessInfo.processInfo.systemUptime
            if let known = state.known, time - known.time < 1 { return known.answers }
            let answers = try Self.look(journals, &state.sessions)
            state.known = (answers, time)
            return answers
        }
    }

    private static func look(_ journals: JournalStore, _ sessions: inout [JournalID: Standing]) throws -> Known {
        var all: [Standing] = []
        for summary in try journals.all() {
            guard let journal = try journals.journal(summary.id) else { continue }
            var standing = sessions[summary.id] ?? Standing()
            standing.take(journal.entries)
            sessions[summary.id] = standing
            if standing.isSession { all.append(standing) }
        }
        var known = Known()
        for session in all {
            for vote in session.votes {
                // Where two journals speak of a vote, the interruption of either holds it.
                known.votes[vote, default: session.answer].isPaused =
                    known.votes[vote]?.isPaused == true || session.answer.isPaused
            }
        }
        known.sitting = sitting(of: all)
        known.rehearsing = sitting(of: all.filter(\.answer.isRehearsal))
        known.meant = sitting(of: all.filter { !$0.answer.isRehearsal })
        return known
    }

    private static func sitting(of sessions: [Standing]) -> Answer {
        guard let newest = sessions.max(by: { ($0.sat, $0.opened) < ($1.sat, $1.opened) }) else { return Answer() }
        var answer = newest.answer
        answer.isPaused = sessions.contains { $0.answer.isPaused && $0.date == newest.date }
        return answer
    }

    /// What follows from the entries of one journal.
    private struct Standing {
        var answer = Answer()
        var isSession = false
        /// Those that are entered in it.
        var votes: Set<VoteID> = []
        /// The session's day, as its leader wrote it.
        var date = ""
        /// When, as the entries say it, in seconds; 0 for never.
        var opened = 0.0
        var sat = 0.0
        private var read = 0

        /// The acts of a sitting; all others can be days before it.
        private static let ofSitting: Set = [
            "attendance", "exclude", "readmit", "vote", "disturbance", "decision", "resumed",
        ]

        /// Takes the entries that are new; what cannot be read means nothing, pages refuse it.
        mutating func take(_ entries: [Event]) {
            for entry in entries.dropFirst(read) {
                switch entry.type {
                case Journal.opening: opened = Self.time(entry)
                case "session":
                    isSession = true
                    if case .string(let text)? = Self.value("date", of: entry) { date = text }
                    if case .bool(let isRehearsal)? = Self.value("rehearsal", of: entry) {
                        answer.isRehearsal = isRehearsal
                    }
                case "decision":
                    if case .string("pause")? = Self.value("decision", of: entry) { answer.isPaused = true }
                case "vote":
                    if case .string(let text)? = Self.value("vote", of: entry), let vote = VoteID(hex: text) {
                        votes.insert(vote)
                    }
                case "resumed": answer.isPaused = false
                default: break
                }
                if Self.ofSitting.contains(entry.type) { sat = max(sat, Self.time(entry)) }
            }
            read = entries.count
        }

        private static func value(_ name: String, of entry: Event) -> JSON? {
            guard case .object(let object)? = try? JSON(strict: Array(entry.body.utf8)) else { return nil }
            return object[name]
        }

        private static func time(_ entry: Event) -> Double {
            guard case .string(let text)? = value("at", of: entry) else { return 0 }
            // In the zone of the device that wrote it.
            return (try? Date(text, strategy: .iso8601))?.timeIntervalSince1970 ?? 0
        }
    }
}
