// A person's page without a page: follows, signs and hands in over a connection that breaks, in two tabs at once.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { assertRefused, seededRandom, seed } from "./support/support.mjs";
import { Play } from "./support/play.mjs";
import { makeAccessCode } from "../../Templates/static/accesscode.js";
import { toHex, utf8 } from "../../Templates/static/encoding.js";
import { readEvent } from "../../Templates/static/event.js";
import { Fault } from "../../Templates/static/fault.js";
import { Journal } from "../../Templates/static/journal.js";
import { readAbandonment } from "../../Templates/static/abandonment.js";
import { Fields } from "../../Templates/static/strictjson.js";

const random = seededRandom(seed);
const ORIGIN = "http://localhost";

// MARK: A browser

globalThis.location = new URL(ORIGIN);

class Storage {
    values = new Map();
    getItem = (name) => this.values.get(name) ?? null;
    setItem(name, value) {
        if (this.isFull) throw new Error("QuotaExceededError");
        this.values.set(name, String(value));
    }
}

class Locks {
    turns = new Map();
    held = new Set();
    request(name, work) {
        const turn = (this.turns.get(name) ?? Promise.resolve()).then(async () => {
            assert.ok(!this.held.has(name));
            this.held.add(name);
            try {
                return await work();
            } finally {
                this.held.delete(name);
            }
        });
        this.turns.set(name, turn.catch(() => {}));
        return turn;
    }
}

globalThis.localStorage = new Storage();
Object.defineProperty(globalThis, "navigator", { value: { locks: new Locks() }, configurable: true });

const { Desk } = await import("../../Templates/static/act.js");
const { spokenWords } = await import("../../Templates/static/spelled.js");

/** One server, and what goes wrong on the way: `before` sees each request and may break it. */
class Network {
    posts = 0;

    constructor(play) {
        this.play = play;
        this.before = async () => {};
        globalThis.fetch = (url, options) => this.fetch(new URL(url), options);
    }

    async fetch({ pathname, searchParams }, { method, body }) {
        const [, , , name] = pathname.split("/");
        await this.before(name, method);
        const answer = (text, status = 200) => ({ ok: status < 300, status, text: async () => text });
        try {
            return answer(await this.answer(name, method, searchParams, body));
        } catch (error) {
            if (!(error instanceof Fault)) throw error;
            return answer(JSON.stringify({ error: /^[a-z_]+$/.test(error.code) ? error.code : "wrong_state" }), 409);
        }
    }

    async answer(name, method, query, body) {
        const { server } = this.play;
        if (name === "event") {
            this.posts += 1;
            await server.take(readEvent(Fields.parse(body, ["event"]).members.get("event")));
            await this.after?.();
            return JSON.stringify({ head: toHex(server.log.head) });
        }
        if (name === "log" && method === "POST") return this.lines(server.log.events.length, JSON.parse(body).from);
        if (name === "log") return this.lines(this.publicLength, Number(query.get("from")));
        throw new Fault("wrong_state");
    }

    /** Until it is announced, the public log ends before the t-th share. */
    get publicLength() {
        const { log } = this.play.server;
        if (log.isEnd || log.shares.size < log.manifest.threshold) return log.events.length;
        const shares = log.events.map(({ type }, i) => (type === "share" ? i : -1)).filter((i) => i >= 0);
        return shares[log.manifest.threshold - 1];
    }

    lines(length, from) {
        const lines = this.play.server.log.text.split("\n").slice(from, length);
        return lines.map((line) => line + "\n").join("");
    }
}

let tabs = 0;

/** A tab of a person: a worker of its own, and storage shared with their other tabs. */
async function tab(play, p, code, kind) {
    tabs += 1;
    const { perform } = await import(`../../Templates/static/worker.js?tab=${tabs}`);
    const calls = {
        async call(call, args) {
            const { value, fault } = structuredClone(await perform(structuredClone({ id: 1, call, args }), () => {}));
            if (fault) throw new Fault(fault.code, fault.values);
            return value;
        },
    };
    if (code) await calls.call("unlock", { realm: toHex(play.realm), p, code });
    return new Desk(calls, p, kind);
}

/** A vote whose first teller sits at a desk. */
async function withTeller() {
    const code = await makeAccessCode(random);
    const play = await Play.start(random, { count: 4, ownKey: { p: "T01", code, realm: random.bytes(16) } });
    globalThis.localStorage = new Storage();
    return { code, play, network: new Network(play), vote: toHex(play.vote) };
}

const memoryOf = (vote, p) => JSON.parse(localStorage.getItem(`urne:${vote}:${p}:officer`));

async function ceremony({ play, vote }, ...desks) {
    for (let round = 1; round <= 3; round++) {
        for (const teller of play.tellers.slice(1)) await play.act(teller, async () => (await teller.ceremonyStep()).event);
        for (const desk of desks) while ((await desk.act(vote, { call: "ceremonyStep" })).event);
    }
    assert.equal(play.server.log.state, "ready");
}

// MARK: Tests

test("a ceremony over a desk: what was made is kept before it is sent", async () => {
    const set = await withTeller();
    const { play, network, vote, code } = set;
    network.before = async (name) => {
        if (name !== "event") return;
        const { memory, store } = memoryOf(vote, "T01");
        assert.ok(memory.signed.length > 0, "remembered before it is sent");
        assert.ok(store.ceremony || store.share, "the secret is kept before it is sent");
    };
    await ceremony(set, await tab(play, "T01", code, "teller"));
    assert.deepEqual(Object.keys(memoryOf(vote, "T01").store), ["share"]);
});

test("two tabs of one teller race through a ceremony and sign nothing twice", async () => {
    const set = await withTeller();
    const { play, vote, code } = set;
    const desks = [await tab(play, "T01", code, "teller"), await tab(play, "T01", code, "teller")];
    for (let round = 1; round <= 3; round++) {
        for (const teller of play.tellers.slice(1)) await play.act(teller, async () => (await teller.ceremonyStep()).event);
        await Promise.all(desks.map((desk) => desk.act(vote, { call: "ceremonyStep" })));
    }
    await Promise.all(desks.map((desk) => desk.follow(vote)));
    assert.equal(play.server.log.state, "ready");
    assert.equal(memoryOf(vote, "T01").memory.signed.length, 3);
});

test("an answer that is lost, and a head that moves on, are harmless", async () => {
    const set = await withTeller();
    const { play, network, vote, code } = set;
    const desk = await tab(play, "T01", code, "teller");
    // Without a connection nothing can be read, either.
    let outages = 2;
    network.before = async () => {
        if (outages-- > 0) throw new TypeError("network");
    };
    let losses = 1;
    network.after = async () => {
        // The server took it, and the connection broke.
        if (losses-- > 0) throw new TypeError("network");
    };
    let waited = 0;
    await desk.act(vote, { call: "ceremonyStep", onWaiting: () => (waited += 1) });
    assert.equal(waited, 3);
    assert.ok(play.server.log.commitments.has(1));

    // Another teller is faster just before this one's message arrives.
    await play.act(play.tellers[1], async (teller) => (await teller.ceremonyStep()).event);
    await play.act(play.tellers[2], async (teller) => (await teller.ceremonyStep()).event);
    let rivals = [play.tellers[1]];
    network.before = async (name) => {
        const rival = name === "event" && rivals.pop();
        if (rival) await play.act(rival, async (teller) => (await teller.ceremonyStep()).event);
    };
    while ((await desk.act(vote, { call: "ceremonyStep" })).event);
    assert.ok(play.server.log.dealings.has(1) && play.server.log.dealings.has(2));
});

test("a teller reads the whole log, the hall only the public one, and both go on after the release", async () => {
    const set = await withTeller();
    const { play, vote, code } = set;
    const desk = await tab(play, "T01", code, "teller");
    const hall = await tab(play, "", null, "public");
    await ceremony(set, desk);
    await play.open();
    for (const member of play.members) await play.draw(member);
    await play.act(play.officer, (device) => device.cast());
    for (const member of play.members) await play.castBallot(member, [1, 0, 0]);
    await play.act(play.officer, (device) => device.close());
    const board = (await desk.follow(vote)).boardFingerprint;
    await play.share(3);
    const { files } = play.server;

    const wrong = { files, board: "0000-0000-0000-0000-0000", gap: 0 };
    await assertRefused(() => desk.act(vote, { call: "share", args: wrong }), "error.device.boardDiffers");
    assert.equal(memoryOf(vote, "T01").memory.signed.length, 3, "a refusal leaves nothing behind");
    await desk.act(vote, { call: "share", type: "share", args: { files, board, gap: 0 } });
    assert.equal((await desk.follow(vote)).state, "tallied");
    assert.deepEqual((await desk.follow(vote)).result.counts, [4, 0, 0]);
    const seen = await hall.follow(vote);
    assert.equal(seen.state, "tallying");
    assert.equal(seen.result, null);
    await desk.act(vote, { call: "signResult", type: "sign", args: { files } });
    for (const number of [2, 3]) await play.signResult(number);
    // A tab that was opened later starts from the public log and finds its way.
    const late = await tab(play, "T01", code, "teller");
    assert.deepEqual((await late.follow(vote)).signed, [1, 2, 3]);
    await play.act(play.chair, (device) => device.announce());
    for (const each of [desk, late, hall]) assert.equal((await each.follow(vote)).state, "announced");
    assert.deepEqual(memoryOf(vote, "T01").store, {}, "the share is erased");
    assert.deepEqual(await desk.secrets(vote), []);
});

test("without memory nothing is sent", async () => {
    const { play, network, vote, code } = await withTeller();
    const desk = await tab(play, "T01", code, "teller");
    await desk.follow(vote);
    localStorage.isFull = true;
    await assertRefused(() => desk.act(vote, { call: "ceremonyStep" }), "web.fault.memory");
    assert.equal(network.posts, 0);
    localStorage.isFull = false;
    await desk.act(vote, { call: "ceremonyStep" });
    assert.equal(network.posts, 1);
});

test("a log that lacks what another tab has seen is refused", async () => {
    const { play, vote, code } = await withTeller();
    const desk = await tab(play, "T01", code, "teller");
    await desk.act(vote, { call: "ceremonyStep" });
    const cut = play.server.log;
    play.server.log = new (cut.constructor)();
    for (const event of cut.events.slice(0, -1)) await play.server.log.append(event);
    const other = await tab(play, "T01", code, "teller");
    await assertRefused(() => other.follow(vote), "error.device.logRewritten");
});

test("only the officer's journal of exactly this vote gives a count up", async () => {
    const play = await Play.start(random, { count: 4 });
    await play.upToClose([[1, 0, 0], [1, 0, 0], [0, 1, 0]]);
    await play.share(2);
    const { log } = play.server;
    const { officer, chair } = play.people;

    const journal = async (key, change = {}, realm = play.realm) => {
        const written = new Journal(random.bytes(16), () => key.publicKey);
        const people = [{ p: key.p, name: "N", key: toHex(key.publicKey.encoded) }];
        const opening = { v: 1, suite: "URNE-V1", journal: toHex(written.id), realm: toHex(realm), people, at: "x" };
        const act = { vote: toHex(play.vote), head: toHex(log.head), reason: "krank", at: "x", ...change };
        for (const [type, body] of [["journal", opening], ["abandon", act]]) {
            await written.append(await written.sign(key.signing, key.p, type, JSON.stringify(body), random));
        }
        return utf8(written.text);
    };
    assert.deepEqual(await readAbandonment(await journal(officer), log), { reason: "krank", at: "x" });
    await assertRefused(async () => readAbandonment(await journal(chair), log), "rule.abandonment");
    const otherHead = await journal(officer, { head: "00".repeat(64) });
    await assertRefused(() => readAbandonment(otherHead, log), "rule.abandonment");
    const otherVote = await journal(officer, { vote: "00".repeat(16) });
    await assertRefused(() => readAbandonment(otherVote, log), "rule.abandonment");
    const otherRealm = await journal(officer, {}, random.bytes(16));
    await assertRefused(() => readAbandonment(otherRealm, log), "rule.abandonment");
    await play.share(3);
    await assertRefused(async () => readAbandonment(await journal(officer), play.server.log), "rule.wrongState");
});

// MARK: Words

const folder = new URL("../../Templates/static/words/", import.meta.url);
const words = (name, language) => JSON.parse(readFileSync(new URL(`${name}.${language}.json`, folder), "utf8"));
const mine = ["count", "teller", "chair", "result", "spell", "fault"];

test("every sentence is there in both languages, with the same holes", () => {
    const holes = (text) => [...new Set(text.match(/\{[a-zA-Z-]+\}/g) ?? [])].sort();
    for (const name of mine) {
        const [german, english] = [words(name, "de"), words(name, "en")];
        assert.deepEqual(Object.keys(german), Object.keys(english), name);
        for (const key of Object.keys(german)) assert.deepEqual(holes(german[key]), holes(english[key]), key);
    }
});

test("every sentence that the pages of tellers, chair and hall name is there", () => {
    const root = new URL("../../Templates/static/", import.meta.url);
    const files = readdirSync(root, { recursive: true }).filter((name) => name.endsWith(".js"));
    const known = new Set([...mine, "web"].flatMap((name) => Object.keys(words(name, "de"))));
    const pattern = /"((?:count|teller|chair|result|error\.(?:device|code)|rule|json|group|web\.fault)\.[A-Za-z.0-9]*[A-Za-z0-9])"/g;
    const ours = /^(act|countviews|memory|signin|votepage|votepicker|words-of-vote|spelled)\.js$|^pages.(teller|chair|result)/;
    for (const name of files.filter((each) => ours.test(each))) {
        for (const [, key] of readFileSync(new URL(name, root), "utf8").matchAll(pattern)) {
            assert.ok(known.has(key), `${name}: ${key}`);
        }
    }
});

test("every character of a code has a name of its own", () => {
    for (const language of ["de", "en"]) {
        const spelled = words("spell", language);
        const names = [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"].map((character) => spelled[`spell.${character}`]);
        assert.ok(names.every(Boolean));
        assert.equal(new Set(names).size, 32);
        for (const letter of "ABCDEFGHJKMNPQRSTVWXYZ") assert.equal(spelled[`spell.${letter}`][0], letter);
    }
    assert.equal(spokenWords("A1").length, 2);
});
