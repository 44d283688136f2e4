// Pieces that the pages of tellers, chair and hall share.

import { Fault } from "./fault.js";
import { faultText, isAlarm } from "./faulttext.js";
import { alarm, bars, h, note, say, sayNumber, sentence } from "./page.js";

/** What the vote is about, with the word SECRET; `more` stands beside it. */
export function voteHeader({ title, question, body }, more) {
    return h(
        "div",
        { class: "vote-header" },
        h(
            "p",
            { class: "line" },
            h("span", { class: "secret" }, say("web.secret")),
            h("span", { class: "aside" }, body),
            more,
        ),
        h("h1", {}, title),
        h("p", { class: "question" }, question),
    );
}

/** The names of tellers by their numbers: "A, B und C". */
export function tellerNames(manifest, numbers) {
    const names = numbers.map((number) => manifest.officers.find(({ role }) => role === `t${number}`).name);
    if (names.length < 2) return names.join("");
    return `${names.slice(0, -1).join(", ")} ${say("count.and")} ${names.at(-1)}`;
}

/** A fault as a remark that is also told at once. */
export function faultNote(error) {
    const text = faultText(error);
    alarm(text);
    return note("bad", text, isAlarm(error) && sentence("p", "count.stop"));
}

/** Numbers that belong together, large. */
export function equation(rows) {
    return h(
        "dl",
        { class: "equation" },
        rows.filter(Boolean).map(([key, value]) => h("div", {}, h("dt", {}, say(key)), h("dd", {}, String(value)))),
    );
}

/** The counts of a result as bars, the longest being the number of ballots. */
export function resultBars({ manifest, result, board }) {
    const rows = manifest.options.map(({ label }, i) => ({ label, count: result.counts[i] }));
    return bars(rows, board.ballots);
}

/**
 * The buttons of a step that nobody takes while the session stands still; `hold` holds the one called `id`, and lets it
 * go, without a word that somebody has typed being lost.
 */
export const held = (id, main, ...others) => [
    h("p", { id: `${id}-held`, class: "held" }),
    h("div", { class: "buttons" }, Object.assign(main, { id }), others),
];

/** Holds a button of `held` with the reason `key`, or lets it go. */
export function hold(id, key, isPaused) {
    const main = document.getElementById(id);
    if (!main) return;
    main.disabled = isPaused;
    main.setAttribute("aria-describedby", `${id}-held`);
    document.getElementById(`${id}-held`).textContent = isPaused ? say(key) : "";
}

/** The warnings of a report that concern what may be learned from the result. */
export function warningNotes(warnings, manifest) {
    const known = ["warning.gap", "warning.unanimous", "warning.allButOne", "warning.tooFewBallots"];
    return warnings
        .map(({ code, values }) => ({ key: code.replace(/\.(one|none)$/, ""), values }))
        .filter(({ key }) => known.includes(key))
        .map(({ key, values }) => note("warn", sayNumber(`count.${key}`, values.gap ?? 0, values)));
}

/** Long work: a bar with its label; `tell({stage, done, total})` moves it. */
export function progressBar(key) {
    const label = h("label", { for: "progress" }, say(key));
    const bar = h("progress", { id: "progress", max: "1" });
    const element = h("div", { class: "field" }, label, bar);
    const tell = ({ stage, done, total }) => {
        label.textContent = say(`count.progress.${stage}`, { done, total });
        bar.max = Math.max(total, 1);
        bar.value = done;
    };
    return { element, tell };
}

/** What each check says, for a report that does not hold: the failed ones with their reasons. */
export function failedChecks({ checks }) {
    return h(
        "ul",
        {},
        checks
            .filter(({ ok }) => ok === false)
            .map(({ id, fault }) => h("li", {}, `${id}: ${faultText(new Fault(fault.code, fault.values))}`)),
    );
}

/** Draws a view only if something in it has changed, so that nobody loses what they are typing. */
export class Canvas {
    drawn = null;

    /** `key` is anything that says what the view shows. */
    draw(key, build) {
        const text = JSON.stringify(key);
        if (text === this.drawn) return;
        this.drawn = text;
        build();
    }

    /** The next draw happens in any case. */
    wipe() {
        this.drawn = null;
    }
}

/** Warns before the page is closed, while others wait for it. */
export class ClosingGuard {
    isOn = false;
    ask = (event) => event.preventDefault();

    set(isOn) {
        if (isOn === this.isOn) return;
        this.isOn = isOn;
        if (isOn) addEventListener("beforeunload", this.ask);
        else removeEventListener("beforeunload", this.ask);
    }
}
