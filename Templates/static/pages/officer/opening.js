// Opening a session's journal: what it is called, and who may write in it.

import { readRoll } from "../../record.js";
import { toHex, utf8 } from "../../encoding.js";
import { button, field, h, note, say, sentence } from "../../page.js";
import { act, desk, chooseJournal, openJournal } from "./desk.js";
import { explain, orSay } from "./faults.js";
import { fileInput, textOf } from "./files.js";

/** The people of a file of keys, as they go into entry 0. */
export const peopleOf = (text) =>
    [...readRoll(utf8(text), "keys.jsonl").values()].map(({ p, name, key }) => ({ p, name, key: toHex(key.encoded) }));

/** The form for a new session; `done(journal)` is told. */
export function newSession(done) {
    const title = h("input", { type: "text", required: true });
    const date = h("input", { type: "date", required: true });
    const place = h("input", { type: "text", required: true });
    const rehearsal = h("input", { type: "checkbox", id: "rehearsal" });
    const keys = fileInput({ accept: ".jsonl" });
    const people = h("div", {});
    const place2 = h("div", {});
    let keysText = "";
    let known = [];
    keys.addEventListener("change", async () => {
        people.replaceChildren();
        known = [];
        try {
            keysText = await textOf(keys.files[0]);
            known = peopleOf(keysText);
        } catch (error) {
            return people.replaceChildren(note("bad", explain(error)));
        }
        const own = known.find(({ p }) => p === desk.person.p);
        if (own?.key !== desk.person.publicKey) {
            known = [];
            return people.replaceChildren(note("bad", say("officer.opening.notYou", { p: desk.person.p })));
        }
        people.replaceChildren(choice(known));
    });
    const submit = async () => {
        const chosen = new Set([...people.querySelectorAll("input:checked")].map(({ value }) => value));
        if (!title.value.trim() || !date.value || !place.value.trim()) return place2.replaceChildren(note("bad", say("officer.opening.missing")));
        if (known.length === 0) return place2.replaceChildren(note("bad", say("officer.opening.noKeys")));
        if (chosen.size === 0) return place2.replaceChildren(note("bad", say("officer.opening.alone")));
        const isIn = await orSay(place2, async () => {
            const journal = await openJournal(known.filter(({ p }) => p === desk.person.p || chosen.has(p)));
            await chooseJournal(journal);
            await act("session", { title: title.value, date: date.value, place: place.value, rehearsal: rehearsal.checked });
            await act("keys", { keys: keysText });
        });
        if (isIn) await done(desk.journal);
    };
    return h(
        "section",
        { class: "card", "aria-labelledby": "new-session" },
        h("h2", { id: "new-session" }, say("officer.opening")),
        field("session-title", "officer.session.title", title, "officer.session.title.hint"),
        field("session-date", "officer.session.date", date),
        field("session-place", "officer.session.place", place),
        h("label", { class: "choice" }, rehearsal, h("span", {}, say("officer.session.rehearsal"))),
        sentence("p", "officer.session.rehearsal.hint", {}, { class: "aside" }),
        field("session-keys", "officer.opening.keys", keys, "officer.opening.keys.hint"),
        people,
        place2,
        h("div", { class: "buttons" }, button("officer.opening.do", submit, { class: "main" })),
    );
}

/** Who may write besides; the filter finds somebody in a long list. */
function choice(known) {
    const others = known.filter(({ p }) => p !== desk.person.p);
    const rows = others.map(({ p, name }) =>
        h("label", { class: "choice small" }, h("input", { type: "checkbox", value: p }), h("span", {}, `${name} (${p})`)),
    );
    const filter = h("input", {
        type: "text",
        oninput: () => {
            const wanted = filter.value.toLocaleLowerCase("de");
            for (const row of rows) row.hidden = !row.textContent.toLocaleLowerCase("de").includes(wanted);
        },
    });
    return h(
        "fieldset",
        {},
        sentence("legend", "officer.opening.people"),
        sentence("p", "officer.opening.people.hint", {}, { class: "aside" }),
        field("people-filter", "officer.filter", filter),
        h("div", { class: "tall" }, rows),
    );
}
