import Election
import Files
import VoteLaw
import VoteServer
import Words

/// The chair's sentences for the votes of a server.
///
/// The public ones are made once for each length of a log: at a release everybody asks for them at the same moment.
final class SpokenWords: Sendable {
    private struct Key: Hashable {
        let vote: VoteID
        let language: Language
    }
    private let server: VoteServer
    private let made = Guarded<[Key: (length: Int, text: String)]>([:])

    init(_ server: VoteServer) {
        self.server = server
    }

    /// What everybody may know.
    func publicWords(of vote: VoteID, in language: Language) throws -> String {
        let length = try server.mark(of: vote).length
        let key = Key(vote: vote, language: language)
        if let known = made.withLock({ $0[key] }), known.length == length { return known.text }
        let text = try words(of: vote, log: server.log(of: vote, from: 0), in: language)
        made.withLock { $0[key] = (length, text) }
        return text
    }

    /// The same with the result before it is released, for officers and tellers.
    func wholeWords(of vote: VoteID, _ request: WordsRequest) throws -> String {
        try words(of: vote, log: server.log(of: vote, request.view), in: request.language)
    }

    private func words(of vote: VoteID, log: [UInt8], in language: Language) throws -> String {
        let status = try server.status(of: vote)
        let law = try server.file(.law, of: vote)
        let words = VoteWords(try EventLog(file: log), law: law, drawn: status.draws, cast: status.ballots)
        return words.json(in: language)
    }
}
