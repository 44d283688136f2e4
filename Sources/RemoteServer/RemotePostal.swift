import Election
import HTTPClient
import PostalVote
import Ristretto255
import StrictJSON

/// Postal votes on a server behind HTTP; whoever reads proves with their key that they may.
public struct RemotePostal: Sendable {
    private let client: HTTPClient
    private let server: WebAddress

    /// The postal votes at the issuer's origin.
    ///
    /// Throws `HTTPClientError.notProtected` for plain HTTP to another machine.
    public init(_ server: WebAddress, client: HTTPClient = HTTPClient()) throws(HTTPClientError) {
        guard server.isProtected else { throw .notProtected(server) }
        self.client = client
        self.server = server
    }

    /// Why the server refused an entry, in its own sentence.
    public struct Refused: Error, Hashable, Sendable {
        /// The rule.
        public let rule: String
        /// The sentence in German.
        public let german: String
        /// The sentence in English.
        public let english: String
    }

    /// The postal votes that the holder of the key may sign in.
    public func all(for key: PersonKey) throws -> [JournalID] {
        let text = try call("postal", ActRequest("postal", body: "{}", signedBy: key).text)
        return try read {
            guard case .array(let items) = try JSON(strict: text) else { throw notUrne }
            return try items.map { item in
                let fields = try Fields(item, exactly: ["postal", "entries", "head"])
                guard let id = JournalID(try fields.hex("postal", byteCount: 16)) else { throw notUrne }
                return id
            }
        }
    }

    /// The journal of one.
    public func journal(_ id: JournalID, for key: PersonKey) throws -> Journal {
        let text = try wish("journal", id, key)
        return try read { try Journal(file: text, named: "journal") }
    }

    /// Adds an entry; the opening goes with a tally.
    public func append(_ entry: Event, to id: JournalID, opening: TallyOpening?) throws -> Digest {
        let text = try call("postal/\(id)", PostalRequest(entry, opening: opening?.json).text)
        return try read { try HeadAnswer(text: text).head }
    }

    /// The two tallies of a stack; none before both are in.
    public func openings(of id: JournalID, _ stack: Stack, for key: PersonKey) throws -> [TallyOpening] {
        let text = try wish("openings", id, key) { $0.add("stack", stack.rawValue) }
        return try read {
            guard case .array(let items) = try JSON(strict: text) else { throw notUrne }
            return try items.map { item in
                let fields = try Fields(item, exactly: ["p", "nonce", "numbers"])
                guard let person = PersonID(try fields.string("p")),
                    let nonce = TallyNonce(try fields.hex("nonce", byteCount: 16))
                else { throw notUrne }
                return TallyOpening(p: person, nonce: nonce, numbers: try fields.integers("numbers"))
            }
        }
    }

    // MARK: Calls

    private func wish(
        _ name: String,
        _ id: JournalID,
        _ key: PersonKey,
        _ fill: (inout JSONWriter) -> Void = { _ in }
    ) throws -> [UInt8] {
        var writer = JSONWriter()
        writer.add("postal", hex: id.bytes)
        fill(&writer)
        return try call("postal/\(id)/\(name)", ActRequest("postal-" + name, body: writer.object, signedBy: key).text)
    }

    private func call(_ path: String, _ body: String) throws -> [UInt8] {
        let answer = try client.send("/v1/" + path, to: server, json: body)
        if answer.status == 200 { return answer.body }
        guard (400..<500).contains(answer.status),
            let fields = try? Fields(parsing: answer.body, exactly: ["error"], optional: ["rule", "de", "en"]),
            let code = (try? fields.string("error")).flatMap(ErrorCode.init(rawValue:))
        else { throw HTTPClientError.notUrne(server, status: answer.status) }
        guard let rule = try? fields.string("rule"), let german = try? fields.string("de"),
            let english = try? fields.string("en")
        else { throw code }
        throw Refused(rule: rule, german: german, english: english)
    }

    private func read<T>(_ make: () throws -> T) throws -> T {
        do { return try make() } catch is Fault { throw notUrne } catch is JSONFault { throw notUrne } catch {
            throw error
        }
    }

    private var notUrne: HTTPClientError { .notUrne(server, status: 200) }
}
