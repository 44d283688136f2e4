import CouncilLaw
import StrictJSON
import VoteLaw

/// `urne rule margin`: whether votes in doubt could have decided, a number only.
enum RuleMargin {
    static let verbs = [
        Verb(
            "rule margin",
            [
                .list("counts", "NAME=VOTES,…"), .value("doubtful", "K"),
                .value("kind", "motion|election|list|deputy-mayors"), .value("majority", "simple|absolute|two-thirds"),
                .value("members", "N"), .value("seats", "N"), .value("ballots", "N"),
                .value("method", "hare-niemeyer|dhondt|sainte-lague"), .flag("runoff"), .flag("json"),
            ],
            run: margin
        )
    ]

    /// Counts that are no votes for a name.
    private enum Word: String, CaseIterable {
        case yes, no, abstain, invalid
    }

    private static func margin(_ invocation: Invocation) throws {
        let counts = try Counts(RuleInput.counts(invocation.list("counts")))
        let doubtful = try invocation.needed(.doubtful)
        let kind: VoteKind = try invocation.word(.kind) ?? (counts.names.isEmpty ? .motion : .election)
        let margin: Margin
        do {
            margin =
                switch kind {
                case .motion: try motion(counts, doubtful, invocation)
                case .election: try election(counts, doubtful, invocation)
                case .listElection, .deputyMayors: try lists(counts, doubtful, kind, invocation)
                }
        } catch let input as InvalidInput {
            throw input.renamed(names(invocation))
        }
        let text = margin.statements.text(in: invocation.language)
        var writer = JSONWriter()
        writer.add("decisive", margin.isDecisive)
        writer.add("text", text)
        invocation.answer(writer.object, [text])
    }

    /// Votes stand under one argument here, whatever they are for; so does their sum unless it is given.
    private static func names(_ invocation: Invocation) -> [InvalidInput.Argument: InvalidInput.Argument] {
        var names: [InvalidInput.Argument: InvalidInput.Argument] = [:]
        for argument in [.yes, .no, .abstain, .invalid, .candidate, .list, .option, .votes] as [InvalidInput.Argument] {
            names[argument] = .counts
        }
        if !invocation.flag("ballots") { names[.ballots] = .counts }
        return names
    }

    private static func motion(_ counts: Counts, _ doubtful: Int, _ invocation: Invocation) throws -> Margin {
        if let name = counts.names.first { throw InvalidInput(.counts, .unknown(name.name)) }
        let count = try MotionCount(
            yes: counts.needed(.yes),
            no: counts.needed(.no),
            abstentions: counts[.abstain],
            invalid: counts[.invalid]
        )
        return try Margin.of(
            count,
            by: invocation.majority() ?? .simple,
            numbers: BodyNumbers(statutory: invocation.number(.members)),
            doubtful: doubtful
        )
    }

    private static func election(_ counts: Counts, _ doubtful: Int, _ invocation: Invocation) throws -> Margin {
        let count = try ElectionCount(
            candidates: counts.names(and: [.yes]),
            no: counts[.no],
            abstentions: counts[.abstain],
            invalid: counts[.invalid],
            seats: invocation.number(.seats) ?? 1,
            ballots: invocation.number(.ballots),
            round: invocation.flag("runoff") ? .narrower : .first
        )
        return try Margin.of(count, doubtful: doubtful)
    }

    private static func lists(
        _ counts: Counts,
        _ doubtful: Int,
        _ kind: VoteKind,
        _ invocation: Invocation
    ) throws -> Margin {
        let lists = try counts.names(and: [.yes, .no]).map { ListVotes($0.name, votes: $0.votes) }
        let count = try SeatCount(lists: lists, seats: invocation.needed(.seats))
        let pool = counts[.abstain] + counts[.invalid]
        if kind == .deputyMayors { return try Margin.ofDeputyMayors(count, pool: pool, doubtful: doubtful) }
        let method: AllotmentMethod = try invocation.neededWord(.method)
        return try Margin.of(count, by: method, pool: pool, doubtful: doubtful)
    }

    /// The counts by name, and those that are no votes for a name.
    private struct Counts {
        let names: [Votes]
        private let words: [Word: Int]

        init(_ all: [Votes]) throws(InvalidInput) {
            var words: [Word: Int] = [:]
            var names: [Votes] = []
            for count in all {
                guard count.votes <= Limit.count else { throw InvalidInput(.counts, .tooLarge(limit: Limit.count)) }
                guard let word = Word(rawValue: count.name) else {
                    names.append(count)
                    continue
                }
                guard words.updateValue(count.votes, forKey: word) == nil else {
                    throw InvalidInput(.counts, .twice(count.name))
                }
            }
            self.words = words
            self.names = names
        }

        subscript(word: Word) -> Int { words[word] ?? 0 }

        func needed(_ word: Word) throws(InvalidInput) -> Int {
            guard let number = words[word] else { throw InvalidInput(.counts, .missing) }
            return number
        }

        /// The names; words that this kind of vote does not know are refused rather than dropped.
        func names(and unknown: [Word]) throws(InvalidInput) -> [Votes] {
            for word in unknown where words[word] != nil { throw InvalidInput(.counts, .unknown(word.rawValue)) }
            guard !names.isEmpty else { throw InvalidInput(.counts, .missing) }
            return names
        }
    }
}
