// Acts beside a vote's log: a journal of one act, signed with a key of the vote's manifest. The officer gives up a count
// that way (abandonment.js), and the chair enters a lot (lot.js). What is published lies beside the log under the name of
// `FILES`.

import { equalBytes, toHex } from "./encoding.js";
import { readEvent } from "./event.js";
import { Fault, require } from "./fault.js";
import { Journal } from "./journal.js";
import { officerOf } from "./manifest.js";
import { OPENING, openingBody, readOpening } from "./opening.js";
import { systemRandom } from "./random.js";
import { readLines } from "./record.js";
import { writeJSON } from "./strictjson.js";

/** For each act: its file, whose it is, and the fault of a journal that does not hold it. */
const ACTS = {
    abandon: { file: "abandoned.jsonl", role: "officer", code: "rule.abandonment" },
    lot: { file: "lot.jsonl", role: "chair", code: "rule.lot" },
};

/** The files that may lie beside a record. */
export const BESIDE = Object.values(ACTS).map(({ file }) => file);

/**
 * Reads the journal of an act (bytes) and checks form, numbers, chain and signatures of every entry, by the keys that
 * entry 0 names. A fault has the line.
 */
export async function readActs(act, bytes) {
    const { file } = ACTS[act];
    let journal = null;
    let opening = null;
    for (const [entry, number] of readLines(bytes, file, readEvent)) {
        try {
            opening ??= readOpening(entry);
            const keys = new Map(opening.people.map(({ p, key }) => [p, key]));
            journal ??= new Journal(opening.id, (by) => keys.get(by));
            await journal.append(entry);
        } catch (fault) {
            throw fault instanceof Fault ? Object.assign(fault, { file, line: number }) : fault;
        }
    }
    if (!journal) throw new Fault("rule.emptyLog").at(file);
    return { ...opening, entries: journal.entries };
}

/** The body of the one entry that is this act, signed with the key that the manifest has for its role. */
export function bodyOf(act, { entries, people, realm }, manifest) {
    const { role, code, file } = ACTS[act];
    const acts = entries.filter(({ type }) => type === act);
    const officer = officerOf(manifest, role);
    const isOfficers = ({ by }) => people.some(({ p, key }) => p === by && key.equals(officer.key));
    const holds = acts.length === 1 && equalBytes(realm, manifest.realm) && isOfficers(acts[0]);
    if (!holds) throw new Fault(code).at(file);
    return acts[0].body;
}

/** Refuses an act that does not fit its vote. */
export function requireFit(act, condition) {
    const { code, file } = ACTS[act];
    if (!condition) throw new Fault(code).at(file);
}

/** Refuses an act in a state that does not allow it. */
export function requireState(act, condition, { stateName }) {
    if (!condition) throw new Fault("rule.wrongState", { type: act, state: stateName }).at(ACTS[act].file);
}

/** The text of a journal that holds this act and nothing else, opened and signed by the person whose act it is. */
export async function journalOf(act, content, { key, manifest, at, random = systemRandom }) {
    const officer = officerOf(manifest, ACTS[act].role);
    require(officer.p === key.p && officer.key.equals(key.publicKey), "error.device.notInRole", { role: officer.role });
    const id = random.bytes(16);
    const journal = new Journal(id, () => key.publicKey);
    const people = [{ p: key.p, name: officer.name, key: toHex(key.publicKey.encoded) }];
    const opening = openingBody({ id: toHex(id), realm: toHex(manifest.realm), people, at });
    for (const [type, body] of [[OPENING, opening], [act, { ...content, at }]]) {
        await journal.append(await journal.sign(key.signing, key.p, type, writeJSON(body), random));
    }
    return journal.text;
}
