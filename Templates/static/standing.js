// Why somebody is not on the roll of a vote: what the session's journal says about this person alone. The server picks the
// entries out; what they mean for the vote is said here, by the same rules as in session.js.

import { readAct } from "./acts.js";
import { isSameItem, plainItem } from "./agenda.js";
import { require } from "./fault.js";
import { Fields } from "./strictjson.js";

/**
 * Reads the answer and says what it means: `{why, item, reason, at}`. `why` is "excluded"; "left" or "absent" for whoever
 * was not there, with or without an entry; "present" if none of these is the reason. Entries come in the order of the
 * journal and end where the roll was made. Null where no journal speaks of the vote.
 */
export function readStanding(text) {
    const fields = Fields.parse(text, ["item", "acts"]);
    if (fields.string("item") === "") return null;
    const item = plainItem(fields.string("item"));
    let exclusion = null;
    let attendance = null;
    for (const value of fields.array("acts")) {
        const entry = new Fields(value, ["type", "body"]);
        const type = entry.string("type");
        const act = readAct(type, entry.string("body"));
        if (type === "attendance") attendance = act;
        else {
            require(type === "exclude" || type === "readmit", "rule.session.unknownAct", { type });
            if (isSameItem(act.item, item)) exclusion = type === "exclude" ? act : null;
        }
    }
    const isThere = attendance !== null && attendance.how !== "left";
    // Whoever is not there is not on the roll, excluded or not; an exclusion is what people want to hear first.
    if (exclusion) return { why: "excluded", item, reason: exclusion.reason, at: exclusion.at };
    if (isThere) return { why: "present", item, reason: "", at: attendance.at };
    return { why: attendance ? "left" : "absent", item, reason: "", at: attendance?.at ?? "" };
}
