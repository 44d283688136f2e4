/// Lists with fewer people than they win seats.
struct ShortLists {
    private let count: SeatCount
    private let method: AllotmentMethod

    init(_ count: SeatCount, _ method: AllotmentMethod) {
        self.count = count
        self.method = method
    }

    /// The seats under a reading; under `staysEmpty` a list may have more of them than people.
    func division(_ reading: ShortList) -> Division {
        let all = Division.of(count.lists.map(\.votes), seats: count.seats, by: method)
        return reading == .staysEmpty || full(all).isEmpty ? all : passingOn(all)
    }

    /// Both readings, if a list is too short.
    func question(_ chosen: ShortList) -> OpenQuestion? {
        let all = Division.of(count.lists.map(\.votes), seats: count.seats, by: method)
        guard !full(all).isEmpty else { return nil }
        return OpenQuestion(
            .shortList,
            readings: [
                Reading(ShortList.staysEmpty.rawValue, Statement(.readingStaysEmpty)),
                Reading(ShortList.passesOn.rawValue, Statement(.readingPassesOn)),
            ],
            chosen: chosen.rawValue
        )
    }

    /// The lists that have, or may get by lot, more seats than people.
    private func full(_ division: Division) -> [Int] {
        count.lists.indices.filter { index in
            guard let people = count.lists[index].people else { return false }
            return division.seats[index] + (division.tied.contains(index) ? 1 : 0) > people
        }
    }

    /// Lists that are full keep a seat for each person; the other seats are divided afresh among the other lists.
    private func passingOn(_ first: Division) -> Division {
        var division = first
        var closed: Set<Int> = []
        while true {
            let newlyFull = full(division).filter { !closed.contains($0) }
            guard !newlyFull.isEmpty else { return division }
            closed.formUnion(newlyFull)
            let kept = count.lists.indices.map { closed.contains($0) ? count.lists[$0].people ?? 0 : 0 }
            let votes = count.lists.indices.map { closed.contains($0) ? 0 : count.lists[$0].votes }
            division = Division.of(votes, seats: count.seats - kept.reduce(0, +), by: method)
            for index in closed { division.seats[index] = kept[index] }
        }
    }
}
