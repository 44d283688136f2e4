import Election
import Files
import VoteLaw
import VoteServer
import Words

/// The chair's sentences for the votes of a server.
///
/// The public ones are made once for each length of a log, and once more after a lot, which stands beside it: at a release
/// everybody asks for them at the same moment.
final class SpokenWords: Sendable {
    private struct Key: Hashable {
        let vote: VoteID
        let language: Language
    }
    private let server: VoteServer
    private struct Made {
        let length: Int
        let lot: [UInt8]?
        let text: String
    }
    private let made = Guarded<[Key: Made]>([:])

    init(_ server: VoteServer) {
        self.server = server
    }

    /// What everybody may know.
    func publicWords(of vote: VoteID, in language: Language) throws -> String {
        let mark = try server.mark(of: vote)
        let lot = mark.state == .announced ? try server.file(.lot, of: vote) : nil
        let key = Key(vote: vote, language: language)
        if let known = made.withLock({ $0[key] }), known.length == mark.length, known.lot == lot { return known.text }
        let text = try words(of: vote, log: server.log(of: vote, from: 0), lot: lot, in: language)
        made.withLock { $0[key] = Made(length: mark.length, lot: lot, text: text) }
        return text
    }

    /// The same with the result before it is released, for officers and tellers.
    func wholeWords(of vote: VoteID, _ request: WordsRequest) throws -> String {
        let lot = try server.file(.lot, of: vote)
        return try words(of: vote, log: server.log(of: vote, request.view), lot: lot, in: request.language)
    }

    private func words(of vote: VoteID, log: [UInt8], lot: [UInt8]?, in language: Language) throws -> String {
        let status = try server.status(of: vote)
        let law = try server.file(.law, of: vote)
        let words = VoteWords(
            try EventLog(file: log),
            law: law,
            lot: lot,
            drawn: status.draws,
            cast: status.ballots
        )
        return words.json(in: language)
    }
}
