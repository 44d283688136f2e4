// As much of a browser as a page's desk needs: storage, locks and workers, and a network whose answers can be held up.

export class Storage {
    values = new Map();
    getItem = (name) => this.values.get(name) ?? null;
    setItem = (name, value) => void this.values.set(name, String(value));
}

class Locks {
    turns = new Map();
    held = new Set();

    request(name, ...rest) {
        const work = rest.pop();
        if (rest[0]?.ifAvailable) return this.tryOnce(name, work);
        const turn = (this.turns.get(name) ?? Promise.resolve()).then(work);
        this.turns.set(name, turn.catch(() => {}));
        return turn;
    }

    async tryOnce(name, work) {
        if (this.held.has(name)) return work(null);
        this.held.add(name);
        try {
            return await work({ name });
        } finally {
            this.held.delete(name);
        }
    }
}

let workers = 0;

/** Each has a module of its own, so that tabs do not share a device. */
class FakeWorker extends EventTarget {
    module = import(`../../../Templates/static/worker.js?worker=${(workers += 1)}`);
    last = Promise.resolve();

    postMessage(message) {
        const data = structuredClone(message);
        this.last = this.last.then(async () => {
            const { perform } = await this.module;
            const given = structuredClone(await perform(data, () => {}));
            this.dispatchEvent(Object.assign(new Event("message"), { data: given }));
        });
    }

    terminate() {}
}

/** What an answer waits for. */
let before = async () => {};

export const answer = (text, status = 200) => ({ ok: status < 300, status, text: async () => text });

/** What the server shows of a log, from the event on that is asked for. */
export const logAnswer = (log, query) =>
    answer(log.text.split("\n").slice(Number(query.get("from")), -1).map((line) => `${line}\n`).join(""));

/** `take({path, query, body, signal})` answers for the server; `path` are the parts after `/v1/`. */
export function useBrowser(take) {
    globalThis.location = new URL("http://localhost");
    globalThis.localStorage = new Storage();
    globalThis.sessionStorage = new Storage();
    Object.defineProperty(globalThis, "navigator", { value: { locks: new Locks() }, configurable: true });
    globalThis.document = Object.assign(new EventTarget(), { visibilityState: "visible", hidden: false });
    globalThis.addEventListener ??= () => {};
    globalThis.Worker = FakeWorker;
    globalThis.fetch = async (url, { body, signal }) => {
        const { pathname, searchParams } = new URL(url);
        const path = pathname.split("/").slice(2);
        await before(path.join("/"));
        return take({ path, query: searchParams, body, signal });
    };
}

/** Lets answers of one path wait until they are let go; `reached` tells that one was asked for. */
export function hold(path) {
    let go;
    const gate = new Promise((open) => (go = open));
    let reach;
    const reached = new Promise((tell) => (reach = tell));
    before = async (asked) => {
        if (asked !== path) return;
        reach();
        await gate;
    };
    return { reached, go: () => ((before = async () => {}), go()) };
}
