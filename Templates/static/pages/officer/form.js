// What an officer fills in to prepare a vote, and how it comes back out of a vote or a draft that was prepared before:
// nothing that was chosen then may be lost, or the second vote would be judged by another rule. No elements in here.

import { exclusionsFor } from "../../agenda.js";
import { ballotOf, lawKindOf, linesOf } from "./templates.js";

/** What is fixed where nobody chooses otherwise; `titled` is the item that the title was last made for. */
export const EMPTY = {
    item: "", titled: "", template: "motion", title: "", question: "", names: "", seats: 1, withNo: false, isSingle: false, isNoPreset: false, abstention: true, withInvalid: false, runoff: false,
    chair: "", tellers: Object.freeze(["", "", ""]), matter: "ordinary", majority: "", statutory: "", basis: "", movers: "", objections: "", committee: "", listSeats: 1, settings: {},
    jitter: 8, minimumBallots: 3, signMinimum: 3, threshold: 2,
};

const SPECIAL = ["ja", "nein", "enthaltung", "ungueltig"];

/** The names on the ballot that are nobody's Yes, No, abstention or invalid vote. */
export const ownOptions = ({ options }) => options.filter(({ id }) => !SPECIAL.includes(id));

/** Whether one person alone stands for election. */
const isSingle = ({ template, names }) => ["election", "seats"].includes(template) && linesOf(names).length === 1;

/** Whether nobody can vote against whoever stands alone: then one vote elects. */
export const lacksNo = (form) => isSingle(form) && !form.withNo;

/** Puts a No beside a single name, once; it goes with the second name, and whoever takes it away is not overruled. */
export function presetNo(form) {
    const single = isSingle(form);
    if (single === form.isSingle) return;
    form.isSingle = single;
    if (single && !form.withNo) form.withNo = form.isNoPreset = true;
    else if (!single && form.isNoPreset) form.withNo = form.isNoPreset = false;
}

/** The same of a vote as it will be, or was, made; `law` is the text of its file. */
export function lacksNoIn({ options }, law) {
    const isElection = law !== "" && JSON.parse(law).kind === "election";
    return isElection && ownOptions({ options }).length === 1 && !options.some(({ id }) => id === "nein");
}

/** The majorities that can be chosen, as a law's file has them; the simple one is the law's own where it names no other. */
const MAJORITIES = {
    absolute: { base: "statutory", share: [1, 2], comparison: "more-than", mayor: true },
    "two-thirds": { base: "statutory", share: [2, 3], comparison: "at-least", mayor: true },
};

function majorityOf(majority) {
    const same = (known) => Object.entries(known).every(([name, value]) => String(majority?.[name]) === String(value));
    return Object.keys(MAJORITIES).find((name) => same(MAJORITIES[name])) ?? "";
}

/** The form from which this manifest and this law (an object, or null) were made. */
export function formOf({ manifest, law, item = "", committee = "" }) {
    const person = (role) => manifest.officers.find((officer) => officer.role === role).p;
    const has = (id) => manifest.options.some((option) => option.id === id);
    const isMotion = has("ja");
    const peopleOf = (id) => law?.options?.find((option) => option.id === id)?.people ?? 0;
    const line = ({ id, label }) => (peopleOf(id) > 0 ? `${label}; ${peopleOf(id)}` : label);
    const form = {
        ...EMPTY,
        item,
        titled: item,
        committee,
        title: manifest.title.replace(/^PROBE – /, ""),
        question: manifest.question,
        template: isMotion ? "motion" : law && law.kind !== "election" ? law.kind : manifest.maximum > 1 ? "seats" : "election",
        names: isMotion ? "" : ownOptions(manifest).map(line).join("\n"),
        seats: manifest.maximum,
        withNo: !isMotion && has("nein"),
        abstention: has("enthaltung"),
        withInvalid: has("ungueltig"),
        runoff: law?.round === "narrower",
        chair: person("chair"),
        tellers: ["t1", "t2", "t3"].map(person),
        matter: law?.matter ?? "ordinary",
        majority: majorityOf(law?.majority),
        // How many asked for secrecy stands in no file: that is entered anew.
        basis: law?.circumstances?.basis ?? "",
        settings: law?.settings ?? {},
        listSeats: law?.seats ?? 1,
        statutory: law?.numbers?.statutory ? String(law.numbers.statutory) : "",
        jitter: manifest.jitterSeconds,
        minimumBallots: manifest.minimumBallots,
        signMinimum: manifest.signMinimum,
        threshold: manifest.threshold,
    };
    // Whoever left the No away then is not overruled now.
    return { ...form, isSingle: isSingle(form) };
}

/** What the machine's law is asked for a form, and the ballot that comes of it. */
export function lawQuestion(form, session, language) {
    const ballot = ballotOf(form);
    const kind = lawKindOf(form.template);
    const question = {
        council: session.councilText, language, kind, session: session.session.date,
        present: session.council.councillors
            .filter(({ p }) => ["room", "video"].includes(session.attendance[p]?.how))
            .map(({ p }) => ({ p, how: session.attendance[p].how })),
        excluded: [...new Set(exclusionsFor(session.exclusions, form.item).applying.map(({ p }) => p))],
        options: ballot.forLaw, matter: form.matter, majority: form.majority, committee: form.committee,
        seats: kind === "election" ? ballot.maximum : kind === "motion" ? 1 : form.listSeats, runoff: form.runoff,
        settings: form.settings,
        ...(form.basis ? { basis: form.basis } : {}),
        ...Object.fromEntries(
            ["statutory", "movers", "objections"].filter((name) => form[name] !== "").map((name) => [name, Number(form[name])]),
        ),
    };
    return { ballot, question };
}
