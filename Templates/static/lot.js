// The lot that decided a tie, as the chair enters it after the release of the counts: one draws, another one sees it. The
// entry stands in a journal beside the log, `lot.jsonl`. Whether the law leaves a tie to the lot is not decided here.

import { bodyOf, journalOf, readActs, requireFit, requireState } from "./besidelog.js";
import { equalBytes, toHex } from "./encoding.js";
import { Fault, require } from "./fault.js";
import { Fields } from "./strictjson.js";

/** The longest name, in characters as people count them. */
const LONGEST_NAME = 200;

/**
 * Checks the journal against the log of its vote: `{among, seats, winners, drawnBy, witness, at}`. Refused unless two
 * different people stand for it and the winners fit what it names.
 */
export async function readLot(bytes, log) {
    const journal = await readActs("lot", bytes);
    requireState("lot", log.state === "announced", log);
    const names = ["vote", "head", "among", "seats", "winners", "drawn_by", "witness", "at"];
    const fields = Fields.parse(bodyOf("lot", journal, log.manifest), names);
    const vote = fields.hex("vote", 16);
    requireFit("lot", equalBytes(vote, log.manifest.vote) && equalBytes(fields.digest("head"), log.head));
    const lot = {
        among: textsOf(fields, "among"), seats: fields.integer("seats"), winners: textsOf(fields, "winners"),
        drawnBy: fields.string("drawn_by"), witness: fields.string("witness"), at: fields.string("at"),
    };
    checkLot(lot);
    return lot;
}

/** The journal in which the chair enters a lot for this log. */
export function writeLot(log, { key, lot, at, random }) {
    requireState("lot", log.state === "announced", log);
    checkLot(lot);
    const { manifest } = log;
    const { among, seats, winners, drawnBy, witness } = lot;
    const content = {
        vote: toHex(manifest.vote), head: toHex(log.head), among, seats, winners, drawn_by: drawnBy, witness,
    };
    return journalOf("lot", content, { key, manifest, at, random });
}

/** Refuses a lot that was not drawn as one must be. */
export function checkLot({ among, seats, winners, drawnBy, witness }) {
    require([drawnBy, witness].every(isReadable), "error.lot.nameMissing");
    require(folded(drawnBy) !== folded(witness), "error.lot.samePerson");
    for (const [i, name] of winners.entries()) {
        require(among.includes(name), "error.lot.notAmong", { name });
        require(!winners.slice(0, i).includes(name), "error.lot.twice", { name });
    }
    require(winners.length === seats, "error.lot.wrongNumber", { seats, winners: winners.length });
}

function textsOf(fields, name) {
    return fields.array(name).map((value) => {
        if (typeof value !== "string") throw new Fault("json.wrongType", { field: name });
        return value;
    });
}

/** Whether something can be read, on one line, with nothing in it that nobody sees but what joins letters. */
function isReadable(name) {
    const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cn}\p{Cs}]|(?![\u200C\u200D])\p{Cf}/u;
    return /[^\p{White_Space}]/u.test(name) && [...name].length <= LONGEST_NAME && !hidden.test(name);
}

/** For comparing names of people: without regard to case and to the spaces in them. */
const folded = (name) => name.normalize("NFC").split(/\p{White_Space}+/u).filter(Boolean).join(" ").toLowerCase();
