import CouncilLaw
import Testing

@Suite("Rule sets")
struct RuleSetTests {
    @Test("Rule sets follow one another without a gap, and each day has one")
    func noGap() throws {
        for (earlier, later) in zip(RuleSet.all, RuleSet.all.dropFirst()) {
            #expect(try earlier.validTo?.adding(days: 1) == later.validFrom)
        }
        #expect(RuleSet.all.last?.validTo == nil)
        #expect(Set(RuleSet.all.map(\.id)).count == RuleSet.all.count)
    }

    @Test(
        "The day of the session chooses the rule set",
        arguments: [
            ("2020-11-01", "nrw-2020-11"), ("2025-07-16", "nrw-2020-11"), ("2025-07-17", "nrw-2025-07"),
            ("2025-12-31", "nrw-2025-07"), ("2026-01-01", "nrw-2026-01"), ("2090-01-01", "nrw-2026-01"),
        ]
    )
    func byDate(session: String, id: String) throws {
        #expect(try RuleSet.onSession(day(session)).id == id)
        #expect(try RuleSet.named(id) == RuleSet.onSession(day(session)))
    }

    @Test("Every rule set has every rule once, with paragraph, source and validity")
    func complete() {
        for set in RuleSet.all {
            #expect(
                set.rules.map(\.key).sorted { $0.rawValue < $1.rawValue }
                    == Rule.Key.allCases.sorted { $0.rawValue < $1.rawValue }
            )
            for rule in set.rules {
                #expect(!rule.paragraph.isEmpty && !rule.source.isEmpty)
                #expect(rule.validFrom >= set.validFrom)
                #expect(rule.validTo == set.validTo)
            }
        }
    }

    @Test("After the amendments of 2025 no rule of the Gemeindeordnung counts as verified")
    func unclearSince2025() {
        for set in RuleSet.all.dropFirst() {
            #expect(set.rules.allSatisfy { !$0.paragraph.contains("GO NRW") || $0.status == .unclear })
        }
    }

    @Test(
        "Hybrid sessions have rules since the DigiSiVO; before it they count as unclear, as does the list of § 40 (2)"
    )
    func notYet() throws {
        let set = try RuleSet.onSession(day("2022-05-12"))
        #expect(set[.hybridSession]?.validFrom == (try day("2022-05-13")))
        #expect(set[.hybridSession]?.status == .verified)
        #expect(set.unclear(on: try day("2022-05-12")).map(\.key).contains(.hybridSession))
        #expect(!set.unclear(on: try day("2022-05-13")).map(\.key).contains(.hybridSession))
        #expect(set[.mayorsVote]?.status == .unclear)
        for later in RuleSet.all.dropFirst() { #expect(later[.hybridSession]?.status == .unclear) }
    }

    @Test("The rules still to be confirmed are named with their paragraphs, each once")
    func named() throws {
        let frame = try motion("2026-12-10")
        let said = german(frame.warnings.map(\.statement))
        for paragraph in ["§ 40 (2) GO NRW", "§ 50 (1), (5) GO NRW", "§§ 47a, 58a GO NRW, § 4 (2) DigiSiVO NRW"] {
            #expect(said.split(separator: paragraph, omittingEmptySubsequences: false).count == 2, "\(paragraph)")
        }
    }

    private func motion(_ session: String) throws -> LegalFrame {
        try LegalFrame(
            kind: .motion,
            session: day(session),
            entitled: 30,
            present: 30,
            excluded: 0,
            options: [BallotOption("Ja", .yes), BallotOption("Nein", .no)]
        )
    }

    @Test("A session before the first rule set is refused")
    func tooEarly() {
        expectRefusal(.session, .notCovered("2020-10-31")) { _ = try RuleSet.onSession(day("2020-10-31")) }
        #expect(RuleSet.named("nrw-1994") == nil)
    }
}

@Suite("Settings")
struct SettingsTests {
    @Test("Every setting has a default and another choice, and can be frozen and read again")
    func everySetting() throws {
        for name in Settings.Name.allCases {
            #expect(name.choices.count > 1)
            #expect(Settings.standard[name] == name.standard)
            for choice in name.choices {
                let settings = try Settings.standard.with(name, choice)
                #expect(settings[name] == choice)
                #expect(try Settings(settings.all) == settings)
                #expect(settings.changed == (choice == name.standard ? [] : [name]))
            }
        }
        #expect(Settings.standard.all.count == Settings.Name.allCases.count)
        #expect(try Settings([:]) == Settings.standard)
    }

    @Test("Unknown settings and values are refused")
    func refusals() {
        expectRefusal(.settings, .unknown("colour")) { _ = try Settings(["colour": "blue"]) }
        expectRefusal(.settings, .unknown("short-list=perhaps")) { _ = try Settings(["short-list": "perhaps"]) }
    }

    @Test("The deadline is the chair's decision unless the town fixes a reading")
    func deadline() throws {
        #expect(Settings.standard.deadlineShift == nil)
        #expect(try Settings.standard.with(.deadlineShift, "none").deadlineShift == .literal)
        #expect(try Settings.standard.with(.deadlineShift, "workday").deadlineShift == .workday)
    }
}
