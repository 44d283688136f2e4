// What this browser keeps of one person: of a vote, what their programs saw and signed, and their secrets (protocol
// section 7); of a journal, how far it was seen. It lies in the browser's storage under `urne:ID:PERSON:officer`,
// whichever of the officers of the manifest the person is: one who has two roles, on two pages, has one memory.
//
// Changed only under the lock `urne:ID:PERSON`, so that two tabs of one person never write over each other's memory: a
// forgotten signature could make a person sign two events for one place in the log.

import { Fault } from "./fault.js";

const lockOf = (id, person) => `urne:${id}:${person}`;
const nameOf = (id, person) => `${lockOf(id, person)}:officer`;

/** Does `work` while no other tab of this browser holds this person's memory of this vote or journal. */
export function locked(id, person, work) {
    // Missing where a page does not come over HTTPS; the browser's cryptography is missing there, too.
    if (!navigator.locks) return Promise.reject(new Fault("web.fault.insecure"));
    return navigator.locks.request(lockOf(id, person), work);
}

/** How it lies in storage; null if there is nothing yet. */
export const stored = (id, person) => localStorage.getItem(nameOf(id, person));

/** What was kept, empty if there is nothing yet: what cannot be read is no empty memory. Only while locked. */
export function recall(id, person) {
    const text = stored(id, person);
    if (text === null) return {};
    try {
        const { ...kept } = JSON.parse(text);
        return kept;
    } catch {
        throw new Fault("web.fault.memory");
    }
}

/** Writes, and reads back what was written; only then may anything be sent. Answers it as stored. Only while locked. */
export function keep(id, person, kept) {
    const text = JSON.stringify(kept);
    try {
        localStorage.setItem(nameOf(id, person), text);
        if (stored(id, person) === text) return text;
    } catch {
        // A full storage, or one that the browser forbids.
    }
    throw new Fault("web.fault.memory");
}
