// Where a member stands in a vote: a pure function of what the device knows, so that it can be tested without a page.

const BEFORE = ["empty", "draft", "ceremony", "ready"];
const AFTER = ["closed", "boxed", "tallying", "tallied"];

/**
 * `state` is the log's; `isOnRoll`, `hasToken`, `hasBallot`, `hasReceipt` what this device knows and holds;
 * `isAbandoned` that the count was given up; `outcome` how the server refused something for good (`missed`,
 * `elsewhere`, `used`, `late`); `isRestored` that the server has the vote from a backup, so that it can only be voided.
 */
export function stageOf({ state, isOnRoll, hasToken, hasBallot, hasReceipt, isAbandoned, isRestored, outcome }) {
    if (state === "voided") return "voided";
    if (isAbandoned) return "abandoned";
    if (state === "announced") return "result";
    if (isRestored) return "restored";
    // A ballot that may be on its way is asked for again until the server has said yes or no, also after the close.
    if (hasBallot && !hasReceipt) return "sending";
    if (state === "closed") return "closed";
    if (AFTER.includes(state)) return "board";
    if (isOnRoll === false) return "leftOut";
    if (BEFORE.includes(state)) return "waiting";
    if (state === "casting" && hasReceipt) return "arrived";
    if (outcome) return outcome;
    if (!hasToken) return "drawing";
    return state === "issuing" ? "drawn" : "ballot";
}

/** Whether a vote is one in which members act. */
export const runs = (state) => state === "issuing" || state === "casting";

/** Whether nothing follows any more. */
export const isOver = (state) => state === "announced" || state === "voided" || state === "abandoned";

/**
 * The vote to show by itself: the one that is shown now, unless exactly one other runs while nothing holds the member
 * here. Null if a person must choose, or if there is none.
 */
export function voteToShow(votes, shown) {
    const running = votes.filter(({ state }) => runs(state));
    const now = votes.find(({ vote }) => vote === shown);
    // Before the board is out and while objections are possible nobody is led away.
    const holds = now && (runs(now.state) || now.state === "closed" || now.state === "boxed");
    if (holds) return now;
    if (running.length === 1) return running[0];
    if (now) return now;
    if (running.length > 1) return null;
    const coming = votes.filter(({ state }) => !isOver(state));
    if (coming.length === 1) return coming[0];
    return votes.length === 1 ? votes[0] : null;
}
