import CouncilLaw
import Words

/// Kits of people who do not exist, to measure how long a print takes.
///
/// Takes no time itself, as this room has no clock: whoever prints them measures.
public enum PaperBench {
    /// A rehearsal's kits for so many members, every tenth of them in large print.
    public static func kits(members: Int) throws(InvalidInput) -> KitPrint {
        let day = try CalendarDate(year: 2024, month: 2, day: 21)
        let deadline = PaperDeadline(
            date: try day.adding(days: 5),
            time: try ClockTime(hour: 16, minute: 0),
            place: [word("office"), word("street", 1), word("city")],
            recipient: [word("office"), word("street", 1), word("city")]
        )
        let letterhead = Letterhead(
            town: word("town"),
            office: word("office"),
            street: word("street", 1),
            city: word("city")
        )
        let frame = PaperFrame(
            letterhead: letterhead,
            body: word("body"),
            session: day,
            title: word("title"),
            question: word("question"),
            isElection: true,
            isRehearsal: true
        )
        return KitPrint(
            frame: frame,
            deadline: deadline,
            date: day,
            reason: word("reason"),
            handingIn: [word("street", 1) + ", " + word("city")],
            signer: Signer(name: word("person", 1), function: word("office")),
            options: (1...4).map { word("person", $0) },
            kits: (0..<members).map { kit($0 + 1) }
        )
    }

    private static func kit(_ number: Int) -> KitPrint.Kit {
        KitPrint.Kit(
            number: "W-\(number)",
            scan: "URNE:W-\(number)",
            recipient: Recipient(
                name: word("person", number),
                address: [word("street", number), word("city")],
                isLargePrint: number.isMultiple(of: 10)
            )
        )
    }

    private static func word(_ key: String, _ number: Int = 0) -> String {
        Words.sentence("paper.sample." + key, ["number": String(number)], in: .german)
    }
}
