import Election
import Foundation
import Journals
import RemoteServer
import VoteServer

extension Invocation {
    /// Refuses what must wait while the chair has interrupted the session of the vote.
    ///
    /// No token, no ballot, no step of the vote, no share. A void does not wait, nor does a ballot that was sent before and
    /// whose answer was lost.
    ///
    /// Throws ``CommandError/paused``.
    func requireNoPause(on service: any VoteService) throws {
        if try isPaused(vote(on: service), service) { throw CommandError.paused }
    }

    private func isPaused(_ vote: VoteID, _ service: any VoteService) throws -> Bool {
        if let remote = service as? RemoteServer { return try remote.isPaused(vote) }
        // A folder in which no session was ever kept gets no file from looking.
        guard FileManager.default.fileExists(atPath: dataPath + "/journal.sqlite") else { return false }
        let sessions = try SessionNow(JournalStore(folder: dataPath))
        return try sessions.answer(for: vote) { try service.publicLog(of: vote).manifest?.title }.isPaused
    }
}
