// SHA-512 and what the protocol builds on it (protocol section 3). WebCrypto answers asynchronously, and so does
// everything here.

import { concat, enc, I2OSP, utf8 } from "./encoding.js";
import { fromUniformBytes } from "./ristretto255.js";
import { reduceWide } from "./scalar.js";

/** SHA-512 of bytes. */
export async function sha512(bytes) {
    return new Uint8Array(await crypto.subtle.digest("SHA-512", bytes));
}

/** H(tag, p1, ..., pn), 64 bytes. */
export function H(tag, ...parts) {
    return sha512(enc(tag, ...parts));
}

/** expand_message_xmd of RFC 9380 section 5.3.1 with SHA-512; at most 255 bytes of DST, at most 64 of output. */
export async function XMD(message, dst, length = 64) {
    const tag = utf8(dst);
    const dstPrime = concat(tag, I2OSP(tag.length, 1));
    const b0 = await sha512(concat(new Uint8Array(128), message, I2OSP(length, 2), I2OSP(0, 1), dstPrime));
    return (await sha512(concat(b0, I2OSP(1, 1), dstPrime))).slice(0, length);
}

/** h2s(message, DST): HashToScalar of RFC 9497. */
export async function h2s(message, dst) {
    return reduceWide(await XMD(message, dst));
}

/** HS(tag, p1, ..., pn): a scalar. */
export function HS(tag, ...parts) {
    return h2s(enc(...parts), tag);
}

/** `ctxV`: the context string of RFC 9497 for the verifiable mode and this suite. */
export const CONTEXT_VOPRF = "OPRFV1-\x01-ristretto255-SHA512";

/** H2G(message): HashToGroup of RFC 9497. */
export async function H2G(message) {
    return fromUniformBytes(await XMD(message, "HashToGroup-" + CONTEXT_VOPRF));
}
