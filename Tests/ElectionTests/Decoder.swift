import BlindToken
import Election
import ElectionTestSupport
import Proofs
import Ristretto255
import StrictJSON
import Testing

/// One decoder of the protocol with a text it accepts.
struct Decoder: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// What the decoded value is written as.
    let reencode: @Sendable ([UInt8]) throws -> String

    var testDescription: String { name }

    init(_ name: String, _ text: String, _ reencode: @escaping @Sendable ([UInt8]) throws -> String) {
        self.name = name
        self.text = text
        self.reencode = reencode
    }

    func decode(_ text: String) throws { _ = try reencode(Array(text.utf8)) }

    /// All decoders, with texts from a vote of their own.
    static let all: [Decoder] = (try? make()) ?? []

    private static func make() throws -> [Decoder] {
        let vote = try TestVote.at(.announced)
        let member = vote.council.members[0]
        guard let draw = vote.draws[member.person], let register = vote.register.first, let ballot = vote.ballots.first
        else { return [] }
        let receipt = Receipt.sign(ballot.ballot, head: vote.context.head, key: vote.council.server.signing)
        let audit = try PreparedBallot([1, 0, 0], context: vote.context).audit()
        let head = vote.context.head
        let messages = [
            Decoder("draw", draw.request.text) { try DrawRequest(text: $0).text },
            Decoder("answer to draw", DrawAnswer(draw.evaluation).text) { try DrawAnswer(text: $0).text },
            Decoder("recover", RecoverRequest(key: member, head: head).text) {
                try RecoverRequest(text: $0).text
            },
            Decoder(
                "answer to recover",
                RecoverAnswer(
                    blinded: draw.request.blinded,
                    sealed: draw.request.sealed,
                    evaluation: draw.evaluation
                ).text
            ) { try RecoverAnswer(text: $0).text },
            Decoder("cast", CastRequest(ballot: ballot.ballot).text) { try CastRequest(text: $0).text },
            Decoder("answer to cast", CastAnswer(tokenProof: ballot.tokenProof, receipt: receipt).text) {
                try CastAnswer(text: $0).text
            },
            Decoder("view", ViewRequest(key: vote.council.officer, role: .officer, head: head).text) {
                try ViewRequest(text: $0, wantsLog: false).text
            },
            Decoder("log", ViewRequest(key: vote.council.officer, role: .officer, from: 3, head: head).text) {
                try ViewRequest(text: $0, wantsLog: true).text
            },
            Decoder("audit", audit.text) { try AuditData(text: $0).text },
            Decoder("roll line", String(vote.roll.entries[0].line.dropLast())) {
                String(try RollEntry(line: $0).line.dropLast())
            },
            Decoder("register line", String(register.line.dropLast())) {
                String(try RegisterLine(line: $0).line.dropLast())
            },
            Decoder("board line", String(ballot.line.dropLast())) { String(try BoardLine(line: $0).line.dropLast()) },
            Decoder("event", vote.log.events[3].line) { try Event(line: $0).line },
        ]
        var bodies: [EventKind: String] = [.void: EventContent.void(reason: "Störung").body]
        for event in vote.log.events { bodies[EventKind(name: event.type) ?? .void] = event.body }
        return messages
            + EventKind.allCases.compactMap { kind in
                bodies[kind].map { body in
                    Decoder("body of \(kind)", body) { bytes in
                        // A body is a string of an event's line, so other bytes never get as far.
                        guard let body = String(validating: bytes, as: UTF8.self) else { throw Fault(.brokenChain) }
                        return try EventContent(kind, body: body).body
                    }
                }
            }
    }

    /// The members of the accepted text.
    var members: [(name: String, value: JSON)] {
        guard case .object(let object)? = try? JSON(strict: text.utf8) else { return [] }
        return object.members
    }

    /// The text with the value of one member replaced.
    func replacing(_ name: String, with raw: String) -> String {
        Self.object(members.map { ($0.name, $0.name == name ? raw : Self.raw($0.value)) })
    }

    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { JSONWriter.quote($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }

    static func raw(_ value: JSON) -> String {
        switch value {
        case .object(let object): Self.object(object.members.map { ($0.name, raw($0.value)) })
        case .array(let values): JSONWriter.array(values.map(raw))
        case .string(let text): JSONWriter.quote(text)
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null: "null"
        }
    }
}

/// Names as people have them, and as somebody makes them up to break a program.
let strangeNames = [
    "Jörg Äußerst-Öztürk", "Ségolène O’Brien", "שרה לוי", "محمد", "👩‍👩‍👧‍👦 Müller", "e\u{0301} and \u{E9}",
    String(repeating: "ä", count: 300), "", "\u{202E}drawkcab", "\u{1B}[31mred\u{7}", "line\nbreak\ttab\r", "\u{0}",
    "\"quoted\" \\ back", "\u{2028}\u{FEFF}\u{200B}",
]
