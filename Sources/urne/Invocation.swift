import Foundation
import Words

/// One command as it was called.
struct Invocation {
    let console: Console
    let operands: [String]
    private let values: [String: [String]]

    var language: Language { console.language }

    init(_ verb: Verb, _ arguments: [String], _ console: Console) throws {
        self.console = console
        var values: [String: [String]] = [:]
        var operands: [String] = []
        var rest = arguments[...]
        let common: [Verb.Option] = [.value("lang", "de|en")]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--"), argument.count > 2 else {
                guard let operand = verb.operand, operands.isEmpty || operand.isRepeatable else {
                    let named = Set(arguments.map { $0.prefix { $0 != "=" } })
                    let missing = verb.options.first { $0.isRequired && !named.contains("--" + $0.name) }
                    throw Misuse.unexpected(position: arguments.count - rest.count, missing: missing?.name)
                }
                operands.append(argument)
                continue
            }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let option = (verb.options + common).first(where: { $0.name == name }) else {
                throw Misuse.unknownOption(name)
            }
            if values[name] != nil, !option.isRepeatable { throw Misuse.twice(name) }
            if option.value == nil {
                guard parts.count == 1 else { throw Misuse.takesNoValue(name) }
                values[name] = ["true"]
            } else if parts.count == 2 {
                values[name, default: []].append(String(parts[1]))
            } else {
                guard let value = rest.popFirst(), !value.hasPrefix("--") else { throw Misuse.missingValue(name) }
                values[name, default: []].append(value)
            }
        }
        for option in verb.options where option.isRequired && values[option.name] == nil {
            throw Misuse.missingOption(option.name)
        }
        if let operand = verb.operand, operands.isEmpty, !operand.isOptional {
            throw Misuse.missingOperand(operand.value)
        }
        if let lang = values["lang"]?.first, Language(rawValue: lang) == nil {
            throw Misuse.badValue(option: "lang", lang)
        }
        self.values = values
        self.operands = operands
    }

    /// The language, also for errors about the command line itself: `--lang`, else `URNE_LANG`, else German.
    static func language(_ arguments: [String]) -> Language {
        var wanted = environmentLanguage
        for (index, argument) in arguments.enumerated() {
            if argument == "--lang", index + 1 < arguments.count { wanted = arguments[index + 1] }
            if argument.hasPrefix("--lang=") { wanted = String(argument.dropFirst(7)) }
        }
        return wanted.flatMap(Language.init) ?? .german
    }

    /// What `URNE_LANG` says, if the program does not speak it and nothing else is said behind `--lang`.
    static func unknownLanguage(_ arguments: [String]) -> String? {
        guard let wanted = environmentLanguage, Language(rawValue: wanted) == nil else { return nil }
        return arguments.contains { $0 == "--lang" || $0.hasPrefix("--lang=") } ? nil : wanted
    }

    /// An empty variable is none.
    private static var environmentLanguage: String? {
        ProcessInfo.processInfo.environment["URNE_LANG"].flatMap { $0.isEmpty ? nil : $0 }
    }

    // MARK: Values

    func flag(_ name: String) -> Bool { values[name] != nil }

    func value(_ name: String) -> String? { values[name]?.first }

    func list(_ name: String) -> [String] { values[name] ?? [] }

    func required(_ name: String) throws -> String {
        guard let value = values[name]?.first, value.contains(where: { !$0.isWhitespace }) else {
            throw Misuse.missingOption(name)
        }
        return value
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = values[name]?.first else { return nil }
        guard let number = Int(text), range.contains(number) else { throw Misuse.badValue(option: name, text) }
        return number
    }
}
