// In which votes of the server a person has a part, by the manifests that open their logs.
//
// This only finds them: whoever takes up a vote follows and checks its whole log.

import { isOver } from "./act.js";
import { read } from "./api.js";
import { toHex } from "./encoding.js";
import { readContent, readEvent } from "./event.js";
import { parseStrict } from "./strictjson.js";
import { TELLERS } from "./manifest.js";
import { readVotes } from "./messages.js";

/** Manifests never change, so each is read once. */
const manifests = new Map();

async function manifestOf(vote) {
    if (!manifests.has(vote)) {
        const [line] = ((await read(`/v1/${vote}/log?from=0`)) ?? "").split("\n", 1);
        manifests.set(vote, readContent("manifest", readEvent(line).body));
    }
    return manifests.get(vote);
}

/**
 * Whether a vote that is not over names this number with another key, so that number and code do not belong together. One
 * that is over may be older than a code that was replaced.
 */
export async function hasOtherKey(key) {
    const votes = await ownVotes(key, ["officer", "chair", ...TELLERS]);
    return votes.some(({ isOtherKey, state }) => isOtherKey && !isOver(state));
}

/** Whether a vote, over or not, names this number with this very key, so that number and code do belong together. */
export async function isNamed(key) {
    const votes = await ownVotes(key, ["officer", "chair", ...TELLERS]);
    return votes.some(({ isOtherKey }) => !isOtherKey);
}

/**
 * The votes in which the person with `key` has one of `roles`: `{vote, state, title, body, roles, name, isOtherKey}`,
 * where `isOtherKey` says that the manifest names this number with another key.
 */
export async function ownVotes(key, roles, votes) {
    const listed = votes ?? readVotes(parseStrict(await read("/v1/votes")));
    const found = [];
    for (const { vote, state, title } of listed) {
        let manifest;
        try {
            manifest = await manifestOf(vote);
        } catch (error) {
            // A vote that cannot be read is somebody else's trouble; one's own is checked when it is taken up.
            if (error.code === "offline") throw error;
            continue;
        }
        const own = manifest.officers.filter(({ role, p }) => p === key.p && roles.includes(role));
        if (own.length === 0) continue;
        const isOtherKey = own.some((officer) => toHex(officer.key.encoded) !== key.publicKey);
        found.push({
            vote, state, title, body: manifest.body, question: manifest.question, roles: own.map(({ role }) => role),
            name: own[0].name, isOtherKey,
        });
    }
    return found;
}
