// The one signature scheme: Schnorr over ristretto255 (protocol section 5).

import { concat } from "./encoding.js";
import { Fault } from "./fault.js";
import { HS } from "./hash.js";
import { systemRandom } from "./random.js";
import { combine, timesGenerator } from "./ristretto255.js";
import { decodeScalar, encodeScalar, reduce } from "./scalar.js";

/** A secret scalar with its public key. */
export class SigningKey {
    constructor(secret) {
        this.secret = secret;
        this.publicKey = timesGenerator(secret);
    }

    /**
     * Sign(sk, tag, m1, ..., mn): 64 bytes. The nonce is hashed from secret, randomness and message, so that neither a
     * broken random source nor a repeated message gives the secret away.
     */
    async sign(tag, parts, random = systemRandom) {
        const k = await HS("URNE-V1-nonce", encodeScalar(this.secret), random.bytes(32), tag, ...parts);
        const c = await HS(tag, this.publicKey.encoded, timesGenerator(k).encoded, ...parts);
        return concat(encodeScalar(c), encodeScalar(reduce(k - c * this.secret)));
    }
}

/** The two scalars `[c, s]` of a signature or DLEQ proof; 64 bytes, both canonical, or a fault. */
export function decodePair(bytes, field) {
    if (bytes.length !== 64) throw new Fault("group.wrongLength", { field });
    return [decodeScalar(bytes.subarray(0, 32), field), decodeScalar(bytes.subarray(32), field)];
}

/** Verify(pk, tag, sig, m1, ..., mn); `publicKey` is an Element that was decoded strictly. */
export async function isSigned(signature, publicKey, tag, parts) {
    let c, s;
    try {
        [c, s] = decodePair(signature, "sig");
    } catch (fault) {
        if (fault instanceof Fault) return false;
        throw fault;
    }
    const R = timesGenerator(s).plus(combine([[c, publicKey]]));
    return c === (await HS(tag, publicKey.encoded, R.encoded, ...parts));
}

