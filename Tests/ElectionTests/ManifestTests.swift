import Election
import ElectionTestSupport
import Ristretto255
import Testing

/// A change to a good manifest, and the rule it breaks.
struct ManifestCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rule: Rule
    let change: @Sendable (inout Manifest) -> Void

    init(_ name: String, _ rule: Rule, _ change: @escaping @Sendable (inout Manifest) -> Void) {
        testDescription = name
        self.rule = rule
        self.change = change
    }

    private static func options(_ count: Int) -> [Manifest.Option] {
        (0..<count).map { Manifest.Option(id: "o\($0)", label: "Option \($0)") }
    }

    private static func officer(_ manifest: inout Manifest, _ index: Int, person: String? = nil, key: Element? = nil) {
        let old = manifest.officers[index]
        manifest.officers[index] = Manifest.Officer(
            role: old.role,
            person: person ?? old.person,
            name: old.name,
            key: key ?? old.key
        )
    }

    static let broken: [ManifestCase] = [
        ManifestCase("no option", .optionCount(0)) { $0.options = [] },
        ManifestCase("one option", .optionCount(1)) { $0.options = options(1) },
        ManifestCase("65 options", .optionCount(65)) { $0.options = options(65) },
        ManifestCase("an id twice", .optionIDRepeated("o0")) { $0.options = options(2) + options(1) },
        ManifestCase("an empty id", .optionIDLength) { $0.options[1] = Manifest.Option(id: "", label: "x") },
        ManifestCase("an id of 65 bytes", .optionIDLength) {
            $0.options[1] = Manifest.Option(id: String(repeating: "ä", count: 32) + "x", label: "x")
        },
        ManifestCase("cap 0", .optionCap("yes")) { $0.options[0] = Manifest.Option(id: "yes", label: "Ja", cap: 0) },
        ManifestCase("cap 9", .optionCap("yes")) { $0.options[0] = Manifest.Option(id: "yes", label: "Ja", cap: 9) },
        ManifestCase("cap 2^53 - 1", .optionCap("yes")) {
            $0.options[0] = Manifest.Option(id: "yes", label: "Ja", cap: (1 << 53) - 1)
        },
        ManifestCase("w 0", .optionWeight("yes")) {
            $0.options[0] = Manifest.Option(id: "yes", label: "Ja", weight: 0)
        },
        ManifestCase("w 65", .optionWeight("yes")) {
            $0.options[0] = Manifest.Option(id: "yes", label: "Ja", weight: 65)
        },
        ManifestCase("min above max", .minimumMaximum) { $0.minimum = 2 },
        ManifestCase("max 65", .minimumMaximum) { $0.maximum = 65 },
        ManifestCase("max 2^53 - 1", .minimumMaximum) { $0.maximum = (1 << 53) - 1 },
        ManifestCase("min that no ballot reaches", .minimumUnreachable) {
            $0.minimum = 4
            $0.maximum = 4
        },
        ManifestCase("t 1", .threshold) { $0.threshold = 1 },
        ManifestCase("t 4", .threshold) { $0.threshold = 4 },
        ManifestCase("t 0", .threshold) { $0.threshold = 0 },
        ManifestCase("no officers", .officers) { $0.officers = [] },
        ManifestCase("five officers", .officers) { $0.officers.removeLast() },
        ManifestCase("officers in another order", .officers) { $0.officers.swapAt(0, 1) },
        ManifestCase("tellers in another order", .officers) { $0.officers.swapAt(3, 4) },
        ManifestCase("a role twice", .officers) { $0.officers[1] = $0.officers[0] },
        ManifestCase("two tellers with one key", .tellersNotDistinct) { officer(&$0, 4, key: $0.officers[3].key) },
        ManifestCase("two tellers who are one person", .tellersNotDistinct) {
            officer(&$0, 5, person: $0.officers[3].person)
        },
        ManifestCase("the server's key with a teller", .serverKeyShared) { officer(&$0, 3, key: $0.officers[2].key) },
        ManifestCase("the server's key with the officer", .serverKeyShared) {
            officer(&$0, 2, key: $0.officers[0].key)
        },
        ManifestCase("the server's key with the chair", .serverKeyShared) { officer(&$0, 1, key: $0.officers[2].key) },
        ManifestCase("a person for the server", .serverPerson) { officer(&$0, 2, person: "admin") },
        ManifestCase("an officer without person", .personID(field: "officer")) { officer(&$0, 0, person: "") },
        ManifestCase("a teller with an impossible person id", .personID(field: "t2")) { officer(&$0, 4, person: "ä") },
        ManifestCase("min_ballots 1", .minimumBallots) { $0.minimumBallots = 1 },
        ManifestCase("min_ballots 0", .minimumBallots) { $0.minimumBallots = 0 },
        ManifestCase("sign_min 0", .signMinimum) { $0.signMinimum = 0 },
        ManifestCase("sign_min 4", .signMinimum) { $0.signMinimum = 4 },
        ManifestCase("jitter_s 61", .jitter) { $0.jitterSeconds = 61 },
        ManifestCase("roll of 2^20 + 1", .rollSize) { $0.rollCount = 1 << 20 + 1 },
    ]

    static let fine: [ManifestCase] = [
        ManifestCase("64 options", .optionCount(0)) { $0.options = options(64) },
        ManifestCase("two options", .optionCount(0)) { $0.options = options(2) },
        ManifestCase("ids equal for a reader and different in bytes", .optionIDLength) {
            $0.options[0] = Manifest.Option(id: "\u{E9}", label: "x")
            $0.options[1] = Manifest.Option(id: "e\u{301}", label: "x")
        },
        ManifestCase("an id of 64 bytes", .optionIDLength) {
            $0.options[1] = Manifest.Option(id: String(repeating: "ä", count: 32), label: "x")
        },
        ManifestCase("cap 8 and w 64", .optionIDLength) {
            $0.options[0] = Manifest.Option(id: "x", label: "", cap: 8, weight: 64)
        },
        ManifestCase("min 0", .optionIDLength) { $0.minimum = 0 },
        ManifestCase("max 64", .optionIDLength) { $0.maximum = 64 },
        ManifestCase("t 3", .optionIDLength) { $0.threshold = 3 },
        ManifestCase("jitter_s 60", .optionIDLength) { $0.jitterSeconds = 60 },
        ManifestCase("jitter_s 0", .optionIDLength) { $0.jitterSeconds = 0 },
        ManifestCase("sign_min 1", .optionIDLength) { $0.signMinimum = 1 },
        ManifestCase("late_issue", .optionIDLength) { $0.lateIssue = true },
        ManifestCase("min_ballots 2^53 - 1", .optionIDLength) { $0.minimumBallots = (1 << 53) - 1 },
        ManifestCase("the chair is the officer", .optionIDLength) {
            officer(&$0, 1, person: $0.officers[0].person, key: $0.officers[0].key)
        },
        ManifestCase("empty texts", .optionIDLength) {
            $0.title = ""
            $0.question = ""
            $0.body = ""
        },
    ]
}

@Suite("the manifest")
struct ManifestTests {
    @Test("that breaks a rule is refused, by itself, in a log and in a record", arguments: ManifestCase.broken)
    func broken(_ broken: ManifestCase) throws {
        let vote = try TestVote()
        var manifest = vote.manifest
        broken.change(&manifest)
        #expect(throws: Fault(broken.rule)) { try manifest.check() }
        let event = Event(
            signedBy: vote.council.officer.signing,
            vote: manifest.vote,
            n: 0,
            prev: .zero,
            kind: .manifest,
            by: .officer,
            body: manifest.text
        )
        var log = EventLog()
        do {
            try log.append(event)
            Issue.record("taken")
        } catch {
            #expect(error.check == .v4)
            #expect(error.rule == broken.rule)
        }
        #expect(log.events.isEmpty && log.manifest == nil)
        var files = vote.record
        files[.log] = Array((event.line + "\n").utf8)
        let report = Verifier().verify(files)
        #expect(!report.isValid)
        #expect(report.results[3].outcome == .failed(Fault(broken.rule, file: "log.jsonl", line: 1)))
    }

    @Test("within the rules is taken, and read again byte for byte", arguments: ManifestCase.fine)
    func fine(_ fine: ManifestCase) throws {
        let vote = try TestVote(change: fine.change)
        #expect(Verifier().verify(vote.record).isValid)
        let again = try Manifest(parsing: vote.manifest.text)
        #expect(again.text == vote.manifest.text)
        #expect(again == vote.manifest)
    }

    @Test("of another version or suite is refused")
    func version() throws {
        let text = try TestVote().manifest.text
        for (old, new) in [
            ("\"v\":1", "\"v\":2"), ("\"v\":1", "\"v\":0"), ("URNE-V1", "URNE-V2"), ("URNE-V1", "urne-v1"),
            ("URNE-V1", "\u{FF35}RNE-V1"),
        ] {
            #expect(throws: Fault(.manifestVersion)) { try Manifest(parsing: text.replacing(old, with: new)) }
        }
    }

    @Test("with an unknown or missing field inside options and officers is refused")
    func inside() throws {
        let text = try TestVote().manifest.text
        for (old, new) in [
            ("\"cap\":1", "\"cap\":1,\"x\":1"), ("\"cap\":1,", ""), ("\"w\":1", "\"W\":1"),
            ("\"cap\":1", "\"cap\":1.0"),
            ("\"id\":\"chair\"", "\"id\":\"clerk\""), ("\"id\":\"t1\"", "\"id\":\"T1\""),
            ("\"name\":", "\"at\":\"x\",\"name\":"), ("\"late_issue\":false", "\"late_issue\":0"),
            ("\"late_issue\":false", "\"late_issue\":\"false\""), ("\"law\":\"\"", "\"law\":null"),
            ("\"law\":\"\"", "\"law\":\"00\""),
        ] {
            let changed = text.replacing(old, with: new)
            #expect(changed != text)
            #expect(throws: Fault.self, "\(new)") { try Manifest(parsing: changed) }
        }
    }

    @Test(
        "names the length of every ballot",
        arguments: [
            (3, 1, 1, 1, 768), (64, 8, 0, 64, 45_248), (2, 1, 1, 1, 576),
        ]
    )
    func ballotLength(_ options: Int, _ cap: Int, _ minimum: Int, _ maximum: Int, _ length: Int) throws {
        var manifest = try TestVote().manifest
        manifest.options = (0..<options).map { Manifest.Option(id: "o\($0)", label: "", cap: cap) }
        manifest.minimum = minimum
        manifest.maximum = maximum
        #expect(manifest.ballotByteCount == length)
    }

    @Test("carries any text as it is")
    func texts() throws {
        for text in strangeNames {
            let vote = try TestVote { manifest in
                manifest.title = text
                manifest.question = text
                manifest.body = text
                manifest.options[0] = Manifest.Option(id: "yes", label: text)
            }
            let read = try #require(vote.log.manifest)
            #expect(Array(read.title.utf8) == Array(text.utf8))
            #expect(Array(read.options[0].label.utf8) == Array(text.utf8))
            #expect(Verifier().verify(vote.record).isValid)
        }
    }
}
