import CouncilLaw
import Election
import VoteLaw
import Words

extension PostalAct.Start {
    /// The text of `law.json` for a vote that was never electronic.
    ///
    /// The numbers of people in it are 0: they are known once the electorate is frozen. Throws what the law refuses.
    public static func law(
        kind: VoteKind,
        session: CalendarDate,
        options: [PostalOption],
        seats: Int = 1,
        round: Round = .first,
        blank: BlankPaperBallot = .invalid,
        settings: Settings = .standard
    ) throws -> String {
        let frame = try LegalFrame(
            kind: kind,
            session: session,
            settings: settings.with(.blankPaperBallot, blank.rawValue),
            entitled: 0,
            present: 0,
            excluded: 0,
            options: options.map { BallotOption($0.label, $0.meaning, people: $0.people) },
            seats: seats,
            round: round
        )
        return try LawFile(frame, ids: options.map(\.id)).text
    }

    /// Throws unless people can tell the options of a new ballot apart and choose between two at least.
    ///
    /// Only where a ballot is drawn up: one that was frozen for the electronic vote goes on by post as it is.
    public static func requireChoice(_ options: [PostalOption]) throws(PostalRefusal) {
        var seen: Set<String> = []
        for option in options {
            let name = option.label.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
            guard seen.insert(name).inserted else { throw PostalRefusal(.labelTwice, ["option": .text(option.label)]) }
        }
        let choices = options.filter { $0.meaning != .abstention && $0.meaning != .invalid }
        if let only = choices.first, choices.count == 1 {
            throw PostalRefusal(.optionsFew, ["option": .text(only.label)])
        }
    }

    /// The round of a Wahlgang: of an election, the second is the narrower one (§ 50 (2) GO NRW).
    public static func round(of kind: VoteKind, wahlgang: Int) -> Round {
        kind == .election && wahlgang > 1 ? .narrower : .first
    }

    /// The item of the agenda as people name it: a bare number gets its "TOP", which stands before others already.
    public var agendaItem: String { item.first?.isNumber == true ? "TOP \(item)" : item }

    /// The day from which the deadline is counted.
    public var sessionDay: CalendarDate {
        let end = session.endDate ?? session.date
        return settings.sessionDay == .later ? max(session.date, end) : session.date
    }

    /// A rehearsal would void a vote that is meant, for good; and what follows a rehearsal decides nothing.
    private func checkRehearsal() throws(PostalRefusal) {
        guard vote != nil, rehearsal != RehearsalMark.stands(before: title) else { return }
        throw PostalRefusal(rehearsal ? .rehearsalOfMeant : .meantAfterRehearsal, ["title": .text(title)])
    }

    /// Checks what stands in the act, and reads its law.
    func checkedFrame() throws(PostalRefusal) -> LegalFrame {
        guard vote != nil || voidHead == nil, vote == nil || voidHead != nil else { throw PostalRefusal(.voidHead) }
        try checkRehearsal()
        var ids: Set<String> = []
        for option in options where !ids.insert(option.id).inserted {
            throw PostalRefusal(.optionTwice, ["option": .text(option.id)])
        }
        if let end = session.endDate, end < session.date { throw PostalRefusal(.setting, ["field": .field("endDate")]) }
        try settings.check()
        guard (1...100).contains(wahlgang) else { throw PostalRefusal(.setting, ["field": .field("wahlgang")]) }
        let file: LawFile
        do { file = try LawFile(parsing: Array(law.utf8)) } catch {
            throw PostalRefusal(.law, ["reason": .sentence(of: { error.sentence(in: $0) })])
        }
        let same = zip(file.options, options).allSatisfy { law, option in
            law.id.utf8.elementsEqual(option.id.utf8) && law.meaning == option.meaning && law.people == option.people
        }
        let frame: LegalFrame
        do { frame = try file.frame(labels: options.map(\.label)) } catch {
            throw PostalRefusal(.law, ["reason": .sentence(of: { error.line(in: $0) })])
        }
        guard same, file.options.count == options.count, frame.kind == kind, frame.seats == seats,
            frame.session == session.date
        else { throw PostalRefusal(.law, ["reason": .word("postal.word.otherLaw")]) }
        // What was frozen with the electronic vote holds on paper, too.
        let frozen = frame.settings[.blankPaperBallot]
        guard frozen == settings.blank.rawValue else {
            throw PostalRefusal(.blankOtherwise, ["blank": .word("postal.value.blank.\(frozen)")])
        }
        try settings.check(against: frame.settings)
        return frame
    }
}

extension PostalSettings {
    /// What the town decided otherwise than the default before the electronic vote can't be decided again for the post.
    fileprivate func check(against frozen: Settings) throws(PostalRefusal) {
        let own: [(name: Settings.Name, value: String?)] = [
            (.deadlineShift, shift?.rawValue), (.sessionDay, sessionDay.rawValue),
            (.postalElectorate, electorate.rawValue),
        ]
        for (name, value) in own where frozen.changed.contains(name) && frozen[name] != value {
            throw PostalRefusal(
                .frozenOtherwise,
                [
                    "setting": .word("law.setting.\(name.rawValue)"),
                    "value": .word("rule.choice.\(name.rawValue).\(frozen[name])"),
                ]
            )
        }
    }
}

extension PostalSettings {
    fileprivate func check() throws(PostalRefusal) {
        func demand(_ holds: Bool, _ field: String) throws(PostalRefusal) {
            guard holds else { throw PostalRefusal(.setting, ["field": .field(field)]) }
        }
        try demand((1...Limit.days).contains(days), "days")
        try demand((1...100).contains(officials), "officials")
        try demand(time.map { (try? ClockTime(parsing: $0)) != nil } ?? true, "time")
        for (name, months) in [
            ("ballots", retention.ballots), ("wahlscheine", retention.wahlscheine), ("letters", retention.letters),
            ("receiptBook", retention.receiptBook),
        ] { try demand((0...1_200).contains(months), name) }
    }
}

extension LegalFrame {
    /// The same frame for another number of people.
    func with(entitled: Int, present: Int, excluded: Int) throws(InvalidInput) -> LegalFrame {
        try LegalFrame(
            kind: kind,
            matter: matter,
            session: session,
            ruleSet: ruleSet,
            settings: settings,
            entitled: entitled,
            present: present,
            excluded: excluded,
            options: options,
            seats: seats,
            round: round,
            majority: majority,
            numbers: numbers,
            circumstances: circumstances
        )
    }
}

extension PostalRefusal.Hole {
    static func sentence(of text: (Language) -> String) -> Self {
        .sentence(german: text(.german), english: text(.english))
    }
}
