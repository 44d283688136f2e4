import CouncilData
import Testing

@Suite("A table")
struct CSVTableTests {
    @Test(
        "is read with semicolon, comma or tab, and with every line end",
        arguments: [";", ",", "\t"],
        ["\n", "\r\n", "\r"]
    )
    func separators(_ separator: String, _ end: String) throws {
        let text =
            ["p", "name"].joined(separator: separator) + end + ["1", "Ä"].joined(separator: separator) + end + end
        let table = try CSVTable(source(text))
        #expect(table.header == ["p", "name"])
        #expect(table.rows.map(\.cells) == [["1", "Ä"]])
        #expect(table.rows.map(\.line) == [2])
    }

    @Test("believes a first line that names the separator")
    func declaration() throws {
        let table = try CSVTable(source("sep=,\r\na,b;c\r\n1,2\r\n"))
        #expect(table.header == ["a", "b;c"])
        #expect(table.rows.map(\.line) == [3])
    }

    @Test("keeps separators, doubled quotes and line breaks inside quoted cells, and counts the lines")
    func quotes() throws {
        let table = try CSVTable(source("a;b\n\"x;\"\"y\"\"\r\nz\";2\n3;4 \"Pit\" 5\n"))
        #expect(table.rows.map(\.cells) == [["x;\"y\"\nz", "2"], ["3", "4 \"Pit\" 5"]])
        #expect(table.rows.map(\.line) == [2, 4])
    }

    @Test("is read as Windows-1252 where it is no UTF-8, and says so")
    func windows1252() throws {
        let bytes: [UInt8] = Array("p;name\n1;M".utf8) + [0xFC] + Array("ller ".utf8) + [0x80, 0x81]
        let table = try CSVTable(SourceFile(name: "alt.csv", bytes: bytes))
        #expect(table.rows.first?.cells[1] == "Müller €\u{FFFD}")
        #expect(table.notices.map(\.kind) == [.windows1252])
    }

    @Test("has no byte order mark in its first title")
    func byteOrderMark() throws {
        let table = try CSVTable(SourceFile(name: "x.csv", bytes: [0xEF, 0xBB, 0xBF] + Array("p;name\n1;A".utf8)))
        #expect(table.header == ["p", "name"])
        #expect(table.notices.isEmpty)
    }

    @Test("leaves out empty rows and columns, and fills short rows")
    func empty() throws {
        let table = try CSVTable(source("\n;;;\np;name;;\n1;A;;\n;;;\n2\n\n"))
        #expect(table.header == ["p", "name"])
        #expect(table.rows.map(\.cells) == [["1", "A"], ["2"]])
        #expect(table.notices.map(\.kind) == [.shortRow])
    }

    @Test("refuses an open quote, naming the line where it opens")
    func openQuote() {
        let read = { try CSVTable(source("p;name\n1;\"A\n2;B\n3;C\n")) }
        #expect(rule(read) == .unclosedQuote)
        #expect(line(read) == 2)
    }

    @Test("refuses text after a closing quote")
    func textAfterQuote() {
        let read = { try CSVTable(source("p;name\n1;\"A\"B\n")) }
        #expect(rule(read) == .textAfterQuote)
        #expect(line(read) == 2)
    }

    @Test("refuses more cells than titles: a name would move into the next column")
    func tooManyCells() {
        let read = { try CSVTable(source("p,address\n1,Am Ufer 1, 59999 Erlenbrück\n")) }
        #expect(rule(read) == .tooManyCells(expected: 2, found: 3))
        #expect(line(read) == 2)
    }

    @Test(
        "refuses what is no text, and says what it is",
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 13, 10], FileFormat.image), ([0xFF, 0xD8, 0xFF, 0xE0], .image),
            ([0x50, 0x4B, 3, 4, 20, 0], .workbook), (Array("%PDF-1.7".utf8), .pdf), ([0xFF, 0xFE, 0x70, 0], .utf16),
            ([0x70, 0, 1], .binary),
        ]
    )
    func noText(_ bytes: [UInt8], _ format: FileFormat) {
        #expect(rule { try CSVTable(SourceFile(name: "x", bytes: bytes)) } == .notText(format))
    }

    @Test("refuses an empty file, one with blank lines only, and one that is not there")
    func nothing() {
        #expect(rule { try CSVTable(source("")) } == .emptyFile)
        #expect(rule { try CSVTable(source("\n\n;;\n")) } == .noRows)
        #expect(rule { try CSVTable(contentsOf: "/nowhere/x.csv") } == .unreadable)
        #expect(rule { try CSVTable(contentsOf: "/dev/zero") } == .unreadable)
        #expect(rule { try CSVTable(contentsOf: "/") } == .unreadable)
    }
}
