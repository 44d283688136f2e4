import CouncilLaw
import Election
import PostalVote
import Ristretto255

// The steps of a vote by post that goes well, with something to change in each.

extension PostalPlay {
    /// Yes, No.
    public static let motion = [
        PostalOption(id: "yes", label: "Ja", meaning: .yes), PostalOption(id: "no", label: "Nein", meaning: .no),
    ]

    /// The decision to vote by post, on Tuesday 17 November 2026.
    public func start(
        date: String = "2026-11-17",
        end: String? = nil,
        kind: VoteKind = .motion,
        options: [PostalOption] = motion,
        seats: Int = 1,
        rehearsal: Bool = false,
        change: (inout PostalSettings) -> Void = { _ in }
    ) throws -> PostalAct.Start {
        var settings = PostalSettings(recipient: "Die Bürgermeisterin")
        change(&settings)
        let day = try CalendarDate(parsing: date)
        return PostalAct.Start(
            reason: "Das Verfahren war gestört.",
            legalBasis: "§ 4 Abs. 2 Satz 3 DigiSiVO",
            session: PostalSession(
                municipality: "Musterstadt",
                body: "Rat",
                number: "12",
                date: day,
                endDate: try end.map { try CalendarDate(parsing: $0) }
            ),
            item: "7",
            title: "Umbau der Schule",
            question: "Soll die Schule umgebaut werden?",
            kind: kind,
            seats: seats,
            options: options,
            law: try PostalAct.Start.law(
                kind: kind,
                session: day,
                options: options,
                seats: seats,
                blank: settings.blank
            ),
            settings: settings,
            rehearsal: rehearsal,
            at: time
        )
    }

    /// `m1`, `m2`, … who all attended and were present.
    public static func members(_ count: Int) -> [PostalMember] {
        (1...count).compactMap { number in
            PersonID("m\(number)").map {
                PostalMember(
                    p: $0,
                    name: "Mitglied \(number)",
                    attended: true,
                    present: true,
                    excluded: false,
                    mayVote: true
                )
            }
        }
    }

    /// Start, electorate, deadline (Monday 23 November 2026, 24:00), print, release.
    public mutating func release(
        members: [PostalMember] = members(12),
        start: PostalAct.Start? = nil
    ) throws {
        try add(.start(start ?? self.start()))
        try add(.electorate(PostalAct.Electorate(members: members, decisions: [], at: time)))
        try add(.fixedDeadline(deadline()))
        try print()
        try add(.released(PostalAct.Released(proof: .sha512("print"), at: time)), by: "o2")
    }

    /// The later reading of the deadline.
    public func deadline(time clock: String = "24:00") throws -> PostalAct.FixedDeadline {
        let readings = try current().readings(time: ClockTime(parsing: clock))
        return PostalAct.FixedDeadline(
            literal: readings.literal,
            shifted: readings.shifted,
            chosen: .workday,
            date: readings.shifted,
            time: clock,
            place: "Rathaus, Zimmer 12",
            reason: readings.differs ? "Niemand soll seine Stimme verlieren." : nil,
            at: time
        )
    }

    /// Prints for everybody.
    public mutating func print() throws {
        try add(.printed(PostalAct.Printed(proof: .sha512("print"), kits: current().newKits(), at: time)))
    }

    /// Sends all kits that hold and did not go out.
    public mutating func send() throws {
        for kit in try current().kits where kit.isValid && kit.sent == nil {
            try add(.sent(PostalAct.Sent(number: kit.number, how: .post, at: time)))
        }
    }

    /// A Wahlbrief.
    public func letter(
        _ number: Wahlscheinnummer?,
        arrival: String? = nil,
        channel: Channel = .post,
        firstEmptying: Bool = false
    ) throws -> PostalAct.Received {
        guard let arrived = arrival.map({ PostalTime($0) }) ?? time else { throw Misplayed() }
        return PostalAct.Received(
            running: try current().letters.count + 1,
            number: number,
            arrival: arrived,
            channel: channel,
            condition: .closed,
            firstEmptying: firstEmptying,
            place: "Tresor",
            remark: channel == .otherOffice ? "Bürgerbüro Nord" : nil,
            at: max(time, arrived)
        )
    }

    /// Takes in the Wahlbriefe of the first kits.
    public mutating func receive(_ count: Int) throws {
        for kit in try current().kits.prefix(count) { try add(.received(letter(kit.number))) }
    }

    /// The board comes, convenes after the deadline, and closes the urn.
    public mutating func convene(
        _ people: [String] = ["z1", "z2", "z3"],
        at text: String = "2026-11-24T09:00:00+01:00"
    ) throws {
        try wait(until: text)
        try arrive(people)
        try add(.convened(convened()), by: people[0])
        try add(.urnChecked(PostalAct.UrnChecked(empty: true, closed: true, at: time)), by: people[0])
    }

    /// Officials check in: the first one as chair, the second one as clerk.
    public mutating func arrive(_ people: [String]) throws {
        for (index, person) in people.enumerated() {
            let function: BoardFunction = index == 0 ? .chair : index == 1 ? .clerk : .teller
            try add(
                .arrived(PostalAct.Arrived(function: function, staff: true, mayor: person == "mayor", at: time)),
                by: person
            )
        }
    }

    /// The board's convening with everything in order.
    public func convened(early: String? = nil) throws -> PostalAct.Convened {
        PostalAct.Convened(
            place: "Rathaus",
            instructed: true,
            lawsAvailable: true,
            handedOver: try current().letters.count { !$0.isLate },
            invalidLists: 1,
            early: early,
            at: time
        )
    }

    /// What is found in a Wahlbrief that is in order.
    public func findings(
        _ numbers: [Wahlscheinnummer],
        _ change: (inout LetterFindings) -> Void = { _ in }
    ) -> LetterFindings {
        var findings = LetterFindings(
            outerClosed: true,
            innerClosed: true,
            envelopes: numbers.count,
            wahlscheine: numbers,
            signed: numbers
        )
        change(&findings)
        return findings
    }

    /// Admits every Wahlbrief that is open and bears a number, and ends the admission.
    public mutating func admitAll() throws {
        try admitOpen()
        try add(.admissionDone(PostalAct.AdmissionDone(waited: true, at: time)), by: "z1")
    }

    /// Admits every Wahlbrief that is open and bears a number.
    public mutating func admitOpen() throws {
        for letter in try current().letters where letter.isOpen {
            guard let number = letter.received.number else { continue }
            let act = PostalAct.Admitted(running: letter.received.running, findings: findings([number]), at: time)
            try add(.admitted(act), by: "z1")
        }
    }

    /// Opens the urn, counts envelopes, opens and sorts them.
    public mutating func sort(blank: Int = 0, empty: Int = 0, doubtful: Int = 0) throws {
        let voters = try current().voters
        try add(.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: time)), by: "z1")
        try add(.envelopes(PostalAct.Envelopes(counted: voters, wahlscheine: voters, at: time)), by: "z1")
        try add(
            .opened(PostalAct.Opened(mixed: true, ballots: voters - empty, empty: empty, several: 0, at: time)),
            by: "z1"
        )
        let clear = voters - blank - empty - doubtful
        try add(
            .sorted(PostalAct.Sorted(clear: clear, blank: blank, empty: empty, doubtful: doubtful, at: time)),
            by: "z1"
        )
    }

    /// The tally of one teller with its opening, not added.
    public func tally(
        _ numbers: [Int],
        by person: String,
        stack: Stack = .clear,
        round: Int = 1
    ) throws -> (act: PostalAct, opening: TallyOpening) {
        guard let p = PersonID(person) else { throw Misplayed() }
        let opening = TallyOpening(p: p, nonce: .random(), numbers: numbers)
        let commit = TallyCommitment.of(opening, stack: stack, round: round)
        return (.tally(PostalAct.Tally(stack: stack, round: round, commit: commit, at: time)), opening)
    }

    /// Two tellers count a stack, the third one compares; returns whether they agreed.
    @discardableResult
    public mutating func count(
        _ first: [Int],
        _ second: [Int],
        stack: Stack = .clear,
        tellers: [String] = ["z1", "z2"],
        comparing: String = "z3"
    ) throws -> Bool {
        let round = try current().stacks[stack]?.round ?? 1
        let tallies = [
            try tally(first, by: tellers[0], stack: stack, round: round),
            try tally(second, by: tellers[1], stack: stack, round: round),
        ]
        for (index, tally) in tallies.enumerated() { try add(tally.act, by: tellers[index]) }
        let openings = tallies.map(\.opening)
        let agreed = try current().agrees(openings, in: stack)
        try add(
            .compare(PostalAct.Compare(stack: stack, round: round, openings: openings, agreed: agreed, at: time)),
            by: comparing
        )
        return agreed
    }

    /// Determines and announces.
    public mutating func announce(publicly: Bool = true) throws {
        try add(.determined(PostalAct.Determined(counts: current().counts(), at: time)), by: "z1")
        try add(.announced(PostalAct.Announced(place: "Rathaus", publicly: publicly, at: time)), by: "z1")
    }

    /// A signature under the record.
    public func signature(of person: String) throws -> PostalAct {
        guard let key = keys[person] else { throw Misplayed() }
        let text = try current().textToSign
        let signature = PostalSignature.sign(text, vote: journal.id, with: key)
        return .signed(PostalAct.Signed(text: .sha512(text), signature: signature, at: time))
    }

    /// The three sign.
    public mutating func sign(_ people: [String] = ["z1", "z2", "z3"]) throws {
        for person in people { try add(signature(of: person), by: person) }
    }

    /// One package for each thing, with the numbers that the journal expects.
    public func packages() throws -> [Package] {
        let state = try current()
        return PackageContent.allCases.enumerated().compactMap { index, content in
            let count = state.expected(content) ?? 3
            return count == 0 ? nil : Package(number: index + 1, content: content, count: count, seal: "S\(index)")
        }
    }

    /// Packs, confirms, hands over.
    public mutating func pack(isComplete: Bool = true) throws {
        try add(.packed(PostalAct.Packed(packages: packages(), at: time)), by: "z1")
        try add(.confirmed(PostalAct.Confirmed(entry: journal.entries.count - 1, at: time)), by: "z2")
        try add(.handedOver(PostalAct.HandedOver(to: "Die Bürgermeisterin", complete: isComplete, at: time)), by: "z1")
    }

    /// From the start to sorted stacks: 12 members, 10 Wahlbriefe.
    public mutating func playToStacks(blank: Int = 0, empty: Int = 0, doubtful: Int = 0) throws {
        try playToAdmission()
        try admitAll()
        try sort(blank: blank, empty: empty, doubtful: doubtful)
    }

    /// From the start to the closed urn: 12 members, 10 Wahlbriefe.
    public mutating func playToAdmission(start: PostalAct.Start? = nil) throws {
        try release(start: start)
        try wait(until: "2026-11-18T10:00:00+01:00")
        try send()
        try wait(until: "2026-11-20T11:00:00+01:00")
        try receive(10)
        try convene()
    }

    /// From the start to a narrower election in which Ada and Bea have five votes each; nothing is determined yet.
    public mutating func playToTie() throws {
        let options = ["Ada", "Bea"].map { PostalOption(id: $0, label: $0, meaning: .candidate) }
        var start = try start(kind: .election, options: options)
        start.wahlgang = 2
        start.law = try PostalAct.Start.law(
            kind: .election,
            session: start.session.date,
            options: options,
            round: .narrower
        )
        try playToAdmission(start: start)
        try admitAll()
        try sort()
        try count([10, 5, 5], [10, 5, 5])
    }

    /// The whole vote: 6 yes, 4 no.
    public mutating func playToEnd() throws {
        try playToStacks()
        try count([10, 6, 4], [10, 6, 4])
        try announce()
        try sign()
        try pack()
    }
}
