import Ristretto255
import StrictJSON

extension Manifest {
    private static let fields = [
        "v", "suite", "vote", "realm", "roll", "roll_count", "body", "title", "question", "options", "min", "max", "t",
        "officers", "min_ballots", "sign_min", "late_issue", "jitter_s", "law",
    ]

    /// Reads the body of a manifest event, strictly; the rules of section 8 are ``check()``.
    public init(parsing text: String) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: Array(text.utf8), exactly: Self.fields, optional: ["at"])
            try Event.requireText(at: fields)
            guard try fields.integer("v") == 1, try fields.string("suite").utf8.elementsEqual(Self.suite.utf8) else {
                throw Fault(.manifestVersion)
            }
            guard let vote = VoteID(try fields.hex("vote", byteCount: 16)),
                let realm = Realm(try fields.hex("realm", byteCount: 16))
            else { throw Fault(.manifestVersion) }
            return Manifest(
                vote: vote,
                realm: realm,
                roll: try Digest(field: "roll", fields),
                rollCount: try fields.integer("roll_count"),
                body: try fields.string("body"),
                title: try fields.string("title"),
                question: try fields.string("question"),
                options: try fields.array("options").map { value in try Option(value) },
                minimum: try fields.integer("min"),
                maximum: try fields.integer("max"),
                threshold: try fields.integer("t"),
                officers: try fields.array("officers").map { value in try Officer(value) },
                minimumBallots: try fields.integer("min_ballots"),
                signMinimum: try fields.integer("sign_min"),
                lateIssue: try fields.bool("late_issue"),
                jitterSeconds: try fields.integer("jitter_s"),
                law: try fields.string("law").isEmpty ? nil : try Digest(field: "law", fields)
            )
        }
    }

    /// The body of the manifest event.
    public var text: String {
        var writer = JSONWriter()
        writer.add("v", 1)
        writer.add("suite", Self.suite)
        writer.add("vote", hex: vote.bytes)
        writer.add("realm", hex: realm.bytes)
        writer.add("roll", hex: roll.encoded)
        writer.add("roll_count", rollCount)
        writer.add("body", body)
        writer.add("title", title)
        writer.add("question", question)
        writer.add("options", raw: JSONWriter.array(options.map(\.text)))
        writer.add("min", minimum)
        writer.add("max", maximum)
        writer.add("t", threshold)
        writer.add("officers", raw: JSONWriter.array(officers.map(\.text)))
        writer.add("min_ballots", minimumBallots)
        writer.add("sign_min", signMinimum)
        writer.add("late_issue", lateIssue)
        writer.add("jitter_s", jitterSeconds)
        writer.add("law", hex: law?.encoded ?? [])
        return writer.object
    }
}

extension Manifest.Option {
    fileprivate init(_ value: JSON) throws(JSONFault) {
        let fields = try Fields(value, exactly: ["id", "label", "cap", "w"])
        self.init(
            id: try fields.string("id"),
            label: try fields.string("label"),
            cap: try fields.integer("cap"),
            weight: try fields.integer("w")
        )
    }

    fileprivate var text: String {
        var writer = JSONWriter()
        writer.add("id", id)
        writer.add("label", label)
        writer.add("cap", cap)
        writer.add("w", weight)
        return writer.object
    }
}

extension Manifest.Officer {
    fileprivate init(_ value: JSON) throws(Fault) {
        self = try faults {
            let fields = try Fields(value, exactly: ["id", "p", "name", "key"])
            guard let role = Role(id: try fields.string("id")) else { throw Fault(.officers) }
            return Manifest.Officer(
                role: role,
                person: try fields.string("p"),
                name: try fields.string("name"),
                key: try Element(field: "key", fields)
            )
        }
    }

    fileprivate var text: String {
        var writer = JSONWriter()
        writer.add("id", role.rawValue)
        writer.add("p", person)
        writer.add("name", name)
        writer.add("key", hex: key.encoded)
        return writer.object
    }
}
