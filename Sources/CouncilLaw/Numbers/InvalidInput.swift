/// Why an input cannot be judged: which argument it was, and what is wrong with it.
///
/// A rule never repairs an input. A number that cannot be right is refused before anything is computed, because a
/// decision of a council that rests on a typing error is worse than none.
public struct InvalidInput: Error, Hashable, Sendable {
    /// What the caller handed in, under the name the command line gives it.
    public enum Argument: String, CaseIterable, Sendable {
        case abstain, ballots, basis, candidate, council, counts, date, days, doubtful, excluded, invalid, kind, list
        case majority, matter, mayor, members, method, movers, no, objections, option, people, present, runoff, seats
        case session, settings, shift, statutory, time, votes, withdrawn, year, yes
        case noPicture = "no-picture"
        case withNo = "with-no"
    }

    /// What is wrong with it.
    public enum Problem: Hashable, Sendable {
        /// Below zero.
        case negative
        /// Zero where at least one is needed.
        case zero
        /// Above what any council could mean.
        case tooLarge(limit: Int)
        /// More than another number allows, such as more movers than members.
        case moreThan(InvalidInput.Argument, limit: Int)
        /// Less than what another number has already, such as fewer members than votes.
        case lessThan(InvalidInput.Argument, count: Int)
        /// Not given, though this rule needs it.
        case missing
        /// Given, though this rule has no use for it.
        case unexpected
        /// A name without a visible character, or with a control character.
        case unreadableName
        /// The same name a second time.
        case twice(String)
        /// A name that stands nowhere else.
        case unknown(String)
        /// The numbers do not add up to it.
        case doesNotAddUp(expected: Int, found: Int)
        /// Not a vote was cast for anything that could win.
        case noVotes
        /// Not written as asked for.
        case malformed(String)
        /// A day or a time of day that the calendar does not have.
        case doesNotExist(String)
        /// A statutory number below the members in the council's file.
        case fewerThanMembers(Int)
        /// No time of day.
        case notATime(String)
        /// Stands under another argument as well, which contradicts it.
        case alsoIn(InvalidInput.Argument, String)
        /// A majority below the one that a statute orders.
        case lowered(paragraph: String)
        /// Several votes for one person, which no statute for councils knows.
        case cumulative
        /// A day for which there is no rule set.
        case notCovered(String)
    }

    /// The argument that was refused.
    public let argument: Argument
    /// What is wrong with it.
    public let problem: Problem

    package init(_ argument: Argument, _ problem: Problem) {
        self.argument = argument
        self.problem = problem
    }
}

extension InvalidInput {
    /// The same refusal under the names that a command has for its arguments.
    package func renamed(_ names: [Argument: Argument]) -> InvalidInput {
        func name(_ argument: Argument) -> Argument { names[argument] ?? argument }
        let problem: Problem =
            switch problem {
            case .moreThan(let other, let limit): .moreThan(name(other), limit: limit)
            case .lessThan(let other, let count): .lessThan(name(other), count: count)
            case .alsoIn(let other, let value): .alsoIn(name(other), value)
            default: problem
            }
        return InvalidInput(name(argument), problem)
    }

    /// One line for people that names the argument.
    public var statement: Statement {
        var holes: [String: Statement.Hole] = ["argument": .text(argument.rawValue)]
        switch problem {
        case .negative: return Statement(.invalidNegative, holes)
        case .zero: return Statement(.invalidZero, holes)
        case .missing: return Statement(.invalidMissing, holes)
        case .unexpected: return Statement(.invalidUnexpected, holes)
        case .unreadableName: return Statement(.invalidName, holes)
        case .cumulative: return Statement(.invalidCumulative, holes)
        case .noVotes: return Statement(.invalidNoVotes, holes)
        case .tooLarge(let limit):
            holes["limit"] = .number(limit)
            return Statement(.invalidTooLarge, holes)
        case .moreThan(let other, let limit):
            holes["other"] = .text(other.rawValue)
            holes["limit"] = .number(limit)
            return Statement(.invalidMoreThan, holes)
        case .lessThan(let other, let count):
            holes["other"] = .text(other.rawValue)
            holes["count"] = .number(count)
            return Statement(.invalidLessThan, holes)
        case .doesNotAddUp(let expected, let found):
            holes["expected"] = .number(expected)
            holes["found"] = .number(found)
            return Statement(.invalidSum, holes)
        case .twice(let name): return Statement(.invalidTwice, holes.merging(["value": .text(name)]) { $1 })
        case .unknown(let name): return Statement(.invalidUnknown, holes.merging(["value": .text(name)]) { $1 })
        case .malformed(let text): return Statement(.invalidForm, holes.merging(["value": .text(text)]) { $1 })
        case .doesNotExist(let text): return Statement(.invalidNotThere, holes.merging(["value": .text(text)]) { $1 })
        case .fewerThanMembers(let count):
            holes["count"] = .number(count)
            return Statement(.invalidFewerThanMembers, holes)
        case .notATime(let text): return Statement(.invalidNotATime, holes.merging(["value": .text(text)]) { $1 })
        case .alsoIn(let other, let name):
            holes["other"] = .text(other.rawValue)
            holes["value"] = .text(name)
            return Statement(.invalidAlsoIn, holes)
        case .lowered(let paragraph):
            return Statement(.invalidLowered, holes.merging(["paragraph": .text(paragraph)]) { $1 })
        case .notCovered(let text): return Statement(.invalidNotCovered, holes.merging(["value": .text(text)]) { $1 })
        }
    }
}
