import Election
import Files
import Foundation
import StrictJSON

/// Whether the session stands still, and whether it is a rehearsal: all that everybody may know of a session's journal.
///
/// The session is the one in whose journal something of a sitting was entered last, since a journal has no end and the
/// next sessions may be prepared already; before any sitting, the one that was opened last. Ten thousand pages ask, so
/// the journals are looked at once a second at most, and at once after an entry that came through this process.
public final class SessionNow: Sendable {
    /// What is told.
    public struct Answer: Hashable, Sendable {
        /// The chair has interrupted the session, and it does not go on yet.
        public internal(set) var isPaused = false
        /// Nothing in this session is for real.
        public internal(set) var isRehearsal = false
    }

    private struct State {
        var known: (answer: Answer, time: Double)?
        /// How far each journal was read, and what follows from that.
        var sessions: [JournalID: Standing] = [:]
    }

    private let journals: JournalStore
    private let state = Guarded(State())

    /// The sessions of a store.
    public init(_ journals: JournalStore) { self.journals = journals }

    /// An entry was taken, perhaps.
    public func changed() { state.withLock { $0.known = nil } }

    /// What holds now; throws a `DatabaseError`.
    public func answer() throws -> Answer {
        try state.withLock { state in
            let time = ProcessInfo.processInfo.systemUptime
            if let known = state.known, time - known.time < 1 { return known.answer }
            let answer = try Self.look(journals, &state.sessions)
            state.known = (answer, time)
            return answer
        }
    }

    /// `{"paused":bool,"rehearsal":bool}`.
    public func text() throws -> String {
        let answer = try answer()
        var writer = JSONWriter()
        writer.add("paused", answer.isPaused)
        writer.add("rehearsal", answer.isRehearsal)
        return writer.object
    }

    private static func look(_ journals: JournalStore, _ sessions: inout [JournalID: Standing]) throws -> Answer {
        var newest: Standing?
        for summary in try journals.all() {
            guard let journal = try journals.journal(summary.id) else { continue }
            var standing = sessions[summary.id] ?? Standing()
            standing.take(journal.entries)
            sessions[summary.id] = standing
            guard standing.isSession else { continue }
            if let other = newest, (standing.sat, standing.opened) < (other.sat, other.opened) { continue }
            newest = standing
        }
        return newest?.answer ?? Answer()
    }

    /// What follows from the entries of one journal.
    private struct Standing {
        var answer = Answer()
        var isSession = false
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
                    if case .bool(let isRehearsal)? = Self.value("rehearsal", of: entry) {
                        answer.isRehearsal = isRehearsal
                    }
                case "decision":
                    if case .string("pause")? = Self.value("decision", of: entry) { answer.isPaused = true }
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
