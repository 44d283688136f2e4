import Devices
import Election
import StrictJSON

/// A vote as one person may see it: officers, the chair and tellers see the result before it is released.
struct VoteView {
    let vote: VoteID
    let log: EventLog
    /// State and numbers that everybody sees.
    let status: VoteStatus
    /// Who has not drawn; nil for those who may not know.
    let notDrawn: [RollEntry]?
    /// What the released counts mean by the vote's law, as JSON; nil where nobody asked for it.
    var decision: String?

    /// What everybody sees.
    init(_ vote: VoteID, on service: any VoteService) throws {
        self.vote = vote
        log = try service.publicLog(of: vote)
        status = try service.status(of: vote)
        notDrawn = nil
    }

    /// What a person sees; their program checks and remembers the log.
    init(_ device: Device, on service: any VoteService) throws {
        vote = device.vote
        let log = try device.follow()
        let role = Self.role(of: device, in: log)
        self.log = try role.map { try device.followWhole(as: $0) } ?? log
        status = try service.status(of: vote)
        notDrawn = try [.officer, .chair].contains(role) ? Self.notDrawn(device, role, log, service) : nil
    }

    /// The first of a person's roles in which the whole log is theirs to see.
    private static func role(of device: Device, in log: EventLog) -> Role? {
        log.manifest?.officers.first { $0.role != .server && $0.person == device.person.description }?.role
    }

    private static func notDrawn(
        _ device: Device,
        _ role: Role?,
        _ log: EventLog,
        _ service: any VoteService
    ) throws -> [RollEntry]? {
        guard let role, log.electionHead != nil, let text = try service.file(.roll, of: device.vote) else { return nil }
        let drawn = Set(try device.drawn(as: role))
        return try RollFile(file: text).entries.filter { !drawn.contains($0.person) }
    }

    /// Throws if the opening has begun and a share is still missing: that is too early for a result, and not too late.
    static func requireShares(_ device: Device, on service: any VoteService) throws {
        let view = try Self(device, on: service)
        guard view.state == .tallying, view.log.abandonment == nil, let threshold = view.log.manifest?.threshold else {
            return
        }
        throw CommandError.sharesMissing(threshold - view.log.shares.count, vote: device.vote.description)
    }

    // MARK: Parts

    var state: VoteState { log.state }
    /// Whether it came out of a backup under way, so that it can only be voided, and has not been.
    var isOnlyVoidable: Bool { status.isRestored && !log.isOver }
    /// Whether this shows more than everybody sees.
    var isPreview: Bool { log.state != status.state }
    /// Why the vote ended without a result.
    var reason: String? { log.voidReason ?? log.abandonment?.reason }
    var title: String { log.manifest?.title ?? "" }
    var roll: Int { log.manifest?.rollCount ?? 0 }
    var gap: Int { status.draws - status.ballots }
    var fingerprint: Fingerprint? { log.electionHead.map { Fingerprint($0) } }
    var board: Fingerprint? { log.boardHead.map { Fingerprint($0) } }

    /// What fills the holes of the sentences about a vote.
    var holes: [String: String] {
        [
            "vote": vote.description, "title": title, "roll": String(roll), "draws": String(status.draws),
            "ballots": String(status.ballots), "gap": String(gap),
            "fingerprint": fingerprint?.description ?? "", "board": board?.description ?? "",
            "shares": String(log.shares.count), "threshold": String(log.manifest?.threshold ?? 0),
            "signed": String(log.signed.count), "needed": String(log.signaturesNeeded),
            "min": String(log.manifest?.minimumBallots ?? 0),
        ]
    }

    var json: String {
        var writer = JSONWriter()
        func add(_ name: String, list: [String]?) {
            writer.add(name, raw: list.map { JSONWriter.array($0) } ?? "null")
        }
        func add(_ name: String, text: String?) { writer.add(name, raw: text.map(JSONWriter.quote) ?? "null") }
        writer.add("vote", hex: vote.bytes)
        writer.add("title", title)
        writer.add("state", state.rawValue)
        writer.add("preview", isPreview)
        writer.add("roll", roll)
        writer.add("draws", status.draws)
        writer.add("ballots", status.ballots)
        writer.add("gap", gap)
        add("fingerprint", text: fingerprint?.description)
        add("board", text: board?.description)
        add("options", list: log.manifest?.options.map { JSONWriter.quote($0.label) } ?? [])
        add("counts", list: log.result?.counts.map(String.init))
        add("shares", list: log.shares.keys.sorted().map(String.init))
        add("signed", list: log.signed.sorted().map(String.init))
        writer.add("abandoned", log.abandonment != nil)
        writer.add("restored", status.isRestored)
        add("reason", text: reason)
        add("not_drawn", list: notDrawn?.map { JSONWriter.quote($0.person.description) })
        if let decision { writer.add("decision", raw: decision) }
        return writer.object
    }
}
