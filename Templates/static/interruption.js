// Whether the session of a vote stands still; without a vote, the one that sits. The chair decides that in the session's
// journal; the server tells everybody else no more of it than yes or no.

import { Refused, isOffline, pause, read } from "./api.js";
import { Fields } from "./strictjson.js";

const PATH = "/v1/session";

/** The time between two questions, in milliseconds. */
const OFTEN = 2000;

/**
 * Whether the session of a vote stands still now; null if that cannot be known at the moment. A server that does not
 * know the question has no session that could stand still.
 */
export async function readInterruption(vote, ask = read) {
    try {
        const text = await ask(vote ? `${PATH}?vote=${vote}` : PATH, 10);
        return text !== null && Fields.parse(text, ["paused", "rehearsal"]).bool("paused");
    } catch (error) {
        return error instanceof Refused && !isOffline(error) ? false : null;
    }
}

/** The sentence about an interruption that fits the state of a vote; without a state, the one that fits every vote. */
export function pausedWords(state) {
    if (state === "issuing" || state === "casting" || state === "tallied") return `count.paused.${state}`;
    return state === "boxed" || state === "tallying" ? "count.paused.boxed" : "count.paused";
}

/**
 * Asks at once and then after each `wait()`, which is every two seconds where no other is given, and calls
 * `onChange(isPaused)` when an interruption begins and when it ends. An answer that does not come changes nothing: a lost
 * connection is no resumption. While `isWanted()` says no, nothing is asked, and an interruption counts as ended.
 *
 * Answers `{known, stop}`: `known` resolves after the first question, whether it was answered or not.
 *
 * Neither the waiting nor `isWanted` may depend on what a member does on the page, so that the questions give nobody away.
 */
export function watchInterruption({ vote, isWanted, onChange, ask = read, wait = () => pause(OFTEN) }) {
    let isRunning = true;
    let last = false;
    const look = async () => {
        const now = isWanted() ? await readInterruption(vote, ask) : false;
        if (!isRunning || now === null || now === last) return;
        last = now;
        onChange(now);
    };
    const known = look();
    (async () => {
        await known;
        while (isRunning) {
            await wait();
            if (isRunning) await look();
        }
    })();
    return { known, stop: () => (isRunning = false) };
}
