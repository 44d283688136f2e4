// Calendar days and clocks as people read them.

import { moment } from "../../acts.js";
import { spoken } from "../../page.js";

const noon = (day) => Date.parse(`${day}T12:00:00Z`);

/** Today on this device's calendar. */
export const today = () => moment().slice(0, 10);

/** The number of calendar days from one day to another. */
export const daysBetween = (from, to) => Math.round((noon(to) - noon(from)) / 86_400_000);

const language = () => (spoken() === "de" ? "de-DE" : "en-GB");

/** `Donnerstag, 10. Dezember 2026` */
export const inWords = (day) =>
    new Intl.DateTimeFormat(language(), { dateStyle: "full", timeZone: "UTC" }).format(noon(day));

/** Day and time of an entry, by the clock of whoever made it. */
export const timeOf = (at) => at.slice(11, 16);
export const dayAndTimeOf = (at) => {
    const options = { day: "2-digit", month: spoken() === "de" ? "2-digit" : "short", timeZone: "UTC" };
    return `${new Intl.DateTimeFormat(language(), options).format(noon(at.slice(0, 10)))} ${timeOf(at)}`;
};

/**
 * The last moment that a time of the clock can mean: now to the second for the present minute, and yesterday for the
 * evening before where midnight has passed. A time that is still to come today is taken as it is; it is refused later.
 */
export function momentAt(time, now = new Date()) {
    const [, hours, minutes] = /^([0-9]{2}):([0-9]{2})/.exec(time) ?? [];
    if (minutes === undefined) return "";
    if (moment(now).slice(11, 16) === `${hours}:${minutes}`) return moment(now);
    const at = new Date(now);
    at.setHours(Number(hours), Number(minutes), 0, 0);
    if (at - now > HALF_A_DAY) at.setDate(at.getDate() - 1);
    return moment(at);
}

const HALF_A_DAY = 12 * 3_600_000;

/** Within so many minutes a member reports a disturbance (Siegburg § 12b (6); § 10 DigiSiVO names no time). */
export const MINUTES = 5;

/**
 * How many minutes passed between a disturbance and its report, and whether those were too many; null where it was not
 * asked when it occurred. Both are entered to the minute, so whole minutes of the clock are compared.
 */
export function delayOf({ occurred, reported }) {
    if (!occurred) return null;
    const minuteOf = (at) => Math.floor(Date.parse(at) / 60_000);
    const minutes = minuteOf(reported) - minuteOf(occurred);
    return { minutes, isLate: minutes > MINUTES };
}

/** Of the time in which the chair should decide, counted from the report: `4:59` that are left, or how long the time is over; a text, and whether it is over. */
export function remaining(reported, now = Date.now()) {
    const seconds = Math.round((Date.parse(reported) + MINUTES * 60_000 - now) / 1000);
    const clock = `${Math.floor(Math.abs(seconds) / 60)}:${String(Math.abs(seconds) % 60).padStart(2, "0")}`;
    return { isOver: seconds < 0, clock };
}
