// What this browser keeps of one person in one vote: what their programs saw and signed, and their secrets (protocol
// section 7). It lies in the browser's storage under `urne:VOTE:PERSON:officer`, whichever of the
// officers of the manifest the person is: one who has two roles, on two pages, has one memory.
//
// Changed only under the lock `urne:VOTE:PERSON`, so that two tabs of one person never write over each other's memory: a
// forgotten signature could make a person sign two events for one place in the log.

import { Fault } from "./fault.js";

const lockOf = (vote, person) => `urne:${vote}:${person}`;
const nameOf = (vote, person) => `${lockOf(vote, person)}:officer`;

/** Does `work` while no other tab of this browser holds this person's memory of this vote. */
export function locked(vote, person, work) {
    // Missing where a page does not come over HTTPS; the browser's cryptography is missing there, too.
    if (!navigator.locks) return Promise.reject(new Fault("web.fault.insecure"));
    return navigator.locks.request(lockOf(vote, person), work);
}

/** `{memory, store, text}`; `text` is how they lie in storage, null if there is nothing yet. Only while locked. */
export function recall(vote, person) {
    try {
        const text = localStorage.getItem(nameOf(vote, person));
        const { memory, store } = text === null ? {} : JSON.parse(text);
        return { memory: memory ?? {}, store: store ?? {}, text };
    } catch {
        throw new Fault("web.fault.memory");
    }
}

/** Writes both at once, and reads back what was written; only then may anything be sent. Only while locked. */
export function keep(vote, person, { memory, store }) {
    const text = JSON.stringify({ memory, store });
    try {
        const name = nameOf(vote, person);
        localStorage.setItem(name, text);
        if (localStorage.getItem(name) === text) return text;
    } catch {
        // A full storage, or one that the browser forbids.
    }
    throw new Fault("web.fault.memory");
}
