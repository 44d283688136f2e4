// Times as they stand in the journal of a postal vote: what the clocks in Germany show, whatever zone the device has.

const FORM = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Berlin", hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit",
    minute: "2-digit", second: "2-digit",
});

/** `YYYY-MM-DDTHH:MM:SS+HH:MM` of a moment, given in milliseconds since 1 January 1970 in Greenwich. */
export function berlinTime(milliseconds) {
    const whole = Math.floor(milliseconds / 1000) * 1000;
    const { year, month, day, hour, minute, second } = Object.fromEntries(
        FORM.formatToParts(whole).map(({ type, value }) => [type, value]),
    );
    const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
    const offset = (Date.parse(`${local}Z`) - whole) / 3_600_000;
    return `${local}+0${offset}:00`;
}

/**
 * The moment of a day and a time of day as somebody in Germany writes them (`YYYY-MM-DD`, `HH:MM`); null if there is no
 * such one. An hour that comes twice is the first.
 */
export function berlinMoment(day, time) {
    for (const offset of [2, 1]) {
        const moment = Date.parse(`${day}T${time}:00+0${offset}:00`);
        if (Number.isFinite(moment) && berlinTime(moment).startsWith(`${day}T${time}`)) return berlinTime(moment);
    }
    return null;
}

/** `24.11.2026, 18:05` of a time in the journal. */
export const shortTime = (text) =>
    `${text.slice(8, 10)}.${text.slice(5, 7)}.${text.slice(0, 4)}, ${text.slice(11, 16)}`;

/** `24.11.2026` of a day. */
export const shortDay = (text) => `${text.slice(8, 10)}.${text.slice(5, 7)}.${text.slice(0, 4)}`;
