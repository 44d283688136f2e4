// Whole votes in memory, played by the members', tellers' and officers' devices.

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertRefused, seed, seededRandom } from "./support/support.mjs";
import { Play, SEATS, YES_NO } from "./support/play.mjs";
import { checkAudit } from "../../Templates/static/ballot.js";
import { utf8 } from "../../Templates/static/encoding.js";
import { Member } from "../../Templates/static/member.js";
import { summary, verify } from "../../Templates/static/verify.js";

const random = seededRandom(seed);
const YES = [1, 0, 0];
const NO = [0, 1, 0];
const ABSTAIN = [0, 0, 1];

test(`two of three tellers open the sums of a motion, seed ${seed}`, async () => {
    const play = await Play.start(random, { count: 5, law: '{"kind":"motion"}' });
    const trackers = await play.toTheEnd([YES, YES, NO, ABSTAIN], [2, 3]);
    const stages = new Set();
    const report = await verify(play.server.record, (stage) => stages.add(stage));
    assert.deepEqual(report.results.filter(({ ok }) => !ok), []);
    assert.ok(report.valid);
    assert.deepEqual(report.counts, [2, 1, 1]);
    assert.deepEqual(report.log.result.used, [2, 3]);
    assert.deepEqual(stages, new Set(["register", "ballots"]));
    assert.deepEqual(report.warnings, [{ code: "warning.gap.one", values: { gap: 1 } }]);
    assert.equal(new Set(trackers).size, 4);
    structuredClone(summary(report));
    await play.show(play.members[0]);
    assert.deepEqual(play.members[0].store, {}, "the seed is erased when the vote is over");
});

test(`three of three tellers, several seats, weighted abstention, seed ${seed}`, async () => {
    const play = await Play.start(random, { count: 4, threshold: 3, kind: SEATS });
    await play.toTheEnd([[1, 1, 1, 0, 0], [0, 0, 0, 0, 1], [0, 1, 0, 0, 0], [0, 1, 1, 0, 0]], [3, 1, 2]);
    const report = await verify(play.server.record);
    assert.ok(report.valid);
    assert.deepEqual(report.counts, [1, 3, 2, 0, 1]);
});

test("a choice that the rule forbids is not encrypted", async () => {
    const play = await Play.start(random, { count: 3, kind: SEATS });
    await play.ceremony();
    await play.open();
    const [member] = play.members;
    await assertRefused(() => member.makeDrawRequest(), "error.device.notInRoll");
    await play.draw(member);
    await assertRefused(() => member.prepare([1, 0, 0, 0, 0]), /^error\.device\.wrongState\./);
    await play.act(play.officer, (device) => device.cast());
    await play.show(member);
    for (const values of [[0, 0, 0, 0, 0], [1, 1, 1, 1, 0], [1, 0, 0, 0, 1], [2, 0, 0, 0, 0], [1, 0, 0, 0], [1.5, 0, 0, 0, 0]]) {
        await assertRefused(() => member.prepare(values), "error.device.selectionNotAllowed");
    }
});

test("draw, audit, recovery, retry: every harmless thing is harmless", async () => {
    const play = await Play.start(random, { count: 4 });
    await play.ceremony();
    await play.open();
    const [first, second, third, fourth] = play.members;

    // The answer to the draw is lost: the identical request once more.
    await play.show(first);
    await first.readRoll(play.server.files["roll.jsonl"]);
    const request = await first.makeDrawRequest();
    const answer = await play.server.draw(request);
    assert.equal(await first.makeDrawRequest(), request);
    assert.equal(await play.server.draw(request), answer);
    await first.takeDrawAnswer(answer);

    // Another device with the same code cannot draw again, but gets the same token.
    const other = play.device(Member, play.keys[0]);
    await play.show(other);
    await other.readRoll(play.server.files["roll.jsonl"]);
    const rival = await other.makeDrawRequest();
    await assertRefused(() => play.server.draw(rival), "drawn");
    other.forgetDraw();
    await other.takeRecoverAnswer(await play.server.recover(await other.makeRecoverRequest()));
    assert.ok((await other.token()).N.equals((await first.token()).N));

    // A reload: a new device with the same memory and store.
    const again = new Member({ vote: play.vote, key: play.keys[0], memory: first.memory, store: first.store, random });
    await play.show(again);
    await again.readRoll(play.server.files["roll.jsonl"]);
    assert.ok(again.hasToken);

    // Somebody else's code does not open this token.
    await play.draw(second);
    const thief = play.device(Member, play.keys[2]);
    await play.show(thief);
    await thief.readRoll(play.server.files["roll.jsonl"]);
    const stolen = await play.server.recover(await second.makeRecoverRequest());
    await assertRefused(() => thief.takeRecoverAnswer(stolen), "error.device.cannotRecover");

    // One who declines recovery has an empty seal.
    await play.show(fourth);
    await fourth.readRoll(play.server.files["roll.jsonl"]);
    await fourth.takeDrawAnswer(await play.server.draw(await fourth.makeDrawRequest(false)));
    const fourthElsewhere = play.device(Member, play.keys[3]);
    await play.show(fourthElsewhere);
    await fourthElsewhere.readRoll(play.server.files["roll.jsonl"]);
    const empty = await play.server.recover(await fourthElsewhere.makeRecoverRequest());
    assert.match(empty, /"sealed":""/);
    await assertRefused(() => fourthElsewhere.takeRecoverAnswer(empty), "error.device.cannotRecover");

    await play.draw(third);
    await play.act(play.officer, (device) => device.cast());

    // An audit uses the encryption up; the next has another tracker.
    await play.show(first);
    const audited = await first.prepare(YES);
    const data = first.audit(audited);
    assert.deepEqual(await checkAudit(data, other.context), { tracker: audited, values: YES });
    await assertRefused(() => first.seal(audited), "error.device.noToken");
    const shown = await first.prepare(YES);
    assert.notEqual(shown, audited);
    await assertRefused(() => first.seal(audited), "error.device.otherBallot");

    // The answer to the cast is lost: the same bytes, the same place in the box. A second ballot is refused.
    const cast = await first.seal(shown);
    await play.server.cast(cast);
    await first.takeCastAnswer(await play.server.cast(cast));
    await assertRefused(() => first.prepare(NO), "error.device.alreadyCast");
    await play.show(other);
    const secondBallot = await other.seal(await other.prepare(NO));
    await assertRefused(() => play.server.cast(secondBallot), "used");
    other.castRefused("used");
    assert.ok(!other.hasCast && first.hasReceipt);
    assert.equal(cast.length, secondBallot.length);

    await play.castBallot(second, NO);
    await play.castBallot(third, NO);
    await play.act(play.officer, (device) => device.close());
    await play.show(first);
    const found = await first.lookUp(play.server.files["ballots.jsonl"]);
    assert.ok(found.onBoard);
    assert.equal(found.trackers.length, 3);
    await assertRefused(() => first.lookUp(utf8("")), "rule.fileHash");
});

test("a vote voided before the count is valid and open for ever", async () => {
    const play = await Play.start(random, { count: 3 });
    await play.upToClose([YES, NO, YES]);
    await play.act(play.officer, (device) => device.void("Störung"));
    const { "roll.jsonl": roll } = play.server.files;
    const { valid, results } = await verify({ "log.jsonl": utf8(play.server.log.text), "roll.jsonl": roll });
    assert.ok(valid);
    assert.deepEqual(results.slice(9).map(({ ok, open }) => [ok, open]), Array(13).fill([null, "notYet"]));
    const left = await verify({ ...play.server.record });
    assert.equal(left.results[9].fault.code, "rule.unexpectedFile");
});

test("a public edition leaves V9 and V11 to V13 open", async () => {
    const play = await Play.start(random, { count: 3 });
    await play.toTheEnd([YES, NO, YES]);
    const { "roll.jsonl": _, "register.jsonl": __, ...edition } = play.server.record;
    const { valid, results } = await verify(edition);
    assert.ok(valid);
    const open = results.filter((result) => result.ok === null).map(({ id, open }) => `${id} ${open}`);
    assert.deepEqual(open, ["V9 leftOut", "V11 leftOut", "V12 leftOut", "V13 leftOut"]);
});

test("every step along the way is a valid record", async () => {
    const play = await Play.start(random, { count: 3 });
    await play.toTheEnd([YES, NO, ABSTAIN]);
    const lines = play.server.log.text.split(/(?<=\n)/);
    for (let length = 1; length <= lines.length; length++) {
        const files = { "log.jsonl": utf8(lines.slice(0, length).join("")), "roll.jsonl": play.server.files["roll.jsonl"] };
        const hasBoard = lines.slice(0, length).some((line) => line.includes('"type":"box"'));
        if (hasBoard) Object.assign(files, play.server.record, { "log.jsonl": files["log.jsonl"] });
        const report = await verify(files);
        assert.ok(report.valid, `${length} events: ${JSON.stringify(report.results.find(({ ok }) => ok === false))}`);
        if (hasBoard) continue;
        const early = await verify({ ...files, "ballots.jsonl": play.server.files["ballots.jsonl"] });
        assert.ok(!early.valid);
    }
});

test("tellers stop where the protocol says so", async () => {
    const play = await Play.start(random, { count: 4 });
    await play.upToClose([YES, NO, ABSTAIN]);
    const [teller] = play.tellers;
    await play.show(teller);
    const { files, log } = play.server;
    const board = log.boardFingerprint;
    await assertRefused(() => teller.share(files, { board: log.fingerprint, gap: 1 }), "error.device.boardDiffers");
    await assertRefused(() => teller.share(files, { board, gap: 0 }), "error.device.gapNotConfirmed");
    await assertRefused(() => teller.share(files, { board }), "error.device.gapNotConfirmed");
    const { "register.jsonl": _, ...without } = files;
    await assertRefused(() => teller.share({ ...without, "ballots.jsonl": utf8("") }, { board, gap: 1 }), "rule.fileHash");
    const { store } = teller;
    teller.store = { share: play.tellers[1].store.share };
    await assertRefused(() => teller.share(files, { board, gap: 1 }), "error.device.wrongShare");
    teller.store = {};
    await assertRefused(() => teller.share(files, { board, gap: 1 }), "error.device.secretMissing");
    teller.store = store;
    assert.equal(teller.confirm(), log.fingerprint);
    await assertRefused(() => play.tellers[2].signResult(files), /^error\.device\.wrongState\./);
    const stranger = play.device(teller.constructor, play.people.t1);
    await play.show(stranger);
    await assertRefused(() => stranger.confirm(), "error.device.ceremonyNotOurs");
    await play.share(1);
    await assertRefused(() => play.act(play.officer, (device) => device.void("zu spät")), "rule.wrongState");
});

test("with too few ballots nothing is opened", async () => {
    const play = await Play.start(random, { count: 3, kind: YES_NO });
    await play.upToClose([YES, NO]);
    const { valid, warnings, results } = await verify(play.server.record);
    assert.ok(valid);
    assert.deepEqual(warnings.map(({ code }) => code), ["warning.gap.one", "warning.tooFewBallots"]);
    assert.equal(results[17].ok, true);
    await assertRefused(() => play.share(1), "error.device.tooFewBallots");
});
