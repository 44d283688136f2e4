import Foundation

/// A PDF, read back with Debian's poppler and zbar tools and by its own bytes.
struct PDFFile {
    let bytes: [UInt8]
    private let path: String

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        path = FileManager.default.temporaryDirectory.path + "/urne-papers-\(UUID().uuidString).pdf"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// The text, as `pdftotext` sees it, with every white space as one space.
    func text() throws -> String {
        try Self.flat(Self.run("pdftotext", ["-layout", path, "-"]))
    }

    static func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A line of `pdfinfo`, such as `Pages`.
    func information(_ name: String) throws -> String {
        let lines = try Self.run("pdfinfo", [path]).split(separator: "\n")
        let line = lines.first { $0.hasPrefix(name + ":") } ?? ""
        return line.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)
    }

    /// What a reader has to complain of, such as a font that is not there.
    func faults() throws -> String {
        try Self.run("pdftotext", [path, "-"], takesErrors: true)
    }

    /// The tags, as an outline.
    func structure() throws -> String {
        try Self.run("pdfinfo", ["-struct-text", path])
    }

    /// For each font, whether it is embedded.
    func fontsEmbedded() throws -> [Bool] {
        try Self.run("pdffonts", [path]).split(separator: "\n").dropFirst(2).map { line in
            // From the right: object, generation, unicode, subset, embedded.
            line.split(separator: " ").dropLast(4).last == "yes"
        }
    }

    /// What a reader of QR codes finds on a page, or in a part of it: left, top, width and height in millimetres.
    func scans(page: Int = 1, in part: [Double]? = nil) throws -> [String] {
        let picture = path + ".page"
        let crop = (part ?? []).enumerated().flatMap { index, side in
            [["-x", "-y", "-W", "-H"][index], String(Int(side / 25.4 * 300))]
        }
        let resolution = ["-r", "300", "-gray", "-f", "\(page)", "-singlefile"]
        _ = try Self.run("pdftoppm", resolution + crop + [path, picture])
        defer { try? FileManager.default.removeItem(atPath: picture + ".pgm") }
        return try Self.run("zbarimg", ["-q", "--raw", picture + ".pgm"]).split(separator: "\n").map(String.init)
    }

    /// The words of the first page with their place in millimetres.
    func words() throws -> [(text: String, left: Double, top: Double, right: Double, bottom: Double)] {
        let html = try Self.run("pdftotext", ["-bbox", "-l", "1", path, "-"])
        let word = #/<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">([^<]*)</#
        return html.matches(of: word).map { match in
            let sides = [match.output.1, match.output.2, match.output.3, match.output.4].map {
                (Double($0) ?? 0) / 72 * 25.4
            }
            return (String(match.output.5), sides[0], sides[1], sides[2], sides[3])
        }
    }

    /// What is drawn on each page: the bytes of its content, in the order of the pages.
    func contents() -> [Data] {
        let data = Data(bytes)
        var contents: [Data] = []
        var rest = data.startIndex
        while let page = data.range(of: Data("/Type /Page\n".utf8), in: rest..<data.endIndex) {
            rest = page.upperBound
            guard let name = data.range(of: Data("/Contents ".utf8), in: rest..<data.endIndex),
                let end = data.range(of: Data(" 0 R".utf8), in: name.upperBound..<data.endIndex)
            else { break }
            contents.append(stream(String(decoding: data[name.upperBound..<end.lowerBound], as: UTF8.self), in: data))
        }
        return contents
    }

    private func stream(_ object: String, in data: Data) -> Data {
        guard let start = data.range(of: Data("\n\(object) 0 obj\n".utf8)),
            let content = data.range(of: Data("stream\n".utf8), in: start.upperBound..<data.endIndex),
            let end = data.range(of: Data("\nendstream".utf8), in: content.upperBound..<data.endIndex)
        else { return Data() }
        return data[content.upperBound..<end.lowerBound]
    }

    private static func run(_ program: String, _ arguments: [String], takesErrors: Bool = false) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/" + program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = takesErrors ? FileHandle.nullDevice : output
        process.standardError = takesErrors ? output : FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
