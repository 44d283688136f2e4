// Opening a session's journal: what it is called, and who may write in it.

import { readRoll } from "../../record.js";
import { toHex, utf8 } from "../../encoding.js";
import { button, field, h, note, say, sentence } from "../../page.js";
import { boundTo } from "./bound.js";
import { desk } from "./desk.js";
import { explain, orSay } from "./faults.js";
import { fileInput, textOf } from "./files.js";
import { act, chooseJournal, openJournal } from "./journaling.js";

/** The people of a file of keys, as they go into entry 0. */
export const peopleOf = (text) =>
    [...readRoll(utf8(text), "keys.jsonl").values()].map(({ p, name, key }) => ({ p, name, key: toHex(key.encoded) }));

const NOTHING = { title: "", date: "", place: "", rehearsal: false, file: "", keysText: "", known: [], chosen: [] };

/** What is filled in; another language does not lose it. */
const form = { ...NOTHING };

/** The form for a new session; `done(journal)` is told. */
export function newSession(done) {
    const bound = (name, input) => boundTo(form, name, input);
    const title = bound("title", h("input", { type: "text", required: true }));
    const date = bound("date", h("input", { type: "date", required: true }));
    const place = bound("place", h("input", { type: "text", required: true }));
    const rehearsal = bound("rehearsal", h("input", { type: "checkbox", id: "rehearsal" }));
    const keys = fileInput({ accept: ".jsonl" });
    const people = h("div", {});
    const place2 = h("div", {});
    if (form.known.length > 0) people.replaceChildren(sentence("p", "officer.opening.file", { name: form.file }), choice());
    keys.addEventListener("change", async () => {
        people.replaceChildren();
        Object.assign(form, { known: [], chosen: [], file: "", keysText: "" });
        let known;
        let keysText;
        try {
            keysText = await textOf(keys.files[0]);
            known = peopleOf(keysText);
        } catch (error) {
            return people.replaceChildren(note("bad", explain(error)));
        }
        const own = known.find(({ p }) => p === desk.person.p);
        if (own?.key !== desk.person.publicKey) {
            return people.replaceChildren(note("bad", say("officer.opening.notYou", { p: desk.person.p })));
        }
        Object.assign(form, { known, keysText, file: keys.files[0].name });
        people.replaceChildren(choice());
    });
    const submit = async () => {
        const { known, keysText } = form;
        const chosen = new Set(form.chosen);
        if (!title.value.trim() || !date.value || !place.value.trim()) return place2.replaceChildren(note("bad", say("officer.opening.missing")));
        if (known.length === 0) return place2.replaceChildren(note("bad", say("officer.opening.noKeys")));
        if (chosen.size === 0) return place2.replaceChildren(note("bad", say("officer.opening.alone")));
        const isIn = await orSay(place2, async () => {
            const journal = await openJournal(known.filter(({ p }) => p === desk.person.p || chosen.has(p)));
            await chooseJournal(journal);
            await act("session", { title: title.value, date: date.value, place: place.value, rehearsal: rehearsal.checked });
            await act("keys", { keys: keysText });
        });
        if (!isIn) return;
        Object.assign(form, NOTHING);
        await done(desk.journal);
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
function choice() {
    const others = form.known.filter(({ p }) => p !== desk.person.p);
    const choose = ({ target }) =>
        (form.chosen = [...form.chosen.filter((p) => p !== target.value), ...(target.checked ? [target.value] : [])]);
    const rows = others.map(({ p, name }) => {
        const box = h("input", { type: "checkbox", value: p, checked: form.chosen.includes(p), onchange: choose });
        return h("label", { class: "choice small" }, box, h("span", {}, `${name} (${p})`));
    });
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
