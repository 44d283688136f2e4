// The heavy work in a worker, so that the page stays responsive. Keys, seeds and randomness stay in here; texts, hex
// and plain objects go in and out.
//
// The page posts `{id, call, args}`. It gets `{id, value}` or `{id, fault}`, and before that any number of `{id,
// progress}`. Calls are done one after the other, in the order they came: a double click cannot make two ballots.

import { readAbandonment } from "./abandonment.js";
import { makeAccessCode, personKey, readAccessCode } from "./accesscode.js";
import { checkAudit } from "./ballot.js";
import { Device } from "./device.js";
import { fromHex, toHex, utf8 } from "./encoding.js";
import { eventObject } from "./event.js";
import { Fault, faultsOf } from "./fault.js";
import { EventLog } from "./log.js";
import { checkLot, readLot, writeLot } from "./lot.js";
import { Member } from "./member.js";
import { Officer } from "./officer.js";
import { PostalCalls } from "./postalcalls.js";
import { Element } from "./ristretto255.js";
import { SessionCalls } from "./sessioncalls.js";
import { Teller } from "./teller.js";
import { writeJSON } from "./strictjson.js";
import { viewRequest } from "./messages.js";
import { summary, verify } from "./verify.js";

const KINDS = { member: Member, teller: Teller, officer: Officer, public: Device };

let key = null;
let device = null;
/** The session whose journal this person keeps or reads. */
const session = new SessionCalls(() => key);
/** The postal vote that this person works on. */
const postal = new PostalCalls(() => key);
/** The event that was handed out last and is on its way. */
let pending = null;

/** A file as bytes; texts are taken as UTF-8. */
const bytesOf = (file) => (typeof file === "string" ? utf8(file) : file);

function filesOf(files) {
    return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, bytesOf(file)]));
}

/** What a page shows of a log. */
function logSummary(log) {
    const { manifest, board, result } = log;
    const names = ({ role, p, name }) => ({ role, p, name });
    return {
        events: log.events.length,
        head: toHex(log.head),
        state: log.state,
        round: log.ceremonyRound,
        done: [log.commitments, log.dealings, log.confirmed].map((each) => [...each.keys()].sort()),
        fingerprint: log.fingerprint,
        boardFingerprint: log.boardFingerprint,
        resultFingerprint: log.resultFingerprint,
        board: board && { draws: board.draws, ballots: board.ballots, gap: board.draws - board.ballots },
        shares: [...log.shares.keys()].sort(),
        result,
        signed: [...log.signed].sort(),
        voidReason: log.voidReason,
        manifest: manifest && {
            ...manifest,
            vote: toHex(manifest.vote),
            realm: toHex(manifest.realm),
            roll: toHex(manifest.roll),
            law: manifest.law && toHex(manifest.law),
            officers: manifest.officers.map(names),
        },
    };
}

/** What the page keeps from one visit to the next, always before it sends anything. */
const kept = () => ({ memory: structuredClone(device.memory), store: structuredClone(device.store) });

/** An event as the body of its request, with what is to be kept first; no text if there is nothing to hand in. */
function handIn(event) {
    if (!event) return { ...kept(), event: null, text: null };
    const object = eventObject(event);
    pending = event;
    return { ...kept(), event: object, text: writeJSON({ event: object }) };
}

const calls = {
    /** Derives the key; the code is not kept. `{p, publicKey}` */
    async unlock({ realm, p, code }) {
        key = await personKey(fromHex(realm, "realm", 16), p, await readAccessCode(code));
        return { p, publicKey: toHex(key.publicKey.encoded) };
    },

    /** Names typos while somebody types. */
    async checkCode({ code }) {
        await readAccessCode(code);
    },

    /** Takes up a vote as "member", "teller", "officer" (also the chair) or "public" (nobody), with what was kept. */
    async start({ kind, vote, memory, store }) {
        device = new KINDS[kind]({ vote: fromHex(vote, "vote", 16), key, memory, store });
    },

    /** Goes on with what another tab has kept in the meantime; the log stays as far as this one has followed it. */
    async adopt({ memory, store }) {
        device.memory = { signed: [], ...memory };
        device.store = store;
    },

    /** Takes what the server showed of the log, from event `from` on. */
    async follow({ file, from, view }) {
        await device.follow(bytesOf(file), { from, view });
        return { ...kept(), log: logSummary(device.log) };
    },

    /** The journal that ends a vote for want of shares; what could open single ballots is erased with it. */
    async abandoned({ file }) {
        const { reason } = await readAbandonment(bytesOf(file), device.log);
        device.store = {};
        return { ...kept(), log: { ...logSummary(device.log), state: "abandoned", voidReason: reason } };
    },

    async readRoll({ file }) {
        const { p, name } = await device.readRoll(bytesOf(file));
        return { p, name };
    },

    async roles() {
        return device.roles;
    },

    async isFingerprint({ typed }) {
        return device.isFingerprint(typed);
    },

    // Member

    async makeDrawRequest({ recoverable }) {
        const text = await device.makeDrawRequest(recoverable);
        return { ...kept(), text };
    },

    async takeDrawAnswer({ text }) {
        await device.takeDrawAnswer(text);
        return kept();
    },

    async forgetDraw() {
        device.forgetDraw();
        return kept();
    },

    async makeRecoverRequest() {
        return { text: await device.makeRecoverRequest() };
    },

    async takeRecoverAnswer({ text }) {
        await device.takeRecoverAnswer(text);
        return kept();
    },

    async prepare({ values }) {
        return { tracker: await device.prepare(values) };
    },

    async audit({ tracker }) {
        return { text: device.audit(tracker) };
    },

    async seal({ tracker }) {
        const text = await device.seal(tracker);
        return { ...kept(), text };
    },

    async takeCastAnswer({ text }) {
        const tracker = await device.takeCastAnswer(text);
        return { ...kept(), tracker };
    },

    async castRefused({ code }) {
        device.castRefused(code);
        return kept();
    },

    async lookUp({ file }) {
        return device.lookUp(bytesOf(file));
    },

    /** The officer's journal that gives up the count of this vote; the person's secrets of it are erased. */
    async takeAbandonment({ file }) {
        const { reason } = await readAbandonment(bytesOf(file), device.log);
        device.store = {};
        return { ...kept(), reason };
    },

    async trackersOn({ file }) {
        return device.trackersOn(bytesOf(file));
    },

    /** The second device of an audit; needs no key. `log` is the vote's log as this device loaded it. */
    async checkAudit({ log: file, text }) {
        const log = await EventLog.read(bytesOf(file));
        if (!log.ballotContext) throw new Fault(`error.device.wrongState.${log.state}`);
        const { tracker, values } = await checkAudit(text, log.ballotContext);
        return { tracker, values, log: logSummary(log) };
    },

    // Teller

    async ceremonyStep() {
        const step = await device.ceremonyStep();
        return step.event ? handIn(step.event) : { ...kept(), ...step };
    },

    async confirm() {
        return { fingerprint: device.confirm() };
    },

    async share({ files, board, gap }, progress) {
        return handIn(await device.share(filesOf(files), { board, gap }, progress));
    },

    async signResult({ files }, progress) {
        return handIn(await device.signResult(filesOf(files), progress));
    },

    // Officer and chair

    /** `manifest` as manifest.js has it; keys and hashes as hex. */
    async create({ manifest, roll, law }) {
        const hex = (text) => fromHex(text, "manifest");
        const decoded = (officer) => ({ ...officer, key: Element.decode(hex(officer.key), "key") });
        const text = await device.create(
            {
                ...manifest,
                vote: hex(manifest.vote),
                realm: hex(manifest.realm),
                roll: hex(manifest.roll),
                law: manifest.law ? hex(manifest.law) : null,
                officers: manifest.officers.map(decoded),
            },
            roll,
            law,
        );
        return { ...kept(), text };
    },

    /** `act`: open, cast, close, void (with `reason`) or announce. */
    async sign({ act, reason }) {
        const isAct = ["open", "cast", "close", "void", "announce"].includes(act);
        if (!isAct) throw new Fault("rule.unknownEventType", { type: act });
        return handIn(await device[act](reason));
    },

    /** Names what is wrong with a lot that is to be entered. */
    async checkLot({ lot }) {
        checkLot(lot);
    },

    /** The chair's entry of a lot, as the body of its request: `{among, seats, winners, drawnBy, witness, at}`. */
    async enterLot({ at, ...lot }) {
        return { text: writeJSON({ journal: await writeLot(device.log, { key, lot, at }) }) };
    },

    /** What an entry of a lot beside this vote's log says: `{draw}`, or `{fault}` if it does not hold. */
    async readLot({ file }) {
        return faultsOf(
            async () => ({ draw: await readLot(bytesOf(file), device.log) }),
            (fault) => ({ fault: fault.plain }),
        );
    },

    /** The server took the event that was handed out last. */
    async delivered() {
        if (pending) device.delivered(pending);
        pending = null;
        return kept();
    },

    async viewRequest({ role, from }) {
        return { text: viewRequest.write(await device.viewRequest(role, from)) };
    },

    // Sessions

    openJournal: (args) => session.open(args),
    closeJournal: async () => session.close(),
    takeJournal: (args) => session.take(args),
    signAct: (args) => session.act(args),
    makeDraft: (args) => session.draft(args),
    deskRequest: (args) => session.desk(args),
    abandon: (args) => session.abandon({ ...args, log: device.log }),

    // Postal votes

    openPostal: (args) => postal.open(args),
    takePostal: (args) => postal.take(args),
    postalText: async () => postal.text(),
    postalEntries: async () => postal.list(),
    postalAct: (args) => postal.act(args),
    postalTally: (args) => postal.tally(args),
    postalBound: (args) => postal.areBound(args),
    postalSign: (args) => postal.sign(args),
    postalWish: (args) => postal.wish(args),
    postalKeys: async (args) => postal.readKeys(args),

    // Anybody

    async verify({ files }, progress) {
        return summary(await verify(filesOf(files), progress));
    },

    /** The files with the log that this device followed itself. */
    async verifyOwn({ files }, progress) {
        return summary(await verify({ ...filesOf(files), "log.jsonl": utf8(device.log.text) }, progress));
    },

    async makeAccessCode() {
        return makeAccessCode();
    },
};

/** Does one call; what comes back can be posted. */
export async function perform({ id, call, args = {} }, progress) {
    try {
        if (!Object.hasOwn(calls, call)) throw new Fault("rule.unknownEventType", { type: String(call) });
        return { id, value: await calls[call](args, progress) };
    } catch (error) {
        // Anything but a fault is a mistake in the program; its text may hold anything and stays in here.
        const fault = error instanceof Fault ? error : new Fault("error.unexpected", { type: error.name });
        return { id, fault: fault.plain };
    }
}

let last = Promise.resolve();

if (typeof WorkerGlobalScope !== "undefined" && globalThis instanceof WorkerGlobalScope) {
    globalThis.addEventListener("message", ({ data }) => {
        let told = 0;
        const progress = (stage, done, total) => {
            const now = performance.now();
            if (done < total && now - told < 100) return;
            told = now;
            postMessage({ id: data.id, progress: { stage, done, total } });
        };
        last = last.then(async () => postMessage(await perform(data, progress)));
    });
}
