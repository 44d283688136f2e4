import PostalVote
import StrictJSON

/// `urne postal retention` and what belongs to it: what is kept until when, held back, and destroyed by two people.
enum PostalKeeping {
    static let all = [
        Verb("postal retention", .postal, run: retention),
        Verb("postal hold", .postalAct + [.required("asked-by", "NAME"), .required("reason", "TEXT")]) { invocation in
            try PostalDesk.act(invocation) { desk in
                .hold(
                    PostalAct.Hold(
                        who: try invocation.required("asked-by"),
                        reason: try invocation.required("reason"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb("postal lift", .postalAct + [.required("entry", "N"), .required("reason", "TEXT")]) { invocation in
            try PostalDesk.act(invocation) { desk in
                .lifted(
                    PostalAct.Lifted(
                        entry: try invocation.count("entry"),
                        reason: try invocation.required("reason"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb(
            "postal destroy",
            .postalAct + [
                .value("object", RetentionObject.allCases.map(\.rawValue).joined(separator: "|")),
                .value("count", "N"), .value("method", "TEXT"), .value("backups", "TEXT"), .value("confirm", "N"),
            ]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                if let entry = try invocation.integer("confirm", in: 0...1_000_000) {
                    return .confirmed(PostalAct.Confirmed(entry: entry, at: try desk.now()))
                }
                return .destroyed(
                    PostalAct.Destroyed(
                        object: try invocation.word("object"),
                        count: try invocation.count("count"),
                        method: try invocation.required("method"),
                        backups: try invocation.required("backups"),
                        at: try desk.now()
                    )
                )
            }
        },
    ]

    private static func retention(_ invocation: Invocation) throws {
        let desk = try PostalDesk(invocation)
        let rows = desk.state.retention
        if invocation.flag("json") {
            let objects = rows.map { row in
                var writer = JSONWriter()
                writer.add("object", row.object.rawValue)
                writer.add("due", "\(row.due)")
                writer.add("heldBy", raw: row.heldBy.map(JSONWriter.quote) ?? "null")
                writer.add("destroyed", row.destroyed != nil)
                return writer.object
            }
            return invocation.console.out(JSONWriter.array(objects))
        }
        for row in rows {
            let key = row.destroyed != nil ? "destroyed" : row.heldBy != nil ? "held" : "due"
            let holes = [
                "object": invocation.console.sentence("cli.postal.object.\(row.object.rawValue)"),
                "day": "\(row.due)", "who": row.heldBy ?? "",
            ]
            invocation.console.out(invocation.console.sentence("cli.postal.kept.\(key)", holes))
        }
        for hold in desk.state.holds {
            invocation.console.out(
                invocation.console.sentence(
                    "cli.postal.kept.hold",
                    ["n": String(hold.n), "who": hold.act.who, "reason": hold.act.reason]
                )
            )
        }
    }
}
