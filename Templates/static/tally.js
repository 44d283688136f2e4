// Opening the encrypted sums with the shares of t tellers (protocol section 13).

import { proveDLEQ, showsDLEQ } from "./dleq.js";
import { toHex } from "./encoding.js";
import { systemRandom } from "./random.js";
import { GENERATOR, IDENTITY, timesGenerator } from "./ristretto255.js";
import { invert, reduce } from "./scalar.js";

/** Sums `[{A, B}, ...]`, one for each option, before any ballot is added. */
export const noSums = (optionCount) => Array.from({ length: optionCount }, () => ({ A: IDENTITY, B: IDENTITY }));

/** The sums with one ballot more. */
export const addBallot = (sums, ciphertexts) =>
    sums.map(({ A, B }, i) => ({ A: A.plus(ciphertexts[i].A), B: B.plus(ciphertexts[i].B) }));

const shareContext = (bx, option) => `URNE-V1-share-${toHex(bx.subarray(0, 32))}-${option}`;

/** A teller's `{D, pi}` for all options: `D_o = s_j·Ā_o` with its proof. */
export async function decryptionShare(share, sums, bx, random = systemRandom) {
    const S = timesGenerator(share);
    const D = sums.map(({ A }) => A.times(share));
    const pi = [];
    for (const [option, { A }] of sums.entries()) {
        pi.push(await proveDLEQ(share, S, A, D[option], shareContext(bx, option), random));
    }
    return { D, pi };
}

/** The first option whose share is not proved under S (check V19), or −1. */
export async function firstUnprovedShare({ D, pi }, sums, bx, S) {
    for (const [option, { A }] of sums.entries()) {
        if (!(await showsDLEQ(pi[option], S, A, D[option], shareContext(bx, option)))) return option;
    }
    return -1;
}

/** `λ_l = Π_{i ≠ l} i/(i − l)` modulo ℓ. */
export function lagrange(l, used) {
    const others = used.filter((i) => i !== l);
    return others.reduce((product, i) => reduce(product * BigInt(i) * invert(reduce(BigInt(i - l)))), 1n);
}

/** `M_o = B̄_o − Σ λ_l·D_{l,o}`; `shares` is a Map from teller number to `{D}`. */
export function openedSum(sum, option, used, shares) {
    return used.reduce((rest, l) => rest.minus(shares.get(l).D[option].times(lagrange(l, used))), sum.B);
}

/** The m in 0..limit with m·G = element, or −1; baby steps and giant steps. Verifiers only multiply. */
export function discreteLogarithm(element, limit) {
    const width = Math.ceil(Math.sqrt(limit + 1));
    const babies = new Map();
    let step = IDENTITY;
    for (let i = 0; i < width; i++) {
        babies.set(toHex(step.encoded), i);
        step = step.plus(GENERATOR);
    }
    let rest = element;
    for (let giant = 0; giant < width; giant++) {
        const baby = babies.get(toHex(rest.encoded));
        if (baby !== undefined) return giant * width + baby <= limit ? giant * width + baby : -1;
        rest = rest.minus(step);
    }
    return -1;
}

/** `{used, counts}` as the lowest t shares open them, or null if a sum is out of range. */
export function openedCounts(sums, shares, { threshold, options }, ballots) {
    const used = [...shares.keys()].sort().slice(0, threshold);
    if (used.length < threshold) return null;
    const counts = sums.map((sum, o) => discreteLogarithm(openedSum(sum, o, used, shares), ballots * options[o].cap));
    return counts.includes(-1) ? null : { used, counts };
}
