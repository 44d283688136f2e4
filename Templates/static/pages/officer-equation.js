// The control equation: three sums that must hold at every moment (present and excluded; drawn and not drawn; cast and
// gap). Each number comes from its own source, so that a difference shows; it is named, and never corrected.

import { facts, h, note, say } from "../page.js";
import { desk } from "./officer-desk.js";

/** Reasons in `law.json` that are no question of being there or being excluded. */
const WITHOUT_VOTE = ["no-vote", "mayor-excepted", "member-present", "member-votes", "listed-twice"];

/** The numbers of the vote on the screen; what is not known yet is null. */
export function numbersOf({ session, vote }) {
    const { log, status, drawn: names, roll, law } = vote;
    const entry = session.votes.find((other) => other.vote === vote.id) ?? session.drafts.find((other) => other.vote === vote.id);
    const present = entry ? entry.present.length : (law?.present ?? null);
    const excluded = entry ? entry.excluded.length : (law?.excluded ?? null);
    const withoutVote = (law?.left_out ?? [])
        .filter(({ reason }) => WITHOUT_VOTE.includes(reason))
        .reduce((sum, { count }) => sum + count, 0);
    const isOpen = Boolean(log.fingerprint);
    const cast = log.board?.ballots ?? (isOpen ? status.ballots : null);
    const drawn = log.board?.draws ?? (isOpen ? status.draws : null);
    const { manifest } = log;
    const isExactlyOne = manifest.minimum === 1 && manifest.maximum === 1 && manifest.options.every(({ weight }) => weight === 1);
    return {
        present,
        excluded,
        withoutVote,
        entitled: manifest.rollCount,
        listed: roll?.length ?? null,
        drawn,
        notDrawn: names && roll ? roll.filter(({ p }) => !names.includes(p)).length : null,
        cast,
        gap: log.board ? log.board.gap : drawn !== null ? drawn - cast : null,
        counted: log.result && isExactlyOne ? log.result.counts.reduce((sum, count) => sum + count, 0) : null,
    };
}

/** The sums as `{parts, holds}`; `holds` is null while a part is not known. */
export function sumsOf(numbers) {
    const { present, excluded, withoutVote, entitled, listed, drawn, notDrawn, cast, gap, counted } = numbers;
    const check = (parts, left, right) => ({
        parts, holds: [left, right].some((side) => side === null || Number.isNaN(side)) ? null : left === right,
    });
    const sum = (...values) => (values.includes(null) ? null : values.reduce((all, each) => all + each, 0));
    const least = (value) => (value === null ? null : value >= 0);
    return [
        check(["present", "excluded", "withoutVote", "entitled"], present === null ? null : sum(present, -excluded, -withoutVote), entitled),
        check(["entitled"], listed, listed === null ? null : entitled),
        check(["entitled", "drawn", "notDrawn"], sum(drawn, notDrawn), drawn === null || notDrawn === null ? null : entitled),
        { ...check(["drawn", "cast", "gap"], sum(cast, gap), drawn), ...(least(gap) === false ? { holds: false } : {}) },
        check(["counted", "cast"], counted, counted === null ? null : cast),
    ];
}

/** The equation on the screen. */
export function equation() {
    const numbers = numbersOf(desk);
    const sums = sumsOf(numbers);
    const broken = sums.filter(({ holds }) => holds === false);
    const wrong = new Set(broken.flatMap(({ parts }) => parts));
    const shown = (value) => (value === null ? "–" : String(value));
    const box = (name, sign) => [
        sign && h("span", { class: "sign", "aria-hidden": "true" }, sign),
        h(
            "div",
            { class: wrong.has(name) ? "broken" : null },
            h("dt", {}, say(`officer.equation.${name}`)),
            h("dd", {}, shown(numbers[name]), wrong.has(name) && h("span", { class: "unseen" }, say("officer.equation.wrong"))),
        ),
    ];
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
