// A rehearsal: everything as in a session, but without effect. It is marked in the vote's title, which is signed, frozen
// and on every page, so nobody can take one for the other.

const MARK = "PROBE";

/** The title of a vote in a rehearsal. */
export const rehearsalTitle = (title) => `${MARK} – ${title}`;

/** Whether a vote's title says that it is a rehearsal. */
export const isRehearsal = (title) => new RegExp(`^${MARK}(?![\\p{L}\\p{N}])`, "u").test(title ?? "");
