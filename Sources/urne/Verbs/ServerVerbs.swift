import Election
import Files
import Foundation
import StrictJSON
import VoteServer

/// `urne server`: the machine's own folder.
enum ServerVerbs {
    static let all = [
        Verb("server init", [.required("realm", "F"), .value("data", "DIR"), .flag("json")], run: initialise),
        Verb(
            "server officer add",
            [.required("keys", "F"), .required("person", "P"), .value("data", "DIR"), .flag("json")],
            run: addOfficer
        ),
    ]

    private static func initialise(_ invocation: Invocation) throws {
        let realm = try Realm(reading: invocation.required("realm"))
        let folder = try DataFolder.initialise(invocation.dataPath, realm: realm)
        let info = try VoteServer(folder).server()
        invocation.console.say("cli.server.initialised", ["folder": folder.path])
        invocation.console.hint("cli.server.initialised.hint")
        if invocation.flag("json") {
            var writer = JSONWriter()
            writer.add("suite", Manifest.suite)
            writer.add("key", hex: info.key.encoded)
            writer.add("realm", hex: info.realm.bytes)
            invocation.console.out(writer.object)
        }
    }

    private static func addOfficer(_ invocation: Invocation) throws {
        let folder = try DataFolder(opening: invocation.dataPath)
        let keys = try KeysFile(invocation.required("keys"))
        let entry = try keys.entry(invocation.required("person"), option: "person")
        try folder.register(officer: entry)
        invocation.console.say("cli.server.officer", ["name": entry.name, "p": entry.person.description])
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("person", entry.person.description)
        writer.add("name", entry.name)
        invocation.console.out(writer.object)
    }
}
