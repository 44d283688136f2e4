// The desk of the postal vote without a page: one worker, whichever postal or electronic vote is asked for meanwhile.

import { test } from "node:test";
import assert from "node:assert/strict";
import { answer, hold, logAnswer, useBrowser } from "./support/browser.mjs";
import { Play } from "./support/play.mjs";
import { seededRandom, seed } from "./support/support.mjs";
import { makeAccessCode } from "../../Templates/static/accesscode.js";
import { toHex } from "../../Templates/static/encoding.js";
import { readEvent, writeEvent } from "../../Templates/static/event.js";
import { Journal } from "../../Templates/static/journal.js";
import { readOpening } from "../../Templates/static/opening.js";
import { Fields, writeJSON } from "../../Templates/static/strictjson.js";

const random = seededRandom(seed);
const realm = random.bytes(16);
const code = await makeAccessCode(random);
const plays = new Map();
const journals = new Map();
/** Every entry that was handed in, taken or not. */
const given = [];

useBrowser(async ({ path: [kind, id, name], query, body }) => {
    if (kind === "server") {
        const { z } = plays.values().next().value.server;
        return answer(writeJSON({ suite: "URNE-V1", key: toHex(z.publicKey.encoded), realm: toHex(realm), box: "http://localhost" }));
    }
    if (kind === "postal") return postalAnswer(id, name, body);
    const { log } = plays.get(kind).server;
    if (id === "log") return logAnswer(log, query);
    return answer('{"error":"not_found"}', 404);
});

async function postalAnswer(id, name, body) {
    const journal = journals.get(id);
    if (name === "journal") {
        const { from } = JSON.parse(JSON.parse(body).body);
        return answer(journal.entries.slice(from).map((entry) => `${writeEvent(entry)}\n`).join(""));
    }
    if (name === "state") {
        const now = "2026-12-10T18:00:00+01:00";
        return answer(JSON.stringify({ head: toHex(journal.head), start: { rehearsal: false, title: id }, now }));
    }
    const entry = readEvent(Fields.parse(body, ["entry"], ["opening"]).members.get("entry"));
    if (entry.n === 0) {
        const { id: bytes, people } = readOpening(entry);
        journals.set(id, new Journal(bytes, (by) => people.find(({ p }) => p === by).key));
    }
    given.push(entry);
    if (entry.n !== journals.get(id).entries.length) return answer('{"error":"stale_head"}', 409);
    await journals.get(id).append(entry);
    return answer("{}");
}

async function readyVote() {
    const play = await Play.start(random, { count: 3, ownKey: { p: "S01", code, realm } });
    plays.set(toHex(play.vote), play);
    return toHex(play.vote);
}

const votes = [await readyVote(), await readyVote()];
const page = await import("../../Templates/static/pages/postal/desk.js");
await page.signIn("S01", code);

const headOf = (postal) => toHex(journals.get(postal).head);

test("of two postal votes opened in a hurry the last one is taken up, and each is remembered as itself", async () => {
    const people = [{ p: "S01", name: "Leitung", key: page.desk.person.publicKey }];
    const [first, second] = [await page.startPostal(people, {}), await page.startPostal(people, {})];
    const slow = hold(`postal/${first}/journal`);
    const one = page.choose(first);
    await slow.reached;
    const other = page.choose(second);
    slow.go();
    await Promise.all([one, other]);
    assert.deepEqual([page.desk.postal, page.desk.state.head], [second, headOf(second)]);
    for (const postal of [first, second]) {
        assert.equal(JSON.parse(localStorage.getItem(`urne:${postal}:S01:officer`)).seen.head, headOf(postal));
    }
});

test("of two electronic votes that are asked for at once each answers as itself", async () => {
    const [one, other] = await Promise.all(votes.map((vote) => page.electronic(vote)));
    assert.deepEqual([one.log.manifest.vote, other.log.manifest.vote], votes);
    for (const vote of votes) {
        const { memory } = JSON.parse(localStorage.getItem(`urne:${vote}:S01:officer`));
        assert.equal(memory.public.head, toHex(plays.get(vote).server.log.head));
    }
});

test("two tabs of one person sign one entry for a place, and the second one looks again", async () => {
    const other = await import("../../Templates/static/pages/postal/desk.js?tab=2");
    await other.signIn("S01", code);
    const people = [{ p: "S01", name: "Leitung", key: page.desk.person.publicKey }];
    const postal = await page.startPostal(people, {});
    await page.choose(postal);
    await other.choose(postal);
    given.length = 0;
    await page.act("note", () => ({ text: "eins" }));
    await assert.rejects(other.act("note", () => ({ text: "zwei" })), { name: "Refused", code: "stale_head" });
    assert.deepEqual(given.map(({ n }) => n), [2]);
    await other.act("note", () => ({ text: "drei" }));
    await page.act("note", () => ({ text: "vier" }), { isRepeated: true });
    assert.deepEqual(given.map(({ n }) => n), [2, 3, 4]);
});

// The page keeps looking; the tests are over.
test.after(() => setTimeout(() => process.exit(), 100).unref());
