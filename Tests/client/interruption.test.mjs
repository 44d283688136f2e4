// A session that stands still: how the pages hear of it, and what does not count as hearing of it.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Refused, read } from "../../Templates/static/api.js";
import { pausedWords, readInterruption, watchInterruption } from "../../Templates/static/interruption.js";

/** Answers fetch as a server does: `[status, body]`, or nothing at all. */
async function answering(answer, act, path = "/v1/session") {
    const real = globalThis.fetch;
    const asked = [];
    globalThis.fetch = async (url) => {
        asked.push(url);
        if (!answer) throw new TypeError("no network");
        return new Response(answer[1], { status: answer[0] });
    };
    try {
        const value = await act();
        assert.ok(asked.length === 1 && asked[0].endsWith(path), asked.join());
        return value;
    } finally {
        globalThis.fetch = real;
    }
}

for (const [name, answer, expected] of [
    ["an interrupted session", [200, '{"paused":true,"rehearsal":false}'], true],
    ["a session that goes on", [200, '{"paused":false,"rehearsal":true}'], false],
    ["a server that does not know the question", [404, '{"error":"not_found"}'], false],
    ["a server of another kind", [404, "<html>"], false],
    ["no answer", null, null],
    ["a server in trouble", [503, '{"error":"unavailable"}'], null],
    ["an answer without a word on it", [200, '{"rehearsal":false}'], null],
    ["an answer that is no yes or no", [200, '{"paused":1,"rehearsal":false}'], null],
    ["an answer with more than was asked", [200, '{"paused":false,"rehearsal":false,"who":"001"}'], null],
    ["an answer that is no JSON", [200, "paused"], null],
]) {
    test(`${name} is heard as ${expected}`, async () => {
        assert.equal(await answering(answer, () => readInterruption(null, read)), expected);
    });
}

test("who shows a vote asks about the session of that vote", async () => {
    const answer = [200, '{"paused":true,"rehearsal":false}'];
    assert.equal(await answering(answer, () => readInterruption("ab12"), "/v1/session?vote=ab12"), true);
    const asked = [];
    const watch = watchInterruption({
        vote: "ab12", isWanted: () => true, onChange: () => {}, ask: async (path) => (asked.push(path), answer[1]),
        wait: () => new Promise(() => {}),
    });
    await watch.known;
    assert.deepEqual(asked, ["/v1/session?vote=ab12"]);
});

/** Lets a watch hear one answer after the other, and tells what it said. */
async function heard(answers) {
    const told = [];
    const left = [...answers];
    let ended;
    const done = new Promise((resolve) => (ended = resolve));
    const watch = watchInterruption({
        isWanted: () => true,
        onChange: (isPaused) => told.push(isPaused),
        ask: async () => {
            const answer = left.shift();
            if (answer === "offline") throw new Refused("offline");
            return answer === null ? null : JSON.stringify({ paused: answer, rehearsal: false });
        },
        wait: () => (left.length > 0 ? Promise.resolve() : (ended(), new Promise(() => {}))),
    });
    await watch.known;
    const first = [...told];
    await done;
    watch.stop();
    return { told, first };
}

test("an interruption is told once, and its end once", async () => {
    assert.deepEqual((await heard([false, true, true, true, false, false])).told, [true, false]);
});

test("who comes while the session stands still knows it before anything else", async () => {
    assert.deepEqual((await heard([true, true])).first, [true]);
});

test("a session that goes on is no news", async () => {
    assert.deepEqual((await heard([false, null, false])).told, []);
});

test("a lost connection neither interrupts a session nor resumes it", async () => {
    assert.deepEqual((await heard([false, "offline", "offline", false])).told, []);
    assert.deepEqual((await heard([true, "offline", "offline", true])).told, [true]);
});

test("after a stop nothing is told any more", async () => {
    const told = [];
    let answer;
    const ask = () => new Promise((resolve) => (answer = resolve));
    const watch = watchInterruption({ isWanted: () => true, onChange: (isPaused) => told.push(isPaused), ask });
    watch.stop();
    answer('{"paused":true,"rehearsal":false}');
    await watch.known;
    assert.deepEqual(told, []);
});

test("nobody is asked for a vote that is over, and an interruption ends with it", async () => {
    let isOver = false;
    let asked = 0;
    const told = [];
    let turns = 0;
    const watch = watchInterruption({
        isWanted: () => !isOver,
        onChange: (isPaused) => told.push(isPaused),
        ask: async () => (asked++, '{"paused":true,"rehearsal":false}'),
        wait: async () => {
            isOver = true;
            if (++turns > 3) watch.stop();
        },
    });
    await watch.known;
    while (turns <= 3) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([asked, told], [1, [true, false]]);
});

test("what is said of an interruption fits the state: of ballots only while some may be on their way", () => {
    const words = JSON.parse(readFileSync(new URL("../../Templates/static/words/count.de.json", import.meta.url)));
    for (const state of ["draft", "ready", "issuing", "casting", "closed", "boxed", "tallying", "tallied", null]) {
        const text = words[pausedWords(state)];
        assert.match(text, /sobald der Vorsitz die Sitzung fortsetzt/, state);
        assert.equal(/Stimmen/.test(text), state === "casting", state);
        assert.equal(/nicht geöffnet/.test(text), state === "boxed" || state === "tallying", state);
    }
});
