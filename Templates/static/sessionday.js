// The day of the session for which the law of a vote was frozen.

/** The day in `law.json` as an ISO date; null without a law, or in a form that this page does not know. */
export function sessionDay(law) {
    if (!law) return null;
    try {
        const { session } = JSON.parse(law);
        return /^\d{4}-\d\d-\d\d$/.test(session) && !Number.isNaN(Date.parse(session)) ? session : null;
    } catch {
        return null;
    }
}

/** A day as it is written in a language. */
export const dayIn = (language, day) =>
    new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
