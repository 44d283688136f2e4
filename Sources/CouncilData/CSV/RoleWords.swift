/// The roles of people who get a number from the list and have no vote in the council.
enum StaffRole {
    static func holds(_ role: String) -> Bool { RoleWords.match(role, stems: stems, words: words) }

    /// Without marks over the letters, as ``RoleWords`` folds them.
    private static let stems = [
        "wahlleit", "zahl", "zaehl", "schriftfuhr", "verwaltung", "technik", "protokoll", "beigeordnet", "dezernent",
        "kammerer", "kammerin", "beratend", "einwohner", "registrar", "election officer", "teller", "staff", "guest",
    ]
    private static let words: Set<String> = ["gast", "gaste", "it", "edv"]
}

/// The roles of people who are members of a council or a committee.
enum CouncilRole {
    /// Whether a role is one that councils know; any other may be a misspelt office without a vote.
    static func isKnown(_ role: String) -> Bool { RoleWords.match(role, stems: stems, words: words) }

    private static let stems = [
        "mitglied", "burgermeister", "landrat", "vorsitz", "stellvertret", "fraktion", "sachkundig",
        "ratsfrau", "ratsherr", "stadtrat", "gemeinderat", "kreisrat", "stadtverordnet", "gemeindevertret",
        "bezirksverordnet", "ortsvorsteh", "altersprasident", "sprecher", "member", "mayor", "chair", "deputy",
        "councillor", "councilor",
    ]
    private static let words: Set<String> = ["rat"]
}

/// Compares roles by the beginnings of words that towns write in many forms: "Zählung", "Zählende", "Zählperson".
private enum RoleWords {
    static func match(_ role: String, stems: [String], words: Set<String>) -> Bool {
        let folded = PersonName.sortKey(role)
        return stems.contains { folded.contains($0) }
            || folded.split { !$0.isLetter }.contains { words.contains(String($0)) }
    }
}
