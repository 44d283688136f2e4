import CouncilLaw

/// A print job: everything that the kits of one postal vote say.
///
/// The Stimmzettel is made of the vote alone, once; no value of a kit reaches it.
public struct KitPrint: Sendable {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// The day of the letters.
    public var date: CalendarDate
    /// Why the vote is held by post; whole sentences.
    public var reason: String
    /// Ways to hand in, one sentence each.
    public var handingIn: [String]
    /// When and where is counted.
    public var count: PaperMeeting?
    /// Who signs.
    public var signer: Signer
    /// The wording on the Wahlschein.
    public var assurance: Assurance
    /// What can be chosen, in order.
    public var options: [String]
    /// How many options a voter may choose.
    public var votes: Int
    /// A blank Stimmzettel is an abstention.
    public var isBlankAbstention: Bool
    /// The Stimmzettel is in large print, for everybody.
    public var hasLargeStimmzettel: Bool
    /// The letter on the blue envelopes that tells the votes of one session apart.
    public var mark: String?
    /// The number of the Wahlschein stands on the red envelope, also as a QR code.
    public var printsNumberOutside: Bool
    /// The town pays the postage of the red envelope.
    public var isPostagePaid: Bool
    /// The kits, in the order of printing.
    public var kits: [Kit]

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        deadline: PaperDeadline,
        date: CalendarDate,
        reason: String,
        handingIn: [String],
        count: PaperMeeting? = nil,
        signer: Signer,
        assurance: Assurance = .sworn,
        options: [String],
        votes: Int = 1,
        isBlankAbstention: Bool = false,
        hasLargeStimmzettel: Bool = false,
        mark: String? = nil,
        printsNumberOutside: Bool = true,
        isPostagePaid: Bool = true,
        kits: [Kit]
    ) {
        self.frame = frame
        self.deadline = deadline
        self.date = date
        self.reason = reason
        self.handingIn = handingIn
        self.count = count
        self.signer = signer
        self.assurance = assurance
        self.options = options
        self.votes = votes
        self.isBlankAbstention = isBlankAbstention
        self.hasLargeStimmzettel = hasLargeStimmzettel
        self.mark = mark
        self.printsNumberOutside = printsNumberOutside
        self.isPostagePaid = isPostagePaid
        self.kits = kits
    }

    /// One kit.
    public struct Kit: Sendable {
        /// The number of the Wahlschein, as people read it.
        public var number: String
        /// What the QR code holds.
        public var scan: String
        /// The member.
        public var recipient: Recipient
        /// The number of the Wahlschein that this one replaces.
        public var replaces: String?

        /// A value with these parts.
        public init(number: String, scan: String, recipient: Recipient, replaces: String? = nil) {
            self.number = number
            self.scan = scan
            self.recipient = recipient
            self.replaces = replaces
        }
    }

    func anschreiben(_ kit: Kit) -> Anschreiben {
        Anschreiben(
            frame: frame,
            deadline: deadline,
            recipient: kit.recipient,
            number: kit.number,
            scan: kit.scan,
            date: date,
            reason: reason,
            handingIn: handingIn,
            count: count,
            signer: signer
        )
    }

    func wahlschein(_ kit: Kit) -> Wahlschein {
        Wahlschein(
            frame: frame,
            deadline: deadline,
            recipient: kit.recipient,
            number: kit.number,
            scan: kit.scan,
            assurance: assurance,
            date: date,
            replaces: kit.replaces,
            signer: signer
        )
    }

    func wahlbriefumschlag(_ kit: Kit) -> Wahlbriefumschlag {
        Wahlbriefumschlag(
            frame: frame,
            deadline: deadline,
            outside: printsNumberOutside ? .init(number: kit.number, scan: kit.scan) : nil,
            isPostagePaid: isPostagePaid
        )
    }

    /// The one Stimmzettel of this vote.
    public var stimmzettel: Stimmzettel {
        Stimmzettel(frame: frame, deadline: deadline, options: options, votes: votes, isLargePrint: hasLargeStimmzettel)
    }

    /// The one print of the blue envelope.
    public var stimmzettelumschlag: Stimmzettelumschlag {
        Stimmzettelumschlag(frame: frame, deadline: deadline, mark: mark)
    }

    /// The Merkblatt, of which there are two: ordinary and large.
    public func merkblatt(isLargePrint: Bool) -> Merkblatt {
        Merkblatt(
            frame: frame,
            deadline: deadline,
            handingIn: handingIn,
            votes: votes,
            assurance: assurance,
            isBlankAbstention: isBlankAbstention,
            isLargePrint: isLargePrint
        )
    }
}
