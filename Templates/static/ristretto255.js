// The group ristretto255 (RFC 9496), written additively.
//
// Inside, an element is a point of the twisted Edwards curve −x² + y² = 1 + d·x²·y² in extended coordinates (X, Y, Z,
// T) with x = X/Z, y = Y/Z, T = X·Y/Z. Four points of the curve stand for one element of the group; encoding picks the
// same 32 bytes for all four.

import { fromLittleEndian, toLittleEndian } from "./encoding.js";
import { Fault } from "./fault.js";
import { P, SQRT_M1, abs, equal, invert, invertAll, isNegative, mod, mul, sqrtRatio, square } from "./field.js";
import { digits } from "./scalar.js";

// The constants of RFC 9496 section 4.1, computed from their definitions.
const D = mod(-121665n * invert(121666n));
const D2 = 2n * D;
/** 1/√(a − d), a being −1. */
const INVSQRT_A_MINUS_D = sqrtRatio(1n, -1n - D)[1];
/** √(a·d − 1): the RFC names the negative root. */
const SQRT_AD_MINUS_ONE = P - sqrtRatio(-D - 1n, 1n)[1];
const ONE_MINUS_D_SQ = 1n - square(D);
const D_MINUS_ONE_SQ = square(D - 1n);

/** An element of the group; never changed once made. */
export class Element {
    /** Only for this file; everything else decodes, maps or computes. */
    constructor(X, Y, Z, T) {
        this.X = X;
        this.Y = Y;
        this.Z = Z;
        this.T = T;
    }

    /**
     * Strict decoding of what was received: 32 bytes, bit 255 clear, canonical, and not the identity (RFC 9496 section
     * 4.3.1 and protocol section 3). `field` names the place in the fault.
     */
    static decode(bytes, field = "element") {
        if (bytes.length !== 32) throw new Fault("group.wrongLength", { field });
        const s = fromLittleEndian(bytes);
        if (s === 0n) throw new Fault("group.identity", { field });
        // Bit 255 would make s larger than p, so this refuses it, too.
        if (s >= P || s & 1n) throw new Fault("group.notAnElement", { field });
        const ss = square(s);
        const u1 = 1n - ss;
        const u2 = 1n + ss;
        const u2Square = square(u2);
        const v = -mul(D, square(u1)) - u2Square;
        const [isSquare, invsqrt] = sqrtRatio(1n, mul(v, u2Square));
        const denX = mul(invsqrt, u2);
        const denY = mul(mul(invsqrt, denX), v);
        const x = abs(mul(2n * s, denX));
        const y = mul(u1, denY);
        const t = mul(x, y);
        if (!isSquare || isNegative(t) || mod(y) === 0n) throw new Fault("group.notAnElement", { field });
        const element = new Element(x, y, 1n, t);
        element.bytes = Uint8Array.from(bytes);
        return element;
    }

    /** The 32 bytes (RFC 9496 section 4.3.2). Whoever gets them must not change them. */
    get encoded() {
        if (this.bytes === undefined) {
            const u1 = mul(this.Z + this.Y, this.Z - this.Y);
            const u2 = mul(this.X, this.Y);
            this.bytes = encodeWith(this, sqrtRatio(1n, mul(u1, square(u2)))[1]);
        }
        return this.bytes;
    }

    /** Equality in the group (RFC 9496 section 4.3.3): no encoding needed. */
    equals(other) {
        return equal(mul(this.X, other.Y), mul(this.Y, other.X)) || equal(mul(this.Y, other.Y), mul(this.X, other.X));
    }

    get isIdentity() {
        return mod(this.X) === 0n || mod(this.Y) === 0n;
    }

    negated() {
        return new Element(-this.X, this.Y, this.Z, -this.T);
    }

    plus(other) {
        const A = mul(this.Y - this.X, other.Y - other.X);
        const B = mul(this.Y + this.X, other.Y + other.X);
        const C = mul(mul(this.T, D2), other.T);
        const Z = 2n * mul(this.Z, other.Z);
        return fromFactors(B - A, Z - C, Z + C, B + A);
    }

    minus(other) {
        return this.plus(other.negated());
    }

    doubled() {
        return fromFactors(...doublingFactors(this));
    }

    /** scalar·element; takes a time that depends on the scalar. */
    times(scalar) {
        return combine([[scalar, this]]);
    }
}

/** The point (E·F, G·H, F·G, E·H): every addition ends in these four products. */
function fromFactors(E, F, G, H) {
    return new Element(mul(E, F), mul(G, H), mul(F, G), mul(E, H));
}

/** E, F, G, H for twice a point. */
function doublingFactors({ X, Y, Z }) {
    const XX = square(X);
    const YY = square(Y);
    const E = square(X + Y) - XX - YY;
    const G = YY - XX;
    return [E, G - 2n * square(Z), G, -XX - YY];
}

/** O, 32 zero bytes when written. */
export const IDENTITY = new Element(0n, 1n, 1n, 0n);

/** G of RFC 9496: the point with y = 4/5 and x not negative. */
export const GENERATOR = (() => {
    const y = mul(4n, invert(5n));
    const x = sqrtRatio(square(y) - 1n, mul(D, square(y)) + 1n)[1];
    return new Element(x, y, 1n, mul(x, y));
})();

// MARK: Encoding

/** The end of RFC 9496 section 4.3.2, with `invsqrt` = ±1/√(u1·u2²); the sign does not matter. */
function encodeWith({ X, Y, Z, T }, invsqrt) {
    const u1 = mul(Z + Y, Z - Y);
    const u2 = mul(X, Y);
    const den1 = mul(invsqrt, u1);
    const den2 = mul(invsqrt, u2);
    const zInverse = mul(mul(den1, den2), T);
    const rotate = isNegative(mul(T, zInverse));
    const x = rotate ? mul(Y, SQRT_M1) : X;
    let y = rotate ? mul(X, SQRT_M1) : Y;
    const denInverse = rotate ? mul(den1, INVSQRT_A_MINUS_D) : den2;
    if (isNegative(mul(x, zInverse))) y = -y;
    return toLittleEndian(abs(mul(denInverse, Z - y)));
}

/**
 * The encodings of 2·P for every P, with one inversion for all instead of one square root for each.
 *
 * For a doubled point (E·F, G·H, F·G, E·H) the curve's equation gives G² − F² = d·E² and H² = E² + G², so that
 * u1 = G²·(F² − H²) = (a − d)·E²·G² and u2 = E·F·G·H: the root in u1·u2² is known but for the constant √(a − d).
 * Callers who know the scalars halve them first (`half` in scalar.js), and get what they want.
 */
export function encodeDoubles(elements) {
    const factors = elements.map(doublingFactors);
    const roots = invertAll(factors.map(([E, F, G, H]) => mul(mul(mul(E, G), mul(E, F)), mul(G, H))));
    return factors.map((four, i) => encodeWith(fromFactors(...four), mul(roots[i], INVSQRT_A_MINUS_D)));
}

// MARK: Multiplication

/** P, 2P, ..., 8P. */
function multiples(element) {
    const result = [element];
    for (let i = 1; i < 8; i++) result.push(i & 1 ? result[i >> 1].doubled() : result[i - 1].plus(element));
    return result;
}

/** Σ scalar·element for `[[scalar, element], ...]`; the doublings are shared (Straus). */
export function combine(pairs) {
    const rows = pairs.map(([scalar, element]) => ({ digits: digits(scalar), table: multiples(element) }));
    let sum = IDENTITY;
    for (let i = 63; i >= 0; i--) {
        if (sum !== IDENTITY) sum = sum.doubled().doubled().doubled().doubled();
        for (const row of rows) {
            const digit = row.digits[i];
            if (digit > 0) sum = sum.plus(row.table[digit - 1]);
            if (digit < 0) sum = sum.minus(row.table[-digit - 1]);
        }
    }
    return sum;
}

/**
 * Multiplication of one element by many scalars: a table of d·16^i·P for d = 1 to 8 and i = 0 to 63. Entries are
 * (y + x, y − x, 2·d·x·y) of the affine point, which saves a product in each addition.
 */
export class FixedBase {
    constructor(element) {
        this.element = element;
        const points = [];
        for (let base = element, i = 0; i < 64; i++) {
            const row = multiples(base);
            points.push(...row);
            base = row[7].doubled();
        }
        const inverses = invertAll(points.map((point) => point.Z));
        this.table = points.map(({ X, Y }, i) => {
            const x = mul(X, inverses[i]);
            const y = mul(Y, inverses[i]);
            return [y + x, y - x, mul(D2, mul(x, y))];
        });
    }

    /** scalar·P */
    times(scalar) {
        const ds = digits(scalar);
        let { X, Y, Z, T } = IDENTITY;
        for (let i = 0; i < 64; i++) {
            const digit = ds[i];
            if (digit === 0) continue;
            const [sum, difference, product] = this.table[8 * i + Math.abs(digit) - 1];
            // The negative of a point exchanges sum and difference, and turns the sign of the product.
            const A = mul(Y - X, digit > 0 ? difference : sum);
            const B = mul(Y + X, digit > 0 ? sum : difference);
            const C = digit > 0 ? mul(T, product) : -mul(T, product);
            const E = B - A;
            const H = B + A;
            const F = 2n * Z - C;
            const G = 2n * Z + C;
            X = mul(E, F);
            Y = mul(G, H);
            Z = mul(F, G);
            T = mul(E, H);
        }
        return new Element(X, Y, Z, T);
    }
}

let generatorTable;

/** scalar·G */
export function timesGenerator(scalar) {
    generatorTable ??= new FixedBase(GENERATOR);
    return generatorTable.times(scalar);
}

// MARK: One-way map

/** The element of 64 uniform bytes (RFC 9496 section 4.3.4). */
export function fromUniformBytes(bytes) {
    if (bytes.length !== 64) throw new Fault("group.wrongLength", { field: "uniform bytes" });
    return mapHalf(bytes.slice(0, 32)).plus(mapHalf(bytes.slice(32)));
}

/** MAP of the RFC: bit 255 is ignored, and values need not be below p. */
function mapHalf(bytes) {
    bytes[31] &= 127;
    const t = mod(fromLittleEndian(bytes));
    const r = mul(SQRT_M1, square(t));
    const u = mul(r + 1n, ONE_MINUS_D_SQ);
    const v = mul(-1n - mul(r, D), r + D);
    let [isSquare, s] = sqrtRatio(u, v);
    if (!isSquare) s = -abs(mul(s, t));
    const c = isSquare ? -1n : r;
    const N = mul(mul(c, r - 1n), D_MINUS_ONE_SQ) - v;
    const ss = square(s);
    return fromFactors(mul(2n * s, v), 1n + ss, mul(N, SQRT_AD_MINUS_ONE), 1n - ss);
}

