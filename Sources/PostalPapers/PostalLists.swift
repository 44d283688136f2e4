import CouncilLaw
import Election
import Papers
import PostalVote
import VoteLaw
import Words

// What the journal says, as the lists of a postal vote show it.

extension PaperSetting {
    func versandliste() throws -> Versandliste {
        Versandliste(
            frame: frame,
            deadline: try deadline(),
            rows: state.kits.map { kit in
                Versandliste.Row(
                    number: kit.number.description,
                    name: state.name(of: kit.p),
                    way: kit.sent.map { paperWord("dispatch.\($0.how.rawValue)") },
                    sent: PaperMoment(kit.sent?.at),
                    remark: kit.replacedBy.map { paperWord("paper.replacedBy", ["number": $0.description]) }
                        ?? kit.returned.map {
                            [paperWord("paper.returned"), $0.remark].compactMap(\.self).joined(separator: ": ")
                        }
                        ?? kit.sent?.to.map { paperWord("paper.handedTo", ["name": $0]) }
                )
            }
        )
    }

    func empfangsbuch() throws -> Empfangsbuch {
        Empfangsbuch(
            frame: frame,
            deadline: try deadline(),
            rows: state.letters.compactMap { letter in
                let act = letter.received
                guard let arrived = PaperMoment(act.arrival) else { return nil }
                let notes = [exactTime(letter), wayRound(letter), act.remark].compactMap(\.self)
                return Empfangsbuch.Row(
                    running: act.running,
                    arrived: arrived,
                    number: act.number?.description,
                    channel: paperWord("channel.\(act.channel.rawValue)"),
                    condition: paperWord("condition.\(act.condition.rawValue)"),
                    place: act.place,
                    clerk: state.name(of: letter.by),
                    remark: notes.isEmpty ? nil : notes.joined(separator: "; "),
                    isLate: letter.isLate
                )
            }
        )
    }

    func ungueltige(_ now: PostalTime) throws -> UngueltigeWahlscheine {
        guard let date = PaperMoment(now) else { throw PostalPaperFault.noPaper(.wahlscheine) }
        let replaced = state.entries.compactMap { entry -> PostalAct.Replaced? in
            if case .replaced(let act) = entry.act { act } else { nil }
        }
        return UngueltigeWahlscheine(
            frame: frame,
            date: date,
            rows: replaced.compactMap { act in
                guard let since = PaperMoment(act.at), let kit = state.kits.first(where: { $0.number == act.old })
                else { return nil }
                return UngueltigeWahlscheine.Row(
                    number: act.old.description,
                    name: state.name(of: kit.p),
                    since: since,
                    reason: act.reason,
                    replacement: act.new.description
                )
            }
        )
    }

    /// One for each teller, stack and round: with the numbers once they were compared, to be filled in by hand before.
    func zaehllisten() -> [Zaehlliste] {
        Stack.allCases.filter { state.pieces(in: $0) > 0 }.flatMap { stack in
            let count = state.stacks[stack]
            let compared = (count?.comparisons ?? []).flatMap { comparison in
                zip(comparison.tellers, comparison.numbers).map { teller, numbers in
                    zaehlliste(stack, comparison.round, teller: state.name(of: teller), numbers)
                }
            }
            guard count?.agreed == nil else { return compared }
            return compared
                + ["1", "2"].map {
                    zaehlliste(stack, count?.round ?? 1, teller: paperWord("paper.teller", ["n": $0]), nil)
                }
        }
    }

    private func zaehlliste(_ stack: Stack, _ round: Int, teller: String, _ numbers: [Int]?) -> Zaehlliste {
        Zaehlliste(
            frame: frame,
            stack: paperWord("stack.\(stack.rawValue)"),
            round: round,
            teller: teller,
            labels: state.fields(of: stack).map { state.labelOfField($0, in: .german) },
            boxes: min(200, state.pieces(in: stack)),
            counts: numbers,
            // The first number is that of the Stimmzettel in the stack.
            firstOfSum: stack == .clear ? 1 : 0
        )
    }

    func bekanntmachung(_ now: PostalTime) throws -> Bekanntmachung? {
        guard let count = try count(), state.deadline != nil else { return nil }
        return Bekanntmachung(
            frame: frame,
            deadline: try deadline(),
            count: count,
            reason: reason,
            electorate: announcedElectorate,
            isPublic: state.start.settings.observers == .everybody,
            date: now.date,
            signer: town.signer
        )
    }

    /// Who may vote, as the public is told: by rule and number, and by no name.
    private var announcedElectorate: String {
        // Whoever is excluded by now is left out for that, and not for having been away.
        let excluded = Set((state.electorate?.newlyExcluded ?? []).map(\.p))
        let decisions = (state.electorate?.decisions ?? []).filter { !excluded.contains($0.p) }
        let admitted = decisions.count(where: \.admit)
        let single = ["admitted": String(admitted), "left": String(decisions.count - admitted)]
        return [
            paperWord("paper.electorate.\(state.start.settings.electorate.rawValue)"),
            decisions.isEmpty ? nil : paperWord("paper.electorate.single", single),
            state.electorate.map { _ in paperWord("paper.electorate.number", ["n": String(state.entitled.count)]) },
        ].compactMap(\.self).joined(separator: " ")
    }

    /// The numbers, once they are determined.
    var result: PaperResult? {
        guard let counts = state.determined?.counts else { return nil }
        let meant = (try? state.settledResult()).map { Judgement.decided($0) }
        return PaperResult(
            entitled: counts.entitled,
            voters: counts.voters,
            invalid: counts.invalid,
            abstentions: counts.abstentions,
            valid: counts.valid,
            options: counts.options.map { option in
                PaperCount(state.start.options.first { $0.id == option.id }?.label ?? option.id, option.votes)
            },
            statements: meant?.minutes(title: state.start.title) ?? []
        )
    }

    func ergebnisblatt() throws -> Ergebnisblatt? {
        guard var result, state.announced != nil else { return nil }
        // On the wall stands what was decided; what the law leaves open stands in the Niederschrift.
        if let decided = try? state.settledResult() {
            result.statements = [decided.announcement(title: state.start.title).text(in: .german)]
        }
        return Ergebnisblatt(frame: frame, result: result, isPostal: true, announced: PaperMoment(state.announced?.at))
    }

    var packages: [PaperPackage] {
        (state.packed?.act.packages ?? []).map { package in
            PaperPackage(
                number: package.number,
                content: Words.sentence("postal.package.\(package.content.rawValue)", in: .german),
                count: package.count,
                seal: package.seal
            )
        }
    }

    var handover: PaperHandover? {
        guard let handed = state.handedOver, let at = PaperMoment(handed.act.at) else { return nil }
        return PaperHandover(
            from: state.name(of: handed.by),
            to: handed.act.to,
            at: at,
            isComplete: handed.act.complete
        )
    }

    func packliste() -> Packliste? {
        guard let packed = state.packed else { return nil }
        let packers = [packed.by, packed.confirmedBy].compactMap(\.self).map(state.name)
        return Packliste(frame: frame, packages: packages, packers: packers, handover: handover)
    }

    func nachtraege() -> [Nachtrag] {
        state.addenda.enumerated().map { index, act in
            Nachtrag(
                frame: frame,
                number: state.addenda.count > 1 ? index + 1 : nil,
                minutesSigned: act.minutesSigned,
                paragraphs: [act.text],
                result: result,
                date: act.at.date,
                signers: [town.signer] + boardSigners
            )
        }
    }

    /// Those who answer for the result, with their functions: the addendum carries their signatures as the Niederschrift does.
    private var boardSigners: [Signer] {
        var seen: Set<PersonID> = []
        return state.board.reversed().filter { state.boardAtResult.contains($0.p) && seen.insert($0.p).inserted }
            .reversed().map {
                Signer(name: $0.name, function: paperWord("function.\($0.arrived.function.rawValue)"))
            }
    }

    func vernichtung() throws -> Vernichtungsprotokoll? {
        let destroyed = state.destroyed.filter { $0.confirmedBy != nil }
        guard !destroyed.isEmpty else { return nil }
        let people = Set(destroyed.flatMap { [$0.by, $0.confirmedBy].compactMap(\.self) }).sorted().map(state.name)
        let sealed: Set<RetentionObject> = [.rejectedLetters, .lateLetters]
        return Vernichtungsprotokoll(
            frame: frame,
            objects: destroyed.compactMap { item in
                guard let at = PaperMoment(item.act.at) else { return nil }
                return Vernichtungsprotokoll.Object(
                    name: paperWord("object.\(item.act.object.rawValue)"),
                    at: at,
                    count: item.act.count,
                    packed: state.packedCount(item.act.object),
                    method: item.act.method,
                    copies: item.act.backups
                )
            },
            hasSealed: destroyed.contains { sealed.contains($0.act.object) },
            place: town.letterhead.city,
            basis: paperWord("paper.retention"),
            recordHash: state.checksum?.description,
            people: people
        )
    }
}
