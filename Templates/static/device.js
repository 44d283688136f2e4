// A person's program for one vote: follows the log, remembers what it saw and signed, and signs at most one event at
// each position (protocol section 7). No page and no network in here: texts come in and go out.

import { typedCode } from "./a32.js";
import { equalBytes, fromHex, toHex } from "./encoding.js";
import { readEvent, signEvent, writeBody, writeEvent } from "./event.js";
import { Fault, require } from "./fault.js";
import { EventLog } from "./log.js";
import { officerOf } from "./manifest.js";
import { readLines } from "./record.js";
import { systemRandom } from "./random.js";

const VIEWS = ["public", "whole"];

/** Calls must not overlap: the worker does one after the other, and pages of one person take turns by a lock. */
export class Device {
    /** The log as far as it was followed and checked. */
    log = new EventLog();

    /**
     * `vote` are the 16 bytes of its id, `key` a PersonKey. `memory` and `store` are plain objects that the caller
     * keeps from one visit to the next, and always before anything is sent: `memory` what was seen and signed, `store`
     * the person's secrets.
     */
    constructor({ vote, key, memory = {}, store = {}, random = systemRandom }) {
        Object.assign(this, { vote, key, store, random });
        this.memory = { signed: [], ...memory };
    }

    // MARK: Following

    /**
     * Takes the events that the server showed, `file` holding those from number `from` on, and applies V1 to V8. `view`
     * is "whole" for what officers and tellers read, "public" for the rest, which may end earlier for a while. Refuses
     * a log that lacks what was seen or signed before.
     */
    async follow(file, { from = 0, view = "public" } = {}) {
        const log = this.log.copy();
        let n = from;
        for (const [event, number] of readLines(file, "log.jsonl", readEvent)) {
            if (n < log.events.length) {
                require(writeEvent(event) === writeEvent(log.events[n]), "error.device.logRewritten", { n });
            } else {
                try {
                    await log.append(event);
                } catch (fault) {
                    throw fault instanceof Fault ? fault.at("log.jsonl", from + number) : fault;
                }
            }
            n += 1;
        }
        require(log.manifest, "rule.emptyLog");
        require(equalBytes(log.manifest.vote, this.vote), "error.device.anotherVote");
        this.requireSeen(log, n, view);
        this.requireSigned(log, n, view);
        const seen = this.memory[view]?.n ?? -1;
        if (n - 1 > seen) this.memory[view] = { n: n - 1, head: toHex(log.heads[n - 1]) };
        this.log = log;
        if (log.isEnd) this.store = {};
        return log;
    }

    /** Whether the public log of this length may still hide events: only before its end. */
    mayHide(log, length, view) {
        return view === "public" && !(log.isEnd && length === log.events.length);
    }

    requireSeen(log, length, view) {
        for (const other of VIEWS) {
            const seen = this.memory[other];
            if (!seen || (seen.n >= length && other === "whole" && this.mayHide(log, length, view))) continue;
            const isThere = seen.n < length && toHex(log.heads[seen.n]) === seen.head;
            require(isThere, "error.device.logRewritten", { n: seen.n });
        }
    }

    requireSigned(log, length, view) {
        for (const signed of this.memory.signed) {
            const { n } = readEvent(signed.event);
            const isThere = n < length && writeEvent(log.events[n]) === signed.event;
            if (isThere) signed.delivered = true;
            const isMissing = signed.delivered && !isThere && !(n >= length && this.mayHide(log, length, view));
            require(!isMissing, "error.device.signedEventMissing", { n });
        }
    }

    /** Whether a fingerprint as it was read out or typed is this vote's; null while the vote has none. */
    isFingerprint(typed) {
        return this.log.fingerprint && typedCode(typed) === this.log.fingerprint;
    }

    // MARK: Signing

    /** The roles of this person in the vote, with this person's key. */
    get roles() {
        const own = this.log.manifest?.officers.filter(({ p }) => p === this.key.p) ?? [];
        require(own.every(({ key }) => key.equals(this.key.publicKey)), "error.device.wrongKey");
        return own.map(({ role }) => role);
    }

    requireRole(role) {
        require(this.roles.includes(role), "error.device.notInRole", { role });
    }

    /**
     * The event to hand in next: `content(log)` under the signature of `role`, remembered. To be called on the whole
     * log.
     *
     * It may be an event of another kind that was signed for this position before and got lost: hand it in, follow the
     * log and call again. Null if an event of this kind arrived although its answer was lost. After `stale_head`:
     * follow the log and call again.
     */
    async sign(type, role, content = () => ({})) {
        this.requireRole(role);
        const { log, memory } = this;
        const n = log.events.length;
        const signed = memory.signed.map((entry) => ({ ...entry, event: readEvent(entry.event) }));
        const isOwn = (event) => event.type === type && event.by === role;
        const arrived = signed.some(({ event, told, delivered }) => isOwn(event) && delivered && !told);
        if (arrived) {
            this.markTold(type, role);
            return null;
        }
        const waiting = signed.find(({ event }) => event.n === n);
        if (waiting) {
            const { event } = waiting;
            require(equalBytes(event.prev, log.head), "error.device.signedOther", { n, type: event.type });
            return event;
        }
        // Not even where the first one was never taken: it could still be put into another log.
        const opened = signed.find(({ event }) => type === "open" && event.type === "open");
        if (opened) throw new Fault("error.device.signedOther", { n: opened.event.n, type });
        const body = writeBody(await content(log));
        const unsigned = { n, prev: log.head, type, by: role, body };
        const event = await signEvent(this.key.signing, this.vote, unsigned, this.random);
        // What this program's own rules refuse is never signed for anybody to see.
        await log.copy().append(event);
        memory.signed.push({ event: writeEvent(event), delivered: false, told: false });
        return event;
    }

    /** The server took an event. */
    delivered(event) {
        const line = writeEvent(event);
        for (const signed of this.memory.signed) if (signed.event === line) signed.delivered = signed.told = true;
    }

    markTold(type, role) {
        for (const signed of this.memory.signed) {
            const event = readEvent(signed.event);
            if (signed.delivered && event.type === type && event.by === role) signed.told = true;
        }
    }

    /** The request for what only officers and tellers see: names of who drew, or the log from event `from` on. */
    async viewRequest(role, from) {
        this.requireRole(role);
        require(this.log.h, `error.device.wrongState.${this.log.state}`);
        return { by: role, from, sig: await this.key.signing.sign("URNE-V1-view", [this.log.h], this.random) };
    }

    requireState(...states) {
        require(states.includes(this.log.state), `error.device.wrongState.${this.log.state}`);
    }

    /** Bytes that were put into `store` as hex; undefined if there are none. */
    stored(name) {
        return this.store[name] === undefined ? undefined : fromHex(this.store[name], name);
    }

    /** The officer of a role in the manifest. */
    officer(role) {
        return officerOf(this.log.manifest, role);
    }
}
