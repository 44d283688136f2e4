// What the page of the postal vote knows and does: the person, one postal vote, its checked journal and the server's
// reading of it. No elements in here.

import { persistently, post, postForBytes, read, Refused } from "../../api.js";
import { berlinTime } from "../../berlin.js";
import { Desk } from "../../act.js";
import { require } from "../../fault.js";
import { toHex } from "../../encoding.js";
import { parsePlain } from "../../acts.js";
import { requireStorage } from "../../keep.js";
import * as memory from "../../memory.js";
import { readServer } from "../../messages.js";
import { writeJSON } from "../../strictjson.js";
import { inTurns } from "../../turns.js";
import { WorkerCalls } from "../../workercalls.js";

/** Seconds between two looks at the server. */
const PAUSE = 3;

/** Acts of a scanner are tried again where somebody else was faster; so often at most. */
const TRIES = 20;

export const desk = {
    calls: null,
    /** The person at electronic votes; one for all of them, because the worker has one device. */
    officer: null,
    realm: "",
    /** `{p, publicKey}` once somebody has signed in. */
    person: null,
    /** The postal vote on the screen. */
    postal: "",
    /** The server's reading of the journal whose head this browser has checked. */
    state: null,
    /** How far the own journal goes: `{entries, head, people}`. */
    journal: null,
    /** Seconds that a rehearsal is ahead of the clock. */
    ahead: 0,
    isOffline: false,
};

let changed = () => {};
let clock = { at: 0, here: 0 };

/** `listener(isNews)` is told when something that is shown has changed; `isNews` unless it is only the time. */
export const whenChanged = (listener) => (changed = listener);

function setOffline(isOff) {
    if (desk.isOffline === isOff) return;
    desk.isOffline = isOff;
    changed(true);
}

async function send(path, text, way = post) {
    const answer = await persistently(() => way(path, text), () => setOffline(true));
    setOffline(false);
    return answer;
}

// MARK: Who

export async function signIn(p, code) {
    const calls = new WorkerCalls();
    try {
        requireStorage();
        await calls.call("checkCode", { code });
        const server = readServer(await persistently(() => read("/v1/server"), () => setOffline(true)));
        setOffline(false);
        desk.realm = toHex(server.realm);
        desk.person = await calls.call("unlock", { realm: desk.realm, p, code });
        desk.calls = calls;
        desk.officer = new Desk(calls, p, "officer");
    } catch (error) {
        calls.worker.terminate();
        throw error;
    }
}

// MARK: Time

/** Now as the server's clock shows it, or as the rehearsal has it. */
export function now() {
    const ahead = desk.state?.start.rehearsal ? desk.ahead : 0;
    const here = performance.now() - clock.here;
    return berlinTime((clock.at === 0 ? Date.now() : clock.at + here) + ahead * 1000);
}

const setClock = (text) => (clock = { at: Date.parse(text), here: performance.now() });

/** The clock of a rehearsal goes on from another moment. */
export async function setRehearsalTime(text) {
    const real = clock.at + (performance.now() - clock.here);
    desk.ahead = Math.round((Date.parse(text) - real) / 1000);
    sessionStorage.setItem(`urne:${desk.postal}:ahead`, String(desk.ahead));
    await refresh();
    // The journal is the same, and yet everything that depends on the time is new.
    changed(true);
}

// MARK: The journal

const inTurn = inTurns();

const locked = (work) => memory.locked(desk.postal, desk.person.p, work);

/** How far this device has seen the journal: `{n, head}`. */
const seen = () => memory.recall(desk.postal, desk.person.p).seen;

/** The postal votes in which the person may sign. */
export async function postalVotes() {
    const { text } = await desk.calls.call("postalWish", { act: "postal", body: {} });
    const list = JSON.parse(await send("/v1/postal", text));
    const found = [];
    for (const { postal } of list) {
        let start = null;
        let stage = null;
        try {
            ({ start, stage } = await stateOf(postal));
        } catch (error) {
            if (!(error instanceof Refused)) throw error;
        }
        found.push({ postal, start, stage });
    }
    return found;
}

async function wish(postal, name, body = {}, way = post) {
    const { text } = await desk.calls.call("postalWish", { act: `postal-${name}`, body: { postal, ...body } });
    return send(`/v1/postal/${postal}/${name}`, text, way);
}

const stateOf = async (postal, at) => JSON.parse(await wish(postal, "state", at ? { at } : {}));

/** Puts a postal vote on the screen. */
export async function choose(postal) {
    await inTurn(() => {
        Object.assign(desk, { postal, state: null, journal: null });
        clock = { at: 0, here: 0 };
        desk.ahead = Number(sessionStorage.getItem(`urne:${postal}:ahead`)) || 0;
        return locked(readOn);
    });
    keepUp();
}

/** Reads what is new: the journal is checked here, and the server's reading must be of that very journal. */
export const refresh = () => inTurn(() => locked(readOn));

async function readOn() {
    const before = desk.state?.head;
    for (let tries = 0; ; tries += 1) {
        const from = desk.journal?.entries ?? 0;
        const file = await wish(desk.postal, "journal", { from });
        const args = { postal: desk.postal, file, from, seen: seen() };
        desk.journal = await desk.calls.call("takePostal", args);
        const { entries, head } = desk.journal;
        memory.keep(desk.postal, desk.person.p, { seen: { n: entries - 1, head } });
        const isAhead = desk.state?.start.rehearsal && desk.ahead !== 0;
        const state = await stateOf(desk.postal, isAhead ? now() : undefined);
        if (state.head === head) {
            desk.state = state;
            // What was asked for at the time of the rehearsal says nothing about the clock.
            if (!isAhead) setClock(state.now);
            if (!isAhead && state.start.rehearsal && desk.ahead !== 0) continue;
            break;
        }
        // Somebody added an entry in between; more often than this it is another journal.
        require(tries < TRIES, "postal.fault.otherJournal");
    }
    changed(before !== desk.state.head);
}

let isFollowing = false;

/** Looks for what others did, while the page is looked at. */
async function keepUp() {
    if (isFollowing) return;
    isFollowing = true;
    for (;;) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE * 1000));
        if (document.visibilityState === "hidden") continue;
        try {
            await refresh();
        } catch (error) {
            desk.trouble?.(error);
        }
    }
}

/** What the person is called in the journal. */
export const nameOf = (p) => desk.journal?.people.find((each) => each.p === p)?.name ?? p;

export const isStale = (error) => error instanceof Refused && error.code === "stale_head";

/** A body without the members that nothing was entered for. */
const filled = (body) =>
    Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== null && value !== ""));

/**
 * Signs an act and hands it in. `make(state)` gives its body, without the time; where `isRepeated`, it is made again if
 * somebody else was faster, else that is thrown, so that the person looks again.
 */
export function act(type, make, { isRepeated = false, call = "postalAct", args } = {}) {
    const { postal } = desk;
    const signAndSend = async () => {
        // What was meant for one postal vote is not signed for another one.
        require(desk.postal === postal, "error.unexpected", { type: "postal" });
        // Another tab of this person has been there: nobody signs two entries for one place.
        if (seen().n >= desk.journal.entries) {
            await readOn();
            if (!isRepeated) throw new Refused("stale_head");
        }
        for (let tries = 0; ; tries += 1) {
            const body = { ...filled(make ? make(desk.state) : {}), at: now() };
            const signed = await desk.calls.call(call, args ? args(now()) : { type, body });
            try {
                await send(`/v1/postal/${desk.postal}`, signed.text);
                return await readOn();
            } catch (error) {
                if (!isStale(error)) throw error;
                await readOn();
                // The entry may have come in although its answer was lost.
                const [newest] = (await desk.calls.call("postalEntries")).filter(({ n }) => n === signed.n);
                if (newest && JSON.parse(signed.text).entry.body === newest.body && newest.by === desk.person.p) return undefined;
                if (!isRepeated || tries >= TRIES) throw error;
            }
        }
    };
    return inTurn(() => locked(signAndSend));
}

export const tally = (stack, round, numbers) =>
    act("tally", null, { isRepeated: true, call: "postalTally", args: (at) => ({ stack, round, numbers, at }) });

export const signRecord = (text) => act("signed", null, { isRepeated: true, call: "postalSign", args: (at) => ({ text, at }) });

/** Says what a number is: `{kind, number, de, en}`. */
export const scan = async (number) => JSON.parse(await wish(desk.postal, "scan", { number }));

/** Every kit with what became of it, as a table in a language. */
export const letterTable = (language) => wish(desk.postal, "table", { language });

/** The two tallies of a stack, checked against what both tellers are bound to. */
export async function openings(stack, round) {
    const found = JSON.parse(await wish(desk.postal, "openings", { stack }));
    await desk.calls.call("postalBound", { stack, round, openings: found });
    return found;
}

export const journalText = async () => (await desk.calls.call("postalText")).text;

// MARK: Papers

/** The time of a rehearsal, where it is not the clock's. */
const rehearsed = () => (desk.state.start.rehearsal && desk.ahead !== 0 ? { at: now() } : {});

/** A list or record as PDF. */
export const paper = (name) => wish(desk.postal, "paper", { paper: name, ...rehearsed() }, postForBytes);

/** How far a print is, or with `start` and what belongs to it the beginning of one. */
export const printStatus = async (more = {}) => JSON.parse(await wish(desk.postal, "print", { ...more, ...rehearsed() }));

/** A file of a print. */
export const printedFile = (which) => wish(desk.postal, "file", which, postForBytes);

// MARK: Starting

/** The law of a vote that never was electronic, and its options. */
export const lawOf = async (draft) => JSON.parse(await send("/v1/postal/law", writeJSON(draft)));

/** Follows an electronic vote; void it first if need be, with the same reason. `{log, law, roll}` */
export async function voided(vote, reason) {
    const { officer } = desk;
    let log = await officer.follow(vote);
    if (log.state !== "voided") {
        await officer.act(vote, { call: "sign", args: { act: "void", reason }, type: "void" });
        log = await officer.follow(vote);
    }
    require(log.state === "voided", "postal.fault.notVoided");
    return log;
}

/** An electronic vote as it stands: its log, and the text of its law or null. */
export async function electronic(vote) {
    const log = await desk.officer.follow(vote);
    const law = log.manifest.law ? await read(`/v1/${vote}/law.json`) : null;
    return { log, law };
}

/** Numbers and names of those who were on the roll of an electronic vote; asks until there is an answer. */
export async function rollOf(vote) {
    const text = await persistently(() => read(`/v1/${vote}/roll.jsonl`), () => setOffline(true));
    setOffline(false);
    if (text === null) throw new Refused("unknown_vote");
    return text.split("\n").filter(Boolean).map((line) => parsePlain(line)).map(({ p, name }) => ({ p, name }));
}

/** Opens the journal and makes the start; both are checked by the server. */
export function startPostal(people, start) {
    return inTurn(async () => {
        const at = now();
        const { postal, text } = await desk.calls.call("openPostal", { realm: desk.realm, people, at });
        await send(`/v1/postal/${postal}`, text);
        const signed = await desk.calls.call("postalAct", { type: "start", body: { ...filled(start), at } });
        await send(`/v1/postal/${postal}`, signed.text);
        return postal;
    });
}

