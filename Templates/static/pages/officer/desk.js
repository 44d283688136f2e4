// What the election officer's page knows and does: the person, the session, one vote at a time. No elements in here.

import { moment, parsePlain } from "../../acts.js";
import { isOffline, persistently, post, read, Refused } from "../../api.js";
import { Fault } from "../../fault.js";
import { readServer, readVotes } from "../../messages.js";
import { readRestored } from "../../restored.js";
import { Fields, parseStrict, writeJSON } from "../../strictjson.js";
import { again, watchVote, watchVotes } from "../../watch.js";
import { WorkerCalls } from "../../workercalls.js";

export const worker = new WorkerCalls();

/** Everything that is shown; changed in here alone. */
export const desk = {
    realm: "",
    serverKey: "",
    /** `{p, publicKey}` once somebody has signed in. */
    person: null,
    /** The summary of the session's journal; see session.js. */
    session: null,
    journal: "",
    /** All votes of the server: `{vote, state, title}`. */
    votes: [],
    /** The vote on the screen: `{id, log, status, drawn, law, roles}`. */
    vote: null,
    isOffline: false,
    /** What went wrong unasked, by what was being kept up to date; stays until the same goes right. */
    troubles: new Map(),
};

let changed = () => {};

/** `listener` is told whenever something that is shown has changed. */
export const whenChanged = (listener) => (changed = listener);

function setOffline(isOff) {
    if (desk.isOffline === isOff) return;
    desk.isOffline = isOff;
    changed();
    // The server that answers again may have been restored meanwhile, and has no other news.
    if (!isOff && desk.vote) refreshUnasked(desk.vote).catch(() => {});
}

/** Sends until there is an answer; the page says that it is waiting. */
async function send(path, text) {
    const answer = await persistently(() => post(path, text), () => setOffline(true));
    setOffline(false);
    return answer;
}

/** Reads; a lost connection is shown and thrown. */
async function get(path, seconds) {
    try {
        const text = await read(path, seconds);
        setOffline(false);
        return text;
    } catch (error) {
        if (isOffline(error)) setOffline(true);
        throw error;
    }
}

// MARK: Who

export async function loadServer() {
    const { realm, key } = readServer(await persistently(() => get("/v1/server")));
    desk.realm = [...realm].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    desk.serverKey = [...key.encoded].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function signIn(p, code) {
    desk.person = await worker.call("unlock", { realm: desk.realm, p, code });
}

// MARK: What this device remembers, per journal and per vote and person; changed under a lock that all tabs share

const keyOf = (name) => `urne:${name}:${desk.person.p}:officer`;

const stored = (name) => localStorage.getItem(keyOf(name));

/** What cannot be read is no empty memory: a forgotten signature could make a person sign two events for one place. */
function remembered(name) {
    try {
        return JSON.parse(stored(name)) ?? {};
    } catch {
        throw new Fault("web.fault.memory");
    }
}

/** Writes, and reads back what was written; only then may anything be sent. Answers how it lies in storage. */
function remember(name, value) {
    const text = JSON.stringify(value);
    try {
        localStorage.setItem(keyOf(name), text);
        if (localStorage.getItem(keyOf(name)) === text) return text;
    } catch {
        // A full storage, or one that the browser forbids.
    }
    throw new Fault("web.fault.memory");
}

const alone = (name, work) => navigator.locks.request(`urne:${name}:${desk.person.p}`, work);

/** One thing after the other: the worker has one journal and one vote at a time, and the page may switch while it waits. */
function inTurns() {
    let last = Promise.resolve();
    return (work) => {
        const turn = last.then(work);
        last = turn.catch(() => {});
        return turn;
    };
}

// MARK: The session's journal

/** Asks for something that only whoever is named in a journal may read; a lost connection is shown and thrown. */
async function wish(path, name, body) {
    const { text } = await worker.call("deskRequest", { act: name, body: writeJSON(body) });
    try {
        const answer = await post(path, text);
        setOffline(false);
        return answer;
    } catch (error) {
        if (isOffline(error)) setOffline(true);
        throw error;
    }
}

/** The signed lines of a journal from number `from` on, byte for byte as the server keeps them. */
export const journalLines = (journal, from = 0) => wish(`/v1/journal/${journal}/read`, "journal-read", { journal, from });

/** The sessions that name this person: `{journal, session}`, newest date first; what cannot be read has no session. */
export async function sessions() {
    const list = JSON.parse(await wish("/v1/journals", "journals", {}));
    const found = await Promise.all(
        list.map(async ({ journal }) => {
            try {
                const lines = (await journalLines(journal)).trim().split("\n").map((line) => JSON.parse(line));
                const entries = lines.filter(({ type }) => type === "session").map(({ body }) => JSON.parse(body));
                return { journal, session: entries.at(-1) ?? null };
            } catch (error) {
                if (isOffline(error)) throw error;
                return { journal, session: null };
            }
        }),
    );
    return found.sort((a, b) => ((a.session?.date ?? "") < (b.session?.date ?? "") ? 1 : -1));
}

/** Opens a new journal in which `people` (`{p, name, key}`) may sign. */
export async function openJournal(people) {
    const { journal, text } = await worker.call("openJournal", { realm: desk.realm, people, at: moment() });
    await send(`/v1/journal/${journal}`, text);
    return journal;
}

const journalTurn = inTurns();

/** Takes up a journal, from its beginning. */
export function chooseJournal(journal) {
    return journalTurn(async () => {
        await worker.call("closeJournal");
        Object.assign(desk, { journal, session: null });
        await alone(journal, async () => {
            await readJournal();
            // An act that was signed, and whose answer was lost, is handed in before another one is signed at its place.
            const { pending } = remembered(journal);
            if (pending) await handIn(pending);
        });
    });
}

async function readJournal() {
    const from = desk.session?.entries ?? 0;
    const file = await journalLines(desk.journal, from);
    if (file === "" && desk.session) return;
    const { seen } = remembered(desk.journal);
    desk.session = await worker.call("takeJournal", { file, from, seen, realm: desk.realm });
    const { entries, head } = desk.session;
    remember(desk.journal, { ...remembered(desk.journal), seen: { n: entries - 1, head } });
    changed();
}

async function handIn({ n, text }) {
    if (n < desk.session.entries) return remember(desk.journal, { ...remembered(desk.journal), pending: undefined });
    try {
        await send(`/v1/journal/${desk.journal}`, text);
    } finally {
        remember(desk.journal, { ...remembered(desk.journal), pending: undefined });
    }
    await readJournal();
}

/**
 * Signs an act and writes it into the journal. If somebody else was faster, it is signed again for the next place, as far
 * as it still makes sense there.
 */
export function act(type, body = {}) {
    const { journal } = desk;
    return journalTurn(() => {
        if (desk.journal !== journal) throw new Fault("error.unexpected", { type: "journal" });
        return alone(journal, () => write(type, body));
    });
}

async function write(type, body) {
    // Another tab may have signed meanwhile: nobody signs two acts for one place.
    await persistently(readJournal);
    const { pending } = remembered(desk.journal);
    if (pending) await handIn(pending);
    for (let tries = 0; ; tries += 1) {
        const signed = await worker.call("signAct", { type, body: { at: moment(), ...body } });
        remember(desk.journal, { ...remembered(desk.journal), pending: signed });
        try {
            return await handIn(signed);
        } catch (error) {
            if (error.code !== "stale_head" || tries > 4) throw error;
            await persistently(readJournal);
        }
    }
}

/** What others have written since. */
export const refreshJournal = () => journalTurn(() => desk.session && alone(desk.journal, readJournal));

/** Asks the machine something that changes nothing; `{refused}` are the reasons if it cannot say. */
export async function ask(name, body) {
    const { text } = await worker.call("deskRequest", { act: name, body: writeJSON(body) });
    return parsePlain(await send(`/v1/${name}`, text));
}

// MARK: Votes

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
        alone(id, async () => {
            if (device?.id !== id || device.text !== stored(id)) await startProgram(id);
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
    const { memory, store } = remembered(id);
    const text = stored(id);
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
    device.text = remember(vote.id, { memory, store });
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
async function statusOf(id) {
    const fields = Fields.parse(await get(`/v1/${id}/wait?state=-`), ["state", "events", "draws", "ballots"]);
    const [events, draws, ballots] = ["events", "draws", "ballots"].map((name) => fields.integer(name));
    return { state: fields.string("state"), events, draws, ballots };
}

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
        if (!remembered(id).creation) {
            const { text, ...kept } = await askDevice({ id }, "create", { manifest, roll, law });
            // What the second person saw is what is signed, byte for byte.
            if (JSON.parse(text).event.body !== draft.manifestText) throw new Fault("rule.session.draft");
            device.text = remember(id, { ...kept, creation: text });
        }
        await send(`/v1/${id}/event`, remembered(id).creation);
    });
    if (!desk.session.votes.some((other) => other.vote === id)) await act("vote", { vote: id, item: draft.item });
    await refreshVotes();
    await chooseVote(id);
}

// MARK: Keeping up

/** Nobody tells of new acts in a journal; two people write into one, and neither waits for the other. */
const RHYTHM = 2000;

let stopWatching = () => {};

/** Does something that nobody asked for; what goes wrong is said until it goes right, a lost connection is thrown. */
async function unasked(what, work) {
    try {
        await work();
        if (desk.troubles.delete(what)) changed();
    } catch (error) {
        if (isOffline(error)) throw error;
        desk.troubles.set(what, error);
        changed();
    }
}

const refreshUnasked = (vote) => unasked("vote", () => refreshVote(vote));

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
