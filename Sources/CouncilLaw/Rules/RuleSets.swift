extension RuleSet {
    /// All rule sets, oldest first, without a gap between them.
    ///
    /// The first one begins with the council term of November 2020. The two later ones follow the dates of new versions of
    /// the Gemeindeordnung; the legal office has yet to confirm every rule of the Gemeindeordnung in them, so each is marked
    /// unclear.
    public static let all: [RuleSet] = [
        RuleSet(
            id: "nrw-2020-11",
            validFrom: CalendarDate(known: 2020, 11, 1),
            validTo: CalendarDate(known: 2025, 7, 16),
            committeeMethod: .hareNiemeyer,
            basis: rulesOf2020
        ),
        RuleSet(
            id: "nrw-2025-07",
            validFrom: CalendarDate(known: 2025, 7, 17),
            validTo: CalendarDate(known: 2025, 12, 31),
            committeeMethod: .dHondt,
            basis: rulesOf2020.map { $0.unclear(since: "GO NRW, Fassung vom 17.07.2025: noch zu bestätigen") }
        ),
        RuleSet(
            id: "nrw-2026-01",
            validFrom: CalendarDate(known: 2026, 1, 1),
            validTo: nil,
            committeeMethod: .dHondt,
            basis: rulesOf2020.map { $0.unclear(since: "GO NRW, Fassung vom 01.01.2026: noch zu bestätigen") }
        ),
    ]

    private init(
        id: String,
        validFrom: CalendarDate,
        validTo: CalendarDate?,
        committeeMethod: AllotmentMethod,
        basis: [Rule]
    ) {
        self.id = id
        self.validFrom = validFrom
        self.validTo = validTo
        self.committeeMethod = committeeMethod
        rules = basis.map { $0.within(max(validFrom, $0.validFrom), validTo) }
    }
}

extension Rule {
    fileprivate init(_ key: Key, _ paragraph: String, _ status: Status, _ source: String) {
        let start = CalendarDate(known: 2020, 11, 1)
        self.init(key: key, paragraph: paragraph, source: source, status: status, validFrom: start, validTo: nil)
    }

    /// The same rule after an amendment that is yet to be confirmed; rules that do not rest on the Gemeindeordnung stay as
    /// they are.
    fileprivate func unclear(since source: String) -> Rule {
        paragraph.contains("GO NRW") && status == .verified ? with(.unclear, source: source) : self
    }

    /// The same rule, in force only from a day on.
    fileprivate func since(_ day: CalendarDate) -> Rule { within(day, nil) }
}

/// The DigiSiVO NRW is in force since this day; before it, no session was digital or hybrid.
private let digitalSessionsSince = CalendarDate(known: 2022, 5, 13)

private let rulesOf2020: [Rule] = [
    Rule(
        .motionMajority,
        "§ 50 (1), (5) GO NRW",
        .verified,
        "fdp-marl.de, ratsinfo.schwelm.de (vo0050 2318)"
    ),
    Rule(.secrecyByMotion, "§ 50 (1) GO NRW", .verified, "fdp-marl.de, meldung 91609"),
    Rule(
        .secrecyByObjection,
        "§ 50 (2) GO NRW",
        .verified,
        "VG Düsseldorf, 22.02.2016, 1 K 389/15, openjur.de/u/877219"
    ),
    Rule(.electionMajority, "§ 50 (2) GO NRW", .verified, "ratsinfo.schwelm.de (vo0050 2318)"),
    Rule(.narrowerElection, "§ 50 (2) GO NRW", .verified, "ratsinfo.schwelm.de (vo0050 2318)"),
    Rule(.committeeSeats, "§ 50 (3) GO NRW", .verified, "politik-bei-uns.de, Vorlagen von 2020"),
    Rule(.deputyMayors, "§ 67 (2) GO NRW", .verified, "bi.wassenberg.de 1940, session.reichshof.de 6664"),
    Rule(.specialMajorities, "§§ 7 (3), 47a, 66 (1), 67 (4), 71 (7) GO NRW", .unclear, "noch zu bestätigen"),
    Rule(.quorum, "§ 49 GO NRW", .unclear, "wissen.jurafuchs.de/jqpvq05; noch zu bestätigen"),
    Rule(.mayorsVote, "§ 40 (2) GO NRW", .unclear, "wermelskirchen.de, juracademy.de; noch zu bestätigen"),
    Rule(.votingRight, "§ 58 (3), (4) GO NRW", .unclear, "noch zu bestätigen"),
    Rule(.bias, "§ 31 GO NRW", .unclear, "xanten.de; noch zu bestätigen"),
    Rule(
        .hybridSession,
        "§§ 47a, 58a GO NRW, § 4 (2) DigiSiVO NRW",
        .verified,
        "recht.nrw.de, bes_id=48807; Handreichung 09/2023"
    ).since(digitalSessionsSince),
    Rule(
        .deadline,
        "§ 16 (5) Geschäftsordnung Siegburg; §§ 187, 188, 193 BGB",
        .municipalSetting,
        "Beschlussvorschlag vom 01.02.2024; § 188 (1) BGB noch zu bestätigen"
    ),
    Rule(.holidays, "§ 2 Feiertagsgesetz NW", .verified, "staging.lexmea.de/de/gesetz/feiertg-nrw/2"),
    Rule(
        .summerTime,
        "§§ 4, 5 EinhZeitG, Richtlinie 2000/84/EG",
        .unclear,
        "noch zu bestätigen"
    ),
]
