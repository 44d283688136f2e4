import Election

/// What a number that was scanned or typed turns out to be.
public enum Scan: Hashable, Sendable {
    /// No number of a Wahlschein: a character is wrong or missing.
    case unreadable
    /// Of another vote.
    case foreign(Wahlscheinnummer)
    /// Of this vote, but there is no such kit.
    case unknown(Wahlscheinnummer)
    /// On the list of invalid Wahlscheine.
    case replaced(KitRecord)
    /// Its Wahlbrief is there already.
    case alreadyReceived(KitRecord, running: Int)
    /// A kit that did not go out yet.
    case notSent(KitRecord)
    /// A kit that came back undeliverable and did not go out again.
    case returned(KitRecord)
    /// A kit that went out and is awaited.
    case awaited(KitRecord)
}

extension PostalState {
    /// Says what a scanned or typed number is; the sentence is `postal.scan.` and the case's name.
    public func scan(_ typed: String) -> Scan {
        guard let number = Wahlscheinnummer(typed: typed) else { return .unreadable }
        guard number.belongs(to: id) else { return .foreign(number) }
        guard let kit = kits.first(where: { $0.number == number }) else { return .unknown(number) }
        if let letter = letters.first(where: { $0.received.number == number }) {
            return .alreadyReceived(kit, running: letter.received.running)
        }
        if !kit.isValid { return .replaced(kit) }
        if kit.returned != nil { return .returned(kit) }
        return kit.sent == nil ? .notSent(kit) : .awaited(kit)
    }
}

extension Scan {
    /// Key and holes of the sentence for people.
    public func words(in state: PostalState) -> (key: String, holes: [String: String]) {
        func holes(_ kit: KitRecord, _ more: [String: String] = [:]) -> [String: String] {
            ["number": kit.number.description, "name": state.name(of: kit.p)].merging(more) { $1 }
        }
        switch self {
        case .unreadable: return ("postal.scan.unreadable", [:])
        case .foreign(let number): return ("postal.scan.foreign", ["number": number.description])
        case .unknown(let number): return ("postal.scan.unknown", ["number": number.description])
        case .replaced(let kit):
            return ("postal.scan.replaced", holes(kit, ["new": kit.replacedBy?.description ?? ""]))
        case .alreadyReceived(let kit, let running):
            let more = ["running": String(running), "new": kit.replacedBy?.description ?? ""]
            // The last word of the key is the same: programs go by it.
            let key = kit.isValid ? "postal.scan.alreadyReceived" : "postal.scan.invalid.alreadyReceived"
            return (key, holes(kit, more))
        case .notSent(let kit): return ("postal.scan.notSent", holes(kit))
        case .returned(let kit): return ("postal.scan.returned", holes(kit))
        case .awaited(let kit): return ("postal.scan.awaited", holes(kit))
        }
    }
}
