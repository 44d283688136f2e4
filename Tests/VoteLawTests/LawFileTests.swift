import CouncilLaw
import Election
import StrictJSON
import Testing
import VoteLaw
import Words

@Suite("law.json")
struct LawFileTests {
    @Test("What is frozen is read back as it was, and written again with the same bytes")
    func roundTrip() throws {
        for frame in try everyFrame() {
            let file = try file(frame)
            let read = try LawFile(parsing: file.bytes)
            #expect(read == file)
            #expect(read.text == file.text)
            #expect(try read.frame(labels: frame.options.map(\.label)) == frame)
        }
    }

    @Test("The text of a motion stays what it is")
    func golden() throws {
        let text = try file(motion(session: "2024-02-21")).text
        #expect(
            text.hasPrefix(
                #"{"v":1,"kind":"motion","matter":"ordinary","session":"2024-02-21","rule_set":{"id":"nrw-2020-11","#
            )
        )
        let end = [
            #""entitled":5,"present":6,"excluded":1,"left_out":[{"reason":"excluded","count":1}],"#,
            #""options":[{"id":"id0","meaning":"yes","people":0},{"id":"id1","meaning":"no","people":0},"#,
            #"{"id":"id2","meaning":"abstention","people":0}],"seats":1,"round":"first","#,
            #""majority":{"base":"yes-and-no","share":[1,2],"comparison":"more-than","mayor":true},"#,
            #""numbers":{"statutory":0,"in_office":0,"present":0,"mayor":true},"#,
            #""circumstances":{"quorum":"","basis":"","secrecy":""}}"#,
        ]
        #expect(text.hasSuffix(end.joined()))
    }

    @Test("Every field is missed if it is missing, and refused if it has another type")
    func everyField() throws {
        for frame in try everyFrame() {
            let text = try file(frame).text
            guard case .object(let object) = try JSON(strict: Array(text.utf8)) else { return }
            for member in object.members {
                let rest = object.members.filter { $0.name != member.name }
                expectRefusal(write(.object(JSONObject(rest))), "\(member.name) left out")
                for wrong in [
                    JSON.null, .bool(true), .integer(99_999_999_999), .string("?"), .array([]), .object(JSONObject([])),
                ] {
                    let members = object.members.map { ($0.name, $0.name == member.name ? wrong : $0.value) }
                    // An empty list of reasons is right where nobody is excluded, and nowhere else here.
                    expectRefusal(write(.object(JSONObject(members))), "\(member.name): \(wrong)")
                }
            }
            let more = object.members + [("more", JSON.integer(1))]
            expectRefusal(write(.object(JSONObject(more))), "one field too many")
        }
    }

    @Test("One content has one text: no other order, space, spelling or fraction")
    func canonical() throws {
        let text = try file(motion()).text
        for (part, other) in [
            ("\"v\":1,", "\"v\": 1,"), ("[1,2]", "[2,4]"),
            ("\"seats\":1,\"round\":\"first\"", "\"round\":\"first\",\"seats\":1"),
            ("GO NRW", "GO\\u0020NRW"),
            ("{\"reason\":\"excluded\",\"count\":1}", "{\"count\":1,\"reason\":\"excluded\"}"),
        ] {
            let changed = text.replacing(part, with: other, maxReplacements: 1)
            #expect(changed != text)
            #expect(throws: LawFault.notCanonical) { try LawFile(parsing: Array(changed.utf8)) }
        }
        expectRefusal(text + "\n", "a line feed at the end")
        expectRefusal("", "nothing")
        expectRefusal(String(text.dropLast()), "cut")
    }

    @Test("Numbers that contradict each other are refused")
    func numbers() throws {
        let text = try file(motion()).text
        for (part, other) in [
            ("\"entitled\":5", "\"entitled\":7"), ("\"excluded\":1,", "\"excluded\":2,"),
            ("\"count\":1", "\"count\":0"),
            ("\"reason\":\"excluded\"", "\"reason\":\"tired\""), ("\"seats\":1", "\"seats\":2"),
            ("\"seats\":1", "\"seats\":0"),
            ("\"meaning\":\"no\"", "\"meaning\":\"yes\""), ("\"meaning\":\"no\"", "\"meaning\":\"list\""),
            ("2026-12-10", "2025-12-31"), ("2026-12-10", "2026-02-30"), ("[1,2]", "[2,1]"), ("[1,2]", "[1,0]"),
            ("[1,2]", "[1,2,3]"), ("\"base\":\"yes-and-no\"", "\"base\":\"statutory\""),
            ("\"statutory\":0", "\"statutory\":3,\"statutory\":4"),
            ("\"id\":\"id1\"", "\"id\":\"id0\""), ("\"round\":\"first\"", "\"round\":\"last\""),
            ("\"kind\":\"motion\"", "\"kind\":\"list\""),
            ("\"people\":0", "\"people\":-1"), ("\"matter\":\"ordinary\"", "\"matter\":\"99\""),
            ("\"short-list\":\"stays-empty\"", "\"short-list\":\"both\""),
        ] {
            let changed = text.replacing(part, with: other, maxReplacements: 1)
            #expect(changed != text, "\(part)")
            expectRefusal(changed, "\(part) → \(other)")
        }
    }

    @Test("A flipped bit is refused, or makes another file that is written as it was read")
    func flippedBits() throws {
        let bytes = try file(motion(session: "2024-02-21")).bytes
        for index in bytes.indices {
            for bit in [0, 3, 5] {
                var changed = bytes
                changed[index] ^= 1 << bit
                guard let read = try? LawFile(parsing: changed) else { continue }
                #expect(read.bytes == changed)
            }
        }
    }

    @Test("Another version, an unknown rule set and a known one with other rules are named")
    func foreign() throws {
        let text = try file(motion()).text
        func fault(_ part: String, _ other: String) -> LawFault? {
            do throws(LawFault) {
                _ = try LawFile(parsing: Array(text.replacing(part, with: other, maxReplacements: 1).utf8))
                return nil
            } catch {
                return error
            }
        }
        #expect(fault("\"v\":1", "\"v\":2") == .version(2))
        #expect(fault("nrw-2026-01", "nrw-2031-01") == .unknownRuleSet("nrw-2031-01"))
        #expect(fault("§ 31 GO NRW", "§ 32 GO NRW") == .ruleSetDiffers("nrw-2026-01"))
        #expect(fault("\"from\":\"2026-01-01\"", "\"from\":\"2026-01-02\"") == .ruleSetDiffers("nrw-2026-01"))
        for fault in [LawFault.version(2), .unknownRuleSet("x"), .ruleSetDiffers("x")] {
            #expect(fault.isForeign)
            for language in Language.allCases { #expect(!fault.sentence(in: language).contains("rule.")) }
        }
    }

    @Test("An old vote keeps its rules although the day of its session has newer ones by now")
    func oldRules() throws {
        let old = try #require(RuleSet.named("nrw-2020-11"))
        let frame = try LegalFrame(
            kind: .listElection,
            session: CalendarDate(parsing: "2025-07-20"),
            ruleSet: old,
            entitled: 3,
            present: 3,
            excluded: 0,
            options: [BallotOption("A", .list)]
        )
        let read = try LawFile(parsing: file(frame).bytes)
        #expect(read.unlabelled.ruleSet.id == "nrw-2020-11")
        #expect(read.unlabelled.method == .hareNiemeyer)
    }

    private func expectRefusal(_ text: String, _ what: String, sourceLocation: SourceLocation = #_sourceLocation) {
        do throws(LawFault) {
            _ = try LawFile(parsing: Array(text.utf8))
            Issue.record("accepted: \(what)", sourceLocation: sourceLocation)
        } catch {
            for language in Language.allCases {
                let sentence = error.sentence(in: language)
                #expect(!sentence.isEmpty && !sentence.contains("{") && !sentence.contains("rule.file"))
            }
        }
    }

    private func write(_ value: JSON) -> String {
        switch value {
        case .object(let object):
            var writer = JSONWriter()
            for member in object.members { writer.add(member.name, raw: write(member.value)) }
            return writer.object
        case .array(let values): return JSONWriter.array(values.map(write))
        case .string(let text): return JSONWriter.quote(text)
        case .integer(let number): return String(number)
        case .bool(let flag): return flag ? "true" : "false"
        case .real, .null: return "null"
        }
    }
}
