import CouncilLaw
import Election
import Proofs
import Ristretto255

// Signatures, packing, and what comes years later.

extension PostalState {
    /// How many signatures there should be: three at least, however few officials the town settled for.
    public var signaturesNeeded: Int { max(3, start.settings.officials) }

    /// Who answers for the result and has neither signed nor been entered as not signing, in the order of coming.
    public var unsigned: [PersonID] {
        var settled = Set(signatures.map(\.by) + refusals.map(\.p))
        return board.map(\.p).filter { boardAtResult.contains($0) && settled.insert($0).inserted }
    }

    /// Whether the record is signed: everybody signed or was entered as not signing, and where that makes fewer signatures
    /// than there should be, a reason is recorded.
    public var isSigned: Bool {
        guard announced != nil, !signatures.isEmpty, unsigned.isEmpty else { return false }
        return signatures.count >= signaturesNeeded || shortHanded.contains { $0.step == .signing }
    }

    /// What those who counted sign: fixed by the first signature.
    public var textToSign: String { signedText ?? recordText }

    /// The version of that text as a signature names it: nil for the first one.
    public var versionToSign: Int? {
        let version = signedVersion ?? RecordWords.newest
        return version == RecordWords.first ? nil : version
    }

    mutating func sign(_ act: PostalAct.Signed, _ person: PersonID) throws(PostalRefusal) {
        try require(.announced)
        try require(before: .packed)
        guard board.contains(where: { $0.p == person }), let signer = people.first(where: { $0.person == person })
        else { throw PostalRefusal(.notInBoard, ["person": .text(name(of: person))]) }
        guard boardAtResult.contains(person) else {
            throw PostalRefusal(.notAtCount, ["person": .text(name(of: person))])
        }
        guard !signatures.contains(where: { $0.by == person }) else { throw PostalRefusal(.signedTwice) }
        let version = act.version ?? RecordWords.first
        guard let words = RecordWords(version: version) else {
            throw PostalRefusal(
                .textVersion,
                ["version": .number(version), "newest": .number(RecordWords.newest)]
            )
        }
        // All of them sign one text in one version.
        guard signedVersion == nil || signedVersion == version else { throw PostalRefusal(.recordText) }
        let text = signedText ?? RecordText(niederschrift, words).text
        guard act.text == Digest.sha512(text) else { throw PostalRefusal(.recordText) }
        guard PostalSignature.isValid(act.signature, by: signer.key, vote: id, text: act.text) else {
            throw PostalRefusal(.signature)
        }
        signedText = text
        signedVersion = version
        signatures.append((person, act))
        // Whoever signs after all neither refuses nor is unable to.
        refusals.removeAll { $0.p == person }
    }

    mutating func refuse(_ act: PostalAct.RefusedToSign) throws(PostalRefusal) {
        try require(.announced)
        try require(before: .packed)
        guard board.contains(where: { $0.p == act.p }), !signatures.contains(where: { $0.by == act.p }) else {
            throw PostalRefusal(.notInBoard, ["person": .text(name(of: act.p))])
        }
        // Whoever was not there any more may be unable to sign, and has nothing to refuse.
        guard act.unable || boardAtResult.contains(act.p) else {
            throw PostalRefusal(.notAtCount, ["person": .text(name(of: act.p))])
        }
        guard !refusals.contains(where: { $0.p == act.p }) else {
            throw PostalRefusal(.refusedTwice, ["person": .text(name(of: act.p))])
        }
        refusals.append(act)
    }

    mutating func interrupt(_ act: PostalAct.Interruption) throws(PostalRefusal) {
        guard act.from <= act.to, act.to.secondsSince1970 <= act.at.secondsSince1970 + Self.clockTolerance else {
            throw PostalRefusal(.arrivalInFuture)
        }
    }

    /// What each package must hold, as far as the journal knows.
    public func expected(_ content: PackageContent) -> Int? {
        switch content {
        case .wahlscheine: voters
        case .rejected: letters.count { $0.ground != nil && !$0.isLate }
        // Both were never opened.
        case .late: letters.count { $0.isLate || $0.isAfterAdmission }
        case .resolved: doubtful.count
        case .invalid: (sorted?.blank ?? 0) + (sorted?.empty ?? 0)
        case .valid: sorted?.clear
        case .unused: nil
        }
    }

    mutating func pack(_ act: PostalAct.Packed, _ person: PersonID, _ n: Int) throws(PostalRefusal) {
        try require(.signed)
        try require(before: .packed)
        guard Set(act.packages.map(\.number)).count == act.packages.count,
            Set(act.packages.map(\.seal)).count == act.packages.count
        else { throw PostalRefusal(.packages) }
        for content in PackageContent.allCases {
            let found = act.packages.filter { $0.content == content }.reduce(0) { $0 + $1.count }
            // The Wahlscheine were counted by hand, and may differ from the letters with an explanation.
            let expected = content == .wahlscheine ? envelopeCounts.last?.wahlscheine : expected(content)
            guard let expected, expected != found else { continue }
            throw PostalRefusal(
                .packageCount,
                [
                    "content": .word("postal.package.\(content.rawValue)"), "expected": .number(expected),
                    "found": .number(found),
                ]
            )
        }
        packed = (n, act, person, nil)
    }

    mutating func confirm(_ act: PostalAct.Confirmed, _ person: PersonID) throws(PostalRefusal) {
        if let waiting = packed, waiting.n == act.entry, waiting.confirmedBy == nil {
            guard waiting.by != person else { throw PostalRefusal(.samePerson) }
            packed?.confirmedBy = person
        } else if let index = destroyed.firstIndex(where: { $0.n == act.entry && $0.confirmedBy == nil }) {
            guard destroyed[index].by != person else { throw PostalRefusal(.samePerson) }
            // Somebody may have held it back since the first person entered it.
            try requireNoHold()
            destroyed[index].confirmedBy = person
        } else {
            throw PostalRefusal(.confirmation, ["n": .number(act.entry)])
        }
    }

    mutating func handOver(_ act: PostalAct.HandedOver, _ person: PersonID) throws(PostalRefusal) {
        try require(.packed)
        // The papers show one, and what stands there is never written over; what was not complete may be completed.
        if let earlier = handedOver?.act, earlier.complete || !act.complete {
            throw PostalRefusal(.handedOverTwice, ["to": .text(earlier.to), "time": .time(earlier.at)])
        }
        handedOver = (act, person)
    }

    mutating func add(_ act: PostalAct.Addendum) throws(PostalRefusal) {
        try require(.announced)
        // What stands there is never written over; whatever comes later is a further one, and the same text is none.
        if let same = addenda.first(where: { $0.text == act.text && $0.minutesSigned == act.minutesSigned }) {
            throw PostalRefusal(.addendumTwice, ["time": .time(same.at)])
        }
        addenda.append(act)
    }
}
