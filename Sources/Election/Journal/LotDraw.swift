import Ristretto255
import StrictJSON

/// The lot that decided a tie, as the chair entered it after the release of the counts (edge case 66).
///
/// A human draws and another one sees it; the chair's entry stands in a journal beside the log. It is no part of the
/// record: the checks V1 to V22 do not know it, and programs that do not know it ignore its file. Whether the tie that it
/// names is one is for those who know the law.
public struct LotDraw: Hashable, Sendable {
    /// The vote.
    public let vote: VoteID
    /// The head of its log after the release.
    public let head: Digest
    /// The names that were equal.
    public let among: [String]
    /// The seats that were drawn for.
    public let seats: Int
    /// On whom the lot fell.
    public let winners: [String]
    /// Who drew.
    public let drawnBy: String
    /// Who saw it.
    public let witness: String
    /// When it was entered, such as `2026-11-22T18:05:00+01:00`; for people.
    public let time: String

    /// A lot that was drawn for a vote whose log ends with `head`.
    public init(
        vote: VoteID,
        head: Digest,
        among: [String],
        seats: Int,
        winners: [String],
        drawnBy: String,
        witness: String,
        at time: String
    ) {
        self.vote = vote
        self.head = head
        self.among = among
        self.seats = seats
        self.winners = winners
        self.drawnBy = drawnBy
        self.witness = witness
        self.time = time
    }

    /// Whether two entries say the same, whenever they were written.
    public func says(the same: LotDraw) -> Bool {
        fields == same.fields
    }

    // Names are compared byte by byte: two that only look alike are two entries.
    private var fields: [[UInt8]] {
        [vote.bytes, head.encoded, among, seats, winners, drawnBy, witness].map { Array("\($0)".utf8) }
    }

    /// Reads the body of an entry.
    public init(body: String) throws(Fault) {
        self = try faults {
            let names = ["vote", "head", "among", "seats", "winners", "drawn_by", "witness", "at"]
            let fields = try Fields(parsing: Array(body.utf8), exactly: names)
            guard let vote = VoteID(try fields.hex("vote", byteCount: 16)) else { throw Fault(.lot) }
            return LotDraw(
                vote: vote,
                head: try Digest(field: "head", fields),
                among: try fields.names("among"),
                seats: try fields.integer("seats"),
                winners: try fields.names("winners"),
                drawnBy: try fields.string("drawn_by"),
                witness: try fields.string("witness"),
                at: try fields.string("at")
            )
        }
    }

    /// The body of the entry.
    public var body: String {
        func names(_ names: [String]) -> String { JSONWriter.array(names.map(JSONWriter.quote)) }
        var writer = JSONWriter()
        writer.add("vote", hex: vote.bytes)
        writer.add("head", hex: head.encoded)
        writer.add("among", raw: names(among))
        writer.add("seats", seats)
        writer.add("winners", raw: names(winners))
        writer.add("drawn_by", drawnBy)
        writer.add("witness", witness)
        writer.add("at", time)
        return writer.object
    }
}

extension EventLog {
    /// The lot in a journal.
    ///
    /// Throws a ``LogFault``: the counts must be released, and the journal must hold exactly one lot, of this vote after its
    /// release, signed with the chair's key of the manifest.
    public func lot(in journal: Journal) throws(LogFault) -> LotDraw {
        guard let manifest, state == .announced else {
            throw LogFault(.v5, .wrongState(type: JournalAct.lot.rawValue, state: stateName))
        }
        let lot: LotDraw
        do {
            lot = try LotDraw(body: try journal.body(of: .lot, for: manifest))
        } catch let fault as LogFault {
            throw fault
        } catch let fault as Fault {
            throw LogFault(.v1, fault.rule)
        } catch {
            throw LogFault(.v5, .lot)
        }
        guard lot.vote == manifest.vote, lot.head == head else { throw LogFault(.v5, .lot) }
        return lot
    }
}

extension Fields {
    fileprivate func names(_ name: String) throws(JSONFault) -> [String] {
        var names: [String] = []
        for value in try array(name) {
            guard case .string(let text) = value else { throw .wrongType(field: name) }
            names.append(text)
        }
        return names
    }
}
