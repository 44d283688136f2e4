// One signed act in a log (protocol section 7), and the content of each kind of act.

import { I2OSP, toHex } from "./encoding.js";
import { Fault } from "./fault.js";
import { H } from "./hash.js";
import { readManifest } from "./manifest.js";
import { systemRandom } from "./random.js";
import { isSigned } from "./schnorr.js";
import { Fields, writeJSON } from "./strictjson.js";

/** The tag of a vote's log; journals of other acts have `ACT_TAG`. */
export const EVENT_TAG = "URNE-V1-event";
export const ACT_TAG = "URNE-V1-act";

/** Head of an empty log. */
export const ZERO_HEAD = new Uint8Array(64);

/** Reads one line without its line feed, or a parsed value: `{n, prev, type, by, body, sig}`. */
export function readEvent(input) {
    const names = ["n", "prev", "type", "by", "body", "sig"];
    const fields = input instanceof Map ? new Fields(input, names) : Fields.parse(input, names);
    const n = fields.integer("n");
    // The number is hashed as 4 bytes.
    if (n >= 2 ** 32) throw new Fault("rule.numberTooLarge", { field: "n" });
    return {
        n,
        prev: fields.digest("prev"),
        type: fields.string("type"),
        by: fields.string("by"),
        body: fields.string("body"),
        sig: fields.pair("sig"),
    };
}

/** The object that `writeJSON` turns into the event's line. */
export function eventObject({ n, prev, type, by, body, sig }) {
    return { n, prev: toHex(prev), type, by, body, sig: toHex(sig) };
}

/** The line without its line feed. */
export const writeEvent = (event) => writeJSON(eventObject(event));

const parts = (id, { n, prev, type, by, body }) => [id, I2OSP(n, 4), prev, type, by, body];

/**
 * Signs `{n, prev, type, by, body}` as an event of the vote `id`, or as an entry of the journal `id`.
 *
 * Nobody may sign two different events for one n; `Device` in device.js sees to it.
 */
export async function signEvent(key, id, event, random = systemRandom, tag = EVENT_TAG) {
    return { ...event, sig: await key.sign(tag, parts(id, event), random) };
}

/** Whether the holder of `publicKey` signed this. */
export function isEventSigned(event, publicKey, id, tag = EVENT_TAG) {
    return isSigned(event.sig, publicKey, tag, parts(id, event));
}

/** `head_n`: fixes this event and everything before it; the same for logs and journals. */
export function eventHead(event, id) {
    return H("URNE-V1-head", ...parts(id, event), event.sig);
}

/** The fields of a body, all of them and perhaps `at`, a note for people. */
function bodyFields(body, names) {
    const fields = Fields.parse(body, names, ["at"]);
    if (fields.members.has("at")) fields.string("at");
    return fields;
}

/** For each kind of event: how its body is read. */
const READERS = {
    manifest: readManifest,
    issuer: (body) => ({ issuer: bodyFields(body, ["pk"]).element("pk") }),
    dkg1(body) {
        const fields = bodyFields(body, ["T", "C", "pop"]);
        return { T: fields.element("T"), C: fields.elements("C"), pop: fields.pair("pop") };
    },
    dkg2(body) {
        const fields = bodyFields(body, ["E", "c"]);
        return { E: fields.element("E"), c: fields.scalars("c") };
    },
    dkg3(body) {
        const fields = bodyFields(body, ["head", "K", "S"]);
        return { head: fields.digest("head"), K: fields.element("K"), S: fields.element("S") };
    },
    open(body) {
        const fields = bodyFields(body, ["pk", "K"]);
        return { issuer: fields.element("pk"), K: fields.element("K") };
    },
    cast: (body) => (bodyFields(body, []), {}),
    close: (body) => (bodyFields(body, []), {}),
    box(body) {
        const fields = bodyFields(body, ["draws", "register", "ballots", "box"]);
        return {
            draws: fields.integer("draws"),
            register: fields.digest("register"),
            ballots: fields.integer("ballots"),
            box: fields.digest("box"),
        };
    },
    share(body) {
        const fields = bodyFields(body, ["box", "D", "pi"]);
        const content = { box: fields.digest("box"), D: fields.elements("D"), pi: fields.pairs("pi") };
        if (content.D.length !== content.pi.length) {
            throw new Fault("json.wrongLength", { field: "pi", expected: content.D.length, actual: content.pi.length });
        }
        return content;
    },
    result(body) {
        const fields = bodyFields(body, ["used", "counts"]);
        return { used: fields.integers("used"), counts: fields.integers("counts") };
    },
    sign: (body) => ({ head: bodyFields(body, ["head"]).digest("head") }),
    announce: (body) => (bodyFields(body, []), {}),
    void: (body) => ({ reason: bodyFields(body, ["reason"]).string("reason") }),
};

/** The check that a fault in a body belongs to: its form is V1, elements and scalars belong to their use. */
const CHECKS = {
    manifest: "V4", issuer: "V8", dkg1: "V6", dkg2: "V6", dkg3: "V7", open: "V8", cast: "V5", close: "V5", box: "V5",
    share: "V19", result: "V20", sign: "V22", announce: "V5", void: "V5",
};

export const isEventKind = (type) => Object.hasOwn(READERS, type);

/** The content of an event of a known kind; a fault names its check. */
export function readContent(type, body) {
    try {
        return READERS[type](body);
    } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        const isForm = /^json\.|^rule\.(personID|numberTooLarge)$/.test(fault.code);
        throw fault.in(isForm ? "V1" : CHECKS[type]);
    }
}

/** The text of a body whose values are texts, numbers, byte strings, elements, or arrays of these. */
export function writeBody(content) {
    const plain = (value) => {
        if (value instanceof Uint8Array) return toHex(value);
        if (Array.isArray(value)) return value.map(plain);
        return value?.encoded ? toHex(value.encoded) : value;
    };
    return writeJSON(Object.fromEntries(Object.entries(content).map(([name, value]) => [name, plain(value)])));
}

