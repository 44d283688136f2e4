// Every decoder and every proof refuses what is not exactly right: flipped, cut, longer, exchanged, identity, zero, and
// numbers that are not canonical.

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertRefused, flips, seed, seededRandom, vector } from "./support/support.mjs";
import { PersonKey } from "../../Templates/static/accesscode.js";
import { checkAudit, checkBallot, decodeBallot, PreparedBallot } from "../../Templates/static/ballot.js";
import { acceptsCommitment, CeremonySecret, jointKey } from "../../Templates/static/ceremony.js";
import { proveDLEQ, showsDLEQ } from "../../Templates/static/dleq.js";
import { concat, fromHex, toHex } from "../../Templates/static/encoding.js";
import { CONTEXT_VOPRF } from "../../Templates/static/hash.js";
import * as messages from "../../Templates/static/messages.js";
import { decodeRangeProof, proveRange, showsRange } from "../../Templates/static/rangeproof.js";
import { FixedBase, IDENTITY, timesGenerator } from "../../Templates/static/ristretto255.js";
import { decodeScalar, encodeScalar, L, reduce } from "../../Templates/static/scalar.js";
import { isSigned, SigningKey } from "../../Templates/static/schnorr.js";
import { decryptionShare, discreteLogarithm, firstUnprovedShare, lagrange, openedSum } from "../../Templates/static/tally.js";
import { DrawSecret } from "../../Templates/static/token.js";

const urne = vector("urne-v1.json");
const random = seededRandom(seed);
const little = (n) => fromHex(n.toString(16).padStart(64, "0")).reverse();

/** A proof of 64 bytes with its second number written as the same number plus ℓ. */
const notCanonical = (proof) => concat(proof.subarray(0, 32), little(decodeScalar(proof.subarray(32)) + L));

test(`signatures, seed ${seed}`, async () => {
    const key = new SigningKey(random.scalar());
    const other = new SigningKey(random.scalar());
    const parts = [fromHex("616263"), "x", new Uint8Array(0)];
    const sig = await key.sign("URNE-V1-test", parts, random);
    const holds = (s, pk = key.publicKey, tag = "URNE-V1-test", p = parts) => isSigned(s, pk, tag, p);
    assert.ok(await holds(sig));
    for (const flipped of flips(sig, 64)) assert.ok(!(await holds(flipped)));
    assert.ok(!(await holds(sig.subarray(1))));
    assert.ok(!(await holds(concat(sig, Uint8Array.of(0)))));
    assert.ok(!(await holds(notCanonical(sig))));
    assert.ok(!(await holds(concat(sig.subarray(32), sig.subarray(0, 32)))));
    assert.ok(!(await holds(new Uint8Array(64))));
    assert.ok(!(await holds(sig, other.publicKey)));
    assert.ok(!(await holds(sig, key.publicKey.negated())));
    assert.ok(!(await holds(sig, key.publicKey, "URNE-V1-tesu")));
    assert.ok(!(await holds(sig, key.publicKey, "URNE-V1-test", [fromHex("61626378"), new Uint8Array(0)])));
    assert.ok(!(await holds(sig, key.publicKey, "URNE-V1-test", parts.slice(0, 2))));
    assert.notDeepEqual(await key.sign("URNE-V1-test", parts, random), sig);
});

test("DLEQ proofs", async () => {
    const k = random.scalar();
    const B = timesGenerator(k);
    const C = timesGenerator(random.scalar());
    const D = C.times(k);
    const pi = await proveDLEQ(k, B, C, D, "context", random);
    assert.ok(await showsDLEQ(pi, B, C, D, "context"));
    for (const flipped of flips(pi, 32)) assert.ok(!(await showsDLEQ(flipped, B, C, D, "context")));
    for (const three of [[B.negated(), C, D], [B, C.negated(), D], [B, C, D.negated()], [B, D, C], [C, B, D], [B, C, IDENTITY]]) {
        assert.ok(!(await showsDLEQ(pi, ...three, "context")));
    }
    assert.ok(!(await showsDLEQ(pi, B, C, D, "contexu")));
    assert.ok(!(await showsDLEQ(pi.subarray(0, 63), B, C, D, "context")));
    assert.ok(!(await showsDLEQ(concat(pi, pi), B, C, D, "context")));
    assert.ok(!(await showsDLEQ(notCanonical(pi), B, C, D, "context")));
    assert.ok(!(await showsDLEQ(new Uint8Array(64), B, C, D, "context")));
    // What a verifier computed itself may be O, and is carried on.
    const ofNothing = await proveDLEQ(k, B, IDENTITY, IDENTITY, "context", random);
    assert.ok(await showsDLEQ(ofNothing, B, IDENTITY, IDENTITY, "context"));
});

test(`range proofs, seed ${seed}`, async () => {
    const K = new FixedBase(timesGenerator(random.scalar()));
    for (const [lo, hi] of [[0, 1], [1, 1], [0, 0], [2, 5], [0, 8]]) {
        for (let m = lo; m <= hi; m++) {
            const r = random.scalar();
            const A = timesGenerator(r);
            const B = K.times(r).plus(timesGenerator(BigInt(m)));
            const statement = { bctx: random.bytes(64), position: 3, lo, hi, K, A, B };
            const proof = await proveRange(statement, m, r, random);
            const holds = (bytes, change = {}) => showsRange(decodeRangeProof(bytes), { ...statement, ...change });
            assert.ok(await holds(proof), `${lo}..${hi}: ${m}`);
            assert.ok(!(await holds(proof, { position: 4 })));
            assert.ok(!(await holds(proof, { bctx: random.bytes(64) })));
            assert.ok(!(await holds(proof, { B: B.plus(timesGenerator(1n)) })));
            assert.ok(!(await holds(proof, { A: A.negated() })));
            assert.ok(!(await holds(proof, { lo: lo + 1, hi: hi + 1 })));
            assert.ok(!(await holds(proof, { hi: hi + 1 })));
            assert.ok(!(await holds(new Uint8Array(proof.length))));
            assert.throws(() => decodeRangeProof(concat(proof.subarray(0, -32), little(L))));
            const changed = Uint8Array.from(proof);
            changed[5] ^= 4;
            assert.ok(!(await holds(changed)));
        }
        await assert.rejects(proveRange({ lo, hi, K }, hi + 1, 1n, random));
    }
});

test("the whole statement is in the challenge: a proof is for its A, B and K", async () => {
    const K = new FixedBase(timesGenerator(random.scalar()));
    const other = new FixedBase(timesGenerator(random.scalar()));
    const r = random.scalar();
    const statement = { bctx: random.bytes(64), position: 0, lo: 0, hi: 1, K, A: timesGenerator(r), B: K.times(r) };
    const proof = decodeRangeProof(await proveRange(statement, 0, r, random));
    assert.ok(!(await showsRange(proof, { ...statement, K: other })));
    assert.ok(!(await showsRange(proof, { ...statement, A: statement.B, B: statement.A })));
    assert.ok(!(await showsRange(proof, { ...statement, A: IDENTITY, B: IDENTITY })));
});

const context = {
    h: fromHex(urne.draw.h),
    issuer: timesGenerator(decodeScalar(fromHex(urne.draw.issuer_sk))),
    K: new FixedBase(timesGenerator(random.scalar())),
    rule: { caps: [2, 1, 1], weights: [1, 2, 3], min: 1, max: 3 },
};
const skS = decodeScalar(fromHex(urne.draw.issuer_sk));

async function token() {
    const secret = await DrawSecret.random(new PersonKey("1", new SigningKey(random.scalar())), context.h, random);
    const E = secret.B.times(skS);
    return secret.finish({ E, pi: await proveDLEQ(skS, context.issuer, secret.B, E, CONTEXT_VOPRF, random) }, context.issuer);
}

test("ballots: any changed byte, any other length, any exchange", async () => {
    const check = async (bytes, c = context) => checkBallot(decodeBallot(bytes, c.rule), c);
    const make = async (values, t) => (await PreparedBallot.make(values, context, random)).seal(t, random);
    const first = await make([1, 1, 0], await token());
    const second = await make([2, 0, 0], await token());
    await check(first);
    await check(second);
    assert.equal(first.length, second.length);
    for (const flipped of flips(first, 24)) await assertRefused(() => check(flipped), /^(rule|group)\./);
    await assertRefused(() => check(first.subarray(1)), "rule.ballotLength");
    await assertRefused(() => check(concat(first, Uint8Array.of(0))), "rule.ballotLength");
    await assertRefused(() => check(new Uint8Array(0)), "rule.ballotLength");
    // Elements: identity and bit 255, at each place.
    for (const at of [0, 32, 64, 96, 64 + 256, 96 + 256]) {
        for (const hex of ["00".repeat(32), "00".repeat(31) + "80", "01" + "00".repeat(31)]) {
            const changed = Uint8Array.from(first);
            changed.set(fromHex(hex), at);
            await assertRefused(() => check(changed), /^group\./);
        }
    }
    // Scalars: the same number plus ℓ, at each place.
    for (const at of [128, 160, first.length - 32, first.length - 64, first.length - 128]) {
        const changed = Uint8Array.from(first);
        changed.set(little(decodeScalar(first.slice(at, at + 32)) + L), at);
        await assertRefused(() => check(changed), "group.notCanonicalScalar");
    }
    // Ciphertext and proof of another ballot, signed anew with the own token: the proofs are bound to the ballot.
    const t = await token();
    const own = await make([1, 1, 0], t);
    const mixed = Uint8Array.from(own);
    mixed.set(second.subarray(64, 64 + 256), 64);
    const resigned = concat(mixed.subarray(0, -64), await t.signing.sign("URNE-V1-ballot", [context.h, mixed.subarray(0, -64)], random));
    await assertRefused(() => check(resigned), "rule.optionProof");
    // Another vote, another key, another rule of the same length.
    await assertRefused(() => check(own, { ...context, h: random.bytes(64) }), "rule.ballotSignature");
    await assertRefused(() => check(own, { ...context, K: new FixedBase(context.issuer) }), "rule.optionProof");
    await assertRefused(() => check(own, { ...context, rule: { ...context.rule, weights: [1, 1, 1] } }), "rule.sumProof");
});

test("a device that follows another rule makes no valid ballot", async () => {
    // Three marks are one too many under the weights 1, 2, 3; a device that takes all weights for 1 proves a sum of 3.
    const lax = { ...context, rule: { ...context.rule, weights: [1, 1, 1] } };
    const bytes = await (await PreparedBallot.make([1, 1, 1], lax, random)).seal(await token(), random);
    await checkBallot(decodeBallot(bytes, lax.rule), lax);
    await assertRefused(() => checkBallot(decodeBallot(bytes, context.rule), context), "rule.sumProof");
});

test("draws and tokens", async () => {
    const key = new PersonKey("1", new SigningKey(random.scalar()));
    const secret = await DrawSecret.random(key, context.h, random);
    const E = secret.B.times(skS);
    const pi = await proveDLEQ(skS, context.issuer, secret.B, E, CONTEXT_VOPRF, random);
    const wrong = "error.device.badTokenProof";
    for (const flipped of flips(pi)) await assertRefused(() => secret.finish({ E, pi: flipped }, context.issuer), wrong);
    await assertRefused(() => secret.finish({ E: E.negated(), pi }, context.issuer), wrong);
    await assertRefused(() => secret.finish({ E: secret.B, pi }, context.issuer), wrong);
    await assertRefused(() => secret.finish({ E, pi }, context.K.element), wrong);
    // An issuer that answers one member with another key, and proves it well, is found out.
    const marked = random.scalar();
    const F = secret.B.times(marked);
    const proof = await proveDLEQ(marked, timesGenerator(marked), secret.B, F, CONTEXT_VOPRF, random);
    await assertRefused(() => secret.finish({ E: F, pi: proof }, context.issuer), wrong);
    assert.equal(await DrawSecret.fromSeed(new Uint8Array(31), key, context.h), null);
    assert.equal(await DrawSecret.fromSealed(new Uint8Array(47), key, context.h), null);
    const { sealed } = await secret.request(true, random);
    for (const flipped of flips(sealed)) {
        const other = await DrawSecret.fromSealed(flipped, key, context.h);
        await assertRefused(() => other.recover({ B: secret.B, E, pi }, context.issuer), "error.device.cannotRecover");
    }
});

test("messages refuse other fields, lengths and encodings", async () => {
    const all = [
        [messages.drawRequest, urne.draw.request],
        [messages.drawAnswer, urne.draw.response],
        [messages.recoverRequest, { p: "001", sig: urne.draw.request.sig }],
        [messages.recoverAnswer, { B: urne.draw.request.B, sealed: urne.draw.request.sealed, ...urne.draw.response }],
        [messages.castAnswer, urne.ballot.response],
        [messages.castRequest, { ballot: urne.ballot.ballot }],
    ];
    for (const [message, object] of all) {
        const text = JSON.stringify(object);
        assert.equal(message.write(message.read(text)), text);
        for (const name of Object.keys(object)) {
            const refused = (value) => assertRefused(() => message.read(JSON.stringify({ ...object, [name]: value })));
            const { [name]: value, ...without } = object;
            await assertRefused(() => message.read(JSON.stringify(without)), "json.missingField");
            await refused(1);
            await refused(null);
            if (name === "p") continue;
            await refused(value.toUpperCase());
            await refused(value + "0");
            if (name === "ballot") continue;
            await refused(value + "00");
            await refused(value.slice(2));
            if (name === "B" || name === "E") {
                await refused("00".repeat(32));
                await refused("00".repeat(31) + "80");
            }
            if (name === "sig" || name === "pi" || name === "receipt") await refused("ff".repeat(64));
        }
        await assertRefused(() => message.read(JSON.stringify({ ...object, x: 1 })), "json.unknownField");
        await assertRefused(() => message.read(" " + text), "json.surroundingWhiteSpace");
    }
});

test("an audit finds a device that encrypted something else", async () => {
    const audit = (await PreparedBallot.make([1, 1, 0], context, random)).audit();
    const object = JSON.parse(audit);
    const check = (change, c = context) => checkAudit(JSON.stringify({ ...object, ...change }), c);
    assert.deepEqual((await check({})).values, [1, 1, 0]);
    await assertRefused(() => check({ m: [0, 0, 1] }), "error.audit.notWhatWasEncrypted");
    await assertRefused(() => check({ r: [...object.r].reverse() }), "error.audit.notWhatWasEncrypted");
    await assertRefused(() => check({ m: [2, 1, 0] }), "error.audit.notAllowed");
    await assertRefused(() => check({ m: [1, 1] }), /^json\./);
    await assertRefused(() => check({ m: [1, 1], ct: object.ct.slice(0, 256), r: object.r.slice(0, 2) }), "error.audit.notAllowed");
    await assertRefused(() => check({ h: "00".repeat(64) }), "error.audit.anotherVote");
    await assertRefused(() => check({ K: toHex(context.issuer.encoded) }), "error.audit.anotherVote");
    await assertRefused(() => check({ r: ["ff".repeat(32), ...object.r.slice(1)] }), "group.notCanonicalScalar");
    await assertRefused(() => check({ X: "" }), "json.unknownField");
});

for (const threshold of [2, 3]) {
    test(`ceremony, ${threshold} of 3, seed ${seed}`, async () => {
        const ceremony = { mh: random.bytes(64), threshold };
        const secrets = [1, 2, 3].map((number) => CeremonySecret.random(number, threshold, random));
        const commitments = [];
        for (const secret of secrets) commitments.push(await secret.commitment(ceremony, random));
        for (const [i, commitment] of commitments.entries()) {
            assert.ok(await acceptsCommitment(ceremony, i + 1, commitment));
            assert.ok(!(await acceptsCommitment(ceremony, ((i + 1) % 3) + 1, commitment)));
            assert.ok(!(await acceptsCommitment({ ...ceremony, mh: random.bytes(64) }, i + 1, commitment)));
            assert.ok(!(await acceptsCommitment(ceremony, i + 1, { ...commitment, T: commitment.C[0] })));
            assert.ok(!(await acceptsCommitment(ceremony, i + 1, { ...commitment, C: commitment.C.slice(1) })));
            assert.ok(!(await acceptsCommitment(ceremony, i + 1, { ...commitment, C: [...commitment.C].reverse() })));
            const [flipped] = flips(commitment.pop);
            assert.ok(!(await acceptsCommitment(ceremony, i + 1, { ...commitment, pop: flipped })));
        }
        const dealings = [];
        for (const secret of secrets) {
            const { E, c } = await secret.dealing(ceremony, commitments, random);
            dealings.push({ E, c: c.map((bytes) => decodeScalar(bytes)) });
        }
        const shares = [];
        for (const secret of secrets) {
            const again = CeremonySecret.decode(secret.number, secret.stored);
            shares.push(await again.keyShare(ceremony, commitments, dealings));
        }
        const { K, S } = jointKey(commitments);
        shares.forEach((share, i) => assert.ok(timesGenerator(share).equals(S[i])));
        const subsets = threshold === 2 ? [[1, 2], [1, 3], [2, 3]] : [[1, 2, 3]];
        for (const used of subsets) {
            const key = reduce(used.reduce((sum, l) => sum + lagrange(l, used) * shares[l - 1], 0n));
            assert.ok(timesGenerator(key).equals(K));
        }
        const tooFew = threshold === 2 ? [1] : [1, 2];
        const guess = reduce(tooFew.reduce((sum, l) => sum + lagrange(l, tooFew) * shares[l - 1], 0n));
        assert.ok(!timesGenerator(guess).equals(K));

        // A wrong share is named.
        for (const dealer of [1, 2, 3]) {
            const wrong = dealings.map(({ E, c }, i) => ({ E, c: i + 1 === dealer ? c.map((each) => reduce(each + 1n)) : c }));
            await assert.rejects(secrets[0].keyShare(ceremony, commitments, wrong), {
                code: "error.device.badShare", values: { teller: dealer },
            });
        }
        // Commitments that cancel give no key.
        const cancelled = [...commitments.slice(0, 2)];
        const minus = (k) => commitments[0].C[k].plus(commitments[1].C[k]).negated();
        cancelled.push({ C: Array.from({ length: threshold }, (_, k) => minus(k)) });
        await assertRefused(() => jointKey(cancelled), "rule.identityKey");
        await assertRefused(() => CeremonySecret.decode(1, new Uint8Array(95)), "group.wrongLength");

        // Shares of the opening.
        const bx = random.bytes(64);
        const r = random.scalar();
        const sums = [0n, 5n].map((m) => ({ A: timesGenerator(r), B: K.times(r).plus(timesGenerator(m)) }));
        const list = new Map();
        for (const number of subsets[0]) {
            const share = await decryptionShare(shares[number - 1], sums, bx, random);
            assert.equal(await firstUnprovedShare(share, sums, bx, S[number - 1]), -1);
            assert.equal(await firstUnprovedShare(share, sums, random.bytes(64), S[number - 1]), 0);
            assert.equal(await firstUnprovedShare(share, sums, bx, S[number % 3]), 0);
            const exchanged = { D: share.D, pi: [...share.pi].reverse() };
            assert.equal(await firstUnprovedShare(exchanged, sums, bx, S[number - 1]), 0);
            list.set(number, share);
        }
        const opened = sums.map((sum, o) => openedSum(sum, o, subsets[0], list));
        assert.ok(opened[0].isIdentity);
        assert.deepEqual(opened.map((element) => discreteLogarithm(element, 9)), [0, 5]);
    });
}

test("discrete logarithms up to the limit and not beyond", () => {
    for (const limit of [0, 1, 2, 3, 8, 9, 10, 99, 100]) {
        for (const m of new Set([0, 1, limit >> 1, limit])) {
            if (m <= limit) assert.equal(discreteLogarithm(timesGenerator(BigInt(m)), limit), m);
        }
        assert.equal(discreteLogarithm(timesGenerator(BigInt(limit + 1)), limit), -1);
        assert.equal(discreteLogarithm(timesGenerator(L - 1n), limit), -1);
    }
    assert.equal(encodeScalar(5n)[0], 5);
});
