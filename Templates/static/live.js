// Live updates (a long poll on the issuer's origin): a call that the server answers when the list of votes and their
// states is no longer the one this page has seen.

import { pause, read } from "./api.js";
import { readVotes } from "./messages.js";
import { Fields } from "./strictjson.js";

/** Longer than the server waits before it answers that nothing has changed. */
const PATIENCE = 40;

/** The answer of `/v1/wait`: `{seen, votes}`. */
export function readList(text) {
    const fields = Fields.parse(text, ["seen", "votes"]);
    return { seen: fields.string("seen"), votes: readVotes(fields.members.get("votes")) };
}

const WAKENINGS = [[document, "visibilitychange"], [window, "online"], [window, "pageshow"]];

/** Resolves to null when the device wakes up, comes back to this page, or gets a connection; listens until `signal`. */
function wakening(signal) {
    return new Promise((resolve) => {
        const wake = () => document.visibilityState !== "hidden" && resolve(null);
        for (const [target, type] of WAKENINGS) target.addEventListener(type, wake, { signal });
    });
}

/** Tells `onList(votes)` of every change, and `onConnection(isThere)`; for ever. */
export async function watchVotes(onList, onConnection) {
    let seen = "";
    for (let wait = 500; ; ) {
        const over = new AbortController();
        try {
            const answer = read(`/v1/wait?seen=${encodeURIComponent(seen)}`, PATIENCE, over.signal);
            answer.catch(() => {});
            // After ten minutes of sleep the old call hangs in the air; what counts is a new one.
            const text = await Promise.race([answer, wakening(over.signal)]);
            if (text === null) {
                over.abort();
                await read("/v1/server", 5);
            } else {
                const list = readList(text);
                if (list.seen !== seen) onList(list.votes);
                seen = list.seen;
            }
            wait = 500;
            onConnection(true);
        } catch {
            onConnection(false);
            await Promise.race([pause(wait), wakening(over.signal)]);
            wait = Math.min(wait * 2, 4000);
        } finally {
            // A browser has six connections to a host, for all tabs together; none may be left hanging.
            over.abort();
        }
    }
}

/** Resolves when a vote is no longer in this state; a count that is given up is told only here. */
export async function untilNotIn(vote, state) {
    for (;;) {
        try {
            const text = await read(`/v1/${vote}/wait?state=${state}`, PATIENCE);
            if (text === null || JSON.parse(text).state !== state) return;
        } catch {
            await pause(4000);
        }
    }
}
