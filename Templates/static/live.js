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
 * `onOffline(isOffline)` when the connection goes or comes. `counts` false leaves the numbers of draws and ballots
 * unwatched. Answers a function that ends it.
 */
export function watchVote(vote, { onNews, onOffline = () => {}, counts = true }) {
    const names = counts ? ["state", "events", "draws", "ballots"] : ["state", "events"];
    const known = (news) => (news ? names.map((name) => `${name}=${news[name]}`).join("&") : "events=0");
    const path = (news) => `/v1/${vote}/wait?${known(news)}`;
    return watch({ path, fallback: `/v1/${vote}/status`, onNews, onOffline });
}

/** The same for the list of votes: `onNews({votes})`. */
export function watchVotes({ onNews, onOffline = () => {} }) {
    const path = (news) => `/v1/wait?seen=${news?.seen ?? ""}`;
    return watch({ path, fallback: "/v1/votes", onNews, onOffline });
}

function watch({ path, fallback, onNews, onOffline }) {
    let isRunning = true;
    let news = null;
    let isLost = false;
    let hasWait = true;

    const ask = async () => {
        if (hasWait) {
            try {
                const answer = await read(path(news), SECONDS);
                if (answer !== null) return JSON.parse(answer);
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
            try {
                const next = await ask();
                wait = 500;
                if (!isRunning) return;
                tellOffline(false);
                const isNew = JSON.stringify(next) !== JSON.stringify(news);
                news = next;
                if (isNew && next) await onNews(next);
            } catch (error) {
                if (!isRunning) return;
                if (!isOffline(error)) throw error;
                tellOffline(true);
                await pause(wait);
                wait = Math.min(wait * 2, 4000);
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
