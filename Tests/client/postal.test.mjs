// The postal vote in the browser: German time, tables, grounds, sums of a teller, and everything that is signed.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { assertRefused, seed, seededRandom } from "./support/support.mjs";
import { berlinMoment, berlinTime, shortDay, shortTime } from "../../Templates/static/berlin.js";
import { fromHex, toHex, utf8 } from "../../Templates/static/encoding.js";
import { sha512 } from "../../Templates/static/hash.js";
import { isSigned, SigningKey } from "../../Templates/static/schnorr.js";
import { PostalCalls, tallyCommitment } from "../../Templates/static/postalcalls.js";
import { csvOf } from "../../Templates/static/pages/postal/csv.js";
import { holding, judge } from "../../Templates/static/pages/postal/grounds.js";

const STATIC = new URL("../../Templates/static/", import.meta.url);
const random = seededRandom(seed);
const at = "2026-12-10T18:05:00+01:00";

test("times are German ones, in summer and winter and on the days between", () => {
    assert.equal(berlinTime(Date.parse("2026-12-10T17:05:00Z")), at);
    assert.equal(berlinTime(Date.parse("2026-07-01T10:00:59.999Z")), "2026-07-01T12:00:59+02:00");
    assert.equal(berlinTime(Date.parse("2026-10-25T00:30:00Z")), "2026-10-25T02:30:00+02:00");
    assert.equal(berlinTime(Date.parse("2026-10-25T01:30:00Z")), "2026-10-25T02:30:00+01:00");
    assert.equal(berlinMoment("2026-12-10", "18:05"), at);
    assert.equal(berlinMoment("2026-10-25", "02:30"), "2026-10-25T02:30:00+02:00");
    for (const [day, time] of [["2026-03-29", "02:30"], ["2026-13-01", "10:00"], ["", ""], ["2026-12-10", "25:00"]]) {
        assert.equal(berlinMoment(day, time), null, `${day} ${time}`);
    }
    assert.equal(shortTime(at), "10.12.2026, 18:05");
    assert.equal(shortDay("2026-12-10"), "10.12.2026");
});

test("a table holds nothing that a spreadsheet would compute", () => {
    const text = csvOf(["Name", "Nr."], [['=cmd()', 1], ['Ænne "die" Große; Frau', null], ["+1", "-2"], ["@x", "zwei\nZeilen"]]);
    assert.equal(
        text,
        "\uFEFFName;Nr.\r\n'=cmd();1\r\n\"Ænne \"\"die\"\" Große; Frau\";\r\n'+1;'-2\r\n'@x;\"zwei\nZeilen\"\r\n",
    );
});

const fine = {
    outerClosed: true, innerClosed: true, envelopes: 1, wahlscheine: ["A"], signed: ["A"], unofficial: false, deviating: false,
    object: false, looseBallot: false,
};

test("each ground follows from what was found, and from nothing else", () => {
    const valid = new Set(["A", "B"]);
    const cases = [
        [{}, []],
        [{ wahlscheine: [], signed: [] }, [2]],
        [{ wahlscheine: ["X"], signed: ["X"] }, [2]],
        [{ envelopes: 0 }, [3]],
        [{ outerClosed: false }, []],
        [{ innerClosed: false }, []],
        [{ outerClosed: false, innerClosed: false }, [4]],
        [{ envelopes: 2 }, [5]],
        [{ envelopes: 2, wahlscheine: ["A", "B"], signed: ["A", "B"] }, []],
        [{ signed: [] }, [6]],
        [{ unofficial: true }, [7]],
        [{ deviating: true }, [8]],
        [{ object: true }, [8]],
        [{ looseBallot: true }, []],
    ];
    for (const [found, grounds] of cases) assert.deepEqual(judge({ ...fine, ...found }, valid).grounds, grounds, JSON.stringify(found));
    assert.equal(judge(fine, valid).needsResolution, false);
    assert.equal(judge({ ...fine, doubt: "?" }, valid).needsResolution, true);
    assert.equal(judge({ ...fine, wahlscheine: ["A", "B"] }, valid).needsResolution, true);
});

test("a Wahlschein holds once, and not after it was replaced", () => {
    const kits = [{ number: "A", replacedBy: null }, { number: "B", replacedBy: "C" }, { number: "C", replacedBy: null }];
    assert.deepEqual([...holding({ kits, used: ["C"] })], ["A"]);
});

// MARK: Signing

const KEYS = Object.fromEntries(["S01", "T01", "T02"].map((p) => [p, { p, signing: new SigningKey(random.scalar()) }]));
for (const key of Object.values(KEYS)) key.publicKey = key.signing.publicKey;

/** A postal vote that has begun, as S01 follows it. */
async function begun() {
    const own = new PostalCalls(() => KEYS.S01);
    const people = Object.values(KEYS).map(({ p, publicKey }) => ({ p, name: `Name ${p}`, key: toHex(publicKey.encoded) }));
    const { postal, text } = await own.open({ realm: "11".repeat(16), people, at });
    return { own, postal, file: `${JSON.stringify(JSON.parse(text).entry)}\n` };
}

const follower = (p) => new PostalCalls(() => KEYS[p]);

test("the journal is followed entry by entry, and one changed byte is found by its number", async () => {
    const { own, postal, file } = await begun();
    const { n, text } = await own.act({ type: "incident", body: { text: "Licht aus", at } });
    assert.equal(n, 1);
    const whole = file + `${JSON.stringify(JSON.parse(text).entry)}\n`;
    const other = follower("T01");
    const taken = await other.take({ postal, file: whole, from: 0 });
    assert.equal(taken.entries, 2);
    assert.deepEqual(taken.people.map(({ p }) => p), ["S01", "T01", "T02"]);
    assert.equal(other.text().text, whole);
    const lost = () => follower("T01").take({ postal, file: whole.replace("Licht", "Nicht"), from: 0 });
    await assertRefused(lost, "rule.eventSignature");
    await lost().catch((fault) => assert.equal(fault.line, 2));
    await assertRefused(() => follower("T01").take({ postal: "22".repeat(16), file: whole, from: 0 }), "rule.eventSignature");
    // What this device saw before must still be there.
    const seen = { n: 1, head: "00".repeat(64) };
    await assertRefused(() => follower("T01").take({ postal, file: whole, from: 0, seen }), "error.device.logRewritten");
    await assertRefused(() => follower("T01").take({ postal, file: whole, from: 2 }), "rule.eventNumber");
});

test("a tally is bound to its numbers, its person, its stack and its round", async () => {
    const { postal, file } = await begun();
    const [first, second] = [follower("T01"), follower("T02")];
    await first.take({ postal, file, from: 0 });
    const one = JSON.parse((await first.tally({ stack: "clear", round: 1, numbers: [2, 1, 1], at })).text);
    const lines = file + `${JSON.stringify(one.entry)}\n`;
    await second.take({ postal, file: lines, from: 0 });
    const two = JSON.parse((await second.tally({ stack: "clear", round: 1, numbers: [2, 2, 0], at })).text);
    const third = follower("S01");
    await third.take({ postal, file: `${lines}${JSON.stringify(two.entry)}\n`, from: 0 });
    const openings = [one, two].map(({ opening }) => JSON.parse(opening));
    assert.deepEqual(openings.map(({ p, numbers }) => [p, numbers]), [["T01", [2, 1, 1]], ["T02", [2, 2, 0]]]);
    // The entry itself shows none of the numbers.
    assert.deepEqual(Object.keys(JSON.parse(one.entry.body)), ["stack", "round", "commit", "at"]);
    const text = '{"stack":"clear","round":1,"p":"T01","numbers":[2,1,1]}';
    const bytes = new Uint8Array([...fromHex(openings[0].nonce, "nonce", 16), ...utf8(text)]);
    assert.equal(JSON.parse(one.entry.body).commit, toHex(await sha512(bytes)));
    assert.deepEqual(await tallyCommitment(openings[0], "clear", 1), await sha512(bytes));
    assert.deepEqual(await third.areBound({ stack: "clear", round: 1, openings }), {});
    const changed = [
        [{ ...openings[0], numbers: [2, 2, 0] }, openings[1]],
        [{ ...openings[0], nonce: "00".repeat(16) }, openings[1]],
        [openings[1], openings[0]],
        [{ ...openings[0], p: "S01" }, openings[1]],
        [openings[0]],
    ];
    for (const wrong of changed) {
        await assertRefused(() => third.areBound({ stack: "clear", round: 1, openings: wrong }), "postal.fault.openings");
    }
    await assertRefused(() => third.areBound({ stack: "clear", round: 2, openings }), "postal.fault.openings");
});

test("the signature under the record covers the text and the postal vote", async () => {
    const { own, postal } = await begun();
    const entry = JSON.parse((await own.sign({ text: "Ergebnis", at })).text).entry;
    const body = JSON.parse(entry.body);
    const digest = await sha512(utf8("Ergebnis"));
    assert.equal(entry.type, "signed");
    assert.equal(body.text, toHex(digest));
    const isValid = (vote, hash) => isSigned(fromHex(body.signature, "signature", 64), KEYS.S01.publicKey, "URNE-V1-postal", [vote, hash]);
    assert.equal(await isValid(fromHex(postal, "postal", 16), digest), true);
    assert.equal(await isValid(new Uint8Array(16), digest), false);
    assert.equal(await isValid(fromHex(postal, "postal", 16), await sha512(utf8("Ergebnis."))), false);
});

test("every sentence that the pages of the postal vote name is there", () => {
    const words = JSON.parse(readFileSync(new URL("words/postal.de.json", STATIC), "utf8"));
    const folder = new URL("pages/postal/", STATIC);
    const files = [new URL("pages/postal.js", STATIC), ...readdirSync(folder).map((name) => new URL(name, folder))];
    let count = 0;
    for (const file of files) {
        for (const [, key] of readFileSync(file, "utf8").matchAll(/"(postal\.[a-zA-Z][a-zA-Z.]*[a-zA-Z])"/g)) {
            count += 1;
            assert.ok(key in words, `${file.pathname}: ${key}`);
        }
    }
    assert.ok(count > 300);
});
