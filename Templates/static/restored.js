// Whether the server has a vote from a backup that was made while the vote was under way. What was drawn and cast after
// the backup is missing there, so such a vote can only be voided; the server refuses everything else.

import { read } from "./api.js";
import { readStatus } from "./messages.js";

/** Asks for one vote; `ask` reads a path, and answers null where there is no such vote. */
export async function readRestored(vote, ask = read) {
    const text = await ask(`/v1/${vote}/status`);
    return text !== null && readStatus(text).isRestored;
}
