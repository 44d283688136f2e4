import Papers
import PostalVote

/// The lists and records of a postal vote, as far as there is something for them.
public enum PostalPaper: String, CaseIterable, Sendable {
    case versandliste, empfangsbuch, wahlscheine, zaehllisten, bekanntmachung, niederschrift, ergebnis, packliste
    case nachtrag, vernichtung

    /// The file's name.
    public var file: String { rawValue + ".pdf" }

    /// Whether there is something for it.
    public func isThere(in setting: PaperSetting) -> Bool {
        let state = setting.state
        return switch self {
        case .versandliste: !state.kits.isEmpty
        case .empfangsbuch, .wahlscheine: state.released != nil
        case .zaehllisten: state.sorted != nil && Stack.allCases.contains { state.pieces(in: $0) > 0 }
        case .bekanntmachung: state.deadline != nil && setting.town.count != nil
        case .niederschrift: state.convened != nil
        case .ergebnis: state.announced != nil && state.determined != nil
        case .packliste: state.packed != nil
        case .nachtrag: !state.addenda.isEmpty
        case .vernichtung: state.destroyed.contains { $0.confirmedBy != nil }
        }
    }

    /// Whether it may still be made: lists that were destroyed with the receipt book may not.
    public func isKept(in state: PostalState) -> Bool { !isOfReceiptBook || !state.isReceiptBookDestroyed }

    private var isOfReceiptBook: Bool {
        switch self {
        case .versandliste, .empfangsbuch, .wahlscheine: true
        case .zaehllisten, .bekanntmachung, .niederschrift, .ergebnis, .packliste, .nachtrag, .vernichtung: false
        }
    }

    /// Why there is nothing for it yet.
    public func reason(in setting: PaperSetting) -> PostalPaperFault {
        self == .bekanntmachung && setting.town.count == nil ? .noCount : .noPaper(self)
    }

    /// The paper as PDF; nil if there is nothing for it yet.
    ///
    /// Throws a `PaperError` or a `PostalRefusal`.
    public func pdf(_ setting: PaperSetting, _ press: PaperPress, _ now: PostalTime) throws -> [UInt8]? {
        guard isThere(in: setting) else { return nil }
        if isOfReceiptBook { try setting.state.requireReceiptBook() }
        return switch self {
        case .versandliste: try press.pdf(setting.versandliste())
        case .empfangsbuch: try press.pdf(setting.empfangsbuch())
        case .wahlscheine: try press.pdf(setting.ungueltige(now))
        case .zaehllisten: try press.pdf(setting.zaehllisten())
        case .bekanntmachung: try setting.bekanntmachung(now).map { try press.pdf($0) }
        case .niederschrift: try press.pdf(setting.niederschrift())
        case .ergebnis: try setting.ergebnisblatt().map { try press.pdf($0) }
        case .packliste: try setting.packliste().map { try press.pdf($0) }
        case .nachtrag: try press.pdf(setting.nachtraege())
        case .vernichtung: try setting.vernichtung().map { try press.pdf($0) }
        }
    }
}
