// A code that one person reads out and forty people follow: its groups large, and under each what is said, letter by
// letter after DIN 5009 (2022, with names of towns) or the alphabet of the ICAO, digits as words.

import { h, say } from "./page.js";

/** What is said for the characters of a group. */
export const spokenWords = (group) => [...group].map((character) => say(`spell.${character}`));

/** The code with its spelling; for a screen reader only what is said. */
export function spelledCode(code) {
    const groups = code.split("-");
    return h(
        "ol",
        { class: "spelled" },
        groups.map((group) =>
            h(
                "li",
                {},
                h("span", { class: "group", "aria-hidden": "true" }, group),
                h("span", { class: "words" }, spokenWords(group).join(" · ")),
            ),
        ),
    );
}
