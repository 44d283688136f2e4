// The item of the agenda that something is about: chosen from the meeting's agenda, or typed where it is not on it.

import { isSameItem, plainItem } from "../../agenda.js";
import { field, h, note, say } from "../../page.js";
import { desk } from "./desk.js";

/** An item as it is written everywhere: its number, or its title where it has none. */
export const nameOf = ({ number, title }) => number || title;

const agendaOf = () => desk.session.council?.meeting?.agenda ?? [];

/** The point of the agenda that is meant, if it is on it. */
const pointOf = (item) => agendaOf().find((point) => isSameItem(nameOf(point), item));

/** Whether an item stands on the agenda; where there is none, every item is as good as another. */
export const isOnAgenda = (item) => agendaOf().length === 0 || Boolean(pointOf(item));

/** The agenda's own words for an item. */
const titleOf = (item) => pointOf(item)?.title ?? "";

/** What stands before the title of a vote, in the council's language, so that everybody hears which item it is about. */
const headOf = (item) => (/[0-9]/.test(item) ? `TOP ${plainItem(item)}: ` : "");

/**
 * The title that a vote on an item has if nobody writes another; empty where the agenda does not have the item. Everybody
 * may read it: of an item that is not public it has the number alone.
 */
const proposal = (item) => {
    const point = pointOf(item);
    return point ? headOf(point.number) + (isPrivate(point) ? "" : point.title) : "";
};

/** The title of a vote after its item was changed: no title names an item that it is not about. */
export function retitled(title, before, item) {
    if (title.trim() === "" || title === proposal(before)) return proposal(item);
    const head = headOf(before);
    return head && title.startsWith(head) ? headOf(item) + title.slice(head.length) : title;
}

/** A vote by its title, with its item where the title does not say it. */
export const withItem = (item, title) =>
    headOf(item) && title.includes(headOf(item)) ? title : `${shortName(item)} · ${title}`;

/** Whether the agenda says that an item is not public. */
const isPrivate = (point) => point?.isPublic === false;

const marked = (name, point) => (isPrivate(point) ? say("officer.item.private", { item: name }) : name);

/** What nobody may overlook before a vote on an item that is not public: the vote is. */
export const privateNote = (item) => isPrivate(pointOf(item)) && note("warn", say("officer.item.private.warn"));

/** What stands in the list for an item that is not on it, such as one that was added in the session. */
const OTHER = "-";

/** A field for an item: `{element, value()}`. What is typed and stands on the agenda is called as it is there. */
export function itemField(id, chosen = "", onchange = () => {}) {
    const typed = h("input", { type: "text", autocomplete: "off", oninput: () => onchange() });
    const written = () => {
        const point = pointOf(typed.value);
        return point ? nameOf(point) : plainItem(typed.value);
    };
    if (agendaOf().length === 0) {
        typed.value = chosen;
        return { element: field(id, "officer.item.field", typed, "officer.item.hint"), value: written };
    }
    const list = h(
        "select",
        {},
        h("option", { value: "" }, say("officer.choose")),
        agendaOf().map((point) => h("option", { value: nameOf(point) }, optionOf(point))),
        h("option", { value: OTHER }, say("officer.item.other")),
    );
    const other = field(`${id}-other`, "officer.item.other.which", typed, "officer.item.hint");
    const point = pointOf(chosen);
    list.value = point ? nameOf(point) : chosen ? OTHER : "";
    if (!point) typed.value = chosen;
    other.hidden = list.value !== OTHER;
    list.addEventListener("change", () => {
        other.hidden = list.value !== OTHER;
        onchange();
    });
    const element = h("div", {}, field(id, "officer.item.field", list), other);
    return { element, value: () => (list.value === OTHER ? written() : list.value) };
}

/** `3: Verkauf …`; the number first, because whoever types it finds it. */
const optionOf = (point) => {
    const { number, title } = point;
    return marked(number ? `${plainItem(number)}: ${title}` : title, point);
};

/** "TOP 3: Verkauf …", and whether it is not public. */
export const fullName = (item) => {
    const title = titleOf(item);
    const top = say("officer.item", { item: plainItem(item) });
    return marked(title && title !== item ? `${top}: ${title}` : top, pointOf(item));
};

/** "TOP 3" */
export const shortName = (item) => say("officer.item", { item: plainItem(item) });
