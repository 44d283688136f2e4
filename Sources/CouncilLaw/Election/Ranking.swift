/// The best of a ranking, and the tie at its end if there is one.
struct Ranking {
    /// Whose place no tie touches.
    let certain: [String]
    /// Equal ones, more of them than seats are left, for the lot.
    let lot: OpenLot?

    /// Takes the best `seats` out of `ranked`, which begins with the most votes.
    init(best seats: Int, of ranked: [Votes]) {
        guard seats > 0, ranked.count > seats, ranked[seats - 1].votes == ranked[seats].votes else {
            certain = ranked.prefix(max(0, seats)).map(\.name)
            lot = nil
            return
        }
        let tied = ranked[seats].votes
        certain = ranked.filter { $0.votes > tied }.map(\.name)
        lot = OpenLot(among: ranked.filter { $0.votes == tied }.map(\.name), seats: seats - certain.count)
    }
}
