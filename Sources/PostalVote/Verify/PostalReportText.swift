import CouncilLaw
import Election
import StrictJSON
import VoteLaw
import Words

extension PostalReport {
    /// The report for people, in the form of the one on an electronic record.
    public func lines(in language: Language) -> [String] {
        func words(_ key: String, _ holes: [String: String] = [:]) -> String {
            ForeignText.shown(Words.sentence("postal.report.\(key)", holes, in: language), limit: 10_000)
        }
        var lines: [String] = []
        if let state { lines += state.heading(in: language, words) + [""] }
        for (check, outcome) in checks {
            switch outcome {
            case .passed: lines.append("✓ " + Words.sentence(check.key, in: language))
            case .notYet, .notReached:
                let why = outcome == .notYet ? "notYet" : "notReached"
                lines.append(
                    "– \(Words.sentence(check.key, in: language)): "
                        + Words.sentence("postal.check.\(why)", in: language)
                )
            case .failed:
                lines.append("✗ " + Words.sentence(check.key + ".failed", in: language))
                lines.append("  " + (problem(of: check, in: language) ?? ""))
            }
        }
        lines.append("")
        if let state, !state.niederschrift.missing.isEmpty {
            let fields = state.niederschrift.missing.map {
                Words.sentence("postal.niederschrift.\($0.rawValue)", in: language)
            }
            lines.append(words("missing", ["fields": fields.joined(separator: ", ")]))
        }
        lines += (state?.warnings ?? []).map { "! " + ForeignText.shown($0.sentence(in: language), limit: 1_000) }
        if let fingerprint { lines.append(words("checksum", ["checksum": fingerprint.description])) }
        // Nothing else here says whose record this is.
        if state != nil, expected == nil { lines.append(words(fingerprint == nil ? "compareNothing" : "compare")) }
        lines.append(words("paper"))
        lines.append(words(isValid ? "valid" : "invalid"))
        return lines
    }

    /// Why a check failed, in one line; nil if it did not.
    public func problem(of check: PostalCheck, in language: Language) -> String? {
        guard case .failed(let key, let holes)? = outcome(of: check) else { return nil }
        return Words.sentence(key, PostalRefusal.texts(holes, in: language), in: language)
    }

    /// The report for programs: `valid`, `postal` (true), `checks` as `{"check","outcome","problem"}`, `state`, `result`,
    /// `decision` (the result by the law, with the lots, as for an electronic record), `missing`, `fingerprint` (the checksum
    /// of the signed text as the Niederschrift prints it, or null) and `fingerprint_ok` (whether it is the one given; null if
    /// none was).
    public func json(in language: Language) -> String {
        var writer = JSONWriter()
        writer.add("postal", true)
        writer.add("valid", isValid)
        writer.add(
            "checks",
            raw: JSONWriter.array(
                checks.map { check, outcome in
                    var writer = JSONWriter()
                    writer.add("check", check.rawValue)
                    writer.add("outcome", outcome.name)
                    writer.add("problem", raw: problem(of: check, in: language).map(JSONWriter.quote) ?? "null")
                    return writer.object
                }
            )
        )
        writer.add("state", raw: state.map { JSONWriter.quote($0.stage.rawValue) } ?? "null")
        writer.add(
            "result",
            raw: state.flatMap { state in state.determined.map { state.json(of: $0.counts) } } ?? "null"
        )
        let decided = state.flatMap { state in
            state.decided.map { $0.json(title: state.start.title, in: language) }
        }
        writer.add("decision", raw: decided ?? "null")
        let missing = state?.niederschrift.missing.map { JSONWriter.quote($0.rawValue) } ?? []
        writer.add("missing", raw: JSONWriter.array(missing))
        writer.add("fingerprint", raw: fingerprint.map { JSONWriter.quote($0.description) } ?? "null")
        writer.add("fingerprint_ok", raw: fingerprintMatches.map { $0 ? "true" : "false" } ?? "null")
        return writer.object
    }
}

extension PostalCheck {
    /// The key of its sentence.
    var key: String { "postal.check.\(rawValue)" }
}

extension CalendarDate {
    /// In figures, as people write it.
    fileprivate func shown(in language: Language) -> String {
        switch language {
        case .german: description.split(separator: "-").reversed().joined(separator: ".")
        case .english: description
        }
    }
}

extension PostalCheckOutcome {
    fileprivate var name: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .notYet: "not-yet"
        case .notReached: "not-reached"
        }
    }
}

extension PostalState {
    fileprivate func heading(in language: Language, _ words: (String, [String: String]) -> String) -> [String] {
        var lines = [words("title", ["title": start.title])]
        let session = start.session
        lines.append(
            words(
                ["", "–"].contains(session.number) ? "sessionWithoutNumber" : "session",
                [
                    "municipality": session.municipality, "body": session.body, "number": session.number,
                    "date": session.date.shown(in: language), "item": start.agendaItem,
                ]
            )
        )
        if start.rehearsal { lines.append(words("rehearsal", [:])) }
        guard let counts = determined?.counts else { return lines }
        lines.append(
            words(
                "counts",
                [
                    "entitled": String(counts.entitled), "voters": String(counts.voters),
                    "valid": String(counts.valid), "invalid": String(counts.invalid),
                    "abstentions": String(counts.abstentions),
                ]
            )
        )
        for option in counts.options {
            let label = start.options.first { $0.id == option.id }?.label ?? option.id
            lines.append("  " + words("option", ["label": label, "votes": String(option.votes)]))
        }
        lines.append(words("rejected", ["count": String(counts.rejected.reduce(0, +))]))
        lines += decision(in: language, words)
        if !signatures.isEmpty {
            lines.append(words("signedBy", ["names": signatures.map { name(of: $0.by) }.joined(separator: ", ")]))
        }
        return lines
    }

    /// What the law makes of the numbers that were determined, with the lots that were drawn.
    fileprivate var decided: VoteResult? { determined == nil ? nil : try? settledResult() }

    /// In the words of an electronic record.
    private func decision(in language: Language, _ words: (String, [String: String]) -> String) -> [String] {
        guard let decided else { return [] }
        var lines = ["", Words.sentence("rule.heading.decision", in: language)]
        // Of that one the report warns itself.
        let meaning = Judgement.decided(decided).lines(title: start.title, in: language, known: ["unanimous"])
        lines += meaning.map {
            ForeignText.shown($0, limit: 10_000)
        }
        lines += lots.map { lot in
            let winners = lot.winners.joined(separator: ", ")
            return words("lot", ["winners": winners, "drawnBy": lot.drawnBy, "witness": lot.witness])
        }
        return lines
    }
}
