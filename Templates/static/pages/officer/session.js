// The session's data: what it is called, the council, the keys, and when the access data went out.

import { button, facts, field, h, note, say, sayNumber, sentence, spoken } from "../../page.js";
import { accessOf, DAYS_BEFORE } from "./access.js";
import { ask, desk } from "./desk.js";
import { orSay } from "./faults.js";
import { base64Of, fileInput, textOf } from "./files.js";
import { part } from "./parts.js";
import { inWords, today } from "./days.js";
import { act } from "./journaling.js";

export function sessionTab() {
    return [
        h("h1", {}, say("officer.tab.session")),
        part(nextStep),
        part(() => overview()),
        council(),
        keys(),
        accessData(),
        sessionData(),
    ];
}

/** What is still missing before the session can begin. */
function nextStep() {
    const { session } = desk;
    const missing = [
        !session.session && "officer.session.missing.session",
        !session.council && "officer.session.missing.council",
        session.keys.length === 0 && "officer.session.missing.keys",
    ].filter(Boolean);
    if (missing.length === 0) return note("good", say("officer.session.ready"));
    return note("info", say("officer.session.missing"), h("ul", {}, missing.map((key) => sentence("li", key))));
}

function overview() {
    const { session, council } = desk.session;
    return facts([
        session && ["officer.session.title", session.title],
        session && ["officer.session.date", inWords(session.date)],
        session && ["officer.session.place", session.place],
        ["web.meeting", council?.name ?? "–"],
        ["officer.session.members", String(council?.councillors.length ?? 0)],
        ["officer.session.keyCount", String(desk.session.keys.length)],
        ["officer.session.people", desk.session.people.map(({ name }) => name).join(", ")],
    ]);
}

function block(id, key, ...children) {
    return h("section", { class: "card", "aria-labelledby": id }, h("h2", { id }, say(key)), children);
}

// MARK: Council

function council() {
    const files = fileInput({ multiple: true, accept: ".csv,.txt,.json" });
    const body = h("input", { type: "text", value: desk.session.council?.name ?? "" });
    const said = h("div", {});
    const read = async () => {
        if (files.files.length === 0) return said.replaceChildren(note("bad", say("officer.council.noFile")));
        await orSay(said, async () => {
            const chosen = await Promise.all([...files.files].map(async (file) => ({ name: file.name, base64: await base64Of(file) })));
            const answer = await ask("council", {
                files: chosen, language: spoken(), on: desk.session.session?.date ?? today(), body: body.value.trim(),
                earlier: desk.session.councilText,
            });
            said.replaceChildren(answer.refused ? refusal(answer.refused) : preview(answer, said));
        });
    };
    return block(
        "council-heading",
        "officer.council",
        sentence("p", "officer.council.what", {}, { class: "aside" }),
        sentence("p", "officer.council.columns", {}, { class: "aside" }),
        field("council-body", "officer.council.body", body),
        field("council-files", "officer.council.files", files, "officer.council.files.hint"),
        h("div", { class: "buttons" }, button("officer.council.read", read)),
        said,
    );
}

const refusal = (lines) => note("bad", lines[0], lines.slice(1).map((line) => h("p", {}, line)));

/** What was read, before it counts. */
function preview({ council: text, members, voters, notices }, said) {
    const take = async () => {
        if (await orSay(said, () => act("council", { council: text }))) {
            said.replaceChildren(note("good", say("officer.council.taken")));
        }
    };
    const lists = ["check", "tolerated", "information"].map((weight) => {
        const lines = notices.filter((notice) => notice.weight === weight).map((notice) => h("li", {}, notice.text));
        if (lines.length === 0) return null;
        const heading = sayNumber(`officer.council.${weight}`, lines.length);
        if (weight === "check") return note("warn", heading, h("ul", {}, lines));
        return h("details", {}, h("summary", {}, heading), h("ul", {}, lines));
    });
    const items = JSON.parse(text).meeting?.agenda?.length ?? 0;
    return [
        h("div", {}, note("info", say("officer.council.found", { members, voters, agenda: sayNumber("officer.council.agenda", items) }))),
        ...lists.filter(Boolean),
        h("div", { class: "buttons" }, button("officer.council.take", take, { class: "main" })),
    ].reduce((all, each) => (all.append(each), all), h("div", {}));
}

// MARK: Keys

function keys() {
    const file = fileInput({ accept: ".jsonl" });
    const said = h("div", {});
    const take = async () => {
        if (file.files.length === 0) return said.replaceChildren(note("bad", say("officer.council.noFile")));
        const isIn = await orSay(said, async () => act("keys", { keys: await textOf(file.files[0]) }));
        if (isIn) said.replaceChildren(note("good", say("officer.keys.taken", { count: desk.session.keys.length })));
    };
    return block(
        "keys-heading",
        "officer.keys",
        sentence("p", "officer.keys.what", {}, { class: "aside" }),
        part(withoutKeys),
        field("keys-file", "officer.keys.file", file),
        h("div", { class: "buttons" }, button("officer.keys.take", take)),
        said,
    );
}

/** Members who could not vote because nobody made a code for them. */
function withoutKeys() {
    const { keys: list, council: known } = desk.session;
    if (list.length === 0 || !known) return null;
    const missing = known.councillors.filter(({ p }) => !list.some((key) => key.p === p));
    if (missing.length === 0) return note("good", say("officer.keys.all"));
    return note("warn", say("officer.keys.missing", { names: missing.map(({ name }) => name).join(", ") }));
}

// MARK: Access data

function accessData() {
    const sent = h("input", { type: "date", value: today() });
    const count = h("input", { type: "number", min: "1", step: "1", value: String(desk.session.council?.councillors.length ?? "") });
    const said = h("div", {});
    const enter = () => {
        if (!(Number(count.value) >= 1)) return said.replaceChildren(note("bad", say("officer.access.noCount")));
        return orSay(said, () => act("access-data", { sent: sent.value, count: Number(count.value) }));
    };
    return block(
        "access-heading",
        "officer.access",
        sentence("p", "officer.access.what", {}, { class: "aside" }),
        part(deadline),
        part(() => desk.session.accessData.map((entry) =>
            h("p", {}, sayNumber("officer.access.entry", entry.count, { date: inWords(entry.sent) })))),
        field("access-sent", "officer.access.sent", sent),
        field("access-count", "officer.access.count", count),
        h("div", { class: "buttons" }, button("officer.access.enter", enter)),
        said,
    );
}

/** How long there is until the access data must be out, whether everybody has them, and whether they were late. */
function deadline() {
    const { session } = desk;
    if (!session.session) return null;
    const { state, days, needed, sent, missing } = accessOf(session, today());
    const left = h("p", {}, days < 0 ? say("officer.access.past") : sayNumber("officer.access.left", days));
    const some = sent > 0 && needed > 0 && h("p", {}, sayNumber("officer.access.some", missing, { sent, needed }));
    const until = sentence("p", "officer.access.until", { days: DAYS_BEFORE });
    switch (state) {
        case "done": return note("good", say("officer.access.inTime"), left);
        case "late": return note("bad", say("officer.access.late", { days: DAYS_BEFORE }), left);
        case "tooLate": return note("bad", say(sent > 0 ? "officer.access.tooFew" : "officer.access.tooLate", { days: DAYS_BEFORE }), some, left);
        case "unknown": return note("info", left, sentence("p", "officer.access.unknown"), until);
        default: return note(state === "near" ? "warn" : "info", left, some, until);
    }
}

// MARK: Session data

/** A correction; a rehearsal stays one. */
function sessionData() {
    const { session, council: known } = desk.session;
    const meeting = known?.meeting;
    const title = h("input", { type: "text", value: session?.title ?? meeting?.name ?? "" });
    const date = h("input", { type: "date", value: session?.date ?? meeting?.start?.slice(0, 10) ?? "" });
    const place = h("input", { type: "text", value: session?.place ?? meeting?.place ?? "" });
    const rehearsal = h("input", { type: "checkbox", checked: session?.rehearsal ?? false, disabled: Boolean(session) });
    const said = h("div", {});
    const save = () =>
        orSay(said, () =>
            act("session", { title: title.value, date: date.value, place: place.value, rehearsal: rehearsal.checked }));
    return h(
        "details",
        { open: !session },
        h("summary", {}, say("officer.session.change")),
        field("session-title", "officer.session.title", title, "officer.session.title.hint"),
        field("session-date", "officer.session.date", date),
        field("session-place", "officer.session.place", place),
        h("label", { class: "choice" }, rehearsal, h("span", {}, say("officer.session.rehearsal"))),
        h("div", { class: "buttons" }, button("officer.session.save", save)),
        said,
    );
}
