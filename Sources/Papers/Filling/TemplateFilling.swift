extension Template {
    /// The template with its values, all of them escaped.
    ///
    /// Throws a ``PaperError`` that names file and line if a value is not known or not there. Names in a section that is
    /// left out are looked at too: a misspelt one must not wait for the day on which the section is needed.
    func filled(with fields: PaperFields, parts: [String: Template]) throws(PaperError) -> String {
        var filling = TemplateFilling(parts: parts)
        try filling.fill(self, [Scope(fields)])
        return filling.text
    }
}

/// What a name may stand for: values, or, where a list has no rows, the names alone.
private struct Scope {
    let fields: PaperFields
    let names: Set<String>

    init(_ fields: PaperFields, names: Set<String> = []) {
        self.fields = fields
        self.names = names
    }
}

private struct TemplateFilling {
    let parts: [String: Template]
    var text = ""
    private var depth = 0

    /// A part within a part within a part is as far as it goes; a part within itself would never end.
    private static let deepest = 3

    init(parts: [String: Template]) {
        self.parts = parts
    }

    mutating func fill(_ template: Template, _ scopes: [Scope], isPrinted: Bool = true) throws(PaperError) {
        try fill(template.nodes, template.file, scopes, isPrinted)
    }

    private mutating func fill(
        _ nodes: [Template.Node],
        _ file: String,
        _ scopes: [Scope],
        _ isPrinted: Bool
    ) throws(PaperError) {
        for node in nodes {
            switch node {
            case .text(let piece): if isPrinted { text += piece }
            case .part(let name, let line): try fillPart(name, PaperError.Place(file, line), scopes, isPrinted)
            case .value(let name, let line, let inAttribute):
                let place = PaperError.Place(file, line)
                let value = try look(name, place, scopes)
                guard isPrinted, let value else { continue }
                try print(value, name, place, inAttribute)
            case .section(let name, let line, let isInverse, let content):
                let value = try look(name, PaperError.Place(file, line), scopes)
                try fillSection(value, isInverse, content, file, scopes, isPrinted)
            }
        }
    }

    private mutating func fillPart(
        _ name: String,
        _ place: PaperError.Place,
        _ scopes: [Scope],
        _ isPrinted: Bool
    ) throws(PaperError) {
        guard let part = parts[name] else { throw .noTemplate(file: name + ".html") }
        guard depth < Self.deepest else { throw .malformed("{{>\(name)}}", place) }
        depth += 1
        defer { depth -= 1 }
        try fill(part, scopes, isPrinted: isPrinted)
    }

    /// The value of a name; nil if only the name is known, because the row around it is not there.
    private func look(
        _ name: String,
        _ place: PaperError.Place,
        _ scopes: [Scope]
    ) throws(PaperError) -> PaperFields.Value? {
        for scope in scopes.reversed() {
            if let value = scope.fields.values[name] { return value }
            if scope.names.contains(name) || scope.names.contains(String(name.dropFirst(4))) && name.hasPrefix("hat-") {
                return nil
            }
        }
        throw .unknownName(name, place)
    }

    private mutating func print(
        _ value: PaperFields.Value,
        _ name: String,
        _ place: PaperError.Place,
        _ inAttribute: Bool
    ) throws(PaperError) {
        switch value {
        case .text(let value):
            guard !Self.isBlank(value) else { throw .unfilled(name, place) }
            text += Escaping.html(value)
        case .picture(let picture):
            guard !inAttribute else { throw .unsafePlace(name, place) }
            text += picture.svg
        case .missing: throw .unfilled(name, place)
        case .flag, .list: throw .unknownName(name, place)
        }
    }

    private mutating func fillSection(
        _ value: PaperFields.Value?,
        _ isInverse: Bool,
        _ content: [Template.Node],
        _ file: String,
        _ scopes: [Scope],
        _ isPrinted: Bool
    ) throws(PaperError) {
        // A section within a row that is not there: what its own rows would have is not known.
        guard let value else { return }
        var isThere = false
        switch value {
        case .list(let rows, let names):
            isThere = !rows.isEmpty
            guard !isInverse, isPrinted, isThere else {
                let inner = isInverse ? scopes : scopes + [Scope(PaperFields(), names: names)]
                return try fill(content, file, inner, isPrinted && isInverse && !isThere)
            }
            for row in rows { try fill(content, file, scopes + [Scope(row)], true) }
            return
        case .text(let text): isThere = !Self.isBlank(text)
        case .flag(let flag): isThere = flag
        case .picture: isThere = true
        case .missing: break
        }
        try fill(content, file, scopes, isPrinted && isThere != isInverse)
    }

    private static func isBlank(_ text: String) -> Bool {
        text.allSatisfy(\.isWhitespace)
    }
}
