// The item of the agenda that something is about: chosen from the meeting's agenda, or typed.

import { field, h, say } from "../page.js";
import { desk } from "./officer-desk.js";

/** An item as it is written everywhere: its number, or its title where it has none. */
export const nameOf = ({ number, title }) => number || title;

/** The agenda's own words for an item. */
export function titleOf(item) {
    const point = desk.session.council?.meeting?.agenda.find((each) => nameOf(each) === item);
    return point?.title ?? "";
}

/** A field for an item: `{element, value()}`. */
export function itemField(id, chosen = "", onchange = () => {}) {
    const agenda = desk.session.council?.meeting?.agenda ?? [];
    const input = h("input", { type: "text", list: agenda.length > 0 ? `${id}-list` : null, value: chosen, autocomplete: "off", oninput: () => onchange() });
    const list = h(
        "datalist",
        { id: `${id}-list` },
        agenda.map((point) => h("option", { value: nameOf(point) }, point.title)),
    );
    const element = h("div", {}, field(id, "officer.item.field", input, "officer.item.hint"), list);
    return { element, value: () => input.value.trim(), set: (text) => (input.value = text) };
}

/** "TOP 3: Verkauf …" */
export const fullName = (item) => {
    const title = titleOf(item);
    return title && title !== item ? `${say("officer.item", { item })}: ${title}` : say("officer.item", { item });
};
