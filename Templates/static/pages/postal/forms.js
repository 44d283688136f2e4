// Forms of acts: their fields are named, and everything else (labels, what was typed so far, refusals) is the same for all.

import { Refused } from "../../api.js";
import { faultText } from "../../faulttext.js";
import { alarm, announce, button, fault, field, h, hasWord, note, say, sentence, spoken } from "../../page.js";
import { isStale } from "./desk.js";

/** A refusal as a sentence; the server's own one where it has one. */
export function explain(error) {
    if (error.sentence) return error.sentence;
    if (error instanceof Refused && error.sentences) return error.sentences[spoken()];
    if (isStale(error)) return say("postal.stale");
    if (error instanceof Refused && hasWord(`postal.refused.${error.code}`)) return say(`postal.refused.${error.code}`);
    return faultText(error);
}

const INPUTS = {
    text: () => h("input", { type: "text", autocomplete: "off" }),
    long: () => h("textarea", { rows: "2" }),
    number: () => h("input", { type: "text", inputmode: "numeric", autocomplete: "off", class: "figure", maxlength: "7" }),
    date: () => h("input", { type: "date" }),
    time: () => h("input", { type: "time" }),
    file: () => h("input", { type: "file", class: "file" }),
};

/** The words of a choice: `postal.word.FAMILY.WORD`. */
export const wordOf = (family, word) => say(`postal.word.${family}.${word}`);

function select({ words, family, options }) {
    const pairs = options ?? words.map((word) => [word, wordOf(family, word)]);
    return h("select", {}, pairs.map(([value, text]) => h("option", { value }, text)));
}

/** A box to tick, with its sentence beside it. */
export function tick(id, text, isTicked = false, props = {}) {
    return h(
        "label",
        { class: "choice small", for: id },
        h("input", { type: "checkbox", id, checked: isTicked, ...props }),
        h("span", {}, text),
    );
}

/** One of a few, all of them visible. */
export function choices(id, key, pairs, chosen) {
    return h(
        "fieldset",
        { id },
        sentence("legend", key),
        h(
            "div",
            { class: "options" },
            pairs.map(([value, text]) =>
                h(
                    "label",
                    { class: "choice small" },
                    h("input", { type: "radio", name: id, id: `${id}-${value}`, value, checked: value === chosen }),
                    h("span", {}, text),
                ),
            ),
        ),
    );
}

/** What is chosen in `choices`. */
export const chosenIn = (id) => document.querySelector(`input[name="${id}"]:checked`)?.value ?? "";

function control(form, item) {
    const id = `${form}-${item.name}`;
    // A label of null is filled in by whoever makes the form: the names of options are no words of the catalogue.
    const key = item.label === undefined ? `postal.field.${item.name}` : item.label ?? "";
    if (item.kind === "tick") return tick(id, say(key), item.value === true);
    if (item.kind === "choices") {
        return choices(id, key, item.options ?? item.words.map((word) => [word, wordOf(item.family, word)]), item.value);
    }
    const input = item.kind === "select" ? select(item) : (INPUTS[item.kind] ?? INPUTS.text)();
    if (item.value !== undefined && item.value !== null) input.value = item.value;
    if (item.list) input.setAttribute("list", item.list);
    if (item.accept) input.setAttribute("accept", item.accept);
    if (item.onchange) input.addEventListener("change", item.onchange);
    return field(id, key, input, item.hint);
}

/**
 * A text as the journal takes it: on one line, so that none can forge another (ActDecoder.isSaid). Who presses Enter in an
 * address or a reason has done nothing wrong. Only a field with `lines` keeps them.
 */
export function told(text, { lines, joined = " " } = {}) {
    if (lines) return text.trim();
    return text.split(/[\n\r\u2028\u2029]+/).map((line) => line.trim()).filter(Boolean).join(joined);
}

/** Characters that nobody sees and the server refuses; two of them join letters and are taken. */
export const hides = (text) => /(?![\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);

/** The value of a field as it belongs in a body; undefined for none. */
function valueOf(form, item) {
    const { name, kind } = item;
    const id = `${form}-${name}`;
    if (kind === "choices") return chosenIn(id) || undefined;
    const input = document.getElementById(id);
    if (kind === "tick") return input?.checked;
    if (kind === "file") return input.files[0];
    const text = told(input.value, item);
    if (kind === "number") return text === "" ? undefined : Number(text);
    return text === "" ? undefined : text;
}

/** Names the first field that is wrong or missing; true if all are right. */
function areFilled(form, fields) {
    let wrong = null;
    for (const item of fields) {
        if (item.kind === "tick" || item.kind === "choices") continue;
        const text = told(document.getElementById(`${form}-${item.name}`).value, item);
        const isMissing = text === "" && !item.optional;
        const isBad = item.kind === "number" && text !== "" && !/^[0-9]{1,7}$/.test(text);
        const key = isMissing ? "missing" : isBad ? "number" : hides(text) ? "invisible" : text.length > 20_000 ? "long" : "";
        const words = key && say(`postal.fault.${key}`);
        fault(`${form}-${item.name}`, words, false);
        if (words && !wrong) wrong = `${form}-${item.name}`;
    }
    const first = wrong && document.getElementById(wrong);
    first?.closest("details")?.setAttribute("open", "");
    first?.focus();
    return !wrong;
}

/** Forgets what was typed in an element, so that it is not put back. */
export function forget(element) {
    for (const input of element.querySelectorAll("[data-typed]")) delete input.dataset.typed;
}

/** Does something and says beside it if it was refused. */
export async function orSay(place, work) {
    place.replaceChildren();
    try {
        await work();
        return true;
    } catch (error) {
        const text = explain(error);
        // The view may have been drawn afresh meanwhile.
        const shown = place.isConnected ? place : document.getElementById(place.id) ?? document.getElementById("notice");
        shown?.replaceChildren(note("bad", text));
        shown?.scrollIntoView({ block: "nearest" });
        alarm(text);
        return false;
    }
}

/**
 * A form for one act. `fields` are `{name, kind, words, family, value, optional, hint}`; `send(values)` does it. `above` and
 * `below` are further elements. `folded`, `{summary, fields}`, are fields that have a value already and are seldom changed.
 * `about` tells forms with one id apart, as those for the first and the second of several pieces.
 */
export function form({ id, heading, text, fields: shown = [], folded, above = [], below = [], submit, send, kind = "main", done, about }) {
    const fields = [...shown, ...(folded?.fields ?? [])];
    // No field is called so: a refusal must find its place again.
    const place = h("div", { id: `${id}-refusal` });
    const press = async () => {
        if (!areFilled(id, fields)) return;
        const values = Object.fromEntries(fields.map((item) => [item.name, valueOf(id, item)]));
        const typed = element;
        await orSay(place, async () => {
            const marks = [...typed.querySelectorAll("[data-typed]")];
            forget(typed);
            try {
                // Whoever was asked and said no goes on with what was typed.
                if ((await send(values)) === false) {
                    for (const input of marks) input.dataset.typed = "yes";
                    return;
                }
                // Whatever stays on the page begins anew; what was sent stands in the journal.
                document.getElementById(id)?.reset?.();
                if (done) announce(say(done));
            } catch (error) {
                for (const input of marks) input.dataset.typed = "yes";
                restore(id, marks);
                throw error;
            }
        });
    };
    const main = button(submit, press, { class: kind, id: `${id}-do` });
    const element = h(
        "form",
        { class: "card", id, "data-about": about, novalidate: true, autocomplete: "off", onsubmit: (event) => (event.preventDefault(), main.click()) },
        heading && sentence("h2", heading),
        text && sentence("p", text),
        above,
        shown.map((item) => control(id, item)),
        folded && h("details", { id: `${id}-folded` }, sentence("summary", folded.summary), folded.fields.map((item) => control(id, item))),
        below,
        place,
        h("div", { class: "buttons" }, main),
    );
    return element;
}

/** After a refusal that came with news the form was drawn afresh: what was typed is put back. */
function restore(id, marks) {
    for (const input of marks) {
        const again = document.getElementById(input.id);
        if (!again || again === input || aboutOf(again) !== aboutOf(input)) continue;
        if (input.type === "checkbox" || input.type === "radio") again.checked = input.checked;
        else if (input.type !== "file") again.value = input.value;
        again.dataset.typed = "yes";
    }
}

// MARK: Drawing afresh without losing what was typed

/** Marks inputs as soon as somebody types. */
export function watchTyping(main) {
    const mark = ({ target }) => {
        if (!target.id) return;
        target.dataset.typed = "yes";
        // What was missing is there now.
        if (document.getElementById(`${target.id}-fault`)?.textContent === say("postal.fault.missing")) fault(target.id, "", false);
    };
    main.addEventListener("input", mark);
    main.addEventListener("change", mark);
}

/** Which of several equal things an input is about: the words for one Wahlbrief must never end up with another one. */
const aboutOf = (input) => input.closest("[data-about]")?.dataset.about ?? "";

/** What somebody has typed and not sent; to be put back by the answered function once the view is drawn afresh. */
export function keepTyped(main) {
    const kept = [...main.querySelectorAll("[data-typed]")].map((input) => ({ input, about: aboutOf(input) }));
    const open = [...main.querySelectorAll("details[open][id]")].map(({ id }) => id);
    const refusals = [...main.querySelectorAll("[id$='-refusal']:not(:empty)")].map((place) => ({ place, about: aboutOf(place) }));
    const focused = document.activeElement;
    const selection = focused?.selectionStart ?? null;
    return () => {
        for (const id of open) document.getElementById(id)?.setAttribute("open", "");
        for (const { input, about } of kept) {
            const again = document.getElementById(input.id);
            if (!again || again.tagName !== input.tagName || aboutOf(again) !== about) continue;
            again.dataset.typed = "yes";
            if (input.type === "file") again.replaceWith(input);
            else if (input.type === "checkbox" || input.type === "radio") again.checked = input.checked;
            else again.value = input.value;
            if (input.type !== "file") again.dispatchEvent(new Event("input", { bubbles: true }));
        }
        // What others do takes no refusal away before it was read; the next press does.
        for (const { place, about } of refusals) {
            const again = document.getElementById(place.id);
            if (again && aboutOf(again) === about) again.replaceChildren(...place.childNodes);
        }
        const again = focused?.id && document.getElementById(focused.id);
        if (again) {
            again.focus({ preventScroll: true });
            if (selection !== null && again.setSelectionRange && again.type === "text") again.setSelectionRange(selection, selection);
        }
    };
}

/**
 * Rows of a table, which can be scrolled sideways on a small screen; with the class `rows` each of them becomes a small list
 * there, and every cell has its head beside it.
 */
export function table(caption, heads, rows, props = {}) {
    for (const row of rows) [...row.children].forEach((cell, index) => (cell.dataset.head = heads[index] ?? ""));
    return h(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
        h(
            "table",
            props,
            h("caption", {}, caption),
            h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
            h("tbody", {}, rows),
        ),
    );
}

export const cells = (...values) => values.map((value) => h("td", {}, value ?? "–"));
