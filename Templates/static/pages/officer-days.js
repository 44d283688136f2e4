// Calendar days and clocks as people read them.

import { moment } from "../acts.js";
import { spoken } from "../page.js";

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

/** Within so many minutes the chair decides on a disturbance (Siegburg; § 10 DigiSiVO names no time). */
const MINUTES = 5;

/** `4:59` that are left, or how long the time is over; a text, and whether it is over. */
export function remaining(reported, now = Date.now()) {
    const seconds = Math.round((Date.parse(reported) + MINUTES * 60_000 - now) / 1000);
    const clock = `${Math.floor(Math.abs(seconds) / 60)}:${String(Math.abs(seconds) % 60).padStart(2, "0")}`;
    return { isOver: seconds < 0, clock };
}
