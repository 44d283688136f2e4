// The key ceremony of three tellers: Pedersen's distributed key generation with Feldman's checks and proofs of
// possession, given up at any fault (protocol section 9). `ceremony` is `{mh, threshold}`.

import { I2OSP, concat } from "./encoding.js";
import { require } from "./fault.js";
import { HS } from "./hash.js";
import { systemRandom } from "./random.js";
import { IDENTITY, timesGenerator } from "./ristretto255.js";
import { decodeScalar, encodeScalar, reduce } from "./scalar.js";
import { SigningKey, isSigned } from "./schnorr.js";

export const TELLER_COUNT = 3;

function possessionParts({ mh }, number, { T, C }) {
    return [mh, I2OSP(number, 2), T.encoded, ...C.map((each) => each.encoded)];
}

/** Whether a `dkg1` has t coefficients and its proof of possession holds. */
export async function acceptsCommitment(ceremony, number, commitment) {
    const { C, pop } = commitment;
    if (C.length !== ceremony.threshold) return false;
    return isSigned(pop, C[0], "URNE-V1-pop", possessionParts(ceremony, number, commitment));
}

/** Σ_k l^k·C_k: the committed polynomial's value at l, as an element (Horner's rule). */
function committedValue({ C }, l) {
    return C.reduceRight((sum, coefficient) => sum.times(BigInt(l)).plus(coefficient), IDENTITY);
}

/** `{K, S: [S_1, S_2, S_3]}` from the accepted commitments of tellers 1, 2, 3; none may be the identity. */
export function jointKey(commitments) {
    const sum = (elements) => elements.reduce((a, b) => a.plus(b), IDENTITY);
    const K = sum(commitments.map(({ C }) => C[0]));
    const S = [1, 2, 3].map((l) => sum(commitments.map((commitment) => committedValue(commitment, l))));
    require(![K, ...S].some((element) => element.isIdentity), "rule.identityKey");
    return { K, S };
}

function mask({ mh }, dealer, receiver, E, T, shared) {
    const numbers = [I2OSP(dealer, 2), I2OSP(receiver, 2)];
    return HS("URNE-V1-dkg-mask", mh, ...numbers, E.encoded, T.encoded, shared.encoded);
}

/** What one teller keeps secret between the rounds: polynomial and transport key. Erased when the share is made. */
export class CeremonySecret {
    constructor(number, transportKey, coefficients) {
        this.number = number;
        this.transportKey = transportKey;
        this.coefficients = coefficients;
    }

    static random(number, threshold, random = systemRandom) {
        const coefficients = Array.from({ length: threshold }, () => random.scalar());
        return new CeremonySecret(number, random.scalar(), coefficients);
    }

    /** Reads what `stored` gave: 32 bytes for the transport key and for each coefficient. */
    static decode(number, bytes) {
        require(bytes.length === 96 || bytes.length === 128, "group.wrongLength", { field: "ceremony" });
        const scalars = [];
        for (let i = 0; i < bytes.length; i += 32) scalars.push(decodeScalar(bytes.subarray(i, i + 32), "ceremony"));
        return new CeremonySecret(number, scalars[0], scalars.slice(1));
    }

    get stored() {
        return concat(...[this.transportKey, ...this.coefficients].map(encodeScalar));
    }

    /** `dkg1`: `{T, C, pop}`. */
    async commitment(ceremony, random = systemRandom) {
        const commitment = { T: timesGenerator(this.transportKey), C: this.coefficients.map(timesGenerator) };
        const parts = possessionParts(ceremony, this.number, commitment);
        return { ...commitment, pop: await new SigningKey(this.coefficients[0]).sign("URNE-V1-pop", parts, random) };
    }

    /** `dkg2`: `{E, c}`; a masked value for every teller, oneself included. */
    async dealing(ceremony, commitments, random = systemRandom) {
        const e = random.scalar();
        const E = timesGenerator(e);
        const c = [];
        for (let l = 1; l <= TELLER_COUNT; l++) {
            const { T } = commitments[l - 1];
            c.push(encodeScalar(reduce(this.value(l) + (await mask(ceremony, this.number, l, E, T, T.times(e))))));
        }
        return { E, c };
    }

    /**
     * Opens what the three dealt to this teller and checks each part: `s_j`, a scalar. A fault names the teller whose
     * share is wrong; `dealings` hold decoded scalars in `c`.
     */
    async keyShare(ceremony, commitments, dealings) {
        const { S } = jointKey(commitments);
        const T = timesGenerator(this.transportKey);
        let share = 0n;
        for (const [i, { E, c }] of dealings.entries()) {
            const m = await mask(ceremony, i + 1, this.number, E, T, E.times(this.transportKey));
            const part = reduce(c[this.number - 1] - m);
            const fits = timesGenerator(part).equals(committedValue(commitments[i], this.number));
            require(fits, "error.device.badShare", { teller: i + 1 });
            share = reduce(share + part);
        }
        require(timesGenerator(share).equals(S[this.number - 1]), "rule.identityKey");
        return share;
    }

    /** f(l) by Horner's rule. */
    value(l) {
        return this.coefficients.reduceRight((sum, coefficient) => reduce(sum * BigInt(l) + coefficient), 0n);
    }
}

