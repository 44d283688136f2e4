// The files of a vote's record as the server publishes them; the log comes from whoever followed it.

import { isOffline, persistently, read, Refused } from "./api.js";

/** `{name: text}` of what there is in this state; a file the server does not have is missing. */
export async function loadRecord(vote, manifest, onWaiting) {
    const names = ["roll.jsonl", "register.jsonl", "ballots.jsonl", ...(manifest.law ? ["law.json"] : [])];
    const files = {};
    for (const name of names) {
        const text = await persistently(() => readIfThere(`/v1/${vote}/${name}`), onWaiting);
        if (text !== null) files[name] = text;
    }
    return files;
}

async function readIfThere(path) {
    try {
        return await read(path);
    } catch (error) {
        if (error instanceof Refused && !isOffline(error)) return null;
        throw error;
    }
}
