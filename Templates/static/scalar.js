// Scalars: integers modulo ℓ, the order of the group (RFC 9496 section 4). A scalar is a BigInt from 0 to ℓ − 1.

import { fromLittleEndian, toLittleEndian } from "./encoding.js";
import { Fault } from "./fault.js";

/** ℓ, the prime order. */
export const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** Any integer, reduced. */
export function reduce(value) {
    const rest = value % L;
    return rest < 0n ? rest + L : rest;
}

/** Strict decoding: 32 bytes, least significant first, below ℓ. Zero is a scalar. */
export function decodeScalar(bytes, field = "scalar") {
    if (bytes.length !== 32) throw new Fault("group.wrongLength", { field });
    const value = fromLittleEndian(bytes);
    if (value >= L) throw new Fault("group.notCanonicalScalar", { field });
    return value;
}

/** The 32 bytes of a reduced scalar. */
export function encodeScalar(scalar) {
    return toLittleEndian(scalar);
}

/** 64 bytes, least significant first, reduced: the end of every hash to a scalar and of every random scalar. */
export function reduceWide(bytes) {
    return fromLittleEndian(bytes) % L;
}

/** 1/scalar modulo ℓ, by Fermat; 0 for 0. */
export function invert(scalar) {
    let result = 1n;
    let square = scalar;
    for (let exponent = L - 2n; exponent > 0n; exponent >>= 1n) {
        if (exponent & 1n) result = (result * square) % L;
        square = (square * square) % L;
    }
    return result;
}

const HALF = (L + 1n) / 2n;

/** scalar/2 modulo ℓ; see `encodeDoubles` in ristretto255.js for its use. */
export function half(scalar) {
    return reduce(scalar * HALF);
}

/** Digits d_i from −8 to 8 with scalar = Σ d_i·16^i; 64 of them. Half the table serves digits with a sign. */
export function digits(scalar) {
    const result = new Int8Array(64);
    const bytes = toLittleEndian(scalar);
    let carry = 0;
    for (let i = 0; i < 64; i++) {
        const digit = ((bytes[i >> 1] >> (4 * (i & 1))) & 15) + carry;
        carry = digit > 8 ? 1 : 0;
        result[i] = digit - 16 * carry;
    }
    // Reduced scalars are below 2^253: the last digit is at most 1, and nothing is carried out of it.
    return result;
}
