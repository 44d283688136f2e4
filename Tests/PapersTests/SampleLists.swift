import Papers

extension Samples {
    static func lists(rehearsal: Bool = false) throws -> [any Paper] {
        let frame = try frame(rehearsal: rehearsal)
        let deadline = try deadline()
        return [
            Bekanntmachung(
                frame: frame,
                deadline: deadline,
                count: PaperMeeting(date: deadline.date, time: .endOfDay, place: "Rathaus, Sitzungssaal 1"),
                reason: reason,
                electorate: "Stimmberechtigt sind die Mitglieder, die an der Sitzung teilgenommen haben.",
                date: try day("2024-02-22"),
                signer: signer
            ),
            Versandliste(
                frame: frame,
                deadline: deadline,
                rows: [
                    .init(number: "101-7KQ0", name: anna.name, way: "mit der Post", sent: at("09:12", "2024-02-22")),
                    .init(number: "102-7KQ1", name: long.name, remark: "ersetzt 017-PPX3"),
                ]
            ),
            Empfangsbuch(
                frame: frame,
                deadline: deadline,
                rows: [
                    .init(
                        running: 1,
                        arrived: at("08:05", "2024-02-25"),
                        number: "101-7KQ0",
                        channel: "Post",
                        condition: "unversehrt",
                        place: "Tresor 2",
                        clerk: "Jonas Klein"
                    ),
                    .init(
                        running: 2,
                        arrived: at("17:40"),
                        channel: "Briefkasten",
                        condition: "beschädigt",
                        clerk: "Jonas Klein",
                        remark: "oben eingerissen",
                        isLate: true
                    ),
                ],
                emptyRows: 12
            ),
            UngueltigeWahlscheine(
                frame: frame,
                date: at("16:00"),
                rows: [
                    .init(
                        number: "017-PPX3",
                        name: anna.name,
                        since: at("11:20", "2024-02-23"),
                        reason: "nicht angekommen, glaubhaft gemacht",
                        replacement: "101-7KQ0"
                    )
                ]
            ),
            UngueltigeWahlscheine(frame: frame, date: at("16:00"), rows: []),
            Zaehlliste(
                frame: frame,
                stack: "Eindeutige Stimmzettel",
                labels: ["Dr. Aylin Öztürk-Groß", "Jürgen Meißner", "Maria Łukasiewicz"],
                boxes: 38
            ),
            Zaehlliste(
                frame: frame,
                stack: "Eindeutige Stimmzettel",
                round: 2,
                teller: "Jonas Klein",
                labels: ["Ja", "Nein"],
                boxes: 38,
                counts: [20, 12]
            ),
        ]
    }
}
