import CouncilLaw
import PostalPapers
import PostalVote
import Ristretto255
import StrictJSON
import VoteLaw

/// `urne postal result` and everything after it.
enum PostalClosing {
    static let all = [
        Verb("postal result", .postal, run: result),
        Verb(
            "postal lot",
            .postalAct + [
                .list("among", "NAME"), .value("seats", "N"), .list("winner", "NAME"), .required("drawn-by", "NAME"),
                .required("witness", "NAME"), .required("how", "TEXT"),
            ]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                let tie = openTie(desk)
                let named = invocation.list("among")
                // In whatever order they are named, and without naming them: the tie that is open is meant.
                let isMeant = tie.map { named.isEmpty || named.sorted() == $0.among.sorted() } ?? false
                return .lot(
                    PostalAct.Lot(
                        among: isMeant ? tie?.among ?? named : named,
                        seats: try invocation.count("seats", or: tie?.seats ?? 1),
                        winners: invocation.list("winner"),
                        drawnBy: try invocation.required("drawn-by"),
                        witness: try invocation.required("witness"),
                        how: try invocation.required("how"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb("postal announce", .postalAct + [.required("place", "TEXT"), .flag("to-public")]) { invocation in
            try PostalDesk.act(invocation) { desk in
                .announced(
                    PostalAct.Announced(
                        place: try invocation.required("place"),
                        publicly: invocation.flag("to-public"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb("postal sign", .postalAct + [.flag("show")], run: sign),
        Verb(
            "postal not-signed",
            .postalAct + [.required("person", "P"), .flag("unable"), .required("reason", "TEXT")]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                .refusedToSign(
                    PostalAct.RefusedToSign(
                        p: try invocation.person("person"),
                        unable: invocation.flag("unable"),
                        reason: try invocation.required("reason"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb(
            "postal pack",
            .postalAct + [.list("package", "CONTENT=COUNT:SEAL"), .flag("confirm")],
            run: pack
        ),
        Verb("postal hand-over", .postalAct + [.required("to", "NAME"), .flag("complete")]) { invocation in
            try PostalDesk.act(invocation) { desk in
                .handedOver(
                    PostalAct.HandedOver(
                        to: try invocation.required("to"),
                        complete: invocation.flag("complete"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb(
            "postal addendum",
            .postalAct + [.required("minutes-signed", "YYYY-MM-DD"), .required("text", "TEXT")]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                guard let date = try invocation.date("minutes-signed") else {
                    throw Misuse.missingOption("minutes-signed")
                }
                return .addendum(
                    PostalAct.Addendum(minutesSigned: date, text: try invocation.required("text"), at: try desk.now())
                )
            }
        },
    ]

    /// The tie that the lot must decide.
    private static func openTie(_ desk: PostalDesk) -> (among: [String], seats: Int)? {
        guard case .lot(let open)? = (try? desk.state.settledResult())?.next else { return nil }
        return (open.among, open.seats)
    }

    // MARK: Result

    /// With a person: the entry that determines it; without one it is only shown.
    private static func result(_ invocation: Invocation) throws {
        var desk = try PostalDesk(invocation)
        let console = invocation.console
        let counts: PostalCounts
        if let known = desk.state.determined?.counts, desk.key == nil || desk.state.announced != nil {
            counts = known
        } else if desk.key == nil {
            counts = try desk.state.counts()
        } else {
            counts = try desk.state.counts()
            try desk.perform(.determined(PostalAct.Determined(counts: counts, at: try desk.now())))
            console.say("cli.postal.done.result", desk.holes)
        }
        let result = try desk.state.settledResult()
        guard !invocation.flag("json") else { return console.out(desk.state.json(of: counts)) }
        console.out(lines(counts, desk).joined(separator: "\n"))
        let meaning = Judgement.decided(result).lines(title: desk.state.start.title, in: invocation.language)
        for line in meaning { console.out(line) }
        for warning in desk.state.warnings {
            console.sayText("! " + Console.printable(warning.sentence(in: invocation.language)))
        }
        desk.sayNext()
    }

    private static func lines(_ counts: PostalCounts, _ desk: PostalDesk) -> [String] {
        let console = desk.console
        var rows = [
            (console.sentence("cli.postal.count.entitled"), counts.entitled),
            (console.sentence("cli.postal.count.voters"), counts.voters),
            (console.sentence("cli.postal.count.invalid"), counts.invalid),
            (console.sentence("cli.postal.count.abstentions"), counts.abstentions),
            (console.sentence("cli.postal.count.valid"), counts.valid),
        ]
        rows += counts.options.map { option in
            let label = desk.state.start.options.first { $0.id == option.id }?.label ?? option.id
            return ("  " + Console.printable(label), option.votes)
        }
        for (index, count) in counts.rejected.enumerated() where count > 0 {
            rows.append((console.sentence("cli.postal.count.rejected", ["ground": String(index + 1)]), count))
        }
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, count in
            name + String(repeating: " ", count: width - name.count + max(2, 8 - String(count).count)) + String(count)
        }
    }

    // MARK: Signing

    private static func sign(_ invocation: Invocation) throws {
        var desk = try PostalDesk(invocation)
        let text = desk.state.textToSign
        if invocation.flag("show") { return invocation.console.out(text) }
        let key = try desk.actor()
        let act = PostalAct.signed(
            PostalAct.Signed(
                text: Digest.sha512(text),
                signature: PostalSignature.sign(text, vote: desk.state.id, with: key),
                version: desk.state.versionToSign,
                at: try desk.now()
            )
        )
        try desk.perform(act)
        try desk.report(act) { writer in
            writer.add("signatures", desk.state.signatures.count)
            writer.add("signed", desk.state.isSigned)
        }
        for warning in desk.state.warnings {
            switch warning {
            case .unsigned, .signatures:
                invocation.console.sayText("! " + Console.printable(warning.sentence(in: invocation.language)))
            default: break
            }
        }
    }

    // MARK: Packing

    private static func pack(_ invocation: Invocation) throws {
        let texts = invocation.list("package")
        try PostalDesk.act(invocation) { desk in
            if invocation.flag("confirm") {
                guard let packed = desk.state.packed else { throw PostalPaperFault.noPaper(.packliste) }
                return .confirmed(PostalAct.Confirmed(entry: packed.n, at: try desk.now()))
            }
            guard !texts.isEmpty else { throw Misuse.missingOption("package") }
            let packages = try texts.enumerated().map { index, text in
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                let rest = parts.count == 2 ? parts[1].split(separator: ":", maxSplits: 1).map(String.init) : []
                guard rest.count == 2, let content = PackageContent(rawValue: parts[0]), let count = Int(rest[0]),
                    count >= 0
                else { throw Misuse.badValue(option: "package", text) }
                return Package(number: index + 1, content: content, count: count, seal: rest[1])
            }
            return .packed(PostalAct.Packed(packages: packages, at: try desk.now()))
        }
    }
}
