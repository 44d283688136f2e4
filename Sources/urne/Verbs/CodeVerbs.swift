import CouncilData
import Election
import Files
import Foundation
import Ristretto255
import StrictJSON

/// `urne code`: access codes, made by the registrar on a machine without a network.
enum CodeVerbs {
    static let all = [
        Verb("code new", [.required("people", "CSV"), .required("out", "DIR"), .flag("json")], run: makeCodes),
        Verb(
            "code letter",
            [
                .required("people", "CSV"), .required("codes", "DIR"), .required("out", "DIR"), .value("person", "P"),
                .value("template", "F"), .flag("json"),
            ],
            run: letters
        ),
    ]

    private static func makeCodes(_ invocation: Invocation) throws {
        let people = try PeopleCSV.read(invocation.required("people"))
        Notices.say(people.notices, invocation.console)
        let folder = try invocation.required("out")
        if let content = try? FileManager.default.contentsOfDirectory(atPath: folder), !content.isEmpty {
            throw FileError(.exists, path: folder)
        }
        let realm = Realm.random()
        var codes: [(person: PersonID, code: AccessCode)] = []
        var entries: [RollEntry] = []
        for member in people.value {
            guard let person = PersonID(member.p) else { throw Misuse.badValue(option: "people", member.p) }
            let (code, key) = newCode(realm, person)
            codes.append((person, code))
            entries.append(RollEntry(person: person, name: member.name, key: key.publicKey))
        }
        let keys = try RollFile(entries)
        try write(codes, keys, realm, to: folder)
        invocation.console.say("cli.code.made", ["count": String(codes.count), "folder": folder])
        invocation.console.hint("cli.code.made.hint", ["folder": folder])
        if invocation.flag("json") { invocation.console.out(String(realm.file.dropLast())) }
    }

    /// Writes the registrar's folder, which appears only when it is complete.
    ///
    /// A set of codes without their keys would be of no use, and would stand in the way of the next try.
    private static func write(
        _ codes: [(person: PersonID, code: AccessCode)],
        _ keys: RollFile,
        _ realm: Realm,
        to folder: String
    ) throws {
        let url = URL(fileURLWithPath: folder)
        let parent = url.deletingLastPathComponent().path
        if !FileManager.default.fileExists(atPath: parent) { try PrivateFolder.ensure(parent) }
        let temporary = parent + "/.\(url.lastPathComponent).new"
        // What a crash may have left.
        erase(temporary)
        // After a failure nothing half-written stays; after success there is nothing to erase.
        defer { erase(temporary) }
        try PrivateFolder.ensure(temporary + "/codes")
        for (person, code) in codes {
            var text = Array((code.letterText() + "\n").utf8)
            defer { wipe(&text) }
            try AtomicFile.create(text, at: "\(temporary)/codes/\(person).txt", mode: 0o600)
        }
        try AtomicFile.create(Array(keys.text.utf8), at: temporary + "/keys.jsonl")
        try AtomicFile.create(Array(realm.file.utf8), at: temporary + "/realm.json")
        guard rename(temporary, folder) == 0 else { throw FileError(.write, path: folder, code: errno) }
    }

    /// Overwrites the codes in a folder that was not finished, and removes it.
    private static func erase(_ folder: String) {
        let codes = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/codes")) ?? []
        for name in codes { SecretFile.erase("\(folder)/codes/\(name)") }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A code whose key is not 0; the loop has never been seen to run twice.
    static func newCode(_ realm: Realm, _ person: PersonID) -> (AccessCode, PersonKey) {
        while true {
            let code = AccessCode.random()
            if let key = code.key(realm: realm, person: person) { return (code, key) }
        }
    }

    private static func letters(_ invocation: Invocation) throws {
        let set = try CodeSet(invocation)
        let (members, target) = (set.members, set.target)
        let template = try LetterTemplate(invocation)
        try set.require(members)
        try PrivateFolder.ensure(target)
        for member in members {
            try set.withCode(of: member) { code in
                var text = Array(template.letter(to: member, code: code).utf8)
                if text.last != 0x0A { text.append(0x0A) }
                defer { wipe(&text) }
                try AtomicFile.write(text, to: "\(target)/\(member.p).txt", mode: 0o600)
            }
        }
        invocation.console.say("cli.letters.written", ["count": String(members.count), "folder": target])
        invocation.console.hint("cli.letters.written.hint")
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("count", members.count)
        writer.add("folder", target)
        invocation.console.out(writer.object)
    }
}
