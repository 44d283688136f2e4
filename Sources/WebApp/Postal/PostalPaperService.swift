import Election
import HTTPServer
import PostalPapers
import PostalVote
import Ristretto255
import StrictJSON
import Synchronization

/// The papers of postal votes over HTTP: single ones at once, kits as a job.
struct PostalPaperService {
    private let press: PostalPress?
    private let room: PrintRoom
    private let seats = Seats(4)

    init(_ press: PostalPress?, _ room: PrintRoom) {
        self.press = press
        self.room = room
    }

    /// What a wish may hold besides `postal`; nil for the wishes of others.
    static func fields(_ name: String) -> [String]? {
        switch name {
        case "paper": ["paper", "at"]
        case "print": PrintOrder.names + ["at"]
        case "file": ["path", "number", "proof"]
        default: nil
        }
    }

    /// Whether papers can be made here.
    var isOpen: Bool { press != nil }

    /// The papers that there is something for, and that were not destroyed.
    func ready(_ state: PostalState) -> [PostalPaper] {
        guard let press, let setting = try? press.setting(state) else { return [] }
        return PostalPaper.allCases.filter { $0.isThere(in: setting) && $0.isKept(in: state) }
    }

    /// An entry was stored that may make a print needless.
    func stored(_ type: String) {
        if PrintRoom.mayEnd(type) { room.sweep() }
    }

    /// The answer to a wish; nil if it is none of papers.
    ///
    /// Throws an `ErrorCode`, a `PostalRefusal`, or a ``PaperRefusal``.
    func answer(_ name: String, _ wish: PostalWish, _ state: PostalState, at now: PostalTime) throws -> HTTPResponse? {
        guard Self.fields(name) != nil else { return nil }
        guard let press else { throw PaperRefusal(.unavailable, "error.postal.noTown") }
        do {
            switch name {
            case "paper": return Answers.data(200, "application/pdf", try paper(wish, press, state, now))
            case "print": return Answers.json(try print(wish, press, state, now))
            default: return try file(wish, state)
            }
        } catch {
            throw PaperRefusal(error) ?? (error as any Error)
        }
    }

    private func paper(_ wish: PostalWish, _ press: PostalPress, _ state: PostalState, _ now: PostalTime) throws
        -> [UInt8]
    {
        guard let paper = PostalPaper(rawValue: try wish.text("paper")) else { throw ErrorCode.badRequest }
        return try seats.taken {
            let pdf = try paper.pdf(town(press, state), press.press, now)
            guard let pdf else { throw PaperRefusal(.notYet, "error.postal.paperNotYet") }
            return pdf
        }
    }

    private func print(_ wish: PostalWish, _ press: PostalPress, _ state: PostalState, _ now: PostalTime) throws
        -> String
    {
        let order: PrintOrder
        let isStart: Bool
        do {
            order = try PrintOrder(wish.fields)
            isStart = wish.fields.value("start") == nil ? false : try wish.fields.bool("start")
        } catch { throw ErrorCode.badRequest }
        if isStart {
            let large = room.hasLargeStimmzettel(state)
            let kits = try order.print(town(press, state), by: wish.person, at: now, large: large)
            try room.start(kits, press.press, of: state.id, order.number)
        }
        return room.status(of: state, order.number, proof: try proof(wish))
    }

    private func file(_ wish: PostalWish, _ state: PostalState) throws -> HTTPResponse {
        let path = try wish.text("path")
        let number: Wahlscheinnummer?
        do { number = try PrintOrder.number(wish.fields) } catch { throw ErrorCode.badRequest }
        let bytes = try room.file(path, of: state, number, proof: try proof(wish))
        return Answers.data(200, path.hasSuffix(".pdf") ? "application/pdf" : "text/plain; charset=utf-8", bytes)
    }

    private func proof(_ wish: PostalWish) throws -> Digest? {
        guard wish.fields.value("proof") != nil else { return nil }
        do { return try Digest(decoding: wish.fields.hex("proof", byteCount: Digest.byteCount)) } catch {
            throw ErrorCode.badRequest
        }
    }

    /// The town's file as it is now; whoever spoilt it is not on the page.
    private func town(_ press: PostalPress, _ state: PostalState) throws -> PaperSetting {
        do { return try press.setting(state) } catch { throw PaperRefusal(.paper, "error.postal.townFile") }
    }
}

/// A few may make papers at the same time; the others are told so and keep no worker waiting.
private final class Seats: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) {
        left = Mutex(count)
    }

    func taken<T>(_ work: () throws -> T) throws -> T {
        let isMine = left.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
        guard isMine else { throw PaperRefusal(.busy, "error.postal.paperBusy") }
        defer { left.withLock { $0 += 1 } }
        return try work()
    }
}
