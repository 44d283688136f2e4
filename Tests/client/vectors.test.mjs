// urne-v1.json, byte for byte, for every message it holds.

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertRefused, namedRandom, vector } from "./support/support.mjs";
import { b32, normalised } from "../../Templates/static/a32.js";
import { makeAccessCode, personKey, PersonKey, readAccessCode } from "../../Templates/static/accesscode.js";
import { ballotHash, checkAudit, checkBallot, decodeBallot, isReceipt, PreparedBallot } from "../../Templates/static/ballot.js";
import { proveDLEQWith } from "../../Templates/static/dleq.js";
import { concat, enc, equalBytes, fromHex, toHex, utf8 } from "../../Templates/static/encoding.js";
import { CONTEXT_VOPRF, H, HS, sha512 } from "../../Templates/static/hash.js";
import * as messages from "../../Templates/static/messages.js";
import { Element, FixedBase, timesGenerator } from "../../Templates/static/ristretto255.js";
import { decodeScalar, encodeScalar } from "../../Templates/static/scalar.js";
import { isSigned, SigningKey } from "../../Templates/static/schnorr.js";
import { DrawSecret, isToken, tokenElement } from "../../Templates/static/token.js";

const urne = vector("urne-v1.json");
const h = fromHex(urne.draw.h);
const key = new PersonKey(urne.draw.p, new SigningKey(decodeScalar(fromHex(urne.draw.usk))));
const issuer = Element.decode(fromHex(urne.draw.issuer_pk));
const skS = decodeScalar(fromHex(urne.draw.issuer_sk));
const context = {
    h,
    issuer,
    K: new FixedBase(Element.decode(fromHex(urne.ceremony.K))),
    rule: { caps: [1, 1, 1], weights: [1, 1, 1], min: 1, max: 1 },
};

async function token() {
    const secret = await DrawSecret.fromSeed(fromHex(urne.draw.seed), key, h);
    return secret.finish(messages.drawAnswer.read(JSON.stringify(urne.draw.response)), issuer);
}

test("enc, H and HS", async () => {
    for (const { parts, out } of urne.enc) assert.equal(toHex(enc(...parts.map((part) => fromHex(part)))), out);
    for (const { tag, parts, out } of urne.H) assert.equal(toHex(await H(tag, ...parts.map((part) => fromHex(part)))), out);
    for (const { tag, parts, out } of urne.HS) {
        assert.equal(toHex(encodeScalar(await HS(tag, ...parts.map((part) => fromHex(part))))), out);
    }
    assert.ok(urne.enc.length * urne.H.length * urne.HS.length > 0);
});

test("access code and person key", async () => {
    const { code } = urne;
    assert.equal(await makeAccessCode(namedRandom(...code.rng)), code.code);
    for (const typed of [code.code, code.sloppy_input, ` ${code.code.toLowerCase()}\n`]) {
        assert.equal(await readAccessCode(typed), code.normalized19);
    }
    const person = await personKey(fromHex(code.realm), code.p, code.normalized19);
    assert.equal(toHex(encodeScalar(person.signing.secret)), code.key);
    assert.equal(toHex(person.publicKey.encoded), code.pub);
});

test("a mistyped access code is named without showing it", async () => {
    const good = normalised(urne.code.code);
    assert.equal(normalised(urne.code.code.replaceAll("-", " \u2013 ")), good);
    assert.equal(normalised(urne.code.code.replaceAll("-", "\u2011")), good);
    await assertRefused(() => readAccessCode(good.slice(0, 19)), "error.code.length");
    await assertRefused(() => readAccessCode(good + "0"), "error.code.length");
    await assertRefused(() => readAccessCode(""), "error.code.length");
    await assertRefused(() => readAccessCode("U" + good.slice(1)), "error.code.character");
    await assert.rejects(readAccessCode(good.slice(0, 4) + "-ü" + good.slice(5)), { values: { position: 5 } });
    let passed = 0;
    for (let i = 0; i < 20; i++) {
        const wrong = good.slice(0, i) + (good[i] === "7" ? "8" : "7") + good.slice(i + 1);
        await readAccessCode(wrong).then(() => (passed += 1), (fault) => assert.equal(fault.code, "error.code.typo"));
    }
    // One wrong character in thirty-two passes; with these twenty, none does.
    assert.ok(passed <= 2, String(passed));
});

test("signature", async () => {
    const { sign } = urne;
    const signing = new SigningKey(decodeScalar(fromHex(sign.sk)));
    assert.equal(toHex(signing.publicKey.encoded), sign.pk);
    const parts = sign.parts.map((part) => fromHex(part));
    const random = namedRandom(...sign.rng);
    assert.equal(toHex(await signing.sign(sign.tag, parts, random)), sign.sig);
    random.assertUsedUp();
    assert.ok(await isSigned(fromHex(sign.sig), signing.publicKey, sign.tag, parts));
});

test("draw", async () => {
    const { draw } = urne;
    const random = namedRandom(...draw.rng);
    const secret = await DrawSecret.random(key, h, random);
    assert.equal(toHex(secret.seed), draw.seed);
    assert.equal(toHex(encodeScalar(secret.signing.secret)), draw.x);
    assert.equal(toHex(encodeScalar(secret.r)), draw.r);
    assert.equal(toHex(secret.X.encoded), draw.X);
    assert.equal(toHex(enc("URNE-V1-token", h, secret.X.encoded)), draw.token_input);
    assert.equal(toHex((await tokenElement(h, secret.X)).encoded), draw.P);
    const text = messages.drawRequest.write(await secret.request(true, random));
    random.assertUsedUp();
    assert.equal(text, JSON.stringify(draw.request));
    const request = messages.drawRequest.read(text);
    assert.equal(messages.drawRequest.write(request), text);

    const E = request.B.times(skS);
    const pi = await proveDLEQWith(decodeScalar(fromHex(draw.server_rng[0])), skS, issuer, request.B, E, CONTEXT_VOPRF);
    assert.equal(messages.drawAnswer.write({ E, pi }), JSON.stringify(draw.response));
    const { N } = await secret.finish({ E, pi }, issuer);
    assert.equal(toHex(N.encoded), draw.N);
    const input = fromHex(draw.token_input);
    const length = (bytes) => Uint8Array.of(bytes.length >> 8, bytes.length & 255);
    const output = await sha512(concat(length(input), input, length(N.encoded), N.encoded, utf8("Finalize")));
    assert.equal(toHex(output), draw.voprf_output_unused);
});

test("recovery opens the sealed seed of the draw", async () => {
    const { sealed } = messages.drawRequest.read(JSON.stringify(urne.draw.request));
    const secret = await DrawSecret.fromSealed(sealed, key, h);
    assert.equal(toHex(secret.seed), urne.draw.seed);
    const answer = { B: secret.B, ...messages.drawAnswer.read(JSON.stringify(urne.draw.response)) };
    assert.equal(toHex((await secret.recover(answer, issuer)).N.encoded), urne.draw.N);
    await assertRefused(() => secret.recover({ ...answer, B: answer.E }, issuer), "error.device.cannotRecover");
});

test("ballot, answer and audit", async () => {
    const { ballot } = urne;
    const random = namedRandom(...ballot.rng_encrypt, ...ballot.rng_proofs_then_signature);
    const prepared = await PreparedBallot.make(ballot.votes, context, random);
    assert.equal(toHex(prepared.cx), ballot.cx);
    assert.equal(prepared.tracker, ballot.tracker);
    const ct = concat(...prepared.ciphertexts.flatMap(({ A, B }) => [A.encoded, B.encoded]));
    assert.equal(toHex(ct), ballot.ct);
    const bytes = await prepared.seal(await token(), random);
    random.assertUsedUp();
    assert.equal(toHex(bytes), ballot.ballot);
    assert.equal(toHex(await ballotHash(bytes, h)), ballot.bh);
    assert.equal(messages.castRequest.write({ ballot: bytes }), `{"ballot":"${ballot.ballot}"}`);
    await assertRefused(() => prepared.audit(), "error.device.alreadyCast");

    const decoded = decodeBallot(bytes, context.rule);
    await checkBallot(decoded, context);
    const P = await tokenElement(h, decoded.X);
    const r = decodeScalar(fromHex(ballot.server_rng[0]));
    const pi = await proveDLEQWith(r, skS, issuer, P, decoded.N, CONTEXT_VOPRF);
    assert.equal(toHex(pi), ballot.response.pi);
    assert.ok(await isToken(decoded.X, decoded.N, pi, context));

    const again = await PreparedBallot.make(ballot.votes, context, namedRandom(...ballot.rng_encrypt));
    const audit = again.audit();
    assert.equal(audit, JSON.stringify(ballot.audit));
    assert.deepEqual(await checkAudit(audit, context), { tracker: ballot.tracker, values: ballot.votes });
    await assertRefused(async () => again.seal(await token()), "error.device.alreadyCast");
});

test("receipt", async () => {
    const server = Element.decode(fromHex("4a6560c04578cd5b53df54347158d1f00fbdd086ab871b208acdb514e2b5e87f"));
    const answer = messages.castAnswer.read(JSON.stringify(urne.ballot.response));
    const ballot = fromHex(urne.ballot.ballot);
    assert.ok(await isReceipt(answer.receipt, ballot, h, server));
    assert.ok(!(await isReceipt(answer.receipt, ballot.slice(1), h, server)));
    assert.ok(equalBytes(answer.pi, fromHex(urne.ballot.response.pi)));
    assert.equal(messages.castAnswer.write(answer), JSON.stringify(urne.ballot.response));
});

test("fingerprint", () => {
    assert.equal(b32(h), urne.ceremony.fingerprint);
    assert.equal(timesGenerator(skS).equals(issuer), true);
});
