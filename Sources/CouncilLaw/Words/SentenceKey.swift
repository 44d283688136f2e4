/// The sentences that come in one form.
package enum SentenceKey: String, CaseIterable, Sendable {
    // Joining words, days and times.
    case listComma, listAnd, date, time, timeEndOfDay
    // Why an input was refused.
    case invalidNegative, invalidZero, invalidTooLarge, invalidMoreThan, invalidLessThan, invalidMissing
    case invalidUnexpected, invalidName, invalidTwice, invalidUnknown, invalidSum, invalidNoVotes, invalidForm
    case invalidNotThere, invalidNotCovered, invalidNotATime, invalidAlsoIn, invalidLowered
    case invalidCumulative, invalidFewerThanMembers
    // Parts of a number.
    case shareMoreThanHalf, shareAtLeastHalf, shareMoreThanTwoThirds, shareAtLeastTwoThirds, shareMoreThan, shareAtLeast
    // Kinds of votes and sessions.
    case secrecyOneFifth, secrecyBeforeNamed, secrecyReason, secrecyNotGiven
    case objectionsForElections, objectionStands, objectionLapses
    case inPersonRefused, inPersonAllowed, electronicAllowed
    // Who may vote.
    case quorumNumbers, quorumChecked, quorumNotChecked
    case substituteWhenAbsent, substituteAlsoWhenExcluded, postalAttendedSession, postalPresentAtItem
    // Motions.
    case motionSimple, motionQualified, motionMajority, motionMajorityNoMayor
    // Elections.
    case electionOneSeat, electionSeveral, electionNarrower, standing, electionTie, electedNobody
    case electedNobodyNarrower, runoffAlone, majorityOfValid, majoritySeveral, majorityNarrower
    case readingSecondRound, readingFails, readingTwoHighestNumbers, readingFirstOnly, readingLotForSecond
    case readingAllOthers, readingOneBallot, readingBallotPerSeat, readingZeroIsANumber, readingMostVotesElect
    case readingOthersGoOn, readingNextBest, readingChosen
    // Seats.
    case allotted, listShare, listShareWithQuota, seatsAre, seatsAllotted, listSeats, readingStaysEmpty, readingPassesOn
    case deputyPlace, deputyRunoffOne, deputyRunoffSeveral, deputyRunoffVotes, jointList, personTwice, emptyList
    case nothingAllotted
    // Lots.
    case lotNoTie, lotNameMissing, lotSamePerson, lotWrongNumber, lotNotAmong, lotTwice
    // Deadlines and rule sets.
    case deadlineLiteral, deadlineShifted, deadlineOpen, deadlineFixed, ruleSetSince, ruleSetBetween
    // The result and what the chair says.
    case marginNotDecisive, equationBroken, notCounted, optionVotes, minutesLine, resolutionText
    case chairOpens, chairOpened, chairClosed, chairAnnounces
    case decidesSimple, decidesShare, decidesQualified, decidesElection, decidesElectionWithNo, decidesNarrower,
        decidesDeputyRunoff

    /// The key in the catalogue.
    var inCatalogue: String { "law.\(rawValue)" }
}

/// The sentences that come in two forms, for one and for any other number.
package enum PluralKey: String, CaseIterable, Sendable {
    case standingNo, elected, runoff, runoffTooFew, seatsEmpty, listTooShort, lotDrawn, deputyOrder, marginAsked,
        marginDecisive
    case chairPresent, chairEntitled, chairExcluded, chairCast, chairGap, decidesSeveral, decidesList, decidesDeputies

    /// The key in the catalogue, without the form.
    var inCatalogue: String { "law.\(rawValue)" }
}

/// Everything the catalogue must have for this room, so that a test can compare the two.
package enum LawSentences {
    /// The keys of all sentences, each once.
    package static var allKeys: [String] {
        let single = SentenceKey.allCases.map(\.inCatalogue)
        let plural =
            PluralKey.allCases.map(\.inCatalogue) + Counted.allCases.map(\.rawValue)
            + OpenLot.Purpose.allCases.map { "law.lot.open.\($0.rawValue)" }
            + ["tiny-electorate", "very-tiny-electorate", "gap", "few-entitled", "unclear-rules"].map {
                "law.warning.\($0)"
            }
        return single + plural.flatMap { ["\($0).one", "\($0).many"] } + byCode + calendar
    }

    private static var calendar: [String] {
        Weekday.allCases.map { "law.weekday.\($0.rawValue)" } + (1...12).map { "law.month.\($0)" }
            + HolidayName.allCases.map { "law.holiday.\($0.rawValue)" }
    }

    /// Sentences whose key ends with the code of a value.
    private static var byCode: [String] {
        func keys(_ area: String, _ codes: [String]) -> [String] { codes.map { "law.\(area).\($0)" } }
        let fields: [BrokenEquation.Field] = [
            .entitled, .present, .excluded, .drawn, .cast, .gap, .valid, .invalid, .abstentions, .options, .votesEach,
        ]
        let bases = Set(MajorityRule.Base.allCases.map(\.rawValue) + OneFifthBase.allCases.map(\.rawValue)).sorted()
        return keys("question", OpenQuestion.Code.allCases.map(\.rawValue))
            + keys("setting", Settings.Name.allCases.map(\.rawValue))
            + keys("kind", VoteKind.allCases.map(\.rawValue))
            + keys("method", AllotmentMethod.allCases.map(\.rawValue))
            + keys("base", bases)
            + keys("secrecy", Secrecy.Reason.allCases.map(\.rawValue))
            + keys("secrecyReason", Secrecy.Reason.allCases.map(\.rawValue))
            + keys("basis", Circumstances.Basis.allCases.map(\.rawValue) + ["none"])
            + keys("electronic", ElectronicVotePermission.Obstacle.allCases.map(\.rawValue))
            + keys("role", Role.allCases.map(\.rawValue))
            + keys("leftOut", LeftOutReason.codes)
            + keys("quorum", Quorum.Reason.allCases.map(\.rawValue))
            + keys("quorum.lost", QuorumDoubt.allCases.map(\.rawValue))
            + keys("bias", BiasFound.Consequence.allCases.map(\.rawValue))
            + keys("motion", MotionOutcome.Reason.allCases.map(\.rawValue))
            + keys("warning", ["unanimous", "nobody-voted", "no-valid-vote"])
            + keys("field", fields.map(\.name))
    }
}
