import CouncilLaw
import Election
import PostalTestSupport
import PostalVote
import Testing

@Suite("Count (domain part 8, 23 to 25 and 30)")
struct CountEdgeTests {
    @Test(
        "edge 23: what stands on a Stimmzettel, with the paragraph",
        arguments: [
            (Doubt.severalMarksSameOption, Doubt.Ruling.valid, "§ 52 Abs. 2 KWahlO"),
            (.cancelledMark, .valid, "§ 52 Abs. 2 KWahlO"), (.reservation, .invalid, "§ 30 Nr. 4 KWahlG"),
            (.drawing, .boardDecides, "§ 30 Nr. 4 KWahlG, § 52 Abs. 2 KWahlO"),
            (.signature, .boardDecides, "§ 30 Nr. 4 KWahlG, § 52 Abs. 2 KWahlO"),
            (.torn, .invalid, "§ 30 Nr. 3 KWahlG, § 52 Abs. 1 KWahlO"), (.notOfficial, .invalid, "§ 30 Nr. 1 KWahlG"),
        ]
    )
    func edge23(_ doubt: Doubt, _ ruling: Doubt.Ruling, paragraph: String) throws {
        #expect(doubt.ruling == ruling && doubt.paragraph == paragraph)
        let play = try PostalPlay.atStacks(doubtful: 1)
        let valid = try play.refuses(play.doubtful(doubt, .valid, ["yes"]), by: "z1")
        let invalid = try play.refuses(play.doubtful(doubt, .invalid), by: "z1")
        #expect(valid == (ruling == .invalid ? .doubtRuling : nil))
        #expect(invalid == (ruling == .valid ? .doubtRuling : nil))
        #expect(try play.refuses(play.doubtful(doubt, .abstention), by: "z1") == .doubtRuling)
    }

    @Test(
        "the minutes cite no paragraph on invalid votes under a valid one or an abstention",
        arguments: [
            (Doubt.markUnclear, "kein Fall des § 30 Nr. 3 KWahlG"), (.other, "kein Fall des § 30 Nr. 3 KWahlG"),
            (.drawing, "§ 52 Abs. 2 KWahlO"), (.cancelledMark, "§ 52 Abs. 2 KWahlO"),
            (.noMark, "Festlegung der Stadt oder Gemeinde"),
        ]
    )
    func citesByDecision(_ doubt: Doubt, paragraph: String) throws {
        #expect(doubt.paragraph(for: doubt == .noMark ? .abstention : .valid) == paragraph)
        #expect(doubt.paragraph(for: .invalid) == doubt.paragraph)
    }

    @Test("a Stimmzettel without a mark is invalid or an abstention, as the town decided", arguments: [true, false])
    func blank(abstains: Bool) throws {
        var play = try PostalPlay.atStacks(blank: 2, empty: 1, doubtful: 1) {
            $0.blank = abstains ? .abstention : .invalid
        }
        try play.add(play.doubtful(.noMark, abstains ? .abstention : .invalid), by: "z1")
        try play.count([6, 4, 2], [6, 4, 2])
        try play.count([2, 1], [2, 1], stack: .blank)
        let counts = try play.current().counts()
        #expect(counts.abstentions == (abstains ? 3 : 0) && counts.invalid == (abstains ? 1 : 4))
        #expect(counts.valid == 6 && counts.voters == 10)
    }

    @Test("edge 24: envelopes and Wahlscheine differ, are counted again, and the difference is explained")
    func edge24() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        try play.admitAll()
        try play.add(.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: play.time)), by: "z1")
        let differ = PostalAct.Envelopes(counted: 9, wahlscheine: 10, at: play.time)
        try play.add(.envelopes(differ), by: "z1")
        #expect(try play.current().stage == .envelopesCounted)
        let opened = PostalAct.Opened(mixed: true, ballots: 9, empty: 0, several: 0, at: play.time)
        #expect(try play.refuses(.opened(opened), by: "z1") == .wrongOrder)
        #expect(try play.refuses(.envelopes(differ), by: "z1") == .explanation)
        var recounted = play
        try recounted.add(.envelopes(PostalAct.Envelopes(counted: 10, wahlscheine: 10, at: play.time)), by: "z1")
        #expect(try recounted.current().stage == .match)
        var explained = differ
        explained.explanation = "Ein Umschlag fehlt."
        try play.add(.envelopes(explained), by: "z1")
        #expect(try play.current().stage == .mismatchExplained)
        var unfit = opened
        unfit.ballots = 10
        #expect(try play.refuses(.opened(unfit), by: "z1") == .ballotsDoNotFit)
        unfit.explanation = "Zwei lagen in einem Umschlag."
        #expect(try play.refuses(.opened(unfit), by: "z1") == nil)
        unfit.mixed = false
        #expect(try play.refuses(.opened(unfit), by: "z1") == .notMixed)
        try play.add(.opened(opened), by: "z1")
        let stacks = PostalAct.Sorted(clear: 9, blank: 0, empty: 0, doubtful: 0, at: play.time)
        try play.add(.sorted(stacks), by: "z1")
        try play.count([9, 5, 4], [9, 5, 4])
        try play.announce()
        #expect(try play.current().determined?.counts.voters == 9)
        #expect(try play.current().niederschrift.count.envelopes.last?.explanation == "Ein Umschlag fehlt.")
    }

    @Test("edge 24: more envelopes than people who may vote are explained, and the count goes on to a red line")
    func edge24Surplus() throws {
        var play = try PostalPlay()
        try play.release()
        try play.send()
        try play.receive(12)
        try play.convene()
        try play.admitAll()
        try play.add(.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: play.time)), by: "z1")
        var counted = PostalAct.Envelopes(counted: 14, wahlscheine: 12, at: play.time)
        try play.add(.envelopes(counted), by: "z1")
        // Nothing goes on before they were counted again and explained.
        #expect(try play.refuses(.envelopes(counted), by: "z1") == .explanation)
        #expect(try play.current().surplus == 0)
        counted.explanation = "Zwei Umschläge trugen kein Siegel; woher sie kommen, ist nicht bekannt."
        try play.add(.envelopes(counted), by: "z1")
        try play.add(
            .opened(PostalAct.Opened(mixed: true, ballots: 14, empty: 0, several: 0, at: play.time)),
            by: "z1"
        )
        // The board decides on those of which it is not sure, one by one.
        try play.add(.sorted(PostalAct.Sorted(clear: 12, blank: 0, empty: 0, doubtful: 2, at: play.time)), by: "z1")
        try play.add(play.doubtful(.notOfficial, .invalid), by: "z1")
        try play.add(play.doubtful(.other, .valid, ["no"]), by: "z1")
        try play.count([12, 7, 5], [12, 7, 5])
        try play.announce()
        let counts = try #require(try play.current().determined?.counts)
        #expect(counts.entitled == 12 && counts.voters == 14 && counts.valid == 13 && counts.invalid == 1)
        try play.sign()
        try play.pack()
        let state = try play.current()
        #expect(state.warnings.contains(.surplus(count: 2)))
        #expect(state.warnings.contains(.mismatch(envelopes: 14, wahlscheine: 12, admitted: 12)))
        #expect(try PostalVerifier.verify(play.record()).isValid)
        // Without such an entry the numbers stay bound to those who may vote.
        var other = counts
        other.voters = 15
        #expect(try play.refuses(.determined(PostalAct.Determined(counts: other, at: play.time)), by: "z1") != nil)
    }

    @Test("edge 25: a rejected letter raises no number of voters, and the sums must hold")
    func edge25() throws {
        var play = try PostalPlay()
        try play.playToAdmission()
        let unsigned = try play.findings([play.number(1)]) { $0.signed = [] }
        try play.add(play.rejection(1, .unsigned, unsigned), by: "z1")
        try play.admitAll()
        #expect(try play.current().voters == 9)
        try play.sort()
        try play.count([9, 5, 4], [9, 5, 4])
        let counts = try play.current().counts()
        #expect(counts.voters == counts.valid + counts.invalid + counts.abstentions)
        for change: (inout PostalCounts) -> Void in [
            { $0.voters += 1 }, { $0.invalid += 1 }, { $0.valid -= 1 }, { $0.options[0].votes += 1 },
            { $0.rejected[5] = 0 }, { $0.entitled += 1 }, { $0.abstentions += 1 },
        ] {
            var wrong = counts
            change(&wrong)
            #expect(
                try play.refuses(.determined(PostalAct.Determined(counts: wrong, at: play.time)), by: "z1")
                    == .resultDiffers
            )
        }
        let wrongSum = PostalAct.Sorted(clear: 9, blank: 1, empty: 0, doubtful: 0, at: play.time)
        #expect(try play.refuses(.sorted(wrongSum), by: "z1") == .isOver)
    }

    @Test("while numbers are typed, the wrong field is named")
    func wrongField() throws {
        let play = try PostalPlay.atStacks(blank: 1, empty: 1)
        let state = try play.current()
        #expect(state.wrongField([8, 5, 3], in: .clear) == nil)
        #expect(state.wrongField([9, 5, 4], in: .clear) == "ballots")
        #expect(state.wrongField([8, 9, 0], in: .clear) == "yes")
        #expect(state.wrongField([8, 5, 4], in: .clear) == "sum")
        #expect(state.wrongField([1, 0], in: .blank) == "empty")
        #expect(state.wrongField([0, 2], in: .blank) == "blank")
        let sum = PostalAct.Sorted(clear: 9, blank: 1, empty: 1, doubtful: 0, at: play.time)
        #expect(try play.refuses(.sorted(sum), by: "z1") == .stackSum)
    }

    @Test("edge 30: two tallies that differ twice in a row force a third round")
    func edge30() throws {
        var play = try PostalPlay.atStacks()
        #expect(try !play.count([10, 6, 4], [10, 5, 5]))
        #expect(try play.current().stage == .doubtfulDecided)
        #expect(try play.refuses(play.tally([10, 6, 4], by: "z1", round: 1).act, by: "z1") == .round)
        #expect(try !play.count([10, 7, 3], [10, 6, 4], tellers: ["z2", "z1"]))
        #expect(try play.count([10, 6, 4], [10, 6, 4], tellers: ["z1", "z3"], comparing: "z2"))
        #expect(try play.current().stage == .doubleCounted)
        #expect(try play.current().niederschrift.count.pairs.map(\.agreed) == [false, false, true])
    }

    @Test("tallies are bound before they are seen, by two, and compared by a third")
    func independentTallies() throws {
        var play = try PostalPlay.atStacks()
        let (first, one) = try play.tally([10, 6, 4], by: "z1")
        let (second, two) = try play.tally([10, 6, 4], by: "z2")
        try play.add(first, by: "z1")
        let compare = { (openings: [TallyOpening], agreed: Bool) in
            PostalAct.compare(
                PostalAct.Compare(stack: .clear, round: 1, openings: openings, agreed: agreed, at: play.time)
            )
        }
        #expect(try play.refuses(compare([one, two], true), by: "z3") == .tallyMissing)
        try play.add(second, by: "z2")
        #expect(try play.refuses(play.tally([10, 6, 4], by: "z3").act, by: "z3") == .twoTallies)
        #expect(try play.refuses(compare([one, two], true), by: "z1") == .notThird)
        #expect(try play.refuses(compare([one, two], false), by: "z3") == .agreedDiffers)
        #expect(try play.refuses(compare([two, one], true), by: "z3") == .tallyMissing)
        var changed = two
        changed.numbers = [10, 5, 5]
        #expect(try play.refuses(compare([one, changed], false), by: "z3") == .openingDiffers)
        var taken = one
        taken.p = two.p
        #expect(try play.refuses(compare([one, taken], true), by: "z3") == .openingDiffers)
        #expect(try play.refuses(compare([one, two], true), by: "z3") == nil)
    }
}
