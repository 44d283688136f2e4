import StrictJSON
import Words

extension VerificationReport {
    /// The report as one JSON object for programs.
    ///
    /// `draws`, `ballots`, `gap`, `counts`, `fingerprint`, `board`, `vote` and `attending` are null until they are known.
    /// `fingerprint_ok` and `board_ok` are null unless a fingerprint was given to compare with.
    /// `tracker_line` is there only if a tracker was asked for, and null if it is not on the board; `trackers` only if the
    /// list was asked for, and null without a board.
    /// `state` is the last one the log could be followed to; `abandoned` says that the vote stays there for good.
    ///
    /// `more` are fields of whoever knows what the counts mean; their values are JSON.
    public func json(in language: ReportLanguage, more: [(name: String, json: String)] = []) -> String {
        var writer = JSONWriter()
        writer.add("valid", isValid)
        writer.add("state", log.state.rawValue)
        writer.add("abandoned", log.abandonment != nil)
        writer.add("vote", raw: orNull(log.manifest.map { JSONWriter.quote($0.vote.description) }))
        writer.add("attending", raw: orNull(log.manifest.map { String($0.rollCount) }))
        writer.add("draws", raw: orNull(log.board.map { String($0.draws) }))
        writer.add("ballots", raw: orNull(log.board.map { String($0.ballots) }))
        writer.add("gap", raw: orNull(log.board.map { String($0.gap) }))
        writer.add("counts", raw: orNull(counts.map { JSONWriter.array($0.map(String.init)) }))
        writer.add("fingerprint", raw: orNull(fingerprint.map { JSONWriter.quote($0.description) }))
        writer.add("board", raw: orNull(boardFingerprint.map { JSONWriter.quote($0.description) }))
        writer.add("fingerprint_ok", raw: orNull(fingerprintMatches))
        writer.add("board_ok", raw: orNull(boardFingerprintMatches))
        writer.add("signed", log.signed.sorted())
        writer.add("checks", raw: JSONWriter.array(results.map { $0.json(in: language) }))
        writer.add("warnings", raw: JSONWriter.array(warnings.map { JSONWriter.quote($0.sentence(in: language)) }))
        if expected.tracker != nil { writer.add("tracker_line", raw: orNull(trackerLine.map(String.init))) }
        if listsTrackers {
            let list = trackers.map { JSONWriter.array($0.map { JSONWriter.quote($0.description) }) }
            writer.add("trackers", raw: orNull(list))
        }
        for (name, json) in more { writer.add(name, raw: json) }
        return writer.object
    }
}

extension VerificationReport {
    /// The object for a folder that cannot be read as a record: nothing is known, `valid` is false, and `error` says why.
    public static func json(unreadable sentence: String, in language: ReportLanguage) -> String {
        Verifier().verify(RecordFiles([:])).json(in: language, more: [("error", JSONWriter.quote(sentence))])
    }

    /// The sentence about a tracker that was asked for and is not there; nil if none was, or it is.
    public func missingTracker(in language: ReportLanguage) -> String? {
        isTrackerMissing ? ReportText(self, in: language).lookUp.first.map { String($0.dropFirst(2)) } : nil
    }
}

private func orNull(_ value: String?) -> String { value ?? "null" }

/// A JSON `true`, `false` or `null`.
private func orNull(_ value: Bool?) -> String { value.map { $0 ? "true" : "false" } ?? "null" }

extension VerificationReport.Result {
    fileprivate func json(in language: Language) -> String {
        var writer = JSONWriter()
        writer.add("id", check.description)
        writer.add("ok", raw: orNull(ok))
        writer.add("text", sentence(in: language))
        return writer.object
    }
}
