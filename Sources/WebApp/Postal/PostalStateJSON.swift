import CouncilLaw
import Election
import PostalVote
import Ristretto255
import StrictJSON
import Words

/// A postal vote as a page needs it: what follows from the journal, checked, in one object.
///
/// Bodies of acts stand in it as they were signed. Numbers of tellers are in it only once they were compared.
enum PostalStateJSON {
    static func text(
        _ state: PostalState,
        head: Digest,
        at now: PostalTime,
        _ papers: PostalPaperService
    ) -> String {
        var writer = JSONWriter()
        writer.add("postal", hex: state.id.bytes)
        writer.add("entries", (state.entries.last?.n ?? 0) + 1)
        writer.add("head", hex: head.encoded)
        writer.add("now", now.description)
        writer.add("state", state.stage(at: now).rawValue)
        writer.add("stage", raw: both { state.stage(at: now).name(in: $0) })
        writer.add("overview", raw: state.overview(at: now).json)
        writer.add("secondsLeft", raw: state.overview(at: now).secondsLeft.map(String.init) ?? "null")
        writer.add("people", raw: list(state.people) { person($0.person, $0.name) })
        writer.add("start", raw: PostalAct.start(state.start).body)
        preparing(state, &writer)
        letters(state, &writer)
        board(state.asSeen(at: now), &writer)
        counting(state, &writer)
        between(state, &writer)
        closing(state, &writer)
        PostalPageJSON.add(state, to: &writer)
        writer.add("papers", papers.isOpen)
        writer.add("printable", raw: list(papers.ready(state)) { JSONWriter.quote($0.rawValue) })
        return writer.object
    }

    /// `{"kind":str,"de":str,"en":str}`, and `number` if it is one of this vote.
    static func scan(_ typed: String, _ state: PostalState) -> String {
        let scan = state.scan(typed)
        let (key, holes) = scan.words(in: state)
        var writer = JSONWriter()
        writer.add("kind", String(key.split(separator: ".").last ?? ""))
        if let number = Wahlscheinnummer(typed: typed) { writer.add("number", number.description) }
        writer.add("de", Words.sentence(key, holes, in: .german))
        writer.add("en", Words.sentence(key, holes, in: .english))
        return writer.object
    }

    // MARK: Parts

    private static func preparing(_ state: PostalState, _ writer: inout JSONWriter) {
        writer.add("electorate", raw: state.electorate.map { PostalAct.electorate($0).body } ?? "null")
        writer.add("entitled", raw: list(state.entitled) { person($0.p, $0.name) })
        if let readings = try? state.readings() {
            var reading = JSONWriter()
            reading.add("literal", "\(readings.literal)")
            reading.add("shifted", "\(readings.shifted)")
            reading.add("differs", readings.differs)
            writer.add("readings", raw: reading.object)
        } else {
            writer.add("readings", raw: "null")
        }
        writer.add("deadline", raw: state.deadline.map { PostalAct.fixedDeadline($0).body } ?? "null")
        writer.add("printed", raw: signed(state.printed.map { (PostalAct.printed($0.act), $0.by) }))
        writer.add("released", raw: signed(state.released.map { (PostalAct.released($0.act), $0.by) }))
        writer.add("newKits", raw: list(state.newKits()) { kit($0.number, $0.p) })
        writer.add("newNumber", state.newNumber().description)
    }

    private static func letters(_ state: PostalState, _ writer: inout JSONWriter) {
        writer.add(
            "kits",
            raw: list(state.kits) { kit in
                var writer = JSONWriter()
                writer.add("number", kit.number.description)
                writer.add("p", kit.p.description)
                writer.add("name", state.name(of: kit.p))
                writer.add("sent", raw: kit.sent.map { PostalAct.sent($0).body } ?? "null")
                writer.add("returned", raw: kit.returned.map { PostalAct.returned($0).body } ?? "null")
                writer.add("replacedBy", raw: quoted(kit.replacedBy?.description))
                writer.add("replaces", raw: quoted(kit.replaces?.description))
                return writer.object
            }
        )
        writer.add(
            "letters",
            raw: list(state.letters) { letter in
                var writer = JSONWriter()
                writer.add("received", raw: PostalAct.received(letter.received).body)
                writer.add("by", letter.by.description)
                writer.add("late", letter.isLate)
                writer.add("afterAdmission", letter.isAfterAdmission)
                writer.add("open", letter.isOpen)
                writer.add("objected", raw: letter.objected.map { PostalAct.objected($0).body } ?? "null")
                writer.add("resolution", raw: letter.resolution.map { PostalAct.resolution($0.act).body } ?? "null")
                writer.add("admits", raw: letter.resolution.map { String($0.admits) } ?? "null")
                writer.add("ground", raw: letter.ground.map { String($0.number) } ?? "null")
                if case .admitted = letter.decision {
                    writer.add("admitted", true)
                } else {
                    writer.add("admitted", false)
                }
                return writer.object
            }
        )
        writer.add("outstanding", raw: list(state.outstanding) { JSONWriter.quote($0.number.description) })
        var random = SystemRandomNumberGenerator()
        writer.add("openingOrder", state.openingOrder(using: &random))
        writer.add("voters", state.voters)
    }

    private static func board(_ state: PostalState, _ writer: inout JSONWriter) {
        writer.add(
            "board",
            raw: list(state.board) { member in
                var writer = JSONWriter()
                writer.add("p", member.p.description)
                writer.add("name", member.name)
                writer.add("present", member.isPresent)
                writer.add("arrived", raw: PostalAct.arrived(member.arrived).body)
                writer.add("left", raw: member.left.map { PostalAct.left($0).body } ?? "null")
                return writer.object
            }
        )
        writer.add("officialsPresent", state.officialsPresent)
        writer.add("observers", raw: list(state.observers) { PostalAct.observer($0).body })
        writer.add("shortHanded", raw: list(state.shortHanded) { PostalAct.shortHanded($0).body })
        writer.add("convened", raw: state.convened.map { PostalAct.convened($0).body } ?? "null")
        writer.add("urnChecked", raw: state.urnChecked.map { PostalAct.urnChecked($0).body } ?? "null")
        writer.add("admissionDone", raw: state.admissionDone.map { PostalAct.admissionDone($0).body } ?? "null")
    }

    private static func counting(_ state: PostalState, _ writer: inout JSONWriter) {
        writer.add("urnOpened", raw: state.urnOpened.map { PostalAct.urnOpened($0).body } ?? "null")
        writer.add("envelopes", raw: list(state.envelopeCounts) { PostalAct.envelopes($0).body })
        writer.add("opened", raw: state.opened.map { PostalAct.opened($0).body } ?? "null")
        writer.add("sorted", raw: state.sorted.map { PostalAct.sorted($0).body } ?? "null")
        writer.add("doubtful", raw: list(state.doubtful) { PostalAct.doubtful($0).body })
        var stacks = JSONWriter()
        for stack in Stack.allCases { stacks.add(stack.rawValue, raw: self.stack(stack, state)) }
        writer.add("stacks", raw: stacks.object)
        let counts = try? state.counts()
        writer.add("counts", raw: counts.map(body) ?? "null")
        writer.add("result", raw: counts.map(state.json(of:)) ?? "null")
        writer.add("determined", state.determined != nil)
    }

    /// The numbers as they stand in the entry that determines them.
    private static func body(_ counts: PostalCounts) -> String {
        let options = JSONWriter.array(
            counts.options.map { option in
                var writer = JSONWriter()
                writer.add("id", option.id)
                writer.add("votes", option.votes)
                return writer.object
            }
        )
        var writer = JSONWriter()
        writer.add("entitled", counts.entitled)
        writer.add("voters", counts.voters)
        writer.add("valid", counts.valid)
        writer.add("invalid", counts.invalid)
        writer.add("abstentions", counts.abstentions)
        writer.add("options", raw: options)
        writer.add("rejected", counts.rejected)
        return writer.object
    }

    private static func stack(_ stack: Stack, _ state: PostalState) -> String {
        let count = state.stacks[stack]
        var writer = JSONWriter()
        writer.add("pieces", state.pieces(in: stack))
        writer.add("round", count?.round ?? 1)
        writer.add("tellers", raw: list(count?.tellers ?? []) { JSONWriter.quote($0.description) })
        writer.add("fields", raw: list(state.fields(of: stack), JSONWriter.quote))
        writer.add("agreed", raw: count?.agreed.map { JSONWriter.array($0.map(String.init)) } ?? "null")
        writer.add(
            "comparisons",
            raw: list(count?.comparisons ?? []) { comparison in
                var writer = JSONWriter()
                writer.add("round", comparison.round)
                writer.add("tellers", raw: list(comparison.tellers) { JSONWriter.quote($0.description) })
                writer.add("comparedBy", comparison.comparedBy.description)
                writer.add("numbers", raw: list(comparison.numbers) { JSONWriter.array($0.map(String.init)) })
                writer.add("agreed", comparison.agreed)
                return writer.object
            }
        )
        return writer.object
    }

    /// What happened besides the work: it stands in the Niederschrift, and so everybody sees that it was written down.
    private static func between(_ state: PostalState, _ writer: inout JSONWriter) {
        let acts = state.entries.compactMap { entry in
            switch entry.act {
            case .incident, .interruption: entry.act
            default: nil
            }
        }
        writer.add(
            "happened",
            raw: list(acts) { act in
                var writer = JSONWriter()
                writer.add("type", act.kind.rawValue)
                writer.add("act", raw: act.body)
                return writer.object
            }
        )
    }

    private static func closing(_ state: PostalState, _ writer: inout JSONWriter) {
        writer.add("announced", raw: state.announced.map { PostalAct.announced($0).body } ?? "null")
        let text = state.announced == nil ? nil : state.textToSign
        writer.add("textToSign", raw: quoted(text))
        writer.add("signatures", raw: list(state.signatures) { person($0.by, state.name(of: $0.by)) })
        writer.add("refusals", raw: list(state.refusals) { PostalAct.refusedToSign($0).body })
        writer.add("signed", state.isSigned)
        writer.add("packed", raw: state.packed.map { PostalAct.packed($0.act).body } ?? "null")
        writer.add("packedEntry", raw: state.packed.map { String($0.n) } ?? "null")
        writer.add("packedBy", raw: quoted(state.packed?.by.description))
        writer.add("packConfirmedBy", raw: quoted(state.packed?.confirmedBy?.description))
        writer.add("handedOver", raw: state.handedOver.map { PostalAct.handedOver($0.act).body } ?? "null")
        writer.add("addenda", raw: list(state.addenda) { PostalAct.addendum($0).body })
        writer.add(
            "destructions",
            raw: list(state.destroyed) { found in
                var writer = JSONWriter()
                writer.add("entry", found.n)
                writer.add("destroyed", raw: PostalAct.destroyed(found.act).body)
                writer.add("by", found.by.description)
                writer.add("confirmedBy", raw: quoted(found.confirmedBy?.description))
                return writer.object
            }
        )
        writer.add(
            "retention",
            raw: list(state.retention) { due in
                var writer = JSONWriter()
                writer.add("object", due.object.rawValue)
                writer.add("due", "\(due.due)")
                writer.add("heldBy", raw: quoted(due.heldBy))
                writer.add("destroyed", due.destroyed != nil)
                writer.add("packed", raw: state.packedCount(due.object).map(String.init) ?? "null")
                return writer.object
            }
        )
        writer.add(
            "holds",
            raw: list(state.holds) { hold in
                var writer = JSONWriter()
                writer.add("entry", hold.n)
                writer.add("hold", raw: PostalAct.hold(hold.act).body)
                return writer.object
            }
        )
    }

    // MARK: Pieces

    private static func list<Value>(_ values: [Value], _ text: (Value) -> String) -> String {
        JSONWriter.array(values.map(text))
    }

    private static func quoted(_ text: String?) -> String { text.map(JSONWriter.quote) ?? "null" }

    private static func both(_ text: (Language) -> String) -> String {
        var writer = JSONWriter()
        writer.add("de", text(.german))
        writer.add("en", text(.english))
        return writer.object
    }

    private static func person(_ person: PersonID, _ name: String) -> String {
        var writer = JSONWriter()
        writer.add("p", person.description)
        writer.add("name", name)
        return writer.object
    }

    private static func kit(_ number: Wahlscheinnummer, _ person: PersonID) -> String {
        var writer = JSONWriter()
        writer.add("number", number.description)
        writer.add("p", person.description)
        return writer.object
    }

    private static func signed(_ act: (act: PostalAct, by: PersonID)?) -> String {
        guard let act else { return "null" }
        var writer = JSONWriter()
        writer.add("act", raw: act.act.body)
        writer.add("by", act.by.description)
        return writer.object
    }
}
