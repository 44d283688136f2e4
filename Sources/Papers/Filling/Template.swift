/// A template: text of the town with places for values.
///
/// `{{name}}` is a value, `{{#name}}…{{/name}}` is there for each row of a list or if a value is there,
/// `{{^name}}…{{/name}}` if not, and `{{>name}}` is the content of `name.html`. There is no other logic, and no way to
/// put in a value unescaped.
struct Template: Sendable {
    indirect enum Node: Sendable {
        case text(String)
        case value(name: String, line: Int, inAttribute: Bool)
        case section(name: String, line: Int, isInverse: Bool, content: [Node])
        case part(name: String, line: Int)
    }

    /// The file's name, for messages.
    let file: String
    let nodes: [Node]

    init(_ text: String, file: String) throws(PaperError) {
        var parser = TemplateParser(text, file: file)
        self.file = file
        nodes = try parser.nodes()
    }

    /// Every name that the template prints.
    var printed: Set<String> { Self.printed(nodes) }

    /// Every name that the template asks for, in values and sections, with its line.
    var asked: [(name: String, line: Int)] { Self.asked(nodes) }

    /// The templates that this one includes.
    var parts: Set<String> { Self.parts(nodes) }

    private static func printed(_ nodes: [Node]) -> Set<String> {
        nodes.reduce(into: []) { names, node in
            switch node {
            case .value(let name, _, _): names.insert(name)
            case .section(_, _, _, let content): names.formUnion(printed(content))
            case .text, .part: break
            }
        }
    }

    private static func asked(_ nodes: [Node]) -> [(name: String, line: Int)] {
        nodes.flatMap { node -> [(name: String, line: Int)] in
            switch node {
            case .value(let name, let line, _): [(name, line)]
            case .section(let name, let line, _, let content): [(name, line)] + asked(content)
            case .text, .part: []
            }
        }
    }

    private static func parts(_ nodes: [Node]) -> Set<String> {
        nodes.reduce(into: []) { names, node in
            switch node {
            case .part(let name, _): names.insert(name)
            case .section(_, _, _, let content): names.formUnion(parts(content))
            case .text, .value: break
            }
        }
    }
}
