import Papers

extension Samples {
    /// One of every paper; those for members in ordinary and in large print.
    static func papers(rehearsal: Bool = false) throws -> [any Paper] {
        try memberPapers(anna, rehearsal: rehearsal) + memberPapers(large, rehearsal: rehearsal)
            + lists(rehearsal: rehearsal) + records(rehearsal: rehearsal)
    }

    static func memberPapers(_ recipient: Recipient, rehearsal: Bool = false) throws -> [any Paper] {
        var kits = try kits([recipient], rehearsal: rehearsal)
        kits.hasLargeStimmzettel = recipient.isLargePrint
        let frame = kits.frame
        let deadline = kits.deadline
        return [
            Anschreiben(
                frame: frame,
                deadline: deadline,
                recipient: recipient,
                number: "101-7KQ0",
                scan: "URNE-W:101-7KQ0",
                date: kits.date,
                reason: reason,
                handingIn: handingIn,
                count: kits.count,
                signer: signer
            ),
            Wahlschein(
                frame: frame,
                deadline: deadline,
                recipient: recipient,
                number: "101-7KQ0",
                scan: "URNE-W:101-7KQ0",
                assurance: recipient.isLargePrint ? .plain : .sworn,
                date: kits.date,
                replaces: "017-PPX3",
                signer: signer
            ),
            kits.stimmzettel,
            kits.merkblatt(isLargePrint: recipient.isLargePrint),
            kits.stimmzettelumschlag,
            Wahlbriefumschlag(
                frame: frame,
                deadline: deadline,
                outside: .init(number: "101-7KQ0", scan: "URNE-W:101-7KQ0")
            ),
            Zugangsbrief(
                letterhead: frame.letterhead,
                recipient: recipient,
                date: kits.date,
                person: "17",
                code: "K7QD-9XHT-2MPA-RV4C-6",
                link: "https://abstimmung.musterstadt.example/#17.K7QD9XHT2MPARV4C6",
                page: "https://abstimmung.musterstadt.example",
                pageHash: "3f9a 11c0 52de 77ab 90e4 1b2c 88d1 4455",
                session: try day("2024-02-21"),
                isRehearsal: rehearsal
            ),
        ]
    }
}
