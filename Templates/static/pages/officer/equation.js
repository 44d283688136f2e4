// The control equation on the screen, and what is asked before a step when it does not hold.

import { confirmed, facts, h, note, say, sentence } from "../../page.js";
import { desk } from "./desk.js";
import { partsOfWrongRoll, wrongRoll } from "./rollnote.js";
import { boundsOf, brokenSums, numbersOf, sumsOf } from "./sums.js";

/** The equation on the screen. */
export function equation() {
    const numbers = numbersOf(desk);
    const sums = sumsOf(numbers);
    const broken = sums.filter(({ holds }) => holds === false);
    const wrongPeople = partsOfWrongRoll();
    const wrong = new Set([...broken.flatMap(({ parts }) => parts), ...wrongPeople]);
    const shown = (value) => (value === null ? "–" : String(value));
    const box = (name, sign) =>
        h(
            "div",
            { class: wrong.has(name) ? "broken" : null, "data-sign": sign },
            h("dt", {}, say(`officer.equation.${name}`)),
            h("dd", {}, shown(numbers[name]), wrong.has(name) && h("span", { class: "unseen" }, say("officer.equation.wrong"))),
        );
    const line = (...boxes) => h("dl", { class: "sum" }, boxes);
    const { withoutVote, counted, marks } = numbers;
    return h(
        "section",
        { "aria-labelledby": "equation-heading", class: "card" },
        h("h2", { id: "equation-heading" }, say("officer.equation")),
        line(box("present"), box("excluded", "−"), withoutVote > 0 && box("withoutVote", "−"), box("entitled", "=")),
        line(box("entitled"), box("drawn", "="), box("notDrawn", "+")),
        line(box("drawn"), box("cast", "="), box("gap", "+")),
        counted !== null && line(box("cast"), box("counted", "=")),
        marks !== null && several(numbers),
        broken.length > 0 && brokenNote(),
        wrongPeople.length > 0 && note("bad", say("officer.roll.numbers")),
        broken.length + wrongPeople.length === 0
            && note("good", say(sums.some(({ holds }) => holds === null) ? "officer.equation.soFar" : "officer.equation.holds")),
    );
}

/** Ballots with several marks: their votes have bounds. */
const several = (numbers) => h("p", {}, say("officer.equation.several", { ...numbers, ...boundsOf(numbers) }));

const differenceOf = ({ name, left, right }) => say(`officer.difference.${name}`, { left, right });

/** What does not add up, and what is to be done; nothing while it holds. */
export function brokenNote() {
    const broken = desk.vote?.log ? brokenSums(desk) : [];
    if (broken.length === 0) return null;
    const fields = [...new Set(broken.flatMap(({ parts }) => parts))].map((name) => say(`officer.equation.${name}`)).join(", ");
    const differences = h("ul", {}, broken.map((sum) => h("li", {}, differenceOf(sum))));
    return note("bad", say("officer.equation.broken", { fields }), differences, sentence("p", "officer.equation.broken.do"));
}

/** Before a step that takes numbers and roll for granted: names every difference, and asks; whoever has none is not asked. */
export async function sureOfSums(yes) {
    const sums = brokenSums(desk).map(differenceOf);
    const people = wrongRoll();
    if (sums.length + people.length === 0) return true;
    const differences = [...sums, ...people].join("\n");
    return confirmed(sums.length > 0 ? "officer.equation.sure" : "officer.roll.sure", { differences }, yes, "danger");
}

/** The same in one line, which never leaves the screen while there is a vote; no sign stands apart from its number. */
export function equationLine() {
    const numbers = numbersOf(desk);
    const word = (name, sign) => h("span", { class: "term" }, `${sign ? `${sign} ` : ""}${say(`officer.equation.${name}`)} ${numbers[name] ?? "–"} `);
    const { withoutVote } = numbers;
    const sums = [
        [word("present"), word("excluded", "−"), withoutVote > 0 && word("withoutVote", "−"), word("entitled", "=")],
        [word("entitled"), word("drawn", "="), word("notDrawn", "+")],
        [word("drawn"), word("cast", "="), word("gap", "+")],
        numbers.counted !== null && [word("cast"), word("counted", "=")],
    ].filter(Boolean);
    return [
        h("p", { class: "equation-line" }, h("strong", {}, desk.vote.log.manifest.title), sums.map((sum) => h("span", {}, sum))),
        brokenSums(desk).length > 0
            ? h("p", { class: "equation-broken" }, h("strong", {}, say("officer.equation.broken.short")))
            : partsOfWrongRoll().length > 0 && h("p", { class: "equation-broken" }, h("strong", {}, say("officer.roll.wrong.short"))),
    ];
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
