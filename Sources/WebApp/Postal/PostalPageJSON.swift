import CouncilLaw
import Election
import PostalVote
import StrictJSON
import VoteLaw
import Words

/// What a page shows beyond the acts themselves: what the law says of them, and the Niederschrift.
enum PostalPageJSON {
    /// Adds the members `votesEach`, `used`, `deadlineQuestion`, `doubts`, `signaturesWanted`, `unsigned`, `tie`, `decision`,
    /// `missing`, `niederschrift`, `recordText`, `newest` and `tooFew`.
    static func add(_ state: PostalState, to writer: inout JSONWriter) {
        writer.add("votesEach", state.frame.votesEach)
        let used = state.usedWahlscheine.sorted().map { JSONWriter.quote($0.description) }
        writer.add("used", raw: JSONWriter.array(used))
        writer.add("deadlineQuestion", raw: question(state))
        writer.add("doubts", raw: doubts)
        writer.add("signaturesWanted", state.signaturesNeeded)
        writer.add("unsigned", raw: JSONWriter.array(state.unsigned.map { JSONWriter.quote(state.name(of: $0)) }))
        writer.add("tie", raw: tie(state))
        writer.add("decision", raw: decision(state))
        let minutes = state.niederschrift
        writer.add("missing", raw: JSONWriter.array(minutes.missing.map(missing)))
        writer.add("niederschrift", raw: minutes.json)
        writer.add("recordText", raw: state.announced == nil ? "null" : JSONWriter.quote(state.textToSign))
        writer.add("tooFew", raw: state.tooFew.map { few in lines { [few.sentence(in: $0)] } } ?? "null")
        writer.add("newest", raw: state.entries.last.map { JSONWriter.quote($0.act.at.description) } ?? "null")
    }

    /// What may be doubtful about a Stimmzettel, and what follows: `valid`, `invalid`, `blank`, or `board`.
    private static var doubts: String {
        JSONWriter.array(
            Doubt.allCases.map { doubt in
                var writer = JSONWriter()
                writer.add("doubt", doubt.rawValue)
                writer.add("paragraph", doubt.paragraph)
                switch doubt.ruling {
                case .valid: writer.add("ruling", "valid")
                case .invalid: writer.add("ruling", "invalid")
                case .blank: writer.add("ruling", "blank")
                case .boardDecides: writer.add("ruling", "board")
                }
                return writer.object
            }
        )
    }

    private static func question(_ state: PostalState) -> String {
        guard let readings = try? state.readings() else { return "null" }
        return lines { language in
            (readings.question?.lines(in: language) ?? [])
                + readings.holidays.map {
                    PostalTime.text(of: $0.date, in: language) + ": " + $0.name.statement.text(in: language)
                }
        }
    }

    private static func tie(_ state: PostalState) -> String {
        guard state.determined != nil, let result = try? state.settledResult(), case .lot(let open) = result.next else {
            return "null"
        }
        var writer = JSONWriter()
        writer.add("among", raw: JSONWriter.array(open.among.map(JSONWriter.quote)))
        writer.add("seats", open.seats)
        return writer.object
    }

    private static func decision(_ state: PostalState) -> String {
        guard let result = try? state.settledResult() else { return "null" }
        return lines { Judgement.decided(result).lines(title: state.start.title, in: $0) }
    }

    private static func missing(_ field: NiederschriftField) -> String {
        var writer = JSONWriter()
        writer.add("field", field.rawValue)
        for language in [Language.german, .english] {
            let name = language == .german ? "de" : "en"
            writer.add(name, Words.sentence("postal.niederschrift.\(field.rawValue)", in: language))
        }
        return writer.object
    }

    private static func lines(_ make: (Language) -> [String]) -> String {
        var writer = JSONWriter()
        writer.add("de", raw: JSONWriter.array(make(.german).map(JSONWriter.quote)))
        writer.add("en", raw: JSONWriter.array(make(.english).map(JSONWriter.quote)))
        return writer.object
    }
}

/// The law of a vote that never was electronic, for a page that starts it.
///
/// Takes `{"kind":str,"session":"YYYY-MM-DD","seats":int,"blank":str,"options":[str]}`, with `"wahlgang":int` if it
/// is not the first, and answers
/// `{"law":str,"options":[{"id":str,"label":str,"meaning":str}]}`; nothing is stored and nothing is secret in it.
enum PostalLawDraft {
    static func text(_ body: [UInt8]) throws -> String {
        let wish = try Wish(body)
        let options = PostalOption.standard(wish.labels, wish.kind)
        try PostalAct.Start.requireChoice(options)
        let law: String
        do {
            law = try PostalAct.Start.law(
                kind: wish.kind,
                session: wish.session,
                options: options,
                seats: wish.seats,
                round: PostalAct.Start.round(of: wish.kind, wahlgang: wish.wahlgang),
                blank: wish.blank
            )
        } catch let input as InvalidInput {
            throw PostalRefusal(
                .law,
                ["reason": .sentence(german: input.line(in: .german), english: input.line(in: .english))]
            )
        }
        var writer = JSONWriter()
        writer.add("law", law)
        writer.add(
            "options",
            raw: JSONWriter.array(
                options.map { option in
                    var writer = JSONWriter()
                    writer.add("id", option.id)
                    writer.add("label", option.label)
                    writer.add("meaning", option.meaning.rawValue)
                    return writer.object
                }
            )
        )
        return writer.object
    }

    private struct Wish {
        let kind: VoteKind
        let session: CalendarDate
        let seats: Int
        let wahlgang: Int
        let blank: BlankPaperBallot
        let labels: [String]

        init(_ body: [UInt8]) throws {
            do {
                let fields = try Fields(
                    parsing: body,
                    exactly: ["kind", "session", "seats", "blank", "options"],
                    optional: ["wahlgang"]
                )
                labels = try fields.array("options").map { value in
                    guard case .string(let text) = value else { throw JSONFault.wrongType(field: "options") }
                    return text
                }
                guard let kind = VoteKind(rawValue: try fields.string("kind")),
                    let blank = BlankPaperBallot(rawValue: try fields.string("blank"))
                else { throw ErrorCode.badRequest }
                (self.kind, self.blank) = (kind, blank)
                session = try CalendarDate(parsing: fields.string("session"))
                seats = try fields.integer("seats")
                wahlgang = fields.value("wahlgang") == nil ? 1 : try fields.integer("wahlgang")
            } catch { throw ErrorCode.badRequest }
        }
    }
}
