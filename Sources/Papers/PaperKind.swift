/// The papers of Urne; the raw value is the name of the template.
public enum PaperKind: String, CaseIterable, Sendable {
    // A kit.
    case anschreiben, wahlschein, stimmzettel, merkblatt
    case blauerUmschlag = "umschlag-blau"
    case roterUmschlag = "umschlag-rot"
    // Lists and records of the postal vote.
    case bekanntmachung, versandliste, empfangsbuch
    case ungueltigeWahlscheine = "ungueltige-wahlscheine"
    case zaehlliste
    case briefNiederschrift = "niederschrift-brief"
    case packliste, nachtrag, vernichtungsprotokoll
    // The electronic vote, and both.
    case zugangsbrief, niederschrift, ergebnisblatt

    /// The template's file.
    public var file: String { rawValue + ".html" }

    /// What a town must not take out of the template: without it the paper is wrong, and nobody would see it.
    var mustPrint: Set<String> {
        switch self {
        case .anschreiben: ["frist.tag", "frist.uhrzeit", "zeile", "nummer", "qr"]
        case .wahlschein: ["frist", "nummer", "qr", "name"]
        case .stimmzettel: ["frage", "zeile", "frist"]
        case .merkblatt: ["frist", "zeile"]
        case .roterUmschlag: ["frist", "zeile", "nummer", "qr"]
        case .blauerUmschlag: ["frist"]
        case .zugangsbrief: ["mitgliedsnummer", "code", "qr", "zeile"]
        case .niederschrift: ["fingerabdruck.abstimmung", "fingerabdruck.niederschrift", "luecke", "zahl"]
        case .briefNiederschrift: ["berechtigt", "waehlende", "ungueltig", "gueltig", "zahl"]
        case .ergebnisblatt: ["berechtigt", "waehlende", "zahl"]
        case .bekanntmachung, .versandliste, .empfangsbuch, .ungueltigeWahlscheine, .zaehlliste, .packliste,
            .nachtrag, .vernichtungsprotokoll:
            []
        }
    }

    /// What a town's own template may ask for, though Urne's does not: all that the letterhead, the vote, the deadline and
    /// the recipient of a paper have.
    var alsoKnown: Set<String> {
        switch self {
        case .anschreiben, .wahlschein: Self.vote.union(Self.deadline).union(Self.recipient)
        case .stimmzettel, .merkblatt, .blauerUmschlag, .roterUmschlag, .bekanntmachung, .versandliste, .empfangsbuch,
            .briefNiederschrift:
            Self.vote.union(Self.deadline)
        case .zugangsbrief: Self.letterhead.union(Self.recipient)
        case .ungueltigeWahlscheine, .zaehlliste, .packliste, .nachtrag, .vernichtungsprotokoll, .niederschrift,
            .ergebnisblatt:
            Self.vote
        }
    }

    private static let letterhead: Set<String> = [
        "stadt", "amt", "stelle", "strasse", "ort", "telefon", "e-mail", "absenderzeile",
    ]
    private static let vote: Set<String> = letterhead.union([
        "gremium", "sitzung", "sitzung.kurz", "sitzungsnummer", "top", "titel", "frage", "wahlgang", "wahl", "probe",
    ])
    private static let deadline: Set<String> = [
        "frist", "frist.tag", "frist.uhrzeit", "empfang", "empfang.zeile", "empfaenger", "zeile",
    ]
    private static let recipient: Set<String> = ["name", "anschrift", "wohnung", "anschrift.eng", "gross", "zeile"]

    /// Most pages of one paper; nil if it may be as long as it must.
    ///
    /// A Wahlschein or Stimmzettel on a second sheet is soon half a Wahlschein.
    func mostPages(isLargePrint: Bool) -> Int? {
        switch self {
        case .stimmzettel, .wahlschein: 1
        case .anschreiben, .merkblatt, .zugangsbrief: isLargePrint ? 4 : 2
        case .blauerUmschlag, .roterUmschlag: 2
        default: nil
        }
    }
}
