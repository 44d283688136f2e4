import Foundation
import StrictJSON

/// One run of the program that sets pages, `Templates/papers/drucken.py` (its head describes what is said here).
///
/// Pages travel through pipes and never through files, since an access letter holds a secret.
final class PressProcess {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let python: String
    private var buffer: [UInt8] = []
    /// The templates of the pages, for messages.
    private var templates: [String: String] = [:]

    init(_ templates: PaperTemplates, python: String, date: Int) throws(PaperError) {
        self.python = python
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [templates.folder + "/drucken.py", templates.folder] + [templates.own].compactMap { $0 }
        // Nothing of the caller's environment, so that the same pages are the same bytes everywhere.
        process.environment = [
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1", "SOURCE_DATE_EPOCH": String(date),
            "HOME": ProcessInfo.processInfo.environment["HOME"] ?? "/",
        ]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { throw .noPress(program: python) }
        // Nothing is written to it before it has said that it is there: writing to a program that has ended would end
        // this one too.
        _ = try readLine()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// A page to be laid out.
    struct Page {
        /// The name under which it is kept.
        let id: String
        let html: String
        /// The template, for messages.
        let file: String
    }

    /// Lays pages out; returns how many sheets each has.
    func set(_ pages: [Page]) throws(PaperError) -> [Int] {
        let list = pages.map { JSONWriter.array([JSONWriter.quote($0.id), JSONWriter.quote($0.html)]) }
        for page in pages { templates[page.id] = page.file }
        let answer = try ask("{\"set\":\(JSONWriter.array(list))}", pages.first?.id)
        guard case .array(let counts)? = answer["pages"] else { throw .noPress(program: python) }
        return counts.map(integer)
    }

    /// PDF files, each of some pages in this order.
    func print(_ files: [[String]]) throws(PaperError) -> [[UInt8]] {
        let lists = files.map { JSONWriter.array($0.map(JSONWriter.quote)) }
        let answer = try ask("{\"print\":\(JSONWriter.array(lists))}", files.first?.first)
        guard case .array(let sizes)? = answer["bytes"], sizes.count == files.count else {
            throw .noPress(program: python)
        }
        var pdfs: [[UInt8]] = []
        for size in sizes { pdfs.append(try read(integer(size))) }
        return pdfs
    }

    /// Lets pages go.
    func forget(_ ids: [String]) throws(PaperError) {
        _ = try ask("{\"forget\":\(JSONWriter.array(ids.map(JSONWriter.quote)))}", nil)
        for id in ids { templates[id] = nil }
    }

    // MARK: Talking

    /// The answer to a request; the page `first` is to blame where the answer does not say which one is.
    private func ask(_ request: String, _ first: String?) throws(PaperError) -> JSONObject {
        do {
            try input.fileHandleForWriting.write(contentsOf: Data((request + "\n").utf8))
        } catch {
            throw .noPress(program: python)
        }
        guard case .object(let answer)? = try? JSON(strict: try readLine()) else { throw .noPress(program: python) }
        var id = first ?? ""
        if case .string(let name)? = answer["at"] { id = name }
        let file = templates[id] ?? ""
        if case .string(let name)? = answer["missing"] { throw .noPicture(name: name, file: file) }
        if case .string(let name)? = answer["broken"] { throw .brokenPicture(name: name, file: file) }
        if case .string(let reason)? = answer["fault"] { throw .press(reason: reason, file: file) }
        return answer
    }

    private func integer(_ value: JSON?) -> Int {
        if case .integer(let value)? = value { return Int(value) }
        return 0
    }

    private func readLine() throws(PaperError) -> [UInt8] {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = Array(buffer[..<end])
                buffer.removeSubrange(...end)
                return line
            }
            try more()
        }
    }

    private func read(_ count: Int) throws(PaperError) -> [UInt8] {
        while buffer.count < count { try more() }
        defer { buffer.removeSubrange(..<count) }
        return Array(buffer[..<count])
    }

    private func more() throws(PaperError) {
        let piece = output.fileHandleForReading.availableData
        // The program has ended, most likely because WeasyPrint is not installed.
        guard !piece.isEmpty else { throw .noPress(program: python) }
        buffer += piece
    }
}
