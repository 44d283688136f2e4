// The control equation on the screen.

import { facts, h, note, say } from "../page.js";
import { desk } from "./officer-desk.js";
import { numbersOf, sumsOf } from "./officer-sums.js";

/** The equation on the screen. */
export function equation() {
    const numbers = numbersOf(desk);
    const sums = sumsOf(numbers);
    const broken = sums.filter(({ holds }) => holds === false);
    const wrong = new Set(broken.flatMap(({ parts }) => parts));
    const shown = (value) => (value === null ? "–" : String(value));
    const box = (name, sign) =>
        h(
            "div",
            { class: wrong.has(name) ? "broken" : null, "data-sign": sign },
            h("dt", {}, say(`officer.equation.${name}`)),
            h("dd", {}, shown(numbers[name]), wrong.has(name) && h("span", { class: "unseen" }, say("officer.equation.wrong"))),
        );
    const line = (...boxes) => h("dl", { class: "sum" }, boxes);
    const { withoutVote, counted } = numbers;
    return h(
        "section",
        { "aria-labelledby": "equation-heading", class: "card" },
        h("h2", { id: "equation-heading" }, say("officer.equation")),
        line(box("present"), box("excluded", "−"), withoutVote > 0 && box("withoutVote", "−"), box("entitled", "=")),
        line(box("entitled"), box("drawn", "="), box("notDrawn", "+")),
        line(box("drawn"), box("cast", "="), box("gap", "+")),
        counted !== null && line(box("cast"), box("counted", "=")),
        broken.length > 0
            ? note("bad", say("officer.equation.broken", { fields: [...wrong].map((name) => say(`officer.equation.${name}`)).join(", ") }))
            : note("good", say(sums.some(({ holds }) => holds === null) ? "officer.equation.soFar" : "officer.equation.holds")),
    );
}

/** The same in one line, for the other tabs: it never leaves the screen while a vote runs. */
export function equationLine() {
    const numbers = numbersOf(desk);
    const broken = sumsOf(numbers).filter(({ holds }) => holds === false);
    const word = (name) => `${say(`officer.equation.${name}`)} ${numbers[name] ?? "–"}`;
    const { withoutVote } = numbers;
    const sums = [
        `${word("present")} − ${word("excluded")}${withoutVote > 0 ? ` − ${word("withoutVote")}` : ""} = ${word("entitled")}`,
        `${word("entitled")} = ${word("drawn")} + ${word("notDrawn")}`,
        `${word("drawn")} = ${word("cast")} + ${word("gap")}`,
    ];
    const line = h("p", { class: "equation-line" }, h("strong", {}, desk.vote.log.manifest.title), sums.map((sum) => h("span", {}, sum)));
    const wrong = [...new Set(broken.flatMap(({ parts }) => parts))].map((name) => say(`officer.equation.${name}`)).join(", ");
    return [line, broken.length > 0 && note("bad", say("officer.equation.broken", { fields: wrong }))];
}

/** Facts of the manifest that an officer looks up. */
export const manifestFacts = ({ log }) => {
    const officer = (role) => log.manifest.officers.find((each) => each.role === role).name;
    return facts([
        ["web.question", log.manifest.question],
        ["officer.vote.options", log.manifest.options.map(({ label }) => label).join(" · ")],
        ["officer.vote.chair", officer("chair")],
        ["officer.vote.tellers", ["t1", "t2", "t3"].map(officer).join(", ")],
    ]);
};
