import CouncilLaw
import Election
import Foundation
import Papers
import PostalVote
import Words

/// What all papers of a postal vote share.
public struct PaperSetting: Sendable {
    /// The town.
    public let town: TownFile
    /// The vote.
    public let state: PostalState

    /// The papers of a vote in a town.
    public init(town: TownFile, state: PostalState) {
        self.town = town
        self.state = state
    }

    /// Town and vote.
    var frame: PaperFrame {
        let start = state.start
        return PaperFrame(
            letterhead: town.letterhead,
            body: start.session.body,
            session: start.session.date,
            sessionNumber: Self.said(start.session.number),
            item: Self.said(start.agendaItem),
            title: start.title,
            question: start.question,
            round: start.kind == .motion ? nil : start.wahlgang,
            isElection: start.kind != .motion,
            id: String(state.id.description.prefix(8)),
            isRehearsal: start.rehearsal
        )
    }

    /// Why the vote is held by post, as a whole sentence.
    var reason: String { state.start.reason.asSentence }

    /// When and where is counted; refused if that is before the deadline, when nothing may be opened yet.
    func count() throws -> PaperMeeting? {
        guard let count = town.count, let deadline = state.deadline else { return town.count }
        let end = try ClockTime(parsing: deadline.time)
        guard (count.date, count.time) >= (deadline.date, end) else {
            throw PostalPaperFault.countBeforeDeadline(
                count: PaperMoment(count.date, count.time),
                deadline: PaperMoment(deadline.date, end)
            )
        }
        return count
    }

    /// Whether the count is more than a week after the deadline: nothing forbids it, and it looks like the date of another vote.
    ///
    /// Key and holes of the sentence; nil otherwise.
    public func lateCount(in language: Language) -> (key: String, holes: [String: String])? {
        guard let count = town.count, let deadline = state.deadline,
            let week = try? deadline.date.adding(days: 7), count.date > week
        else { return nil }
        func day(_ date: CalendarDate) -> String { PostalTime.text(of: date, in: language) }
        return ("cli.postal.lateCount", ["count": day(count.date), "deadline": day(deadline.date)])
    }

    /// The lines of an address that was entered in one.
    private static func lines(_ address: String) -> [String] {
        address.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func said(_ text: String) -> String? { text == "–" ? nil : text }

    /// Until when and where.
    func deadline() throws -> PaperDeadline {
        guard let act = state.deadline else {
            throw PostalRefusal(.wrongOrder, ["missing": .word("postal.missing.deadlineFixed")])
        }
        return PaperDeadline(
            date: act.date,
            time: try ClockTime(parsing: act.time),
            place: Self.lines(act.place),
            recipient: Self.lines(state.start.settings.recipient)
        )
    }

    /// The kits of a print.
    ///
    /// An address that the electorate keeps need not be given. Throws a ``PostalPaperFault`` for a member without any.
    public func kits(
        _ kits: [(kit: Kit, replaces: Wahlscheinnummer?)],
        addresses: [PersonID: [String]],
        largePrint: Set<PersonID>,
        largeStimmzettel: Bool,
        date: CalendarDate
    ) throws -> KitPrint {
        KitPrint(
            frame: frame,
            deadline: try deadline(),
            date: date,
            reason: reason,
            handingIn: town.handingIn,
            count: try count(),
            signer: town.signer,
            assurance: state.start.settings.assurance == .sworn ? .sworn : .plain,
            options: state.start.options.map(\.label),
            votes: state.frame.votesEach,
            isBlankAbstention: state.start.settings.blank == .abstention,
            hasLargeStimmzettel: largeStimmzettel,
            mark: town.mark,
            isPostagePaid: town.paysPostage,
            kits: try kits.map { kit, replaces in
                let name = state.electorate?.members.first { $0.p == kit.p }?.name ?? state.name(of: kit.p)
                let kept = state.electorate?.members.first { $0.p == kit.p }?.address
                guard let address = addresses[kit.p] ?? kept, !address.isEmpty else {
                    throw PostalPaperFault.noAddress(name: name)
                }
                return KitPrint.Kit(
                    number: kit.number.description,
                    scan: kit.number.description,
                    recipient: Recipient(name: name, address: address, isLargePrint: largePrint.contains(kit.p)),
                    replaces: replaces?.description
                )
            }
        )
    }
}
