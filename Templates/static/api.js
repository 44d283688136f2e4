// The server's calls (protocol section 15): nothing but the message goes out, and every answer is taken as a stranger's.

const issuer = globalThis.location?.origin;
const politeness = { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", redirect: "error" };

/**
 * A refusal with the server's code, such as `wrong_state`; `offline` if there was no answer. `sentences` (`de`, `en`) say
 * why, where the server has more to say than a code.
 */
export class Refused extends Error {
    constructor(code, sentences = null) {
        super(code);
        this.name = "Refused";
        this.code = code;
        this.sentences = sentences;
    }
}

/** Whether no answer came, so that the same call may be repeated. */
export const isOffline = (error) => error instanceof Refused && error.code === "offline";

async function call(url, { signal, ...options }, seconds = 20, take = (answer) => answer.text()) {
    const ends = AbortSignal.any([AbortSignal.timeout(seconds * 1000), signal].filter(Boolean));
    let answer;
    try {
        answer = await fetch(url, { ...politeness, ...options, signal: ends });
    } catch {
        throw new Refused("offline");
    }
    let text;
    try {
        if (answer.ok) return await take(answer);
        text = await answer.text();
    } catch {
        throw new Refused("offline");
    }
    if (answer.status >= 500) throw new Refused("offline");
    let code = "bad_request";
    let sentences = null;
    try {
        const said = JSON.parse(text);
        if (typeof said.error === "string" && /^[a-z_]{1,32}$/.test(said.error)) code = said.error;
        if (typeof said.de === "string" && typeof said.en === "string") sentences = { de: said.de, en: said.en };
    } catch {
        // A refusal by something between here and the server; it has no code.
    }
    throw new Refused(code, sentences);
}

/** The text at a path of the issuer's origin; null if there is no such thing. `signal` can end the call before. */
export async function read(path, seconds, signal) {
    try {
        return await call(issuer + path, { method: "GET", signal }, seconds);
    } catch (error) {
        if (error.code === "unknown_vote" || error.code === "not_found") return null;
        throw error;
    }
}

/** Sends a message, already written as text, so that a repetition is the same bytes. */
export const post = (path, text, origin = issuer) =>
    call(origin + path, { method: "POST", body: text, headers: { "content-type": "application/json" } });

/** Sends a message that is answered with a file, which may take a while to make; answers its bytes. */
export const postForBytes = (path, text, seconds = 300) =>
    call(
        issuer + path,
        { method: "POST", body: text, headers: { "content-type": "application/json" } },
        seconds,
        async (answer) => new Uint8Array(await answer.arrayBuffer()),
    );

/** Waits for a while, shorter at first. */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Repeats a call until there is an answer; `onWaiting` is told once when the first try was lost. */
export async function persistently(act, onWaiting = () => {}) {
    for (let wait = 500; ; wait = Math.min(wait * 2, 5000)) {
        try {
            return await act();
        } catch (error) {
            if (!isOffline(error)) throw error;
            onWaiting();
            await pause(wait);
        }
    }
}
