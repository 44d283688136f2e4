import CouncilLaw
import Election

extension Niederschrift {
    /// What was voted on, why by post, until when.
    public struct Head: Hashable, Codable, Sendable {
        /// The postal vote.
        public var vote: JournalID
        /// The electronic vote that was voided.
        public var electronicVote: VoteID?
        /// Whether this was a rehearsal.
        public var rehearsal: Bool
        /// The town.
        public var municipality: String
        /// The council or committee.
        public var body: String
        /// The number of the session.
        public var sessionNumber: String
        /// Its day.
        public var sessionDate: CalendarDate
        /// The day it ended, if another.
        public var sessionEnd: CalendarDate?
        /// The agenda item.
        public var item: String
        /// The subject.
        public var title: String
        /// The question.
        public var question: String
        /// The kind of vote.
        public var kind: VoteKind
        /// The number of the ballot.
        public var wahlgang: Int
        /// The legal basis.
        public var legalBasis: String
        /// The rule set by which the result is judged.
        public var ruleSet: String
        /// Why the vote was held by post.
        public var reason: String
        /// When that was decided.
        public var decided: PostalTime
        /// Who entered the decision.
        public var decidedBy: String
        /// Until when Wahlbriefe had to arrive.
        public var deadline: PostalTime?
        /// Where.
        public var deadlinePlace: String?
        /// Which reading was applied.
        public var reading: DeadlineChoice?
        /// The day as it falls.
        public var literal: CalendarDate?
        /// The next working day.
        public var shifted: CalendarDate?
        /// Why.
        public var deadlineReason: String?
        /// To whom Wahlbriefe were addressed.
        public var recipient: String
        /// The wording of the assurance.
        public var assurance: Assurance
        /// What a Stimmzettel without a mark is.
        public var blank: BlankPaperBallot
        /// Who was pre-selected.
        public var electorateReading: PostalElectorateReading
        /// The members who attended the session but not the item, with the decisions.
        public var differences: [Difference]
        /// Members excluded for the item.
        public var excluded: [String]
    }

    /// A decision about a member.
    public struct Difference: Hashable, Codable, Sendable {
        /// The member.
        public var name: String
        /// Whether the member may vote.
        public var admitted: Bool
        /// Why.
        public var reason: String
    }
}
