// How many connections the long questions hold: a browser has six to a host, for all its tabs together.

import { test } from "node:test";
import assert from "node:assert/strict";
import { answer, useBrowser } from "./support/browser.mjs";

const LIST = '{"seen":"a","votes":[]}';

/** Questions that the server lets hang, and how often somebody asked for the state as it is. */
const open = new Set();
let polls = 0;

useBrowser(({ query, signal }) => {
    if (query.get("seen") !== "a") {
        polls += 1;
        return answer(LIST);
    }
    return new Promise((take, fail) => {
        const end = () => take(answer(LIST));
        open.add(end);
        signal.addEventListener("abort", () => (open.delete(end), fail(new Error("aborted"))));
    });
});

const { watchVotes } = await import("../../Templates/static/watch.js");

const rest = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

async function until(holds) {
    for (let tries = 0; !holds(); tries++) {
        assert.ok(tries < 100, `${open.size} held, ${polls} polls`);
        await rest(50);
    }
}

test("however many pages wait, two connections stay free, and pages that nobody sees hold fewer", async () => {
    let heard = 0;
    const stops = Array.from({ length: 7 }, () => watchVotes({ onNews: () => (heard += 1) }));
    await until(() => heard === 7 && open.size === 4);

    // The other three ask once a second, and do not hold.
    const before = polls;
    await rest(2500);
    assert.ok(polls - before >= 6 && polls - before <= 9, `${polls - before} polls`);
    assert.equal(open.size, 4);

    document.visibilityState = "hidden";
    for (const end of open) end();
    await rest(1500);
    assert.equal(open.size, 2);

    document.visibilityState = "visible";
    document.dispatchEvent(new Event("visibilitychange"));
    await until(() => open.size === 4);

    for (const stop of stops) stop();
    await until(() => open.size === 0 && navigator.locks.held.size === 0);
});

test("a browser without such locks lets its questions hang, as they are", async () => {
    const { locks } = navigator;
    navigator.locks = undefined;
    const stop = watchVotes({ onNews: () => {} });
    await until(() => open.size === 1);
    stop();
    navigator.locks = locks;
    await until(() => open.size === 0);
});
