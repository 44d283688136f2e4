import CouncilLaw
import StrictJSON

extension LawFile {
    /// Reads the text that ``text`` writes, and no other.
    ///
    /// A vote is judged by the rule set that is named in its file and never by another one. A set this program does not
    /// know, or knows with other rules, is a ``LawFault``; so is another version of the format.
    public init(parsing bytes: some Collection<UInt8>) throws(LawFault) {
        do {
            self = try Self.read(JSON(strict: bytes))
        } catch let fault as LawFault {
            throw fault
        } catch let fault as JSONFault {
            throw .json(fault)
        } catch let input as InvalidInput {
            throw .input(input)
        } catch {
            throw .notCanonical
        }
        guard text.utf8.elementsEqual(bytes) else { throw .notCanonical }
    }

    private static let fields = [
        "v", "kind", "matter", "session", "rule_set", "settings", "entitled", "present", "excluded", "left_out",
        "options", "seats", "round", "majority", "numbers", "circumstances",
    ]

    private static func read(_ value: JSON) throws -> LawFile {
        // The version first: what the other fields are depends on it.
        if case .object(let object) = value, case .integer(let number)? = object["v"], number != version {
            throw LawFault.version(number)
        }
        let fields = try Fields(value, exactly: fields)
        guard try fields.integer("v") == version else { throw LawFault.version(0) }
        let options = try fields.array("options").map { try Option(json: $0) }
        let frame = try LegalFrame(
            kind: fields.word("kind"),
            matter: fields.word("matter"),
            session: CalendarDate(parsing: fields.string("session"), as: .session),
            ruleSet: RuleSet.known(fields.value("rule_set")),
            settings: Settings(json: fields.value("settings")),
            entitled: fields.integer("entitled"),
            present: fields.integer("present"),
            excluded: fields.integer("excluded"),
            leftOut: Self.leftOut(fields.array("left_out")),
            options: options.map { BallotOption($0.id, $0.meaning, people: $0.people) },
            seats: fields.integer("seats"),
            round: fields.word("round"),
            majority: MajorityRule(json: fields.value("majority")),
            numbers: BodyNumbers(json: fields.value("numbers")),
            circumstances: Circumstances(json: fields.value("circumstances"))
        )
        return try LawFile(frame, ids: options.map(\.id))
    }

    private static func leftOut(_ values: [JSON]) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for value in values {
            let fields = try Fields(value, exactly: ["reason", "count"])
            let reason = try fields.string("reason")
            guard try counts.updateValue(fields.integer("count"), forKey: reason) == nil else {
                throw InvalidInput(.excluded, .twice(reason))
            }
        }
        return counts
    }
}

extension Fields {
    /// One of the words a field knows.
    fileprivate func word<Value: RawRepresentable<String>>(_ name: String) throws -> Value {
        let text = try string(name)
        guard let value = Value(rawValue: text) else { throw LawFault.unknownWord(field: name, text) }
        return value
    }

    /// A word of which nothing means that it was not given.
    fileprivate func optionalWord<Value: RawRepresentable<String>>(_ name: String) throws -> Value? {
        try string(name).isEmpty ? nil : word(name)
    }

    /// A number of which 0 means that it was not given.
    fileprivate func optional(_ name: String) throws(JSONFault) -> Int? {
        let number = try integer(name)
        return number == 0 ? nil : number
    }
}

extension LawFile.Option {
    fileprivate init(json: JSON) throws {
        let fields = try Fields(json, exactly: ["id", "meaning", "people"])
        self.init(
            id: try fields.string("id"),
            meaning: try fields.word("meaning"),
            people: try fields.optional("people")
        )
    }
}

extension RuleSet {
    /// The set that is named, if it is the one this program knows by that name.
    fileprivate static func known(_ json: JSON?) throws -> RuleSet {
        let fields = try Fields(json ?? .null, exactly: ["id", "from", "rules"])
        let id = try fields.string("id")
        guard let set = named(id) else { throw LawFault.unknownRuleSet(id) }
        let rules = try fields.array("rules").map { try Fields($0, exactly: ["key", "paragraph", "source", "status"]) }
        func same(_ fields: Fields, _ name: String, _ known: String) throws -> Bool {
            try fields.string(name).utf8.elementsEqual(known.utf8)
        }
        let isKnown =
            try same(fields, "from", "\(set.validFrom)") && rules.count == set.rules.count
            && zip(rules, set.rules).allSatisfy { fields, rule in
                try same(fields, "key", rule.key.rawValue) && same(fields, "paragraph", rule.paragraph)
                    && same(fields, "source", rule.source) && same(fields, "status", rule.status.rawValue)
            }
        guard isKnown else { throw LawFault.ruleSetDiffers(id) }
        return set
    }
}

extension Settings {
    fileprivate init(json: JSON?) throws {
        let fields = try Fields(json ?? .null, exactly: Name.allCases.map(\.rawValue))
        var entries: [String: String] = [:]
        for name in Name.allCases { entries[name.rawValue] = try fields.string(name.rawValue) }
        try self.init(entries)
    }
}

extension MajorityRule {
    fileprivate init(json: JSON?) throws {
        let fields = try Fields(json ?? .null, exactly: ["base", "share", "comparison", "mayor"])
        let share = try fields.integers("share")
        guard share.count == 2 else { throw JSONFault.wrongType(field: "share") }
        try self.init(
            base: fields.word("base"),
            share: Fraction(share[0], share[1]),
            comparison: fields.word("comparison"),
            countsMayor: fields.bool("mayor")
        )
    }
}

extension BodyNumbers {
    fileprivate init(json: JSON?) throws {
        let fields = try Fields(json ?? .null, exactly: ["statutory", "in_office", "present", "mayor"])
        try self.init(
            statutory: fields.optional("statutory"),
            inOffice: fields.optional("in_office"),
            present: fields.optional("present"),
            hasMayor: fields.bool("mayor")
        )
    }
}

extension Circumstances {
    fileprivate init(json: JSON?) throws {
        let fields = try Fields(json ?? .null, exactly: ["quorum", "basis", "secrecy"])
        try self.init(
            quorum: fields.optionalWord("quorum"),
            basis: fields.optionalWord("basis"),
            secrecy: fields.optionalWord("secrecy")
        )
    }
}
