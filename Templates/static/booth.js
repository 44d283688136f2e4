// A member's way through one vote, without a page: what is asked of the worker and of the server, in which order, and
// what is kept before anything is sent (protocol sections 10 to 13, 15).
//
// Every step may be repeated, by this tab or by another one, after a reload or a lost answer.

import { Refused, persistently, post, read } from "./api.js";
import { Fault } from "./fault.js";
import { stageOf } from "./stage.js";
import { readRestored } from "./restored.js";
import { readStanding } from "./standing.js";
import { writeJSON } from "./strictjson.js";

const NETWORK = { persistently, post, read };

export class Booth {
    log = null;
    /** `{p, name}` of the own line of the roll; `isOnRoll` is null while that was not read. */
    entry = null;
    isOnRoll = null;
    /** A number of the roll that looks like the own one, which is not on it. */
    numberLike = null;
    isAbandoned = false;
    /** The server has this vote from a backup; asked once, and again when the server was gone. */
    isRestored = false;
    isServerKnown = false;
    outcome = null;
    /** Own tracker, once the ballot is made; after the result it is known only to this tab. */
    tracker = null;
    /** `{trackers, onBoard}` of the published box. */
    board = null;
    law = null;
    /** Why this person is not on the roll, as standing.js has it; null if nobody says so, undefined if nobody was asked. */
    standing = undefined;

    /** `server` = `{realm, box}`, `calls` the worker, `keep` what is remembered; `onWaiting` is told of lost answers. */
    constructor({ vote, person, server, calls, keep, network = NETWORK, onWaiting = () => {} }) {
        Object.assign(this, { vote, person, server, calls, keep, network, onWaiting, store: {} });
    }

    get stage() {
        const { isOnRoll, isAbandoned, isRestored, outcome, store } = this;
        return stageOf({
            state: this.log?.state ?? "empty",
            isOnRoll, isAbandoned, isRestored, outcome,
            hasToken: store.answer !== undefined,
            hasBallot: store.ballot !== undefined,
            hasReceipt: store.receipt !== undefined,
        });
    }

    /** The token came from another device: this one has it, and asked for none. */
    get isRecovered() {
        return this.store.answer !== undefined && this.store.request === undefined;
    }

    path(name) {
        return `/v1/${this.vote}/${name}`;
    }

    async start() {
        await this.exclusively(() => {}, "start");
    }

    /** Takes up what another tab has remembered meanwhile; nothing is asked of the server. */
    async adopt() {
        await this.exclusively(() => {});
    }

    /** Steps on what is remembered now, by whichever tab. */
    exclusively(act, beginning = "adopt") {
        return this.keep.exclusively(async (kept) => {
            await this.calls.call(beginning, { kind: "member", vote: this.vote, ...kept });
            this.store = kept.store;
            return act();
        });
    }

    /** Remembers what the worker gave back; `value` without it. */
    remember({ memory, store, ...value }) {
        this.keep.write({ memory, store });
        this.store = store;
        return value;
    }

    async ask(call, args) {
        return this.remember(await this.calls.call(call, args));
    }

    /** Sends until there is an answer. */
    send(path, text, origin) {
        return this.network.persistently(() => this.network.post(path, text, origin), this.onWaiting);
    }

    /** A file of the vote, asked for once. */
    async fetched(name, seconds) {
        const text = await this.network.read(this.path(name), seconds);
        if (text === null) throw new Refused("unknown_vote");
        return text;
    }

    file(name) {
        return this.network.persistently(() => this.fetched(name), this.onWaiting);
    }

    // MARK: Following

    /** Reads what is new in the log and checks it (V1 to V8), then roll and law (V9). */
    async refresh() {
        // The lock is not held while there is no connection: another tab may be luckier.
        await this.network.persistently(() => this.followLog(), this.onWaiting);
        if (!this.isServerKnown) await this.readOrigin();
    }

    /** Whether the server can go on with this vote at all. */
    async readOrigin() {
        this.isServerKnown = true;
        const asking = () => readRestored(this.vote, this.network.read);
        this.isRestored = await this.network.persistently(asking, this.onWaiting);
    }

    /** Within one lock, so that no other tab has seen more by the time this log is compared with what was seen. */
    followLog() {
        return this.exclusively(async () => {
            // The newest known event once more: a log that was cut is seen.
            const from = Math.max(0, (this.log?.events ?? 0) - 1);
            // A few events come quickly or not at all; nobody else gets the lock meanwhile.
            const file = await this.fetched(`log?from=${from}`, from > 0 ? 10 : undefined);
            const { log } = await this.ask("follow", { file, from, view: "public" });
            this.log = log;
            if (this.isOnRoll === null) await this.readRoll();
        });
    }

    async readRoll() {
        this.law = this.log.manifest.law ? await this.readLaw() : null;
        const file = await this.fetched("roll.jsonl");
        try {
            this.entry = await this.calls.call("readRoll", { file });
            this.isOnRoll = true;
        } catch (fault) {
            if (fault.code !== "error.device.notInRoll") throw fault;
            this.isOnRoll = false;
            this.numberLike = fault.values.alike;
        }
    }

    async readLaw() {
        const text = await this.fetched("law.json");
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-512", new TextEncoder().encode(text)));
        const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        if (hex !== this.log.manifest.law) throw new Fault("rule.lawHash").in("V9");
        return text;
    }

    /** Asks the session's journal, as far as it is about this person; once, and only who is not on the roll. */
    async readStanding() {
        if (this.stage !== "leftOut" || this.standing !== undefined) return;
        const body = writeJSON({ vote: this.vote });
        const { text } = await this.calls.call("deskRequest", { act: "standing", body });
        try {
            this.standing = readStanding(await this.send(this.path("standing"), text));
        } catch (error) {
            // No journal speaks of this vote, or none has this person's key: there are reasons, but not the own one.
            if (!(error instanceof Refused || error instanceof Fault)) throw error;
            this.standing = null;
        }
    }

    /** Asks whether the count was given up, which no log says; only while it stands still. */
    async readAbandonment() {
        if (this.log.state !== "tallying" || this.isAbandoned) return;
        let file;
        try {
            file = await this.file("abandoned.jsonl");
        } catch (error) {
            // There is no such journal, as a rule.
            if (error instanceof Refused) return;
            throw error;
        }
        const { reason } = await this.exclusively(() => this.ask("takeAbandonment", { file }));
        this.isAbandoned = true;
        this.abandonReason = reason;
    }

    // MARK: Drawing

    /** Gets the token: with the request that was made before, with a new one, or from another device's draw. */
    async draw() {
        const request = await this.exclusively(async () => {
            if (this.store.answer !== undefined) return null;
            const mayDraw = this.log.state === "issuing" || this.log.manifest.lateIssue;
            if (!mayDraw && this.store.request === undefined) return undefined;
            return (await this.ask("makeDrawRequest", { recoverable: true })).text;
        });
        if (request === null) return;
        if (request === undefined) return this.recover();
        let answer;
        try {
            answer = await this.send(this.path("draw"), request);
        } catch (error) {
            if (error.code === "drawn" || error.code === "wrong_state") return this.recover();
            throw error;
        }
        await this.exclusively(async () => {
            if (this.store.request === request && this.store.answer === undefined) {
                await this.ask("takeDrawAnswer", { text: answer });
            }
        });
    }

    /** Another device has drawn with this code: the same token comes over, so there is no second vote. */
    async recover() {
        let answer;
        try {
            const { text } = await this.exclusively(() => this.calls.call("makeRecoverRequest"));
            answer = await this.send(this.path("recover"), text);
        } catch (error) {
            if (error.code === "not_drawn" || error.code === "wrong_state") return this.miss(error.code);
            throw error;
        }
        await this.exclusively(async () => {
            if (this.store.answer !== undefined) return;
            try {
                await this.ask("forgetDraw");
                await this.ask("takeRecoverAnswer", { text: answer });
            } catch (fault) {
                if (fault.code !== "error.device.cannotRecover") throw fault;
                this.outcome = "elsewhere";
            }
        });
    }

    async miss() {
        await this.refresh();
        if (this.log.state === "casting") this.outcome = "missed";
    }

    // MARK: Casting

    /** Encrypts; the tracker. */
    async prepare(values) {
        return (await this.exclusively(() => this.calls.call("prepare", { values }))).tracker;
    }

    /** Opens the encryption with this tracker for a second device; it can no longer be cast. */
    async audit(tracker) {
        return (await this.exclusively(() => this.calls.call("audit", { tracker }))).text;
    }

    /**
     * Makes the ballot that will be cast and keeps it. From here on it is only ever these bytes. It is the encryption
     * with this tracker, which the person has seen, or none.
     */
    seal(tracker) {
        return this.exclusively(() => this.ask("seal", { tracker }));
    }

    /** Sends the kept ballot until the server has said yes or no. */
    async cast() {
        const text = this.store.ballot;
        let answer;
        try {
            answer = await this.send(this.path("cast"), text, this.server.box);
        } catch (error) {
            return this.castRefused(error);
        }
        await this.exclusively(async () => {
            if (this.store.ballot !== text) return;
            const { tracker } = await this.ask("takeCastAnswer", { text: answer });
            this.tracker = tracker;
        });
    }

    async castRefused(error) {
        const { code } = error;
        if (!["used", "dup_tracker", "wrong_state"].includes(code)) throw error;
        await this.refresh();
        await this.exclusively(() => this.ask("castRefused", { code }));
        if (this.store.receipt !== undefined) return;
        if (this.store.ballot !== undefined) throw error;
        if (code === "used") this.outcome = "used";
        if (code === "wrong_state") this.outcome = "late";
    }

    /** After a reload: checks the kept receipt once more, for the tracker. */
    async readReceipt() {
        if (this.tracker || this.store.receipt === undefined) return;
        const { tracker } = await this.exclusively(() => this.ask("takeCastAnswer", { text: this.store.receipt }));
        this.tracker = tracker;
    }

    // MARK: Board

    /** Loads the published box, recomputes its hash and looks for the own tracker. */
    async readBoard() {
        if (this.board) return;
        const file = await this.file("ballots.jsonl");
        await this.exclusively(async () => {
            if (this.store.ballot !== undefined) {
                const { tracker, onBoard, trackers } = await this.calls.call("lookUp", { file });
                this.tracker = tracker;
                this.board = { trackers, onBoard };
            } else {
                const trackers = await this.calls.call("trackersOn", { file });
                this.board = { trackers, onBoard: this.tracker ? trackers.includes(this.tracker) : null };
            }
        });
    }

    /** What proves that the server took the ballot, for an objection; it does not open it. */
    get proof() {
        const { ballot, receipt } = this.store;
        return JSON.stringify({
            vote: this.vote,
            tracker: this.tracker,
            cast: JSON.parse(ballot),
            answer: JSON.parse(receipt),
        });
    }
}
