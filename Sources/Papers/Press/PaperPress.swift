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
        try run.set(papers.enumerated().map { (String($0.offset), $0.element) })
        return try run.process.print([papers.indices.map(String.init)])[0]
    }

    /// Papers of any kinds, each as a file of its own; quicker than one call for each.
    ///
    /// Throws a ``PaperError``.
    public func pdfs(_ papers: [any Paper]) throws(PaperError) -> [[UInt8]] {
        let run = try PressRun(self)
        try run.set(papers.enumerated().map { (String($0.offset), $0.element) })
        return try run.process.print(papers.indices.map { [String($0)] })
    }

    /// A page that is complete already, such as the handbook: a file of the templates, without values.
    ///
    /// Throws a ``PaperError``.
    public func pdf(page file: String) throws(PaperError) -> [UInt8] {
        let run = try PressRun(self)
        _ = try run.process.set([.init(id: "page", html: templates.page(file), file: file)])
        return try run.process.print([["page"]])[0]
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

    /// Lays out papers under names.
    ///
    /// Throws ``PaperError/tooManyPages(file:pages:most:)`` if one is longer than it may be.
    func set(_ papers: [(id: String, paper: any Paper)]) throws(PaperError) {
        var pages: [PressProcess.Page] = []
        for (id, paper) in papers {
            pages.append(.init(id: id, html: try templates.html(paper), file: type(of: paper).kind.file))
        }
        for (count, (_, paper)) in zip(try process.set(pages), papers) {
            let kind = type(of: paper).kind
            let most = kind.mostPages(isLargePrint: paper.fields.isLargePrint)
            if let most, count > most { throw .tooManyPages(file: kind.file, pages: count, most: most) }
        }
    }
}

extension PaperFields {
    var isLargePrint: Bool {
        if case .flag(let value)? = values["gross"] { return value }
        return false
    }
}
