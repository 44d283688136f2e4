import CouncilLaw
import StrictJSON
import Words

/// The rules of a postal vote that an act can break; the sentence in the catalogue is `postal.rule.` and the case's name.
public enum PostalRule: String, CaseIterable, Sendable {
    // Form
    case json, malformed, unreadable, unknownType, withdrawalImpossible
    // Order and time
    case wrongOrder, isOver, timeGoesBack, clock
    // Start, electorate, deadline
    case startTwice, startFirst, sameVoteTwice, voidHead, optionTwice, labelTwice, optionsFew
    case law, blankOtherwise, frozenOtherwise, setting, rehearsalOfMeant, meantAfterRehearsal
    case personTwice, presentWithoutAttending, decisionMissing, decisionUnexpected, nobody
    case excludedFewer, excludedOthers, excludedAdmitted, newlyExcluded, rollForgotten
    case deadlineDays, deadlineDay, deadlineReason, exceptionReason, deadlineTime, deadlinePast
    case deadlineKitIsOut, deadlineLetterIsHere
    // Kits and letters
    case kits, numberForeign, numberTwice, numberUnknown, numberReplaced, samePerson, otherProof
    case alreadySent, sentAfterLetter, notSent, returnedTwice, returnedAfterLetter, authority, notCredible
    case letterIsHere, afterDeadline
    case running, receivedTwice, arrivalInFuture, arrivalTooEarly, reachedTime, otherOffice, firstEmptying
    // Board
    case notEarly, earlyReason, lettersOutstanding, notInBoard, alreadyInBoard, onlyCouncil, observerUnknown
    case nobodyThere, onlyOfficials, voterCounts, voterAsOfficial
    case tooFewOfficials, noChair, noClerk, handedOver, notInstructed, urnNotEmpty, urnNotClosed, urnUnchecked
    // Admission
    case letterUnknown, letterLate, letterDecided, groundFound, groundMissing, groundOrder
    case needsResolution, resolutionOtherwise, rejectionVotes, notObjected, resolutionExists, votesIncomplete,
        voteOfStranger, tieWithoutChair, notResealed,
        unopened
    case lettersOpen, notWaited
    // Count
    case envelopesMatch, explanation, notMixed, ballotsDoNotFit, emptyEnvelopes, stackSum
    case doubtfulNumber, doubtfulAll, doubtRuling, doubtOptions, notCarried
    case stackEmpty, stackDone, round, tellerTwice, twoTallies, notThird, tallyMissing, openingDiffers, agreedDiffers
    case field, resultDiffers, resultRefused, lot, lotOpen, recountSigned
    // End
    case notPublic, recordText, textVersion, signature, notAtCount, signedTwice, refusedTwice
    case packages, packageCount, confirmation, handedOverTwice, addendumTwice
    case held, notDue, destroyedTwice, receiptBookDestroyed, noHold
}

/// Why an act was refused: which rule, and what fills the holes of its sentence.
///
/// Never carries a teller's numbers; it is shown and may be logged.
public struct PostalRefusal: Error, Hashable, Sendable {
    /// What fills a hole.
    public enum Hole: Hashable, Sendable {
        case text(String)
        case number(Int)
        /// A moment, which is shown as people write it.
        case time(PostalTime)
        /// A day, likewise.
        case day(CalendarDate)
        /// A word with a key of its own in the catalogue.
        case word(String)
        /// A sentence of another room, in both languages.
        case sentence(german: String, english: String)

        /// A field of a body as people call it; its own name if there is no word for it.
        static func field(_ name: String) -> Self {
            let key = "postal.textField.\(name)"
            return Words.all(in: .german)[key] == nil ? .text(name) : .word(key)
        }
    }

    /// The rule.
    public let rule: PostalRule
    /// The holes by name.
    public let holes: [String: Hole]

    /// A refusal.
    public init(_ rule: PostalRule, _ holes: [String: Hole] = [:]) {
        self.rule = rule
        self.holes = holes
    }

    /// The refusal of a body that could not be read.
    init(_ error: any Error) {
        switch error {
        case let refusal as PostalRefusal: self = refusal
        case let fault as JSONFault:
            func text(_ language: Language) -> String {
                Words.sentence(fault.words.key, fault.words.holes, in: language)
            }
            self.init(.json, ["fault": .sentence(german: text(.german), english: text(.english))])
        case ActCodingFault.unreadable(let field): self.init(.unreadable, ["field": .field(field)])
        default: self.init(.malformed)
        }
    }

    /// One line for people: what is wrong, and what to do next.
    public func sentence(in language: Language) -> String {
        let texts = Self.texts(holes, in: language)
        return Words.sentence("postal.rule.\(rule.rawValue)", texts, in: language)
    }

    /// The holes as texts.
    static func texts(_ holes: [String: Hole], in language: Language) -> [String: String] {
        holes.mapValues { hole in
            switch hole {
            case .text(let text): text
            case .number(let number): String(number)
            case .time(let time): time.text(in: language)
            case .day(let day): PostalTime.text(of: day, in: language)
            case .word(let key): Words.sentence(key, in: language)
            case .sentence(let german, let english): language == .german ? german : english
            }
        }
    }
}
