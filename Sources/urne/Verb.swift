/// One command with what it takes.
struct Verb: Sendable {
    /// Such as `["vote", "open"]`.
    let path: [String]
    /// What stands behind it without an option's name; nil if nothing does.
    let operand: Operand?
    let options: [Option]
    let run: @Sendable (Invocation) throws -> Void

    init(
        _ path: String,
        operand: Operand? = nil,
        _ options: [Option] = [],
        run: @escaping @Sendable (Invocation) throws -> Void
    ) {
        self.path = path.split(separator: " ").map(String.init)
        self.operand = operand
        self.options = options
        self.run = run
    }

    /// A named argument.
    struct Option: Sendable {
        let name: String
        /// What stands for the value in the help; nil for a switch.
        let value: String?
        var isRequired = false
        var isRepeatable = false

        static func flag(_ name: String) -> Option { Option(name: name, value: nil) }
        static func value(_ name: String, _ value: String) -> Option { Option(name: name, value: value) }
        static func required(_ name: String, _ value: String) -> Option {
            Option(name: name, value: value, isRequired: true)
        }
        static func list(_ name: String, _ value: String) -> Option {
            Option(name: name, value: value, isRepeatable: true)
        }
    }

    /// Arguments without a name.
    struct Operand: Sendable {
        let value: String
        var isRepeatable = false
        var isOptional = false
    }
}

extension [Verb.Option] {
    /// The server's folder, and a program-readable answer.
    static let data: [Verb.Option] = [.value("data", "DIR"), .flag("json")]
    /// The server: its folder on this machine, or its origin on the network.
    static let service: [Verb.Option] =
        [.value("server", "URL"), .value("cacert", "F")] + data
    /// Who acts.
    static let person: [Verb.Option] = [.required("as", "P"), .value("code-file", "F"), .value("home", "DIR")]
    /// Which vote.
    static let vote: [Verb.Option] = [.required("vote", "V")]
}
