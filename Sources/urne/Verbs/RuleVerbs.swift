/// `urne rule`: the rules of municipal votes, one question and one answer each.
enum RuleVerbs {
    static let all = RuleVotes.verbs + RuleSession.verbs + RuleEligible.verbs + RuleMargin.verbs + LawForm.verbs
}
