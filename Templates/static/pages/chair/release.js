// Whether a result may be released, and the words that go with it.

import { controlSums } from "../../controlsums.js";
import { tellerNames } from "../../countviews.js";
import { h, note, say, sayNumber, sentence } from "../../page.js";
import { publicWords, wholeWords } from "../../words-of-vote.js";

/** The words with the result, once there is a fingerprint to sign the request with. */
export async function loadWords(desk, vote) {
    const hasFingerprint = Boolean((await desk.follow(vote)).fingerprint);
    return hasFingerprint ? wholeWords(vote, await desk.view(vote)) : publicWords(vote);
}

/** The control equation with its numbers, and what to do if it does not hold. */
export function equationNote(log) {
    const { holds, parts } = controlSums(log);
    const line = (part) =>
        h("li", {}, say(`chair.equation.${part.name}`, part.values), !part.holds && ` ${say("chair.equation.wrong")}`);
    return note(
        holds ? "good" : "bad",
        say(holds ? "chair.equation.holds" : "chair.equation.broken"),
        h("ul", { id: "equation" }, parts.map(line)),
        !holds && sentence("p", "chair.equation.what"),
    );
}

/**
 * Which tellers have not signed, and cannot once the result is released, in a sentence; empty if all have. With a title, where
 * several results are released.
 */
export function unsignedBy({ manifest, signed }, title = "") {
    const missing = [1, 2, 3].filter((number) => !signed.includes(number));
    if (missing.length === 0) return "";
    const names = tellerNames(manifest, missing);
    return `${title ? `${say("count.quoted", { title })}: ` : ""}${sayNumber("chair.release.unsigned", missing.length, { names })}`;
}

/** While the session stands still: where it goes on. */
export const pausedNote = (key) =>
    note("warn", say(key), h("p", {}, say("chair.paused.where"), " ", h("a", { href: "/leitung", target: "_blank", rel: "noopener noreferrer" }, "/leitung")));

/** Why a result cannot be released now, as a sentence; null if it can. */
export function releaseProblem(log, { forbids_release: isForbidden, problem }) {
    const { signed, manifest } = log;
    // No signature and no law makes wrong numbers right.
    if (!controlSums(log).holds) return say("chair.release.equation");
    const need = Math.min(manifest.signMinimum, manifest.threshold);
    if (signed.length < need) return say("chair.release.signatures", { have: signed.length, need });
    return isForbidden ? problem : null;
}
