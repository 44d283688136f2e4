import CouncilLaw
import Election
import Ristretto255

extension Journal {
    /// The start of a postal vote, as its entry says it and nothing else in the journal; nil where there is none to read.
    public var postalStart: PostalAct.Start? {
        guard entries.count > 1, let act = try? PostalAct(type: entries[1].type, body: entries[1].body),
            case .start(let start) = act
        else { return nil }
        return start
    }
}

extension PostalAct.Start {
    /// Whether this would send to the post what another start sent there already: one vote, or one item in one Wahlgang.
    public func repeats(_ other: Self) -> Bool {
        let sameVote = vote != nil && vote == other.vote
        let sameItem =
            session == other.session && item == other.item && title == other.title && wahlgang == other.wahlgang
        return sameVote || sameItem
    }
}

extension PostalAct {
    /// The decision to vote by post: the void of the electronic vote and the fallback are one act.
    public struct Start: Hashable, Codable, Sendable {
        /// The electronic vote that was voided.
        public var vote: VoteID?
        /// The head of its log after the void.
        public var voidHead: Digest?
        /// The postal vote whose narrower election this is.
        public var earlier: JournalID?
        /// Why the vote is held by post.
        public var reason: String
        /// On what it rests.
        public var legalBasis: String
        /// The session.
        public var session: PostalSession
        /// The agenda item.
        public var item: String
        /// The subject.
        public var title: String
        /// What is asked on the Stimmzettel.
        public var question: String
        /// The kind of vote.
        public var kind: VoteKind
        /// The number of the ballot, from 1.
        public var wahlgang: Int
        /// The seats to fill; one in a motion.
        public var seats: Int
        /// The options in the order of the Stimmzettel.
        public var options: [PostalOption]
        /// The text of `law.json`: by what the result will be judged, see
        /// ``law(kind:session:options:seats:round:blank:)``.
        public var law: String
        /// What the town decided.
        public var settings: PostalSettings
        /// Whether this is a rehearsal, in which times may be invented.
        public var rehearsal: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            vote: VoteID? = nil,
            voidHead: Digest? = nil,
            earlier: JournalID? = nil,
            reason: String,
            legalBasis: String,
            session: PostalSession,
            item: String,
            title: String,
            question: String,
            kind: VoteKind,
            wahlgang: Int = 1,
            seats: Int = 1,
            options: [PostalOption],
            law: String,
            settings: PostalSettings,
            rehearsal: Bool = false,
            at: PostalTime
        ) {
            self.vote = vote
            self.voidHead = voidHead
            self.earlier = earlier
            self.reason = reason
            self.legalBasis = legalBasis
            self.session = session
            self.item = item
            self.title = title
            self.question = question
            self.kind = kind
            self.wahlgang = wahlgang
            self.seats = seats
            self.options = options
            self.law = law
            self.settings = settings
            self.rehearsal = rehearsal
            self.at = at
        }
    }
}
