import CouncilLaw
import Election
import StrictJSON
import VoteLaw
import Words

/// What counts mean by the law that was frozen for their vote, so that the next round can be prepared from them.
///
/// `{"manifest":str,"law":str,"drawn":int,"cast":int,"counts":[int],"language":"de"|"en"}`. It is the officer's page that
/// gives the counts; whoever relies on a result takes it from the record.
struct ResultRequest: DeskRequest {
    let language: Language
    private let manifest: String
    private let law: String
    private let drawn: Int
    private let cast: Int
    private let counts: [Int]

    init(_ value: JSON) throws {
        let fields = try Fields(value, exactly: ["manifest", "law", "drawn", "cast", "counts", "language"])
        language = try fields.language()
        manifest = try fields.string("manifest")
        law = try fields.string("law")
        drawn = try fields.integer("drawn")
        cast = try fields.integer("cast")
        counts = try fields.integers("counts")
    }

    /// The result as `urne vote words --json` has it.
    func answer() throws -> String {
        let known: Manifest
        do { known = try Manifest(parsing: manifest) } catch { throw ErrorCode.badRequest }
        guard counts.count == known.options.count else { throw ErrorCode.badRequest }
        let frame = try LawFile.frame(for: known, Array(law.utf8))
        let blank = frame.votesEach == 1 && known.minimum == 0 ? cast - counts.reduce(0, +) : 0
        do {
            return try VoteResult(frame, drawn: drawn, cast: cast, votes: counts, blank: blank)
                .json(title: known.title, in: language)
        } catch {
            throw Judgement.Reason.refused(error)
        }
    }
}
