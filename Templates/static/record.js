// The lines of roll, register and board (protocol sections 8, 10 and 13).

import { toHex } from "./encoding.js";
import { Fault } from "./fault.js";
import { linesOf } from "./lines.js";
import { MAXIMUM_ROLL } from "./manifest.js";
import { Fields, writeJSON } from "./strictjson.js";

/** The five files of a record. */
export const RECORD_FILES = ["log.jsonl", "roll.jsonl", "register.jsonl", "ballots.jsonl", "law.json"];

/** `{p, name, key}` */
export function readRollLine(line) {
    const fields = Fields.parse(line, ["p", "name", "key"]);
    return { p: fields.person("p"), name: fields.string("name"), key: fields.element("key") };
}

export const writeRollLine = ({ p, name, key }) => writeJSON({ p, name, key: toHex(key.encoded) }) + "\n";

/** `{p, B, hs, sig, E, pi}` */
export function readRegisterLine(line) {
    const fields = Fields.parse(line, ["p", "B", "hs", "sig", "E", "pi"]);
    return {
        p: fields.person("p"),
        B: fields.element("B"),
        hs: fields.digest("hs"),
        sig: fields.pair("sig"),
        E: fields.element("E"),
        pi: fields.pair("pi"),
    };
}

export const writeRegisterLine = ({ p, B, hs, sig, E, pi }) =>
    writeJSON({ p, B: toHex(B.encoded), hs: toHex(hs), sig: toHex(sig), E: toHex(E.encoded), pi: toHex(pi) }) + "\n";

/** `{cx, ballot, pi}` */
export function readBoardLine(line) {
    const fields = Fields.parse(line, ["cx", "ballot", "pi"]);
    return { cx: fields.digest("cx"), ballot: fields.hex("ballot"), pi: fields.pair("pi") };
}

export const writeBoardLine = ({ cx, ballot, pi }) =>
    writeJSON({ cx: toHex(cx), ballot: toHex(ballot), pi: toHex(pi) }) + "\n";

/** Reads each line of a file, one at a time, as `[value, number]`; a fault has file and line. */
export function* readLines(bytes, file, read) {
    for (const { line, number } of linesOf(bytes, file)) {
        let value;
        try {
            value = read(line);
        } catch (fault) {
            throw fault instanceof Fault ? fault.at(file, number) : fault;
        }
        yield [value, number];
    }
}

/** The members of `roll.jsonl` by `p`, in order; checked as V9 demands but for the hash. Other lists of keys have its form. */
export function readRoll(bytes, file = "roll.jsonl") {
    const entries = [...readLines(bytes, file, readRollLine)].map(([entry]) => entry);
    if (entries.length > MAXIMUM_ROLL) throw new Fault("rule.rollSize").at(file);
    const keys = new Set();
    for (const [i, { p, key }] of entries.entries()) {
        const refuse = (code, values) => {
            throw new Fault(code, values).at(file, i + 1);
        };
        // Ids are ASCII, so the order of texts is that of their bytes.
        if (i > 0 && entries[i - 1].p === p) refuse("rule.personTwice", { p });
        if (i > 0 && entries[i - 1].p > p) refuse("rule.order");
        const hex = toHex(key.encoded);
        if (keys.has(hex)) refuse("rule.keyTwice");
        keys.add(hex);
    }
    return new Map(entries.map((entry) => [entry.p, entry]));
}
