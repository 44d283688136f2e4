/// The agenda as a list, for a council whose system offers no OParl.
public enum AgendaCSV {
    /// The columns of the list.
    public static let columns = [
        CSVColumn("number", ["Nummer", "Nr", "TOP", "TOP-Nr", "TOP Nummer", "Punkt"], isRequired: true),
        CSVColumn("title", ["Titel", "Betreff", "Bezeichnung", "Gegenstand", "Thema", "name"], isRequired: true),
        CSVColumn("public", ["öffentlich", "oeffentlich", "Öffentlichkeit"], isRequired: true),
    ]

    /// Reads the list at `path`.
    public static func read(_ path: String) throws(ImportError) -> Imported<[AgendaItem]> {
        try read(SourceFile(path: path))
    }

    /// Reads a list.
    public static func read(_ source: SourceFile) throws(ImportError) -> Imported<[AgendaItem]> {
        let records = try CSVTable(source).records(columns)
        let file = source.name
        var log = NoticeLog()
        var items: [AgendaItem] = []
        var numbers: Set<String> = []
        for record in records.value {
            guard let title = record.line("title", file, &log) else {
                throw ImportError(file, line: record.line, .emptyTitle)
            }
            let number = record.line("number", file, &log)
            if let number, !numbers.insert(number).inserted {
                log.add(file, nil, line: record.line, .numberRepeats(number: number))
            }
            let answer = record.line("public", file, &log) ?? ""
            guard let isPublic = openness(answer) else {
                throw ImportError(file, line: record.line, .notYesOrNo(answer))
            }
            items.append(AgendaItem(number: number, title: title, isPublic: isPublic))
        }
        return Imported(items, notices: records.notices + log.notices)
    }

    private static func openness(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "ö", "öffentlich", "oeffentlich", "public": true
        case "nö", "nichtöffentlich", "nicht öffentlich", "nicht-öffentlich", "nichtoeffentlich", "private": false
        default: YesNo.value(text)
        }
    }
}
