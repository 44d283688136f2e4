// The files of a record: from the server, or from a folder of this device.

import { Refused, persistently, read } from "../../api.js";
import { Fault } from "../../fault.js";
import { BESIDE } from "../../besidelog.js";
import { RECORD_FILES } from "../../record.js";

/** The files of a record, and those that may lie beside it. */
const FILES = [...RECORD_FILES, ...BESIDE];

/**
 * Every file that the server has for this vote now; which of them must be there follows from the log alone. `onWaiting`
 * is told of lost answers.
 */
export async function loadRecord(vote, onWaiting) {
    const files = {};
    for (const name of FILES) {
        const path = name === "log.jsonl" ? "log?from=0" : name;
        const text = await fileOrNone(`/v1/${vote}/${path}`, onWaiting);
        if (text !== null) files[name] = text;
        else if (name === "log.jsonl") throw new Refused("unknown_vote");
    }
    return files;
}

async function fileOrNone(path, onWaiting) {
    try {
        return await persistently(() => read(path, 120), onWaiting);
    } catch (error) {
        if (error instanceof Refused && error.code === "wrong_state") return null;
        throw error;
    }
}

/**
 * The files of a record, and of acts beside its log, among those that somebody chose; others are ignored. Without a log
 * there is nothing that could be valid or invalid.
 */
export async function recordOf(list) {
    const files = {};
    for (const file of list) {
        if (FILES.includes(file.name)) files[file.name] = new Uint8Array(await file.arrayBuffer());
    }
    if (files["log.jsonl"]) return files;
    const isByPost = [...list].some(({ name }) => name === "journal.jsonl");
    throw new Fault(isByPost ? "check.byPost" : "check.noLog");
}
