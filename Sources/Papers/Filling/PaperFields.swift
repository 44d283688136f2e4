/// The values that fill one template, by the name under which the template asks for them.
///
/// Only the papers of this room make them, so that a template can rely on what is there.
public struct PaperFields: Sendable {
    enum Value: Sendable {
        case text(String)
        /// A value that this paper knows and does not have.
        case missing
        case flag(Bool)
        /// Rows, and the names that each of them has, also when there is none.
        case list([PaperFields], names: Set<String>)
        case picture(Picture)
    }

    private(set) var values: [String: Value] = [:]

    init() {}

    /// Rows in order, each filled by `fill`; `names` are those that a row has.
    init(_ fill: (inout PaperFields) -> Void) {
        fill(&self)
    }

    mutating func text(_ name: String, _ value: String?) {
        values[name] = value.map { .text($0) } ?? .missing
    }

    mutating func number(_ name: String, _ value: Int?) {
        text(name, value.map { PaperNumber.text($0) })
    }

    mutating func flag(_ name: String, _ value: Bool) {
        values[name] = .flag(value)
    }

    mutating func picture(_ name: String, _ value: Picture) {
        values[name] = .picture(value)
    }

    /// Rows; `hat-NAME` says whether there are any, so that a table's head can be left out with them.
    mutating func list<Row>(
        _ name: String,
        _ rows: [Row],
        names: Set<String>,
        _ fill: (Row, inout PaperFields) -> Void
    ) {
        let filled = rows.map { row in PaperFields { fill(row, &$0) } }
        values[name] = .list(filled, names: names)
        values["hat-" + name] = .flag(!rows.isEmpty)
    }

    /// Texts in order; each is `zeile` within the section.
    mutating func lines(_ name: String, _ rows: [String]) {
        list(name, rows, names: ["zeile"]) { $1.text("zeile", $0) }
    }
}

/// Markup made by this room, which is put into a page as it is.
struct Picture: Sendable {
    let svg: String
}
