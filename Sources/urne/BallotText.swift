import Election

/// The ballot as the members will see it.
enum BallotText {
    static func lines(_ manifest: Manifest, _ console: Console, numbered: Bool = false) -> [String] {
        let head = [console.sentence("cli.ballot.secret"), manifest.body, manifest.title, manifest.question]
        let options = manifest.options.enumerated().map { index, option in
            let number = String(index + 1)
            let pad = String(repeating: " ", count: max(0, String(manifest.options.count).count - number.count))
            return "  " + (numbered ? pad + number : "( )") + "  " + Console.printable(option.label)
        }
        return head.filter { !$0.isEmpty }.map { "  " + Console.printable($0) } + [""] + options
            + ["", "  " + rule(manifest, console)]
    }

    private static func rule(_ manifest: Manifest, _ console: Console) -> String {
        if manifest.maximum == 1 { return console.sentence("cli.ballot.one") }
        let cap = manifest.options.map(\.cap).max() ?? 1
        let sentence = console.sentence(
            cap == 1 ? "cli.ballot.several" : "cli.ballot.cumulative",
            ["max": String(manifest.maximum), "cap": String(cap)]
        )
        // An option with the weight of all marks excludes the others.
        let alone = manifest.options.filter { $0.weight == manifest.maximum }
        return ([sentence] + alone.map { console.sentence("cli.ballot.alone", ["option": $0.label]) })
            .joined(separator: " ")
    }

    /// What was chosen, one line for each marked option.
    static func marks(_ values: [Int], _ manifest: Manifest) -> [String] {
        zip(manifest.options, values).filter { $0.1 > 0 }.map { option, value in
            Console.printable(option.label) + (value == 1 ? "" : " × \(value)")
        }
    }
}
