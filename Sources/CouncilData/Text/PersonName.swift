import Foundation

/// The parts of a name, for sorting: a list gives only the whole.
enum PersonName {
    /// Family and given name, of "Ayşe von der Heide" as of "von der Heide, Ayşe"; titles belong to neither.
    static func parts(of name: String) -> (family: String?, given: String?) {
        let comma = name.split(separator: ",", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        if comma.count == 2, !comma[0].isEmpty, !comma[1].isEmpty {
            return (comma[0], withoutTitles(comma[1].split(separator: " ").map(String.init)))
        }
        var words = name.split(separator: " ").map(String.init)
        guard let last = words.popLast() else { return (nil, nil) }
        var family = last
        while let word = words.last, particles.contains(word.lowercased()) {
            family = word + " " + family
            words.removeLast()
        }
        return (family, withoutTitles(words))
    }

    /// The order of a German directory (DIN 5007-1): ä as a, ß as ss, and so on; independent of the machine's locale,
    /// because the numbers of the members follow from it.
    static func sortKey(_ text: String?) -> String {
        let special: [Character: String] = ["ß": "ss", "ł": "l", "ı": "i", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"]
        let folded = (text ?? "").lowercased().map { special[$0] ?? String($0) }.joined()
        return folded.decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
            .reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    private static let particles: Set<String> = [
        "von", "van", "der", "den", "dem", "de", "del", "della", "di", "da", "dos", "zu", "zum", "zur", "vom", "ten",
        "ter", "el", "al",
    ]

    private static func withoutTitles(_ words: [String]) -> String? {
        let titles = ["prof.", "dr.", "dipl.-ing.", "med.", "jur.", "phil.", "rer.", "nat.", "herr", "frau"]
        let given = words.drop { titles.contains($0.lowercased()) }
        return given.isEmpty ? nil : given.joined(separator: " ")
    }
}
