// Entry 0 of a journal: which journal it is, of which council, and who may sign in it (protocol section 7, other
// journals). Like event 0 of a vote it is checked with a key it brings along, so whoever relies on an entry compares the
// keys with what they know.

import { fromHex, utf8 } from "./encoding.js";
import { Fault, require } from "./fault.js";
import { readRoll, writeRollLine } from "./record.js";
import { Fields } from "./strictjson.js";

/** The type of entry 0. */
export const OPENING = "journal";

/** Reads entry 0: `{id, realm, people}`, each person `{p, name, key}`. */
export function readOpening({ type, body }) {
    if (type !== OPENING) throw new Fault("rule.unknownEventType", { type });
    const fields = Fields.parse(body, ["v", "suite", "journal", "realm", "people", "at"]);
    require(fields.integer("v") === 1 && fields.string("suite") === "URNE-V1", "rule.manifestVersion");
    const id = fields.hex("journal", 16);
    const realm = fields.hex("realm", 16);
    const people = fields.array("people").map(personOf).sort((a, b) => (a.p < b.p ? -1 : 1));
    return { id, realm, people: [...readRoll(utf8(people.map(writeRollLine).join("")), OPENING).values()] };
}

function personOf(value) {
    const fields = new Fields(value, ["p", "name", "key"]);
    return { p: fields.person("p"), name: fields.string("name"), key: fields.element("key") };
}

/** The body of entry 0; ids and keys as hex. */
export function openingBody({ id, realm, people, at }) {
    fromHex(id, "journal", 16);
    const sorted = [...people].sort((a, b) => (a.p < b.p ? -1 : 1)).map(({ p, name, key }) => ({ p, name, key }));
    return { v: 1, suite: "URNE-V1", journal: id, realm, people: sorted, at };
}
