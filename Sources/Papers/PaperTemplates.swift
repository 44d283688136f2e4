import Files
import Foundation

/// The templates of the papers: those of Urne, and in their place those that a town has made its own.
public struct PaperTemplates: Sendable {
    /// The folder `Templates/papers`.
    public let folder: String
    /// The town's folder, which may have any of the files, with the same names.
    public let own: String?
    private let shipped: [String: Template]
    private let templates: [String: Template]

    /// Reads all templates, so that a fault in one of them is told before anything is printed.
    ///
    /// Throws a ``PaperError`` with file and line.
    public init(folder: String, own: String? = nil) throws(PaperError) {
        self.folder = folder
        self.own = own
        if let own { try Self.requireFolder(own) }
        let names = Self.names(folder)
        let ownNames = own.map(Self.names) ?? []
        for name in ownNames where Self.isPage(name) && !names.contains(name) {
            throw .replacesNothing(file: name)
        }
        let shipped = try Self.read(names, folder)
        self.shipped = shipped
        templates = try shipped.merging(ownNames.isEmpty ? [:] : Self.read(ownNames, own ?? folder)) { $1 }
        for kind in PaperKind.allCases { try check(kind) }
    }

    private static func read(_ names: Set<String>, _ folder: String) throws(PaperError) -> [String: Template] {
        var templates: [String: Template] = [:]
        for name in names where isPage(name) && !name.hasPrefix("handbuch") {
            let bytes: [UInt8]
            do { bytes = try AtomicFile.read("\(folder)/\(name)", limit: 1 << 22) } catch { throw .file(error) }
            templates[String(name.dropLast(5))] = try Template(String(decoding: bytes, as: UTF8.self), file: name)
        }
        return templates
    }

    /// A folder that is not there would print the papers of Urne in place of the town's, and nobody would be told.
    private static func requireFolder(_ path: String) throws(PaperError) {
        guard (try? FileManager.default.contentsOfDirectory(atPath: path)) == nil else { return }
        let isThere = FileManager.default.fileExists(atPath: path)
        throw .file(FileError(.read, path: path, code: isThere ? ENOTDIR : ENOENT))
    }

    /// The page of a paper, complete HTML.
    ///
    /// Throws a ``PaperError``.
    public func html(_ paper: some Paper) throws(PaperError) -> String {
        try paper.check()
        let kind = type(of: paper).kind
        return try template(kind).filled(with: paper.fields, parts: templates)
    }

    /// A page without values, as it is.
    func page(_ file: String) throws(PaperError) -> String {
        let home = own.map { FileManager.default.fileExists(atPath: "\($0)/\(file)") } == true ? own ?? folder : folder
        do { return String(decoding: try AtomicFile.read("\(home)/\(file)", limit: 1 << 24), as: UTF8.self) } catch {
            throw .file(error)
        }
    }

    private func template(_ kind: PaperKind) throws(PaperError) -> Template {
        guard let template = templates[kind.rawValue] else { throw .noTemplate(file: kind.file) }
        return template
    }

    /// The names that templates of a paper may ask for: those that Urne's own ask for, and a few more.
    func known(_ kind: PaperKind) throws(PaperError) -> Set<String> {
        try Self.parts(of: kind, in: shipped).reduce(into: kind.alsoKnown) { $0.formUnion($1.asked.map(\.name)) }
    }

    /// Checks a template with its parts: it asks for nothing that there is not, and prints what it must.
    private func check(_ kind: PaperKind) throws(PaperError) {
        let all = try Self.parts(of: kind, in: templates)
        let known = try self.known(kind)
        for template in all {
            for (name, line) in template.asked where !known.contains(name) {
                // A list brings along whether it has rows.
                guard name.hasPrefix("hat-"), known.contains(String(name.dropFirst(4))) else {
                    throw .unknownName(name, PaperError.Place(template.file, line))
                }
            }
        }
        let printed = all.reduce(into: Set<String>()) { $0.formUnion($1.printed) }
        if let name = kind.mustPrint.subtracting(printed).min() { throw .leftOut(name, file: kind.file) }
    }

    /// The template of a paper and all that it includes.
    private static func parts(
        of kind: PaperKind,
        in templates: [String: Template]
    ) throws(PaperError) -> [Template] {
        var all: [Template] = []
        var open = [kind.rawValue]
        var seen: Set<String> = []
        while let name = open.popLast() {
            guard seen.insert(name).inserted else { continue }
            guard let template = templates[name] else { throw .noTemplate(file: name + ".html") }
            all.append(template)
            open += template.parts.sorted(by: >)
        }
        return all
    }

    private static func names(_ folder: String) -> Set<String> {
        Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    }

    private static func isPage(_ name: String) -> Bool {
        name.hasSuffix(".html") && !name.hasPrefix(".")
    }
}
