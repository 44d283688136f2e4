// Faults as sentences for people who sit in a browser.

import { Refused } from "./api.js";
import { Fault } from "./fault.js";
import { hasWord, say } from "./page.js";

/** A sentence for any error; what is not known is named by its code, never by its text. */
export function faultSentence(error) {
    if (error instanceof Refused) return sentenceOf(`error.server.${error.code}`, {}, error.code);
    if (!(error instanceof Fault)) return say("web.unexpected", { what: error?.name ?? "" });
    const text = sentenceOf(error.code, spokenValues(error.values), error.code);
    const place = error.file && (error.line ? say("fault.place", { file: error.file, line: error.line }) : error.file);
    return place ? `${text} (${place})` : text;
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
