import Election
import Files
import Foundation
import HTTPClient
import HTTPServer
import PostalPapers
import StrictJSON
import VoteServer
import WebApp

/// `urne serve`, `urne backup`, `urne restore`: the server on the network, and copies of its folder.
enum ServeVerbs {
    static let all = [
        Verb(
            "serve",
            [
                .value("data", "DIR"), .value("listen", "HOST:PORT"), .value("box-listen", "HOST:PORT"),
                .value("tls-cert", "F"), .value("tls-key", "F"), .value("public-url", "URL"), .value("box-url", "URL"),
                .flag("behind-proxy"), .value("log", "F"), .value("templates", "DIR"), .value("town", "F"),
                .value("papers", "DIR"), .flag("print-hashes"), .flag("json"),
            ],
            run: serve
        ),
        Verb("backup", .data + [.required("out", "F")], run: backup),
        Verb("restore", operand: Verb.Operand(value: "F"), .data, run: restore),
    ]

    // MARK: Serving

    private static func serve(_ invocation: Invocation) throws {
        let pages = try pages(invocation)
        if invocation.flag("print-hashes") { return printHashes(pages, invocation) }
        var settings = try settings(invocation)
        settings.press = try press(invocation)
        let console = invocation.console
        let server = try invocation.localServer()
        let log = try invocation.value("log").map { try ServerLog(file: $0) } ?? ServerLog { console.sayText($0) }
        // Blocked before the first thread is made, so that no thread is ended by them and this one can wait for them.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGTERM, SIGINT] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        signal(SIGPIPE, SIG_IGN)
        let app = try WebApp(server, pages: pages, log: log, desk: Desk(), settings)
        tell(app.origins, invocation)
        var caught: Int32 = 0
        sigwait(&signals, &caught)
        console.say("cli.serve.stopping")
        app.stop()
    }

    private static func tell(_ origins: Origins, _ invocation: Invocation) {
        let console = invocation.console
        console.say("cli.serve.started", ["url": origins.issuer, "box": origins.box])
        console.hint("cli.serve.stop")
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("issuer", origins.issuer)
        writer.add("box", origins.box)
        console.out(writer.object)
    }

    private static func pages(_ invocation: Invocation) throws -> Pages {
        guard let folder = invocation.value("templates") ?? Pages.besideProgram() else {
            invocation.console.warn("cli.serve.noPages")
            return Pages()
        }
        return try Pages(templates: folder)
    }

    /// With `--town` the page of the postal vote makes the papers itself.
    private static func press(_ invocation: Invocation) throws -> PostalPress? {
        guard let town = invocation.value("town") else {
            guard invocation.value("papers") == nil else { throw Misuse.missingOption("town") }
            return nil
        }
        return try PostalPress(town: town, press: invocation.press())
    }

    private static func printHashes(_ pages: Pages, _ invocation: Invocation) {
        if invocation.flag("json") {
            var writer = JSONWriter()
            writer.add("hashes", pages.hashes)
            writer.add("hash", pages.hash)
            return invocation.console.out(writer.object)
        }
        invocation.console.say("cli.serve.hashes")
        invocation.console.out(pages.hashes + pages.hash)
    }

    private static func settings(_ invocation: Invocation) throws -> WebApp.Settings {
        var settings = WebApp.Settings(
            listen: try address("listen", 8080, invocation),
            boxListen: try address("box-listen", 8081, invocation)
        )
        let isBehindProxy = invocation.flag("behind-proxy")
        settings.certificate = try certificate(invocation)
        settings.origins = try origins(invocation, hasTLS: settings.certificate != nil, isBehindProxy: isBehindProxy)
        for address in [settings.listen, settings.boxListen] where !address.isLoopback {
            guard settings.certificate != nil || isBehindProxy else { throw ServeError.notProtected("\(address)") }
            guard settings.origins != nil || !address.isUnspecified else { throw ServeError.urlMissing("\(address)") }
        }
        if isBehindProxy, settings.origins == nil { throw ServeError.urlMissing("\(settings.listen)") }
        // Then all connections come from one address, the proxy's or this machine's own.
        if isBehindProxy || settings.listen.isLoopback { settings.limits.connectionsPerAddress = 0 }
        return settings
    }

    private static func address(_ name: String, _ port: UInt16, _ invocation: Invocation) throws -> ListenAddress {
        guard let text = invocation.value(name) else { return ListenAddress(host: "127.0.0.1", port: port) }
        guard let address = ListenAddress(text) else { throw Misuse.badValue(option: name, text) }
        return address
    }

    private static func certificate(_ invocation: Invocation) throws -> HTTPServer.Certificate? {
        guard let chain = invocation.value("tls-cert") else {
            guard invocation.value("tls-key") == nil else { throw Misuse.missingOption("tls-cert") }
            return nil
        }
        guard let key = invocation.value("tls-key") else { throw Misuse.missingOption("tls-key") }
        func text(_ path: String) throws -> String {
            String(decoding: try AtomicFile.read(path, limit: 1 << 20), as: UTF8.self)
        }
        return HTTPServer.Certificate(chain: try text(chain), key: try text(key))
    }

    private static func origins(_ invocation: Invocation, hasTLS: Bool, isBehindProxy: Bool) throws -> Origins? {
        guard let text = invocation.value("public-url") else {
            guard invocation.value("box-url") == nil else { throw Misuse.missingOption("public-url") }
            return nil
        }
        guard invocation.value("box-url") != nil else { throw Misuse.missingOption("box-url") }
        guard let issuer = WebAddress(text) else { throw Misuse.badValue(option: "public-url", text) }
        let other = try invocation.required("box-url")
        guard let box = WebAddress(other) else { throw Misuse.badValue(option: "box-url", other) }
        for address in [issuer, box] where !address.isProtected { throw ServeError.plainURL("\(address)") }
        guard issuer != box else { throw ServeError.sameOrigin("\(issuer)") }
        return Origins(issuer: "\(issuer)", box: "\(box)")
    }

    // MARK: Copies

    private static func backup(_ invocation: Invocation) throws {
        let target = try invocation.required("out")
        guard !FileManager.default.fileExists(atPath: target) else { throw FileError(.exists, path: target) }
        let url = URL(fileURLWithPath: target)
        let scratch = url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).parts").path
        try? FileManager.default.removeItem(atPath: scratch)
        // After a failure nothing half-written stays.
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let (archive, unusable) = try Backup.make(of: DataFolder(opening: invocation.dataPath), scratch: scratch)
        try AtomicFile.create(archive, at: target, mode: 0o600)
        FileTimes.flatten(target)
        invocation.console.say("cli.backup.done", ["file": target])
        for vote in unusable { invocation.console.warn("cli.backup.running", ["vote": vote.description]) }
        answer(invocation, "file", target, unusable)
    }

    private static func restore(_ invocation: Invocation) throws {
        let file = invocation.operands[0]
        let archive = try AtomicFile.read(file, limit: 1 << 36)
        let (folder, unusable) = try Backup.restore(archive, file: file, to: invocation.dataPath)
        // Brings every vote as far as the server alone can, and names what it cannot read.
        _ = try invocation.localServer()
        invocation.console.say("cli.restore.done", ["folder": folder.path])
        for vote in unusable { invocation.console.warn("cli.restore.void", ["vote": vote.description]) }
        answer(invocation, "folder", folder.path, unusable)
    }

    private static func answer(_ invocation: Invocation, _ name: String, _ path: String, _ unusable: [VoteID]) {
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add(name, path)
        writer.add("unusable", raw: JSONWriter.array(unusable.map { JSONWriter.quote($0.description) }))
        invocation.console.out(writer.object)
    }
}

/// Why a server is not started although the command line could be understood.
enum ServeError: Error {
    /// Reachable from other machines without TLS, and no proxy adds it.
    case notProtected(String)
    /// What people open does not follow from the address.
    case urlMissing(String)
    /// Plain HTTP for people on other machines.
    case plainURL(String)
    /// Issuer and box under one origin.
    case sameOrigin(String)

    var words: ErrorWords {
        switch self {
        case .notProtected(let address): ErrorWords("error.serve.notProtected", ["address": address])
        case .urlMissing(let address): ErrorWords("error.serve.urlMissing", ["address": address])
        case .plainURL(let url): ErrorWords("error.serve.plainURL", ["url": url])
        case .sameOrigin(let url): ErrorWords("error.serve.sameOrigin", ["url": url])
        }
    }
}
