// The vectors of the RFCs.

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertRefused, seed, seededRandom, vector } from "./support/support.mjs";
import { concat, fromHex, toHex, utf8 } from "../../Templates/static/encoding.js";
import { mod, mul, P } from "../../Templates/static/field.js";
import { CONTEXT_VOPRF, H2G, sha512, XMD } from "../../Templates/static/hash.js";
import { proveDLEQWith, showsDLEQ } from "../../Templates/static/dleq.js";
import {
    combine, Element, encodeDoubles, FixedBase, fromUniformBytes, GENERATOR, IDENTITY, timesGenerator,
} from "../../Templates/static/ristretto255.js";
import { decodeScalar, encodeScalar, half, invert, L, reduce } from "../../Templates/static/scalar.js";

const rfc9496 = vector("rfc9496.json");

test("RFC 9496: multiples of the generator", () => {
    assert.equal(rfc9496.generator_multiples.length, 16);
    let sum = IDENTITY;
    for (const [i, hex] of rfc9496.generator_multiples.entries()) {
        assert.equal(toHex(sum.encoded), hex);
        assert.equal(toHex(timesGenerator(BigInt(i)).encoded), hex);
        assert.equal(toHex(GENERATOR.times(BigInt(i)).encoded), hex);
        if (i > 0) assert.ok(Element.decode(fromHex(hex)).equals(sum));
        sum = sum.plus(GENERATOR);
    }
});

test("RFC 9496: every invalid encoding is refused", async () => {
    let count = 0;
    for (const list of Object.values(rfc9496.invalid_encodings)) {
        for (const hex of list) {
            await assertRefused(() => Element.decode(fromHex(hex)), "group.notAnElement");
            count += 1;
        }
    }
    assert.equal(count, 29);
});

test("the border: identity, bit 255, lengths, scalars", async () => {
    const G = GENERATOR.encoded;
    await assertRefused(() => Element.decode(new Uint8Array(32)), "group.identity");
    await assertRefused(() => Element.decode(fromHex("00".repeat(31) + "80")), "group.notAnElement");
    await assertRefused(() => Element.decode(G.subarray(0, 31)), "group.wrongLength");
    await assertRefused(() => Element.decode(concat(G, Uint8Array.of(0))), "group.wrongLength");
    for (const hex of rfc9496.generator_multiples.slice(1)) {
        const bytes = fromHex(hex);
        bytes[31] |= 128;
        await assertRefused(() => Element.decode(bytes), "group.notAnElement");
    }
    const little = (n) => fromHex(n.toString(16).padStart(64, "0")).reverse();
    assert.equal(decodeScalar(little(0n)), 0n);
    assert.equal(decodeScalar(little(L - 1n)), L - 1n);
    for (const n of [L, L + 1n, L + 5n, 2n ** 255n, 2n ** 256n - 1n]) {
        await assertRefused(() => decodeScalar(little(n)), "group.notCanonicalScalar");
    }
    await assertRefused(() => decodeScalar(new Uint8Array(31)), "group.wrongLength");
    await assertRefused(() => decodeScalar(new Uint8Array(33)), "group.wrongLength");
});

test("RFC 9496: the one-way map", () => {
    assert.ok(rfc9496.one_way_map.length > 0);
    for (const { uniform_bytes, element } of rfc9496.one_way_map) {
        assert.equal(toHex(fromUniformBytes(fromHex(uniform_bytes)).encoded), element);
    }
});

test("RFC 9496: the labels hash to the uniform bytes", async () => {
    for (const { label, uniform_bytes } of rfc9496.one_way_map) {
        assert.equal(toHex(await sha512(utf8(label))), uniform_bytes);
    }
});

test("RFC 9380: expand_message_xmd", async () => {
    const { DST, tests } = vector("rfc9380-xmd-sha512.json");
    const short = tests.filter((each) => each.len_in_bytes <= 64);
    assert.ok(short.length > 0);
    for (const { msg, len_in_bytes, uniform_bytes } of short) {
        assert.equal(toHex(await XMD(utf8(msg), DST, len_in_bytes)), uniform_bytes);
    }
});

test("RFC 9497: ristretto255-SHA512, verifiable mode, single inputs", async () => {
    const suite = vector("rfc9497-ristretto255-voprf.json");
    assert.equal(suite.groupDST, toHex(utf8("HashToGroup-" + CONTEXT_VOPRF)));
    const sk = decodeScalar(fromHex(suite.skSm));
    const pk = timesGenerator(sk);
    assert.equal(toHex(pk.encoded), suite.pkSm);
    const single = suite.vectors.filter((each) => each.Batch === 1);
    assert.ok(single.length > 0);
    for (const each of single) {
        const input = fromHex(each.Input);
        const blind = decodeScalar(fromHex(each.Blind));
        const blinded = (await H2G(input)).times(blind);
        assert.equal(toHex(blinded.encoded), each.BlindedElement);
        const evaluated = blinded.times(sk);
        assert.equal(toHex(evaluated.encoded), each.EvaluationElement);
        const r = decodeScalar(fromHex(each.Proof.r));
        const proof = await proveDLEQWith(r, sk, pk, blinded, evaluated, CONTEXT_VOPRF);
        assert.equal(toHex(proof), each.Proof.proof);
        assert.ok(await showsDLEQ(proof, pk, blinded, evaluated, CONTEXT_VOPRF));
        const N = evaluated.times(invert(blind)).encoded;
        const length = (bytes) => Uint8Array.of(bytes.length >> 8, bytes.length & 255);
        const output = await sha512(concat(length(input), input, length(N), N, utf8("Finalize")));
        assert.equal(toHex(output), each.Output);
    }
});

test(`properties of the group, seed ${seed}`, () => {
    const random = seededRandom(seed);
    const fixed = new FixedBase(GENERATOR.times(random.scalar()));
    for (let i = 0; i < 12; i++) {
        const [a, b] = [random.scalar(), random.scalar()];
        const A = timesGenerator(a);
        const B = fromUniformBytes(random.bytes(64));
        assert.ok(Element.decode(A.encoded).equals(A));
        assert.ok(Element.decode(B.encoded).equals(B));
        assert.ok(A.plus(B).equals(B.plus(A)));
        assert.ok(A.plus(B).minus(B).equals(A));
        assert.ok(A.minus(A).isIdentity);
        assert.ok(A.doubled().equals(A.plus(A)));
        assert.ok(timesGenerator(reduce(a + b)).equals(A.plus(timesGenerator(b))));
        assert.ok(B.times(a).times(b).equals(B.times(reduce(a * b))));
        assert.ok(combine([[a, A], [b, B]]).equals(A.times(a).plus(B.times(b))));
        assert.ok(fixed.times(a).equals(fixed.element.times(a)));
        assert.ok(B.times(a).times(invert(a)).equals(B));
        assert.equal(mul(a, mod(-b)), mod(mul(a, mod(-b)) + P) % P);
        assert.deepEqual(decodeScalar(encodeScalar(a)), a);
        const halves = [timesGenerator(half(a)), B.times(half(b)), IDENTITY];
        assert.deepEqual(encodeDoubles(halves).map(toHex), [A, B.times(b), IDENTITY].map((each) => toHex(each.encoded)));
    }
    for (const scalar of [0n, 1n, 2n, 8n, 9n, 15n, 16n, L - 1n, L - 8n, 2n ** 252n]) {
        let sum = IDENTITY;
        for (const bit of scalar.toString(2)) {
            sum = sum.doubled();
            if (bit === "1") sum = sum.plus(GENERATOR);
        }
        assert.ok(timesGenerator(scalar).equals(sum), String(scalar));
        assert.ok(GENERATOR.times(scalar).equals(sum), String(scalar));
    }
    assert.ok(timesGenerator(L - 1n).plus(GENERATOR).isIdentity);
});
