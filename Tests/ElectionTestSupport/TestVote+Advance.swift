import Election

// MARK: - A whole vote

extension TestVote {
    /// The states of a vote that is not voided, in order.
    public static let way: [VoteState] = [
        .draft, .ceremony, .ready, .issuing, .casting, .closed, .boxed, .tallying, .tallied, .announced,
    ]

    /// Takes the vote to `state`: all members draw, and each casts the next of `choices`; members beyond them drop out.
    public mutating func advance(to state: VoteState, choices: [[Int]]? = nil) throws {
        guard let goal = Self.way.firstIndex(of: state) else { fatalError("no way to \(state)") }
        while let here = Self.way.firstIndex(of: log.state), here < goal {
            try step(choices ?? council.members.indices.map { usualChoice($0) })
        }
    }

    private mutating func step(_ choices: [[Int]]) throws {
        switch log.state {
        case .draft: try issue()
        case .ceremony: for round in (log.ceremonyRound ?? 1)...3 { try ceremonyRound(round) }
        case .ready: try open()
        case .issuing:
            for member in council.members where tokens[member.person] == nil { try draw(member) }
            try append(.cast, by: .officer)
        case .casting:
            for (member, values) in zip(council.members, choices) { try cast(member, values) }
            try append(.close, by: .officer)
        case .closed: try publish()
        case .boxed: try share(by: 1)
        case .tallying:
            for number in 1...3 where log.shares[number] == nil && log.shares.count < manifest.threshold {
                try share(by: number)
            }
            try append(.result(rightCounts()), by: .server)
        case .tallied:
            for number in 1...3 where !log.signed.contains(number) { try sign(by: number) }
            try append(.announce, by: .chair)
        case .empty, .announced, .voided: break
        }
    }

    /// A valid choice for the member at `index`: one mark, on the options in turn.
    private func usualChoice(_ index: Int) -> [Int] {
        var values = [Int](repeating: 0, count: manifest.options.count)
        values[index % values.count] = 1
        return values
    }

    /// A vote that has come to `state`.
    public static func at(
        _ state: VoteState,
        _ council: TestCouncil = TestCouncil(),
        threshold: Int = 2,
        choices: [[Int]]? = nil,
        change: (inout Manifest) -> Void = { _ in }
    ) throws -> TestVote {
        var vote = try TestVote(council, threshold: threshold, change: change)
        try vote.advance(to: state, choices: choices)
        return vote
    }
}
