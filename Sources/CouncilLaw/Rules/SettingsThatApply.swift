extension LegalFrame {
    /// The town's decisions on which this vote may turn, and those that were changed: what an officer reads before they are
    /// frozen.
    ///
    /// All settings are frozen with the vote; the others belong to other kinds of votes.
    public var settingsThatApply: [Settings.Name] {
        Settings.Name.allCases.filter { applies($0) || settings[$0] != $0.standard }
    }

    private func applies(_ name: Settings.Name) -> Bool {
        switch name {
        // Every vote may have to be repeated by post, and every body may meet in one room or with substitutes.
        case .blankPaperBallot, .deadlineShift, .inPersonSession, .postalElectorate, .sessionDay, .substitutes: true
        case .digitalSessionBase: matter == .digitalSession
        case .oneFifthBase: kind == .motion
        case .withdrawnObjection: kind == .election || kind == .listElection
        case .candidateWithdrew, .narrowerElection, .nobodyHasAVote, .noVotesInNarrowerElection, .singleCandidate:
            kind == .election
        case .severalSeatsRest: kind == .election && seats > 1
        case .committeeMethod, .shortList: kind == .listElection
        }
    }
}
