// What the election officer's page knows: the person, the session, one vote at a time; and its way to the server.
// journaling.js and votes.js do the acts. No elements in here.

import { parsePlain } from "../../acts.js";
import { isOffline, persistently, post, read } from "../../api.js";
import { toHex } from "../../encoding.js";
import { requireStorage } from "../../keep.js";
import { readServer } from "../../messages.js";
import { writeJSON } from "../../strictjson.js";
import { WorkerCalls } from "../../workercalls.js";

export const worker = new WorkerCalls();

/** Everything that is shown; changed here, in journaling.js and in votes.js alone. */
export const desk = {
    realm: "",
    serverKey: "",
    /** `{p, publicKey}` once somebody has signed in. */
    person: null,
    /** The summary of the session's journal; see session.js. */
    session: null,
    journal: "",
    /** All votes of the server: `{vote, state, title}`. */
    votes: [],
    /** The vote on the screen: `{id, log, status, drawn, law, roles}`. */
    vote: null,
    isOffline: false,
    /** What went wrong unasked, by what was being kept up to date; stays until the same goes right. */
    troubles: new Map(),
};

const listeners = { changed: () => {}, back: () => {} };

/** `listener` is told whenever something that is shown has changed. */
export const whenChanged = (listener) => (listeners.changed = listener);

/** `listener` is told when a lost server answers again. */
export const whenBack = (listener) => (listeners.back = listener);

/** Something that is shown has changed. */
export const changed = () => listeners.changed();

// MARK: The server

export function setOffline(isOff) {
    if (desk.isOffline === isOff) return;
    desk.isOffline = isOff;
    changed();
    if (!isOff) listeners.back();
}

/** Sends until there is an answer; the page says that it is waiting. */
export async function send(path, text) {
    const answer = await persistently(() => post(path, text), () => setOffline(true));
    setOffline(false);
    return answer;
}

/** Asks once; a lost connection is shown and thrown. */
async function once(asking) {
    try {
        const answer = await asking();
        setOffline(false);
        return answer;
    } catch (error) {
        if (isOffline(error)) setOffline(true);
        throw error;
    }
}

/** Reads once. */
export const get = (path) => once(() => read(path));

/** Asks once for something that only whoever is named in a journal may read. */
export async function wish(path, name, body) {
    const { text } = await worker.call("deskRequest", { act: name, body: writeJSON(body) });
    return once(() => post(path, text));
}

/** Asks the machine something that changes nothing; `{refused}` are the reasons if it cannot say. */
export async function ask(name, body) {
    const { text } = await worker.call("deskRequest", { act: name, body: writeJSON(body) });
    return parsePlain(await send(`/v1/${name}`, text));
}

/** Does something that nobody asked for; what goes wrong is said until it goes right, a lost connection is thrown. */
export async function unasked(what, work) {
    try {
        await work();
        if (desk.troubles.delete(what)) changed();
    } catch (error) {
        if (isOffline(error)) throw error;
        desk.troubles.set(what, error);
        changed();
    }
}

// MARK: Who

export async function loadServer() {
    const { realm, key } = readServer(await persistently(() => get("/v1/server")));
    desk.realm = toHex(realm);
    desk.serverKey = toHex(key.encoded);
}

export async function signIn(p, code) {
    requireStorage();
    desk.person = await worker.call("unlock", { realm: desk.realm, p, code });
}
