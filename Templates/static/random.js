// Random values. Every function that needs some takes the source as its last argument, so that the test vectors can
// name each value; there is no other use for that.

import { reduceWide } from "./scalar.js";

/** The browser's cryptographic source. */
export const systemRandom = {
    /** `count` random bytes. */
    bytes(count) {
        return crypto.getRandomValues(new Uint8Array(count));
    },

    /** A random scalar: 64 random bytes modulo ℓ; 0 is drawn again. */
    scalar() {
        for (;;) {
            const scalar = reduceWide(this.bytes(64));
            if (scalar !== 0n) return scalar;
        }
    },
};
