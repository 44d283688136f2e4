// A fault or a refusal as a sentence for people.

import { Refused } from "./api.js";
import { Fault } from "./fault.js";
import { hasWord, say } from "./page.js";

/** Codes that say: stop, and tell the room. Everything that can only come from a wrong log, key or file is one. */
const ALARMS = [
    "anotherVote", "badShare", "boardDiffers", "invalidRecord", "logRewritten", "sharedOtherBoard", "signedEventMissing",
    "signedOther",
].map((name) => `error.device.${name}`);

export function faultText(error) {
    if (error instanceof Refused) {
        if (error.code === "offline") return say("web.offline");
        return hasWord(`web.refused.${error.code}`)
            ? say(`web.refused.${error.code}`)
            : say("web.unexpected", { what: error.code });
    }
    if (error instanceof Fault && hasWord(error.code)) {
        const place = error.check ? ` (${error.check})` : "";
        return say(error.code, error.values) + place;
    }
    return say("web.unexpected", { what: error.code ?? error.name });
}

/** Whether the person must not go on and should say so aloud. */
export const isAlarm = (error) =>
    error instanceof Fault && (/^(rule|json|group)\./.test(error.code) || ALARMS.includes(error.code));
