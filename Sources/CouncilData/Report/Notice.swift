/// Something an import tolerated or found out, which the reader of the list should know.
public struct Notice: Hashable, Sendable {
    /// The name of the file.
    public let file: String
    /// The OParl object, or nil.
    public let object: String?
    /// The line, where the format has lines.
    public let line: Int?
    /// What it is.
    public let kind: Kind

    /// A notice on an object or line of a file.
    public init(file: String, object: String? = nil, line: Int? = nil, kind: Kind) {
        self.file = file
        self.object = object
        self.line = line
        self.kind = kind
    }

    /// What was tolerated or found out.
    public enum Kind: Hashable, Sendable {
        // Files and pages.
        case windows1252, byteOrderMark, controlCharacters
        case emptyArrayForPage, noOParlInFile, unknownObject
        case nextPageMissing(url: String)

        // Values of OParl objects.
        case missingType(inferred: String)
        case unusualType(found: String)
        case missingID, deletedSkipped, objectTwice
        case singleForList(field: String)
        case listForSingle(field: String)
        case embeddedForURL(field: String)
        case danglingReference(field: String)
        case emptyText(field: String)
        case noBreakSpace(field: String)
        case hiddenCharacters(field: String)
        case numberForText(field: String)
        case textForBool(field: String)
        case unusualDate(field: String, found: String)
        case unreadableDate(field: String, found: String)
        case wrongKind(field: String)

        // The body, the council and its members.
        case source(product: String, version: String)
        case agsRepaired(found: String, used: String)
        case agsUnusable(found: String)
        case otherBodyLeftOut
        case councilChosen(name: String, count: Int)
        case typeFromName(used: String)
        case nonVotingLeftOut, severalMemberships, earlierTerm
        case unknownFaction(faction: String)
        case nameComposed, familyNameGuessed, personNamelessLeftOut
        case sameName(name: String)
        case memberCountAgrees(found: Int, day: CalendarDay)
        case memberCountDiffers(found: Int, expected: Int, day: CalendarDay)
        case memberCountUnknown(found: Int, day: CalendarDay)

        // Importing again.
        case memberNew(p: String, name: String)
        case memberGone(p: String, name: String)
        case nameChanged(p: String, earlier: String, now: String)
        case keptFromEarlier(field: String)

        // The meeting.
        case noMeeting
        case meetingChosen(name: String, count: Int)
        case meetingCancelled, meetingStateMissing, participantMissing
        case endBeforeStart, startMissing
        case orderStartsAtOne
        case orderRepeats(order: Int)
        case publicMissing
        case numberRepeats(number: String)

        // Tables.
        case unknownColumn(name: String)
        case absentColumn(name: String)
        case shortRow
        case withoutVote(role: String)
        case unknownRole(role: String, count: Int)
        case unusualEmail(found: String)
    }
}

extension Notice.Kind {
    /// How much a notice matters to the officer.
    public enum Weight: Int, Comparable, Sendable {
        /// Good to know.
        case information
        /// A defect of the file that has no consequence.
        case tolerated
        /// Something a person must look at: the outcome may be wrong.
        case check

        /// Less important ones are smaller.
        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// How much this notice matters.
    public var weight: Weight {
        switch self {
        case .source, .councilChosen, .memberCountAgrees, .memberCountUnknown, .memberNew, .memberGone, .meetingChosen,
            .withoutVote, .nonVotingLeftOut, .keptFromEarlier, .absentColumn, .unknownColumn, .noOParlInFile:
            .information
        case .nextPageMissing, .danglingReference, .unreadableDate, .wrongKind, .agsUnusable, .otherBodyLeftOut,
            .earlierTerm, .unknownFaction, .personNamelessLeftOut, .sameName, .memberCountDiffers, .nameChanged,
            .noMeeting, .startMissing, .publicMissing, .unusualEmail, .unknownObject, .hiddenCharacters,
            .numberRepeats, .unknownRole:
            .check
        default: .tolerated
        }
    }
}
