// Who is on a vote's roll, against who is there and not excluded: as people, not as numbers. A roll of the right size with
// other people on it adds up, and is wrong all the same. No elements in here.

import { exclusionsFor } from "../../agenda.js";
import { MAYORS } from "../../session.js";
import { WITHOUT_VOTE } from "./sums.js";

/** States before anybody can cast: what changed in the hall until then is about the roll; later people may leave. */
const BEFORE_CASTING = ["empty", "draft", "ceremony", "ready", "issuing"];

/** What makes a roll wrong, and what only has to be known. */
const WRONG = ["excluded", "stranger", "missing"];

/**
 * The people on whom roll and journal disagree, by number: `{excluded, stranger, missing, left}`. `entry` is the vote's in
 * the session's journal, `roll` the numbers of those entitled, `law` the vote's law or null.
 *
 * - `excluded`: on the roll, and excluded for the item
 * - `stranger`: on the roll, and not there, neither now nor when the roll was made
 * - `missing`: there and not excluded, and not on the roll
 * - `left`: on the roll, and no longer there
 */
export function rollDifference({ session, entry, roll, law, state }) {
    const isBefore = BEFORE_CASTING.includes(state);
    const { council, attendance, exclusions } = session;
    const isThere = (p) => ["room", "video"].includes(attendance[p]?.how);
    const { applying } = exclusionsFor(exclusions, entry.item);
    const excluded = new Set(isBefore ? applying.map(({ p }) => p) : entry.excluded);
    const found = { excluded: roll.filter((p) => excluded.has(p)), stranger: [], missing: [], left: [] };
    // Where it was not entered who attends, nothing more is known.
    if (entry.present.length === 0) return found;
    const present = isBefore ? council.councillors.map(({ p }) => p).filter(isThere) : entry.present;
    const gone = roll.filter((p) => !present.includes(p) && !excluded.has(p));
    const without = new Set(withoutVote({ session, entry, roll, law }));
    return {
        ...found,
        stranger: gone.filter((p) => !entry.present.includes(p)),
        missing: present.filter((p) => !excluded.has(p) && !roll.includes(p) && !without.has(p)),
        left: gone.filter((p) => entry.present.includes(p)),
    };
}

/** Those who have no vote on this item, there or not; the law's file counts them without saying who they are. */
function withoutVote({ session, entry, roll, law }) {
    const reasons = (law?.left_out ?? []).filter(({ reason }) => WITHOUT_VOTE.includes(reason));
    const count = reasons.reduce((sum, each) => sum + each.count, 0);
    const notListed = entry.present.filter((p) => !entry.excluded.includes(p) && !roll.includes(p));
    const hasDraft = session.drafts.some(({ vote }) => vote === entry.vote);
    const mayors = session.council.councillors.filter(({ role }) => MAYORS.includes(role.toLowerCase())).map(({ p }) => p);
    return [
        // The law itself left them out when the draft was made.
        ...(hasDraft || notListed.length <= count ? notListed : []),
        ...(reasons.some(({ reason }) => reason === "mayor-excepted") ? mayors : []),
    ];
}

/** Whether somebody is on a roll who must not be, or not on it who must be. */
export const isWrong = (difference) => WRONG.some((kind) => difference[kind].length > 0);

/** The kinds of differences that there are, the heavy ones first. */
export const kindsOf = (difference) => [...WRONG, "left"].filter((kind) => difference[kind].length > 0);

/** Two looks at one roll that say the same. */
export const isSameDifference = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The difference of the vote on a desk; null while its roll is not there, or it is over. */
export function chosenDifference({ session, vote }) {
    const entry = session.votes.find((other) => other.vote === vote?.id);
    if (!vote?.log || !vote.roll || !entry || !session.council || vote.log.state === "voided") return null;
    return rollDifference({ session, entry, roll: vote.roll.map(({ p }) => p), law: vote.law, state: vote.log.state });
}

/** The votes of the session before their casting whose roll differs: `{vote, title, difference}`. */
export function differingRolls(desk) {
    const { session, votes, vote: chosen } = desk;
    if (!session.council) return [];
    return session.votes.flatMap((entry) => {
        const known = votes.find(({ vote }) => vote === entry.vote);
        const draft = session.drafts.find(({ vote }) => vote === entry.vote);
        const isChosen = chosen?.id === entry.vote && chosen.roll;
        const roll = isChosen ? chosen.roll.map(({ p }) => p) : draft?.entitled;
        if (!roll || !known || !BEFORE_CASTING.includes(known.state)) return [];
        const law = isChosen ? chosen.law : draft.law ? JSON.parse(draft.law) : null;
        const difference = rollDifference({ session, entry, roll, law, state: known.state });
        return kindsOf(difference).length > 0 ? [{ vote: entry.vote, title: known.title, difference }] : [];
    });
}
