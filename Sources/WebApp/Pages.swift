import Files
import Foundation
import Ristretto255

/// The files of the pages, by the path under which they are served.
///
/// A path is looked up in this table and nowhere else, so no request can reach another file of the machine.
public struct Pages: Sendable {
    /// One file.
    public struct File: Sendable {
        /// `Content-Type`.
        public let type: String
        /// Content.
        public let bytes: [UInt8]
    }

    private var files: [String: File] = [:]

    /// No pages.
    public init() {}

    /// The pages of a folder `Templates`.
    ///
    /// `pages/NAME.html` is served as `/NAME`, `pages/index.html` as `/`, and all below `static` as `/static/…`.
    /// Throws a `FileError`, also if there are no pages: a server without them would only be noticed by its visitors.
    public init(templates: String) throws {
        guard FileManager.default.fileExists(atPath: templates + "/pages") else {
            throw FileError(.read, path: templates + "/pages", code: ENOENT)
        }
        for name in try Self.names(templates + "/pages") where name.hasSuffix(".html") && !name.contains("/") {
            let page = name.dropLast(5)
            let bytes = try AtomicFile.read("\(templates)/pages/\(name)", limit: 1 << 24)
            add(page == "index" ? "/" : "/\(page)", type: Self.type(of: name), bytes)
        }
        for name in try Self.names(templates + "/static") {
            let bytes = try AtomicFile.read("\(templates)/static/\(name)", limit: 1 << 24)
            add("/static/" + name, type: Self.type(of: name), bytes)
        }
    }

    /// The folder `Templates` beside the program or in a folder above it, as in a checkout; nil if there is none.
    public static func besideProgram() -> String? {
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        for _ in 0..<6 {
            let path = folder.appendingPathComponent("Templates").path
            if FileManager.default.fileExists(atPath: path + "/static") { return path }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }

    /// All files below a folder, hidden ones left out; none if there is no such folder.
    private static func names(_ folder: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
            return isThere && !isFolder.boolValue && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }
    }

    /// Adds a file, replacing one of the same path.
    public mutating func add(_ path: String, type: String, _ bytes: [UInt8]) {
        files[path] = File(type: type, bytes: bytes)
    }

    /// The file at a path.
    public subscript(path: String) -> File? { files[path] }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon",
        "json": "application/json", "txt": "text/plain; charset=utf-8", "woff2": "font/woff2",
        "webmanifest": "application/manifest+json",
    ]

    /// The type that a file's name tells.
    public static func type(of name: String) -> String {
        types[name.split(separator: ".").last.map { $0.lowercased() } ?? ""] ?? "application/octet-stream"
    }

    // MARK: Hashes

    /// One line for each file of the voting page, its SHA-256 and its path, in the order of the lines' bytes
    /// (`Transport`, the hash of the voting page).
    ///
    /// Everything a member's browser may load is in it. What only another page loads is not: a word mended on the officer's
    /// page must not make the letters wrong.
    public var hashes: String {
        files.filter { Self.isOfVotingPage($0.key) }.map { "\(SHA256.hash($1.bytes))  \($0.dropFirst())\n" }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined()
    }

    /// The words that `static/pages/member.js` loads, besides those of all pages.
    private static let votingWords: Set = ["member", "check", "fault", "web"]

    /// Files of several pages of which none is the voting page.
    private static let officePages: Set<Substring> = [
        "act.js", "controlsums.js", "count.css", "countviews.js", "lotviews.js", "memory.js", "ownvotes.js",
        "postal.css", "record-files.js", "signin.js", "spelled.js", "turns.js", "votepage.js", "votepicker.js",
    ]

    private static func isOfVotingPage(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let first = parts.first else { return true }
        guard first == "static" else { return false }
        guard parts.count > 2 else { return !officePages.contains(parts[1]) }
        let name = String(parts[2].prefix { $0 != "." })
        return switch parts[1] {
        case "pages": name == "member"
        case "words": votingWords.contains(name)
        default: true
        }
    }

    /// SHA-256 of ``hashes``, which the access letter carries.
    public var hash: String { SHA256.hash(Array(hashes.utf8)) }
}
