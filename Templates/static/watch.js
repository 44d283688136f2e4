// Tells a page at once when a vote, or the list of votes, has changed: the server answers a long question when there is
// something new, and after a while in any case.
//
// The page is only told that something changed and how many tokens and ballots there are; what it shows of a log it
// reads and checks itself.

import { isOffline, pause, read } from "./api.js";
import { readVotes } from "./messages.js";
import { Fields } from "./strictjson.js";

/** Longer than the server waits before it answers that nothing has changed. */
const PATIENCE = 40;

/**
 * Calls `onNews(news)` with `{state, events, draws, ballots}` at first and after every change, and
 * `onOffline(isOffline)` with every answer and every lost one. `onMissing()` says that there is no such vote. `counts`
 * false leaves the numbers of draws and ballots unwatched. Answers a function that ends it.
 */
export function watchVote(vote, { onNews, onOffline, onMissing, counts = true }) {
    const names = counts ? ["state", "events", "draws", "ballots"] : ["state", "events"];
    const known = (news) => (news ? names.map((name) => `${name}=${news[name]}`).join("&") : "events=0");
    return watch({ path: (news) => `/v1/${vote}/wait?${known(news)}`, take: readNews, onNews, onOffline, onMissing });
}

/** The same for the list of votes: `onNews({seen, votes})`. */
export function watchVotes({ onNews, onOffline }) {
    const path = (news) => `/v1/wait?seen=${encodeURIComponent(news?.seen ?? "")}`;
    return watch({ path, take: readList, onNews, onOffline });
}

/** Resolves when a vote is no longer in this state; a count that is given up is told only here. */
export function untilNotIn(vote, state) {
    return new Promise((resolve) => {
        const stop = watchVote(vote, {
            counts: false,
            onNews: (news) => {
                if (news.state === state) return;
                stop();
                resolve();
            },
        });
    });
}

/** The answer to waiting: `{state, events, draws, ballots}`. */
export function readNews(text) {
    const fields = Fields.parse(text, ["state", "events", "draws", "ballots"]);
    const [events, draws, ballots] = ["events", "draws", "ballots"].map((name) => fields.integer(name));
    return { state: fields.string("state"), events, draws, ballots };
}

function readList(text) {
    const fields = Fields.parse(text, ["seen", "votes"]);
    return { seen: fields.string("seen"), votes: readVotes(fields.members.get("votes")) };
}

/**
 * Asks under one of a few locks that all tabs of this browser share, or without one: `act(isHeld)`. A browser has six
 * connections to a host; if every tab let its question hang, the fifth tab would wait for ever, and so would every act.
 * Tabs that nobody sees hold fewer, so that there is one for whoever looks. A lock goes with its question, or its page.
 */
function held(act, slot = 0) {
    const { locks } = navigator;
    if (!locks) return act(true);
    if (slot === (document.visibilityState === "hidden" ? 2 : 4)) return act(false);
    const taken = (lock) => (lock ? act(true) : held(act, slot + 1));
    return locks.request(`urne:wait:${slot}`, { ifAvailable: true }, taken).catch((error) => {
        // A browser that keeps nothing of this page gives it no locks.
        if (error?.name !== "SecurityError") throw error;
        return act(true);
    });
}

/** What `wakening` tells. */
const WOKEN = Symbol("woken");

const WAKENINGS = [[document, "visibilitychange"], [globalThis, "online"], [globalThis, "pageshow"]];

/** Tells when the device wakes up, comes back to this page, or gets a connection; listens until `signal`. */
function wakening(signal) {
    return new Promise((resolve) => {
        const wake = () => document.visibilityState !== "hidden" && resolve(WOKEN);
        for (const [target, type] of WAKENINGS) target.addEventListener(type, wake, { signal });
    });
}

function watch({ path, take, onNews, onOffline = () => {}, onMissing = () => {} }) {
    let isRunning = true;
    let news = null;
    let isLost = false;
    let isHeld = true;
    let turn = new AbortController();

    // Said after every question, because the page may have heard otherwise from another call in between.
    const tellOffline = (lost) => {
        isLost = lost;
        onOffline(lost);
    };

    /** One question; what hung in the air while the device slept is given up for a new one. */
    const ask = async (wakes) => {
        const text = await held((mayHold) => {
            isHeld = mayHold;
            // After a break the first answer is wanted at once, too: it shows that the connection is back.
            const answer = read(path(isLost || !mayHold ? null : news), mayHold ? PATIENCE : 10, turn.signal);
            answer.catch(() => {});
            return Promise.race([answer, wakes]);
        });
        if (text !== WOKEN) return text;
        turn.abort();
        await read("/v1/server", 5);
        return WOKEN;
    };

    const hear = async (text, wakes) => {
        if (text === WOKEN) return;
        if (text === null) {
            onMissing();
            return void (await pause(3000));
        }
        const next = take(text);
        const isSame = JSON.stringify(next) === JSON.stringify(news);
        if (!isSame) await onNews(next);
        // Only what was taken in is no longer news.
        news = next;
        if (!isHeld) await Promise.race([pause(1000), wakes]);
        else if (isSame) await pause(200);
    };

    const run = async () => {
        for (let wait = 500; isRunning; ) {
            turn = new AbortController();
            const wakes = wakening(turn.signal);
            try {
                const text = await ask(wakes);
                if (!isRunning) return;
                wait = 500;
                tellOffline(false);
                await hear(text, wakes);
            } catch (error) {
                if (!isRunning) return;
                // An answer that cannot be read is asked for again, like one that did not come.
                if (isOffline(error)) tellOffline(true);
                await Promise.race([pause(wait), wakes]);
                wait = Math.min(wait * 2, 4000);
            } finally {
                // A browser has six connections to a host, for all tabs together; none may be left hanging.
                turn.abort();
            }
        }
    };
    run();
    return () => {
        isRunning = false;
        turn.abort();
    };
}

/** Calls `work` again and again until told to stop, `milliseconds` after it has finished; it handles its own faults. */
export function again(milliseconds, work) {
    let isRunning = true;
    (async () => {
        while (isRunning) {
            await pause(milliseconds);
            if (isRunning) await work();
        }
    })();
    return () => (isRunning = false);
}
