// The act that gives up a count (protocol section 13, last paragraph): a share is in the log, but not enough tellers can
// be had any more. The log stays where it is; the officer's act stands in a journal beside it, `abandoned.jsonl`.

import { equalBytes } from "./encoding.js";
import { readEvent } from "./event.js";
import { Fault, require } from "./fault.js";
import { Journal } from "./journal.js";
import { linesOf } from "./lines.js";
import { officerOf } from "./manifest.js";
import { Fields } from "./strictjson.js";

const FILE = "abandoned.jsonl";

/** Checks the journal against the log of its vote; `{reason, at}`. */
export async function readAbandonment(bytes, log) {
    const { manifest } = log;
    const lacksShares = log.state === "tallying" && log.shares.size < manifest.threshold;
    require(lacksShares, "rule.wrongState", { type: "abandon", state: log.state });
    const journal = await readJournal(bytes, manifest);
    const acts = journal.entries.filter(({ type }) => type === "abandon");
    require(acts.length === 1, "rule.abandonment");
    const fields = Fields.parse(acts[0].body, ["vote", "head", "reason", "at"]);
    const isThisVote = equalBytes(fields.hex("vote", 16), manifest.vote) && equalBytes(fields.digest("head"), log.head);
    require(isThisVote, "rule.abandonment");
    return { reason: fields.string("reason"), at: fields.string("at") };
}

/** Entry 0 names the people who may sign; here that is the officer of the manifest, with the manifest's key. */
async function readJournal(bytes, manifest) {
    const [first] = linesOf(bytes, FILE);
    require(first, "rule.emptyLog");
    const opening = readEvent(first.line);
    require(opening.type === "journal", "rule.unknownEventType", { type: opening.type });
    const fields = Fields.parse(opening.body, ["v", "suite", "journal", "realm", "people", "at"]);
    require(fields.integer("v") === 1 && fields.string("suite") === "URNE-V1", "rule.manifestVersion");
    require(equalBytes(fields.hex("realm", 16), manifest.realm), "rule.abandonment");
    const { p, key } = officerOf(manifest, "officer");
    const journal = new Journal(fields.hex("journal", 16), (by) => (by === p ? key : null));
    try {
        await journal.appendLines(bytes);
    } catch (fault) {
        throw fault instanceof Fault ? Object.assign(fault, { file: FILE }) : fault;
    }
    return journal;
}
