// A session's journal: what its acts say, and what is refused where.

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertRefused, seed, seededRandom } from "./support/support.mjs";
import { exclusionsFor, isSameItem, plainItem } from "../../Templates/static/agenda.js";
import { isDay, isMoment, moment } from "../../Templates/static/acts.js";
import { fromHex, toHex, utf8 } from "../../Templates/static/encoding.js";
import { ACT_TAG, signEvent, writeEvent, ZERO_HEAD } from "../../Templates/static/event.js";
import { sha512 } from "../../Templates/static/hash.js";
import { writeManifest } from "../../Templates/static/manifest.js";
import { writeRollLine } from "../../Templates/static/record.js";
import { isSigned, SigningKey } from "../../Templates/static/schnorr.js";
import { openingBody } from "../../Templates/static/opening.js";
import { rehearsalTitle } from "../../Templates/static/rehearsal.js";
import { isDecided, pendingEnds, runningVotes, Session } from "../../Templates/static/session.js";
import { SessionCalls } from "../../Templates/static/sessioncalls.js";
import { writeJSON } from "../../Templates/static/strictjson.js";

const random = seededRandom(seed);
const at = "2026-12-10T18:05:00+01:00";
const later = "2026-12-10T18:06:00+01:00";
const realm = random.bytes(16);
const KEYS = Object.fromEntries(
    ["001", "002", "003", "S01", "S02", "T01", "T02", "T03", "Z"].map((p) => [p, new SigningKey(random.scalar())]),
);
const publicKey = (p) => KEYS[p].publicKey;

const councilText = writeJSON({
    format: "urne-council/1", body: { name: "Stadt Erlenbrück" },
    members: [
        { p: "001", name: "Änne Vogel", role: "Bürgermeisterin", votingRight: false },
        { p: "002", name: "Müslüm Öztürk", faction: "Forum", votingRight: true },
        { p: "003", name: "Søren Ærø", votingRight: true },
        { p: "S01", name: "Claudia Rennefeld", role: "Wahlleitung", votingRight: false },
    ],
    former: [], factions: [], committees: [],
    meeting: { name: "Rat", start: "2026-12-10T17:00", agenda: [{ number: "3", title: "Verkauf", public: true }] },
});
const keysText = (people) => people.map((p) => writeRollLine({ p, name: p, key: publicKey(p) })).join("");

/** A journal that can be written to without asking whether its acts make sense. */
class Writer {
    static async start(people = ["001", "S01", "S02"], by = "S01") {
        const writer = new Writer();
        writer.id = random.bytes(16);
        const list = people.map((p) => ({ p, name: p, key: toHex(publicKey(p).encoded) }));
        const body = openingBody({ id: toHex(writer.id), realm: toHex(realm), people: list, at });
        writer.session = new Session();
        await writer.session.append(await writer.sign("journal", writeJSON(body), by));
        return writer;
    }

    async sign(type, body, by) {
        const { journal } = this.session;
        const event = { n: journal?.entries.length ?? 0, prev: journal?.head ?? ZERO_HEAD, type, by, body };
        return signEvent(KEYS[by], this.id, event, random, ACT_TAG);
    }

    async act(type, body = {}, by = "S01") {
        await this.session.append(await this.sign(type, writeJSON({ at, ...body }), by));
        return this.session;
    }

    async begin(rehearsal = false) {
        await this.act("session", { title: "Rat", date: "2026-12-10", place: "Saal", rehearsal });
        await this.act("council", { council: councilText });
        return this.act("keys", { keys: keysText(["001", "002", "003"]) });
    }
}

async function draftBody({ present = ["002", "003"], item = "3", law = "", vote = random.bytes(16), title = "Verkauf" } = {}) {
    const roll = keysText(present);
    const officer = (role, p) => ({ role, p: role === "server" ? "" : p, name: p, key: publicKey(p) });
    const option = (id) => ({ id, label: id, cap: 1, weight: 1 });
    const manifest = {
        vote, realm, roll: await sha512(utf8(roll)), rollCount: present.length, body: "Stadt", title, question: "?",
        options: [option("ja"), option("nein"), option("enthaltung")], minimum: 1, maximum: 1, threshold: 2,
        officers: [
            officer("officer", "S01"), officer("chair", "001"), officer("server", "Z"), officer("t1", "T01"),
            officer("t2", "T02"), officer("t3", "T03"),
        ],
        minimumBallots: 3, signMinimum: 3, lateIssue: false, jitterSeconds: 8, law: law ? await sha512(utf8(law)) : null,
    };
    return { draft: toHex(random.bytes(16)), item, manifest: writeManifest(manifest), roll, law };
}

test("a session as it goes", async () => {
    const journal = await Writer.start();
    const session = await journal.begin();
    assert.deepEqual(session.councillors.map(({ p }) => p), ["001", "002", "003"], "the mayor sits in the council");
    await journal.act("attendance", { p: "001", how: "room" });
    await journal.act("attendance", { p: "002", how: "video" });
    await journal.act("attendance", { p: "003", how: "room" });
    assert.deepEqual(session.counts, { seats: 3, room: 2, video: 1, present: 3, quorum: 2 });
    await journal.act("exclude", { p: "001", item: "3", reason: "§ 31 GO NRW" });
    await journal.act("access-data", { sent: "2026-12-05", count: 3 });
    const body = await draftBody({ law: '{"v":1}' });
    await journal.act("draft", body);
    await journal.act("checked", { draft: body.draft }, "S02");
    const [draft] = session.drafts;
    assert.equal(draft.checkedBy, "S02");
    assert.deepEqual(draft.excluded, ["001"]);
    assert.deepEqual(draft.entitled, ["002", "003"]);
    await journal.act("attendance", { p: "003", how: "left" });
    await journal.act("vote", { vote: draft.vote, item: "3" });
    assert.deepEqual(session.votes[0].present, ["001", "002", "003"], "those who were there when the roll was fixed");
    await journal.act("readmit", { p: "001", item: "3" });
    assert.equal(session.isExcluded("001", "3"), false);
    await journal.act("disturbance", { number: 1, reported: at, way: "phone", who: "003", text: "kein Bild" });
    await journal.act("decision", { number: 1, decision: "pause", reason: "wird geprüft" });
    assert.equal(session.paused, 1);
    await journal.act("resumed");
    await journal.act("decision", { number: 1, decision: "repeat", reason: "Schritt betroffen" });
    assert.equal(session.paused, 0);
    structuredClone(session.summary);
    const again = await Session.read(utf8(session.journal.text));
    assert.deepEqual(again.summary, session.summary, "the state is what follows from the file");
    const copy = session.copy();
    await copy.appendLines(utf8(session.journal.text));
    assert.equal(copy.journal.entries.length, session.journal.entries.length);
});

test("an item is the same however it is written, and another one is not", () => {
    for (const item of ["TOP 3", "top 3", "Top. 3", " 3 ", "3.", "TOP3", "Punkt 3:", "Tagesordnungspunkt  3", "\uff13"]) {
        assert.ok(isSameItem(item, "3"), item);
    }
    assert.ok(isSameItem("Ö 3", "TOP ö3"));
    for (const item of ["4", "3.1", "3a", "TOP 33", "Topographie 3", "N 3"]) assert.ok(!isSameItem(item, "3"), item);
    assert.ok(!isSameItem("1 1", "11"), "two numbers do not run together");
    assert.deepEqual(["TOP 3", "TOP", "Topf", "Punkt 3.2: "].map(plainItem), ["3", "TOP", "Topf", "3.2"]);
});

test("an exclusion finds its item however it was entered, and what does not apply is named", async () => {
    const journal = await Writer.start();
    const session = await journal.begin();
    for (const p of ["001", "002", "003"]) await journal.act("attendance", { p, how: "room" });
    await journal.act("exclude", { p: "003", item: "TOP 3", reason: "befangen" });
    await journal.act("exclude", { p: "002", item: "TOP 4", reason: "befangen" });
    assert.deepEqual(session.countsFor("3").excluded, ["003"]);
    const parted = exclusionsFor(session.exclusions, "3");
    assert.deepEqual(parted.applying.map(({ p }) => p), ["003"]);
    assert.deepEqual(parted.others.map(({ p, item }) => [p, item]), [["002", "TOP 4"]]);
    await assertRefused(() => journal.act("exclude", { p: "003", item: "3", reason: "x" }), "rule.session.excluded");
    await journal.act("readmit", { p: "003", item: "top 3" });
    assert.deepEqual(session.countsFor("3").excluded, []);
    assert.deepEqual(exclusionsFor(session.exclusions, "3").applying, []);
});

test("a disturbance says when it occurred; an older entry does not, and still reads", async () => {
    const journal = await Writer.start();
    const session = await journal.begin();
    const occurred = "2026-12-10T17:58:00+01:00";
    await journal.act("disturbance", { number: 1, reported: at, way: "phone", text: "kein Bild" });
    await journal.act("disturbance", { number: 2, reported: at, occurred, continued: true, way: "phone", text: "kein Ton" });
    const kept = session.disturbances.map((each) => [each.occurred, each.continued]);
    assert.deepEqual(kept, [["", false], [occurred, true]]);
});

test("a disturbance that was fixed is no longer open, with a pause before or without one", async () => {
    const journal = await Writer.start();
    const session = await journal.begin();
    for (const number of [1, 2]) await journal.act("disturbance", { number, reported: at, way: "room", text: "kein Ton" });
    await journal.act("decision", { number: 1, decision: "pause", reason: "wird geprüft" });
    await journal.act("resumed");
    assert.deepEqual(session.disturbances.map(isDecided), [false, false], "going on alone gives no reason");
    await journal.act("decision", { number: 1, decision: "fixed", reason: "Kabel getauscht" });
    await journal.act("decision", { number: 2, decision: "fixed", reason: "der Ton ist wieder da" });
    assert.deepEqual(session.disturbances.map(isDecided), [true, true]);
    const late = { number: 1, decision: "void", reason: "x" };
    await assertRefused(() => journal.act("decision", late), "rule.session.decision");
});

test("a decision that ends a vote waits for whoever voids it, and names the vote where it can", async () => {
    const journal = await Writer.start();
    const session = await journal.begin();
    const [one, two] = ["01".repeat(16), "02".repeat(16)];
    const votes = (first, second) => [{ vote: one, state: first, title: "Eins" }, { vote: two, state: second, title: "Zwei" }];
    const pending = (...states) => pendingEnds(session, votes(...states)).map(({ vote, decision, number }) => [vote, decision, number]);
    const decide = async (number, decision, more = {}) => {
        await journal.act("disturbance", { number, reported: at, way: "room", text: "x" });
        await journal.act("decision", { number, decision, reason: "x", ...more });
    };
    await decide(1, "void");
    await journal.act("vote", { vote: one, item: "3" });
    assert.deepEqual(pending("casting", "empty"), [], "a decision of before the vote is not about it");
    await journal.act("vote", { vote: two, item: "4" });
    await decide(2, "irrelevant");
    assert.deepEqual(pending("casting", "ready"), []);
    await decide(3, "repeat", { vote: two });
    assert.deepEqual(pending("casting", "ready"), [[two, "repeat", 3]]);
    assert.deepEqual(pending("casting", "voided"), []);
    await decide(4, "void");
    assert.deepEqual(pending("casting", "ready"), [[one, "void", 4], [two, "void", 4]], "an older journal names none");
    for (const state of ["tallying", "tallied", "announced", "voided", "abandoned"]) assert.deepEqual(pending(state, state), []);
    assert.deepEqual(runningVotes(session, votes("boxed", "voided")).map(({ title, item }) => [title, item]), [["Eins", "3"]]);
    await journal.act("disturbance", { number: 5, reported: at, way: "room", text: "x" });
    const stranger = { number: 5, decision: "void", reason: "x", vote: "03".repeat(16) };
    await assertRefused(() => journal.act("decision", stranger), "rule.session.vote");
});

test("a draft keeps the committee for which it was made", async () => {
    const calls = new SessionCalls(() => ({ p: "S01", signing: KEYS.S01 }));
    const journal = await Writer.start();
    await journal.begin();
    await journal.act("draft", await draftBody());
    const [{ manifest: plain, roll, committee: none }] = journal.session.summary.drafts;
    assert.equal(none, "");
    for (const committee of ["Hauptausschuss", ""]) {
        const body = await calls.draft({ item: "3", manifest: { ...plain, vote: toHex(random.bytes(16)) }, roll, law: "", committee, at });
        assert.equal("committee" in body, committee !== "");
        await journal.act("draft", body);
        assert.equal(journal.session.drafts.at(-1).committee, committee);
    }
});

const ORDERS = {
    "an act before the session": [[["attendance", { p: "001", how: "room" }]], "rule.session.order", false],
    "an unknown type": [[["coffee", {}]], "rule.session.unknownAct"],
    "a type that every object has": [[["constructor", {}]], "rule.session.unknownAct"],
    "a field too many": [[["resumed", { why: "" }]], "json.unknownField"],
    "no time": [[["attendance", { at: "gestern", p: "001", how: "room" }]], "rule.session.moment"],
    "a stranger": [[["attendance", { p: "S01", how: "room" }]], "rule.session.person"],
    "an unknown way to attend": [[["attendance", { p: "001", how: "phone" }]], "rule.session.word"],
    "an empty reason": [[["exclude", { p: "001", item: "3", reason: " " }]], "rule.session.text"],
    "excluding twice": [Array(2).fill(["exclude", { p: "001", item: "3", reason: "x" }]), "rule.session.excluded"],
    "readmitting nobody": [[["readmit", { p: "001", item: "3" }]], "rule.session.notExcluded"],
    "no day": [[["access-data", { sent: "2026-02-29", count: 3 }]], "rule.session.day"],
    "a rehearsal that becomes a session": [
        [["session", { title: "x", date: "2026-12-10", place: "x", rehearsal: true }]], "rule.session.rehearsal",
    ],
    "checking nothing": [[["checked", { draft: "00".repeat(16) }]], "rule.session.draft"],
    "a wrong number": [[["disturbance", { number: 2, reported: at, way: "room", text: "x" }]], "rule.session.number"],
    "a report in the future": [
        [["disturbance", { number: 1, reported: later, occurred: at, way: "room", text: "x" }]], "rule.session.future",
    ],
    "a disturbance after its report": [
        [["disturbance", { number: 1, reported: at, occurred: later, way: "room", text: "x" }]], "rule.session.occurred",
    ],
    "a time of occurrence that is none": [
        [["disturbance", { number: 1, reported: at, occurred: "18:00", way: "room", text: "x" }]], "rule.session.moment",
    ],
    "a tick that is none": [
        [["disturbance", { number: 1, reported: at, continued: "ja", way: "room", text: "x" }]], "json.wrongType",
    ],
    "a decision on nothing": [[["decision", { number: 1, decision: "void", reason: "x" }]], "rule.session.decision"],
    "going on without a pause": [[["resumed", {}]], "rule.session.notPaused"],
    "the last word twice": [
        [
            ["disturbance", { number: 1, reported: at, way: "room", text: "x" }],
            ["decision", { number: 1, decision: "irrelevant", reason: "x" }],
            ["decision", { number: 1, decision: "void", reason: "x" }],
        ],
        "rule.session.decision",
    ],
    "a vote twice": [Array(2).fill(["vote", { vote: "00".repeat(16), item: "3" }]), "rule.session.voteTwice"],
    "another format of council": [[["council", { council: councilText.replace("council/1", "council/2") }]], "rule.session.council"],
    "keys out of order": [[["keys", { keys: keysText(["002", "001"]) }]], "rule.order"],
};

for (const [name, [acts, code, begins = true]] of Object.entries(ORDERS)) {
    test(`refused: ${name}`, async () => {
        const journal = await Writer.start();
        if (begins) await journal.begin();
        for (const [type, body] of acts.slice(0, -1)) await journal.act(type, body);
        const before = writeJSON(journal.session.acts);
        await assertRefused(() => journal.act(...acts.at(-1)), code);
        assert.equal(writeJSON(journal.session.acts), before, "a refused entry changes nothing");
    });
}

test("a draft is checked by somebody else, once, and fits what it names", async () => {
    const journal = await Writer.start();
    await journal.begin();
    const body = await draftBody();
    await journal.act("draft", body);
    const check = (by) => journal.act("checked", { draft: body.draft }, by);
    const { vote } = journal.session.drafts[0];
    await assertRefused(() => journal.act("vote", { vote, item: "3" }), "rule.session.draft");
    await assertRefused(() => check("S01"), "rule.session.fourEyes");
    await check("001");
    await assertRefused(() => check("S02"), "rule.session.draft");
    await assertRefused(() => journal.act("vote", { vote, item: "4" }), "rule.session.draft");
    const other = await draftBody();
    const refused = async (change, code) => assertRefused(() => journal.act("draft", { ...other, ...change }), code);
    await refused({ roll: keysText(["001"]) }, "rule.fileHash");
    await refused({ law: "{}" }, "rule.lawHash");
    await refused({ draft: body.draft }, "rule.session.draftTwice");
    await refused({ manifest: other.manifest.replace(toHex(realm), "00".repeat(16)) }, "rule.session.realm");
});

test("a rehearsal makes nothing but rehearsals, and a session none", async () => {
    for (const rehearsal of [true, false]) {
        const journal = await Writer.start();
        await journal.begin(rehearsal);
        const [right, wrong] = rehearsal ? [rehearsalTitle("Verkauf"), "Verkauf"] : ["Verkauf", rehearsalTitle("Verkauf")];
        const other = await draftBody({ title: wrong });
        await assertRefused(() => journal.act("draft", other), "rule.session.rehearsalVote");
        await journal.act("draft", await draftBody({ title: right }));
        assert.equal(journal.session.drafts.length, 1);
    }
});

test("only people of entry 0 sign, each with their own key, in one chain", async () => {
    const journal = await Writer.start();
    await journal.begin();
    await assertRefused(() => journal.act("attendance", { p: "002", how: "room" }, "002"), "rule.unknownSigner");
    const entry = await journal.sign("attendance", writeJSON({ at, p: "002", how: "room" }), "S01");
    await assertRefused(() => journal.session.append({ ...entry, by: "S02" }), "rule.eventSignature");
    await assertRefused(() => journal.session.append({ ...entry, n: 9 }), "rule.eventNumber");
    await assertRefused(() => journal.session.append({ ...entry, prev: ZERO_HEAD }), "rule.brokenChain");
    const changed = { ...entry, body: entry.body.replace("room", "left") };
    await assertRefused(() => journal.session.append(changed), "rule.eventSignature");
});

test("a fault names the entry", async () => {
    const journal = await Writer.start();
    await journal.begin();
    const wrong = await journal.sign("resumed", writeJSON({ at }), "S01");
    const file = utf8(journal.session.journal.text + writeEvent(wrong) + "\n");
    await assert.rejects(Session.read(file), ({ code, file, line }) => {
        assert.deepEqual([code, file, line], ["rule.session.notPaused", "journal", 4]);
        return true;
    });
    const [opening] = journal.session.journal.entries;
    await assertRefused(() => Session.read(utf8(writeEvent({ ...opening, type: "session" }) + "\n")), "rule.session.opening");
    await assertRefused(() => Session.read(new Uint8Array()), "rule.emptyLog");
});

test("an entry that was seen before must still be there", async () => {
    const journal = await Writer.start();
    await journal.begin();
    const fork = journal.session.copy();
    await journal.act("attendance", { p: "002", how: "room" });
    const other = Object.assign(Object.create(Writer.prototype), { id: journal.id, session: fork });
    await other.act("attendance", { p: "002", how: "left" });
    await assertRefused(() => journal.session.appendLines(utf8(fork.journal.text)), "error.device.logRewritten");
    await other.act("attendance", { p: "003", how: "left" });
    assert.equal(journal.session.acts.length, 4);
});

test("days and moments are those of the calendar", () => {
    for (const day of ["2026-12-10", "2028-02-29", "2000-02-29"]) assert.ok(isDay(day), day);
    for (const day of ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", " 2026-12-10", "2026-12-10 "]) {
        assert.ok(!isDay(day), day);
    }
    for (const time of [at, "2026-12-10T17:05Z", moment(), moment(new Date(0))]) assert.ok(isMoment(time), time);
    for (const time of ["2026-12-10", "2026-12-10T18:05", "2026-12-10T24:00Z", "2026-12-10T18:60Z", at + "\n", ""]) {
        assert.ok(!isMoment(time), time);
    }
});

test("whoever reads a journal signs what is read, and for nothing else", async () => {
    const calls = new SessionCalls(() => ({ p: "S02", signing: KEYS.S02 }));
    const body = writeJSON({ journal: toHex(random.bytes(16)), from: 3 });
    const { by, sig, ...rest } = JSON.parse((await calls.desk({ act: "journal-read", body })).text);
    assert.deepEqual([by, rest], ["S02", { body }]);
    const pair = fromHex(sig, "sig", 64);
    const digest = await sha512(utf8(body));
    assert.ok(await isSigned(pair, publicKey("S02"), ACT_TAG, ["journal-read", digest]));
    assert.ok(!(await isSigned(pair, publicKey("S02"), ACT_TAG, ["journals", digest])));
    assert.ok(!(await isSigned(pair, publicKey("S01"), ACT_TAG, ["journal-read", digest])));
    const other = await sha512(utf8(body.replace("3", "4")));
    assert.ok(!(await isSigned(pair, publicKey("S02"), ACT_TAG, ["journal-read", other])));
});
