// Tells a page at once when a vote, or the list of votes, has changed: the server answers a long question when there is
// something new. Where a server does not know the question, it is asked once a second instead.
//
// The page is only told that something changed and how many tokens and ballots there are; what it shows of a log it
// reads and checks itself.

import { isOffline, pause, read, Refused } from "./api.js";

/** Longer than the server waits. */
const SECONDS = 60;

/**
 * Calls `onNews(news)` with `{state, events, draws, ballots}` at first and after every change, and
 * `onOffline(isOffline)` when the connection goes or comes. `onMissing()` says that there is no such vote. `counts`
 * false leaves the numbers of draws and ballots unwatched. Answers a function that ends it.
 */
export function watchVote(vote, { onNews, onOffline, onMissing, counts = true }) {
    const names = counts ? ["state", "events", "draws", "ballots"] : ["state", "events"];
    const known = (news) => (news ? names.map((name) => `${name}=${news[name]}`).join("&") : "events=0");
    const path = (news) => `/v1/${vote}/wait?${known(news)}`;
    return watch({ path, fallback: `/v1/${vote}/status`, onNews, onOffline, onMissing });
}

/** The same for the list of votes: `onNews({votes})`. */
export function watchVotes({ onNews, onOffline }) {
    const path = (news) => `/v1/wait?seen=${news?.seen ?? ""}`;
    return watch({ path, fallback: "/v1/votes", onNews, onOffline });
}

/** What `wakening` tells. */
const WOKEN = Symbol("woken");

/** Tells when the device was woken or gets a connection: a question from before then may hang in the air for long. */
function wakening() {
    const ear = new AbortController();
    const happens = new Promise((resolve) => {
        const wake = () => document.visibilityState !== "hidden" && resolve(WOKEN);
        document.addEventListener("visibilitychange", wake, { signal: ear.signal });
        addEventListener("online", wake, { signal: ear.signal });
    });
    return { happens, stop: () => ear.abort() };
}

function watch({ path, fallback, onNews, onOffline = () => {}, onMissing = () => {} }) {
    let isRunning = true;
    let news = null;
    let isLost = false;
    let hasWait = true;

    const ask = async () => {
        if (hasWait) {
            try {
                // After a break the first answer is wanted at once: it shows that the connection is back.
                const answer = await read(path(isLost ? null : news), SECONDS);
                return JSON.parse(answer ?? "null");
            } catch (error) {
                if (!(error instanceof Refused) || isOffline(error)) throw error;
            }
            hasWait = false;
        }
        if (news) await pause(1000);
        const answer = JSON.parse((await read(fallback)) ?? "null");
        return Array.isArray(answer) ? { votes: answer } : answer;
    };

    const tellOffline = (lost) => {
        if (lost !== isLost) onOffline(lost);
        isLost = lost;
    };

    const run = async () => {
        for (let wait = 500; isRunning; ) {
            const waking = wakening();
            try {
                const question = ask();
                const next = await Promise.race([question, waking.happens]);
                if (!isRunning) return;
                if (next === WOKEN) {
                    question.catch(() => {});
                    continue;
                }
                wait = 500;
                tellOffline(false);
                if (next === null) {
                    onMissing();
                    await pause(3000);
                } else if (JSON.stringify(next) === JSON.stringify(news)) {
                    await pause(200);
                } else {
                    // Only what was taken in is no longer news.
                    await onNews(next);
                    news = next;
                }
            } catch (error) {
                if (!isRunning) return;
                // An answer that cannot be read is asked for again, like one that did not come.
                if (isOffline(error)) tellOffline(true);
                await pause(wait);
                wait = Math.min(wait * 2, 4000);
            } finally {
                waking.stop();
            }
        }
    };
    run();
    return () => (isRunning = false);
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
