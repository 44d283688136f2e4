import Election
import Files
import VoteServer

/// The files of records as they were last read, so that ten thousand readers do not read the store ten thousand times.
///
/// An entry holds as long as the vote's log has not grown and no journal ended it; every other change of a file would be
/// a damage. A small log is always read anew.
final class PublishedFiles: Sendable {
    private struct Key: Hashable {
        let vote: VoteID
        let file: RecordFile
    }
    private struct Entry {
        let length: Int
        let isAbandoned: Bool
        let bytes: [UInt8]?
        var used: Int
    }
    private let server: VoteServer
    private let state = Guarded<(entries: [Key: Entry], clock: Int)>(([:], 0))
    /// Bytes kept at most, about.
    private let room = 256 << 20

    init(_ server: VoteServer) {
        self.server = server
    }

    func file(_ file: RecordFile, of vote: VoteID) throws -> [UInt8]? {
        let mark = try server.mark(of: vote)
        let key = Key(vote: vote, file: file)
        let known: Entry? = state.withLock { state in
            state.clock += 1
            guard let entry = state.entries[key] else { return nil }
            // Roll and law never change.
            let isFixed = file == .roll || file == .law
            guard isFixed || (entry.length == mark.length && entry.isAbandoned == mark.isAbandoned) else { return nil }
            state.entries[key]?.used = state.clock
            return entry
        }
        if let known { return known.bytes }
        let bytes = try server.file(file, of: vote)
        // An act beside the log does not lengthen it.
        guard ![.log, .abandonment, .lot].contains(file) else { return bytes }
        state.withLock { state in
            let entry = Entry(length: mark.length, isAbandoned: mark.isAbandoned, bytes: bytes, used: state.clock)
            state.entries[key] = entry
            var total = state.entries.values.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
            while total > room, let oldest = state.entries.min(by: { $0.value.used < $1.value.used }) {
                total -= oldest.value.bytes?.count ?? 0
                state.entries[oldest.key] = nil
            }
        }
        return bytes
    }
}
