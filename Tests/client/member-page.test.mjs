// What the member's page does without its page: the way through one vote, the selection rule, the letter's and the audit's links.

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertRefused, seed, seededRandom } from "./support/support.mjs";
import { Play, SEATS, YES_NO } from "./support/play.mjs";
import { Refused } from "../../Templates/static/api.js";
import { AuditParts, auditLinks, auditPart } from "../../Templates/static/auditlink.js";
import { Booth } from "../../Templates/static/booth.js";
import { Choice, kindOf } from "../../Templates/static/choice.js";
import { fromUTF8, toHex } from "../../Templates/static/encoding.js";
import { Fault } from "../../Templates/static/fault.js";
import { Journal } from "../../Templates/static/journal.js";
import { Keep } from "../../Templates/static/keep.js";
import { holdsCode, letterOf } from "../../Templates/static/letter.js";
import { qrMatrix } from "../../Templates/static/qr.js";
import { OtherDraws } from "../../Templates/static/pages/member/otherdraws.js";
import { isOver, stageOf, voteToShow } from "../../Templates/static/stage.js";
import { dayIn, sessionDay } from "../../Templates/static/sessionday.js";
import { writeJSON } from "../../Templates/static/strictjson.js";

const random = seededRandom(seed);

// MARK: A device in memory

/** One browser's storage and locks, shared by its tabs. */
class Browser {
    items = new Map();
    queues = new Map();
    storage = { getItem: (name) => this.items.get(name) ?? null, setItem: (name, text) => this.items.set(name, text) };
    locks = {
        request: (name, act) => {
            const turn = (this.queues.get(name) ?? Promise.resolve()).then(act);
            this.queues.set(name, turn.catch(() => {}));
            return turn;
        },
    };
}

let workers = 0;

/** A worker of its own for each tab: the module once more. */
async function worker() {
    const { perform } = await import(`../../Templates/static/worker.js?${++workers}`);
    return {
        async call(call, args) {
            const { value, fault } = await perform({ id: 1, call, args: structuredClone(args) }, () => {});
            if (fault) throw new Fault(fault.code, fault.values);
            return structuredClone(value);
        },
    };
}

const linesFrom = (text, from) => text.split("\n").slice(from, -1).map((line) => line + "\n").join("");

/** The server of the play behind the paths of protocol section 15; `net` can be cut, and can lose answers. */
function network(play, net = {}) {
    const answer = async (act) => {
        if (net.isCut) throw new Refused("offline");
        let text;
        try {
            text = await act();
        } catch (fault) {
            throw fault instanceof Fault ? new Refused(fault.code) : fault;
        }
        return text;
    };
    return {
        read: (path) =>
            answer(() => {
                const [, name, from] = /^\/v1\/[0-9a-f]{32}\/([a-z.]+)(?:\?from=(\d+))?$/.exec(path);
                const { server } = play;
                if (name === "log") return linesFrom(server.log.text, Number(from));
                if (name === "status") {
                    net.asked = (net.asked ?? 0) + 1;
                    return writeJSON({ state: "casting", draws: 0, ballots: 0, ...(net.isRestored && { restored: true }) });
                }
                const file = net.files?.[name] ?? server.files[name];
                if (!file) throw new Fault("wrong_state");
                return fromUTF8(file);
            }),
        post: (path, text) =>
            answer(async () => {
                net.sent = [...(net.sent ?? []), text];
                const name = /\/([a-z]+)$/.exec(path)[1];
                const said = await (net.services?.[name] ?? play.server[name].bind(play.server))(text);
                const isLost = net.losesNext;
                net.losesNext = false;
                if (isLost) throw new Refused("offline");
                return said;
            }),
        async persistently(act, onWaiting) {
            for (let tries = 0; ; tries++) {
                try {
                    return await act();
                } catch (error) {
                    if (error.code !== "offline") throw error;
                    if (tries === 3) net.isCut = false;
                    onWaiting();
                }
            }
        },
    };
}

/** A vote whose members' codes are known, so that workers are unlocked as by a person. */
class Room {
    static async make(options) {
        return Object.assign(new Room(), { play: await Play.start(random, { count: 4, ...options }) });
    }

    static async issuing(options) {
        const room = await Room.make(options);
        await room.play.ceremony();
        await room.play.open();
        return room;
    }

    /** A tab of `browser` in which member `i` has signed in, perhaps with somebody else's code. */
    async booth(i, { browser = new Browser(), net = {}, person = this.play.keys[i].p, codeOf = i } = {}) {
        const { play } = this;
        const calls = await worker();
        const code = play.codes.get(play.keys[codeOf].p);
        await calls.call("unlock", { realm: toHex(play.realm), p: person, code });
        const vote = toHex(play.vote);
        const keep = new Keep(vote, person, "member", browser.storage, browser.locks);
        const booth = new Booth({ vote, person, server: { box: "" }, calls, keep, network: network(play, net) });
        await booth.start();
        return booth;
    }
}

// MARK: The way through a vote

async function step(booth) {
    await booth.refresh();
    if (booth.stage === "drawing") await booth.draw();
    if (booth.stage === "sending") await booth.cast();
    await booth.readReceipt();
    if (["board", "result"].includes(booth.stage)) await booth.readBoard();
    return booth.stage;
}

const act = (play, name) => play.act(play.officer, (device) => device[name]("Grund"));

async function othersCast(play) {
    for (const member of play.members.slice(1, 3)) await play.castBallot(member, [0, 1, 0]);
}

test("a member goes from waiting to the result, and keeps nothing afterwards", async () => {
    const room = await Room.make();
    const { play } = room;
    const browser = new Browser();
    const booth = await room.booth(0, { browser });
    assert.equal(await step(booth), "waiting");
    await play.ceremony();
    await play.open();
    assert.equal(await step(booth), "drawn");
    for (const member of play.members.slice(1)) await play.draw(member);
    await act(play, "cast");
    assert.equal(await step(booth), "ballot");
    const tracker = await booth.prepare([1, 0, 0]);
    assert.notEqual(await booth.prepare([1, 0, 0]), tracker);
    const cast = await booth.prepare([0, 0, 1]);
    // What was shown before is not what would be cast now.
    await assert.rejects(() => booth.seal(tracker), { code: "error.device.otherBallot" });
    await assert.rejects(() => booth.audit(tracker), { code: "error.device.otherBallot" });
    assert.equal(booth.store.ballot, undefined);
    await booth.seal(cast);
    assert.equal(await step(booth), "arrived");
    assert.equal(booth.tracker, cast);
    await othersCast(play);
    await act(play, "close");
    assert.equal(await step(booth), "board");
    assert.deepEqual([booth.board.onBoard, booth.board.trackers.length], [true, 3]);
    assert.match(booth.proof, /"receipt"/);
    for (const number of [1, 3]) await play.share(number);
    for (const number of [1, 2, 3]) await play.signResult(number);
    await play.act(play.chair, (device) => device.announce());
    assert.equal(await step(booth), "result");
    assert.deepEqual(booth.log.result.counts, [0, 2, 1]);
    assert.deepEqual(JSON.parse([...browser.items.values()][0]).store, {});
});

test("what is sent was kept before, and a lost answer is asked for with the same bytes", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const browser = new Browser();
    const net = { losesNext: false };
    const first = await room.booth(0, { browser, net });
    await first.refresh();
    net.losesNext = true;
    await first.draw();
    assert.equal(net.sent.length, 2);
    assert.equal(net.sent[0], net.sent[1]);
    await act(play, "cast");
    await step(first);
    await first.seal(await first.prepare([1, 0, 0]));
    const kept = JSON.parse([...browser.items.values()][0]).store.ballot;
    net.losesNext = true;
    await step(first);
    assert.deepEqual(net.sent.slice(2), [kept, kept]);
    assert.equal(first.stage, "arrived");
    assert.equal(play.server.box.size, 1);
});

test("a reload takes the member back to where they were, and a ballot on its way arrives", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const browser = new Browser();
    assert.equal(await step(await room.booth(0, { browser })), "drawn");
    await act(play, "cast");
    const sealing = await room.booth(0, { browser });
    assert.equal(await step(sealing), "ballot");
    const tracker = await sealing.prepare([1, 0, 0]);
    await sealing.seal(tracker);
    const again = await room.booth(0, { browser });
    assert.equal(await step(again), "arrived");
    assert.equal(again.tracker, tracker);
    const later = await room.booth(0, { browser });
    assert.equal(await step(later), "arrived");
    assert.equal(later.tracker, tracker);
});

test("two tabs that draw and cast at once have one token and one ballot", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const browser = new Browser();
    const tabs = [await room.booth(0, { browser }), await room.booth(0, { browser })];
    assert.deepEqual(await Promise.all(tabs.map(step)), ["drawn", "drawn"]);
    assert.equal(play.server.draws.size, 1);
    assert.ok(tabs.every((tab) => !tab.isRecovered));
    await act(play, "cast");
    await Promise.all(tabs.map(step));
    const shown = await Promise.all(tabs.map((tab, i) => tab.prepare(i === 0 ? [1, 0, 0] : [0, 1, 0])));
    const sealed = await Promise.allSettled(tabs.map((tab, i) => tab.seal(shown[i])));
    assert.deepEqual(sealed.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    assert.equal(sealed.find(({ reason }) => reason).reason.code, "error.device.alreadyCast");
    assert.deepEqual(await Promise.all(tabs.map(step)), ["arrived", "arrived"]);
    assert.equal(tabs[0].tracker, tabs[1].tracker);
    assert.equal(play.server.box.size, 1);
});

test("another device gets the same token; its ballot comes second and is not in the way", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const first = await room.booth(0);
    const second = await room.booth(0);
    await step(first);
    assert.equal(await step(second), "drawn");
    assert.ok(second.isRecovered);
    await act(play, "cast");
    for (const each of [first, second]) {
        await step(each);
        await each.seal(await each.prepare([1, 0, 0]));
        await step(each);
    }
    assert.deepEqual([first.stage, second.stage], ["arrived", "used"]);
    assert.equal(second.store.ballot, undefined);
});

test("who did not draw in time is told, and so is who casts after the close", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const browser = new Browser();
    const late = await room.booth(0, { browser });
    await step(late);
    for (const member of play.members.slice(2)) await play.draw(member);
    await act(play, "cast");
    assert.equal(await step(await room.booth(1)), "missed");
    await step(late);
    await late.seal(await late.prepare([1, 0, 0]));
    for (const member of play.members.slice(2)) await play.castBallot(member, [1, 0, 0]);
    await act(play, "close");
    assert.equal(await step(late), "board");
    assert.equal(late.outcome, "late");
    assert.equal(late.store.ballot, undefined);
});

test("in a vote from a backup nobody draws, and a ballot that was made is not sent", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const net = {};
    const [drew, came] = [await room.booth(0, { net }), await room.booth(1, { net: { isRestored: true } })];
    assert.equal(await step(drew), "drawn");
    await drew.refresh();
    assert.equal(net.asked, 1);
    assert.equal(await step(came), "restored");
    await act(play, "cast");
    await step(drew);
    await drew.seal(await drew.prepare([1, 0, 0]));
    // The server was gone, and another one answers.
    Object.assign(net, { isRestored: true });
    drew.isServerKnown = false;
    assert.equal(await step(drew), "restored");
    assert.deepEqual([play.server.draws.size, play.server.box.size], [1, 0]);
    await act(play, "void");
    assert.equal(await step(drew), "voided");
});

test("a stranger is not on the roll; a wrong code is another key", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const stranger = await room.booth(0, { person: "999" });
    assert.equal(await step(stranger), "leftOut");
    assert.equal(stranger.numberLike, null);
    // A number that was typed a little differently is no reason to believe oneself excluded.
    for (const typed of ["1", "01", "OO1", "0Ol"]) {
        const sloppy = await room.booth(0, { person: typed });
        assert.equal(await step(sloppy), "leftOut");
        assert.equal(sloppy.numberLike, room.play.members[0].key.p);
    }
    const thief = await room.booth(1, { codeOf: 2 });
    await assertRefused(() => step(thief), "error.device.wrongKey");
    assert.equal(play.server.draws.size, 0);
});

test("who is not on the roll asks the journal once, in the own name, and makes do without an answer", async () => {
    const room = await Room.issuing();
    const asked = [];
    const net = {
        services: {
            standing(text) {
                asked.push(JSON.parse(text));
                return writeJSON({ item: "3", acts: [] });
            },
        },
    };
    const stranger = await room.booth(0, { person: "999", net });
    await step(stranger);
    await stranger.readStanding();
    await stranger.readStanding();
    assert.equal(stranger.standing.why, "absent");
    assert.deepEqual(asked.map(({ by, body }) => [by, body]), [["999", writeJSON({ vote: stranger.vote })]]);
    for (const answer of [() => "{}", () => { throw new Fault("bad_sig"); }, () => { throw new Fault("unknown_vote"); }]) {
        const other = await room.booth(0, { person: "999", net: { services: { standing: answer } } });
        await step(other);
        await other.readStanding();
        assert.equal(other.standing, null);
    }
    // Whoever is on the roll asks for nothing.
    const member = await room.booth(1, { net });
    await step(member);
    await member.readStanding();
    assert.equal(member.standing, undefined);
    assert.equal(asked.length, 1);
});

test("a ballot that the server took and does not show is missing, and the receipt says so", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const me = await room.booth(0);
    await step(me);
    for (const member of play.members.slice(1)) await play.draw(member);
    await act(play, "cast");
    await step(me);
    await me.seal(await me.prepare([1, 0, 0]));
    await step(me);
    play.server.box.clear();
    await othersCast(play);
    await act(play, "close");
    assert.equal(await step(me), "board");
    assert.equal(me.board.onBoard, false);
    const { vote, tracker, cast, answer } = JSON.parse(me.proof);
    assert.equal(vote, toHex(play.vote));
    assert.equal(tracker, me.tracker);
    assert.match(cast.ballot, /^[0-9a-f]+$/);
    assert.match(answer.receipt, /^[0-9a-f]{128}$/);
});

test("a list that is not the one in the log is refused", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const net = {};
    const me = await room.booth(0, { net });
    await step(me);
    for (const member of play.members.slice(1)) await play.draw(member);
    await act(play, "cast");
    await othersCast(play);
    await play.castBallot(play.members[3], [0, 1, 0]);
    await act(play, "close");
    const board = play.server.files["ballots.jsonl"];
    net.files = { "ballots.jsonl": board.subarray(0, board.indexOf(10) + 1) };
    await assertRefused(() => step(me), "rule.fileHash");
});

test("a log that was cut or put back is noticed, also by another tab", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const browser = new Browser();
    await step(await room.booth(0, { browser }));
    const { log } = play.server;
    play.server.log = { ...log, text: log.text.split("\n").slice(0, -2).map((line) => line + "\n").join("") };
    const again = await room.booth(0, { browser });
    await assertRefused(() => again.refresh(), "error.device.logRewritten");
});

test("after a void the device forgets, and says that it goes on by post", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const browser = new Browser();
    const me = await room.booth(0, { browser });
    await step(me);
    await act(play, "void");
    assert.equal(await step(me), "voided");
    assert.deepEqual(JSON.parse([...browser.items.values()][0]).store, {});
});

test("a count that is given up ends the vote, if the officer has signed it", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const net = { files: {} };
    const me = await room.booth(0, { net });
    await step(me);
    for (const member of play.members.slice(1)) await play.draw(member);
    await act(play, "cast");
    await othersCast(play);
    await play.castBallot(play.members[3], [0, 1, 0]);
    await act(play, "close");
    await play.share(2);
    assert.equal(await step(me), "board");
    net.files["abandoned.jsonl"] = await abandonment(play, play.people.t1);
    await assertRefused(() => me.readAbandonment(), "rule.abandonment");
    net.files["abandoned.jsonl"] = await abandonment(play, play.people.officer);
    await me.readAbandonment();
    assert.equal(me.stage, "abandoned");
    assert.equal(me.abandonReason, "zwei Zählende verhindert");
    assert.deepEqual(me.store, {});
});

async function abandonment(play, { p, signing }) {
    const journal = new Journal(random.bytes(16), () => signing.publicKey);
    const at = "2026-11-22T18:05:00+01:00";
    const people = [{ p, name: "Person", key: toHex(signing.publicKey.encoded) }];
    const ids = { journal: toHex(journal.id), realm: toHex(play.realm) };
    const add = async (type, body) => journal.append(
        await journal.sign(signing, p, type, JSON.stringify(body), random),
    );
    await add("journal", { v: 1, suite: "URNE-V1", ...ids, people, at });
    const { vote, server } = play;
    await add("abandon", { vote: toHex(vote), head: toHex(server.log.head), reason: "zwei Zählende verhindert", at });
    return new TextEncoder().encode(journal.text);
}

test("a vote shows the day of the session from its law, and none where there is no law", () => {
    assert.equal(sessionDay('{"session":"2026-12-10"}'), "2026-12-10");
    for (const law of [null, "", "{", "{}", '{"session":"morgen"}', '{"session":7}', '{"session":"2026-99-99"}']) {
        assert.equal(sessionDay(law), null, law);
    }
    assert.equal(dayIn("de", "2026-12-10"), "10. Dezember 2026");
    assert.equal(dayIn("en", "2026-12-10"), "December 10, 2026");
});

test("a law that is not the frozen one stops the member before drawing", async () => {
    const room = await Room.issuing({ law: '{"kind":"motion"}' });
    const { play } = room;
    const net = { files: { "law.json": new TextEncoder().encode('{"kind":"election"}') } };
    const me = await room.booth(0, { net });
    await assertRefused(() => step(me), "rule.lawHash");
    assert.equal(play.server.draws.size, 0);
    assert.equal(await step(await room.booth(1)), "drawn");
});

test("a browser that cannot keep anything sends nothing", async () => {
    const room = await Room.issuing();
    const { play } = room;
    const browser = new Browser();
    const me = await room.booth(0, { browser });
    browser.storage.setItem = () => {
        throw new Error("QuotaExceededError");
    };
    await assertRefused(() => step(me), "error.page.cannotKeep");
    assert.equal(play.server.draws.size, 0);
});

// MARK: Stages and lists

test("what is shown by itself: the vote that runs, and nobody is led away from a ballot or an objection", () => {
    const votes = (...states) => states.map((state, i) => ({ vote: String(i), state }));
    const shown = (list, now) => voteToShow(list, now)?.vote ?? null;
    assert.equal(shown(votes("announced", "issuing"), undefined), "1");
    assert.equal(shown(votes("announced", "issuing"), "0"), "1");
    assert.equal(shown(votes("boxed", "issuing"), "0"), "0");
    assert.equal(shown(votes("casting", "issuing"), "0"), "0");
    assert.equal(shown(votes("tallying", "casting"), "0"), "1");
    assert.equal(shown(votes("issuing", "casting"), undefined), null);
    assert.equal(shown(votes("announced", "ready"), undefined), "1");
    assert.equal(shown(votes("announced", "voided"), undefined), null);
    assert.equal(shown([], undefined), null);
    assert.ok(isOver("voided") && !isOver("tallied"));
    assert.equal(stageOf({ state: "boxed", isOnRoll: true, hasBallot: true }), "sending");
    assert.equal(stageOf({ state: "issuing", isOnRoll: false }), "leftOut");
});

test("the letter's link", () => {
    assert.deepEqual(letterOf("#p=001&c=7GJM-AFCJ"), { p: "001", code: "7GJM-AFCJ" });
    assert.equal(letterOf("#main"), null);
    assert.equal(letterOf(""), null);
    // What was copied wrongly opens nothing, but does not stay in the address bar either.
    for (const link of ["#c=7GJM", "#p=001;c=7GJM", "?p=001&c=7GJM", "#p=001%26c=7GJM", "#p%3D001%26c%3D7GJM", "#p=001&C=7GJM"]) {
        assert.ok(holdsCode(link), link);
    }
    for (const link of ["", "#main", "#vote=00c", "#compose", "#p=001"]) assert.ok(!holdsCode(link), link);
});

// MARK: Selection rule

test("one of several, several, cumulative, and an abstention that excludes the rest", () => {
    assert.equal(kindOf(YES_NO), "one");
    const one = new Choice(YES_NO);
    one.set(0, 1);
    one.set(2, 1);
    assert.deepEqual(one.values, [0, 0, 1]);

    const several = new Choice(SEATS);
    assert.equal(several.kind, "several");
    assert.ok(!several.isAllowed && several.left === 3);
    for (const i of [0, 1, 2]) several.set(i, 1);
    assert.deepEqual([several.left, several.most(3), several.isAllowed], [0, 0, true]);
    assert.ok(several.set(4, 1), "the abstention takes the marks away");
    assert.deepEqual([several.values, several.exclusive, several.most(0)], [[0, 0, 0, 0, 1], 4, 0]);
    several.set(0, 1);
    assert.deepEqual(several.values, [0, 0, 0, 0, 1], "nothing fits beside it");
    several.set(4, 0);
    assert.deepEqual(several.values, [0, 0, 0, 0, 0]);

    const option = (id, cap, weight) => ({ id, label: id, cap, weight });
    const heap = new Choice({
        options: [option("a", 3, 1), option("b", 3, 1), option("e", 1, 4)],
        minimum: 1,
        maximum: 4,
    });
    assert.equal(heap.kind, "cumulative");
    heap.set(0, 3);
    heap.set(1, 3);
    assert.deepEqual([heap.values, heap.left], [[3, 1, 0], 0]);
    heap.forget();
    assert.equal(heap.used, 0);
});

// MARK: Audit links and QR codes

test("audit data travel in links of a fragment, in any order of parts", async () => {
    for (const kind of [YES_NO, SEATS, many(64)]) {
        const room = await Room.issuing({ kind });
        const { play } = room;
        const me = await room.booth(0);
        await step(me);
        await act(play, "cast");
        await step(me);
        const text = await me.audit(await me.prepare(kind.options.map((_, i) => (i === 1 ? 1 : 0))));
        const links = auditLinks("https://wahl.example", me.vote, text);
        const parts = new AuditParts();
        parts.add(auditPart("#audit=1.9.abcdef.AAAA"));
        const results = [...links].reverse().map((link) => {
            assert.match(link, /^https:\/\/wahl\.example\/pruefen#audit=[\w.-]+$/);
            assert.ok(qrMatrix(link).length <= 101);
            return parts.add(auditPart(link));
        });
        assert.deepEqual(results.at(-1), { vote: me.vote, text });
        assert.ok(results.slice(0, -1).every((result) => result === null));
        if (kind === YES_NO) assert.equal(links.length, 1);
    }
    assert.equal(auditPart("#audit=3.2.abcdef.AAAA"), null);
    assert.equal(auditPart("https://wahl.example/#p=1"), null);
    assert.throws(() => new AuditParts().add(auditPart("#audit=1.1.abcdef.AAAA")), { code: "error.audit.unreadable" });
});

const many = (count) => ({
    options: Array.from({ length: count }, (_, i) => ({ id: `k${i}`, label: `K ${i}`, cap: 1, weight: 1 })),
    minimum: 0,
    maximum: 3,
});

// MARK: Votes that are not shown

/**
 * Draws in votes whose booths only note what is done with them; `stages` are where each stands, `fails` how often a call
 * is lost, `stores` what is kept. Each wait is noted, and `after` may change things then.
 */
function drawsIn({ stages, paused = [], fails = {}, stores = {}, shown = null, after = () => {} }) {
    const done = [];
    const boothOf = (vote, network) => ({
        start: async () => done.push(`start ${vote}`),
        refresh: () =>
            network.persistently(async () => {
                fails[vote] = (fails[vote] ?? 0) - 1;
                if (fails[vote] >= 0) throw new Refused("offline");
            }),
        readAbandonment: async () => {},
        get stage() {
            return stages[vote];
        },
        async draw() {
            done.push(`draw ${vote}`);
            stages[vote] = "drawn";
        },
    });
    const draws = new OtherDraws({
        boothOf,
        storeOf: (vote) => stores[vote] ?? {},
        shown: () => shown,
        onDrawn: () => done.push("told"),
        isPaused: async (vote) => paused.includes(vote),
        wait: async () => {
            done.push("wait");
            after();
        },
    });
    return { done, draws };
}

const issuing = (...votes) => votes.map((vote) => ({ vote, state: "issuing", title: vote }));

async function ended(draws) {
    while (draws.isRunning) await new Promise((resolve) => setTimeout(resolve, 1));
    await draws.turn;
}

test("tokens of votes that are not shown are drawn, once, and that of the shown vote is left to its page", async () => {
    const { done, draws } = drawsIn({ stages: { a: "drawing", b: "drawing", c: "leftOut" }, shown: "a" });
    const votes = [...issuing("a", "b", "c"), { vote: "e", state: "ready" }];
    for (let i = 0; i < 2; i++) {
        draws.take(votes);
        await ended(draws);
    }
    assert.deepEqual(done, ["start b", "draw b", "told", "start c"]);
});

test("while a vote is casting, a draw comes at a moment of its own and never while a ballot is on its way", async () => {
    const stores = { a: { ballot: "x" } };
    let waits = 0;
    const after = () => ++waits === 2 && (stores.a.receipt = "y");
    const { done, draws } = drawsIn({ stages: { b: "drawing" }, stores, shown: "a", after });
    draws.take([{ vote: "a", state: "casting" }, ...issuing("b")]);
    await ended(draws);
    assert.deepEqual(done, ["wait", "wait", "start b", "draw b", "told"]);
    // Nor does it hang on which vote is shown: a ballot may wait for its connection behind another view.
    const hidden = drawsIn({ stages: { b: "drawing" }, stores: { a: { ballot: "x" } }, after: () => hidden.draws.take([]) });
    hidden.draws.take([{ vote: "a", state: "closed" }, ...issuing("b")]);
    await ended(hidden.draws);
    assert.deepEqual(hidden.done, ["wait"]);
});

test("what stands still, or is lost, is tried again without any news", async () => {
    const paused = ["a"];
    const after = () => paused.pop();
    const { done, draws } = drawsIn({ stages: { a: "drawing", b: "drawing" }, paused, fails: { b: 2 }, after });
    draws.take(issuing("a", "b"));
    await ended(draws);
    assert.deepEqual(done, ["start b", "wait", "start a", "draw a", "told", "start b", "wait", "start b", "draw b", "told"]);
});

test("what was kept of a vote that ended without being shown goes, because its log is followed to the end", async () => {
    const stores = { a: { seed: "00" }, c: { seed: "00" } };
    const { done, draws } = drawsIn({ stages: {}, stores, shown: "c", fails: { a: 1 } });
    const votes = ["a", "b", "c"].map((vote) => ({ vote, state: "voided" }));
    for (let i = 0; i < 2; i++) {
        draws.take(votes);
        await ended(draws);
    }
    assert.deepEqual(done, ["start a", "start a"]);
});
