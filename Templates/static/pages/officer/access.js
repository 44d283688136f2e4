// Whether the access data went out to everybody, and in time (Siegburg § 1 (4)).

import { daysBetween } from "./days.js";

/** Access data go out at least so many calendar days before the session. */
export const DAYS_BEFORE = 3;

/** From so many days before the last day on, what is missing is pressing. */
const PRESSING = 3;

/**
 * What is known of the messages: how many are needed, how many went out, in time or late, how many are missing, how many
 * days are left, and how that stands. A message that was sent twice is in the numbers twice; nobody is named here.
 *
 * @returns {{state: string, days: number, needed: number, sent: number, late: number, missing: number}} state: `unknown`
 *   (without a list of the council nobody knows how many), `done`, `late`, `tooLate`, `near`, `early`
 */
export function accessOf({ session, council, accessData }, today) {
    const total = (entries) => entries.reduce((sum, { count }) => sum + count, 0);
    const needed = council?.councillors.length ?? 0;
    const sent = total(accessData);
    const late = total(accessData.filter((entry) => daysBetween(entry.sent, session.date) < DAYS_BEFORE));
    const days = daysBetween(today, session.date);
    const missing = Math.max(0, needed - sent);
    const known = { days, needed, sent, late, missing };
    if (needed === 0) return { state: "unknown", ...known };
    // A late message after enough timely ones went out once more, to somebody who had one.
    if (sent - late >= needed) return { state: "done", ...known };
    if (missing === 0) return { state: "late", ...known };
    if (days < DAYS_BEFORE) return { state: "tooLate", ...known };
    return { state: days < DAYS_BEFORE + PRESSING ? "near" : "early", ...known };
}
