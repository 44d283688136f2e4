/// Makes PDF of papers: tagged (PDF/UA), fonts embedded, the same bytes for the same values.
public struct PaperPress: Sendable {
    /// The templates.
    public let templates: PaperTemplates
    private let python: String
    private let date: Int

    /// A press with templates.
    ///
    /// `python` is Debian's own interpreter, for which WeasyPrint is packaged. `date` is `SOURCE_DATE_EPOCH`, in seconds
    /// since 1970: papers show the dates they are given, and nothing else may depend on when they are made.
    public init(templates: PaperTemplates, python: String = "/usr/bin/python3", date: Int = 0) {
        self.templates = templates
        self.python = python
        self.date = date
    }

    /// One paper.
    ///
    /// Throws a ``PaperError``.
    public func pdf(_ paper: some Paper) throws(PaperError) -> [UInt8] {
        try pdf([paper])
    }

    /// Papers of one kind in one file, in this order.
    ///
    /// Throws a ``PaperError``. For more than a few hundred use ``print(_:to:progress:)`` or several files.
    public func pdf(_ papers: [some Paper]) throws(PaperError) -> [UInt8] {
        let run = try PressRun(self)
        var ids: [String] = []
        for (number, paper) in papers.enumerated() { ids.append(try run.set(paper, id: String(number))) }
        return try run.process.print(ids, file: ids.isEmpty ? "" : type(of: papers[0]).kind.file)
    }

    /// Papers of any kinds, each as a file of its own; quicker than one call for each.
    ///
    /// Throws a ``PaperError``.
    public func pdfs(_ papers: [any Paper]) throws(PaperError) -> [[UInt8]] {
        let run = try PressRun(self)
        var files: [[UInt8]] = []
        for paper in papers {
            let id = try run.set(paper, id: "paper")
            files.append(try run.process.print([id], file: type(of: paper).kind.file))
        }
        return files
    }

    /// A page that is complete already, such as the handbook: a file of the templates, without values.
    ///
    /// Throws a ``PaperError``.
    public func pdf(page file: String) throws(PaperError) -> [UInt8] {
        let run = try PressRun(self)
        _ = try run.process.set("page", html: templates.page(file), file: file)
        return try run.process.print(["page"], file: file)
    }

    func process() throws(PaperError) -> PressProcess {
        try PressProcess(templates, python: python, date: date)
    }
}

/// A process that sets papers, with the limits of their length.
final class PressRun {
    let process: PressProcess
    private let templates: PaperTemplates

    init(_ press: PaperPress) throws(PaperError) {
        templates = press.templates
        process = try press.process()
    }

    /// Lays out a paper; returns `id`.
    ///
    /// Throws ``PaperError/tooManyPages(file:pages:most:)`` if it is longer than it may be.
    func set<P: Paper>(_ paper: P, id: String) throws(PaperError) -> String {
        let pages = try process.set(id, html: templates.html(paper), file: P.kind.file)
        let most = P.kind.mostPages(isLargePrint: paper.fields.isLargePrint)
        if let most, pages > most { throw .tooManyPages(file: P.kind.file, pages: pages, most: most) }
        return id
    }
}

extension PaperFields {
    var isLargePrint: Bool {
        if case .flag(let value)? = values["gross"] { return value }
        return false
    }
}
