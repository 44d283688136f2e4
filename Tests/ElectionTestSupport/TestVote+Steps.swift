import BlindToken
import Election
import Ristretto255
import SealedBallot

// MARK: - Step by step

extension TestVote {
    public mutating func issue() throws {
        try append(.issuer(issuer.publicKey), by: .server)
    }

    /// One round of the key ceremony, 1 to 3.
    public mutating func ceremonyRound(_ round: Int, order: [Int] = [1, 2, 3]) throws {
        for number in order {
            guard let ceremony = log.ceremony, let role = Role.teller(number) else { fatalError("no ceremony") }
            switch round {
            case 1:
                if ceremonySecrets.isEmpty {
                    ceremonySecrets = (1...3).map { CeremonySecret(number: $0, threshold: ceremony.threshold) }
                }
                try append(.dkg1(ceremonySecrets[number - 1].commitment(ceremony)), by: role)
            case 2:
                let dealing = ceremonySecrets[number - 1].dealing(ceremony, commitments: log.orderedCommitments)
                try append(.dkg2(dealing), by: role)
            default: try append(confirmation(number), by: role)
            }
        }
        if round == 2 { keyShares = try makeKeyShares() }
    }

    private func makeKeyShares() throws -> [KeyShare] {
        guard let ceremony = log.ceremony else { return [] }
        return try ceremonySecrets.map {
            try $0.keyShare(ceremony, commitments: log.orderedCommitments, dealings: log.orderedDealings)
        }
    }

    /// What teller `number` says in the third round.
    public func confirmation(_ number: Int) -> EventContent {
        guard let joint = log.jointKey, let head = log.dealingHead else { fatalError("the dealing is not complete") }
        return .dkg3(head: head, key: joint.publicKey.element, share: joint.publicShares[number - 1])
    }

    public mutating func open() throws {
        guard let joint = log.jointKey else { fatalError("no key yet") }
        try append(.open(issuer: issuer.publicKey.element, key: joint.publicKey.element), by: .officer)
    }

    /// A member draws a token.
    public mutating func draw(_ member: PersonKey, recoverable: Bool = true) throws {
        let secret = DrawSecret.random(key: member, head: context.head)
        let request = secret.request(key: member, head: context.head, recoverable: recoverable)
        let evaluation = issuer.blindEvaluate(request.blinded)
        draws[member.person] = (request, evaluation)
        tokens[member.person] = try secret.token(from: evaluation, key: member, context: context)
        register.append(RegisterLine(request, evaluation))
    }

    /// A ballot of a member, ready to be sent.
    public func ballot(_ member: PersonKey, _ values: [Int]) throws -> UnverifiedBallot {
        guard let token = tokens[member.person] else { fatalError("\(member.person) has no token") }
        return try PreparedBallot(values, context: context).seal(with: token)
    }

    /// A member casts; the box accepts.
    public mutating func cast(_ member: PersonKey, _ values: [Int]) throws {
        ballots.append(try accept(ballot(member, values)))
    }

    /// The line the box makes of a ballot.
    public func accept(_ ballot: UnverifiedBallot) throws -> BoardLine {
        let verified = try ballot.verified(in: context)
        let input = context.tokenInput(verified.credential)
        return BoardLine(
            trackerHash: verified.trackerHash,
            ballot: verified.encoded,
            tokenProof: issuer.prove(input, evaluated: issuer.evaluate(input))
        )
    }

    /// Publishes register and box in order, or exactly these texts.
    public mutating func publish(
        register givenRegister: String? = nil,
        ballots givenBallots: String? = nil,
        draws: Int? = nil,
        ballotCount: Int? = nil
    ) throws {
        let sortedRegister = register.sorted { $0.person < $1.person }
        let sortedBallots = ballots.sorted {
            $0.trackerHash.encoded.lexicographicallyPrecedes($1.trackerHash.encoded)
        }
        let registerText = givenRegister ?? sortedRegister.map(\.line).joined()
        let ballotsText = givenBallots ?? sortedBallots.map(\.line).joined()
        self.registerText = registerText
        self.ballotsText = ballotsText
        let board = EventContent.Board(
            draws: draws ?? register.count,
            register: .sha512(registerText),
            ballots: ballotCount ?? ballots.count,
            box: .sha512(ballotsText)
        )
        try append(.box(board), by: .server)
    }

    /// The encrypted sums, whether or not the ballots hold.
    public func sums() throws -> [Ciphertext] {
        var sums = [Ciphertext](repeating: .zero, count: manifest.options.count)
        for line in ballots {
            let bytes = line.ballot[64..<line.ballot.count - 64]
            let selection = try SealedSelection(decoding: Array(bytes), rule: manifest.rule)
            sums = zip(sums, selection.ciphertexts).map { $0 + $1 }
        }
        return sums
    }

    /// What teller `number` contributes to the opening.
    public func share(_ number: Int) throws -> EventContent {
        guard let board = log.boardHead else { fatalError("nothing published") }
        return .share(board: board, keyShares[number - 1].decrypt(try sums(), board: board))
    }

    public mutating func share(by number: Int) throws {
        guard let role = Role.teller(number) else { fatalError("no such teller") }
        try append(share(number), by: role)
    }

    /// The right counts.
    public func rightCounts() throws -> EventContent.Counts {
        guard let counts = log.openedCounts(try sums()) else { fatalError("the sums cannot be opened") }
        return counts
    }

    public mutating func sign(by number: Int) throws {
        guard let role = Role.teller(number), let head = log.resultHead else { fatalError("nothing to sign") }
        try append(.sign(head: head), by: role)
    }
}
