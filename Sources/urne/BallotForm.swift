import Election
import Words

/// What the ballot looks like, from the few words an officer gives (protocol section 8, table of models).
struct BallotForm {
    let options: [Manifest.Option]
    let minimum: Int
    let maximum: Int

    init(_ invocation: Invocation) throws {
        let kind = try invocation.required("kind")
        let labels = invocation.list("option")
        let withNo = invocation.flag("with-no")
        let withInvalid = invocation.flag("with-invalid")
        try Self.check(labels, withNo: withNo, withInvalid: withInvalid)
        // The words on the ballot are German: the council's language, whatever the officer's program speaks.
        func word(_ key: String) -> String { Words.sentence(key, in: .german) }
        func refuse(_ names: String...) throws {
            for name in names {
                if let value = invocation.value(name) { throw Misuse.badValue(option: name, value) }
            }
        }
        func abstention(_ weight: Int) -> [Manifest.Option] {
            if invocation.flag("no-abstention") { return [] }
            return [Manifest.Option(id: "enthaltung", label: word("ballot.abstention"), weight: weight)]
        }
        func invalid(_ weight: Int) -> [Manifest.Option] {
            withInvalid ? [Manifest.Option(id: "ungueltig", label: word("ballot.invalid"), weight: weight)] : []
        }
        func against(_ weight: Int) -> [Manifest.Option] {
            withNo ? [Manifest.Option(id: "nein", label: word("ballot.no"), weight: weight)] : []
        }
        minimum = 1
        switch kind {
        case "motion":
            try refuse("option", "marks", "cap", "with-no")
            let yes = Manifest.Option(id: "ja", label: word("ballot.yes"))
            let no = Manifest.Option(id: "nein", label: word("ballot.no"))
            options = [yes, no] + abstention(1) + invalid(1)
            maximum = 1
        case "choice":
            try refuse("marks", "cap")
            options = Self.numbered(labels, cap: 1) + against(1) + abstention(1) + invalid(1)
            maximum = 1
        case "seats", "cumulative":
            guard let marks = try invocation.integer("marks", in: 1...64) else { throw Misuse.missingOption("marks") }
            var cap = 1
            if kind == "cumulative" {
                guard let given = try invocation.integer("cap", in: 1...8) else { throw Misuse.missingOption("cap") }
                cap = given
            } else {
                try refuse("cap")
            }
            // Weight k: whoever says No, abstains or votes invalidly has no mark left.
            options = Self.numbered(labels, cap: cap) + against(marks) + abstention(marks) + invalid(marks)
            maximum = marks
        default: throw Misuse.badValue(option: "kind", kind)
        }
    }

    /// Two options that read the same could not be told apart on the ballot.
    private static func check(_ labels: [String], withNo: Bool, withInvalid: Bool) throws {
        let own =
            ["ballot.abstention"] + (withNo ? ["ballot.no"] : []) + (withInvalid ? ["ballot.invalid"] : [])
        var seen = Set(own.map { Words.sentence($0, in: .german).lowercased() })
        for label in labels {
            if label.allSatisfy(\.isWhitespace) { throw CommandError.emptyOption }
            // Equal for Swift is what looks equal: letters are compared however they are composed.
            guard seen.insert(Console.printable(label).lowercased()).inserted else {
                throw CommandError.optionTwice(label: label)
            }
        }
    }

    private static func numbered(_ labels: [String], cap: Int) -> [Manifest.Option] {
        labels.enumerated().map { Manifest.Option(id: String($0.offset + 1), label: $0.element, cap: cap) }
    }
}
