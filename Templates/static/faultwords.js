// Faults as sentences for people who sit in a browser.

import { Refused } from "./api.js";
import { Fault } from "./fault.js";
import { hasWord, say } from "./page.js";

/** A sentence for any error; what is not known is named by its code, never by its text. */
export function faultSentence(error) {
    if (error instanceof Refused) return sentenceOf(`error.server.${error.code}`, {}, error.code);
    if (!(error instanceof Fault)) return say("web.unexpected", { what: error?.name ?? "" });
    const text = sentenceOf(error.code, error.values, error.code);
    const state = error.values?.state && hasWord(`state.${error.values.state}`) ? say(`state.${error.values.state}`) : null;
    const place = error.file && (error.line ? say("fault.place", { file: error.file, line: error.line }) : error.file);
    return [state ? text.replace(error.values.state, state) : text, place && `(${place})`].filter(Boolean).join(" ");
}

function sentenceOf(key, values, what) {
    return hasWord(key) ? say(key, values) : say("web.unexpected", { what });
}
