import Devices
import Election
import VoteLaw

/// What the chair is told before a release, because it is too late afterwards: what small numbers give away, and who has
/// not signed; the chair's page says the same.
enum ReleaseWarnings {
    /// Warns; where the code is asked for on a terminal, nothing is released before a yes.
    ///
    /// Throws ``NothingDone`` without one.
    static func show(_ log: EventLog, _ invocation: Invocation) throws {
        // What is refused, or released already, needs no warning.
        guard log.state == .tallied, log.signed.count >= log.signaturesNeeded else { return }
        let warnings = [numbers(log), signatures(log)].compactMap(\.self)
        guard !warnings.isEmpty else { return }
        for (key, holes) in warnings { invocation.console.warn(key, holes) }
        guard invocation.asksForCode else { return }
        switch invocation.console.ask("cli.release.ask")?.lowercased() {
        case "f", "r": return
        default: throw NothingDone()
        }
    }

    private static func numbers(_ log: EventLog) -> (String, [String: String])? {
        guard let manifest = log.manifest, let counts = log.result?.counts, let ballots = log.board?.ballots else {
            return nil
        }
        func chosen(by number: Int) -> [String: String]? {
            let options = zip(manifest.options, counts)
            return options.first { $1 == number * $0.cap }.map { ["option": $0.0.label] }
        }
        if let all = chosen(by: ballots) { return ("cli.warning.unanimous", all) }
        // Who marks several options does not vote otherwise by leaving out one of them.
        guard ballots > 2, manifest.maximum == 1, let others = chosen(by: ballots - 1) else { return nil }
        return ("cli.warning.allButOne", others)
    }

    private static func signatures(_ log: EventLog) -> (String, [String: String])? {
        let missing =
            log.manifest?.officers.filter { officer in
                officer.role.tellerNumber.map { !log.signed.contains($0) } ?? false
            } ?? []
        guard !missing.isEmpty else { return nil }
        let names = missing.map { "\($0.person) \($0.name)" }.joined(separator: ", ")
        return (missing.count == 1 ? "cli.warning.unsigned.one" : "cli.warning.unsigned.many", ["names": names])
    }
}
