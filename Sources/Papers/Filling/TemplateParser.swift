/// Reads a template, and refuses one in which a value could become markup.
struct TemplateParser {
    private let file: String
    private var rest: Substring
    private var line = 1
    private var place = MarkupPlace()

    init(_ text: String, file: String) {
        self.file = file
        rest = text[...]
    }

    mutating func nodes() throws(PaperError) -> [Template.Node] {
        try nodes(of: nil)
    }

    /// The nodes up to the end of the section `open`, or of the file.
    private mutating func nodes(of open: (name: String, line: Int)?) throws(PaperError) -> [Template.Node] {
        var nodes: [Template.Node] = []
        while let start = rest.firstRange(of: "{{") {
            take(upTo: start.lowerBound, into: &nodes)
            let at = line
            guard let end = rest.firstRange(of: "}}") else { throw malformed("{{", at) }
            let tag = rest[start.upperBound..<end.lowerBound]
            guard !tag.contains("\n"), !tag.contains("{") else { throw malformed("{{", at) }
            rest = rest[end.upperBound...]
            let sign = tag.first.flatMap { "#^/>".contains($0) ? $0 : nil }
            let name = String(sign == nil ? tag : tag.dropFirst())
            guard Self.isName(name) else { throw malformed("{{\(tag)}}", at) }
            switch sign {
            case "/":
                guard open?.name == name else { throw malformed("{{/\(name)}}", at) }
                return nodes
            case ">":
                guard place.isText else { throw .unsafePlace(name, .init(file, at)) }
                nodes.append(.part(name: name, line: at))
            case "#", "^":
                // What comes after must be read alike whether the section is there or not.
                let before = place
                let content = try self.nodes(of: (name, at))
                guard place == before else { throw .unsafePlace(name, .init(file, at)) }
                nodes.append(.section(name: name, line: at, isInverse: sign == "^", content: content))
            default:
                guard place.mayHoldValue else { throw .unsafePlace(name, .init(file, at)) }
                nodes.append(.value(name: name, line: at, inAttribute: !place.isText))
            }
        }
        take(upTo: rest.endIndex, into: &nodes)
        if let open { throw malformed("{{#\(open.name)}}", open.line) }
        return nodes
    }

    private mutating func take(upTo end: Substring.Index, into nodes: inout [Template.Node]) {
        let text = rest[..<end]
        rest = rest[end...]
        guard !text.isEmpty else { return }
        for scalar in text.unicodeScalars {
            if scalar == "\n" { line += 1 }
            place.pass(scalar)
        }
        nodes.append(.text(String(text)))
    }

    private func malformed(_ what: String, _ line: Int) -> PaperError {
        .malformed(what, .init(file, line))
    }

    /// Lower-case words, joined by points.
    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        }
    }
}
