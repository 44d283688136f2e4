import Words

/// What people should look at twice; nothing of it stops a vote.
public enum PostalWarning: Hashable, Sendable {
    /// So few may vote that the result tells much.
    case few(limit: Int, strong: Bool)
    /// Everybody voted the same.
    case unanimous
    /// Somebody in the board may vote.
    case voterInBoard(name: String)
    /// The mayor, who receives the Wahlbriefe, is in the board and may vote: all three at once.
    case mayorInBoard(name: String)
    /// Fewer officials than there should be; in red in the Niederschrift.
    case officials(needed: Int)
    /// Fewer signatures than there should be; in red in the Niederschrift.
    case signatures(needed: Int)
    /// Somebody signed, and others of the board have yet to.
    case unsigned(names: String)
    /// A Wahlbrief came whose kit nobody had entered as sent.
    case receivedUnsent(running: Int, number: String)
    /// Envelopes, Wahlscheine and admitted Wahlbriefe differ, with an explanation.
    case mismatch(envelopes: Int, wahlscheine: Int, admitted: Int)
    /// There were more envelopes in the urn than people who may vote.
    case surplus(count: Int)

    /// One line for people.
    public func sentence(in language: Language) -> String {
        let (key, holes): (String, [String: String]) =
            switch self {
            case .few(let limit, let strong): (strong ? "veryFew" : "few", ["count": String(limit)])
            case .unanimous: ("unanimous", [:])
            case .voterInBoard(let name): ("voterInBoard", ["name": name])
            case .mayorInBoard(let name): ("mayorInBoard", ["name": name])
            case .officials(let needed): ("officials", ["needed": String(needed)])
            case .signatures(let needed): ("signatures", ["needed": String(needed)])
            case .unsigned(let names): ("unsigned", ["names": names])
            case .receivedUnsent(let running, let number):
                ("receivedUnsent", ["running": String(running), "number": number])
            case .mismatch(let envelopes, let wahlscheine, let admitted):
                (
                    "mismatch",
                    [
                        "envelopes": String(envelopes), "wahlscheine": String(wahlscheine),
                        "admitted": String(admitted),
                    ]
                )
            case .surplus(let count): ("surplus", ["count": String(count)])
            }
        return Words.sentence("postal.warning.\(key)", holes, in: language)
    }
}

extension PostalState {
    /// So few may vote that the result tells much; nil if they are enough, or not known yet.
    public var tooFew: PostalWarning? {
        guard electorate != nil, entitled.count < 10 else { return nil }
        let isVeryFew = entitled.count < 5
        return .few(limit: isVeryFew ? 5 : 10, strong: isVeryFew)
    }

    /// What people should look at twice.
    public var warnings: [PostalWarning] {
        var all = [tooFew].compactMap(\.self)
        let voting = Set(entitled.map(\.p))
        var named: Set<String> = []
        for member in board where voting.contains(member.p) && named.insert(member.name).inserted {
            all.append(member.arrived.mayor ? .mayorInBoard(name: member.name) : .voterInBoard(name: member.name))
        }
        for (letter, number) in receivedUnsent {
            all.append(.receivedUnsent(running: letter.received.running, number: number.description))
        }
        if stage >= .mismatchExplained, let last = envelopeCounts.last, !agrees(last) {
            all.append(.mismatch(envelopes: last.counted, wahlscheine: last.wahlscheine, admitted: voters))
        }
        if surplus > 0 { all.append(.surplus(count: surplus)) }
        if shortHanded.contains(where: { $0.step != .signing }) {
            all.append(.officials(needed: start.settings.officials))
        }
        if !signatures.isEmpty, !unsigned.isEmpty {
            all.append(.unsigned(names: unsigned.map(name).joined(separator: ", ")))
        } else if announced != nil, unsigned.isEmpty, signatures.count < signaturesNeeded {
            all.append(.signatures(needed: signaturesNeeded))
        }
        if let counts = determined?.counts, counts.voters > 1,
            [counts.invalid, counts.abstentions].contains(counts.voters)
                || (frame.votesEach == 1 && counts.options.contains { $0.votes == counts.voters })
        {
            all.append(.unanimous)
        }
        return all
    }
}
