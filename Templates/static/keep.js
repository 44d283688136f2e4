// What a device remembers of one vote and one person: `memory` (what was seen and signed) and `store` (seed, ballot,
// receipt, as the core hands them over). Never the code, never the key, never a choice.
//
// Everything is written before anything is sent, and changed only under a lock that all tabs of this browser share: two
// tabs of one person are as harmless as one.

import { Fault } from "./fault.js";

/** A browser that refuses to keep anything (blocked cookies, for instance) can do nothing for somebody who signs in. */
export function requireStorage() {
    try {
        localStorage.getItem("urne");
    } catch {
        throw new Fault("web.fault.noStorage");
    }
}

export class Keep {
    constructor(vote, person, part, storage = globalThis.localStorage, locks = globalThis.navigator?.locks) {
        this.lock = `urne:${vote}:${person}`;
        this.name = `${this.lock}:${part}`;
        Object.assign(this, { storage, locks });
    }

    /** Does something with what is remembered while no other tab can change it. Must not be nested. */
    exclusively(act) {
        return this.locks.request(this.lock, () => act(this.read()));
    }

    read() {
        const text = this.storage.getItem(this.name);
        return text === null ? { memory: {}, store: {} } : JSON.parse(text);
    }

    /** Only within `exclusively`. A browser that cannot keep things must not draw: the token would be lost. */
    write({ memory, store }) {
        try {
            this.storage.setItem(this.name, JSON.stringify({ memory, store }));
        } catch {
            throw new Fault("error.page.cannotKeep");
        }
    }
}
