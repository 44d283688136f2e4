// Preparing a vote: from a template to a draft with its roll and its law, which somebody else must check.

import { moment } from "../../acts.js";
import { Fault } from "../../fault.js";
import { button, field, h, hasWord, note, say, sentence, spoken } from "../../page.js";
import { isRehearsal, rehearsalTitle } from "../../rehearsal.js";
import { writeJSON } from "../../strictjson.js";
import { boundTo } from "./bound.js";
import { ask, desk, worker } from "./desk.js";
import { draftFacts, lawList, otherExclusions } from "./draft.js";
import { explain, orSay } from "./faults.js";
import { EMPTY, formOf, lacksNo, lawQuestion, ownOptions, presetNo } from "./form.js";
import { itemField, privateNote, retitled } from "./items.js";
import { act } from "./journaling.js";
import { linesOf, TEMPLATES } from "./templates.js";

/** What the machine's law knows to choose from, by language; asked once. */
const choices = new Map();

/** What the officer has filled in; kept while the page is open, so that looking at another tab loses nothing. */
let form = { ...EMPTY };

/** Prepares a draft once more. */
export function prefillDraft({ manifest, law, item, committee }) {
    form = formOf({ manifest, law: law ? JSON.parse(law) : null, item, committee });
}

/** Prepares the same vote once more, or its next round without those who were elected already. */
export async function prefill({ log, law, id }, session) {
    const { manifest, result, board } = log;
    const entry = session.votes.find(({ vote }) => vote === id);
    const draft = session.drafts.find(({ vote }) => vote === id);
    form = formOf({ manifest, law, item: entry?.item, committee: draft?.committee });
    if (!result || form.template === "motion" || !draft?.law || log.state !== "announced") return;
    const own = ownOptions(manifest);
    const said = await ask("result", {
        manifest: draft.manifestText, law: draft.law, drawn: board.draws, cast: board.ballots, counts: result.counts,
        language: spoken(),
    });
    if (said.refused) return;
    const elected = new Set(said.outcome?.elected ?? []);
    const stands = said.next ? (label) => said.next.among.includes(label) : (label) => !elected.has(label);
    // In the order of the ballot.
    const lines = linesOf(form.names);
    form.names = lines.filter((_, i) => stands(own[i].label)).join("\n");
    form.runoff = said.next?.kind === "runoff";
    form.seats = said.next?.seats ?? Math.max(1, form.seats - elected.size);
    if (form.seats === 1 && form.template === "seats") form.template = "election";
}

export function composeTab(go) {
    const { session } = desk;
    if (!session.session || !session.council || session.keys.length === 0) {
        return [h("h1", {}, say("officer.compose")), note("info", say("officer.compose.notYet"))];
    }
    const said = h("div", {});
    const extra = h("div", {});
    const privacy = h("div", { role: "status" });
    const warn = () => privacy.replaceChildren(...[privateNote(form.item)].filter(Boolean));
    const item = itemField("compose-item", form.item, () => {
        form.item = item.value();
        if (form.item) {
            title.value = form.title = retitled(form.title, form.titled, form.item);
            form.titled = form.item;
        }
        warn();
    });
    warn();
    const title = bound("title", h("input", { type: "text" }));
    const question = bound("question", h("textarea", { rows: "2" }));
    const template = bound("template", select(TEMPLATES, (each) => say(`officer.template.${each}`)));
    template.addEventListener("change", () => extra.replaceChildren(...extraFields()));
    extra.replaceChildren(...extraFields());
    return [
        h("h1", {}, say("officer.compose")),
        sentence("p", "officer.compose.what", {}, { class: "aside" }),
        session.session.rehearsal && note("info", say("officer.compose.rehearsal")),
        h(
            "section",
            { class: "card" },
            item.element,
            privacy,
            field("compose-title", "officer.compose.title", title),
            field("compose-question", "officer.compose.question", question),
            field("compose-template", "officer.compose.template", template),
            extra,
        ),
        people(),
        lawFields(),
        technical(),
        h("div", { class: "buttons" }, button("officer.compose.preview", () => preview(said, go), { class: "main", id: "compose-preview" })),
        said,
    ];
}

// MARK: Fields

const bound = (name, input, read) => boundTo(form, name, input, read);

const select = (values, wordOf) => h("select", {}, values.map((value) => h("option", { value }, wordOf(value))));
const numberInput = (min, max) => h("input", { type: "number", min: String(min), max: String(max), step: "1" });
const check = (name, key) => h("label", { class: "choice small" }, bound(name, h("input", { type: "checkbox", id: `compose-${name}` })), h("span", {}, say(key)));

/** What only some templates ask. */
function extraFields() {
    const { template } = form;
    const isMotion = template === "motion";
    const isList = template === "list" || template === "deputy-mayors";
    presetNo(form);
    const no = check("withNo", "officer.compose.withNo");
    const names = bound("names", h("textarea", { rows: "6" }));
    const alone = h("div", { role: "status" });
    const warn = () => alone.replaceChildren(...(lacksNo(form) ? [note("warn", say("officer.compose.lacksNo"))] : []));
    names.addEventListener("input", () => {
        presetNo(form);
        no.querySelector("input").checked = form.withNo;
        warn();
    });
    no.addEventListener("change", () => {
        form.isNoPreset = false;
        warn();
    });
    warn();
    return [
        !isMotion && field("compose-names", isList ? "officer.compose.lists" : "officer.compose.names",
            names, isList ? "officer.compose.lists.hint" : "officer.compose.names.hint"),
        template === "seats" && field("compose-seats", "officer.compose.seats", bound("seats", numberInput(1, 64), Number), "officer.compose.seats.hint"),
        isList && field("compose-list-seats", "officer.compose.listSeats", bound("listSeats", numberInput(1, 200), Number)),
        !isMotion && !isList && no,
        alone,
        check("abstention", "officer.compose.abstention"),
        check("withInvalid", "officer.compose.withInvalid"),
        !isMotion && !isList && check("runoff", "officer.compose.runoff"),
    ].filter(Boolean);
}

/** Chair and tellers, out of those who have keys. */
function people() {
    const { keys, council } = desk.session;
    const roleOf = (p) => council.members.find((member) => member.p === p)?.role ?? "";
    const choose = (value, set) => {
        const list = h(
            "select",
            { onchange: () => set(list.value) },
            h("option", { value: "" }, say("officer.choose")),
            keys.map(({ p, name }) => h("option", { value: p, selected: p === value }, [name, roleOf(p), p].filter(Boolean).join(" · "))),
        );
        return list;
    };
    return h(
        "section",
        { class: "card", "aria-labelledby": "people-heading" },
        h("h2", { id: "people-heading" }, say("officer.compose.people")),
        sentence("p", "officer.compose.people.what", {}, { class: "aside" }),
        field("compose-chair", "officer.vote.chair", choose(form.chair, (p) => (form.chair = p))),
        [0, 1, 2].map((i) =>
            field(`compose-t${i + 1}`, `officer.compose.t${i + 1}`, choose(form.tellers[i], (p) => (form.tellers = form.tellers.with(i, p))))),
    );
}

function lawFields() {
    const { council } = desk.session;
    const matters = h("div", {});
    const settings = h("div", {});
    const fill = (known) => {
        const list = h("select", {}, known.matters.map(({ id, text }) => h("option", { value: id }, matterName(id, text))));
        matters.replaceChildren(field("compose-matter", "officer.compose.matter", bound("matter", list)));
        settings.replaceChildren(...known.settings.map(setting));
    };
    const load = async () => {
        const language = spoken();
        if (!choices.has(language)) choices.set(language, await ask("choices", { language }));
        fill(choices.get(language));
    };
    load().catch((error) => matters.replaceChildren(note("bad", explain(error))));
    return h(
        "section",
        { class: "card", "aria-labelledby": "law-heading" },
        h("h2", { id: "law-heading" }, say("officer.compose.law")),
        matters,
        field("compose-majority", "officer.compose.majority",
            bound("majority", select(["", "simple", "absolute", "two-thirds"], (each) => say(`officer.majority.${each || "law"}`)))),
        field("compose-statutory", "officer.compose.statutory", bound("statutory", numberInput(1, 500)), "officer.compose.statutory.hint"),
        lastStatutory(),
        field("compose-basis", "officer.compose.basis",
            bound("basis", select(["", "in-person", "47a", "58a"], (each) => say(`officer.basis.${each || "none"}`)))),
        field("compose-movers", "officer.compose.movers", bound("movers", numberInput(0, 500)), "officer.compose.movers.hint"),
        field("compose-objections", "officer.compose.objections", bound("objections", numberInput(0, 500)), "officer.compose.objections.hint"),
        council.committees.length > 0 && field("compose-committee", "officer.compose.committee",
            bound("committee", select(["", ...council.committees], (each) => each || say("officer.compose.council")))),
        h("details", {}, h("summary", {}, say("officer.compose.settings")), sentence("p", "officer.compose.settings.what"), settings),
    );
}

/** Which number of members was entered last. It is never filled in: the next vote may be another body's. */
function lastStatutory() {
    const numberIn = ({ law }) => law && JSON.parse(law).numbers?.statutory;
    const last = desk.session.drafts.findLast(numberIn);
    return last && h("p", { class: "aside" }, say("officer.compose.statutory.last", { number: numberIn(last), title: last.manifest.title }));
}

/** A paragraph alone says nothing to most; the rest are matters on which the mayor does not vote (§ 40 (2) GO NRW). */
function matterName(id, text) {
    if (id === "ordinary") return text;
    return `${text}: ${say(`officer.matter.${hasWord(`officer.matter.${id}`) ? id : "mayor"}`)}`;
}

/** One point on which the town decides; its default is the first choice. */
function setting({ id, text, choices: values }) {
    const list = h(
        "select",
        { id: `setting-${id}`, onchange: () => (form.settings = { ...form.settings, [id]: list.value }) },
        values.map((value) => h("option", { value: value.id, selected: form.settings[id] === value.id }, value.text)),
    );
    return h("div", { class: "field" }, h("label", { for: `setting-${id}` }, text), list);
}

function technical() {
    return h(
        "details",
        {},
        h("summary", {}, say("officer.compose.technical")),
        field("compose-threshold", "officer.compose.threshold", bound("threshold", numberInput(2, 3), Number)),
        field("compose-min", "officer.compose.minimumBallots", bound("minimumBallots", numberInput(2, 1000), Number)),
        field("compose-sign", "officer.compose.signMinimum", bound("signMinimum", numberInput(1, 3), Number), "officer.compose.signMinimum.hint"),
        field("compose-jitter", "officer.compose.jitter", bound("jitter", numberInput(0, 60), Number), "officer.compose.jitter.hint"),
    );
}

// MARK: Draft

/** Asks the law, makes roll and manifest, and shows all of it; nothing is written yet. */
async function preview(said, go) {
    said.replaceChildren(h("p", { class: "working" }, say("web.working")));
    try {
        const { lines, leftOut, body } = await draft();
        if (!lines) return said.replaceChildren(note("bad", leftOut[0], leftOut.slice(1).map((line) => h("p", {}, line))));
        const submit = async () => {
            const { at, ...rest } = body;
            if (!(await orSay(said, () => act("draft", { ...rest, at: moment() })))) return;
            form = { ...EMPTY };
            go("vote");
        };
        said.replaceChildren(
            h(
                "section",
                { class: "card", "aria-labelledby": "preview-heading" },
                h("h2", { id: "preview-heading", tabindex: "-1" }, say("officer.compose.previewed")),
                draftFacts({ ...body, manifest: JSON.parse(body.manifest) }),
                left(leftOut),
                otherExclusions(body.item),
                h("h3", {}, say("officer.draft.law")),
                lawList(lines),
                h("div", { class: "buttons" }, button("officer.compose.submit", submit, { class: "main", id: "compose-submit" })),
            ),
        );
        document.getElementById("preview-heading").focus();
    } catch (error) {
        said.replaceChildren(note("bad", explain(error)));
    }
}

/** Who may not vote, and why. */
function left(leftOut) {
    if (leftOut.length === 0) return null;
    const nameOf = (p) => desk.session.council.members.find((member) => member.p === p)?.name ?? p;
    return h(
        "details",
        { open: leftOut.length < 8 },
        h("summary", {}, say("officer.draft.leftOut", { count: leftOut.length })),
        h("ul", {}, leftOut.map(({ p, text }) => h("li", {}, `${nameOf(p)}: ${text}`))),
    );
}

async function draft() {
    const { session } = desk;
    if (!form.item) throw new Fault("officer.compose.fault.item");
    if (!form.title.trim() || !form.question.trim()) throw new Fault("officer.compose.fault.text");
    const { ballot, question } = lawQuestion(form, session, spoken());
    const officers = officersOf(form, session);
    const answer = await ask("law", question);
    if (answer.refused) return { lines: null, leftOut: answer.refused };
    const body = await worker.call("makeDraft", {
        item: form.item,
        at: moment(),
        law: answer.law,
        committee: form.committee,
        roll: rollOf(answer.entitled, session.keys),
        manifest: {
            vote: randomHex(16), realm: desk.realm, body: session.council.name, title: titleWithMark(form.title.trim(), session),
            question: form.question.trim(), options: ballot.options, minimum: ballot.minimum, maximum: ballot.maximum,
            threshold: form.threshold, officers, minimumBallots: form.minimumBallots, signMinimum: form.signMinimum,
            lateIssue: false, jitterSeconds: form.jitter,
        },
    });
    return { ...answer, body };
}

/** A rehearsal is marked where everybody sees it, in the title, which all pages show; and nothing else is marked so. */
function titleWithMark(title, { session }) {
    if (isRehearsal(title) && !session.rehearsal) throw new Fault("officer.compose.fault.rehearsal");
    return session.rehearsal && !isRehearsal(title) ? rehearsalTitle(title) : title;
}

function rollOf(entitled, keys) {
    const missing = entitled.filter((p) => !keys.some((key) => key.p === p));
    if (missing.length > 0) throw new Fault("officer.compose.fault.noKey", { p: missing.join(", ") });
    // Keys are ascending already; a roll must be.
    return keys.filter(({ p }) => entitled.includes(p)).map(({ p, name, key }) => `${writeJSON({ p, name, key })}\n`).join("");
}

function officersOf({ chair, tellers }, { keys }) {
    const person = (role, p) => {
        const entry = keys.find((key) => key.p === p);
        if (!entry) throw new Fault("officer.compose.fault.officer");
        return { role, p, name: entry.name, key: entry.key };
    };
    if (new Set(tellers).size < 3) throw new Fault("officer.compose.fault.tellers");
    return [
        person("officer", desk.person.p), person("chair", chair), { role: "server", p: "", name: "Urne", key: desk.serverKey },
        ...tellers.map((p, i) => person(`t${i + 1}`, p)),
    ];
}

const randomHex = (count) =>
    [...crypto.getRandomValues(new Uint8Array(count))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
