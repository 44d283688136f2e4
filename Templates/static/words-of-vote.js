// The chair's sentences for a vote. They come from the server's rooms of the law, so that hall, minutes and record say
// the same; nothing is decided by them, and the counts beside them were checked on this device.

import { isOffline, post, read, Refused } from "./api.js";
import { spoken } from "./page.js";

const SILENT = {
    opening: [], closing: [], announcing: [], decided: [], minutes: null, resolution: null, questions: [],
    result: null, problem: null, forbids_release: false,
};

/** The public words of a vote. */
export const publicWords = (vote) => wordsBy(() => read(`/v1/${vote}/words?lang=${spoken()}`));

/** With the result before it is released, for whoever shows that they may see it: `view` as `Desk.view` gives it. */
export const wholeWords = (vote, { by, sig }) =>
    wordsBy(() => post(`/v1/${vote}/words`, JSON.stringify({ by, sig, lang: spoken() })));

/** A server that has no words leaves the page to its own, general sentences. */
async function wordsBy(load) {
    try {
        const text = await load();
        return text === null ? SILENT : { ...SILENT, ...JSON.parse(text) };
    } catch (error) {
        if (!(error instanceof Refused) || isOffline(error)) throw error;
        return SILENT;
    }
}
