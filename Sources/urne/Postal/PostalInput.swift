import CouncilLaw
import Election
import Foundation
import PostalVote

// How the words of a command line become values of an act.
extension Invocation {
    /// One of a list of words.
    func word<Word: RawRepresentable & CaseIterable>(_ name: String, or standard: Word? = nil) throws -> Word
    where Word.RawValue == String {
        guard let text = value(name) else {
            guard let standard else { throw Misuse.missingOption(name) }
            return standard
        }
        guard let word = Word(rawValue: text) else { throw Misuse.badValue(option: name, text) }
        return word
    }

    /// A number of pieces that must be there.
    func count(_ name: String, or standard: Int? = nil) throws -> Int {
        guard let count = try integer(name, in: 0...1_000_000) ?? standard else { throw Misuse.missingOption(name) }
        return count
    }

    /// A person who must be named.
    func person(_ name: String) throws -> PersonID {
        let text = try required(name)
        guard let person = PersonID(text) else { throw Misuse.badValue(option: name, text) }
        return person
    }

    /// A time: `2026-12-15T15:59:00+01:00`, or `2026-12-15T15:59` as the clocks in Germany show it.
    func time(_ name: String) throws -> PostalTime? {
        guard let text = value(name) else { return nil }
        let short = text.count == 16 ? text + ":00" : text
        let forms = [text, short + "+01:00", short + "+02:00"]
        guard let time = forms.lazy.compactMap({ PostalTime($0.replacing(" ", with: "T")) }).first else {
            throw Misuse.badValue(option: name, text)
        }
        return time
    }

    /// A day.
    func date(_ name: String) throws -> CalendarDate? {
        guard let text = value(name) else { return nil }
        guard let date = try? CalendarDate(parsing: text) else { throw Misuse.badValue(option: name, text) }
        return date
    }

    /// The numbers of Wahlscheine that an option names, with commas.
    func numbers(_ name: String) throws -> [Wahlscheinnummer]? {
        guard let text = value(name) else { return nil }
        return try text.split(separator: ",").map { part in
            guard let number = Wahlscheinnummer(typed: String(part)) else { throw PostalProblem.unreadableNumber }
            return number
        }
    }

    /// How the board voted: who said yes, and who said no.
    func boardVotes() throws -> [BoardVote] {
        let yes = try persons("yes")?.persons.map { BoardVote(p: $0.person, yes: true) } ?? []
        let no = try persons("no")?.persons.map { BoardVote(p: $0.person, yes: false) } ?? []
        return yes + no
    }

    /// Running number of a Wahlbrief, behind the verb: itself, or the number of the Wahlschein on it.
    func running(_ desk: PostalDesk) throws -> Int {
        let text = operands.first ?? ""
        if let number = Wahlscheinnummer(typed: text) {
            guard let letter = desk.state.letters.first(where: { $0.received.number == number }) else {
                throw PostalProblem.noLetter(number.description)
            }
            return letter.received.running
        }
        guard let running = Int(text), running > 0 else { throw Misuse.badOperand(name: "N|NUMBER", text) }
        return running
    }
}

extension Wahlscheinnummer {
    /// What was typed or scanned, where it looks like a number of a Wahlschein; anything else may hold a code.
    static func shown(_ typed: String) -> String? {
        let isNumber = typed.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "0"..."9", "A"..."Z", "a"..."z", "-", "\u{2010}"..."\u{2015}": true
            default: false
            }
        }
        return isNumber && (1...24).contains(typed.unicodeScalars.count) ? typed : nil
    }
}

/// Lines from the keyboard or a scanner that types, without the blanks around them; empty ones are nothing.
struct ScannerLines: Sequence, IteratorProtocol {
    mutating func next() -> String? {
        while let line = readLine() {
            let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
            if !text.isEmpty { return text }
        }
        return nil
    }
}
