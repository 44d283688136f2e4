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
        // The words on the ballot are German: the council's language, whatever the officer's program speaks.
        func word(_ key: String) -> String { Words.sentence(key, in: .german) }
        let abstention = word("ballot.abstention")
        let withAbstention = !invocation.flag("no-abstention")
        func needless(_ name: String) throws {
            if let value = invocation.value(name) { throw Misuse.badValue(option: name, value) }
        }
        switch kind {
        case "motion":
            guard labels.isEmpty else { throw Misuse.badValue(option: "option", labels[0]) }
            try needless("marks")
            try needless("cap")
            options =
                [
                    Manifest.Option(id: "ja", label: word("ballot.yes")),
                    Manifest.Option(id: "nein", label: word("ballot.no")),
                ] + (withAbstention ? [Manifest.Option(id: "enthaltung", label: abstention)] : [])
            minimum = 1
            maximum = 1
        case "choice":
            try needless("marks")
            try needless("cap")
            options =
                Self.numbered(labels, cap: 1)
                + (withAbstention ? [Manifest.Option(id: "enthaltung", label: abstention)] : [])
            minimum = 1
            maximum = 1
        case "seats", "cumulative":
            guard let marks = try invocation.integer("marks", in: 1...64) else { throw Misuse.missingOption("marks") }
            var cap = 1
            if kind == "cumulative" {
                guard let given = try invocation.integer("cap", in: 1...8) else { throw Misuse.missingOption("cap") }
                cap = given
            } else {
                try needless("cap")
            }
            // Weight k: whoever abstains has no mark left.
            options =
                Self.numbered(labels, cap: cap)
                + (withAbstention ? [Manifest.Option(id: "enthaltung", label: abstention, weight: marks)] : [])
            minimum = 1
            maximum = marks
        default: throw Misuse.badValue(option: "kind", kind)
        }
    }

    private static func numbered(_ labels: [String], cap: Int) -> [Manifest.Option] {
        labels.enumerated().map { Manifest.Option(id: String($0.offset + 1), label: $0.element, cap: cap) }
    }
}
