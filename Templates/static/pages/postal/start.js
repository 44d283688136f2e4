// The decision to vote by post: out of an electronic vote, which is voided with the same reason, or from a file or inputs.

import { read } from "../../api.js";
import { parsePlain } from "../../acts.js";
import { readVotes } from "../../messages.js";
import { isRehearsal } from "../../rehearsal.js";
import { isPersonID, parseStrict } from "../../strictjson.js";
import { confirmed, h, note, say, sentence } from "../../page.js";
import { textOf } from "../officer/files.js";
import { desk, electronic, lawOf, now, startPostal, voided } from "./desk.js";
import { form, tick, wordOf } from "./forms.js";
import { keepMembers } from "./electorate.js";
import { isAhead, itemOf, startFault, takenOver, wahlgangOf } from "./startchecks.js";

/** States in which an electronic vote can still be given up, or was. */
const GIVES_UP = ["ceremony", "ready", "issuing", "casting", "closed", "boxed", "voided"];

/** Siegburg's values; the town's own stand in the form. */
const SETTINGS = {
    days: 5, sessionDay: "later", electorate: "attended-session", officials: 3, mayorCounts: false,
    counters: "officials", observers: "council-members", makesPublic: true, blank: "invalid", assurance: "sworn",
    earlyCount: "refused", letterBox: "first-emptying", otherOffice: "counts-there", tie: "chair-decides",
    retention: { ballots: 12, wahlscheine: 6, letters: 12, receiptBook: 6 },
};

const recipient = { name: "recipient", kind: "long", joined: ", ", hint: "postal.field.recipient.hint" };

/** After an electronic vote, what was frozen with it stands first. */
const choice = (isAfter, words, family) => ({
    kind: "select",
    options: [
        ...(isAfter ? [["frozen", say("postal.word.frozen")]] : []), ...words.map((word) => [word, wordOf(family, word)]),
    ],
});

const settingFields = (isAfter) => [
    { name: "days", kind: "number", value: SETTINGS.days },
    { name: "shift", ...choice(isAfter, ["open", "none", "workday"], "shift") },
    { name: "closing", kind: "select", words: ["open", "24:00", "12:00", "16:00", "18:00"], family: "closing" },
    { name: "electorateReading", ...choice(isAfter, ["attended-session", "present-at-item"], "electorate") },
    { name: "officials", kind: "number", value: SETTINGS.officials },
    { name: "counters", kind: "select", words: ["officials", "everybody"], family: "counters" },
    { name: "observers", kind: "select", words: ["council-members", "everybody"], family: "observers" },
    { name: "blank", ...choice(isAfter, ["invalid", "abstention"], "blank") },
    { name: "assurance", kind: "select", words: ["sworn", "plain"], family: "assurance" },
    { name: "earlyCount", kind: "select", words: ["refused", "when-all-arrived"], family: "earlyCount" },
    { name: "letterBox", kind: "select", words: ["first-emptying", "separated"], family: "letterBox" },
    { name: "otherOffice", kind: "select", words: ["counts-there", "counts-at-recipient"], family: "otherOffice" },
    { name: "boardTie", kind: "select", words: ["chair-decides", "rejects"], family: "boardTie" },
    { name: "makesPublic", kind: "tick", value: true },
    { name: "mayorCounts", kind: "tick", value: false },
];

/** What a case file sets and no field shows, and the members it names. */
let unseen = {};
let listed = null;

function settingsOf(values, law = null) {
    const settings = {
        ...SETTINGS, ...takenOver(values, law), ...(law ? {} : unseen), recipient: values.recipient, days: values.days,
        officials: values.officials, counters: values.counters, observers: values.observers, assurance: values.assurance,
        earlyCount: values.earlyCount, letterBox: values.letterBox, otherOffice: values.otherOffice, tie: values.boardTie,
        makesPublic: values.makesPublic, mayorCounts: values.mayorCounts,
    };
    if (values.closing !== "open") settings.time = values.closing;
    return settings;
}

const sessionFields = () => [
    { name: "municipality", kind: "text" },
    { name: "body", kind: "text" },
    { name: "sessionNumber", kind: "text", optional: true },
    { name: "sessionDate", kind: "date" },
    { name: "sessionEnd", kind: "date", optional: true },
    { name: "item", kind: "text", optional: true, hint: "postal.field.item.hint" },
];

const sessionOf = ({ municipality, body, sessionNumber, sessionDate, sessionEnd }) => ({
    municipality, body, number: sessionNumber ?? "–", date: sessionDate, ...(sessionEnd ? { endDate: sessionEnd } : {}),
});

/** Who may sign besides: a file of keys, and who of it. */
function staffChoice(id) {
    const list = h("div", { id: `${id}-staff`, class: "tall" });
    let people = [];
    const take = async ({ target }) => {
        people = [];
        try {
            people = await desk.calls.call("postalKeys", { file: await textOf(target.files[0]) });
            const rows = people
                .filter(({ p }) => p !== desk.person.p)
                .map(({ p, name }) => tick(`${id}-staff-${p}`, `${name} (${p})`, false, { value: p, class: "staff" }));
            list.replaceChildren(...rows);
        } catch {
            list.replaceChildren(note("bad", say("postal.fault.keys")));
        }
    };
    const element = h(
        "fieldset",
        {},
        sentence("legend", "postal.staff"),
        sentence("p", "postal.staff.text"),
        h("div", { class: "field" }, h("label", { for: `${id}-keys` }, say("postal.field.keys")), h("input", { type: "file", class: "file", id: `${id}-keys`, onchange: take })),
        list,
    );
    const chosen = () => {
        const wanted = [...list.querySelectorAll("input:checked")].map(({ value }) => value);
        return people.filter(({ p }) => wanted.includes(p) || p === desk.person.p);
    };
    return { element, chosen };
}

/** The signer stands in the journal, too, under the name in the keys, and nobody twice. */
function everybody(...lists) {
    const people = new Map();
    for (const person of lists.flat()) if (!people.has(person.p)) people.set(person.p, person);
    const { p, publicKey } = desk.person;
    if (!people.has(p)) people.set(p, { p, name: p, key: publicKey });
    return [...people.values()].map(({ p: each, name, key }) => ({ p: each, name, key }));
}

async function afterVote(values, staff) {
    const { log, law } = await electronic(values.vote);
    const { manifest, state } = log;
    const file = law ? parsePlain(law) : null;
    const settings = settingsOf(values, file);
    const session = sessionOf({ ...values, body: values.body ?? manifest.body, sessionDate: file?.session ?? values.sessionDate });
    // Nothing is given up that could not go on by post.
    const isReal = !isRehearsal(manifest.title);
    // A day that was frozen with the vote cannot be mended any more.
    const wrong = !file && isReal && isAhead(session, now().slice(0, 10)) ? "postal.fault.sessionAhead" : startFault(session, settings, file);
    if (wrong) throw Object.assign(new Error(wrong), { sentence: say(wrong) });
    if (state !== "voided" && !(await confirmed("postal.start.confirm", { title: manifest.title }, "postal.start.do", "danger"))) return null;
    const reason = state === "voided" ? log.voidReason : values.reason;
    const labels = manifest.options.map(({ label }) => label);
    const kind = file?.kind ?? (manifest.options.some(({ id }) => id === "ja") ? "motion" : "election");
    const seats = file?.seats ?? manifest.maximum;
    const made = law
        ? { law, options: null }
        : await lawOf({ kind, session: session.date, seats, blank: settings.blank, options: labels });
    const options = manifest.options.map(({ id, label }, index) => {
        const known = file?.options.find((option) => option.id === id) ?? made.options[index];
        return { id, label, meaning: known.meaning, ...(known.people ? { people: known.people } : {}) };
    });
    const named = await officerKeys(values.vote);
    const ended = await voided(values.vote, reason);
    return startPostal(everybody(staff, named), {
        vote: values.vote, voidHead: ended.head, reason, legalBasis: values.basis, session, item: values.item ?? itemOf(manifest.title),
        title: manifest.title, question: manifest.question, kind, wahlgang: wahlgangOf(file), seats, options, law: made.law, settings,
        rehearsal: isRehearsal(manifest.title),
    });
}

/** Keys and names of those who hold an office in an electronic vote, out of its first event. */
async function officerKeys(vote) {
    const [line] = ((await read(`/v1/${vote}/log?from=0`)) ?? "").split("\n", 1);
    const { officers } = parsePlain(parsePlain(line).body);
    // The officer of a vote may be an office without a person's number; their key says who they are.
    const numbered = officers.map(({ p, name, key }) => ({ p: key === desk.person.publicKey ? desk.person.p : p, name, key }));
    return numbered.filter(({ p }) => isPersonID(p));
}

async function fromInputs(values, staff) {
    const settings = settingsOf(values);
    const labels = values.options.split("\n").map((line) => line.trim()).filter(Boolean);
    const session = sessionOf(values);
    if (!values.rehearsal && isAhead(session, now().slice(0, 10))) throw Object.assign(new Error("postal.fault.sessionAhead"), { sentence: say("postal.fault.sessionAhead") });
    // Whoever names the first ballot holds the second one.
    const wahlgang = values.earlier && values.wahlgang === 1 ? 2 : values.wahlgang;
    const draft = { kind: values.kind, session: session.date, seats: values.seats, blank: settings.blank, options: labels, wahlgang };
    const { law, options } = await lawOf(draft);
    return startPostal(everybody(staff), {
        reason: values.reason, legalBasis: values.basis, session, item: values.item ?? "–", title: values.title,
        question: values.question, kind: values.kind, wahlgang, seats: values.seats, options, law, settings,
        rehearsal: values.rehearsal, ...(values.earlier ? { earlier: values.earlier } : {}),
    });
}

/** A case file fills in what it says; everything can still be changed. */
async function fillFrom(file) {
    const found = parsePlain(await textOf(file));
    const put = (name, value) => {
        const input = document.getElementById(`fresh-${name}`);
        if (!input || value === undefined) return;
        if (input.type === "checkbox") {
            // The command takes words only.
            input.checked = value === true || value === "true";
            return;
        }
        // Any time of day may end the period, not only those that are offered.
        const isTime = input.tagName === "SELECT" && /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(value);
        if (isTime && ![...input.options].some((option) => option.value === value)) {
            input.append(h("option", { value }, say("postal.word.closing.other", { time: value })));
        }
        input.value = Array.isArray(value) ? value.join("\n") : String(value);
        input.dataset.typed = "yes";
    };
    const names = {
        municipality: "municipality", body: "body", number: "sessionNumber", date: "sessionDate", endDate: "sessionEnd",
        item: "item", title: "title", question: "question", kind: "kind", options: "options", seats: "seats",
        wahlgang: "wahlgang", reason: "reason", recipient: "recipient",
    };
    for (const [from, to] of Object.entries(names)) put(to, found[from]);
    const settings = { days: "days", shift: "shift", time: "closing", electorate: "electorateReading", officials: "officials", counters: "counters", observers: "observers", blank: "blank", assurance: "assurance", earlyCount: "earlyCount", letterBox: "letterBox", otherOffice: "otherOffice", tie: "boardTie", makesPublic: "makesPublic", mayorCounts: "mayorCounts" };
    for (const [from, to] of Object.entries(settings)) put(to, found.settings?.[from]);
    const { sessionDay = SETTINGS.sessionDay, retention = {}, ...others } = found.settings ?? {};
    const months = (name) => Number(others[`retention.${name}`] ?? retention[name] ?? SETTINGS.retention[name]);
    unseen = { sessionDay, retention: Object.fromEntries(Object.keys(SETTINGS.retention).map((name) => [name, months(name)])) };
    listed = found.members ?? null;
}

/** Both ways to start; `earlier` are the votes by post that the person takes part in, for a second ballot after one of them. */
export async function startForms(open, earlier) {
    // A case file is that of one start.
    unseen = {};
    listed = null;
    const votes = readVotes(parseStrict(await read("/v1/votes"))).filter(({ state }) => GIVES_UP.includes(state));
    const forms = [];
    const basis = { name: "basis", kind: "text", value: say("postal.basis") };
    const after = staffChoice("after");
    if (votes.length > 0) {
        const pairs = votes.map(({ vote, state, title }) => [vote, `${title} (${wordOf("voteState", state)})`]);
        forms.push(
            h(
                "details",
                { id: "start-after" },
                sentence("summary", "postal.start.after"),
                form({
                    id: "after", text: "postal.start.after.text", submit: "postal.start.do",
                    fields: [
                        { name: "vote", kind: "select", options: pairs },
                        { name: "reason", kind: "long", hint: "postal.field.reason.hint" },
                        basis,
                        ...sessionFields().map((item) => (item.name === "body" ? { ...item, optional: true } : item)),
                        recipient,
                    ],
                    folded: { summary: "postal.settings", fields: settingFields(true) },
                    below: [after.element],
                    send: async (values) => {
                        const postal = await afterVote(values, after.chosen());
                        if (postal) await open(postal);
                        return postal !== null;
                    },
                }),
            ),
        );
    }
    const fresh = staffChoice("fresh");
    const elections = earlier.filter(({ start }) => start && start.kind !== "motion");
    forms.push(
        h(
            "details",
            { id: "start-fresh" },
            sentence("summary", "postal.start.fresh"),
            form({
                id: "fresh", text: "postal.start.fresh.text", submit: "postal.start.fresh.do",
                fields: [
                    { name: "case", kind: "file", optional: true, hint: "postal.field.case.hint", accept: ".json", onchange: ({ target }) => fillFrom(target.files[0]) },
                    { name: "title", kind: "text" },
                    { name: "question", kind: "long" },
                    { name: "kind", kind: "select", words: ["motion", "election", "list", "deputy-mayors"], family: "kind" },
                    { name: "options", kind: "long", lines: true, value: "Ja\nNein\nEnthaltung", hint: "postal.field.options.hint" },
                    { name: "seats", kind: "number", value: 1 },
                    { name: "wahlgang", kind: "number", value: 1, hint: "postal.field.wahlgang.hint" },
                    { name: "earlier", kind: "select", options: [["", say("postal.word.earlier.none")], ...elections.map(({ postal, start }) => [postal, start.title])], optional: true, hint: "postal.field.earlier.hint" },
                    { name: "reason", kind: "long" },
                    basis,
                    ...sessionFields(),
                    recipient,
                    { name: "rehearsal", kind: "tick", value: false },
                ],
                folded: { summary: "postal.settings", fields: settingFields(false) },
                below: [fresh.element],
                send: async (values) => {
                    const postal = await fromInputs(values, fresh.chosen());
                    // Of no other vote: one that follows an electronic vote has its roll.
                    keepMembers(postal, listed);
                    return open(postal);
                },
            }),
        ),
    );
    return h("section", { "aria-labelledby": "start-heading" }, h("h2", { id: "start-heading" }, say("postal.start")), forms);
}

