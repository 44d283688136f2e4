import Election

// Kits on their way out, Wahlbriefe on their way in.

extension PostalState {
    private func index(of number: Wahlscheinnummer) throws(PostalRefusal) -> Int {
        let hole: [String: PostalRefusal.Hole] = ["number": .text(number.description)]
        guard number.belongs(to: id) else { throw PostalRefusal(.numberForeign, hole) }
        guard let index = kits.firstIndex(where: { $0.number == number }) else {
            throw PostalRefusal(.numberUnknown, hole)
        }
        return index
    }

    private func requireValid(_ kit: KitRecord) throws(PostalRefusal) {
        guard let new = kit.replacedBy else { return }
        throw PostalRefusal(
            .numberReplaced,
            ["number": .text(kit.number.description), "new": .text(new.description)]
        )
    }

    mutating func send(_ act: PostalAct.Sent) throws(PostalRefusal) {
        try require(.released)
        try require(before: .boardOpened)
        let index = try index(of: act.number)
        try requireValid(kits[index])
        guard kits[index].sent == nil || kits[index].returned != nil else {
            throw PostalRefusal(.alreadySent, ["number": .text(act.number.description)])
        }
        // Its Wahlbrief lies here: an entry now would say that it went out after it came back.
        if let letter = letters.first(where: { $0.received.number == act.number }) {
            throw PostalRefusal(
                .sentAfterLetter,
                ["number": .text(act.number.description), "running": .number(letter.received.running)]
            )
        }
        // Somebody else may fetch it with a written authority only (KWahlO § 20, by analogy).
        guard act.to == nil || act.authority else { throw PostalRefusal(.authority) }
        if hasPassed(act.at) { throw PostalRefusal(.afterDeadline) }
        kits[index].sent = act
        kits[index].returned = nil
    }

    mutating func take(back act: PostalAct.Returned) throws(PostalRefusal) {
        try require(.issued)
        let index = try index(of: act.number)
        guard kits[index].sent != nil else {
            throw PostalRefusal(.notSent, ["number": .text(act.number.description)])
        }
        guard kits[index].returned == nil else {
            throw PostalRefusal(.returnedTwice, ["number": .text(act.number.description)])
        }
        // Whoever filled it in has got it.
        if let letter = letters.first(where: { $0.received.number == act.number }) {
            throw PostalRefusal(
                .returnedAfterLetter,
                ["number": .text(act.number.description), "running": .number(letter.received.running)]
            )
        }
        kits[index].returned = act
    }

    mutating func replace(_ act: PostalAct.Replaced) throws(PostalRefusal) {
        try require(.released)
        try require(before: .boardOpened)
        let index = try index(of: act.old)
        try requireValid(kits[index])
        guard act.credible else { throw PostalRefusal(.notCredible) }
        if hasPassed(act.at) { throw PostalRefusal(.afterDeadline) }
        // A new Wahlschein would take back a vote that was handed in.
        if let letter = letters.first(where: { $0.received.number == act.old && !$0.isLate }) {
            throw PostalRefusal(.letterIsHere, ["running": .number(letter.received.running)])
        }
        var taken = Set(kits.map(\.number))
        try checkNew(act.new, &taken)
        kits[index].replacedBy = act.new
        var kit = KitRecord(number: act.new, p: kits[index].p)
        kit.replaces = act.old
        kits.append(kit)
    }

    /// A kit that took another's place and may be printed: the newest of its member, and not sent yet.
    public func replacement(
        _ number: Wahlscheinnummer
    ) throws(PostalRefusal) -> (kit: Kit, replaces: Wahlscheinnummer) {
        let kit = kits[try index(of: number)]
        guard let old = kit.replaces else { throw PostalRefusal(.numberUnknown, ["number": .text(number.description)]) }
        try requireValid(kit)
        guard kit.sent == nil else { throw PostalRefusal(.alreadySent, ["number": .text(number.description)]) }
        return (Kit(number: number, p: kit.p), old)
    }

    mutating func receive(_ act: PostalAct.Received, _ person: PersonID) throws(PostalRefusal) {
        try require(.released)
        guard act.running == letters.count + 1 else {
            throw PostalRefusal(.running, ["expected": .number(letters.count + 1)])
        }
        if let number = act.number {
            _ = try index(of: number)
            if let other = letters.first(where: { $0.received.number == number }) {
                throw PostalRefusal(
                    .receivedTwice,
                    ["number": .text(number.description), "running": .number(other.received.running)]
                )
            }
        }
        guard act.arrival.secondsSince1970 <= act.at.secondsSince1970 + Self.clockTolerance else {
            throw PostalRefusal(.arrivalInFuture)
        }
        guard act.arrival >= start.at else { throw PostalRefusal(.arrivalTooEarly) }
        let wentRound = act.channel == .otherOffice
        guard (act.reached != nil) == wentRound, act.reached.map({ $0 >= act.arrival }) ?? true else {
            throw PostalRefusal(.reachedTime)
        }
        // Where it was in time is as much part of the receipt as when.
        guard !wentRound || act.remark?.isEmpty == false else { throw PostalRefusal(.otherOffice) }
        if act.firstEmptying {
            let allowed = start.settings.letterBox == .firstEmptying && deadline?.time == "24:00"
            guard allowed, act.channel == .letterBox else { throw PostalRefusal(.firstEmptying) }
        }
        let isLate = isLate(act)
        // Another office had it in time and handed it on when nobody could admit it any more.
        let isAfterAdmission =
            admissionDone.map { end in !isLate && act.reached.map { $0 >= end.at } ?? false } ?? false
        // Once admission has ended, only late ones can still come otherwise: the board waited for the others.
        if !isLate, !isAfterAdmission { try require(before: .admissionDone) }
        letters.append(
            LetterRecord(
                received: act,
                by: person,
                isLate: isLate,
                cameLater: convened != nil,
                isAfterAdmission: isAfterAdmission
            )
        )
    }

    /// Whether a Wahlbrief arrived after the deadline.
    public func isLate(_ act: PostalAct.Received) -> Bool {
        let counts = start.settings.otherOffice == .countsAtRecipient ? act.reached ?? act.arrival : act.arrival
        if act.firstEmptying, let day = deadline?.date, let next = try? day.adding(days: 1) {
            // Found in the box on the morning after a period that ended at midnight.
            return counts.date > next
        }
        return hasPassed(counts)
    }

    /// The kits whose Wahlschein holds.
    public var validNumbers: Set<Wahlscheinnummer> { Set(kits.filter(\.isValid).map(\.number)) }

    /// How many kits went out, those that were replaced since among them, as among the Wahlscheine that were made.
    public var dispatched: Int { kits.count { $0.sent != nil } }

    /// Wahlbriefe of kits that nobody entered as sent, or as sent again after they had come back, with their Wahlscheine:
    /// they are taken, and everybody who looks is told.
    ///
    /// A number may stand outside or have been found inside only.
    public var receivedUnsent: [(letter: LetterRecord, number: Wahlscheinnummer)] {
        let unsent = Set(kits.filter { $0.sent == nil || $0.returned != nil }.map(\.number))
        return letters.flatMap { letter in
            let inside = letter.foundInside.filter { $0 != letter.received.number }
            return ([letter.received.number].compactMap(\.self) + inside).filter(unsent.contains).map { (letter, $0) }
        }
    }

    /// The list of invalid Wahlscheine.
    public var invalidWahlscheine: [KitRecord] { kits.filter { !$0.isValid } }

    /// The kits that hold and whose Wahlbrief is not there: for reminders.
    ///
    /// A Wahlbrief with a Wahlschein that was replaced is no vote: its sender is still awaited.
    public var outstanding: [KitRecord] {
        // A number that could not be read outside was found inside.
        let arrived = Set(letters.compactMap(\.received.number) + letters.flatMap(\.foundInside))
        return kits.filter { $0.isValid && !arrived.contains($0.number) }
    }
}
