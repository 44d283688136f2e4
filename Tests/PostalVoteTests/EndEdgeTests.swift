import CouncilLaw
import Election
import PostalTestSupport
import PostalVote
import Ristretto255
import Testing

@Suite("Signatures, addendum, publication, narrower election (domain part 8, 31 to 33 and 62)")
struct EndEdgeTests {
    @Test("edge 31: one refuses to sign, one is unable to; the clerk was replaced")
    func edge31() throws {
        var play = try PostalPlay.atStacks()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.add(.left(PostalAct.Left(p: #require(PersonID("z2")), at: play.time)), by: "z2")
        let instead = PostalAct.Arrived(function: .clerk, staff: true, instead: PersonID("z2"), at: play.time)
        try play.add(.arrived(instead), by: "z4")
        try play.announce()
        let refused = PostalAct.RefusedToSign(p: try #require(PersonID("z3")), reason: "Nicht einig", at: play.time)
        try play.add(.refusedToSign(refused), by: "z1")
        // Who had left before the result has nothing to refuse.
        let gone = PostalAct.RefusedToSign(p: try #require(PersonID("z2")), reason: "Nicht einig", at: play.time)
        #expect(try play.refuses(.refusedToSign(gone), by: "z1") == .notAtCount)
        let unable = PostalAct.RefusedToSign(
            p: try #require(PersonID("z2")),
            unable: true,
            reason: "Im Krankenhaus",
            at: play.time
        )
        try play.add(.refusedToSign(unable), by: "z1")
        try play.sign(["z1", "z4"])
        #expect(try play.current().stage == .announced)
        #expect(try play.refuses(.packed(PostalAct.Packed(packages: play.packages(), at: play.time))) == .wrongOrder)
        let short = PostalAct.ShortHanded(step: .signing, reason: "Zwei unterschreiben nicht.", at: play.time)
        try play.add(.shortHanded(short), by: "z1")
        #expect(try play.current().stage == .signed)
        #expect(try play.current().warnings.contains(.signatures(needed: 3)))
        let end = try play.current().niederschrift.end
        #expect(end.refusals.map(\.unable) == [false, true] && end.signatures.count == 2)
        #expect(try play.current().niederschrift.persons.board.last?.instead == "Frau z2")
    }

    @Test("edge 32: the session's minutes were signed already: an addendum")
    func edge32() throws {
        var play = try PostalPlay()
        try play.playToStacks()
        let addendum = PostalAct.Addendum(
            minutesSigned: try CalendarDate(parsing: "2026-11-20"),
            text: "Nachtrag",
            at: play.time
        )
        #expect(try play.refuses(.addendum(addendum)) == .wrongOrder)
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        try play.sign()
        let signed = try play.current().textToSign
        try play.add(.addendum(addendum))
        #expect(try play.current().niederschrift.end.minutesSigned?.description == "2026-11-20")
        // What was signed stays as it is, with its signatures; the addendum has an entry of its own.
        #expect(try play.current().textToSign == signed && !signed.contains("Nachtrag"))
        #expect(try play.current().signatures.allSatisfy { $0.act.text == Digest.sha512(signed) })
        #expect(try PostalVerifier.verify(play.record()).isValid)
    }

    @Test("edge 33: the public is not told where that was resolved")
    func edge33() throws {
        var play = try PostalPlay.atStacks { $0.makesPublic = false }
        try play.count([10, 6, 4], [10, 6, 4])
        try play.add(.determined(PostalAct.Determined(counts: play.current().counts(), at: play.time)), by: "z1")
        let announced = PostalAct.Announced(place: "Rathaus", publicly: true, at: play.time)
        #expect(try play.refuses(.announced(announced), by: "z1") == .notPublic)
        try play.add(.announced(PostalAct.Announced(place: "Rathaus", publicly: false, at: play.time)), by: "z1")
        #expect(try play.current().niederschrift.result.publicly == false)
    }

    @Test("edge 62: a narrower election is a postal vote of its own: new kits, new period, new electorate")
    func edge62() throws {
        let names = ["Nadja Feldhaus", "Emre Yıldız", "Anna Brandt"]
        let options = names.map { PostalOption(id: String($0.prefix(1)), label: $0, meaning: .candidate) }
        var first = try PostalPlay()
        try first.playToAdmission(start: first.start(kind: .election, options: options))
        try first.admitAll()
        try first.sort()
        try first.count([10, 5, 3, 2], [10, 5, 3, 2])
        try first.announce()
        let result = try first.current().niederschrift.result
        #expect(result.decision == .anotherBallot && result.tie == Array(names.prefix(2)))

        let rest = Array(options.prefix(2))
        var second = try PostalPlay(at: "2026-12-01T20:00:00+01:00")
        var start = try second.start(date: "2026-12-01", kind: .election, options: rest)
        (start.earlier, start.wahlgang) = (first.journal.id, 2)
        start.law = try PostalAct.Start.law(
            kind: .election,
            session: start.session.date,
            options: rest,
            round: .narrower
        )
        try second.release(members: PostalPlay.members(11), start: start)
        #expect(try second.current().deadlineMoment?.date.description == "2026-12-07")
        #expect(try second.current().entitled.count == 11)
        let old = try first.number(1)
        #expect(try second.current().scan(old.description) == .foreign(old))
    }

    @Test("a tie in the narrower election is left to the lot, drawn by one and seen by another")
    func lot() throws {
        var play = try PostalPlay()
        try play.playToTie()
        var lot = PostalAct.Lot(
            among: ["Ada", "Bea"],
            seats: 1,
            winners: ["Bea"],
            drawnBy: "Bürgermeisterin",
            witness: "Frau z2",
            how: "Zettel aus einem Umschlag",
            at: play.time
        )
        #expect(try play.refuses(.lot(lot), by: "z1") == .wrongOrder)
        try play.add(.determined(PostalAct.Determined(counts: play.current().counts(), at: play.time)), by: "z1")
        #expect(try play.current().niederschrift.missing.contains(.lot))
        // Nobody announces who is elected before that is decided.
        let announced = PostalAct.Announced(place: "Rathaus", publicly: true, at: play.time)
        #expect(try play.refuses(.announced(announced), by: "z1") == .lotOpen)
        lot.witness = lot.drawnBy
        #expect(try play.refuses(.lot(lot), by: "z1") == .lot)
        lot.witness = "Frau z2"
        try play.add(.lot(lot), by: "z1")
        #expect(try play.current().niederschrift.result.elected == ["Bea"])
        #expect(try play.current().niederschrift.result.decision == .elected)
        // The verifier says it, too.
        let report = try PostalVerifier.verify(play.record())
        let lines = report.lines(in: .german)
        #expect(lines.contains("Das Los fiel auf Bea; gezogen hat es Bürgermeisterin, bezeugt Frau z2."))
        #expect(lines.contains("Entscheidung") && lines.contains { $0.contains("Bea") && $0.contains("gewählt") })
        #expect(report.json(in: .german).contains("\"elected\":[\"Bea\"]"))
        #expect(try play.refuses(.lot(lot), by: "z1") == .lot)
        try play.add(.announced(announced), by: "z1")
    }

    @Test("a recount is granted after the announcement, until somebody has signed")
    func recount() throws {
        var play = try PostalPlay.atStacks()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        let wish = PostalAct.RecountRequested(by: "Anna Vogt", why: "knapp", granted: true, at: play.time)
        try play.add(.recountRequested(wish), by: "z1")
        #expect(try play.current().stage == .doubtfulDecided)
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        try play.sign(["z1"])
        #expect(try play.refuses(.recountRequested(wish), by: "z2") == .recountSigned)
    }

    @Test("three sign at least, whatever the town settled for; a reason for fewer comes after the announcement")
    func signaturesNeeded() throws {
        var play = try PostalPlay.atStacks { $0.officials = 1 }
        try play.count([10, 6, 4], [10, 6, 4])
        let early = PostalAct.ShortHanded(step: .signing, reason: "vorsorglich", at: play.time)
        #expect(try play.refuses(.shortHanded(early), by: "z1") == .wrongOrder)
        try play.announce()
        var alone = play
        try alone.sign(["z1"])
        #expect(try alone.current().stage == .announced)
        #expect(try alone.current().warnings.contains(.unsigned(names: "Frau z2, Frau z3")))
        // A reason speaks for nobody: the others have yet to sign, or to be entered as not signing.
        try alone.add(.shortHanded(early), by: "z1")
        #expect(try alone.current().stage == .announced)
        #expect(try alone.current().niederschrift.missing.contains(.signatures))
        for person in ["z2", "z3"] {
            let act = try PostalAct.RefusedToSign(p: #require(PersonID(person)), reason: "krank", at: play.time)
            try alone.add(.refusedToSign(act), by: "z1")
        }
        #expect(try alone.current().stage == .signed)
        #expect(try alone.current().warnings.contains(.signatures(needed: 3)))
        try play.sign()
        #expect(try play.current().stage == .signed)
        #expect(try !play.current().warnings.contains(.signatures(needed: 3)))
    }

    @Test("a fourth person of the board signs, too; the verifier names whoever is missing")
    func fourSign() throws {
        var play = try PostalPlay.atStacks()
        try play.add(.arrived(PostalAct.Arrived(function: .member, staff: true, at: play.time)), by: "z4")
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        try play.sign()
        #expect(try play.current().stage == .announced)
        let report = try PostalVerifier.verify(play.record())
        #expect(!report.isValid && report.problem(of: .signatures, in: .german)?.contains("Frau z4") == true)
        try play.sign(["z4"])
        #expect(try play.current().stage == .signed)
        #expect(try PostalVerifier.verify(play.record()).isValid)
    }

    @Test("who would not sign a result that is counted again is asked anew")
    func refusedBeforeRecount() throws {
        var play = try PostalPlay.atStacks()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        let refused = try PostalAct.RefusedToSign(p: #require(PersonID("z3")), reason: "Nicht einig", at: play.time)
        try play.add(.refusedToSign(refused), by: "z1")
        let wish = PostalAct.RecountRequested(by: "Anna Vogt", why: "knapp", granted: true, at: play.time)
        try play.add(.recountRequested(wish), by: "z1")
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        try play.sign(["z1", "z2"])
        #expect(try play.current().unsigned.map(\.description) == ["z3"])
    }

    @Test("a second hand-over, the same addendum, a second reason for one signature: what stands there stays")
    func nothingTwice() throws {
        var play = try PostalPlay.atStacks()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        let refused = try PostalAct.RefusedToSign(p: #require(PersonID("z3")), reason: "Nicht einig", at: play.time)
        var refusing = play
        try refusing.add(.refusedToSign(refused), by: "z1")
        #expect(try refusing.refuses(.refusedToSign(refused), by: "z2") == .refusedTwice)
        // Who signs after all is not said to refuse.
        try refusing.sign()
        #expect(try refusing.current().refusals.isEmpty && refusing.current().signatures.count == 3)
        try play.sign()
        try play.pack(isComplete: false)
        let completed = PostalAct.HandedOver(to: "Die Bürgermeisterin", complete: true, at: play.time)
        try play.add(.handedOver(completed), by: "z1")
        #expect(try play.current().handedOver?.act.complete == true)
        let again = PostalAct.HandedOver(to: "Stadtarchiv", complete: true, at: play.time)
        #expect(try play.refuses(.handedOver(again), by: "z1") == .handedOverTwice)
        let addendum = PostalAct.Addendum(
            minutesSigned: try CalendarDate(parsing: "2026-11-20"),
            text: "Nachtrag",
            at: play.time
        )
        try play.add(.addendum(addendum))
        #expect(try play.refuses(.addendum(addendum)) == .addendumTwice)
        #expect(try !play.current().niederschrift.json.contains("furtherAddenda"))
        var further = addendum
        further.text = "Berichtigung"
        try play.add(.addendum(further))
        #expect(try play.refuses(.addendum(further)) == .addendumTwice)
        let minutes = try play.current().niederschrift
        #expect(minutes.end.addendum == "Nachtrag" && minutes.end.furtherAddenda?.map(\.text) == ["Berichtigung"])
        #expect(try Niederschrift(json: minutes.json) == minutes)
        #expect(try play.current().niederschrift.end.handedOverTo == "Die Bürgermeisterin")
        #expect(try play.refuses(.refusedToSign(refused), by: "z1") == .isOver)
    }

    @Test("only who was there when the result was determined signs it")
    func signers() throws {
        var play = try PostalPlay.atStacks()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.add(.left(PostalAct.Left(p: #require(PersonID("z3")), at: play.time)), by: "z3")
        let instead = PostalAct.Arrived(function: .member, staff: true, instead: PersonID("z3"), at: play.time)
        try play.add(.arrived(instead), by: "z4")
        try play.announce()
        #expect(throws: (any Error).self) { try play.sign(["z3"]) }
        try play.sign(["z1", "z2", "z4"])
        #expect(try play.current().stage == .signed)
    }
}
