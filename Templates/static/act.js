// A person at their votes: follows a log, and signs and hands in events, however often the connection breaks and
// whatever another tab of the same person does meanwhile.

import { isOffline, pause, persistently, post, read, Refused } from "./api.js";
import { Fault } from "./fault.js";
import { keep, locked, recall, stored } from "./memory.js";
import { inTurns } from "./turns.js";

/** States in which the public log may end before events that officers and tellers can read already. */
const HIDES = ["boxed", "tallying", "tallied"];

/** So often the head may have moved on before something must be wrong. */
const TRIES = 20;

export class Desk {
    /** What a page may show of the log, as far as it was followed; for the vote that was last taken up. */
    log = null;
    /** `{vote, text}` of the device in the worker: which vote, and the memory it started from. */
    current = null;
    inTurn = inTurns();

    /** `calls` is the worker, `person` the number, or empty for readers; `kind` as `start` in worker.js has it. */
    constructor(calls, person, kind) {
        Object.assign(this, { calls, person, kind });
    }

    /**
     * Follows a vote's log, the whole one where this person may; answers what may be shown of it. With `looksForEnd`, a
     * vote that stands still is also asked for the journal that gives it up.
     */
    follow(vote, looksForEnd = false) {
        return this.inTurn(() =>
            this.atVote(vote, async () => {
                await this.followed(vote);
                if (looksForEnd && this.log.state === "tallying") await this.lookForEnd(vote);
                return this.log;
            }),
        );
    }

    /** Follows the log and asks the worker something about it, such as `confirm` or `verify`. */
    ask(vote, call, args, progress) {
        return this.inTurn(() =>
            this.atVote(vote, async () => {
                await this.followed(vote);
                return this.calls.call(call, args, progress);
            }),
        );
    }

    /**
     * Signs an event and hands it in. `call` makes it (worker.js), `type` is the event it makes; with none, whatever
     * the call makes next is handed in. `onWaiting` is told when there is no connection. Answers what the call
     * answered.
     */
    act(vote, { call, args, type, progress, onWaiting }) {
        return this.inTurn(async () => {
            for (let tries = 0; tries < TRIES; tries++) {
                const make = async () => {
                    await this.followed(vote);
                    return this.kept(vote, await this.calls.call(call, args, progress));
                };
                const made = await persistently(() => this.atVote(vote, make), onWaiting);
                // Nothing to hand in: it arrived before, and only the answer was lost.
                if (!made.text) return made;
                if (!(await this.handIn(vote, made.text, onWaiting))) {
                    await pause(50 * tries);
                    continue;
                }
                await this.atVote(vote, async () => this.kept(vote, await this.calls.call("delivered")));
                await persistently(() => this.atVote(vote, () => this.followed(vote)), onWaiting);
                if (!type || made.event.type === type) return made;
            }
            throw new Fault("web.fault.busy");
        });
    }

    /** The names of the secrets that lie here for this vote, such as `ceremony` or `share`. */
    secrets(vote) {
        return this.inTurn(() => locked(vote, this.person, () => Object.keys(recall(vote, this.person).store ?? {})));
    }

    /** The signed request by which officers and tellers prove who they are, as an object. */
    view(vote) {
        return this.inTurn(() =>
            this.atVote(vote, async () => {
                await this.followed(vote);
                const [role] = await this.calls.call("roles");
                const { text } = await this.calls.call("viewRequest", { role });
                return JSON.parse(text);
            }),
        );
    }

    /** Whether the server took it; not if the head has moved on. Everything else it refuses is thrown. */
    async handIn(vote, text, onWaiting) {
        try {
            await persistently(() => post(`/v1/${vote}/event`, text), onWaiting);
            return true;
        } catch (error) {
            if (error instanceof Refused && error.code === "stale_head") return false;
            throw error;
        }
    }

    /** What the chair entered of a lot: `{draw}`, `{fault}` for an entry that does not hold, or null. */
    async lot(vote) {
        const file = await this.besideLog(`/v1/${vote}/lot.jsonl`);
        return file && this.ask(vote, "readLot", { file });
    }

    /** Signs the chair's entry of a lot and hands it in. */
    async enterLot(vote, lot, onWaiting) {
        const { text } = await this.ask(vote, "enterLot", lot);
        await persistently(() => post(`/v1/${vote}/journal`, text), onWaiting);
    }

    /** A file that lies beside the log of some votes; null where it does not. */
    async besideLog(path) {
        try {
            return await read(path);
        } catch (error) {
            if (!(error instanceof Refused) || isOffline(error)) throw error;
            return null;
        }
    }

    // MARK: Under the lock of one vote

    /** Takes up the vote as this tab or another one left it, and does `work`. */
    atVote(vote, work) {
        return locked(vote, this.person, async () => {
            const { memory, store } = recall(vote, this.person);
            const text = stored(vote, this.person);
            if (this.current?.vote !== vote || this.current.text !== text) {
                await this.calls.call("start", { kind: this.kind, vote, memory, store });
                this.log = null;
            }
            this.current = { vote, text };
            try {
                return await work();
            } catch (error) {
                // What the worker has beyond what was kept is void: the next turn starts from what was kept.
                if (!isOffline(error)) this.current = null;
                throw error;
            }
        });
    }

    /** Keeps what an answer of the worker says is to be kept. */
    kept(vote, answer) {
        const { memory, store } = answer;
        if (memory) this.current.text = keep(vote, this.person, { memory, store });
        return answer;
    }

    async followed(vote) {
        const role = this.log?.fingerprint ? await this.ownRole() : null;
        // Whoever has read the whole log goes on with it: the public one would be shorter.
        if (!role || !HIDES.includes(this.log.state)) {
            await this.followLog(vote, (from) => read(`/v1/${vote}/log?from=${from}`));
        }
        if (HIDES.includes(this.log.state)) {
            const reader = role ?? (await this.ownRole());
            if (reader) await this.followWhole(vote, reader);
        }
        return this.log;
    }

    async followLog(vote, load, view = "public") {
        const from = this.log?.events ?? 0;
        const file = await load(from);
        if (file === null) throw new Refused("unknown_vote");
        this.log = this.kept(vote, await this.calls.call("follow", { file, from, view })).log;
    }

    async followWhole(vote, role) {
        const load = async (from) => {
            const { text } = await this.calls.call("viewRequest", { role, from });
            return post(`/v1/${vote}/log`, text);
        };
        await this.followLog(vote, load, "whole");
    }

    /** One of this person's roles in the vote, or null. */
    async ownRole() {
        if (this.kind === "public") return null;
        return (await this.calls.call("roles"))[0] ?? null;
    }

    /** A vote that lacks shares for good is ended beside its log, by a journal (protocol section 13). */
    async lookForEnd(vote) {
        // There is no such file while the vote goes on.
        const file = await this.besideLog(`/v1/${vote}/abandoned.jsonl`);
        if (file) this.log = this.kept(vote, await this.calls.call("abandoned", { file })).log;
    }
}

/** Whether a state as `Desk` shows it is an end. */
export const isOver = (state) => ["announced", "voided", "abandoned"].includes(state);
