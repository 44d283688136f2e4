// The election officer's desk without a page: several votes on one device, over a connection that is slow, in two tabs.

import { register } from "node:module";
import { test } from "node:test";
import assert from "node:assert/strict";
import { assertRefused, seededRandom, seed } from "./support/support.mjs";
import { answer, hold, logAnswer, Storage, useBrowser } from "./support/browser.mjs";
import { Play } from "./support/play.mjs";
import { makeAccessCode } from "../../Templates/static/accesscode.js";
import { toHex, utf8 } from "../../Templates/static/encoding.js";
import { readEvent, writeEvent } from "../../Templates/static/event.js";
import { Fault } from "../../Templates/static/fault.js";
import { Session } from "../../Templates/static/session.js";
import { Fields } from "../../Templates/static/strictjson.js";

const random = seededRandom(seed);
const realm = random.bytes(16);
const code = await makeAccessCode(random);

// MARK: A server

const plays = new Map();
const journals = new Map();

useBrowser(async ({ path: [id, name, what], query, body, signal }) => {
    if (id === "wait") return new Promise(() => {});
    if (id === "journal") return journalAnswer(name, what, body);
    const { log, files } = plays.get(id).server;
    const numbers = { state: log.state, events: log.events.length, draws: 0, ballots: 0 };
    switch (name) {
        case "wait":
            if (query.get("state") === "-") return answer(JSON.stringify(numbers));
            return new Promise((_, fail) => signal.addEventListener("abort", () => fail(new Error("abort"))));
        case "status":
            return answer(JSON.stringify({ state: log.state, draws: 0, ballots: 0 }));
        case "log":
            return logAnswer(log, query);
        case "roll.jsonl":
            return answer(new TextDecoder().decode(files["roll.jsonl"]));
        case "view":
            return answer('{"drawn":[]}');
        case "event":
            return take(id, body);
        default:
            return answer('{"error":"not_found"}', 404);
    }
});

async function take(id, body) {
    try {
        await plays.get(id).server.take(readEvent(Fields.parse(body, ["event"]).members.get("event")));
        return answer("{}");
    } catch (error) {
        if (!(error instanceof Fault)) throw error;
        return answer(JSON.stringify({ error: /^[a-z_]+$/.test(error.code) ? error.code : "bad_sig" }), 409);
    }
}

function journalAnswer(journal, what, body) {
    const lines = journals.get(journal) ?? [];
    if (what === "read") return answer(lines.slice(JSON.parse(JSON.parse(body).body).from).map((line) => `${line}\n`).join(""));
    journals.set(journal, [...lines, writeEvent(readEvent(Fields.parse(body, ["entry"]).members.get("entry")))]);
    return answer("{}");
}

// MARK: Tabs

register("./support/tabs.mjs", import.meta.url);

let tabs = 0;

async function tab() {
    tabs += 1;
    const parts = ["desk", "journaling", "votes"].map((name) => import(`../../Templates/static/pages/officer/${name}.js?tab=${tabs}`));
    const page = Object.assign({}, ...(await Promise.all(parts)));
    page.desk.realm = toHex(realm);
    await page.signIn("S01", code);
    return page;
}

async function readyVote() {
    const play = await Play.start(random, { count: 4, ownKey: { p: "S01", code, realm } });
    await play.ceremony();
    plays.set(toHex(play.vote), play);
    return play;
}

const idOf = (play) => toHex(play.vote);
const kept = (play) => JSON.parse(localStorage.getItem(`urne:${idOf(play)}:S01:officer`)).memory;
const signedFor = (play) => kept(play).signed.map(({ event }) => JSON.parse(event).type);
const headOf = (play) => toHex(play.server.log.head);

/** Two votes of one length, so that nothing but the vote tells them apart. */
async function twoVotes() {
    globalThis.localStorage = new Storage();
    return { page: await tab(), first: await readyVote(), second: await readyVote() };
}

// MARK: Tests

test("what a slow answer says of one vote is not kept for the one that is chosen meanwhile", async () => {
    const { page, first, second } = await twoVotes();
    const shown = await page.chooseVote(idOf(first));
    const slow = hold(`${idOf(first)}/log`);
    const refreshed = page.refreshVote(shown);
    await slow.reached;
    const chosen = page.chooseVote(idOf(second));
    slow.go();
    await Promise.all([refreshed, chosen]);
    assert.equal(page.desk.vote.id, idOf(second));
    assert.equal(kept(first).public.head, headOf(first));
    assert.equal(kept(second).public.head, headOf(second));
    await page.chooseVote(idOf(first));
    assert.equal(page.desk.vote.log.head, headOf(first));
});

test("the void of one vote voids that one, whichever is chosen meanwhile", async () => {
    const { page, first, second } = await twoVotes();
    const meant = await page.chooseVote(idOf(first));
    const slow = hold(`${idOf(first)}/status`);
    const voided = page.signVote(meant, "void", "Grund");
    await slow.reached;
    const chosen = page.chooseVote(idOf(second));
    slow.go();
    await Promise.all([voided, chosen]);
    assert.deepEqual([first.server.log.state, second.server.log.state], ["voided", "ready"]);
    assert.deepEqual([signedFor(first), signedFor(second)], [["void"], []]);
    await page.signVote(page.desk.vote, "open");
    assert.equal(second.server.log.state, "issuing");
    assert.deepEqual(signedFor(second), ["open"]);
});

test("of two votes chosen in a hurry the last one stays, and each answers as itself", async () => {
    const { page, first, second } = await twoVotes();
    const slow = hold(`${idOf(first)}/log`);
    const one = page.chooseVote(idOf(first));
    const other = page.chooseVote(idOf(second));
    slow.go();
    assert.deepEqual([(await one).id, (await other).id], [idOf(first), idOf(second)]);
    assert.equal(page.desk.vote.id, idOf(second));
});

test("a tab that reads on forgets no signature of another tab", async () => {
    const { page, first } = await twoVotes();
    const other = await tab();
    const shown = await page.chooseVote(idOf(first));
    await other.signVote(await other.chooseVote(idOf(first)), "open");
    await page.refreshVote(shown);
    assert.deepEqual(signedFor(first), ["open"]);
    assert.equal(shown.log.state, "issuing");
});

test("a memory that cannot be read is not taken for an empty one, and nothing is signed without one", async () => {
    const { page, first } = await twoVotes();
    const name = `urne:${idOf(first)}:S01:officer`;
    localStorage.setItem(name, "{");
    await assertRefused(() => page.chooseVote(idOf(first)), "web.fault.memory");
    assert.equal(localStorage.getItem(name), "{");
    localStorage.values.delete(name);
    const shown = await page.chooseVote(idOf(first));
    localStorage.setItem = () => {
        throw new Error("QuotaExceededError");
    };
    await assertRefused(() => page.signVote(shown, "open"), "web.fault.memory");
    assert.equal(first.server.log.state, "ready");
});

test("of two journals chosen in a hurry the last one is taken up, and each is remembered as itself", async () => {
    const { page } = await twoVotes();
    const people = [{ p: "S01", name: "Leitung", key: page.desk.person.publicKey }];
    const [first, second] = [await page.openJournal(people), await page.openJournal(people)];
    const slow = hold(`journal/${first}/read`);
    const one = page.chooseJournal(first);
    await slow.reached;
    const other = page.chooseJournal(second);
    slow.go();
    await Promise.all([one, other]);
    assert.deepEqual([page.desk.journal, page.desk.session.id], [second, second]);
    for (const journal of [first, second]) {
        const { heads } = (await Session.read(utf8(`${journals.get(journal)[0]}\n`))).journal;
        assert.equal(JSON.parse(localStorage.getItem(`urne:${journal}:S01:officer`)).seen.head, toHex(heads[0]));
    }
});

test("what goes wrong while nobody asks is said until it goes right", async () => {
    const { page } = await twoVotes();
    const journal = await page.openJournal([{ p: "S01", name: "Leitung", key: page.desk.person.publicKey }]);
    await page.chooseJournal(journal);
    const until = (isSo) => new Promise((done) => page.whenChanged(() => isSo() && done()));
    const lines = journals.get(journal);
    journals.set(journal, [...lines, "{}"]);
    page.keepUp();
    await until(() => page.desk.troubles.has("journal"));
    journals.set(journal, lines);
    await until(() => !page.desk.troubles.has("journal"));
});

// Pages keep looking; the tests are over.
test.after(() => setTimeout(() => process.exit(), 100).unref());
