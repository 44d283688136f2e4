import CouncilLaw
import Election
import Papers
import PostalPapers
import VoteLaw
import Words

/// The papers of an electronic record; a record that does not hold, or that has no result, gets none.
struct RecordPaper {
    private let report: VerificationReport
    private let files: RecordFiles
    private let manifest: Manifest
    private let law: LegalFrame?
    private let session: CalendarDate
    private let town: TownFile
    private let body: String?
    private let sessionNumber: String?

    /// Throws if the record is not valid, has no result, or no day of session is known: it stands in `law.json`.
    init(_ report: VerificationReport, _ files: RecordFiles, town: TownFile, _ invocation: Invocation) throws {
        guard report.isValid, let manifest = report.log.manifest, report.counts != nil, report.log.board != nil else {
            throw CommandError.noRecordPaper
        }
        self.report = report
        self.files = files
        self.manifest = manifest
        self.town = town
        law = try files[.law].map { try LawFile.frame(for: manifest, $0) }
        guard let session = try law?.session ?? invocation.date("session") else {
            throw Misuse.missingOption("session")
        }
        self.session = session
        body = invocation.value("body")
        sessionNumber = invocation.value("session-number")
    }

    private var frame: PaperFrame {
        PaperFrame(
            letterhead: town.letterhead,
            body: body ?? council,
            session: session,
            sessionNumber: sessionNumber,
            item: subject.item,
            title: subject.title,
            question: manifest.question,
            isElection: law.map { $0.kind != .motion } ?? false,
            // Rehearsals of the electronic vote are marked in their title, on pages as on paper.
            isRehearsal: RehearsalMark.stands(before: manifest.title)
        )
    }

    /// The body that voted: a manifest may name the town alone, for which its council votes.
    private var council: String {
        let name = town.letterhead.town
        guard manifest.body.isEmpty || manifest.body == name else { return manifest.body }
        if let body = town.body { return body }
        let kind = name.split(separator: " ").first.map { $0.lowercased() } ?? ""
        let hasArticle = name.contains(" ") && (kind.hasSuffix("stadt") || kind.hasSuffix("gemeinde"))
        let key = hasArticle ? "cli.paper.council.town" : "cli.paper.council.place"
        return Words.sentence(key, ["town": name], in: .german)
    }

    /// The title without the item of the agenda at its head: "TOP 3: Verkauf" is item "TOP 3" and title "Verkauf".
    private var subject: (item: String?, title: String) {
        guard let match = manifest.title.firstMatch(of: /^(TOP [0-9][0-9.]*[a-z]?): *(.+)$/) else {
            return (nil, manifest.title)
        }
        return (String(match.output.1), String(match.output.2))
    }

    private var judgement: Judgement { Judgement(report, law: files[.law]) }

    /// The numbers: those of the law, or of the box where a vote has none.
    private var result: PaperResult {
        let meanings = law?.options.map(\.meaning)
        // Abstentions are no votes; where the law knows them they have a line of their own.
        let counts = zip(manifest.options, report.counts ?? []).enumerated()
            .filter { meanings?[$0.offset] != .abstention }.map { PaperCount($0.element.0.label, $0.element.1) }
        let ballots = report.log.board?.ballots ?? 0
        guard case .decided(let result) = judgement else {
            return PaperResult(
                entitled: manifest.rollCount,
                voters: ballots,
                invalid: 0,
                valid: ballots,
                options: counts
            )
        }
        return PaperResult(
            entitled: result.counts.entitled,
            voters: result.counts.cast,
            invalid: result.counts.invalid,
            abstentions: result.counts.abstentions,
            valid: result.counts.valid,
            options: counts,
            statements: settled.minutes(title: manifest.title)
        )
    }

    /// The decision, with the lot where one was drawn and holds.
    private var settled: Judgement {
        guard case .holds(let result, _) = RecordedLot(files[.lot], report.log, judgement) else { return judgement }
        return .decided(result)
    }

    private var lot: [String] {
        guard case .holds(_, let draw) = RecordedLot(files[.lot], report.log, judgement) else { return [] }
        let names = ["drawn": draw.drawnBy, "witness": draw.witness]
        return [Words.sentence("cli.paper.lot", names, in: .german)]
    }

    /// Those left out for other reasons than bias, which has a line of its own.
    private var leftOut: [String] {
        let others = law?.leftOut.filter { $0.key != LeftOutReason.excluded.code } ?? [:]
        return others.sorted { $0.key < $1.key }.map { reason, count in
            Words.sentence("rule.frame.leftOut.\(reason)", ["n": String(count)], in: .german)
        }
    }

    /// The result on one page.
    func sheet() -> Ergebnisblatt {
        var result = result
        // On the wall stands what was decided; what the law leaves open stands in the Niederschrift.
        if case .decided(let decided) = settled {
            result.statements = [decided.announcement(title: manifest.title).text(in: .german)]
        }
        return Ergebnisblatt(
            frame: frame,
            result: result,
            isPostal: false,
            fingerprint: report.resultFingerprint?.description
        )
    }

    /// The counting record (protocol, section 13, number 5); names come from the roll, which a public edition lacks.
    func minutes() throws -> Niederschrift {
        guard let roll = files[.roll], let register = files[.register] else { throw CommandError.noRecordPaper }
        let members = try RollFile(file: roll)
        let drawn = try register.split(separator: 0x0A).map { try RegisterLine(line: $0).person }
        return Niederschrift(
            frame: frame,
            attending: members.entries.map(\.name),
            secrecy: law?.secrecyInWords?.text(in: .german),
            excluded: law?.excluded,
            leftOut: leftOut,
            drawn: drawn.map { person in members.entry(of: person)?.name ?? person.description },
            cast: report.log.board?.ballots ?? 0,
            result: result,
            headFingerprint: report.fingerprint?.description ?? "",
            boxFingerprint: report.boardFingerprint?.description,
            recordFingerprint: report.resultFingerprint?.description ?? "",
            verifiers: [Words.sentence("cli.paper.verified", in: .german)],
            remarks: lot,
            tellers: [Role.t1, .t2, .t3].compactMap { manifest.officer($0) }.map { officer in
                Papers.Signer(name: officer.name, function: Words.sentence("cli.paper.teller", in: .german))
            }
        )
    }
}
