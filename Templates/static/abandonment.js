// The act that gives up a count (protocol section 13, last paragraph): a share is in the log, but not enough tellers can
// be had any more. The log stays where it is; the officer's act stands in a journal beside it, `abandoned.jsonl`.

import { bodyOf, journalOf, readActs, requireFit, requireState } from "./besidelog.js";
import { equalBytes, toHex } from "./encoding.js";
import { Fields } from "./strictjson.js";

/** Checks the journal against the log of its vote; `{reason, at}`. */
export async function readAbandonment(bytes, log) {
    const journal = await readActs("abandon", bytes);
    requireState("abandon", log.lacksShares && !log.abandonment, log);
    const fields = Fields.parse(bodyOf("abandon", journal, log.manifest), ["vote", "head", "reason", "at"]);
    const vote = fields.hex("vote", 16);
    requireFit("abandon", equalBytes(vote, log.manifest.vote) && equalBytes(fields.digest("head"), log.head));
    return { reason: fields.string("reason"), at: fields.string("at") };
}

/** The journal in which the officer gives up the count of this log. */
export function writeAbandonment(log, { key, reason, at, random }) {
    requireState("abandon", log.lacksShares && !log.abandonment, log);
    const { manifest } = log;
    const content = { vote: toHex(manifest.vote), head: toHex(log.head), reason };
    return journalOf("abandon", content, { key, manifest, at, random });
}
