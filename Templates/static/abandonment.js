// The act that ends a vote which can never be opened: a share is in the log, and t tellers can no longer be had
// (protocol section 13, last paragraph). The log then stays in tallying for good; the act stands in a journal beside
// it, signed with the key that the manifest names for the election officer.

import { equalBytes } from "./encoding.js";
import { readEvent } from "./event.js";
import { Fault, require } from "./fault.js";
import { Journal } from "./journal.js";
import { linesOf } from "./lines.js";
import { officerOf } from "./manifest.js";
import { Fields } from "./strictjson.js";

const FILE = "abandoned.jsonl";

/** `{reason, at}` of the journal in `file` (bytes), which must end exactly the vote of `log`. */
export async function readAbandonment(file, log) {
    const officer = officerOf(log.manifest, "officer");
    const entries = [...linesOf(file, FILE)].map(({ line }) => readEvent(line));
    require(log.state === "tallying" && log.shares.size < log.manifest.threshold, "rule.abandonment");
    require(entries.length > 0, "rule.emptyLog");
    const journal = new Journal(openedJournal(entries[0], log), (by) => (by === officer.p ? officer.key : undefined));
    for (const [i, entry] of entries.entries()) {
        try {
            await journal.append(entry);
        } catch (fault) {
            throw fault instanceof Fault ? fault.at(FILE, i + 1) : fault;
        }
    }
    const acts = entries.filter(({ type }) => type === "abandon");
    require(acts.length === 1, "rule.abandonment");
    const fields = Fields.parse(acts[0].body, ["vote", "head", "reason", "at"]);
    const isThis = equalBytes(fields.hex("vote", 16), log.manifest.vote) && equalBytes(fields.digest("head"), log.head);
    require(isThis, "rule.abandonment");
    return { reason: fields.string("reason"), at: fields.string("at") };
}

/** The journal's id, from the entry that opens it; it must belong to the same council. */
function openedJournal({ type, body }, log) {
    require(type === "journal", "rule.abandonment");
    const fields = Fields.parse(body, ["v", "suite", "journal", "realm", "people", "at"]);
    require(equalBytes(fields.hex("realm", 16), log.manifest.realm), "rule.abandonment");
    return fields.hex("journal", 16);
}
