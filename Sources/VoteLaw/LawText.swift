import CouncilLaw
import StrictJSON

extension LawFile {
    /// The text of the file: one value has one text.
    public var text: String {
        let frame = unlabelled
        var writer = JSONWriter()
        writer.add("v", Self.version)
        writer.add("kind", frame.kind.rawValue)
        writer.add("matter", frame.matter.rawValue)
        writer.add("session", "\(frame.session)")
        writer.add("rule_set", raw: frame.ruleSet.text)
        writer.add("settings", raw: frame.settings.text)
        writer.add("entitled", frame.entitled)
        writer.add("present", frame.present)
        writer.add("excluded", frame.excluded)
        writer.add("left_out", raw: Self.text(leftOut: frame.leftOut))
        writer.add("options", raw: JSONWriter.array(options.map(\.text)))
        writer.add("seats", frame.seats)
        writer.add("round", frame.round.rawValue)
        writer.add("majority", raw: frame.majority.text)
        writer.add("numbers", raw: frame.numbers.text)
        writer.add("circumstances", raw: frame.circumstances.text)
        return writer.object
    }

    /// The bytes of the file.
    public var bytes: [UInt8] { Array(text.utf8) }

    private static func text(leftOut: [String: Int]) -> String {
        JSONWriter.array(
            leftOut.sorted { $0.key < $1.key }.map { reason, count in
                var writer = JSONWriter()
                writer.add("reason", reason)
                writer.add("count", count)
                return writer.object
            }
        )
    }
}

extension LawFile.Option {
    fileprivate var text: String {
        var writer = JSONWriter()
        writer.add("id", id)
        writer.add("meaning", meaning.rawValue)
        writer.add("people", people ?? 0)
        return writer.object
    }
}

extension RuleSet {
    /// The set with its version and sources.
    ///
    /// Its last day is left out: it is not known while the set is in force.
    var text: String {
        var writer = JSONWriter()
        writer.add("id", id)
        writer.add("from", "\(validFrom)")
        writer.add("rules", raw: JSONWriter.array(rules.map(Self.text)))
        return writer.object
    }

    private static func text(_ rule: CouncilLaw.Rule) -> String {
        var writer = JSONWriter()
        writer.add("key", rule.key.rawValue)
        writer.add("paragraph", rule.paragraph)
        writer.add("source", rule.source)
        writer.add("status", rule.status.rawValue)
        return writer.object
    }
}

extension Settings {
    fileprivate var text: String {
        var writer = JSONWriter()
        for name in Name.allCases { writer.add(name.rawValue, self[name]) }
        return writer.object
    }
}

extension MajorityRule {
    fileprivate var text: String {
        var writer = JSONWriter()
        writer.add("base", base.rawValue)
        writer.add("share", [share.numerator, share.denominator])
        writer.add("comparison", comparison.rawValue)
        writer.add("mayor", countsMayor)
        return writer.object
    }
}

extension BodyNumbers {
    /// A number that was not given is 0.
    fileprivate var text: String {
        var writer = JSONWriter()
        writer.add("statutory", statutory ?? 0)
        writer.add("in_office", inOffice ?? 0)
        writer.add("present", present ?? 0)
        writer.add("mayor", hasMayor)
        return writer.object
    }
}

extension Circumstances {
    /// What was not looked at is empty.
    fileprivate var text: String {
        var writer = JSONWriter()
        writer.add("quorum", quorum?.rawValue ?? "")
        writer.add("basis", basis?.rawValue ?? "")
        writer.add("secrecy", secrecy?.rawValue ?? "")
        return writer.object
    }
}
