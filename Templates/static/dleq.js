// The proof that B = k·G and D = k·C for one k: RFC 9497 section 2.2 with a single pair (protocol section 6). A batch
// of pairs must not be made and must not be accepted, because its weights can be gamed by whoever chooses the pairs.

import { concat, I2OSP, utf8 } from "./encoding.js";
import { Fault } from "./fault.js";
import { HS, h2s, sha512 } from "./hash.js";
import { systemRandom } from "./random.js";
import { combine, timesGenerator } from "./ristretto255.js";
import { encodeScalar, reduce } from "./scalar.js";
import { decodePair } from "./schnorr.js";

/** A byte string behind its length in two bytes. */
function LP2(bytes) {
    return concat(I2OSP(bytes.length, 2), bytes);
}

/** `d`: the weight of the one pair. */
async function weight(B, C, D, context) {
    const seed = await sha512(concat(LP2(B.encoded), LP2(utf8("Seed-" + context))));
    const input = concat(LP2(seed), I2OSP(0, 2), LP2(C.encoded), LP2(D.encoded), utf8("Composite"));
    return h2s(input, "HashToScalar-" + context);
}

/** The challenge over `B`, `M`, `Z`, `t2`, `t3`. */
function challenge(elements, context) {
    const input = concat(...elements.map((element) => LP2(element.encoded)), utf8("Challenge"));
    return h2s(input, "HashToScalar-" + context);
}

/** Prove(k, B, C, D; ctx), 64 bytes, with the random scalar `r` named: for the test vectors. */
export async function proveDLEQWith(r, k, B, C, D, context) {
    const M = C.times(await weight(B, C, D, context));
    const c = await challenge([B, M, M.times(k), timesGenerator(r), M.times(r)], context);
    return concat(encodeScalar(c), encodeScalar(reduce(r - c * k)));
}

/** Prove(k, B, C, D; ctx), 64 bytes. `r` is hedged like the nonce of a signature. */
export async function proveDLEQ(k, B, C, D, context, random = systemRandom) {
    const r = await HS("URNE-V1-nonce", encodeScalar(k), random.bytes(32), context, C.encoded, D.encoded);
    return proveDLEQWith(r, k, B, C, D, context);
}

/** Whether `proof` shows the equality. Elements that were received must have been decoded strictly. */
export async function showsDLEQ(proof, B, C, D, context) {
    let c, s;
    try {
        [c, s] = decodePair(proof, "pi");
    } catch (fault) {
        if (fault instanceof Fault) return false;
        throw fault;
    }
    const d = await weight(B, C, D, context);
    const M = C.times(d);
    const Z = D.times(d);
    const t2 = timesGenerator(s).plus(B.times(c));
    const t3 = combine([[s, M], [c, Z]]);
    return c === (await challenge([B, M, Z, t2, t3], context));
}
