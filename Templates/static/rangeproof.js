// The proof that a ciphertext (A, B) holds one of lo..hi, and nothing else about it (protocol section 11).

import { concat, I2OSP } from "./encoding.js";
import { HS } from "./hash.js";
import { GENERATOR, combine, encodeDoubles, timesGenerator } from "./ristretto255.js";
import { decodeScalar, encodeScalar, half, reduce } from "./scalar.js";

/** The position that the proof of the sum has in place of an option's number. */
export const SUM_POSITION = 0xffff;

/** Length in bytes of a proof for lo..hi. */
export const rangeByteCount = (lo, hi) => 64 * (hi - lo + 1);

/** `[[c_lo, s_lo], ...]` from bytes of the right length, all canonical; or a fault. */
export function decodeRangeProof(bytes) {
    const branches = [];
    for (let i = 0; i < bytes.length; i += 64) {
        branches.push([
            decodeScalar(bytes.subarray(i, i + 32), "ballot"),
            decodeScalar(bytes.subarray(i + 32, i + 64), "ballot"),
        ]);
    }
    return branches;
}

/**
 * A statement is `{bctx, position, lo, hi, K, A, B}`, with K a FixedBase. `commitments` are the encodings a_lo, b_lo,
 * ...
 */
function challenge({ bctx, position, lo, hi, K, A, B }, commitments) {
    const numbers = [I2OSP(position, 2), I2OSP(lo, 4), I2OSP(hi, 4)];
    return HS("URNE-V1-range", bctx, ...numbers, K.element.encoded, A.encoded, B.encoded, ...commitments);
}

/** Whether the proof shows the statement. All a_v and b_v are computed halved, to be encoded together. */
export async function showsRange(branches, statement) {
    const { lo, hi, K, A, B } = statement;
    if (branches.length !== hi - lo + 1) return false;
    const halves = [];
    let sum = 0n;
    let shifted = B.minus(timesGenerator(BigInt(lo)));
    for (const [c, s] of branches) {
        const c2 = half(c);
        const s2 = half(s);
        halves.push(timesGenerator(s2).plus(combine([[c2, A]])), K.times(s2).plus(combine([[c2, shifted]])));
        shifted = shifted.minus(GENERATOR);
        sum += c;
    }
    return reduce(sum) === (await challenge(statement, encodeDoubles(halves)));
}

/**
 * Proves that A = r·G and B = r·K + m·G with lo ≤ m ≤ hi. The other branches are simulated; knowing r, the prover gets
 * a_v = (s_v + c_v·r)·G and b_v = (s_v + c_v·r)·K + c_v·(m − v)·G from the two tables.
 *
 * Random values are taken in ascending v, for v = m one, else c_v before s_v; only the vectors need the order.
 */
export async function proveRange(statement, m, r, random) {
    const { lo, hi, K } = statement;
    if (m < lo || m > hi) throw new RangeError("a range proof for a value outside the range");
    const branches = [];
    const halves = [];
    let w;
    for (let v = lo; v <= hi; v++) {
        let c = 0n;
        let s = 0n;
        let nonce;
        if (v === m) {
            nonce = w = random.scalar();
        } else {
            c = random.scalar();
            s = random.scalar();
            nonce = reduce(s + c * r);
        }
        branches.push([c, s]);
        const nonce2 = half(nonce);
        halves.push(timesGenerator(nonce2), K.times(nonce2).plus(timesGenerator(half(reduce(c * BigInt(m - v))))));
    }
    const rest = branches.reduce((sum, [c]) => sum + c, 0n);
    const c = reduce((await challenge(statement, encodeDoubles(halves))) - rest);
    branches[m - lo] = [c, reduce(w - c * r)];
    return concat(...branches.flat().map(encodeScalar));
}
