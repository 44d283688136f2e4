import CouncilLaw
import Election
import PostalTestSupport
import PostalVote
import Ristretto255
import StrictJSON
import Testing
import Words

@Suite("Record, signatures, retention (domain part 8, 68 to 70)")
struct PostalRecordTests {
    private func whole() throws -> PostalPlay {
        var play = try PostalPlay()
        try play.playToEnd()
        return play
    }

    @Test("the record of a whole vote holds, and says so in both languages")
    func verifies() throws {
        let play = try whole()
        let report = try PostalVerifier.verify(play.record())
        #expect(report.isValid)
        #expect(report.checks.allSatisfy { $0.outcome == .passed })
        for language in Language.allCases {
            let lines = report.lines(in: language)
            #expect(lines.count { $0.hasPrefix("✓ ") } == PostalCheck.allCases.count - 1)
            #expect(!lines.contains { $0.contains("postal.") || $0.contains("{") })
        }
        let json = try Fields(
            parsing: Array(report.json(in: .german).utf8),
            exactly: [
                "postal", "valid", "checks", "state", "result", "decision", "missing", "fingerprint",
                "fingerprint_ok",
            ]
        )
        #expect(try json.bool("valid"))
        guard case .object? = json.value("decision") else { throw JSONFault.missingField("decision") }
        #expect(PostalVerifier.recognises(Array(play.journal.text.utf8)))
        #expect(!PostalVerifier.recognises(Array(play.journal.entries[0].line.utf8)))
        #expect(!PostalVerifier.recognises([]))
    }

    @Test("a record that somebody made with own keys holds in itself, and fails with the checksum on the town's paper")
    func paper() throws {
        let town = try whole()
        var forged = try PostalPlay()
        try forged.playToStacks()
        try forged.count([10, 4, 6], [10, 4, 6])
        try forged.announce()
        let unsigned = try PostalVerifier.verify(forged.record())
        try forged.sign()
        try forged.pack()
        let paper = try #require(town.current().checksum)
        let alone = try PostalVerifier.verify(forged.record())
        #expect(alone.isValid && alone.fingerprintMatches == nil && alone.fingerprint != paper)
        let lines = alone.lines(in: .german)
        let own = try #require(alone.fingerprint).description
        #expect(lines.contains { $0.hasSuffix("des unterschriebenen Textes: \(own)") })
        #expect(lines.contains { $0.hasPrefix("Vergleichen Sie diese Prüfsumme") })

        let compared = try PostalVerifier.verify(forged.record(), expecting: paper)
        #expect(!compared.isValid && compared.fingerprintMatches == false)
        let problem = try #require(compared.problem(of: .paper, in: .german))
        #expect(problem.contains(own))
        #expect(compared.lines(in: .english).last == "INVALID")

        let same = try PostalVerifier.verify(town.record(), expecting: paper)
        #expect(same.isValid && same.fingerprintMatches == true && same.outcome(of: .paper) == .passed)
        #expect(!same.lines(in: .german).contains { $0.hasPrefix("Vergleichen Sie") })

        // What nobody has signed has nothing to compare, and is not what the signed paper is about.
        #expect(unsigned.fingerprint == nil)
        #expect(unsigned.lines(in: .german).contains { $0.contains("Noch hat niemand unterschrieben") })
        var early = try PostalPlay()
        try early.release()
        #expect(try !PostalVerifier.verify(early.record(), expecting: paper).isValid)
        #expect(PostalVerifier.verify([:], expecting: paper).outcome(of: .paper) == .notReached)
    }

    @Test("the checksum is taken as people type or copy it from paper, and only whole")
    func typedChecksum() throws {
        let checksum = TextChecksum(.sha512("text"))
        let text = checksum.description
        #expect(text.count == 128)
        let parts = [text.prefix(60), text.dropFirst(60)]
        for typed in [text, text.uppercased(), " " + parts.joined(separator: "\n  "), parts.joined(separator: "-")] {
            #expect(TextChecksum(typed: typed) == checksum)
        }
        for typed in ["", String(text.dropLast()), text + "0", String(text.dropLast()) + "g"] {
            #expect(TextChecksum(typed: typed) == nil)
        }
    }

    @Test("a changed text, changed data and a missing file are refused, with the line")
    func refusesFiles() throws {
        let files = try whole().record()
        for (file, check) in [(PostalFile.text, PostalCheck.text), (.niederschrift, .data)] {
            var changed = files
            changed[file]?[300] ^= 1
            #expect(PostalVerifier.verify(changed).problem(of: check, in: .german)?.contains(file.rawValue) == true)
            changed[file] = nil
            #expect(!PostalVerifier.verify(changed).isValid)
        }
        #expect(!PostalVerifier.verify([:]).isValid)
    }

    @Test("signatures are over this text, of this vote, by those who were there")
    func signatures() throws {
        var play = try PostalPlay()
        try play.playToStacks()
        try play.count([10, 6, 4], [10, 6, 4])
        #expect(try play.refuses(play.signature(of: "z1"), by: "z1") == .wrongOrder)
        try play.announce()
        #expect(try play.refuses(play.signature(of: "z1"), by: "z2") == .signature)
        #expect(try play.refuses(play.signature(of: "o1"), by: "o1") == .notInBoard)
        let text = try play.current().textToSign
        let key = try #require(play.keys["z1"])
        let elsewhere = PostalSignature.sign(text, vote: .random(), with: key)
        let foreign = PostalAct.Signed(text: .sha512(text), signature: elsewhere, at: play.time)
        #expect(try play.refuses(.signed(foreign), by: "z1") == .signature)
        let other = PostalSignature.sign(text + "x", vote: play.journal.id, with: key)
        let changed = PostalAct.Signed(text: .sha512(text + "x"), signature: other, at: play.time)
        #expect(try play.refuses(.signed(changed), by: "z1") == .recordText)
        try play.sign(["z1", "z2"])
        #expect(try play.current().stage == .announced)
        #expect(try play.refuses(play.signature(of: "z1"), by: "z1") == .signedTwice)
        // Whatever is entered between two signatures does not change what is signed.
        try play.add(.incident(PostalAct.Incident(text: "Feueralarm", at: play.time)), by: "z1")
        try play.sign(["z3"])
        #expect(try play.current().stage == .signed)
        #expect(try play.current().textToSign == text)
        #expect(try PostalVerifier.verify(play.record()).isValid)
    }

    @Test("what people signed is German, says every number, and has no line that somebody else could have forged")
    func text() throws {
        let play = try whole()
        let text = try play.current().textToSign
        #expect(text.hasPrefix("URNE-V1-postal 1\n") && text.hasSuffix("\n"))
        for line in [
            "Stadt oder Gemeinde: Musterstadt", "Wählende (B): 10", "gültige Stimmen (D): 10", "festgestellt: ",
            "Entscheidung: angenommen", "Lesart der Frist: der nächste Werktag", "Name: Frau z1",
        ] {
            #expect(text.contains(line), "\(line)")
        }
        #expect(!text.contains("field.") && !text.contains("{") && !text.contains("signature"))
        #expect(try play.current().recordText != "" && play.current().niederschrift.end.signatures.count == 3)
    }

    @Test("packages must hold what was counted, and a second person confirms them")
    func packing() throws {
        var play = try PostalPlay()
        try play.playToStacks()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        try play.sign()
        var packages = try play.packages()
        packages[0].count += 1
        #expect(try play.refuses(.packed(PostalAct.Packed(packages: packages, at: play.time))) == .packageCount)
        packages = try play.packages()
        packages[1].seal = packages[0].seal
        #expect(try play.refuses(.packed(PostalAct.Packed(packages: packages, at: play.time))) == .packages)
        try play.add(.packed(PostalAct.Packed(packages: play.packages(), at: play.time)), by: "z1")
        let confirmed = PostalAct.Confirmed(entry: play.journal.entries.count - 1, at: play.time)
        #expect(try play.refuses(.confirmed(confirmed), by: "z1") == .samePerson)
        #expect(try play.refuses(.confirmed(PostalAct.Confirmed(entry: 1, at: play.time)), by: "z2") == .confirmation)
        #expect(try play.current().stage == .signed)
        try play.add(.confirmed(confirmed), by: "z2")
        #expect(try play.current().stage == .packed)
    }

    @Test("edge 68: nothing is destroyed before its time or under a hold, and copies are accounted for")
    func edge68() throws {
        var play = try whole()
        let due = try play.current().retention
        #expect(due.first { $0.object == .ballots }?.due.description == "2027-11-24")
        #expect(due.first { $0.object == .wahlscheine }?.due.description == "2027-05-24")
        func destruction(_ object: RetentionObject, backups: String = "Es gibt keine.") -> PostalAct {
            .destroyed(
                PostalAct.Destroyed(
                    object: object,
                    count: 10,
                    method: "Aktenvernichter P-5",
                    backups: backups,
                    at: play.time
                )
            )
        }
        try play.wait(until: "2027-05-23T10:00:00+02:00")
        #expect(try play.refuses(destruction(.wahlscheine)) == .notDue)
        try play.add(.hold(PostalAct.Hold(who: "Rechtsamt", reason: "Klage anhängig", at: play.time)))
        let hold = play.journal.entries.count - 1
        try play.wait(until: "2027-05-24T10:00:00+02:00")
        #expect(try play.refuses(destruction(.wahlscheine)) == .held)
        #expect(try play.current().retention.allSatisfy { $0.heldBy == "Rechtsamt" })
        #expect(try play.refuses(.lifted(PostalAct.Lifted(entry: 1, reason: "Falsch", at: play.time))) == .noHold)
        try play.add(.lifted(PostalAct.Lifted(entry: hold, reason: "Klage zurückgenommen", at: play.time)))
        // Entered before a hold, it is not confirmed under it; entered anew, only the newer entry counts.
        try play.add(destruction(.wahlscheine), by: "o1")
        let early = PostalAct.Confirmed(entry: play.journal.entries.count - 1, at: play.time)
        // Nobody destroys papers and says nothing of copies.
        #expect(try play.refuses(destruction(.lateLetters, backups: "")) == .unreadable)
        #expect(try play.current().destroyed.map(\.act.backups) == ["Es gibt keine."])
        try play.add(.hold(PostalAct.Hold(who: "Gericht", reason: "Beweis", at: play.time)))
        #expect(try play.refuses(.confirmed(early), by: "o2") == .held)
        let second = play.journal.entries.count - 1
        try play.add(.lifted(PostalAct.Lifted(entry: second, reason: "Beendet", at: play.time)))
        try play.add(destruction(.wahlscheine), by: "o1")
        #expect(try play.refuses(.confirmed(early), by: "o2") == .confirmation)
        let entry = PostalAct.Confirmed(entry: play.journal.entries.count - 1, at: play.time)
        #expect(try play.current().retention.allSatisfy { $0.destroyed == nil })
        #expect(try play.refuses(.confirmed(entry), by: "o1") == .samePerson)
        try play.add(.confirmed(entry), by: "o2")
        #expect(try play.current().retention.first { $0.object == .wahlscheine }?.destroyed != nil)
        #expect(try play.refuses(destruction(.wahlscheine)) == .destroyedTwice)
        #expect(try play.refuses(destruction(.ballots)) == .notDue)
        // Record and protocols cannot be named as something to destroy.
        let body = destruction(.ballots).body.replacing("\"ballots\"", with: "\"minutes\"")
        #expect(try refusal { _ = try PostalAct(type: "destroyed", body: body) } == .json)
    }

    @Test("edge 69: nothing that is kept ties a member or a Wahlbrief to a Stimmzettel")
    func edge69() throws {
        var play = try PostalPlay()
        try play.playToStacks(doubtful: 2)
        try play.add(play.doubtful(.drawing, .valid, ["yes"]), by: "z1")
        try play.add(play.doubtful(.reservation, .invalid), by: "z1")
        try play.count([8, 5, 3], [8, 5, 3])
        let afterUrn: Set<PostalAct.Kind> = [
            .urnOpened, .envelopes, .opened, .sorted, .doubtful, .tally, .compare, .determined,
        ]
        let state = try play.current()
        let identifying =
            state.kits.map(\.number.description) + state.entitled.flatMap { [$0.p.description + "\"", $0.name] }
            + ["running", "wahlscheine\":["]
        let late = play.journal.entries.dropFirst().filter { entry in
            PostalAct.Kind(rawValue: entry.type).map(afterUrn.contains) ?? false
        }
        #expect(late.count >= 8)
        for entry in late {
            for word in identifying { #expect(!entry.body.contains(word), "\(entry.type): \(word)") }
        }
        // And nothing before it says what anybody voted: options are named in the start alone.
        for entry in play.journal.entries.dropFirst(2) where !late.contains(entry) {
            #expect(!entry.body.contains("\"yes\"") && !entry.body.contains("\"options\""))
        }
    }

    @Test("letters are opened in an order of chance")
    func shuffled() throws {
        var play = try PostalPlay()
        try play.release(members: PostalPlay.members(60))
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.receive(60)
        var random = SystemRandomNumberGenerator()
        let order = try play.current().openingOrder(using: &random)
        #expect(order.sorted() == Array(1...60) && order != Array(1...60))
    }

    @Test("edge 70: a result is judged years later by the law that was frozen, and by no other")
    func edge70() throws {
        let play = try whole()
        let frozen = try play.current().start.law
        #expect(frozen.contains("\"nrw-2026-01\"") && frozen.contains("\"settings\""))
        #expect(try play.current().result().frame.ruleSet.id == "nrw-2026-01")
        var other = try PostalPlay()
        var start = try other.start()
        start.law = start.law.replacing("nrw-2026-01", with: "nrw-2099-01")
        #expect(try refusal { try other.add(.start(start)) } == .law)
        start = try other.start()
        start.options[1].meaning = .abstention
        #expect(try refusal { try other.add(.start(start)) } == .law)
        start = try other.start()
        start.kind = .election
        #expect(try refusal { try other.add(.start(start)) } == .law)
        start = try other.start()
        start.settings.blank = .abstention
        #expect(try refusal { try other.add(.start(start)) } == .blankOtherwise)
    }

    @Test("a vote by post after an electronic one is a rehearsal if that one was, and only then")
    func startsAsRehearsal() throws {
        func start(after title: String, rehearsal: Bool) throws -> PostalRule? {
            var play = try PostalPlay()
            var start = try play.start(rehearsal: rehearsal)
            (start.vote, start.voidHead, start.title) = (.random(), .zero, title)
            return try refusal { try play.add(.start(start)) }
        }
        #expect(try start(after: "Umbau", rehearsal: true) == .rehearsalOfMeant)
        for title in ["PROBE – Umbau", "PROBE"] {
            #expect(try start(after: title, rehearsal: false) == .meantAfterRehearsal)
            #expect(try start(after: title, rehearsal: true) == nil)
        }
        // A word that only begins like the mark is none.
        for title in ["Umbau", "PROBEN im Jugendhaus", "PROBE2", "Eine PROBE"] {
            #expect(try start(after: title, rehearsal: false) == nil)
        }
    }
}

@Suite("Sentences of the postal vote")
struct PostalSentenceTests {
    @Test("every rule, stage, ground, doubt, check and field has a sentence in both languages")
    func complete() {
        let keys =
            PostalRule.allCases.map { "rule.\($0)" } + PostalStage.allCases.map { "stage.\($0)" }
            + PostalStage.allCases.map { "missing.\($0)" } + (1...8).map { "ground.\($0)" }
            + Doubt.allCases.flatMap { ["doubt.\($0.rawValue)", "value.doubt.\($0.rawValue)"] }
            + PostalCheck.allCases.flatMap { ["check.\($0)", "check.\($0).failed"] }
            + NiederschriftField.allCases.map { "niederschrift.\($0)" }
            + PackageContent.allCases.map { "package.\($0)" } + BallotDecision.allCases.map { "decision.\($0)" }
        for language in Language.allCases {
            let known = Words.all(in: language)
            for key in keys { #expect(known["postal.\(key)"]?.isEmpty == false, "\(key) in \(language)") }
        }
    }

    @Test("German and English have the same keys and the same holes")
    func sameHoles() {
        func holes(_ text: String) -> Set<Substring> {
            Set(
                text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
                    .map { $0.prefix { $0 != "}" } }
            )
        }
        let german = Words.all(in: .german).filter { $0.key.hasPrefix("postal.") }
        let english = Words.all(in: .english)
        #expect(german.count > 350)
        for (key, text) in german { #expect(holes(text) == holes(english[key] ?? ""), "\(key)") }
    }
}

@Suite("Numbers of Wahlscheine")
struct WahlscheinnummerTests {
    @Test("a wrong character is noticed, and how it is typed does not matter")
    func typed() throws {
        let vote = JournalID.random()
        let number = Wahlscheinnummer(vote, serial: 12)
        #expect(Wahlscheinnummer(typed: number.description.lowercased().replacing("-", with: " ")) == number)
        for dash in ["\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}", "\u{A0}"] {
            #expect(Wahlscheinnummer(typed: number.description.replacing("-", with: dash)) == number)
        }
        #expect(number.belongs(to: vote) && number.serial == 12)
        let long = Wahlscheinnummer(vote, serial: 12_345)
        #expect(Wahlscheinnummer(typed: long.description) == long)
        for serial in 1...50 {
            let text = Wahlscheinnummer(vote, serial: serial).description
            #expect(Wahlscheinnummer(typed: String(text.dropLast())) == nil)
        }
        for serial in 1...200 {
            let bytes = Array(Wahlscheinnummer(vote, serial: serial).description.utf8)
            for position in 5...8 {
                for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != bytes[position] {
                    var changed = bytes
                    changed[position] = digit
                    #expect(Wahlscheinnummer(typed: String(decoding: changed, as: UTF8.self)) == nil)
                }
                guard position < 8, bytes[position] != bytes[position + 1] else { continue }
                var swapped = bytes
                swapped.swapAt(position, position + 1)
                #expect(Wahlscheinnummer(typed: String(decoding: swapped, as: UTF8.self)) == nil)
            }
        }
    }
}
