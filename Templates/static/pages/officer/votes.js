// The votes on the election officer's page: one on the screen, followed, signed for, and kept up to date.

import { moment } from "../../acts.js";
import { isOffline, persistently, post, Refused } from "../../api.js";
import { Fault } from "../../fault.js";
import { keep, locked, recall, stored } from "../../memory.js";
import { readVotes } from "../../messages.js";
import { readRestored } from "../../restored.js";
import { parseStrict } from "../../strictjson.js";
import { inTurns } from "../../turns.js";
import { again, readNews, watchVote, watchVotes } from "../../watch.js";
import { changed, desk, get, send, setOffline, unasked, whenBack, worker } from "./desk.js";
import { act, refreshJournal } from "./journaling.js";

export async function refreshVotes() {
    const text = await get("/v1/votes");
    desk.votes = readVotes(parseStrict(text));
    changed();
}

/** The vote that was asked for last; whichever is read last, this one comes onto the screen. */
let wanted = null;

/** Puts a vote on the screen, once it is read; answers it. */
export async function chooseVote(id) {
    const vote = { id, log: null, status: null, drawn: null, law: undefined, roles: [], isAbandoned: false };
    wanted = vote;
    await atVote(vote, () => readVote(vote));
    await refreshRoll(vote);
    if (wanted !== vote) return vote;
    desk.vote = vote;
    desk.troubles.delete("vote");
    watchChosen();
    changed();
    return vote;
}

/** The vote on the screen if it is this one; else it comes there first. */
export const onScreen = async (id) => (desk.vote?.id === id ? desk.vote : chooseVote(id));

/** What the worker's device is: `{id, text, events}`, its vote, the memory as it lies in storage, and how far its log goes. */
let device = null;

const voteTurn = inTurns();

/** Takes up a vote as this tab or another one left it, and does `work`. Must not be nested. */
function atVote({ id }, work) {
    return voteTurn(() =>
        locked(id, desk.person.p, async () => {
            if (device?.id !== id || device.text !== stored(id, desk.person.p)) await startProgram(id);
            try {
                return await work();
            } catch (error) {
                // What the worker has beyond what was kept is void: the next turn starts from what was kept.
                if (!isOffline(error)) device = null;
                throw error;
            }
        }),
    );
}

/** The person's program for a vote, with what this device remembers of it. */
async function startProgram(id) {
    device = null;
    const { memory, store } = recall(id, desk.person.p);
    const text = stored(id, desk.person.p);
    await worker.call("start", { kind: "officer", vote: id, memory, store });
    device = { id, text, events: 0 };
}

/** Asks the worker's device; that of another vote is never asked in this one's name. */
function askDevice({ id }, call, args) {
    if (device?.id !== id) throw new Fault("error.unexpected", { type: "device" });
    return worker.call(call, args);
}

/** The same, and what is to be kept of the answer is kept before anything is done with it. */
async function askToKeep(vote, call, args) {
    const { memory, store, ...answer } = await askDevice(vote, call, args);
    device.text = keep(vote.id, desk.person.p, { memory, store });
    return answer;
}

/** Reads the log on; tellers' shares beyond the public end are the tellers' and the chair's business. */
async function follow(vote) {
    const from = device.events;
    const file = await get(`/v1/${vote.id}/log?from=${from}`);
    const { log } = await askToKeep(vote, "follow", { file, from, view: "public" });
    device.events = log.events;
    vote.log = log;
    vote.roles = await askDevice(vote, "roles").catch(() => []);
    vote.status = await statusOf(vote.id);
    // A journal beside the log gave the count up.
    vote.isAbandoned = vote.status.state === "abandoned";
    vote.isRestored = await readRestored(vote.id);
}

/** Log, numbers and names. */
async function readVote(vote) {
    await follow(vote);
    await readNames(vote);
}

/** State, number of events, and counts as they are now: the answer to waiting for something else than no state. */
const statusOf = async (id) => readNews(await get(`/v1/${id}/wait?state=-`));

/** Who has drawn; only officers are told. */
async function readNames(vote) {
    const role = vote.roles.includes("officer") ? "officer" : vote.roles[0];
    if (!role || !vote.log.fingerprint) return;
    const { text } = await askDevice(vote, "viewRequest", { role });
    try {
        vote.drawn = JSON.parse(await post(`/v1/${vote.id}/view`, text)).drawn;
    } catch (error) {
        // What ended was forgotten.
        if (error.code !== "wrong_state") throw error;
        vote.drawn = null;
    }
}

/** The roll, and the law where the vote has one. */
async function refreshRoll(vote) {
    const lines = (await get(`/v1/${vote.id}/roll.jsonl`)).trim().split("\n").filter(Boolean);
    vote.roll = lines.map((line) => JSON.parse(line)).map(({ p, name }) => ({ p, name }));
    vote.law = vote.log.manifest.law ? JSON.parse(await get(`/v1/${vote.id}/law.json`)) : null;
}

/** Brings a vote up to date. */
export async function refreshVote(vote) {
    await atVote(vote, () => readVote(vote));
    if (desk.vote === vote) changed();
}

/** In which state a step can be made; in a later one another tab has made it. */
const BEFORE = { open: "ready", cast: "issuing", close: "casting" };

/** `open`, `cast`, `close` or `void`: signed, remembered, handed in; again if the log has grown meanwhile. */
export async function signVote(vote, type, reason) {
    await atVote(vote, async () => {
        // From the beginning: what is signed stands on the whole log as the server has it now.
        await startProgram(vote.id);
        await persistently(() => follow(vote));
        // What the server refuses stays signed for its place, and no `void` could be signed there any more.
        const { restored } = JSON.parse(await get(`/v1/${vote.id}/status`));
        if (restored && type !== "void") throw new Refused("wrong_state");
        for (let tries = 0; BEFORE[type] === undefined || vote.log.state === BEFORE[type]; tries += 1) {
            const { text } = await askToKeep(vote, "sign", { act: type, reason });
            if (text === null) break;
            try {
                await send(`/v1/${vote.id}/event`, text);
                await askToKeep(vote, "delivered");
                if (JSON.parse(text).event.type === type) break;
            } catch (error) {
                if (error.code !== "stale_head" || tries > 4) throw error;
            }
            await persistently(() => follow(vote));
        }
        await persistently(() => follow(vote));
        await readNames(vote);
    });
    changed();
}

/** Gives up a count that can never be finished. */
export async function abandonVote(vote, reason) {
    await atVote(vote, async () => {
        await follow(vote);
        const { text } = await askDevice(vote, "abandon", { reason, at: moment() });
        await send(`/v1/${vote.id}/journal`, text);
    });
    await refreshVote(vote);
}

/** Creates the vote of a draft that was checked, and enters it. */
export async function createVote(draft) {
    const { vote: id, manifest, roll, law } = draft;
    await atVote({ id }, async () => {
        if (!recall(id, desk.person.p).creation) {
            const { text, ...kept } = await askDevice({ id }, "create", { manifest, roll, law });
            // What the second person saw is what is signed, byte for byte.
            if (JSON.parse(text).event.body !== draft.manifestText) throw new Fault("rule.session.draft");
            device.text = keep(id, desk.person.p, { ...kept, creation: text });
        }
        await send(`/v1/${id}/event`, recall(id, desk.person.p).creation);
    });
    if (!desk.session.votes.some((other) => other.vote === id)) await act("vote", { vote: id, item: draft.item });
    await refreshVotes();
    await chooseVote(id);
}

// MARK: Keeping up

/** Nobody tells of new acts in a journal; two people write into one, and neither waits for the other. */
const RHYTHM = 2000;

let stopWatching = () => {};

const refreshUnasked = (vote) => unasked("vote", () => refreshVote(vote));

// The server that answers again may have been restored meanwhile, and has no other news.
whenBack(() => desk.vote && refreshUnasked(desk.vote).catch(() => {}));

/** The server tells of every change of the vote on the screen. */
function watchChosen() {
    stopWatching();
    const { vote } = desk;
    stopWatching = watchVote(vote.id, {
        onNews: () => desk.vote === vote && refreshUnasked(vote),
        onOffline: setOffline,
    });
}

/** Keeps what is shown up to date. */
export function keepUp() {
    watchVotes({
        onNews: ({ votes }) => {
            desk.votes = votes;
            changed();
        },
        onOffline: setOffline,
    });
    again(RHYTHM, () => !document.hidden && desk.session && unasked("journal", refreshJournal).catch(() => {}));
}
