import CouncilData
import Words

/// What an import tolerated: first what a person must decide, with its place; then the rest in short.
enum Notices {
    static func say(_ notices: [Notice], _ console: Console) {
        let groups = NoticeGroup.group(notices)
        let toCheck = groups.filter { $0.first.kind.weight == .check }
        if !toCheck.isEmpty {
            console.say("cli.notices.check", ["count": String(toCheck.count)])
            for group in toCheck { console.sayText("  ! " + Console.printable(group.sentence(in: console.language))) }
        }
        for (key, weight) in [
            ("cli.notices.tolerated", Notice.Kind.Weight.tolerated), ("cli.notices.information", .information),
        ] {
            let rest = groups.filter { $0.first.kind.weight == weight }
            if rest.isEmpty { continue }
            console.say(key, ["count": String(rest.count)])
            for group in rest {
                let sentence = group.first.kind.sentence(in: console.language)
                console.sayText("  - " + Console.printable(sentence) + (group.count > 1 ? " (× \(group.count))" : ""))
            }
        }
    }
}
