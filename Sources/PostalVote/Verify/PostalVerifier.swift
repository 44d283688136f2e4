import CouncilLaw
import Election
import Ristretto255
import Words

/// The files of the record of a postal vote.
public enum PostalFile: String, CaseIterable, Sendable {
    case journal = "journal.jsonl"
    case niederschrift = "niederschrift.json"
    case text = "record.txt"
}

extension PostalState {
    /// The files of the record folder but the journal, whose text belongs to ``Election/Journal``.
    public var recordFiles: [PostalFile: String] {
        [.niederschrift: niederschrift.json + "\n", .text: textToSign]
    }
}

/// Checks a record folder without asking anybody: what urne-verify says about a vote by post.
public enum PostalVerifier {
    /// Whether these bytes are the journal of a postal vote: entry 1 is a start.
    public static func recognises(_ journal: [UInt8]) -> Bool {
        let lines = journal.split(separator: 0x0A, maxSplits: 2)
        guard lines.count > 1, let entry = try? Event(line: lines[1]) else { return false }
        return entry.type.utf8.elementsEqual(PostalAct.Kind.start.rawValue.utf8)
    }

    /// Checks the files; `journal.jsonl` must be there, the others must be there once the record is signed.
    ///
    /// `expected` is the checksum on the paper, which alone says that this is the record of the town.
    public static func verify(
        _ files: [PostalFile: [UInt8]],
        expecting expected: TextChecksum? = nil
    ) -> PostalReport {
        var outcomes: [PostalCheck: PostalCheckOutcome] = [:]
        var state: PostalState?
        do throws(PostalProblem) {
            let journal = try read(files[.journal])
            outcomes[.form] = .passed
            do throws(PostalFault) { state = try PostalState.folding(journal) } catch { throw .entry(error) }
            guard state != nil else { throw .noStart }
        } catch {
            outcomes[error.check] = foreign(error, files[.text]) ?? .failed(key: error.key, holes: error.holes)
        }
        if let state {
            outcomes[.order] = .passed
            check(state, files, &outcomes)
            outcomes[.paper] = compare(state.checksum, expected)
        }
        let checks = PostalCheck.allCases.filter { $0 != .paper || expected != nil }
        return PostalReport(
            state: state,
            checks: checks.map { ($0, outcomes[$0] ?? .notReached) },
            expected: expected
        )
    }

    private static func read(_ bytes: [UInt8]?) throws(PostalProblem) -> Journal {
        guard let bytes else { throw .missing(.journal) }
        do throws(Fault) {
            return try Journal(file: bytes, named: PostalFile.journal.rawValue)
        } catch {
            // Lines count from 1, entries from 0; the type is read from the line as far as it can be.
            guard let line = error.line else { throw .broken(error) }
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            let entry = lines.indices.contains(line - 1) ? try? Event(line: lines[line - 1]) : nil
            throw .brokenEntry(n: line - 1, type: entry?.type ?? "?", error)
        }
    }

    /// A text that was signed in words that this program does not know says so itself, in its first line.
    private static func foreign(_ problem: PostalProblem, _ text: [UInt8]?) -> PostalCheckOutcome? {
        guard case .entry(let fault) = problem, fault.refusal.rule == .recordText,
            let line = text?.prefix(while: { $0 != 0x0A }),
            case let line = String(decoding: line, as: UTF8.self), line.hasPrefix(RecordText.head),
            let version = Int(line.dropFirst(RecordText.head.count)), RecordWords(version: version) == nil
        else { return nil }
        return .failed(
            key: "postal.rule.textVersion",
            holes: ["version": .number(version), "newest": .number(RecordWords.newest)]
        )
    }

    private static func check(
        _ state: PostalState,
        _ files: [PostalFile: [UInt8]],
        _ outcomes: inout [PostalCheck: PostalCheckOutcome]
    ) {
        // The fold refuses whatever breaks these; that it went through means that they hold as far as the vote has come.
        outcomes[.deadline] = state.deadline == nil ? .notYet : .passed
        outcomes[.commitments] = state.stacks.values.contains { !$0.comparisons.isEmpty } ? .passed : .notYet
        outcomes[.sums] = state.determined.map { sums($0.counts, state) } ?? .notYet
        let isSigned = !state.signatures.isEmpty
        outcomes[.text] = compare(.text, state.textToSign, files, needed: isSigned)
        outcomes[.data] = compare(.niederschrift, state.niederschrift.json + "\n", files, needed: isSigned)
        if state.announced == nil {
            outcomes[.signatures] = .notYet
        } else if state.isSigned {
            outcomes[.signatures] = .passed
        } else if !state.signatures.isEmpty, !state.unsigned.isEmpty {
            let names = state.unsigned.map(state.name).joined(separator: ", ")
            outcomes[.signatures] = .failed(key: "postal.check.signaturesOf", holes: ["names": .text(names)])
        } else {
            outcomes[.signatures] = .failed(
                key: "postal.check.signaturesHave",
                holes: ["have": .number(state.signatures.count), "need": .number(state.signaturesNeeded)]
            )
        }
    }

    private static func compare(_ found: TextChecksum?, _ expected: TextChecksum?) -> PostalCheckOutcome {
        guard found != expected else { return .passed }
        // Whoever holds a signed paper beside a record that nobody signed holds the wrong record.
        guard let found else { return .failed(key: "postal.check.paperUnsigned", holes: [:]) }
        return .failed(key: "postal.check.paperOther", holes: ["found": .text(found.description)])
    }

    /// B = C + abstentions + D, and D is the sum of its parts where everybody has one vote.
    private static func sums(_ counts: PostalCounts, _ state: PostalState) -> PostalCheckOutcome {
        let votes = counts.options.reduce(0) { $0 + $1.votes }
        let each = state.frame.votesEach
        let holds =
            counts.voters == counts.valid + counts.invalid + counts.abstentions
            && counts.voters <= counts.entitled + state.surplus
            && (counts.valid...max(counts.valid, counts.valid * each)).contains(votes)
        return holds ? .passed : .failed(key: "postal.rule.resultDiffers", holes: ["field": .text("valid")])
    }

    private static func compare(
        _ file: PostalFile,
        _ expected: String,
        _ files: [PostalFile: [UInt8]],
        needed: Bool
    ) -> PostalCheckOutcome {
        guard let found = files[file] else {
            guard needed else { return .notYet }
            return .failed(key: "postal.check.missingFile", holes: ["file": .text(file.rawValue)])
        }
        let expected = Array(expected.utf8)
        guard found != expected else { return .passed }
        let same = zip(found, expected).prefix { $0 == $1 }
        let line = 1 + same.count { $0.0 == 0x0A }
        return .failed(
            key: "postal.check.differs",
            holes: ["file": .text(file.rawValue), "line": .number(line)]
        )
    }
}

/// Why a journal could not be followed.
private enum PostalProblem: Error {
    case missing(PostalFile)
    case broken(Fault)
    case brokenEntry(n: Int, type: String, Fault)
    case entry(PostalFault)
    case noStart

    var check: PostalCheck {
        switch self {
        case .missing, .broken, .brokenEntry: .form
        case .noStart: .order
        case .entry(let fault):
            switch fault.refusal.rule {
            case .json, .malformed, .unreadable, .unknownType: .form
            case .deadlineDays, .deadlineDay, .deadlineReason, .exceptionReason, .deadlineTime, .deadlinePast,
                .deadlineKitIsOut, .deadlineLetterIsHere, .notEarly, .earlyReason, .lettersOutstanding:
                .deadline
            case .tellerTwice, .notThird, .openingDiffers, .agreedDiffers, .twoTallies, .tallyMissing: .commitments
            case .resultDiffers, .resultRefused, .stackSum: .sums
            case .recordText, .textVersion: .text
            case .signature, .signedTwice: .signatures
            default: .order
            }
        }
    }

    var key: String {
        switch self {
        case .missing: "postal.check.missingFile"
        case .broken: "postal.check.broken"
        case .brokenEntry, .entry: "postal.check.entry"
        case .noStart: "postal.check.noStart"
        }
    }

    var holes: [String: PostalRefusal.Hole] {
        switch self {
        case .missing(let file): ["file": .text(file.rawValue)]
        case .noStart: [:]
        case .broken(let fault): ["reason": .sentence(of: { fault.rule.sentence(in: $0) })]
        case .brokenEntry(let n, let type, let fault):
            [
                "n": .number(n), "type": .text(ForeignText.shown(type)),
                "reason": .sentence(of: { fault.rule.sentence(in: $0) }),
            ]
        case .entry(let fault):
            [
                "n": .number(fault.n), "type": .text(ForeignText.shown(fault.type)),
                "reason": .sentence(of: { fault.refusal.sentence(in: $0) }),
            ]
        }
    }
}
