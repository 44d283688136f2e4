// The texts that go to the server and come back (protocol sections 10, 12 and 15).

import { toHex } from "./encoding.js";
import { Fault } from "./fault.js";
import { Fields, writeJSON } from "./strictjson.js";

const SEALED_BYTE_COUNT = 48;

/** `sealed`: 48 bytes or none. */
function sealedOf(fields) {
    const bytes = fields.hex("sealed");
    if (bytes.length !== 0 && bytes.length !== SEALED_BYTE_COUNT) {
        throw new Fault("json.wrongLength", { field: "sealed", expected: SEALED_BYTE_COUNT, actual: bytes.length });
    }
    return bytes;
}

/** `{p, B, sealed, sig}`: B an Element, the others bytes. */
export const drawRequest = {
    write: ({ p, B, sealed, sig }) => writeJSON({ p, B: toHex(B.encoded), sealed: toHex(sealed), sig: toHex(sig) }),
    read(text) {
        const fields = Fields.parse(text, ["p", "B", "sealed", "sig"]);
        return { p: fields.person("p"), B: fields.element("B"), sealed: sealedOf(fields), sig: fields.pair("sig") };
    },
};

/** `{E, pi}` */
export const drawAnswer = {
    write: ({ E, pi }) => writeJSON({ E: toHex(E.encoded), pi: toHex(pi) }),
    read(text) {
        const fields = Fields.parse(text, ["E", "pi"]);
        return { E: fields.element("E"), pi: fields.pair("pi") };
    },
};

/** `{p, sig}` */
export const recoverRequest = {
    write: ({ p, sig }) => writeJSON({ p, sig: toHex(sig) }),
    read(text) {
        const fields = Fields.parse(text, ["p", "sig"]);
        return { p: fields.person("p"), sig: fields.pair("sig") };
    },
};

/** `{B, sealed, E, pi}` */
export const recoverAnswer = {
    write: ({ B, sealed, E, pi }) =>
        writeJSON({ B: toHex(B.encoded), sealed: toHex(sealed), E: toHex(E.encoded), pi: toHex(pi) }),
    read(text) {
        const fields = Fields.parse(text, ["B", "sealed", "E", "pi"]);
        return { B: fields.element("B"), sealed: sealedOf(fields), E: fields.element("E"), pi: fields.pair("pi") };
    },
};

/** `{ballot}`, bytes; equally long for every ballot of a vote. */
export const castRequest = {
    write: ({ ballot }) => writeJSON({ ballot: toHex(ballot) }),
    read: (text) => ({ ballot: Fields.parse(text, ["ballot"]).hex("ballot") }),
};

/** `{pi, receipt}` */
export const castAnswer = {
    write: ({ pi, receipt }) => writeJSON({ pi: toHex(pi), receipt: toHex(receipt) }),
    read(text) {
        const fields = Fields.parse(text, ["pi", "receipt"]);
        return { pi: fields.pair("pi"), receipt: fields.pair("receipt") };
    },
};

/** `{by, sig}` for `view`, `{by, from, sig}` for `log`. */
export const viewRequest = {
    write: ({ by, from, sig }) => writeJSON({ by, ...(from === undefined ? {} : { from }), sig: toHex(sig) }),
    read(text, wantsLog) {
        const fields = Fields.parse(text, wantsLog ? ["by", "from", "sig"] : ["by", "sig"]);
        const from = wantsLog ? fields.integer("from") : undefined;
        return { by: fields.string("by"), from, sig: fields.pair("sig") };
    },
};

/** `GET /v1/server`: `{suite, key, realm, box}`; refuses another suite. */
export function readServer(text) {
    const fields = Fields.parse(text, ["suite", "key", "realm", "box"]);
    if (fields.string("suite") !== "URNE-V1") throw new Fault("rule.manifestVersion");
    return { key: fields.element("key"), realm: fields.hex("realm", 16), box: fields.string("box") };
}

/** `GET /v1/votes`: `[{vote, state, title}]`, from a value that was parsed strictly. */
export function readVotes(values) {
    if (!Array.isArray(values)) throw new Fault("json.wrongType", { field: "votes" });
    return values.map((value) => {
        const fields = new Fields(value, ["vote", "state", "title"]);
        return { vote: toHex(fields.hex("vote", 16)), state: fields.string("state"), title: fields.string("title") };
    });
}

/** `GET /v1/{vote}/status`: `{state, draws, ballots}`, and `restored` for a vote that can only be voided. */
export function readStatus(text) {
    const fields = Fields.parse(text, ["state", "draws", "ballots"], ["restored"]);
    const isRestored = fields.members.has("restored") && fields.bool("restored");
    const [draws, ballots] = ["draws", "ballots"].map((name) => fields.integer(name));
    return { state: fields.string("state"), draws, ballots, isRestored };
}
