import Foundation
import HTTPClient
import StrictJSON

/// `urne serve` as a process of its own, on two ports that the system chooses.
final class ServerRun {
    /// The two origins, as the program tells them.
    let issuer: String
    let box: String
    private let running: Running

    struct NotStarted: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts it, and returns when it says where to open it.
    init(_ options: [String], in folder: String) throws {
        var arguments = ["serve", "--json"] + options
        for name in ["--listen", "--box-listen"] where !options.contains(name) { arguments += [name, "127.0.0.1:0"] }
        running = try Programs.start("urne", arguments, Programs.Surroundings(folder: folder))
        let limit = Date().addingTimeInterval(20)
        while !running.saidSoFar.contains("\n"), !running.hasEnded, Date() < limit {
            Thread.sleep(forTimeInterval: 0.01)
        }
        let said = running.saidSoFar
        guard let fields = try? Fields(parsing: said.utf8.dropLast(), exactly: ["issuer", "box"]) else {
            running.send(SIGKILL)
            let outcome = running.outcome()
            throw NotStarted(description: "status \(outcome.status): \(said) \(outcome.stderr)")
        }
        issuer = try fields.string("issuer")
        box = try fields.string("box")
    }

    /// Asks it to end.
    func terminate() { running.send(SIGTERM) }

    /// Asks it to end, and waits for that.
    func stop() -> Programs.Outcome {
        terminate()
        return running.outcome()
    }

    // MARK: What scripts need beside it

    /// Asks for a page; `trust` is a file with certificates.
    static func get(_ url: String, trust: String? = nil) throws -> HTTPClient.Answer {
        let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let origin = WebAddress(parts[..<3].joined(separator: "/")) else {
            throw NotStarted(description: "no address: \(url)")
        }
        return try HTTPClient(trust: trust).send("/" + parts[3], to: origin)
    }

    /// A certificate for this machine, signed with its own key.
    static func makeCertificate(_ path: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=IP:127.0.0.1,DNS:localhost", "-out", path + ".pem", "-keyout", path + ".key",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NotStarted(description: "openssl") }
    }
}
