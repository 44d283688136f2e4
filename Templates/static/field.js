// Arithmetic modulo p = 2^255 − 19 (RFC 9496 section 4 calls for exactly these functions).
//
// A field element is any BigInt; sums and differences are left as they come, also negative, and `mul` brings them back
// between −p and p. Only what is compared or written is made canonical, by `mod`. BigInt does not take constant time;
// this is accepted for a page that is used once on the voter's own device (protocol section 15).

export const P = 2n ** 255n - 19n;

/** The canonical form, 0 to p − 1. */
export function mod(a) {
    const rest = a % P;
    return rest < 0n ? rest + P : rest;
}

export const mul = (a, b) => (a * b) % P;
export const square = (a) => (a * a) % P;

/** Whether the canonical form is odd: the "negative" of RFC 9496. */
export const isNegative = (a) => (mod(a) & 1n) === 1n;

/** CT_ABS of RFC 9496: the one of a and −a that is not negative, canonical. */
export function abs(a) {
    const canonical = mod(a);
    return canonical & 1n ? P - canonical : canonical;
}

export const equal = (a, b) => (a - b) % P === 0n;

/** a^(2^n) */
function squareTimes(a, n) {
    for (let i = 0; i < n; i++) a = (a * a) % P;
    return a;
}

/** a^(2^252 − 3) and a^11, built from powers a^(2^n − 1) with n = 5, 10, 20, 40, 50, 100, 200, 250. */
function powers(a) {
    const a2 = square(a);
    const a9 = mul(a, squareTimes(a2, 2));
    const a11 = mul(a9, a2);
    const n5 = mul(square(a11), a9);
    const n10 = mul(squareTimes(n5, 5), n5);
    const n20 = mul(squareTimes(n10, 10), n10);
    const n40 = mul(squareTimes(n20, 20), n20);
    const n50 = mul(squareTimes(n40, 10), n10);
    const n100 = mul(squareTimes(n50, 50), n50);
    const n200 = mul(squareTimes(n100, 100), n100);
    const n250 = mul(squareTimes(n200, 50), n50);
    return { a11, n250, a252: mul(squareTimes(n250, 2), a) };
}

/** 1/a = a^(p − 2) = a^(2^255 − 21); 0 for 0. */
export function invert(a) {
    const { a11, n250 } = powers(a);
    return mul(squareTimes(n250, 5), a11);
}

/** The inverses of all values with a single inversion; 0 stays 0. */
export function invertAll(values) {
    const prefixes = [];
    let product = 1n;
    for (const value of values) {
        prefixes.push(product);
        if (mod(value) !== 0n) product = mul(product, value);
    }
    let inverse = invert(product);
    const result = new Array(values.length).fill(0n);
    for (let i = values.length - 1; i >= 0; i--) {
        if (mod(values[i]) === 0n) continue;
        result[i] = mul(inverse, prefixes[i]);
        inverse = mul(inverse, values[i]);
    }
    return result;
}

/** A square root of −1: the non-negative one. 2 is no square modulo p, so 2^((p − 1)/4) is a root. */
export const SQRT_M1 = (() => {
    let root = 1n;
    let power = 2n;
    for (let exponent = (P - 1n) / 4n; exponent > 0n; exponent >>= 1n) {
        if (exponent & 1n) root = mul(root, power);
        power = square(power);
    }
    return abs(root);
})();

/**
 * SQRT_RATIO_M1 of RFC 9496 section 4.2: `[true, √(u/v)]` where u/v is a square, `[false, √(SQRT_M1·u/v)]` where it is
 * not, and 0 where u or v is; the root is never negative.
 */
export function sqrtRatio(u, v) {
    const v3 = mul(square(v), v);
    const v7 = mul(square(v3), v);
    let root = mul(mul(u, v3), powers(mul(u, v7)).a252);
    const check = mul(v, square(root));
    const isRoot = equal(check, u);
    const isRootOfMinus = equal(check, -u);
    const isRootOfMinusTimesI = equal(check, -mul(u, SQRT_M1));
    if (isRootOfMinus || isRootOfMinusTimesI) root = mul(root, SQRT_M1);
    return [isRoot || isRootOfMinus, abs(root)];
}
