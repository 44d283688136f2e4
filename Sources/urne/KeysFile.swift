import Election
import Files
import StrictJSON

/// `keys.jsonl`: the public keys of everybody with a code, lines like those of a roll.
struct KeysFile {
    let roll: RollFile
    let path: String

    init(_ path: String) throws {
        self.path = path
        roll = try RollFile(reading: path)
    }

    /// The entry of the person named by an option.
    func entry(_ text: String, option: String) throws -> RollEntry {
        guard let person = PersonID(text) else { throw Misuse.badValue(option: option, text) }
        guard let entry = roll.entry(of: person) else { throw CommandError.noKey(person: text, file: path) }
        return entry
    }
}

extension RollFile {
    /// Reads a file in the form of a roll; faults name it by its own path.
    init(reading path: String) throws {
        do {
            self = try RollFile(file: AtomicFile.read(path))
        } catch let fault as Fault {
            throw Fault(fault.rule, file: path, line: fault.line)
        }
    }

    /// Throws ``CommandError/emptyRoll(file:)`` for a roll of nobody: nobody could vote, and nobody notice.
    func requireSomebody(file: String? = nil) throws {
        if entries.isEmpty { throw CommandError.emptyRoll(file: file) }
    }
}

extension Realm {
    /// Reads `realm.json`; faults name it by its own path.
    init(reading path: String) throws {
        do {
            self = try Realm(file: AtomicFile.read(path, limit: 4096))
        } catch let fault as JSONFault {
            throw Fault(.json(fault), file: path)
        }
    }
}
