import CouncilLaw
import Election
import PostalTestSupport
import PostalVote
import Ristretto255
import StrictJSON
import Testing

@Suite("The journal of a postal vote")
struct PostalJournalTests {
    @Test("reading what was written gives the same act, for every act of a whole vote")
    func roundTrip() throws {
        var play = try PostalPlay()
        try play.playToEnd()
        var kinds: Set<PostalAct.Kind> = []
        for entry in play.journal.entries.dropFirst() {
            let act = try PostalAct(type: entry.type, body: entry.body)
            #expect(act.body == entry.body && act.kind.rawValue == entry.type)
            kinds.insert(act.kind)
        }
        #expect(kinds.count == 24)
        let folded = try #require(try PostalState.folding(play.journal))
        #expect(try folded.niederschrift == play.current().niederschrift)
        #expect(try Niederschrift(json: folded.niederschrift.json) == folded.niederschrift)
        #expect(folded.niederschrift.missing.isEmpty)
        #expect(folded.stage == .packed)
    }

    @Test("unknown types and fields, missing fields, other types of values and hidden characters are refused")
    func strict() throws {
        let body = "{\"text\":\"Stromausfall\",\"at\":\"2026-11-17T20:00:00+01:00\"}"
        func rule(_ type: String, _ body: String) throws -> PostalRule? {
            try refusal { _ = try PostalAct(type: type, body: body) }
        }
        #expect(try rule("incident", body) == nil)
        #expect(try rule("Incident", body) == .unknownType)
        #expect(try rule("incident", body.replacing("\"text\"", with: "\"x\":1,\"text\"")) == .json)
        #expect(try rule("incident", body.replacing("\"text\":\"Stromausfall\",", with: "")) == .json)
        #expect(try rule("incident", body.replacing("\"Stromausfall\"", with: "7")) == .json)
        #expect(try rule("incident", body.replacing("\"Stromausfall\"", with: "null")) == .json)
        #expect(try rule("incident", body.replacing("Stromausfall", with: "a\\nb")) == .unreadable)
        #expect(try rule("incident", body.replacing("Stromausfall", with: "a\u{202E}b")) == .unreadable)
        #expect(try rule("incident", body.replacing("Stromausfall", with: " ")) == .unreadable)
        #expect(try rule("incident", body.replacing("+01:00", with: "+02:00")) == .json)
        #expect(try rule("incident", body + " ") == .json)
        #expect(try rule("left", "{\"p\":\"z 1\",\"at\":\"2026-11-17T20:00:00+01:00\"}") == .json)
        #expect(try rule("hold", "[]") == .json)
    }

    @Test("every step out of its order is refused, and says what is missing")
    func order() throws {
        var whole = try PostalPlay()
        try whole.playToEnd()
        let acts = try whole.journal.entries.dropFirst().map { entry in
            (act: try PostalAct(type: entry.type, body: entry.body), by: entry.by)
        }
        // Each step is tried before its time: on the state after every earlier step that is not the one before it.
        let steps: [PostalAct.Kind] = [
            .electorate, .fixedDeadline, .printed, .released, .sent, .received, .convened, .urnChecked, .admitted,
            .admissionDone, .urnOpened, .envelopes, .opened, .sorted, .tally, .compare, .determined, .announced,
            .signed, .packed, .handedOver,
        ]
        let firsts = steps.compactMap { kind in acts.firstIndex { $0.act.kind == kind } }
        #expect(firsts.count == steps.count)
        var replay = try PostalPlay()
        replay.journal = Journal(copyingPeopleOf: whole)
        var tried = 0
        for (index, entry) in whole.journal.entries.dropFirst().enumerated() {
            if let state = replay.state {
                // Kits may go out and come in side by side; the others have one place.
                for later in firsts where later > index && acts[later].act.kind != .received {
                    guard let earlier = firsts.filter({ $0 >= index }).first, later > earlier else { continue }
                    var copy = state
                    let person = try #require(PersonID(acts[later].by))
                    let refused = try refusal { try copy.check(acts[later].act, by: person) }
                    #expect(refused != nil, "\(acts[later].act.kind) after entry \(index)")
                    copy = state
                    tried += 1
                }
            }
            try replay.take(entry)
        }
        #expect(tried > 300)
    }

    @Test("a step is not taken twice, and not after its time")
    func tooLate() throws {
        var play = try PostalPlay()
        try play.playToStacks()
        for entry in play.journal.entries.dropFirst() {
            let act = try PostalAct(type: entry.type, body: entry.body)
            guard ![.arrived, .received, .sorted].contains(act.kind) else { continue }
            #expect(try play.refuses(act, by: entry.by) != nil, "\(act.kind) again")
        }
        #expect(try play.refuses(.start(play.start())) == .startTwice)
        let late = try play.letter(play.number(11), arrival: "2026-11-20T09:00:00+01:00")
        #expect(try play.refuses(.received(late)) == .isOver)
    }

    @Test("print and release are of two people and of one print; dispatch waits for the release")
    func release() throws {
        var play = try PostalPlay()
        try play.add(.start(play.start()))
        try play.add(.electorate(PostalAct.Electorate(members: PostalPlay.members(3), decisions: [], at: play.time)))
        try play.add(.fixedDeadline(play.deadline()))
        try play.print()
        let sent = PostalAct.Sent(number: try play.number(1), how: .post, at: play.time)
        #expect(try play.refuses(.sent(sent)) == .wrongOrder)
        let released = PostalAct.Released(proof: .sha512("print"), at: play.time)
        #expect(try play.refuses(.released(released), by: "o1") == .samePerson)
        let other = PostalAct.Released(proof: .sha512("another"), at: play.time)
        #expect(try play.refuses(.released(other), by: "o2") == .otherProof)
        try play.add(.released(released), by: "o2")
        let stranger = PostalAct.Sent(number: sent.number, how: .handed, to: "Nachbarin", at: play.time)
        #expect(try play.refuses(.sent(stranger)) == .authority)
        try play.add(.sent(sent))
        #expect(try play.refuses(.sent(sent)) == .alreadySent)
        let returned = PostalAct.Returned(number: sent.number, at: play.time)
        try play.add(.returned(returned))
        try play.add(.sent(sent))
    }

    @Test("who attended the session but not the item is decided on by name; nobody else is")
    func electorate() throws {
        var members = PostalPlay.members(4)
        members[0].present = false
        members[1].excluded = true
        members[2].mayVote = false
        var play = try PostalPlay()
        try play.add(.start(play.start()))
        var act = PostalAct.Electorate(members: members, decisions: [], at: play.time)
        #expect(act.differing.map(\.name) == ["Mitglied 1"])
        #expect(try play.refuses(.electorate(act)) == .decisionMissing)
        act.decisions = [PostalDecision(p: members[1].p, admit: true, reason: "Doch")]
        #expect(try play.refuses(.electorate(act)) == .decisionUnexpected)
        act.decisions = [PostalDecision(p: members[0].p, admit: true, reason: "War bis kurz davor da")]
        try play.add(.electorate(act))
        #expect(try play.current().entitled.map(\.name) == ["Mitglied 1", "Mitglied 4"])
        var ghost = members
        ghost[0].attended = false
        ghost[0].present = true
        act.members = ghost
        act.decisions = []
        var other = try PostalPlay()
        try other.add(.start(other.start()))
        #expect(try other.refuses(.electorate(act)) == .presentWithoutAttending)
    }

    /// A start after an electronic vote in which three were entitled and a fourth was excluded.
    private func afterExcludingOne(_ play: PostalPlay) throws -> PostalAct.Start {
        var start = try play.start()
        for (name, count) in [("entitled", 3), ("present", 4), ("excluded", 1)] {
            start.law = start.law.replacing("\"\(name)\":0", with: "\"\(name)\":\(count)")
        }
        let reasons = "\"left_out\":[{\"reason\":\"excluded\",\"count\":1}]"
        start.law = start.law.replacing("\"left_out\":[]", with: reasons)
        try #require(start.law.contains("\"excluded\":1") && start.law.contains(reasons))
        return start
    }

    @Test("whoever was excluded from the electronic vote is not forgotten by post; more may be excluded")
    func excluded() throws {
        var play = try PostalPlay()
        try play.add(.start(afterExcludingOne(play)))
        var act = PostalAct.Electorate(members: PostalPlay.members(4), decisions: [], at: play.time)
        #expect(try play.refuses(.electorate(act)) == .excludedFewer)
        // Somebody who was not even there is no replacement.
        (act.members[0].attended, act.members[0].present, act.members[0].excluded) = (false, false, true)
        #expect(try play.refuses(.electorate(act)) == .excludedFewer)
        (act.members[1].excluded, act.members[2].excluded) = (true, true)
        try play.add(.electorate(act))
        #expect(try play.current().entitled.count == 1)
    }

    @Test("excluded by post is whoever was in the electronic vote, by person: nobody of its roll in their place")
    func excludedByPerson() throws {
        var play = try PostalPlay()
        try play.add(.start(afterExcludingOne(play)))
        // m1 to m3 were on the roll; m4 was excluded, m5 was not at the item.
        var members = PostalPlay.members(5)
        let people = members.map(\.p)
        for index in [3, 4] { members[index].present = false }
        func act(_ members: [PostalMember], _ decisions: [(Int, Bool)]) -> PostalAct.Electorate {
            PostalAct.Electorate(
                members: members,
                decisions: decisions.map { PostalDecision(p: people[$0.0], admit: $0.1, reason: "Grund") },
                roll: Array(people[0...2]),
                at: play.time
            )
        }
        // The one excluded is admitted, and somebody of the roll is excluded in his place.
        var wrong = members
        wrong[2].excluded = true
        let both = act(wrong, [(3, true), (4, false), (2, false)])
        #expect(try play.refuses(.electorate(both)) == .excludedOthers)
        #expect(try play.current().lacksExcluded(both))
        // The right one, and nobody of the roll without a reason, nor admitted, forgotten, absent or without a vote.
        members[3].excluded = true
        wrong = members
        wrong[2].excluded = true
        #expect(try play.refuses(.electorate(act(wrong, [(4, true)]))) == .newlyExcluded)
        #expect(try play.refuses(.electorate(act(wrong, [(4, true), (2, true)]))) == .excludedAdmitted)
        #expect(try play.refuses(.electorate(act(members.filter { $0.p != people[0] }, [(4, true)]))) == .rollForgotten)
        var gone = members
        gone[0].mayVote = false
        #expect(try play.refuses(.electorate(act(gone, [(4, true)]))) == .rollForgotten)
        (gone[0].mayVote, gone[0].attended, gone[0].present) = (true, false, false)
        #expect(try play.refuses(.electorate(act(gone, [(4, true)]))) == .rollForgotten)
        try play.add(.electorate(act(wrong, [(4, true), (2, false)])))
        #expect(try play.current().entitled.map(\.p) == [people[0], people[1], people[4]])
        let head = try play.current().niederschrift.head
        #expect(head.excluded.count == 2 && head.differences.contains { !$0.admitted && $0.reason == "Grund" })
        #expect(try PostalVerifier.verify(play.record()).isValid)
    }

    @Test("one changed byte is refused by the name of the entry", arguments: [1, 5, 17, 40])
    func changedByte(_ line: Int) throws {
        var play = try PostalPlay()
        try play.playToEnd()
        var files = try play.record()
        var lines = play.journal.text.split(separator: "\n").map(String.init)
        let type = play.journal.entries[line].type
        lines[line] = lines[line].replacing("T", with: "U", maxReplacements: 1)
        #expect(lines.joined(separator: "\n") + "\n" != play.journal.text)
        files[.journal] = Array((lines.joined(separator: "\n") + "\n").utf8)
        let report = PostalVerifier.verify(files)
        #expect(!report.isValid && report.state == nil)
        let problem = try #require(report.problem(of: .form, in: .german))
        #expect(problem.contains("Eintrag \(line)") && problem.contains(type))
    }

    @Test("every single changed byte of an entry is refused")
    func everyByte() throws {
        var play = try PostalPlay()
        try play.release()
        let text = Array(play.journal.text.utf8)
        let step = 37
        for position in stride(from: 0, to: text.count, by: step) {
            var changed = text
            changed[position] ^= 1
            #expect(!PostalVerifier.verify([.journal: changed]).isValid, "byte \(position)")
        }
    }
}

extension Journal {
    /// The opening of another play's journal.
    init(copyingPeopleOf play: PostalPlay) {
        self = play.journal
        guard let first = try? Journal(file: Array((play.journal.entries[0].line + "\n").utf8), named: "j") else {
            return
        }
        self = first
    }
}
