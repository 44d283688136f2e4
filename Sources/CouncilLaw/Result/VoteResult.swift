/// What was decided, for each kind of vote.
public enum Decision: Hashable, Sendable {
    case motion(MotionOutcome)
    case election(ElectionOutcome)
    case seats(Allotment)
    case deputyMayors(DeputyMayors)
    /// The run-off of two or more lists for the deputy mayors; its tie is left to the lot.
    case deputyRunoff(DeputyRunoff)
    /// Not a vote was cast for any list, so no seat is allotted.
    case nothing
}

/// The result of a vote: one value for the screen, the paper, the file and the chair's words.
///
/// It exists only if all control equations hold, and it follows from the frame and the counts alone.
public struct VoteResult: Hashable, Sendable {
    /// By what it was judged.
    public let frame: LegalFrame
    /// The counts.
    public let counts: CountSheet
    /// What was decided.
    public let decision: Decision
    /// Where the law can be read in another way, with the reading that was followed.
    public let questions: [OpenQuestion]

    /// Judges counts that somebody wrote down; refused if an equation does not hold.
    public init(_ frame: LegalFrame, _ counts: CountSheet) throws(ResultRefusal) {
        let broken = counts.broken + frame.mismatches(counts)
        guard broken.isEmpty else { throw .broken(broken) }
        self.frame = frame
        self.counts = counts
        do throws(InvalidInput) {
            decision = try frame.decide(counts)
        } catch {
            throw .impossible(error)
        }
        let raised = Set(decision.questions.map(\.code))
        questions = decision.questions + frame.questions.filter { !raised.contains($0.code) }
    }

    /// Judges the votes of each option in the order of the ballot.
    ///
    /// `cast` is the number of ballots; an electronic ballot that names nothing at all counts as an abstention, like the
    /// option of that meaning. `surplus` is how many envelopes of paper there are more than people who may vote.
    public init(
        _ frame: LegalFrame,
        drawn: Int,
        cast: Int,
        votes: [Int],
        blank: Int = 0,
        rejectedAsInvalid: Int = 0,
        surplus: Int = 0
    ) throws(ResultRefusal) {
        guard votes.count == frame.options.count else {
            throw .impossible(InvalidInput(.votes, .doesNotAddUp(expected: frame.options.count, found: votes.count)))
        }
        do throws(InvalidInput) {
            for count in votes + [drawn, cast, blank, rejectedAsInvalid] { try count.checked(.votes) }
        } catch {
            throw .impossible(error)
        }
        let labelled = zip(frame.options, votes)
        func sum(_ meaning: OptionMeaning) -> Int {
            labelled.reduce(0) { $0 + ($1.0.meaning == meaning ? $1.1 : 0) }
        }
        let abstentions = sum(.abstention) + blank
        let invalid = sum(.invalid) + rejectedAsInvalid
        let counting = labelled.filter { $0.0.meaning != .abstention && $0.0.meaning != .invalid }
        let counts = CountSheet(
            entitled: frame.entitled,
            present: frame.present,
            excluded: frame.excluded,
            drawn: drawn,
            cast: cast,
            gap: drawn - cast,
            valid: cast - abstentions - invalid,
            invalid: invalid,
            abstentions: abstentions,
            options: counting.map { Votes($0.0.label, $0.1) },
            votesEach: frame.votesEach,
            surplus: surplus
        )
        try self.init(frame, counts)
    }
}

/// Why a result may not be released.
public enum ResultRefusal: Error, Hashable, Sendable {
    /// Control equations that do not hold.
    case broken([BrokenEquation])
    /// Numbers that no rule can judge.
    case impossible(InvalidInput)

    /// The refusal in words.
    public var statements: [Statement] {
        switch self {
        case .broken(let equations): equations.map(\.statement)
        case .impossible(let input): [input.statement]
        }
    }
}

extension VoteResult {
    /// The smallest number of votes that was enough, where a majority decides.
    public var majorityNeeded: Int? {
        switch decision {
        case .motion(let outcome): outcome.needed
        case .election(let outcome): outcome.needed
        case .seats, .deputyMayors, .deputyRunoff, .nothing: nil
        }
    }

    /// The number of votes for the motion or for the best candidate.
    public var majorityReached: Int? {
        switch decision {
        case .motion(let outcome): outcome.count.yes
        case .election(let outcome): outcome.count.ranked.first?.votes
        case .seats, .deputyMayors, .deputyRunoff, .nothing: nil
        }
    }

    /// How it goes on, if it does.
    public var next: NextStep? {
        switch decision {
        case .motion, .nothing: nil
        case .election(let outcome): outcome.next
        case .seats(let allotment): allotment.lots.first.map(NextStep.lot)
        case .deputyMayors(let deputies): deputies.next
        case .deputyRunoff(let runoff): runoff.lot.map(NextStep.lot)
        }
    }

    /// Whether everything is decided.
    public var isFinal: Bool { next == nil }

    /// The result with the lot a human drew.
    public func settled(by entry: LotEntry) throws(LotRefusal) -> VoteResult {
        switch decision {
        case .election(let outcome): VoteResult(self, .election(try outcome.settled(by: entry)))
        case .seats(let allotment): VoteResult(self, .seats(try allotment.settled(by: entry)))
        case .deputyRunoff(let runoff): VoteResult(self, .deputyRunoff(try runoff.settled(by: entry)))
        case .deputyMayors, .motion, .nothing: throw .noTie
        }
    }

    private init(_ result: VoteResult, _ decision: Decision) {
        frame = result.frame
        counts = result.counts
        questions = result.questions
        self.decision = decision
    }
}
