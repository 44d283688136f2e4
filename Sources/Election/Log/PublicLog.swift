/// What the public sees of a log (protocol section 15).
extension EventLog {
    /// Until `announce` the public log ends before the t-th share, so that the chair sees the result before it is
    /// released; afterwards, and without t shares, it is the whole log.
    public var publicEvents: [Event] {
        guard state == .tallying || state == .tallied, let manifest else { return events }
        let shares = events.indices.filter { EventKind(name: events[$0].type) == .share }
        guard shares.count >= manifest.threshold else { return events }
        return Array(events[..<shares[manifest.threshold - 1]])
    }

    /// The state that the public log shows.
    public var publicState: VoteState {
        state == .tallied ? .tallying : state
    }
}
