// How numbers, texts and lists become bytes (protocol section 2).

import { Fault } from "./fault.js";

const encoder = new TextEncoder();
// A byte order mark is kept, so that the parser behind refuses it.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The UTF-8 bytes of a text. TextEncoder would replace a lone surrogate silently; it is refused. */
export function utf8(text) {
    for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        if (unit < 0xd800 || unit > 0xdfff) continue;
        const next = text.charCodeAt(i + 1);
        const isPair = unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
        if (!isPair) throw new Fault("json.malformed", { line: 1, column: i + 1 });
        i++;
    }
    return encoder.encode(text);
}

/** The text of UTF-8 bytes; anything else is refused. */
export function fromUTF8(bytes) {
    try {
        return decoder.decode(bytes);
    } catch {
        throw new Fault("json.malformed", { line: 1, column: 1 });
    }
}

/** The bytes of all parts, one after the other. */
export function concat(...parts) {
    const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let offset = 0;
    for (const part of parts) {
        result.set(part, offset);
        offset += part.length;
    }
    return result;
}

/** Whether two byte strings are the same. */
export function equalBytes(a, b) {
    return a.length === b.length && compareBytes(a, b) === 0;
}

/** Negative, 0 or positive, as `a` comes before, equals or comes after `b` in the order of bytes. */
export function compareBytes(a, b) {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] - b[i];
    return a.length - b.length;
}

/** Two lowercase digits for each byte. */
export function toHex(bytes) {
    let text = "";
    for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
    return text;
}

/** The bytes of lowercase hex; `field` names the place in the fault, `byteCount` is exact where it is given. */
export function fromHex(text, field, byteCount) {
    if (/[^0-9a-f]/.test(text)) {
        const first = text.match(/[^0-9a-f]/)[0];
        throw new Fault(/[A-F]/.test(first) ? "json.uppercaseHex" : "json.notHex", { field });
    }
    if (text.length % 2 !== 0) throw new Fault("json.notHex", { field });
    const bytes = new Uint8Array(text.length / 2);
    if (byteCount !== undefined && bytes.length !== byteCount) {
        throw new Fault("json.wrongLength", { field, expected: byteCount, actual: bytes.length });
    }
    for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
    return bytes;
}

/** I2OSP(n, width): the number, most significant byte first. */
export function I2OSP(n, width) {
    if (!Number.isSafeInteger(n) || n < 0 || n >= 256 ** width) throw new RangeError("I2OSP");
    const bytes = new Uint8Array(width);
    for (let i = width - 1; i >= 0; i--) {
        bytes[i] = n % 256;
        n = Math.floor(n / 256);
    }
    return bytes;
}

/** enc(p1, ..., pn): each part behind its length, so that boundaries cannot be shifted. Texts are taken as UTF-8. */
export function enc(...parts) {
    const pieces = [];
    for (const part of parts) {
        const bytes = typeof part === "string" ? utf8(part) : part;
        pieces.push(I2OSP(bytes.length, 4), bytes);
    }
    return concat(...pieces);
}

/** The number whose bytes these are, least significant first. */
export function fromLittleEndian(bytes) {
    let text = "";
    for (let i = bytes.length - 1; i >= 0; i--) text += bytes[i].toString(16).padStart(2, "0");
    return BigInt("0x" + (text || "0"));
}

/** 32 bytes of a number below 2^256, least significant first. */
export function toLittleEndian(number) {
    const text = number.toString(16).padStart(64, "0");
    const bytes = new Uint8Array(32);
    for (let i = 0; i < 32; i++) bytes[31 - i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
    return bytes;
}
