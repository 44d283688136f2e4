/// Seats as a method yields them, before anybody asks how long a list is.
struct Division {
    /// The seats no tie touches, in the order of the lists.
    var seats: [Int]
    /// The positions of the lists that are equal for the last seats.
    var tied: [Int]
    /// The seats left for them.
    var open: Int

    /// Divides `seats` among `votes`.
    static func of(_ votes: [Int], seats: Int, by method: AllotmentMethod) -> Division {
        switch method {
        case .hareNiemeyer: hareNiemeyer(votes, seats)
        case .dHondt, .sainteLague: highestQuotients(votes, seats, method)
        }
    }

    /// Hare/Niemeyer: votes × seats ÷ all votes; whole numbers first, the rest by the largest remainders.
    private static func hareNiemeyer(_ votes: [Int], _ seats: Int) -> Division {
        let total = votes.reduce(0, +)
        guard total > 0 else { return Division(seats: votes.map { _ in 0 }, tied: [], open: seats) }
        let shares = votes.map { ($0 * seats).quotientAndRemainder(dividingBy: total) }
        let left = seats - shares.reduce(0) { $0 + $1.quotient }
        return Division(seats: shares.map(\.quotient), tied: [], open: left)
            .givingOneSeat(toTheLargest: shares.map(\.remainder))
    }

    /// d'Hondt and Sainte-Laguë: each seat to the highest quotient.
    ///
    /// Seats are given in rounds: all lists that share the highest quotient get a seat together, as long as there are
    /// enough; else these lists are tied. So the order of the lists never decides.
    private static func highestQuotients(_ votes: [Int], _ seats: Int, _ method: AllotmentMethod) -> Division {
        var division = Division(seats: votes.map { _ in 0 }, tied: [], open: seats)
        while division.open > 0 {
            let best = division.highestQuotient(votes, method)
            guard !best.isEmpty else { break }
            guard best.count <= division.open else {
                division.tied = best
                break
            }
            for index in best { division.seats[index] += 1 }
            division.open -= best.count
        }
        return division
    }

    /// The positions of the lists with the highest quotient for their next seat; a list without a vote has none.
    private func highestQuotient(_ votes: [Int], _ method: AllotmentMethod) -> [Int] {
        var best: [Int] = []
        for index in votes.indices where votes[index] > 0 {
            guard let leader = best.first else {
                best = [index]
                continue
            }
            // votes ÷ divisor against votes ÷ divisor, multiplied out; far below 2^63 with the numbers of `Limit`.
            let mine = votes[index] * method.divisor(after: seats[leader])
            let theirs = votes[leader] * method.divisor(after: seats[index])
            if mine > theirs { best = [index] }
            if mine == theirs { best.append(index) }
        }
        return best
    }

    /// One seat each for the lists with the largest numbers, or a tie at the last of them.
    private func givingOneSeat(toTheLargest numbers: [Int]) -> Division {
        guard open > 0 else { return self }
        var result = self
        // There are always more remainders above zero than seats left, so `open` lies within the list.
        let last = numbers.sorted(by: >)[open - 1]
        let above = numbers.indices.filter { numbers[$0] > last }
        let equal = numbers.indices.filter { numbers[$0] == last }
        for index in above { result.seats[index] += 1 }
        result.open -= above.count
        if equal.count == result.open {
            for index in equal { result.seats[index] += 1 }
            result.open = 0
        } else {
            result.tied = equal
        }
        return result
    }
}
