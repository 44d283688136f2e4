// A fault or a refusal as a sentence for people who sit in a browser.

import { Refused } from "./api.js";
import { Fault } from "./fault.js";
import { hasWord, say } from "./page.js";

/** Codes that say: stop, and tell the room. Everything that can only come from a wrong log, key or file is one. */
const ALARMS = [
    "anotherVote", "badShare", "boardDiffers", "invalidRecord", "logRewritten", "sharedOtherBoard", "signedEventMissing",
    "signedOther",
].map((name) => `error.device.${name}`);

/** A sentence for any error; what is not known is named by its code, never by its text. */
export function faultText(error) {
    if (error instanceof Refused) {
        return error.code === "offline" ? say("web.offline") : sentenceOf(`error.server.${error.code}`, {}, error.code);
    }
    if (!(error instanceof Fault)) return say("web.unexpected", { what: error?.name ?? "" });
    const text = sentenceOf(error.code, spokenValues(error.values), error.code);
    const place = placeOf(error);
    return place ? `${text} (${place})` : text;
}

/** Where the fault is: in a line of a file, in a file, or found by a check. */
function placeOf({ file, line, check }) {
    if (!file) return check;
    return line ? say("fault.place", { file, line }) : file;
}

/** States, acts and roles have names in the catalogue; everything else stays as it is. */
function spokenValues(values = {}) {
    const families = { state: "state", type: "act", by: "role", role: "role" };
    const spoken = ([name, value]) => {
        const key = `${families[name]}.${value}`;
        return [name, hasWord(key) ? say(key) : value];
    };
    return Object.fromEntries(Object.entries(values).map(spoken));
}

function sentenceOf(key, values, what) {
    return hasWord(key) ? say(key, values) : say("web.unexpected", { what });
}

/** Whether the person must not go on and should say so aloud. */
export const isAlarm = (error) =>
    error instanceof Fault && (/^(rule|json|group)\./.test(error.code) || ALARMS.includes(error.code));
