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

/** Resolves when the device wakes up, comes back to this page, or gets a connection. */
function wakening() {
    return new Promise((resolve) => {
        const wake = () => {
            if (document.visibilityState === "hidden") return;
            for (const [target, type] of kinds) target.removeEventListener(type, wake);
            resolve(null);
        };
        const kinds = [[document, "visibilitychange"], [window, "online"], [window, "pageshow"]];
        for (const [target, type] of kinds) target.addEventListener(type, wake);
    });
}

/** Tells `onList(votes)` of every change, and `onConnection(isThere)`; for ever. */
export async function watchVotes(onList, onConnection) {
    let seen = "";
    let asks = 0;
    for (let wait = 500; ; ) {
        try {
            // After ten minutes of sleep the old call hangs in the air; what counts is a new one.
            const answer = read(`/v1/wait?seen=${encodeURIComponent(seen)}`, PATIENCE);
            const text = await Promise.race([answer, asks++ === 0 ? answer : wakening()]);
            if (text === null) {
                answer.catch(() => {});
                await onConnectionAfter(onConnection);
                continue;
            }
            const list = readList(text);
            wait = 500;
            onConnection(true);
            if (list.seen !== seen) {
                seen = list.seen;
                onList(list.votes);
            }
        } catch {
            onConnection(false);
            await Promise.race([pause(wait), wakening()]);
            wait = Math.min(wait * 2, 4000);
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

/** After waking up: a short call shows whether there is a connection. */
async function onConnectionAfter(onConnection) {
    await read("/v1/server", 5);
    onConnection(true);
}
