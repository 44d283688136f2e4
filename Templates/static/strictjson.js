// JSON as the protocol reads it (protocol section 2). JSON.parse takes duplicate names, white space around the value,
// lone surrogates and any number; two programs that read one text differently can come to two verdicts on one record.

import { fromHex, fromUTF8, utf8 } from "./encoding.js";
import { Fault } from "./fault.js";
import { Element } from "./ristretto255.js";
import { decodeScalar } from "./scalar.js";
import { decodePair } from "./schnorr.js";

const MAXIMUM_DEPTH = 64;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * The value of a text (string or UTF-8 bytes). Objects become Maps: a name such as `__proto__` is a name like others.
 */
export function parseStrict(input) {
    const text = typeof input === "string" ? input : fromUTF8(input);
    return new Parser(text).whole();
}

class Parser {
    constructor(text) {
        this.text = text;
        this.at = 0;
    }

    malformed() {
        const before = this.text.slice(0, this.at).split("\n");
        return new Fault("json.malformed", { line: before.length, column: before.at(-1).length + 1 });
    }

    whole() {
        if (/^[ \t\n\r]|[ \t\n\r]$/.test(this.text)) throw new Fault("json.surroundingWhiteSpace");
        const value = this.value(0);
        if (this.at < this.text.length) throw this.malformed();
        // Lone surrogates written as such (not as escapes) cannot come from UTF-8, but from a string.
        utf8(this.text);
        return value;
    }

    skipSpace() {
        while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at += 1;
    }

    take(token) {
        if (!this.text.startsWith(token, this.at)) return false;
        this.at += token.length;
        return true;
    }

    value(depth) {
        const first = this.text[this.at];
        if (depth === MAXIMUM_DEPTH && (first === "{" || first === "[")) throw this.malformed();
        if (first === "{") return this.object(depth + 1);
        if (first === "[") return this.array(depth + 1);
        if (first === '"') return this.string();
        if (this.take("true")) return true;
        if (this.take("false")) return false;
        if (this.take("null")) return null;
        return this.number();
    }

    /** `0`, or a digit 1 to 9 followed by digits, below 2^53; every other number of RFC 8259 is refused as such. */
    number() {
        // No number that is accepted is longer than 16 digits.
        const ahead = this.text.slice(this.at, this.at + 400);
        const number = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/.exec(ahead)?.[0];
        if (number === undefined) throw this.malformed();
        if (!/^[0-9]{1,16}$/.test(number) || !Number.isSafeInteger(Number(number))) throw new Fault("json.number");
        this.at += number.length;
        return Number(number);
    }

    string() {
        let result = "";
        this.at += 1;
        for (;;) {
            const end = this.text.slice(this.at).search(/["\\\u0000-\u001f]/);
            if (end < 0) throw this.malformed();
            result += this.text.slice(this.at, this.at + end);
            this.at += end;
            if (this.take('"')) return result;
            if (!this.take("\\")) throw this.malformed();
            result += this.escape();
        }
    }

    escape() {
        const letter = this.text[this.at];
        if (letter !== "u") {
            if (!Object.hasOwn(ESCAPES, letter ?? "")) throw this.malformed();
            this.at += 1;
            return ESCAPES[letter];
        }
        const first = this.unit();
        if (first < 0xd800 || first > 0xdfff) return String.fromCharCode(first);
        // A pair of surrogates is one character; one alone is none.
        if (first > 0xdbff || this.text[this.at] !== "\\") throw this.malformed();
        this.at += 1;
        const second = this.unit();
        if (second < 0xdc00 || second > 0xdfff) throw this.malformed();
        return String.fromCharCode(first, second);
    }

    /** The four digits behind `u`. */
    unit() {
        const match = /^u([0-9a-fA-F]{4})/.exec(this.text.slice(this.at, this.at + 5));
        if (!match) throw this.malformed();
        this.at += 5;
        return parseInt(match[1], 16);
    }

    array(depth) {
        const values = [];
        this.at += 1;
        this.skipSpace();
        if (this.take("]")) return values;
        for (;;) {
            this.skipSpace();
            values.push(this.value(depth));
            this.skipSpace();
            if (this.take("]")) return values;
            if (!this.take(",")) throw this.malformed();
        }
    }

    object(depth) {
        const members = new Map();
        this.at += 1;
        this.skipSpace();
        if (this.take("}")) return members;
        for (;;) {
            this.skipSpace();
            if (this.text[this.at] !== '"') throw this.malformed();
            const name = this.string();
            if (members.has(name)) throw new Fault("json.duplicateName", { field: name });
            this.skipSpace();
            if (!this.take(":")) throw this.malformed();
            this.skipSpace();
            members.set(name, this.value(depth));
            this.skipSpace();
            if (this.take("}")) return members;
            if (!this.take(",")) throw this.malformed();
        }
    }
}

/** The members of one object, which must be exactly `names`, and may have those in `optional`. */
export class Fields {
    constructor(value, names, optional = []) {
        if (!(value instanceof Map)) throw new Fault("json.notAnObject");
        for (const name of value.keys()) {
            const isKnown = names.includes(name) || optional.includes(name);
            if (!isKnown) throw new Fault("json.unknownField", { field: name });
        }
        for (const name of names) if (!value.has(name)) throw new Fault("json.missingField", { field: name });
        this.members = value;
    }

    /** The fields of a text that must be one strict JSON object. */
    static parse(text, names, optional) {
        return new Fields(parseStrict(text), names, optional);
    }

    get(name, holds) {
        const value = this.members.get(name);
        if (!holds(value)) throw new Fault("json.wrongType", { field: name });
        return value;
    }

    string(name) {
        return this.get(name, isString);
    }

    integer(name) {
        return this.get(name, isNumber);
    }

    bool(name) {
        return this.get(name, (value) => typeof value === "boolean");
    }

    array(name) {
        return this.get(name, Array.isArray);
    }

    integers(name) {
        return this.get(name, (value) => Array.isArray(value) && value.every(isNumber));
    }

    /** Bytes of lowercase hex; without `byteCount` any even number of digits. */
    hex(name, byteCount) {
        return fromHex(this.string(name), name, byteCount);
    }

    hexArray(name, byteCount) {
        const texts = this.get(name, (value) => Array.isArray(value) && value.every(isString));
        return texts.map((text) => fromHex(text, name, byteCount));
    }

    /** 64 bytes: a hash, a head. */
    digest(name) {
        return this.hex(name, 64);
    }

    element(name) {
        return Element.decode(this.hex(name, 32), name);
    }

    elements(name) {
        return this.hexArray(name, 32).map((bytes) => Element.decode(bytes, name));
    }

    scalars(name) {
        return this.hexArray(name, 32).map((bytes) => decodeScalar(bytes, name));
    }

    /** 64 bytes that are two canonical scalars: a signature or a DLEQ proof. */
    pair(name) {
        const bytes = this.hex(name, 64);
        decodePair(bytes, name);
        return bytes;
    }

    pairs(name) {
        const all = this.hexArray(name, 64);
        for (const bytes of all) decodePair(bytes, name);
        return all;
    }

    /** A person id. */
    person(name) {
        const p = this.string(name);
        if (!isPersonID(p)) throw new Fault("rule.personID", { field: name });
        return p;
    }
}

const isString = (value) => typeof value === "string";
const isNumber = (value) => typeof value === "number";

/** 1 to 32 characters of 0-9 A-Z a-z . _ - */
export function isPersonID(text) {
    // Without the flag m, $ stands for the end of the text and nothing else.
    return /^[0-9A-Za-z._-]{1,32}$/.test(text);
}

/** One compact JSON object, members in the order of `object`. */
export function writeJSON(object) {
    const text = JSON.stringify(object);
    utf8(text);
    return text;
}
