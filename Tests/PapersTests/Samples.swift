import CouncilLaw
import Foundation
import Papers

/// A vote, and one value of every paper, as full as it can be.
enum Samples {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = root.appendingPathComponent("Templates/papers").path

    static func templates(own: String? = nil) throws -> PaperTemplates {
        try PaperTemplates(folder: folder, own: own)
    }

    static func press(own: String? = nil) throws -> PaperPress {
        PaperPress(templates: try templates(own: own))
    }

    static func day(_ text: String) throws -> CalendarDate { try CalendarDate(parsing: text) }

    static func at(_ time: String, _ day: String = "2024-02-26") -> PaperMoment {
        // The texts of this file are moments.
        PaperMoment(rfc3339: "\(day)T\(time):00+01:00") ?? PaperMoment(noDay, .endOfDay)
    }

    // swift-format-ignore: NeverUseForceTry
    private static let noDay = try! CalendarDate(year: 1, month: 1, day: 1)

    static func frame(rehearsal: Bool = false) throws -> PaperFrame {
        PaperFrame(
            letterhead: Letterhead(
                town: "Kreisstadt Musterstadt",
                office: "Der Bürgermeister",
                unit: "Büro des Rates",
                street: "Nogenter Platz 10",
                city: "53721 Musterstadt",
                phone: "02241 102-0",
                email: "rat@musterstadt.example"
            ),
            body: "Rat der Kreisstadt Musterstadt",
            session: try day("2024-02-21"),
            sessionNumber: "12/2024",
            item: "TOP 7",
            title: "Wahl der ersten stellvertretenden Bürgermeisterin oder des ersten stellvertretenden Bürgermeisters",
            question: "Wen wählen Sie in das Amt?",
            round: 1,
            isElection: true,
            isRehearsal: rehearsal
        )
    }

    private static let office = [
        "An den Bürgermeister", "der Kreisstadt Musterstadt", "Briefwahl", "Nogenter Platz 10", "53721 Musterstadt",
    ]

    static func deadline() throws -> PaperDeadline {
        PaperDeadline(
            date: try day("2024-02-26"),
            time: try ClockTime(hour: 16, minute: 0),
            place: office,
            recipient: office
        )
    }

    static let signer = Signer(name: "Petra Wagner", function: "Wahlleitung")
    static let handingIn = [
        "Mit der Post: Rechnen Sie zwei Werktage für den Weg. Das Porto zahlt die Stadt.",
        "Selbst einwerfen: Briefkasten am Haupteingang des Rathauses, Tag und Nacht.",
        "Abgeben: Rathaus, Zimmer 112, Montag bis Freitag von 8:00 bis 16:00 Uhr.",
    ]
    static let reason =
        "Die elektronische Wahl konnte wegen einer Störung der Verbindung nicht geheim zu Ende geführt werden. Keine "
        + "elektronische Stimme wurde geöffnet; alle wählen neu."

    static func kits(_ recipients: [Recipient], rehearsal: Bool = false) throws -> KitPrint {
        KitPrint(
            frame: try frame(rehearsal: rehearsal),
            deadline: try deadline(),
            date: try day("2024-02-22"),
            reason: reason,
            handingIn: handingIn,
            count: PaperMeeting(
                date: try day("2024-02-26"),
                time: try ClockTime(hour: 16, minute: 30),
                place: "Rathaus, Sitzungssaal 1"
            ),
            signer: signer,
            options: ["Dr. Aylin Öztürk-Groß", "Jürgen Meißner", "Maria Łukasiewicz"],
            mark: "A",
            kits: recipients.enumerated().map { number, recipient in
                KitPrint.Kit(
                    number: "\(101 + number)-7KQ\(number)",
                    scan: "URNE-W:\(101 + number)-7KQ\(number)",
                    recipient: recipient
                )
            }
        )
    }

    static let anna = Recipient(name: "Anna Müller", address: ["Bahnhofstraße 3", "53721 Musterstadt"])
    static let long = Recipient(
        name: "Prof. Dr. Dr. h. c. Friederike-Charlotte Freifrau von und zu Schwarzenberg-Hohenlohe-Langenburg",
        address: [
            "Hinterhaus, 3. Obergeschoss", "Donaudampfschifffahrtsgesellschaftsstraße 123 a", "53721 Musterstadt",
        ]
    )
    static let large = Recipient(name: "Otto Weiß", address: ["Am Markt 1", "53721 Musterstadt"], isLargePrint: true)

    static func result() -> PaperResult {
        PaperResult(
            entitled: 38,
            voters: 35,
            invalid: 2,
            abstentions: 1,
            valid: 32,
            options: [
                PaperCount("Dr. Aylin Öztürk-Groß", 18), PaperCount("Jürgen Meißner", 11),
                PaperCount("Maria Łukasiewicz", 3),
            ],
            statements: ["Gewählt ist Dr. Aylin Öztürk-Groß: mehr als die Hälfte der gültigen Stimmen."]
        )
    }
}
