// From a few words of the officer to a ballot (protocol section 8, table of models), and to what the law is asked.

import { Fault } from "../../fault.js";

/** The kinds of votes, as the officer chooses them. */
export const TEMPLATES = ["motion", "election", "seats", "list", "deputy-mayors"];

/** The words on the ballot are German: the council's language, whatever the officer's page speaks. */
const YES = { id: "ja", label: "Ja" };
const NO = { id: "nein", label: "Nein" };
const ABSTENTION = { id: "enthaltung", label: "Enthaltung" };
const INVALID = { id: "ungueltig", label: "Ungültig" };

/** The lines of a field without empty ones. */
export const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** `Liste A; 5`: a list and how many people stand on it. */
function listOf(line) {
    const match = /^(.*?);\s*([0-9]{1,3})$/.exec(line);
    return match ? { label: match[1].trim(), people: Number(match[2]) } : { label: line };
}

/** Options, smallest and largest sum, and what the law needs to know of them. */
export function ballotOf({ template, names, seats, withNo, abstention, withInvalid }) {
    const k = template === "seats" ? seats : 1;
    const own = template === "motion" ? [YES, NO] : linesOf(names).map((line, i) => ({ id: String(i + 1), ...listOf(line) }));
    const special = [template !== "motion" && withNo && NO, abstention && ABSTENTION, withInvalid && INVALID].filter(Boolean);
    const all = [...own, ...special];
    checkLabels(all, own.length);
    if (template === "seats" && !(k >= 1 && k <= 64)) throw new Fault("officer.compose.fault.seats");
    return {
        // Weight k: whoever says No, abstains or votes invalidly has no mark left.
        options: all.map(({ id, label }, i) => ({ id, label, cap: 1, weight: i < own.length ? 1 : k })),
        minimum: 1,
        maximum: k,
        forLaw: all.map(({ id, label, people }) => (people === undefined ? { id, label } : { id, label, people })),
    };
}

/** Two options that read the same could not be told apart on the ballot. */
function checkLabels(options, own) {
    if (own === 0 || options.length < 2) throw new Fault("officer.compose.fault.few");
    const seen = new Set();
    for (const { label } of options) {
        const plain = label.normalize("NFKC").toLocaleLowerCase("de");
        if (seen.has(plain)) throw new Fault("officer.compose.fault.twice", { label });
        seen.add(plain);
    }
}

/** The law's word for a template. */
export const lawKindOf = (template) => (template === "seats" ? "election" : template);
