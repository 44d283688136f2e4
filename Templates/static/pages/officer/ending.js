// Voiding a vote by the chair's decision on a disturbance: at once where the officer enters it, and asked for as long as it
// has not happened.

import { Fault } from "../../fault.js";
import { button, h, note, say, sentence } from "../../page.js";
import { pendingEnds, runningVotes } from "../../session.js";
import { prefill } from "./compose.js";
import { desk } from "./desk.js";
import { orSay } from "./faults.js";
import { onScreen, signVote } from "./votes.js";

/**
 * Voids a vote for a disturbance; for a repetition it is prepared again: new keys, new roll, nothing of the old vote is
 * ever opened.
 */
export async function endVote({ vote, decision, number, reason }, go) {
    const chosen = await onScreen(vote);
    if (!chosen.roles.includes("officer")) throw new Fault("officer.vote.notOfficer");
    const isRunning = runningVotes(desk.session, [{ vote, state: chosen.log.state }]).length > 0;
    if (isRunning) await signVote(chosen, "void", say("officer.decision.voidReason", { number, reason }));
    if (decision !== "repeat") return;
    await prefill(chosen, desk.session);
    go("compose");
}

/** Whether this person voids the vote; of a vote that was made by other means and is not on the screen nobody knows yet. */
function isOfficerOf(id) {
    const { vote, session, person } = desk;
    if (vote?.id === id && vote.log) return vote.roles.includes("officer");
    const draft = session.drafts.find((each) => each.vote === id);
    return !draft || draft.manifest.officers.some(({ role, p }) => role === "officer" && p === person.p);
}

/** Decisions that were entered and not yet carried out; on every tab, because the vote goes on until somebody acts. What is refused is said in `said`. */
export function pendingNotes(said, go) {
    return pendingEnds(desk.session, desk.votes).map((end) =>
        note(
            "bad",
            say(`officer.pending.${end.decision}`, end),
            isOfficerOf(end.vote)
                ? h("div", { class: "buttons" }, button(`officer.pending.${end.decision}.do`, () => orSay(said, () => endVote(end, go)), {
                    class: "danger", id: `end-${end.vote}`,
                }))
                : sentence("p", "officer.pending.officer"),
        ),
    );
}
