import CouncilData
import Testing

@Suite("Days and times")
struct TimeTests {
    @Test(
        "read what the calendar has",
        arguments: ["2026-12-10", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"]
    )
    func days(_ text: String) {
        #expect(CalendarDay(text)?.description == text)
    }

    @Test(
        "refuse what the calendar has not",
        arguments: [
            "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "26-01-01", "2026-12-10 ",
            "+026-12-10", "2026-12", "", "2026-12-1０", "0000-01-01",
        ]
    )
    func noDays(_ text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test(
        "show the clock of the town hall for each way to write a time",
        arguments: [
            ("2026-12-10T17:00:00+01:00", "2026-12-10T17:00"), ("2026-12-10T16:00:00Z", "2026-12-10T17:00"),
            ("2026-07-01T15:30:00.123Z", "2026-07-01T17:30"), ("2026-07-01T17:30", "2026-07-01T17:30"),
            ("2026-12-31T23:30:00Z", "2027-01-01T00:30"), ("2026-12-10 17:00:00+0100", "2026-12-10T17:00"),
            ("2026-12-10T12:00:00-04:00", "2026-12-10T17:00"),
        ]
    )
    func times(_ text: String, _ local: String) throws {
        let time = try #require(LocalTime(rfc3339: text))
        #expect(time.description == local)
        #expect(LocalTime(local) == time)
    }

    @Test(
        "refuse what no clock shows",
        arguments: [
            "2026-12-10T24:00:00Z", "2026-12-10T17:60", "2026-12-10", "17:00", "2026-12-10T17:00:00+1",
            "2026-12-10T17:00x", "2026-12-10T1700:00",
        ]
    )
    func noTimes(_ text: String) {
        #expect(LocalTime(rfc3339: text) == nil)
        #expect(LocalTime(text) == nil)
    }
}

@Suite("An import never half succeeds")
struct MutationTests {
    @Test("and never crashes, whichever byte of a file is changed", arguments: 0..<40)
    func flips(_ seed: Int) throws {
        var generator = Generator(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
        let files = try SourceFile.json(at: [Sample.path("oparl")])
        let changed = files.map { file -> SourceFile in
            var bytes = file.bytes
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 1...255, using: &generator)
            }
            return SourceFile(name: file.name, bytes: bytes)
        }
        let read = { try OParlImport.read(files: changed, .init(today: Sample.today())) }
        if rule(read) == nil {
            let council = try read().value
            #expect(try Council(json: Array(council.json.utf8)) == council)
        }

        var table = try SourceFile(path: Sample.path("people.csv")).bytes
        for _ in 0..<3 {
            table[Int.random(in: 0..<table.count, using: &generator)] = UInt8.random(in: 1...255, using: &generator)
        }
        let list = { try PeopleCSV.read(SourceFile(name: "x.csv", bytes: table)) }
        if rule(list) == nil {
            let council = try Council(body: Body(name: "X"), people: list(), file: "x.csv")
            #expect(try Council(json: Array(council.json.utf8)) == council)
        }
    }

    /// The same changes for the same seed (xorshift).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }
}
