// Drawing a token, and recovering it (protocol section 10): the member's side of the VOPRF of RFC 9497.

import { concat, enc, equalBytes } from "./encoding.js";
import { showsDLEQ } from "./dleq.js";
import { Fault } from "./fault.js";
import { CONTEXT_VOPRF, H, H2G, HS } from "./hash.js";
import { systemRandom } from "./random.js";
import { encodeScalar, invert } from "./scalar.js";
import { SigningKey, isSigned } from "./schnorr.js";

/** The element that the issuer multiplies for the token X: H2G(enc("URNE-V1-token", h, X)). */
export function tokenElement(h, X) {
    return H2G(enc("URNE-V1-token", h, X.encoded));
}

/** Whether `pi` shows that N is the issuer's answer for X (check V17, and the member after casting). */
export async function isToken(X, N, pi, { h, issuer }) {
    return showsDLEQ(pi, issuer, await tokenElement(h, X), N, CONTEXT_VOPRF);
}

/** What a device knows between drawing and casting. Everything follows from the seed, the member's key and the vote. */
export class DrawSecret {
    /** A new one; another seed in the case, never seen, that x or r is 0. */
    static async random(key, h, random = systemRandom) {
        for (;;) {
            const secret = await DrawSecret.fromSeed(random.bytes(32), key, h);
            if (secret) return secret;
        }
    }

    /** The secret of a seed that was kept; null if it gives no token. */
    static async fromSeed(seed, key, h) {
        if (seed.length !== 32) return null;
        const usk = encodeScalar(key.signing.secret);
        const x = await HS("URNE-V1-x", usk, h, seed);
        const r = await HS("URNE-V1-r", usk, h, seed);
        if (x === 0n || r === 0n) return null;
        const secret = new DrawSecret();
        Object.assign(secret, { seed, key, h, r, signing: new SigningKey(x) });
        secret.B = (await tokenElement(h, secret.X)).times(r);
        return secret;
    }

    /** Opens a sealed seed; null unless it has 48 bytes and gives a token. */
    static async fromSealed(sealed, key, h) {
        if (sealed.length !== 48) return null;
        const seed = await masked(sealed.slice(16), sealed.slice(0, 16), key, h);
        return DrawSecret.fromSeed(seed, key, h);
    }

    /** `X = x·G`: the name under which the box knows the token. */
    get X() {
        return this.signing.publicKey;
    }

    /** The request `{p, B, sealed, sig}`; without `recoverable` only this device can vote. */
    async request(recoverable = true, random = systemRandom) {
        const { key, h, B } = this;
        let sealed = new Uint8Array(0);
        if (recoverable) {
            const nonce = random.bytes(16);
            sealed = concat(nonce, await masked(this.seed, nonce, key, h));
        }
        const parts = drawParts(h, key.p, B, await sealedHash(sealed));
        return { p: key.p, B, sealed, sig: await key.signing.sign("URNE-V1-draw", parts, random) };
    }

    /** Checks the issuer's proof and unblinds: the token. Otherwise a fault, and the member says so aloud. */
    async finish({ E, pi }, issuer) {
        if (!(await showsDLEQ(pi, issuer, this.B, E, CONTEXT_VOPRF))) throw new Fault("error.device.badTokenProof");
        return new Token(this.signing, E.times(invert(this.r)));
    }

    /** The token from an answer to `recover`; refused unless it is for the B that follows from the seed. */
    async recover({ B, E, pi }, issuer) {
        if (!equalBytes(B.encoded, this.B.encoded)) throw new Fault("error.device.cannotRecover");
        return this.finish({ E, pi }, issuer);
    }
}

/** The right to cast one ballot: the key x, and N = skS·H2G(enc("URNE-V1-token", h, X)). */
export class Token {
    constructor(signing, N) {
        this.signing = signing;
        this.N = N;
    }

    get X() {
        return this.signing.publicKey;
    }
}

/** 32 bytes XOR H("URNE-V1-seal", usk, h, nonce)[0..31]: seals and opens. */
async function masked(bytes, nonce, key, h) {
    const stream = await H("URNE-V1-seal", encodeScalar(key.signing.secret), h, nonce);
    return bytes.map((byte, i) => byte ^ stream[i]);
}

/** `hs` */
export function sealedHash(sealed) {
    return H("URNE-V1-sealed", sealed);
}

function drawParts(h, p, B, hs) {
    return [h, p, B.encoded, hs];
}

/** Whether the member with the key `V` signed this draw (check V12). */
export function isDrawSigned({ p, B, hs, sig }, V, h) {
    return isSigned(sig, V, "URNE-V1-draw", drawParts(h, p, B, hs));
}

/** The request `{p, sig}` for the token that another device drew. */
export async function makeRecoverRequest(key, h, random = systemRandom) {
    return { p: key.p, sig: await key.signing.sign("URNE-V1-recover", [h, key.p], random) };
}
