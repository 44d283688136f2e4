import Papers

extension Samples {
    static func records(rehearsal: Bool = false) throws -> [any Paper] {
        let frame = try frame(rehearsal: rehearsal)
        let tellers = ["Petra Wagner", "Jonas Klein", "Selin Acar"].map {
            Signer(name: $0, function: "Zählende Person")
        }
        let members = (1...38).map { "Mitglied Nummer \($0)" }
        return [
            try niederschrift(frame),
            Packliste(frame: frame, packages: packages, packers: ["Petra Wagner", "Jonas Klein"], handover: handover),
            Packliste(frame: frame, packages: packages, packers: ["Petra Wagner", "Jonas Klein"]),
            Nachtrag(
                frame: frame,
                minutesSigned: try day("2024-02-23"),
                paragraphs: ["Zu TOP 7 wurde nach der Sitzung per Brief gewählt. Die Niederschrift darüber liegt bei."],
                result: result(),
                date: try day("2024-02-27"),
                signers: tellers
            ),
            Vernichtungsprotokoll(
                frame: frame,
                objects: [
                    .init(
                        name: "Stimmzettel und leere Umschläge",
                        at: at("10:00", "2025-03-03"),
                        count: 35,
                        method: "geschreddert (P-4)",
                        copies: "Es gab keine."
                    ),
                    .init(
                        name: "verspätete Wahlbriefe",
                        at: at("10:20", "2025-03-03"),
                        count: 2,
                        packed: 3,
                        method: "geschreddert (P-4)",
                        copies: "Es gab keine."
                    ),
                ],
                hasSealed: true,
                place: "Rathaus, Keller 4",
                basis: "Die Aufbewahrungsfrist von zwölf Monaten ist am 26.02.2025 abgelaufen.",
                recordHash: String(repeating: "ab12cd34", count: 16),
                people: ["Petra Wagner", "Jonas Klein"]
            ),
            Niederschrift(
                frame: frame,
                attending: members,
                drawn: Array(members.dropLast()),
                cast: 35,
                result: result(),
                headFingerprint: "7f3a 90bc 11de 4502",
                boxFingerprint: "a41c 7720 be5d 0913",
                recordFingerprint: "c0ff ee12 3456 789a",
                verifiers: ["urne-verify: Alle anwendbaren Prüfungen sind bestanden."],
                remarks: ["Zwei Mitglieder haben eine Marke erhalten und nicht abgestimmt."],
                tellers: tellers
            ),
            Ergebnisblatt(frame: frame, result: result(), announced: at("18:02"), fingerprint: "c0ff ee12 3456 789a"),
        ]
    }

    static let packages = [
        PaperPackage(number: 1, content: "Gültige Stimmzettel nach Wahlvorschlägen", count: 32, seal: "S-0041"),
        PaperPackage(number: 2, content: "Ungültige und leere Stimmzettel", count: 3, seal: "S-0042"),
        PaperPackage(number: 3, content: "Wahlscheine", count: 35, seal: "S-0043"),
        PaperPackage(number: 4, content: "Zurückgewiesene Wahlbriefe", count: 2),
    ]
    static let handover = PaperHandover(
        from: "Petra Wagner",
        to: "Archiv, Ute Brandt",
        at: at("19:10"),
        isComplete: true
    )

    static func niederschrift(_ frame: PaperFrame) throws -> BriefNiederschrift {
        BriefNiederschrift(
            frame: frame,
            deadline: try deadline(),
            legalBasis: [
                "§ 50 GO NRW", "§ 4 Abs. 2 Satz 3 DigiSiVO", "§ 16 Abs. 5 der Geschäftsordnung",
                "§§ 26, 27 KWahlG entsprechend",
            ],
            reason: reason,
            decided: at("20:14", "2024-02-21"),
            reading: "Fünfter Tag nach der Sitzung, wie er fällt. Beide Lesarten führen zum selben Tag.",
            blankRule: "ungültig",
            assurance: "Versicherung an Eides statt",
            electorate: .init(
                rule: "wer an der Sitzung teilgenommen hat",
                decisions: [.init(name: "Nils Ohm", isAdmitted: false, reason: "War beim Punkt nicht im Saal.")],
                excluded: ["Gerd Wolf"]
            ),
            persons: .init(
                officials: [
                    .init(name: "Petra Wagner", function: "Vorsitz", isStaff: true, arrived: at("16:20")),
                    .init(
                        name: "Jonas Klein",
                        function: "Schriftführung",
                        isStaff: true,
                        arrived: at("16:25"),
                        left: at("18:30")
                    ),
                    .init(
                        name: "Selin Acar",
                        function: "Mitglied",
                        isStaff: false,
                        arrived: at("16:40"),
                        substitutes: "Bernd Roth"
                    ),
                ],
                staffAtOpening: 2,
                staffAtLeast: 2,
                staffNeeded: 3,
                fewer: [
                    .init(
                        step: "Öffnung der Wahlbriefe",
                        at: at("16:28"),
                        reason: "Eine Person ist kurzfristig erkrankt."
                    )
                ],
                observers: [
                    .init(
                        name: "Karl Stein (Ratsmitglied)",
                        arrived: at("16:30"),
                        left: at("17:10"),
                        request: "Wollte die Urne sehen; sie wurde gezeigt."
                    )
                ],
                wishes: [
                    .init(name: "Ida Voß", at: at("10:00"), isDeclined: true, remark: "Nur Ratsmitglieder sehen zu.")
                ]
            ),
            admission: .init(
                convened: at("16:30"),
                place: "Rathaus, Zimmer 12",
                isInstructed: true,
                hasLaws: true,
                isUrnChecked: true,
                handedOver: 36,
                issued: 39,
                replaced: 1,
                invalidLists: 1,
                invalidEntries: 1,
                deliveries: [.init(count: 1, at: at("16:45"), by: "Poststelle")],
                total: 37,
                objections: 3,
                resolutions: [
                    BriefNiederschrift.Resolution(
                        number: 12,
                        objection: "Hilfsperson <ohne> Anschrift",
                        isAdmitted: true,
                        reason: "Der Name ist erkennbar.",
                        votes: "2 Ja, 1 Nein"
                    ),
                    BriefNiederschrift.Resolution(
                        number: 14,
                        objection: "Feld leer",
                        isAdmitted: false,
                        reason: "§ 27 Abs. 2 Satz 1 Nr. 6 KWahlG",
                        votes: "0 Ja, 3 Nein"
                    ),
                ],
                rejected: [
                    PaperCount("nicht rechtzeitig eingegangen (Nr. 1)", 0),
                    PaperCount("kein gültiger Wahlschein (Nr. 2)", 1),
                    PaperCount("kein Stimmzettelumschlag (Nr. 3)", 0), PaperCount("beide Umschläge offen (Nr. 4)", 0),
                    PaperCount("Umschläge und Wahlscheine ungleich viele (Nr. 5)", 0),
                    PaperCount("nicht unterschrieben (Nr. 6)", 1),
                    PaperCount("kein amtlicher Umschlag (Nr. 7)", 0), PaperCount("Geheimnis gefährdet (Nr. 8)", 0),
                ],
                admittedByResolution: 1,
                admitted: 35,
                late: 1,
                special: [
                    .init(
                        kind: "verspätet, nicht geöffnet",
                        number: "Wahlbrief 38",
                        at: at("16:20"),
                        by: "Selin Acar",
                        remark: "Post"
                    ),
                    .init(
                        kind: "unzustellbar zurück",
                        number: "Wahlschein 017-PPX3",
                        at: at("09:10", "2024-02-24"),
                        by: "Petra Wagner"
                    ),
                ],
                hasWaited: true
            ),
            count: .init(
                urnOpened: at("17:05"),
                envelopes: [
                    .init(
                        envelopes: 34,
                        wahlscheine: 35,
                        expected: 35,
                        explanation: "Zwei Umschläge klebten aneinander."
                    ),
                    .init(envelopes: 35, wahlscheine: 35, expected: 35),
                ],
                ballots: 34,
                isMixed: true,
                empty: 1,
                multiple: 0,
                stacks: [
                    PaperCount("eindeutig", 31), PaperCount("leer oder ohne Stimme", 2), PaperCount("zweifelhaft", 2),
                ],
                counts: [
                    .init(
                        stack: "eindeutig",
                        round: 1,
                        first: "Petra Wagner",
                        second: "Jonas Klein",
                        comparedBy: "Selin Acar",
                        isThird: true,
                        isAgreed: false
                    ),
                    .init(
                        stack: "eindeutig",
                        round: 2,
                        first: "Petra Wagner",
                        second: "Jonas Klein",
                        comparedBy: "Selin Acar",
                        isThird: true,
                        isAgreed: true
                    ),
                ],
                doubtful: [
                    .init(
                        number: 1,
                        decision: "gültig für Jürgen Meißner",
                        ground: "§ 52 Abs. 2 KWahlO",
                        reason: "Zwei Kreuze bei derselben Person.",
                        votes: "3 : 0"
                    ),
                    .init(
                        number: 2,
                        decision: "ungültig",
                        ground: "§ 30 Nr. 3 KWahlG",
                        reason: "Das Kreuz liegt zwischen zwei Feldern.",
                        votes: "2 : 1"
                    ),
                ],
                recounts: [
                    .init(at: at("17:40"), name: "Karl Stein", reason: "Das Ergebnis ist knapp.", isGranted: true)
                ],
                determined: at("17:58"),
                announced: at("18:02"),
                announcedPlace: "Rathaus, Sitzungssaal 1"
            ),
            result: result(),
            end: .init(
                incidents: [
                    .init(at: at("17:30"), text: "Pause bis 17:40 Uhr; die Stimmzettel blieben unter Aufsicht.")
                ],
                signatures: ["Petra Wagner", "Jonas Klein", "Selin Acar"].map {
                    .init(name: $0, function: "Zählende Person", isSigned: true)
                },
                signaturesNeeded: 3,
                refusals: [.init(name: "Bernd Roth", reason: "War nur kurz anwesend.")],
                packages: packages,
                handover: handover,
                annexes: ["Zähllisten (4)", "Liste der ungültigen Wahlscheine"],
                recordHash: "4f1e 88aa 0c3d 5b21 9e77 10fd 6a2c b845 4f1e 88aa 0c3d 5b21 9e77 10fd 6a2c b845"
            )
        )
    }
}
