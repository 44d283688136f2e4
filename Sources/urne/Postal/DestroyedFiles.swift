import PostalVote

/// Which files still name people once papers are destroyed: two people destroy paper, and the files lie where the town put
/// them, so they are named for whoever deletes them (domain 6.2).
struct DestroyedFiles {
    /// What is to be deleted now, a sentence each.
    let delete: [String]
    /// What stays, and why.
    let kept: [String]
    private let nothing: String

    init(_ object: RetentionObject, _ desk: PostalDesk) {
        let path = desk.invocation.value("server") ?? desk.invocation.dataPath + "/postal.sqlite"
        func sentence(_ name: String) -> String { desk.console.sentence("cli.postal.rest.\(name)", ["path": path]) }
        delete =
            switch object {
            // No file was ever made of what lies in envelopes.
            case .ballots, .rejectedLetters, .lateLetters: []
            case .wahlscheine, .unused: [sentence("print"), sentence("addresses")]
            case .receiptBook: [sentence("lists"), sentence("tables")]
            }
        kept = [sentence("journal")]
        nothing = sentence("nothing")
    }

    /// The same as lines.
    var lines: [String] { (delete.isEmpty ? [nothing] : delete) + kept }
}
