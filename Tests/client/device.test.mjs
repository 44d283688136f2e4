// What a device remembers, what it refuses to follow and to sign; journals; and the worker.

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertRefused, seededRandom, seed } from "./support/support.mjs";
import { Play } from "./support/play.mjs";
import { makeAccessCode, personKey, readAccessCode } from "../../Templates/static/accesscode.js";
import { toHex, utf8 } from "../../Templates/static/encoding.js";
import { writeEvent } from "../../Templates/static/event.js";
import { Journal } from "../../Templates/static/journal.js";
import { Member } from "../../Templates/static/member.js";
import { Officer } from "../../Templates/static/officer.js";
import { Teller } from "../../Templates/static/teller.js";
import { perform } from "../../Templates/static/worker.js";
import { WorkerCalls } from "../../Templates/static/workercalls.js";

const random = seededRandom(seed);

test("a device refuses a log that lacks what it saw", async () => {
    const play = await Play.start(random, { count: 3 });
    await play.ceremony();
    const early = play.server.log.text;
    await play.open();
    const [member] = play.members;
    await play.show(member);
    await assertRefused(() => member.follow(utf8(early)), "error.device.logRewritten");
    const reloaded = new Member({ vote: play.vote, key: play.keys[0], memory: structuredClone(member.memory), random });
    await assertRefused(() => reloaded.follow(utf8(early)), "error.device.logRewritten");
    assert.equal(reloaded.log.state, "empty");
    await reloaded.follow(utf8(play.server.log.text));

    // Another history of the same vote, signed by the same officer: a split view.
    const other = play.server.log.copy();
    Object.assign(other, { events: other.events.slice(0, -1), heads: other.heads.slice(0, -1), h: null, state: "ready", context: null });
    const rival = play.device(Officer, play.people.officer);
    await rival.follow(utf8(early));
    await other.append(await rival.sign("void", "officer", () => ({ reason: "x" })));
    await assertRefused(() => member.follow(utf8(other.text)), "error.device.logRewritten");

    // The log of another vote.
    const elsewhere = await Play.start(random, { count: 3 });
    const lost = play.device(Member, play.keys[0]);
    await assertRefused(() => lost.follow(utf8(elsewhere.server.log.text)), "error.device.anotherVote");
    await assertRefused(() => lost.follow(utf8("")), "rule.emptyLog");
});

test("a device follows a log in pieces", async () => {
    const play = await Play.start(random, { count: 3 });
    await play.ceremony();
    await play.open();
    const lines = play.server.log.text.split(/(?<=\n)/);
    const member = play.device(Member, play.keys[0]);
    await member.follow(utf8(lines.slice(0, 5).join("")));
    await member.follow(utf8(lines.slice(3).join("")), { from: 3 });
    await member.follow(utf8(""), { from: lines.length });
    assert.equal(member.log.state, "issuing");
    assert.equal(member.isFingerprint(member.log.fingerprint.toLowerCase().replaceAll("-", " ")), true);
    assert.equal(member.isFingerprint("0000-0000-0000-0000-0000"), false);
});

test("a member whose line is missing or wrong does not draw", async () => {
    const play = await Play.start(random, { count: 3 });
    await play.ceremony();
    await play.open();
    const roll = play.server.files["roll.jsonl"];
    const stranger = play.device(Member, play.people.officer);
    await play.show(stranger);
    await assertRefused(() => stranger.readRoll(roll), "error.device.notInRoll");
    const wrongCode = await personKey(play.realm, "001", await readAccessCode(await makeAccessCode(random)));
    const mistaken = play.device(Member, wrongCode);
    await play.show(mistaken);
    await assertRefused(() => mistaken.readRoll(roll), "error.device.wrongKey");
    await assertRefused(() => mistaken.makeDrawRequest(), "error.device.notInRoll");
    const [member] = play.members;
    await play.show(member);
    await assertRefused(() => member.readRoll(roll.slice(1)), "error.device.rollChanged");
});

test("nobody signs two events for one position, nor a second opening", async () => {
    const play = await Play.start(random, { count: 3 });
    await play.ceremony();
    await play.show(play.officer);
    const opening = await play.officer.open();
    // The same event again, after a reload, too; whatever else is asked for, this one comes first.
    const again = new Officer({ vote: play.vote, key: play.people.officer, memory: structuredClone(play.officer.memory), random });
    await play.show(again);
    assert.equal(writeEvent(await again.open()), writeEvent(opening));
    assert.equal(writeEvent(await again.void("x")), writeEvent(opening));
    // Another event took the position: nothing may be signed beside it, and no second opening ever.
    const rival = play.device(Officer, play.people.officer);
    await play.show(rival);
    const taken = await rival.void("x");
    await play.server.take(taken);
    await play.show(again);
    await assertRefused(() => again.open(), /^error\.device\.signedOther$|^rule\./);
    await assertRefused(() => play.act(play.chair, (device) => device.open()), "error.device.notInRole");
});

test("an event whose answer was lost is found in the log", async () => {
    const play = await Play.start(random, { count: 3 });
    await play.ceremony();
    await play.show(play.officer);
    await play.server.take(await play.officer.open());
    await play.show(play.officer);
    assert.equal(await play.officer.open(), null);
    await play.act(play.officer, (device) => device.cast());
    const [signed] = play.officer.memory.signed.slice(-1);
    assert.ok(signed.delivered);
});

test("a stale head: follow and sign again", async () => {
    const play = await Play.start(random, { count: 3 });
    const [first, second] = play.tellers;
    await play.show(first);
    await play.show(second);
    const early = (await first.ceremonyStep()).event;
    await play.act(second, async (teller) => (await teller.ceremonyStep()).event);
    await assertRefused(() => play.server.take(early), "stale_head");
    await play.act(first, async (teller) => (await teller.ceremonyStep()).event);
    assert.deepEqual(await first.ceremonyStep(), { waiting: { round: 1, tellers: [3] } });
    // The commitments are the same ones: one polynomial for one vote.
    const posted = play.server.log.events.find(({ by }) => by === "t1");
    assert.equal(JSON.parse(posted.body).T, JSON.parse(early.body).T);
});

test("a teller that lost its secret stops, and never makes another", async () => {
    const play = await Play.start(random, { count: 3 });
    for (const teller of play.tellers) await play.act(teller, async () => (await teller.ceremonyStep()).event);
    const forgetful = play.device(Teller, play.people.t1);
    await play.show(forgetful);
    await assertRefused(() => forgetful.ceremonyStep(), "error.device.secretMissing");
});

test("tellers and officers see more of the log than the public, until the end", async () => {
    const play = await Play.start(random, { count: 3 });
    await play.upToClose([[1, 0, 0], [0, 1, 0], [0, 0, 1]]);
    await play.share(1);
    const publicLog = utf8(play.server.log.text);
    await play.share(2);
    const [teller] = play.tellers;
    await play.show(teller);
    await teller.follow(publicLog);
    assert.equal(teller.log.state, "tallied");
    const reloaded = new Teller({ vote: play.vote, key: play.people.t1, memory: structuredClone(teller.memory), store: teller.store, random });
    await reloaded.follow(publicLog);
    await assertRefused(() => reloaded.follow(publicLog, { view: "whole" }), "error.device.logRewritten");
    for (const number of [1, 2, 3]) await play.signResult(number);
    await play.act(play.chair, (device) => device.announce());
    await play.show(teller);
    assert.deepEqual(teller.store, {});
    assert.deepEqual(play.server.log.result.counts, [1, 1, 1]);
});

test("journals: chained, signed, with their own tag", async () => {
    const play = await Play.start(random, { count: 3 });
    const { officer, chair } = play.people;
    const id = random.bytes(16);
    const keyOf = (by) => ({ S01: officer.publicKey, S02: chair.publicKey })[by];
    const journal = new Journal(id, keyOf);
    const body = '{"at":"2026-12-10T18:03","p":"001","is":"present"}';
    await journal.append(await journal.sign(officer.signing, "S01", "attendance", body, random));
    await journal.append(await journal.sign(chair.signing, "S02", "attendance", body, random));
    const copy = new Journal(id, keyOf);
    await copy.appendLines(utf8(journal.text));
    assert.equal(toHex(copy.head), toHex(journal.head));
    const wrong = await journal.sign(chair.signing, "S01", "attendance", body, random);
    await assertRefused(() => journal.append(wrong), "rule.eventSignature");
    await assertRefused(() => journal.append(journal.entries[0]), "rule.eventNumber");
    const elsewhere = new Journal(random.bytes(16), keyOf);
    await assertRefused(() => elsewhere.appendLines(utf8(journal.text)), "rule.eventSignature");
    await assertRefused(() => new Journal(id, () => null).appendLines(utf8(journal.text)), "rule.unknownSigner");
    const { length } = journal.entries;
    const other = await new Journal(id, keyOf).sign(officer.signing, "S01", "attendance", body, random);
    await assertRefused(() => journal.append({ ...other, n: length }), "rule.brokenChain");
    // An event of a log is no entry of a journal.
    const event = play.server.log.events[0];
    const sameId = new Journal(play.vote, () => officer.publicKey);
    await assertRefused(() => sameId.append(event), "rule.eventSignature");
});

/** A Worker that runs in this thread, so that the page's side can be tested with it. */
class LocalWorker extends EventTarget {
    last = Promise.resolve();

    postMessage(data) {
        const post = (message) => this.dispatchEvent(Object.assign(new Event("message"), { data: structuredClone(message) }));
        const progress = (stage, done, total) => post({ id: data.id, progress: { stage, done, total } });
        this.last = this.last.then(async () => post(await perform(structuredClone(data), progress)));
    }
}

test("a member and a verifier through the worker: only texts and plain objects cross", async () => {
    const play = await Play.start(random, { count: 3 });
    const code = await makeAccessCode(random);
    const worker = new WorkerCalls(new LocalWorker());
    await assert.rejects(worker.call("checkCode", { code: code.slice(1) }), { name: "Fault", code: "error.code.length" });
    await assert.rejects(worker.call("constructor"), { name: "Fault" });

    // A member of a vote of its own, with a code that only the worker turns into a key.
    const realm = toHex(play.realm);
    const { publicKey } = await worker.call("unlock", { realm, p: "001", code });
    assert.equal(publicKey, toHex((await personKey(play.realm, "001", await readAccessCode(code))).publicKey.encoded));
    const own = await Play.start(random, { count: 3, ownKey: { realm: play.realm, code } });
    const vote = toHex(own.vote);
    await own.ceremony();
    await own.open();
    await worker.call("start", { kind: "member", vote });
    const { log } = await worker.call("follow", { file: own.server.log.text });
    assert.equal(log.state, "issuing");
    assert.equal(log.manifest.title, "TOP 1");
    assert.deepEqual(await worker.call("readRoll", { file: own.server.files["roll.jsonl"] }), { p: "001", name: "Mitglied 001" });
    const { text, store } = await worker.call("makeDrawRequest", {});
    assert.equal(store.request, text);
    await worker.call("takeDrawAnswer", { text: await own.server.draw(text) });
    for (const member of own.members.slice(1)) await own.draw(member);
    await own.act(own.officer, (device) => device.cast());
    await worker.call("follow", { file: own.server.log.text });
    const { tracker } = await worker.call("prepare", { values: [0, 1, 0] });
    const audit = await worker.call("audit", { tracker });
    const checked = await worker.call("checkAudit", { log: own.server.log.text, text: audit.text });
    assert.deepEqual([checked.tracker, checked.values], [tracker, [0, 1, 0]]);
    const prepared = await worker.call("prepare", { values: [1, 0, 0] });
    await assert.rejects(() => worker.call("seal", { tracker }), { code: "error.device.otherBallot" });
    const [seal, second] = await Promise.allSettled([worker.call("seal", prepared), worker.call("seal", prepared)]);
    assert.equal(second.reason.code, "error.device.alreadyCast");
    const cast = await worker.call("takeCastAnswer", { text: await own.server.cast(seal.value.text) });
    assert.equal(cast.tracker, prepared.tracker);
    for (const member of own.members.slice(1)) await own.castBallot(member, [0, 1, 0]);
    await own.act(own.officer, (device) => device.close());
    await worker.call("follow", { file: own.server.log.text });
    const found = await worker.call("lookUp", { file: own.server.files["ballots.jsonl"] });
    assert.ok(found.onBoard);
    const stages = [];
    const files = own.server.record;
    const report = await new Promise((resolve, reject) => {
        worker.call("verify", { files }, (each) => stages.push(each)).then(resolve, reject);
    });
    assert.ok(report.valid);
    assert.deepEqual(stages.at(-1), { stage: "ballots", done: 3, total: 3 });
});

test("officer and tellers through the worker", async () => {
    const random = seededRandom(seed + 1);
    const code = await makeAccessCode(random);
    const play = await Play.start(random, { count: 3, ownKey: { p: "T01", code } });
    const worker = new WorkerCalls(new LocalWorker());
    await worker.call("unlock", { realm: toHex(play.realm), p: "T01", code });
    await worker.call("start", { kind: "teller", vote: toHex(play.vote) });
    const step = async () => {
        await worker.call("follow", { file: play.server.log.text, view: "whole" });
        const { event, text, memory } = await worker.call("ceremonyStep");
        assert.equal(text, `{"event":${memory.signed.at(-1).event}}`);
        assert.equal(event.by, "t1");
        const { readEvent } = await import("../../Templates/static/event.js");
        await play.server.take(readEvent(JSON.stringify(event)));
        assert.ok((await worker.call("delivered")).memory.signed.at(-1).delivered);
    };
    for (let round = 1; round <= 3; round++) {
        await step();
        for (const teller of play.tellers.slice(1)) await play.act(teller, async () => (await teller.ceremonyStep()).event);
    }
    await play.open();
    await worker.call("follow", { file: play.server.log.text, view: "whole" });
    assert.deepEqual(await worker.call("confirm"), { fingerprint: play.server.log.fingerprint });
    const { text } = await worker.call("viewRequest", { role: "t1", from: 3 });
    assert.match(text, /^\{"by":"t1","from":3,"sig":"[0-9a-f]{128}"\}$/);
});
