import Election
import ElectionTestSupport
import Foundation
import StrictJSON
import Testing

@Suite("foreign text")
struct ForeignTextTests {
    @Test(
        "keeps ordinary writing of every language",
        arguments: [
            "Jörg Äußerst-Öztürk", "שרה לוי", "محمد", "👩‍👩‍👧‍👦", "می‌خواهم", "日本語", "e\u{301}", "<U+202E> as text",
        ]
    )
    func keeps(_ text: String) {
        #expect(ForeignText.shown(text) == text)
    }

    @Test("makes everything visible that could steer a terminal or turn a line")
    func shows() {
        for value in Array(0..<0x20) + Array(0x7F..<0xA0) + [0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0xFEFF]
            + Array(0x2028...0x202E) + Array(0x2060...0x2064) + Array(0x2066...0x206F) + [0xE0001, 0xE0041]
        {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = ForeignText.shown("a\(Character(scalar))b")
            #expect(!shown.unicodeScalars.contains(scalar), "U+\(String(value, radix: 16))")
            #expect(shown.hasPrefix("a") && shown.hasSuffix("b"))
        }
        #expect(ForeignText.shown("\u{1B}[2J") == "<U+001B>[2J")
        #expect(ForeignText.shown("a\r\nb") == "a  b")
    }

    @Test("is cut where it is endless")
    func cut() {
        #expect(ForeignText.shown(String(repeating: "ä", count: 300)).count == 300)
        #expect(ForeignText.shown(String(repeating: "ä", count: 300), limit: 80).count == 81)
        #expect(ForeignText.shown(String(repeating: "x", count: 1_000_000)).count == 2001)
    }
}

@Suite("the report in words")
struct ReportTextTests {
    private func text(_ report: VerificationReport, _ language: ReportLanguage = .german) -> [String] {
        ReportText(report, in: language).lines
    }

    @Test("has a line for each check and ends in the verdict", arguments: ReportLanguage.allCases)
    func lines(_ language: ReportLanguage) throws {
        for (state, vote) in EventLogTests.votes {
            let lines = text(Verifier().verify(vote.record), language)
            for check in Check.allCases {
                let mine = lines.filter { $0.dropFirst(2).hasPrefix("\(check) ") }
                #expect(mine.count == 1, "\(state) \(check)")
            }
            #expect(lines.last == (language == .german ? "GÜLTIG" : "VALID"))
            #expect(lines.allSatisfy { !$0.contains("{") && !$0.contains("verify.") && !$0.contains("\n") })
            var broken = vote.record
            broken[.log] = nil
            #expect(text(Verifier().verify(broken), language).last == (language == .german ? "UNGÜLTIG" : "INVALID"))
        }
    }

    @Test("says what happened: numbers, result, fingerprints, names of those who signed")
    func content() throws {
        let vote = try #require(EventLogTests.votes[.announced])
        let report = Verifier().verify(vote.record)
        let all = text(report).joined(separator: "\n")
        let fingerprint = try #require(report.fingerprint).description
        let board = try #require(report.boardFingerprint).description
        for part in ["TOP 1", "Wer stimmt zu?", "Ja", "Enthaltung", fingerprint, board, "Name t2", "Zählperson 3"] {
            #expect(all.contains(part), "\(part)")
        }
        #expect(!all.contains("Hinweise"))
    }

    @Test("shows counts of an invalid record as not counting, and none that are wrong")
    func invalid() throws {
        let vote = try #require(EventLogTests.votes[.announced])
        var files = vote.record
        files[.register]?[20] ^= 1
        let lines = text(Verifier().verify(files), .english)
        #expect(lines.contains { $0.contains("do not count") })
        #expect(lines.last == "INVALID")
    }

    @Test("never lets a control character of the record through", arguments: ReportLanguage.allCases)
    func hostile(_ language: ReportLanguage) throws {
        let hostile = "\u{1B}]0;x\u{7}\u{1B}[2J\u{202E}\u{2066}\u{9B}31m\u{8}\r\nGÜLTIG\n\u{2028}VALID"
        var vote = try TestVote { manifest in
            manifest.title = hostile
            manifest.question = hostile
            manifest.body = hostile
            manifest.options = manifest.options.map { Manifest.Option(id: $0.id, label: hostile + $0.label) }
            manifest.officers = manifest.officers.map {
                Manifest.Officer(role: $0.role, person: $0.person, name: hostile, key: $0.key)
            }
        }
        try vote.advance(to: .tallied, choices: Array(repeating: [1, 0, 0], count: 4))
        try vote.sign(by: 1)
        try expectHarmless(Verifier().verify(vote.record), language)
        var voided = try TestVote()
        try voided.append(.void(reason: hostile), by: .officer)
        try expectHarmless(Verifier().verify(voided.record), language)
        // Names of fields, kinds and signers in faults are foreign, too.
        let quoted = JSONWriter.quote(hostile)
        let line = voided.log.events[0].line
        for changed in [
            line.replacing("\"manifest\"", with: quoted), line.replacing("\"officer\"", with: quoted),
            line.replacing("\"type\"", with: quoted), "{\(quoted):1,\(quoted):1}",
        ] {
            var files = voided.record
            files[.log] = Array((changed + "\n").utf8)
            let report = Verifier().verify(files)
            #expect(!report.isValid)
            try expectHarmless(report, language)
        }
    }

    private func expectHarmless(_ report: VerificationReport, _ language: ReportLanguage) throws {
        let lines = text(report, language)
        #expect(lines.filter { $0.hasPrefix("GÜLTIG") || $0.hasPrefix("VALID") }.count == (report.isValid ? 1 : 0))
        for output in lines + [report.json(in: language)] {
            for scalar in output.unicodeScalars {
                let category = scalar.properties.generalCategory
                #expect(category != .control && category != .format, "\(scalar.value)")
            }
        }
    }
}

@Suite("the report for programs")
struct ReportJSONTests {
    private func object(_ report: VerificationReport) throws -> [String: Any] {
        let data = Data(report.json(in: .german).utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("has every field in every state, null until it is known")
    func fields() throws {
        for (state, vote) in EventLogTests.votes {
            let object = try object(Verifier().verify(vote.record))
            #expect(object["valid"] as? Bool == true)
            #expect(object["state"] as? String == state.rawValue)
            #expect(object["attending"] as? Int == 5)
            let board = state.hasBoard
            for name in ["draws", "ballots", "gap"] {
                #expect((object[name] as? Int != nil) == board, "\(state) \(name)")
            }
            let opened = vote.log.electionHead != nil
            #expect((object["fingerprint"] as? String != nil) == opened)
            let counted = [.tallied, .announced].contains(state)
            #expect(object["counts"] as? [Int] == (counted ? [2, 2, 1] : nil))
            #expect(object["signed"] as? [Int] == (state == .announced ? [1, 2, 3] : []))
            let checks = try #require(object["checks"] as? [[String: Any]])
            #expect(checks.compactMap { $0["id"] as? String } == Check.allCases.map(\.description))
            #expect(checks.allSatisfy { $0["text"] as? String != nil && $0["ok"] != nil })
            #expect(object["warnings"] as? [String] != nil)
        }
    }

    @Test("says false, and null for what a fault left open")
    func invalid() throws {
        var files = try #require(EventLogTests.votes[.announced]).record
        files[.log]?[10] ^= 1
        let object = try object(Verifier().verify(files))
        #expect(object["valid"] as? Bool == false)
        #expect(object["counts"] is NSNull)
        #expect(object["state"] as? String == "empty")
    }
}
