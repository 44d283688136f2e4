import Election
import PostalTestSupport
import PostalVote
import Testing

/// The rule by which an act is refused; nil if it is taken.
func refusal(_ body: () throws -> Void) throws -> PostalRule? {
    do {
        try body()
        return nil
    } catch let refusal as PostalRefusal {
        // Every refusal has a sentence with its holes filled, in both languages.
        for language in [refusal.sentence(in: .german), refusal.sentence(in: .english)] {
            #expect(!language.hasPrefix("postal.") && !language.contains("{"))
        }
        return refusal.rule
    }
}

extension PostalPlay {
    /// A vote whose urn was opened and whose Stimmzettel lie in stacks.
    static func atStacks(
        blank: Int = 0,
        empty: Int = 0,
        doubtful: Int = 0,
        change: (inout PostalSettings) -> Void = { _ in }
    ) throws -> PostalPlay {
        var play = try PostalPlay()
        try play.playToAdmission(start: play.start(change: change))
        try play.admitAll()
        try play.sort(blank: blank, empty: empty, doubtful: doubtful)
        return play
    }

    /// The rule by which the next act is refused; nil if it would be taken.
    func refuses(_ act: PostalAct, by person: String = "o1") throws -> PostalRule? {
        var copy = self
        return try refusal { try copy.add(act, by: person) }
    }

    /// A kit's number, from 1.
    func number(_ serial: Int) throws -> Wahlscheinnummer { try current().kits[serial - 1].number }

    /// Admits a letter with these findings, or says why not.
    func admitting(_ running: Int, _ findings: LetterFindings) throws -> PostalRule? {
        try refuses(.admitted(PostalAct.Admitted(running: running, findings: findings, at: time)), by: "z1")
    }

    /// Rejects a letter on a ground; all three vote for it unless a resolution stands.
    func rejection(
        _ running: Int,
        _ ground: Zurueckweisungsgrund,
        _ findings: LetterFindings?,
        byResolution: Bool = false
    ) throws -> PostalAct {
        let votes = findings == nil || byResolution ? nil : try self.votes(yes: [], no: ["z1", "z2", "z3"])
        return .rejected(
            PostalAct.Rejected(
                running: running,
                ground: ground,
                findings: findings,
                note: "Vermerk",
                resealed: findings != nil,
                byResolution: byResolution,
                votes: votes,
                at: time
            )
        )
    }

    /// How the present board votes.
    func votes(yes: [String], no: [String] = []) throws -> [BoardVote] {
        try (yes.map { ($0, true) } + no.map { ($0, false) }).map { person, yes in
            BoardVote(p: try #require(PersonID(person)), yes: yes)
        }
    }

    /// Objects to a letter and lets the board resolve.
    mutating func resolve(_ running: Int, yes: [String], no: [String] = []) throws {
        try add(.objected(PostalAct.Objected(running: running, why: "Bedenken", at: time)), by: "z1")
        let votes = try votes(yes: yes, no: no)
        try add(
            .resolution(PostalAct.Resolution(running: running, votes: votes, reason: "Begründung", at: time)),
            by: "z1"
        )
    }

    /// A decision on the next doubtful Stimmzettel.
    func doubtful(
        _ doubt: Doubt,
        _ decision: BallotDecision,
        _ options: [String] = [],
        yes: [String] = ["z1", "z2", "z3"],
        no: [String] = []
    ) throws -> PostalAct {
        .doubtful(
            PostalAct.Doubtful(
                n: try current().doubtful.count + 1,
                doubt: doubt,
                content: "Befund",
                decision: decision,
                options: options,
                reason: "Begründung",
                votes: try votes(yes: yes, no: no),
                at: time
            )
        )
    }

    /// The files of the record.
    func record() throws -> [PostalFile: [UInt8]] {
        var files = try current().recordFiles.mapValues { Array($0.utf8) }
        files[.journal] = Array(journal.text.utf8)
        return files
    }
}
