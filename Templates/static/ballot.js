// Encryption, proofs, bytes, tracker and audit of a ballot (protocol section 11).
//
// A context is what ballots of one vote are made and checked with: `{h, rule, K, issuer}`, with K a FixedBase, `issuer`
// the element pkS, and `rule` = `{caps, weights, min, max}`.

import { b32 } from "./a32.js";
import { concat, equalBytes, toHex } from "./encoding.js";
import { require } from "./fault.js";
import { H } from "./hash.js";
import { SUM_POSITION, decodeRangeProof, proveRange, rangeByteCount, showsRange } from "./rangeproof.js";
import { systemRandom } from "./random.js";
import { Element, IDENTITY, encodeDoubles, timesGenerator } from "./ristretto255.js";
import { encodeScalar, half, reduce } from "./scalar.js";
import { decodePair, isSigned } from "./schnorr.js";
import { Fields, writeJSON } from "./strictjson.js";

// MARK: Selection rule

/** Whether these values, one for each option, are an allowed ballot. */
export function allows({ caps, weights, min, max }, values) {
    if (values.length !== caps.length) return false;
    if (!values.every((value, i) => Number.isInteger(value) && value >= 0 && value <= caps[i])) return false;
    const sum = weighted(values, weights);
    return min <= sum && sum <= max;
}

const weighted = (values, weights) => values.reduce((sum, value, i) => sum + value * weights[i], 0);

/** The one length of all ballots of a vote. */
export function ballotByteCount({ caps, min, max }) {
    const options = caps.reduce((sum, cap) => sum + 64 + rangeByteCount(0, cap), 0);
    return 64 + options + rangeByteCount(min, max) + 64;
}

// MARK: Hashes

const ciphertextBytes = (ciphertexts) => concat(...ciphertexts.flatMap(({ A, B }) => [A.encoded, B.encoded]));

/** `cx`; its first 100 bits are the tracker. */
export function trackerHash(ciphertexts, h) {
    return H("URNE-V1-cx", h, ciphertextBytes(ciphertexts));
}

/** What every option proof and the sum proof of a ballot are about. */
async function statements(ciphertexts, X, N, cx, { h, rule, K }) {
    const bctx = await H("URNE-V1-bctx", h, X.encoded, N.encoded, cx);
    const options = ciphertexts.map(({ A, B }, i) => ({ bctx, position: i, lo: 0, hi: rule.caps[i], K, A, B }));
    const sum = { A: IDENTITY, B: IDENTITY };
    for (const [i, { A, B }] of ciphertexts.entries()) {
        const weight = BigInt(rule.weights[i]);
        sum.A = sum.A.plus(weight === 1n ? A : A.times(weight));
        sum.B = sum.B.plus(weight === 1n ? B : B.times(weight));
    }
    return [...options, { bctx, position: SUM_POSITION, lo: rule.min, hi: rule.max, K, ...sum }];
}

// MARK: Making

/**
 * A ballot in the moment before casting: encrypted, its tracker shown, not yet proved. Good for one seal or one audit.
 */
export class PreparedBallot {
    #opening;

    /** Encrypts the values, one for each option; a fault if the selection rule forbids them. */
    static async make(values, context, random = systemRandom) {
        require(allows(context.rule, values), "error.device.selectionNotAllowed");
        const randomness = values.map(() => random.scalar());
        const halves = randomness.flatMap((r, i) => {
            const r2 = half(r);
            return [timesGenerator(r2), context.K.times(r2).plus(timesGenerator(half(BigInt(values[i]))))];
        });
        const encodings = encodeDoubles(halves);
        const elements = halves.map((element, i) => Object.assign(element.doubled(), { bytes: encodings[i] }));
        const prepared = new PreparedBallot();
        prepared.context = context;
        prepared.ciphertexts = values.map((_, i) => ({ A: elements[2 * i], B: elements[2 * i + 1] }));
        prepared.cx = await trackerHash(prepared.ciphertexts, context.h);
        prepared.#opening = { values: [...values], randomness };
        return prepared;
    }

    /** The code on the board, shown before casting. */
    get tracker() {
        return b32(this.cx);
    }

    /** Values and randomness, once; then they are gone from here. */
    #take() {
        const opening = this.#opening;
        require(opening, "error.device.alreadyCast");
        this.#opening = undefined;
        return opening;
    }

    /** Proves and signs: the ballot's bytes. */
    async seal(token, random = systemRandom) {
        const { values, randomness } = this.#take();
        const { rule, h } = this.context;
        const all = await statements(this.ciphertexts, token.X, token.N, this.cx, this.context);
        const pieces = [token.X.encoded, token.N.encoded];
        for (const [i, { A, B }] of this.ciphertexts.entries()) {
            pieces.push(A.encoded, B.encoded, await proveRange(all[i], values[i], randomness[i], random));
        }
        const r = reduce(randomness.reduce((sum, each, i) => sum + each * BigInt(rule.weights[i]), 0n));
        pieces.push(await proveRange(all.at(-1), weighted(values, rule.weights), r, random));
        const unsigned = concat(...pieces);
        return concat(unsigned, await token.signing.sign("URNE-V1-ballot", [h, unsigned], random));
    }

    /** Opens the ballot for a second device in place of casting it: the text of the audit data. */
    audit() {
        const { values, randomness } = this.#take();
        return writeJSON({
            h: toHex(this.context.h),
            K: toHex(this.context.K.element.encoded),
            ct: toHex(ciphertextBytes(this.ciphertexts)),
            m: values,
            r: randomness.map((r) => toHex(encodeScalar(r))),
        });
    }
}

// MARK: Checking

/** Reads `X || N || options || sum proof || sig`; a fault for any other length, element or scalar. */
export function decodeBallot(bytes, rule) {
    const length = ballotByteCount(rule);
    require(bytes.length === length, "rule.ballotLength", { expected: length, found: bytes.length });
    let at = 0;
    const take = (count) => bytes.subarray(at, (at += count));
    const element = () => Element.decode(take(32), "ballot");
    const X = element();
    const N = element();
    const ciphertexts = [];
    const proofs = [];
    for (const cap of rule.caps) {
        ciphertexts.push({ A: element(), B: element() });
        proofs.push(decodeRangeProof(take(rangeByteCount(0, cap))));
    }
    proofs.push(decodeRangeProof(take(rangeByteCount(rule.min, rule.max))));
    const unsigned = bytes.subarray(0, at);
    const sig = take(64);
    decodePair(sig, "ballot");
    return { X, N, ciphertexts, proofs, unsigned, sig };
}

/** A fault unless signature, option proofs and sum proof hold (check V15); `ballot` comes from `decodeBallot`. */
export async function checkBallot({ X, N, ciphertexts, proofs, unsigned, sig }, context) {
    require(await isSigned(sig, X, "URNE-V1-ballot", [context.h, unsigned]), "rule.ballotSignature");
    const cx = await trackerHash(ciphertexts, context.h);
    const all = await statements(ciphertexts, X, N, cx, context);
    for (const [i, statement] of all.entries()) {
        const isOption = i < ciphertexts.length;
        const holds = await showsRange(proofs[i], statement);
        require(holds, isOption ? "rule.optionProof" : "rule.sumProof", isOption ? { option: i + 1 } : {});
    }
}

/** `bh`, the hash in the receipt. */
export function ballotHash(ballot, h) {
    return H("URNE-V1-bh", h, ballot);
}

/** Whether `receipt` is the server's signature under this ballot. */
export async function isReceipt(receipt, ballot, h, server) {
    return isSigned(receipt, server, "URNE-V1-receipt", [h, await ballotHash(ballot, h)]);
}

// MARK: Audit

/**
 * Checks what a first device claims to have encrypted, against this device's own log: `{tracker, values}`, to be
 * compared with what the first device shows. A fault says that it belongs to another vote, or that the device cheats.
 */
export async function checkAudit(text, { h, K, rule }) {
    const fields = Fields.parse(text, ["h", "K", "ct", "m", "r"]);
    const values = fields.integers("m");
    const ct = fields.hex("ct", 64 * values.length);
    const randomness = fields.scalars("r");
    require(randomness.length === values.length, "json.wrongLength", {
        field: "r", expected: values.length, actual: randomness.length,
    });
    const ciphertexts = values.map((_, i) => ({
        A: Element.decode(ct.subarray(64 * i, 64 * i + 32), "ct"),
        B: Element.decode(ct.subarray(64 * i + 32, 64 * i + 64), "ct"),
    }));
    const sameVote = equalBytes(fields.digest("h"), h) && fields.element("K").equals(K.element);
    require(sameVote, "error.audit.anotherVote");
    require(allows(rule, values), "error.audit.notAllowed");
    for (const [i, { A, B }] of ciphertexts.entries()) {
        const r = randomness[i];
        const explained = A.equals(timesGenerator(r)) && B.equals(K.times(r).plus(timesGenerator(BigInt(values[i]))));
        require(explained, "error.audit.notWhatWasEncrypted");
    }
    return { tracker: b32(await trackerHash(ciphertexts, h)), values };
}

