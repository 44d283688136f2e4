// Audit data as links for a second device. They stand in the fragment, which no browser sends to a server: the data
// name a choice, and the choice of an audit may be the one that is cast afterwards.
//
//     ORIGIN/pruefen#audit=PART.PARTS.CHECK.DATA
//
// DATA is base64url of the vote's id and the audit's values in one row of bytes, cut into parts that a telephone reads
// easily; CHECK is the same in all parts of one audit.

import { concat, fromHex, toHex } from "./encoding.js";
import { require } from "./fault.js";
import { writeJSON, Fields } from "./strictjson.js";

/** Characters of data in one code; about 90 by 90 modules. */
const PART = 640;

/** The links of one audit; `text` is the audit's JSON (protocol section 11). */
export function auditLinks(origin, vote, text) {
    const bytes = pack(vote, text);
    const data = toBase64(bytes);
    const check = toBase64(bytes.subarray(-4));
    const count = Math.ceil(data.length / PART);
    const size = Math.ceil(data.length / count);
    return Array.from(
        { length: count },
        (_, i) => `${origin}/pruefen#audit=${i + 1}.${count}.${check}.${data.slice(i * size, (i + 1) * size)}`,
    );
}

/** One part from a link, a fragment, or a line of text; null if it is none. */
export function auditPart(text) {
    const found = /#audit=(\d{1,3})\.(\d{1,3})\.([\w-]{6})\.([\w-]+)$/.exec(text.trim());
    if (!found) return null;
    const [part, parts] = [Number(found[1]), Number(found[2])];
    return part >= 1 && part <= parts ? { part, parts, check: found[3], data: found[4] } : null;
}

/** Collects the parts of one audit, in any order; a part of another audit starts anew. */
export class AuditParts {
    have = new Map();
    parts = 0;
    check = "";

    /** Takes a part; `{vote, text}` when it was the last missing one, otherwise null. */
    add({ part, parts, check, data }) {
        if (check !== this.check || parts !== this.parts) {
            this.have.clear();
            Object.assign(this, { check, parts });
        }
        this.have.set(part, data);
        if (this.have.size < parts) return null;
        return unpack(fromBase64(Array.from({ length: parts }, (_, i) => this.have.get(i + 1)).join("")));
    }
}

/** vote(16) || h(64) || K(32) || ct(64n) || m(n) || r(32n) */
function pack(vote, text) {
    const fields = Fields.parse(text, ["h", "K", "ct", "m", "r"]);
    return concat(
        fromHex(vote, "vote", 16), fields.hex("h", 64), fields.hex("K", 32), fields.hex("ct"),
        Uint8Array.from(fields.integers("m")), ...fields.hexArray("r", 32),
    );
}

function unpack(bytes) {
    const count = (bytes.length - 112) / 97;
    require(Number.isInteger(count) && count >= 1, "error.audit.unreadable");
    let at = 0;
    const take = (length) => bytes.subarray(at, (at += length));
    const vote = toHex(take(16));
    const [h, K, ct, m] = [take(64), take(32), take(64 * count), take(count)];
    const r = Array.from({ length: count }, () => toHex(take(32)));
    return { vote, text: writeJSON({ h: toHex(h), K: toHex(K), ct: toHex(ct), m: [...m], r }) };
}

function toBase64(bytes) {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64(text) {
    let binary;
    try {
        binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    } catch {
        binary = "";
    }
    require(binary !== "", "error.audit.unreadable");
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
