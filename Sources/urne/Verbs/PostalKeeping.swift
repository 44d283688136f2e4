import Files
import Foundation
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
            ],
            run: destroy
        ),
    ]

    // MARK: Destroying

    private static func destroy(_ invocation: Invocation) throws {
        var desk = try PostalDesk(invocation)
        guard let entry = try invocation.integer("confirm", in: 0...1_000_000) else {
            let gone = PostalAct.Destroyed(
                object: try invocation.word("object"),
                count: try invocation.count("count"),
                method: try invocation.required("method"),
                backups: try invocation.required("backups"),
                at: try desk.now()
            )
            try desk.state.check(.destroyed(gone), by: desk.actor().person)
            warnOfCount(gone, desk)
            try desk.perform(.destroyed(gone))
            return try desk.report(.destroyed(gone))
        }
        // An entry of the packing is confirmed elsewhere, and destroys nothing.
        guard let gone = desk.state.destroyed.first(where: { $0.n == entry })?.act else {
            throw PostalRefusal(.confirmation, ["n": .number(entry)])
        }
        let act = PostalAct.confirmed(PostalAct.Confirmed(entry: entry, at: try desk.now()))
        try desk.state.check(act, by: desk.actor().person)
        warnOfCount(gone, desk)
        try desk.perform(act)
        let files = DestroyedFiles(gone.object, desk)
        for line in files.lines { invocation.console.sayText("  " + line) }
        try desk.report(act) { writer in
            writer.add("delete", raw: JSONWriter.array(files.delete.map(JSONWriter.quote)))
            writer.add("kept", raw: JSONWriter.array(files.kept.map(JSONWriter.quote)))
        }
        // Last: the confirmation stands, whatever the disk says, and everybody has read what is left to do.
        try removePrint(desk)
    }

    /// Says where another number was packed: who destroys looks again, and so does who confirms.
    private static func warnOfCount(_ gone: PostalAct.Destroyed, _ desk: PostalDesk) {
        guard let packed = desk.state.packedCount(gone.object), packed != gone.count else { return }
        desk.console.warn("cli.postal.otherCount", ["count": String(gone.count), "packed": String(packed)])
    }

    /// Kits that a server of this folder printed and did not clear away yet; on another machine it does so itself.
    private static func removePrint(_ desk: PostalDesk) throws {
        guard desk.invocation.value("server") == nil else { return }
        let folder = "\(desk.invocation.dataPath)/print/\(desk.state.id)"
        guard FileManager.default.fileExists(atPath: folder) else { return }
        do { try FileManager.default.removeItem(atPath: folder) } catch {
            throw FileError(.write, path: folder, code: errno)
        }
        desk.console.say("cli.postal.rest.erased", ["path": folder])
    }

    // MARK: Looking

    private static func retention(_ invocation: Invocation) throws {
        let desk = try PostalDesk(invocation)
        let rows = desk.state.retention
        let today = try desk.now().date
        if invocation.flag("json") {
            let objects = rows.map { row in
                var writer = JSONWriter()
                writer.add("object", row.object.rawValue)
                writer.add("due", "\(row.due)")
                writer.add("heldBy", raw: row.heldBy.map(JSONWriter.quote) ?? "null")
                writer.add("destroyed", row.destroyed != nil)
                writer.add("isDue", row.due <= today)
                return writer.object
            }
            return invocation.console.out(JSONWriter.array(objects))
        }
        for row in rows {
            let key =
                row.destroyed != nil ? "destroyed" : row.heldBy != nil ? "held" : row.due <= today ? "due" : "notDue"
            let holes = [
                "object": invocation.console.sentence("cli.postal.object.\(row.object.rawValue)"),
                "day": PostalTime.text(of: row.due, in: invocation.language), "who": row.heldBy ?? "",
            ]
            invocation.console.out(invocation.console.sentence("cli.postal.kept.\(key)", holes))
        }
        for item in desk.state.destroyed where item.confirmedBy == nil {
            let holes = [
                "object": invocation.console.sentence("cli.postal.object.\(item.act.object.rawValue)"),
                "n": String(item.n), "count": String(item.act.count), "name": desk.state.name(of: item.by),
                "packed": desk.state.packedCount(item.act.object).map(String.init) ?? "–",
            ]
            invocation.console.out(invocation.console.sentence("cli.postal.kept.unconfirmed", holes))
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
