// The journal as a list, and as a file for the minutes.

import { button, h, say, sentence } from "../../page.js";
import { dayAndTimeOf, inWords } from "./days.js";
import { desk } from "./desk.js";
import { orSay } from "./faults.js";
import { save } from "./files.js";
import { fullName } from "./items.js";
import { journalLines } from "./journaling.js";
import { part } from "./parts.js";

export function journalTab() {
    const said = h("div", {});
    return [
        h("h1", {}, say("officer.tab.journal")),
        sentence("p", "officer.journal.what", {}, { class: "aside" }),
        h(
            "div",
            { class: "buttons" },
            button("officer.journal.csv", () => save(fileName("csv"), "text/csv;charset=utf-8", csv()), { id: "journal-csv" }),
            button("officer.journal.jsonl", () => orSay(said, saveLines), { id: "journal-jsonl" }),
        ),
        said,
        part(table, { class: "scroll journal", tabindex: "0", role: "region", "aria-label": say("officer.tab.journal") }),
    ];
}

/** The name says of a rehearsal's journal that it is one. */
function fileName(ending) {
    const { session } = desk.session;
    return `${session?.rehearsal ? "PROBE-" : ""}journal-${session?.date ?? desk.journal}.${ending}`;
}

/** The signed file, byte for byte as the server keeps it. */
const saveLines = async () =>
    save(fileName("jsonl"), "application/jsonl", await journalLines(desk.journal));

const nameOf = (p) => {
    const { people, council } = desk.session;
    return [...people, ...(council?.members ?? [])].find((each) => each.p === p)?.name ?? p;
};

/** What an entry says, in one line. */
function textOf(act) {
    const { type } = act;
    const vote = (id) => desk.votes.find(({ vote: each }) => each === id)?.title ?? id;
    const holes = {
        session: () => ({ title: act.title, date: inWords(act.date), place: act.place }),
        attendance: () => ({ name: nameOf(act.p), how: say(`officer.attendance.${act.how}`) }),
        exclude: () => ({ name: nameOf(act.p), item: fullName(act.item), reason: act.reason }),
        readmit: () => ({ name: nameOf(act.p), item: fullName(act.item) }),
        "access-data": () => ({ date: inWords(act.sent), count: act.count }),
        draft: () => ({ item: fullName(act.item), title: JSON.parse(act.manifest).title }),
        checked: () => ({ title: desk.session.drafts.find(({ draft }) => draft === act.draft)?.manifest.title ?? act.draft }),
        vote: () => ({ item: fullName(act.item), title: vote(act.vote) }),
        disturbance: () => ({
            number: act.number, way: say(`officer.way.${act.way}`), who: act.who ? `, ${act.who}` : "", text: act.text,
            occurred: act.occurred ? say("officer.act.disturbance.occurred", { time: dayAndTimeOf(act.occurred) }) : "",
            time: dayAndTimeOf(act.reported),
            continued: act.continued ? ` (${say("officer.disturbance.didContinue")})` : "",
        }),
        decision: () => ({
            number: act.number, decision: say(`officer.decided.${act.decision}`),
            reason: act.vote ? `${act.reason} (${vote(act.vote)})` : act.reason,
        }),
    };
    const rehearsal = type === "session" && act.rehearsal ? ` (${say("officer.session.rehearsal.short")})` : "";
    return say(`officer.act.${type}`, holes[type]?.() ?? {}) + rehearsal;
}

const rows = () => desk.session.acts.map((act) => ({ n: act.n, at: act.at, by: nameOf(act.by), text: textOf(act) }));

function table() {
    const heads = ["n", "at", "text", "by"];
    return h(
        "table",
        {},
        h("thead", {}, h("tr", {}, heads.map((name) => h("th", { scope: "col" }, say(`officer.journal.${name}`))))),
        h("tbody", {}, rows().reverse().map(({ n, at, by, text }) =>
            h("tr", {}, h("td", { class: "number" }, String(n)), h("td", {}, dayAndTimeOf(at)), h("td", {}, text), h("td", {}, by)))),
    );
}

/** A cell; one that a spreadsheet would take for a formula is made a text. */
const cell = (value) => {
    const text = String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
};

/** With the mark and the semicolons that German spreadsheets expect. */
function csv() {
    const head = ["n", "at", "by", "text"].map((name) => say(`officer.journal.${name}`));
    const lines = [head, ...rows().map(({ n, at, by, text }) => [n, at, by, text])];
    return `\ufeff${lines.map((line) => line.map(cell).join(";")).join("\r\n")}\r\n`;
}
