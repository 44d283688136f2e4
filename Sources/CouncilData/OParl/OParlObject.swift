import StrictJSON

/// One object of OParl, where it was found, and the object it was embedded in.
struct OParlObject: Sendable {
    /// An object that holds another one.
    struct Parent: Sendable {
        let type: OParlType
        let id: String
    }

    let type: OParlType
    let id: String
    let fields: JSONObject
    let file: String
    var parent: Parent?
    /// The list it came from, without query.
    var list: String?

    func note(_ kind: Notice.Kind, _ log: inout NoticeLog) {
        log.add(file, id, kind)
    }

    /// A text on one line, or nil if there is none; a notice for each way to write that there is none.
    func text(_ field: String, _ log: inout NoticeLog) -> String? {
        switch fields[field] {
        case nil: return nil
        case .string(let raw)?: return clean(raw, field, &log)
        case .integer(let number)?:
            note(.numberForText(field: field), &log)
            return String(number)
        case .null?:
            note(.emptyText(field: field), &log)
            return nil
        default:
            note(.wrongKind(field: field), &log)
            return nil
        }
    }

    /// The texts of a list; a single text counts as a list of one.
    func texts(_ field: String, _ log: inout NoticeLog) -> [String] {
        switch fields[field] {
        case .array(let values)?:
            return values.compactMap { value in
                guard case .string(let raw) = value else { return nil }
                return clean(raw, field, &log)
            }
        case .string(let raw)?:
            guard let text = clean(raw, field, &log) else { return [] }
            note(.singleForList(field: field), &log)
            return [text]
        default: return []
        }
    }

    /// The id of the object that a field points to, whether it stands as URL, as object, or as a list of one.
    func reference(_ field: String, _ log: inout NoticeLog) -> String? {
        guard case .array? = fields[field] else { return ids(of: fields[field]).first }
        note(.listForSingle(field: field), &log)
        return ids(of: fields[field]).first
    }

    /// The ids of the objects that a field points to.
    func references(_ field: String, _ log: inout NoticeLog) -> [String] {
        if case .string(let text)? = fields[field] {
            if PlainText.meaning(text) == nil {
                note(.emptyText(field: field), &log)
            } else {
                note(.singleForList(field: field), &log)
            }
        }
        return ids(of: fields[field])
    }

    /// Whether it is so, or nil if nothing is said.
    func bool(_ field: String, _ log: inout NoticeLog) -> Bool? {
        switch fields[field] {
        case .bool(let value)?: return value
        case .string(let text)?:
            guard let value = YesNo.value(text) else { break }
            note(.textForBool(field: field), &log)
            return value
        case .integer(0)?, .integer(1)?:
            note(.textForBool(field: field), &log)
            if case .integer(1)? = fields[field] { return true }
            return false
        case nil, .null?: return nil
        default: break
        }
        note(.wrongKind(field: field), &log)
        return nil
    }

    /// A number, or nil.
    func integer(_ field: String, _ log: inout NoticeLog) -> Int? {
        switch fields[field] {
        case .integer(let value)?: return value
        case .string(let text)?: return Digits.value(text)
        default: return nil
        }
    }

    /// A day: `2026-12-10`, the day of a time, or `10.12.2026`.
    func day(_ field: String, _ log: inout NoticeLog) -> CalendarDay? {
        guard let text = text(field, &log) else { return nil }
        if let day = CalendarDay(text) { return day }
        let found = LocalTime(rfc3339: text)?.day ?? Self.german(text)
        note(found == nil ? .unreadableDate(field: field, found: text) : .unusualDate(field: field, found: text), &log)
        return found
    }

    /// A time on the clock of the town hall.
    func time(_ field: String, _ log: inout NoticeLog) -> LocalTime? {
        guard let text = text(field, &log) else { return nil }
        if let time = LocalTime(rfc3339: text) { return time }
        note(.unreadableDate(field: field, found: text), &log)
        return nil
    }

    private func clean(_ raw: String, _ field: String, _ log: inout NoticeLog) -> String? {
        let cleaned = PlainText.line(raw)
        if cleaned.hadHiddenCharacters { note(.hiddenCharacters(field: field), &log) }
        if cleaned.hadNoBreakSpace { note(.noBreakSpace(field: field), &log) }
        guard let text = PlainText.meaning(cleaned.text) else {
            note(.emptyText(field: field), &log)
            return nil
        }
        return text
    }

    private func ids(of value: JSON?) -> [String] {
        switch value {
        case .string(let text)?: PlainText.meaning(PlainText.line(text).text).map { [$0] } ?? []
        case .array(let values)?: values.flatMap(ids)
        case .object(let object)?: ids(of: object["id"])
        default: []
        }
    }

    private static func german(_ text: String) -> CalendarDay? {
        let parts = text.split(separator: ".").map { Digits.value($0) }
        guard parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2] else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }
}
