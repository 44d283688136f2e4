import CouncilLaw
import Election
import Papers
import PostalPapers
import PostalVote
import StrictJSON

/// What a page wants printed: all kits of a vote, or the one that takes another's place.
struct PrintOrder {
    /// The fields of such a wish besides `postal` and `at`.
    static let names = ["start", "number", "proof", "addresses", "largePrint", "largeBallots", "date"]

    /// The new kit; nil for all.
    let number: Wahlscheinnummer?
    private let addresses: [PersonID: [String]]
    private let largePrint: Set<PersonID>
    private let hasLargeStimmzettel: Bool
    private let date: CalendarDate?

    /// Throws a `JSONFault` or what a date throws, all of which are one code to a client.
    init(_ fields: Fields) throws {
        number = try Self.number(fields)
        var addresses: [PersonID: [String]] = [:]
        if case .object(let object)? = fields.value("addresses") {
            for member in object.members {
                guard let person = PersonID(member.name) else { throw JSONFault.wrongType(field: "addresses") }
                addresses[person] = try Self.lines(member.value)
            }
        } else if fields.value("addresses") != nil {
            throw JSONFault.wrongType(field: "addresses")
        }
        self.addresses = addresses
        let large = fields.value("largePrint") == nil ? [] : try fields.array("largePrint")
        largePrint = Set(
            try large.map { value in
                guard case .string(let text) = value, let person = PersonID(text) else {
                    throw JSONFault.wrongType(field: "largePrint")
                }
                return person
            }
        )
        hasLargeStimmzettel = fields.value("largeBallots") == nil ? false : try fields.bool("largeBallots")
        date = fields.value("date") == nil ? nil : try CalendarDate(parsing: fields.string("date"))
    }

    /// The number in a wish; nil if it has none.
    static func number(_ fields: Fields) throws -> Wahlscheinnummer? {
        guard fields.value("number") != nil else { return nil }
        guard let number = Wahlscheinnummer(typed: try fields.string("number")) else {
            throw JSONFault.wrongType(field: "number")
        }
        return number
    }

    /// The lines of an address: plain text, as it is printed.
    private static func lines(_ value: JSON) throws -> [String] {
        guard case .array(let lines) = value, (1...8).contains(lines.count) else {
            throw JSONFault.wrongType(field: "addresses")
        }
        return try lines.map { line in
            guard case .string(let text) = line, (1...120).contains(text.count),
                !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else { throw JSONFault.wrongType(field: "addresses") }
            return text
        }
    }

    /// The print, if it may be made now by this person.
    ///
    /// `large` is how the Stimmzettel of all others were printed, where that is known: one that looks different would tell
    /// whose it is. Nothing is printed that could not be used: all kits only where an entry `printed` would be taken, and one only
    /// where the journal knows it as the newest of its member. Throws a `PostalRefusal`, a ``PaperRefusal``, or what
    /// ``PaperRefusal/init(_:)`` knows.
    func print(
        _ setting: PaperSetting,
        by person: PersonID,
        at now: PostalTime,
        large: Bool?
    ) throws -> KitPrint {
        let state = setting.state
        let kits: [(kit: Kit, replaces: Wahlscheinnummer?)]
        if let number {
            let (kit, old) = try state.replacement(number)
            kits = [(kit, old)]
        } else {
            let new = state.newKits()
            try state.check(.printed(PostalAct.Printed(proof: .zero, kits: new, at: now)), by: person)
            kits = new.map { ($0, nil) }
        }
        let print = try setting.kits(
            kits,
            addresses: addresses,
            largePrint: largePrint,
            largeStimmzettel: number == nil ? hasLargeStimmzettel : large ?? hasLargeStimmzettel,
            date: date ?? now.date
        )
        // Told at once and not after half of the job.
        for kit in print.kits { try kit.recipient.check() }
        return print
    }
}
