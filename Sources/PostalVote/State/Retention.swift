import CouncilLaw
import Election

/// When something may be destroyed.
public struct RetentionDue: Hashable, Sendable {
    /// What.
    public let object: RetentionObject
    /// From this day on.
    public let due: CalendarDate
    /// Who holds it back, if somebody does.
    public let heldBy: String?
    /// The entry of its destruction, if it was destroyed and a second person confirmed it.
    public let destroyed: PostalAct.Destroyed?
}

extension PostalState {
    /// What is kept and until when; empty before the result was announced.
    ///
    /// The record, its addendum and the protocols of destruction are kept for good and stand in no list.
    public var retention: [RetentionDue] {
        guard let announced else { return [] }
        return RetentionObject.allCases.compactMap { object in
            guard let due = announced.at.date.adding(months: months(object)) else { return nil }
            return RetentionDue(
                object: object,
                due: due,
                heldBy: holds.first?.act.who,
                destroyed: destroyed.first { $0.act.object == object && $0.confirmedBy != nil }?.act
            )
        }
    }

    private func months(_ object: RetentionObject) -> Int {
        let months = start.settings.retention
        return switch object {
        case .ballots: months.ballots
        case .wahlscheine: months.wahlscheine
        case .rejectedLetters, .lateLetters, .unused: months.letters
        case .receiptBook: months.receiptBook
        }
    }

    mutating func lift(_ act: PostalAct.Lifted) throws(PostalRefusal) {
        guard let index = holds.firstIndex(where: { $0.n == act.entry }) else {
            throw PostalRefusal(.noHold, ["n": .number(act.entry)])
        }
        holds.remove(at: index)
    }

    mutating func destroy(_ act: PostalAct.Destroyed, _ person: PersonID, _ n: Int) throws(PostalRefusal) {
        try require(.packed)
        try requireNoHold()
        if let earlier = destroyed.first(where: { $0.act.object == act.object && $0.confirmedBy != nil }) {
            throw PostalRefusal(.destroyedTwice, ["n": .number(earlier.n)])
        }
        let due = retention.first { $0.object == act.object }?.due
        guard let due, act.at.date >= due else {
            throw PostalRefusal(.notDue, ["day": due.map { PostalRefusal.Hole.day($0) } ?? .text("–")])
        }
        // Entered anew, because the second person found a mistake: only the newer entry can be confirmed.
        destroyed.removeAll { $0.act.object == act.object }
        destroyed.append((n, act, person, nil))
    }

    /// Refuses a destruction while somebody holds the papers back.
    func requireNoHold() throws(PostalRefusal) {
        guard let hold = holds.first else { return }
        throw PostalRefusal(
            .held,
            ["who": .text(hold.act.who), "time": .time(hold.act.at), "reason": .text(hold.act.reason)]
        )
    }

    /// Whether the receipt book and the lists with it were destroyed, and a second person has confirmed that.
    public var isReceiptBookDestroyed: Bool { destroyedReceiptBook != nil }

    /// Refuses to show the receipt book or a list that belongs to it again once they were destroyed.
    public func requireReceiptBook() throws(PostalRefusal) {
        guard let (n, act) = destroyedReceiptBook else { return }
        throw PostalRefusal(.receiptBookDestroyed, ["n": .number(n), "day": .day(act.at.date)])
    }

    private var destroyedReceiptBook: (n: Int, act: PostalAct.Destroyed)? {
        destroyed.first { $0.act.object == .receiptBook && $0.confirmedBy != nil }.map { ($0.n, $0.act) }
    }

    /// How many pieces of an object were packed; nil for what is in no package.
    public func packedCount(_ object: RetentionObject) -> Int? {
        guard let packages = packed?.act.packages else { return nil }
        let contents: [PackageContent] =
            switch object {
            case .ballots: [.valid, .invalid, .resolved]
            case .wahlscheine: [.wahlscheine]
            case .rejectedLetters: [.rejected]
            case .lateLetters: [.late]
            case .unused: [.unused]
            case .receiptBook: []
            }
        return contents.isEmpty ? nil : packages.filter { contents.contains($0.content) }.reduce(0) { $0 + $1.count }
    }
}

extension CalendarDate {
    /// The same day so many months later, or the last day of that month; nil beyond the calendar.
    func adding(months: Int) -> CalendarDate? {
        let (year, month, day) = parts
        let total = year * 12 + month - 1 + months
        for last in stride(from: day, through: day - 3, by: -1) {
            if let date = try? CalendarDate(year: total / 12, month: total % 12 + 1, day: last) { return date }
        }
        return nil
    }
}
