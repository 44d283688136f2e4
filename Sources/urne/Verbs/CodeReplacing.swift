import Election
import Files
import Foundation
import Ristretto255
import StrictJSON

/// `urne code replace`: a new access code for one person whose code was lost or seen, in the realm of all others.
enum CodeReplacing {
    static let verbs = [
        Verb("code replace", [.required("codes", "DIR"), .required("person", "P"), .flag("json")], run: replace)
    ]

    /// Writes the new code and the new key into the registrar's folder.
    ///
    /// The key is stored before the new code takes its place: should the program end in between, nobody holds a code
    /// for the new key, and the same command makes another one. The old code stops being of use either way.
    private static func replace(_ invocation: Invocation) throws {
        let folder = try invocation.required("codes")
        let realm = try Realm(reading: folder + "/realm.json")
        let keys = try KeysFile(folder + "/keys.jsonl")
        let old = try keys.entry(invocation.required("person"), option: "person")
        let (code, key) = CodeVerbs.newCode(realm, old.person)
        let others = keys.roll.entries.filter { $0.person != old.person }
        let entry = RollEntry(person: old.person, name: old.name, key: key.publicKey)
        let roll = try RollFile(others + [entry])

        let path = "\(folder)/codes/\(old.person).txt"
        let fresh = "\(folder)/codes/\(old.person).new"
        try PrivateFolder.ensure(folder + "/codes")
        SecretFile.erase(fresh)
        var text = Array((code.letterText() + "\n").utf8)
        defer { wipe(&text) }
        try AtomicFile.create(text, at: fresh, mode: 0o600)
        do { try AtomicFile.write(Array(roll.text.utf8), to: keys.path) } catch {
            SecretFile.erase(fresh)
            throw error
        }
        SecretFile.erase(path)
        guard rename(fresh, path) == 0 else { throw FileError(.write, path: path, code: errno) }

        invocation.console.say("cli.code.replaced", ["name": old.name, "file": path])
        invocation.console.hint("cli.code.replaced.hint", ["keys": keys.path])
        guard invocation.flag("json") else { return }
        invocation.console.out(String(entry.line.dropLast()))
    }
}
