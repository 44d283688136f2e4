// Refusals in words.

import { Fault } from "../../fault.js";
import { Refused } from "../../api.js";
import { hasWord, note, say } from "../../page.js";
import { refreshParts } from "./parts.js";

/** What is wrong with an access code, as its letter's owner can mend it. */
export function codeFault({ code, values = {} }) {
    const key = code.replace("error.code.", "web.fault.code.");
    return say(hasWord(key) ? key : "web.fault.wrongKey", { length: values.count, ...values });
}

/** A refusal as a sentence; a fault in a file names the entry or line. */
export function explain(error) {
    if (error instanceof Refused) {
        const key = `officer.refused.${error.code}`;
        return hasWord(key) ? say(key) : say("web.unexpected", { what: error.code });
    }
    if (!(error instanceof Fault)) return say("web.unexpected", { what: error.name });
    const text = hasWord(error.code) ? say(error.code, error.values) : say("web.unexpected", { what: error.code });
    if (error.file === "journal") return say("officer.fault.entry", { entry: error.line ?? 0, text });
    return error.file ? say("officer.fault.file", { file: error.file, line: error.line ?? "–", text }) : text;
}

/** Does something and says in `place` (an element) if it was refused; the view is renewed as it really is. */
export async function orSay(place, work) {
    place.replaceChildren();
    try {
        await work();
        return true;
    } catch (error) {
        place.replaceChildren(note("bad", explain(error)));
        place.scrollIntoView({ block: "nearest" });
        refreshParts(true);
        return false;
    }
}
