// Whether a result may be released, and the words that go with it.

import { say } from "../../page.js";
import { publicWords, wholeWords } from "../../words-of-vote.js";

/** The words with the result, once there is a fingerprint to sign the request with. */
export async function loadWords(desk, vote) {
    const hasFingerprint = Boolean((await desk.follow(vote)).fingerprint);
    return hasFingerprint ? wholeWords(vote, await desk.view(vote)) : publicWords(vote);
}

/** Why a result cannot be released now, as a sentence; null if it can. */
export function releaseProblem({ signed, manifest }, { forbids_release: isForbidden, problem }) {
    const need = Math.min(manifest.signMinimum, manifest.threshold);
    if (signed.length < need) return say("chair.release.signatures", { have: signed.length, need });
    return isForbidden ? problem : null;
}
