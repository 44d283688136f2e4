import Files
import Foundation

/// The templates of the papers: those of Urne, and in their place those that a town has made its own.
public struct PaperTemplates: Sendable {
    /// The folder `Templates/papers`.
    public let folder: String
    /// The town's folder, which may have any of the files, with the same names.
    public let own: String?
    private let templates: [String: Template]

    /// Reads all templates, so that a fault in one of them is told before anything is printed.
    ///
    /// Throws a ``PaperError`` with file and line.
    public init(folder: String, own: String? = nil) throws(PaperError) {
        self.folder = folder
        self.own = own
        let names = Self.names(folder)
        let ownNames = own.map(Self.names) ?? []
        for name in ownNames where Self.isPage(name) && !names.contains(name) {
            throw .replacesNothing(file: name)
        }
        var templates: [String: Template] = [:]
        for name in names.union(ownNames) where Self.isPage(name) && !name.hasPrefix("handbuch") {
            let home = ownNames.contains(name) ? own ?? folder : folder
            let bytes: [UInt8]
            do { bytes = try AtomicFile.read("\(home)/\(name)", limit: 1 << 22) } catch { throw .file(error) }
            templates[String(name.dropLast(5))] = try Template(String(decoding: bytes, as: UTF8.self), file: name)
        }
        self.templates = templates
        for kind in PaperKind.allCases { try check(kind) }
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

    private func check(_ kind: PaperKind) throws(PaperError) {
        var printed: Set<String> = []
        var open = [try template(kind)]
        var seen: Set<String> = []
        while let template = open.popLast() {
            printed.formUnion(template.printed)
            for part in template.parts where seen.insert(part).inserted {
                if let part = templates[part] { open.append(part) }
            }
        }
        if let name = kind.mustPrint.subtracting(printed).min() { throw .leftOut(name, file: kind.file) }
    }

    private static func names(_ folder: String) -> Set<String> {
        Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    }

    private static func isPage(_ name: String) -> Bool {
        name.hasSuffix(".html") && !name.hasPrefix(".")
    }
}
