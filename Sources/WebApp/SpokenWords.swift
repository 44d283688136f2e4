import Election
import VoteLaw
import VoteServer
import Words

/// The chair's sentences for one vote, from the log as the reader may see it.
struct SpokenWords {
    private let words: VoteWords

    /// `log` is the public log, or the whole one for whoever showed that they may read it.
    init(_ vote: VoteID, on server: VoteServer, log: [UInt8]) throws {
        let status = try server.status(of: vote)
        words = VoteWords(
            try EventLog(file: log),
            law: try server.file(.law, of: vote),
            drawn: status.draws,
            cast: status.ballots
        )
    }

    func json(in language: Language) -> String { words.json(in: language) }
}
