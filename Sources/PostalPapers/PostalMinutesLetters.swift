import Papers
import PostalVote

// What did not go the ordinary way, and what lies with the Niederschrift of a postal vote.

extension PaperSetting {
    /// Late letters, letters that came to another office first, and kits that came back, in this order.
    var specialLetters: [BriefNiederschrift.SpecialLetter] {
        letters("late", where: \.isLate) + letters("elsewhere") { !$0.isLate && $0.received.reached != nil } + returned
    }

    private func letters(
        _ kind: String,
        where isMeant: (LetterRecord) -> Bool
    ) -> [BriefNiederschrift.SpecialLetter] {
        state.letters.filter(isMeant).compactMap { letter in
            let act = letter.received
            guard let at = PaperMoment(act.arrival) else { return nil }
            let channel = paperWord("channel.\(act.channel.rawValue)")
            let notes = [channel, exactTime(letter), wayRound(letter), act.remark]
            return BriefNiederschrift.SpecialLetter(
                kind: paperWord("paper.letter.\(kind)"),
                number: paperWord("paper.letter.wahlbrief", ["n": String(act.running)]),
                at: at,
                by: state.name(of: letter.by),
                remark: notes.compactMap(\.self).joined(separator: "; ")
            )
        }
    }

    /// When a letter that went to another office first reached the recipient, and whether it was too late to be admitted.
    func wayRound(_ letter: LetterRecord) -> String? {
        guard let at = PaperMoment(letter.received.reached)?.text else { return nil }
        let reached = paperWord("paper.letter.reached", ["at": at])
        return letter.isAfterAdmission ? reached + "; " + paperWord("paper.letter.after") : reached
    }

    /// The seconds of a late letter, where the minute alone would look as if it had come in time.
    func exactTime(_ letter: LetterRecord) -> String? {
        let counting = letter.received.reached ?? letter.received.arrival
        let clock = counting.description.dropFirst(11).prefix(8)
        guard letter.isLate, counting.date == state.deadline?.date, clock.prefix(5) == state.deadline?.time.prefix(5)
        else { return nil }
        return paperWord("paper.letter.exact", ["time": String(clock)])
    }

    private var returned: [BriefNiederschrift.SpecialLetter] {
        state.entries.compactMap { entry in
            guard case .returned(let act) = entry.act, let at = PaperMoment(act.at) else { return nil }
            return BriefNiederschrift.SpecialLetter(
                kind: paperWord("paper.letter.returned"),
                number: paperWord("paper.letter.wahlschein", ["number": act.number.description]),
                at: at,
                by: state.name(of: entry.by),
                remark: act.remark
            )
        }
    }

    /// The papers that are enclosed, as far as there is something for them.
    var annexes: [String] {
        let papers: [(name: String, count: Int, isThere: Bool)] = [
            ("versandliste", state.kits.count, PostalPaper.versandliste.isThere(in: self)),
            ("empfangsbuch", state.letters.count, PostalPaper.empfangsbuch.isThere(in: self)),
            ("wahlscheine", state.kits.count { !$0.isValid }, state.kits.contains { !$0.isValid }),
            ("zaehllisten", zaehllisten().count, PostalPaper.zaehllisten.isThere(in: self)),
            ("doubtful", state.doubtful.count, !state.doubtful.isEmpty),
            ("packliste", packages.count, PostalPaper.packliste.isThere(in: self)),
            (state.addenda.count > 1 ? "nachtraege" : "nachtrag", state.addenda.count, !state.addenda.isEmpty),
        ]
        return papers.filter(\.isThere).map { paperWord("paper.annex.\($0.name)", ["n": String($0.count)]) }
    }
}
