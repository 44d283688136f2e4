extension RuleSet {
    /// All rule sets, oldest first, without a gap between them.
    ///
    /// The first one begins with the council term of November 2020; the sources for its text reach back to that year.
    /// The two later ones follow the dates of new versions of the Gemeindeordnung. Their text was not seen, so every
    /// rule of the Gemeindeordnung in them is marked unclear.
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
            basis: rulesOf2020.map { $0.unclear(since: "GO NRW, version of 17.07.2025: text not seen") }
        ),
        RuleSet(
            id: "nrw-2026-01",
            validFrom: CalendarDate(known: 2026, 1, 1),
            validTo: nil,
            committeeMethod: .dHondt,
            basis: rulesOf2020.map { $0.unclear(since: "GO NRW, version of 01.01.2026: text not seen") }
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
        rules = basis.map { $0.within(validFrom, validTo) }
    }
}

extension Rule {
    fileprivate init(_ key: Key, _ paragraph: String, _ status: Status, _ source: String) {
        let start = CalendarDate(known: 2020, 11, 1)
        self.init(key: key, paragraph: paragraph, source: source, status: status, validFrom: start, validTo: nil)
    }

    /// The same rule after an amendment whose text was not seen; rules outside the Gemeindeordnung stay as they are.
    fileprivate func unclear(since source: String) -> Rule {
        paragraph.hasSuffix("GO NRW") && status == .verified ? with(.unclear, source: source) : self
    }
}

private let rulesOf2020: [Rule] = [
    Rule(
        .motionMajority,
        "§ 50 (1), (5) GO NRW",
        .verified,
        "quoted at fdp-marl.de and ratsinfo.schwelm.de (vo0050 2318)"
    ),
    Rule(.secrecyByMotion, "§ 50 (1) GO NRW", .verified, "quoted at fdp-marl.de, meldung 91609"),
    Rule(
        .secrecyByObjection,
        "§ 50 (2) GO NRW",
        .verified,
        "VG Düsseldorf, 22.02.2016, 1 K 389/15, openjur.de/u/877219"
    ),
    Rule(.electionMajority, "§ 50 (2) GO NRW", .verified, "quoted at ratsinfo.schwelm.de (vo0050 2318)"),
    Rule(.narrowerElection, "§ 50 (2) GO NRW", .verified, "quoted at ratsinfo.schwelm.de (vo0050 2318)"),
    Rule(.committeeSeats, "§ 50 (3) GO NRW", .verified, "politik-bei-uns.de, council papers of 2020"),
    Rule(.deputyMayors, "§ 67 (2) GO NRW", .verified, "bi.wassenberg.de 1940, session.reichshof.de 6664"),
    Rule(.specialMajorities, "§§ 7 (3), 47a, 66 (1), 67 (4), 71 (7) GO NRW", .unclear, "from memory, not verified"),
    Rule(.quorum, "§ 49 GO NRW", .unclear, "described at wissen.jurafuchs.de/jqpvq05; the fiction from memory"),
    Rule(.mayorsVote, "§ 40 (2) GO NRW", .verified, "wermelskirchen.de, juracademy.de; list of an older text"),
    Rule(.votingRight, "§ 58 (3), (4) GO NRW", .unclear, "from memory, not verified"),
    Rule(.bias, "§ 31 GO NRW", .unclear, "described at xanten.de; details from memory"),
    Rule(
        .hybridSession,
        "§§ 47a, 58a GO NRW, § 4 (2) DigiSiVO NRW",
        .verified,
        "recht.nrw.de, bes_id=48807; Handreichung 09/2023"
    ),
    Rule(
        .deadline,
        "§ 16 (5) of Siegburg's rules of procedure; §§ 187, 188, 193 BGB",
        .municipalSetting,
        "draft resolution of 01.02.2024; §§ 187 (1), 193 BGB read, § 188 (1) from memory"
    ),
    Rule(.holidays, "§ 2 Feiertagsgesetz NW", .verified, "staging.lexmea.de/de/gesetz/feiertg-nrw/2"),
    Rule(
        .summerTime,
        "§§ 4, 5 EinhZeitG, Directive 2000/84/EC",
        .unclear,
        "from memory; last Sundays of March and October"
    ),
]
