/// A list of fictional people for rehearsals: `p;name;role;faction;address;email`, as `urne code new` and
/// `urne council import` read it.
///
/// Every name is put together from invented lists by the member's number, so the same number gives the same person.
public enum PeopleList {
    /// The largest list.
    public static let maximum = 100_000

    /// The number of the member at `position`, from 1, of `count`: as many digits as the last one has, at least three.
    public static func number(_ position: Int, of count: Int) -> String {
        let digits = String(position)
        return String(repeating: "0", count: max(3, String(count).count) - digits.count) + digits
    }

    /// The whole list: `count` members, the officer S01 and the tellers T01 to T03.
    public static func csv(count: Int) -> String {
        let members = (1...count).map { position in
            let name = name(position - 1)
            let address = "\(street(position - 1)), 59999 Erlenbrück"
            return [number(position, of: count), name, "Ratsmitglied", faction(position - 1), address, ""]
        }
        let staff = zip(["S01", "T01", "T02", "T03"], ["Wahlleitung", "Zählteam", "Zählteam", "Zählteam"])
            .enumerated().map { index, person in
                [person.0, name(count + index), person.1, "", "Rathausplatz 1, 59999 Erlenbrück", ""]
            }
        let rows = [["p", "name", "role", "faction", "address", "email"]] + members + staff
        return rows.map { $0.joined(separator: ";") + "\n" }.joined()
    }

    /// A name; the first 19,200 are different, and after them come double family names.
    private static func name(_ position: Int) -> String {
        let families = stems.count * ends.count
        // Neighbours in the list get different family names, and no pair of names comes twice before all have come.
        let family = (position / givenNames.count + 7 * position) % families
        let second = position / (givenNames.count * families)
        let double = second == 0 ? "" : "-" + familyName((family + second) % families)
        return givenNames[position % givenNames.count] + " " + familyName(family) + double
    }

    private static func familyName(_ index: Int) -> String {
        stems[index % stems.count] + ends[index / stems.count]
    }

    private static func street(_ position: Int) -> String {
        let street = streets[position % streets.count]
        return "\(street) \(position / streets.count % 120 + 1)"
    }

    private static func faction(_ position: Int) -> String {
        factions[position * position % 23 % factions.count]
    }
}

// MARK: - Lists

private let givenNames = [
    "Anneliese", "Ayşe", "Bernd", "Birte", "Carsten", "Dagmar", "Dilek", "Egon", "Elif", "Elke", "Emil", "Frauke",
    "Gesa", "Gökhan", "Hanna", "Heiner", "Ines", "Jannik", "Jürgen", "Karin", "Kemal", "Lasse", "Leonie", "Ludger",
    "Magda",
    "Malte", "Mareike", "Nadja", "Nils", "Olga", "Ömer", "Peer", "Quirin", "Renate", "Rüdiger", "Sabine", "Sönke",
    "Tjark", "Ulrike", "Yvonne",
]

private let stems = [
    "Ahl", "Birken", "Brunn", "Dorn", "Eich", "Erlen", "Falken", "Grün", "Hasel", "Heide", "Holder", "Kirsch", "Kron",
    "Linden", "Lohr", "Mühl", "Nord", "Ost", "Rosen", "Sand", "Schön", "Tann", "Weiden", "Winter",
]

private let ends = [
    "acker", "au", "bach", "baum", "beck", "brink", "burger", "dorf", "feld", "hagen", "haus", "hofer", "horst", "kamp",
    "lage", "mann", "rode", "stedt", "thal", "wald",
]

private let streets = [
    "Am Erlenufer", "Bachgasse", "Färberstraße", "Kirchsteig", "Lindenwall", "Mühlenweg", "Nordparkallee", "Weberstieg",
]

private let factions = [
    "Bürgerliste Erlenbrück", "Soziale Mitte", "Forum Lebenswerte Stadt", "Handwerk und Heimat",
    "Junge Liste Erlenbrück", "Die Nachbarn", "",
]
