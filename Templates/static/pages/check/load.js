// The files of a record: from the server, or from a folder of this device.

import { Refused, persistently, read } from "../../api.js";
import { BESIDE } from "../../besidelog.js";
import { RECORD_FILES } from "../../record.js";

/** The files of a record, and those that may lie beside it. */
const FILES = [...RECORD_FILES, ...BESIDE];

/** Every file that the server has for this vote now; which of them must be there follows from the log alone. */
export async function loadRecord(vote) {
    const files = {};
    for (const name of FILES) {
        const path = name === "log.jsonl" ? "log?from=0" : name;
        const text = await fileOrNone(`/v1/${vote}/${path}`);
        if (text !== null) files[name] = text;
    }
    return files;
}

async function fileOrNone(path) {
    try {
        return await persistently(() => read(path, 120));
    } catch (error) {
        if (error instanceof Refused && error.code === "wrong_state") return null;
        throw error;
    }
}

/** The files of a record, and of acts beside its log, among those that somebody chose; others are ignored. */
export async function recordOf(list) {
    const files = {};
    for (const file of list) {
        if (FILES.includes(file.name)) files[file.name] = new Uint8Array(await file.arrayBuffer());
    }
    return files;
}
