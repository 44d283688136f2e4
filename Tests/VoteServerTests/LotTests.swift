import Devices
import Election
import Foundation
import Ristretto255
import ServerTestSupport
import Testing
import VoteServer

@Suite("The lot, entered by the chair beside the record")
struct LotTests {
    private static let time = "2026-11-22T18:05:00+01:00"

    private func enter(_ play: Play, as id: String = "c1", winner: String = "Ja", witness: String = "Kurt Zahn") throws
    {
        try play.device(id).enterLot { head in
            LotDraw(
                vote: play.vote,
                head: head,
                among: ["Ja", "Nein"],
                seats: 1,
                winners: [winner],
                drawnBy: "Änne Vogel",
                witness: witness,
                at: Self.time
            )
        }
    }

    @Test("edge case 66: stands once, the same again changes nothing, another one is refused, and it is published")
    func once() throws {
        let play = try Play.at(.announced)
        try enter(play)
        let text = try #require(try play.service.file(.lot, of: play.vote))
        try enter(play)
        #expect(try play.service.file(.lot, of: play.vote) == text)
        #expect(throws: Refusal(.wrongState, .lotRecorded)) { try enter(play, winner: "Nein") }
        #expect(throws: Refusal(.wrongState, .lotRecorded)) { try enter(play, witness: "Piotr Wiśniewski") }
        let journal = try Journal(file: text, named: "lot.jsonl")
        let lot = try play.log.lot(in: journal)
        #expect(
            lot.winners == ["Ja"] && lot.drawnBy == "Änne Vogel" && lot.witness == "Kurt Zahn" && lot.time == Self.time
        )
        #expect(try LotDraw(body: lot.body) == lot)
        // Beside the published record, which is judged without it; a restarted server knows it, too.
        let published = try Data(contentsOf: URL(fileURLWithPath: "\(play.town.data)/records/\(play.vote)/lot.jsonl"))
        #expect([UInt8](published) == text)
        #expect(try play.verifyPublished().isValid)
        let again = play.through(try play.town.server())
        #expect(try again.service.file(.lot, of: play.vote) == text)
        try again.service.record(journal, of: play.vote)
        #expect(throws: Refusal(.wrongState, .lotRecorded)) { try enter(again, winner: "Nein") }
    }

    @Test("edge case 66: only the chair, only after the release, and only for this log")
    func refused() throws {
        let tallied = try Play.at(.tallied)
        #expect(throws: DeviceError.wrongState(.tallied)) { try enter(tallied) }
        let play = try Play.at(.announced)
        #expect(throws: (any Error).self) { try enter(play, as: "o1") }
        let log = try play.log
        let manifest = try #require(log.manifest)
        func journal(_ id: String, vote: VoteID? = nil, head: Digest? = nil, act: JournalAct = .lot) throws -> Journal {
            let lot = LotDraw(
                vote: vote ?? play.vote,
                head: head ?? log.head,
                among: ["Ja", "Nein"],
                seats: 1,
                winners: ["Ja"],
                drawnBy: "A",
                witness: "B",
                at: Self.time
            )
            let key = try #require(play.town.keys[id])
            return .of(act, body: lot.body, signedBy: key, for: manifest, at: Self.time)
        }
        let key = try #require(play.town.keys["c1"])
        var other = Journal(openedBy: key, named: "Vorsitz", in: manifest.realm, at: Self.time)
        other.add("note", body: "{}", signedBy: key)
        for wrong in try [
            journal("o1"), journal("c1", vote: .random()), journal("c1", head: log.heads[3]),
            journal("c1", act: .abandon), other,
        ] {
            #expect(throws: Refusal.self) { try play.service.record(wrong, of: play.vote) }
        }
        #expect(try play.service.file(.lot, of: play.vote) == nil)
        try play.service.record(journal("c1"), of: play.vote)
    }
}
