import CouncilLaw
import Election
import Files
import Foundation
import Papers
import PostalPapers
import PostalVote
import Ristretto255
import StrictJSON

/// `urne postal print`, `release`, `replace`: the papers, looked at by a second person before they go out.
enum PostalPrinting {
    static let all = [
        Verb(
            "postal print",
            operand: Verb.Operand(value: "NUMBER", isOptional: true),
            .postalAct + .papers + [
                .required("addresses", "F"), .required("out", "DIR"), .value("large-print", "all|P,P|F"),
                .flag("large-ballots"), .value("date", "YYYY-MM-DD"),
            ],
            run: print
        ),
        Verb("postal release", .postalAct + [.required("folder", "DIR")], run: release),
        Verb(
            "postal replace",
            operand: Verb.Operand(value: "NUMBER"),
            .postalAct + [
                .required("reason", "TEXT"), .flag("credible"), .value("town", "F"), .value("papers", "DIR"),
                .value("templates", "DIR"), .value("addresses", "F"), .value("out", "DIR"),
                .value("large-print", "all|P,P|F"), .flag("large-ballots"), .value("date", "YYYY-MM-DD"),
            ],
            run: replace
        ),
    ]

    // MARK: All kits

    private static func print(_ invocation: Invocation) throws {
        var desk = try PostalDesk(invocation)
        let key = try desk.actor()
        if let number = invocation.operands.first { return try printReplacement(number, desk) }
        let kits = desk.state.newKits()
        let blank = PostalAct.Printed(proof: .zero, kits: kits, at: try desk.now())
        // Nothing is printed that could not be used.
        try desk.state.check(.printed(blank), by: key.person)
        let folder = try invocation.required("out")
        let job = try set(order(kits.map { ($0, nil) }, desk), desk, folder)
        do {
            let proof = try Digest(decoding: job.proof)
            let act = PostalAct.printed(PostalAct.Printed(proof: proof, kits: kits, at: try desk.now()))
            try desk.perform(act)
            try desk.report(act) { writer in
                writer.add("kits", kits.count)
                writer.add("folder", folder)
                writer.add("proof", hex: job.proof)
            }
        } catch {
            // Kits that no entry knows must not lie about.
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    /// The kit that took another's place, where `postal replace` printed none; the journal has it already.
    private static func printReplacement(_ typed: String, _ desk: PostalDesk) throws {
        guard let number = Wahlscheinnummer(typed: typed) else { throw PostalProblem.unreadableNumber }
        let (kit, old) = try desk.state.replacement(number)
        let folder = try desk.invocation.required("out")
        let job = try set(order([(kit, old)], desk), desk, folder)
        desk.console.say("cli.postal.printed", ["file": folder])
        desk.sayNext()
        guard desk.invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("postal", hex: desk.state.id.bytes)
        writer.add("state", try desk.state.stage(at: desk.now()).rawValue)
        writer.add("kits", 1)
        writer.add("folder", folder)
        writer.add("proof", hex: job.proof)
        desk.console.out(writer.object)
    }

    private static func order(
        _ kits: [(kit: Kit, replaces: Wahlscheinnummer?)],
        _ desk: PostalDesk
    ) throws -> (press: PaperPress, kits: KitPrint) {
        let invocation = desk.invocation
        let press = try invocation.press()
        let setting = PaperSetting(town: try invocation.town(), state: desk.state)
        setting.warnOfLateCount(desk.console)
        let names = Dictionary(desk.state.entitled.map { ($0.p, $0.name) }) { first, _ in first }
        let order = try setting.kits(
            kits,
            addresses: try invocation.addresses("addresses", names: names),
            largePrint: try invocation.largePrint(among: Set(kits.map(\.kit.p))),
            largeStimmzettel: invocation.flag("large-ballots"),
            date: try invocation.date("date") ?? desk.now().date
        )
        return (press, order)
    }

    private static func set(
        _ order: (press: PaperPress, kits: KitPrint),
        _ desk: PostalDesk,
        _ folder: String
    ) throws -> PrintJob {
        let progress = PrintingProgress(desk.console, total: order.kits.kits.count)
        return try order.press.print(order.kits, to: folder) { progress.show($0) }
    }

    // MARK: Second person

    /// Whoever releases has the same bytes before them as were printed: every file is hashed again.
    private static func release(_ invocation: Invocation) throws {
        try PostalDesk.act(invocation) { desk in
            let folder = try invocation.required("folder")
            let list = try AtomicFile.read(folder + "/druckauftrag.sha512", limit: 1 << 26)
            for line in String(decoding: list, as: UTF8.self).split(separator: "\n") {
                let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
                let path = parts.last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
                guard parts.count == 2, !path.hasPrefix("/"), !path.contains("..") else {
                    throw PostalProblem.changedPrint(file: "druckauftrag.sha512")
                }
                let bytes = try AtomicFile.read("\(folder)/\(path)", limit: 1 << 30)
                guard Hex.encode(Digest.sha512(bytes).encoded) == parts[0] else {
                    throw PostalProblem.changedPrint(file: path)
                }
            }
            return .released(PostalAct.Released(proof: Digest.sha512(list), at: try desk.now()))
        }
    }

    // MARK: One kit again

    private static func replace(_ invocation: Invocation) throws {
        var desk = try PostalDesk(invocation)
        guard let old = Wahlscheinnummer(typed: invocation.operands[0]) else { throw PostalProblem.unreadableNumber }
        let act = PostalAct.Replaced(
            old: old,
            new: desk.state.newNumber(),
            reason: try invocation.required("reason"),
            credible: invocation.flag("credible"),
            at: try desk.now()
        )
        try desk.state.check(.replaced(act), by: desk.actor().person)
        let folder = invocation.value("out")
        let person = desk.state.kits.first { $0.number == old }?.p
        // A paper that can't be made is told before the old Wahlschein is invalid; then that comes first.
        let order = try folder.flatMap { _ in person }.map {
            try Self.order([(Kit(number: act.new, p: $0), old)], desk)
        }
        try desk.perform(.replaced(act))
        if let folder, let order { _ = try set(order, desk, folder) }
        try desk.report(.replaced(act)) { writer in
            writer.add("old", act.old.description)
            writer.add("new", act.new.description)
        }
        if folder == nil { desk.console.hint("cli.postal.printNew", ["new": act.new.description]) }
        if !invocation.flag("json") { desk.console.out(act.new.description) }
    }
}

extension PaperSetting {
    /// Said where the day of the count is printed.
    func warnOfLateCount(_ console: Console) {
        if let (key, holes) = lateCount(in: console.language) { console.warn(key, holes) }
    }
}
