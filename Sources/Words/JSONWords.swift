import StrictJSON

extension JSONFault {
    /// Key and holes of the sentence in the catalogue.
    public var words: (key: String, holes: [String: String]) {
        switch self {
        case .malformed(let line, let column):
            ("json.malformed", ["line": String(line), "column": String(column)])
        case .duplicateName(let name): ("json.duplicateName", ["field": name])
        case .surroundingWhiteSpace: ("json.surroundingWhiteSpace", [:])
        case .number: ("json.number", [:])
        case .notAnObject: ("json.notAnObject", [:])
        case .unknownField(let name): ("json.unknownField", ["field": name])
        case .missingField(let name): ("json.missingField", ["field": name])
        case .wrongType(let field): ("json.wrongType", ["field": field])
        case .uppercaseHex(let field): ("json.uppercaseHex", ["field": field])
        case .notHex(let field): ("json.notHex", ["field": field])
        case .wrongLength(let field, let expected, let actual):
            ("json.wrongLength", ["field": field, "expected": String(expected), "actual": String(actual)])
        }
    }
}
