// The page's side of worker.js: each call is a promise.

import { Fault } from "./fault.js";

export class WorkerCalls {
    waiting = new Map();
    count = 0;

    constructor(worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" })) {
        this.worker = worker;
        worker.addEventListener("message", ({ data }) => this.take(data));
        // A worker that cannot start answers nothing; whoever waits is told.
        worker.addEventListener("error", () => this.failAll());
    }

    /** The value of a call, or its Fault; `progress({stage, done, total})` is told of long work. */
    call(call, args, progress = () => {}) {
        const id = ++this.count;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, { resolve, reject, progress });
            this.worker.postMessage({ id, call, args });
        });
    }

    take({ id, value, fault, progress }) {
        const waiting = this.waiting.get(id);
        if (progress) return waiting?.progress(progress);
        this.waiting.delete(id);
        if (!fault) return waiting?.resolve(value);
        const error = new Fault(fault.code, fault.values).in(fault.check);
        waiting?.reject(error.at(fault.file, fault.line));
    }

    failAll() {
        for (const { reject } of this.waiting.values()) reject(new Fault("error.unexpected", { type: "worker" }));
        this.waiting.clear();
    }
}
