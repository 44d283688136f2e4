// The lot on a page: what is open, what the chair entered, and whether that fits what the result leaves to the lot.

import { Fault } from "./fault.js";
import { faultText } from "./faulttext.js";
import { note, say, sayNumber } from "./page.js";
import { again } from "./watch.js";

/** `{among, seats}` of the lot that the result waits for; null if it waits for none. */
export function openLot(words) {
    const next = words?.result?.next;
    return next?.kind === "lot" ? next : null;
}

/** Names as one says them: "A, B und C". */
export function listed(names) {
    if (names.length < 2) return names.join("");
    return `${names.slice(0, -1).join(", ")} ${say("lot.and")} ${names.at(-1)}`;
}

export const openSentence = ({ among, seats }) => sayNumber("lot.open", seats, { names: listed(among) });

export const drawnSentence = ({ winners, drawnBy, witness }) =>
    sayNumber("lot.drawn", winners.length, { names: listed(winners), drawnBy, witness });

/** Why an entry, `{draw}` or `{fault}`, does not hold, as a sentence; null if it does. `open` is what `openLot` says. */
export function lotProblem({ draw, fault }, open) {
    if (fault) return faultText(new Fault(fault.code, fault.values).at(fault.file, fault.line));
    if (!open) return say("lot.notOpen");
    const isSame = draw.seats === open.seats && JSON.stringify(draw.among) === JSON.stringify(open.among);
    return isSame ? null : say("lot.otherTie");
}

/** What was entered, or why it does not hold. */
export function lotNote(lot, open) {
    const problem = lotProblem(lot, open);
    if (problem) return note("bad", say("lot.fails", { reason: problem }));
    return note("good", say("lot.recorded", { drawn: drawnSentence(lot.draw) }));
}

/**
 * Asks for the entry while a page waits for one: it stands beside the log, and nobody tells of it. `page` has `words`,
 * `lot` and `lookForLot()`. Answers a function that ends it.
 */
export const awaitLot = (page) =>
    again(2000, () => !page.isBusy && page.log?.state === "announced" && openLot(page.words) && !page.lot && page.refresh());
