import CouncilLaw
import Election

/// By what a vote is judged, frozen before it is opened: the file `law.json` (protocol section 8).
///
/// It is a ``LegalFrame`` without the words on the ballot. Those are in the manifest, and ``options`` says for each of its
/// option ids what it means.
public struct LawFile: Hashable, Sendable {
    /// The version of the format this program writes and reads.
    public static let version = 1

    /// What an option of the manifest means.
    public struct Option: Hashable, Sendable {
        /// The manifest's id.
        public let id: String
        /// What it means to the law.
        public let meaning: OptionMeaning
        /// The number of people on a list, or nil if it is long enough.
        public let people: Int?

        /// The meaning of the option with this id.
        public init(id: String, meaning: OptionMeaning, people: Int? = nil) {
            self.id = id
            self.meaning = meaning
            self.people = people
        }
    }

    /// The options in the order of the ballot.
    public let options: [Option]
    /// The frame; its options are named by their ids.
    private let frame: LegalFrame

    /// Freezes a frame for the options of a manifest.
    ///
    /// `frame` has one option for each of `ids`, in the same order; its labels are not kept.
    public init(_ frame: LegalFrame, ids: [String]) throws(InvalidInput) {
        guard ids.count == frame.options.count else { throw InvalidInput(.option, .missing) }
        options = zip(ids, frame.options).map { Option(id: $0, meaning: $1.meaning, people: $1.people) }
        self.frame = try frame.with(labels: ids)
        try check()
    }

    /// What was frozen, with the words on the ballot, in the order of the options.
    public func frame(labels: [String]) throws(InvalidInput) -> LegalFrame {
        try frame.with(labels: labels)
    }

    /// What was frozen, with the options named by their ids.
    public var unlabelled: LegalFrame { frame }

    /// What a frame alone does not ask for.
    private func check() throws(InvalidInput) {
        let codes = Set(LeftOutReason.codes)
        for (code, count) in frame.leftOut.sorted(by: { $0.key < $1.key }) {
            guard codes.contains(code) else { throw InvalidInput(.excluded, .unknown(code)) }
            guard count >= 1 else { throw InvalidInput(.excluded, .zero) }
            guard count <= Limit.count else { throw InvalidInput(.excluded, .tooLarge(limit: Limit.count)) }
        }
        let excluded = frame.leftOut[LeftOutReason.excluded.code] ?? 0
        guard frame.excluded == excluded else {
            throw InvalidInput(.excluded, .doesNotAddUp(expected: excluded, found: frame.excluded))
        }
        guard frame.ruleSet.validFrom <= frame.session else {
            throw InvalidInput(.session, .notCovered("\(frame.session)"))
        }
        if frame.kind == .motion, let missing = frame.numberMissingForMajority { throw InvalidInput(missing, .missing) }
    }
}

extension LegalFrame {
    /// The same frame with other words on the ballot.
    func with(labels: [String]) throws(InvalidInput) -> LegalFrame {
        guard labels.count == options.count else { throw InvalidInput(.option, .missing) }
        return try LegalFrame(
            kind: kind,
            matter: matter,
            session: session,
            ruleSet: ruleSet,
            settings: settings,
            entitled: entitled,
            present: present,
            excluded: excluded,
            leftOut: leftOut,
            options: zip(labels, options).map { BallotOption($0, $1.meaning, people: $1.people) },
            seats: seats,
            round: round,
            majority: majority,
            numbers: numbers,
            circumstances: circumstances
        )
    }

    /// The number of which the majority is taken, if it is not known.
    fileprivate var numberMissingForMajority: InvalidInput.Argument? {
        switch majority.base {
        case .yesAndNo, .validVotes: nil
        case .present: numbers.present == nil ? .present : nil
        case .statutory: numbers.statutory == nil ? .statutory : nil
        case .inOffice: numbers.inOffice == nil ? .members : nil
        }
    }
}
