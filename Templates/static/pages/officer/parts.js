// Parts of a view that follow what changes, while the rest of it (a half-filled form) stays as it is.

import { h } from "../../page.js";
import { desk } from "./desk.js";

let parts = [];

function fill(part) {
    const content = h("div", {}, part.make());
    // What reads the same may still mean another vote: its buttons, and what was typed, are that vote's.
    if (content.innerHTML === part.html && desk.vote === part.vote) return;
    const focused = part.element.contains(document.activeElement) ? document.activeElement.id : "";
    Object.assign(part, { html: content.innerHTML, vote: desk.vote });
    part.element.replaceChildren(...content.childNodes);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/**
 * An element whose content `make()` gives; made again by `refresh`, and only exchanged if it reads differently, or if
 * another vote is shown.
 */
export function part(make, props = {}) {
    const made = { make, element: h("div", props), html: null, vote: null };
    fill(made);
    parts.push(made);
    return made.element;
}

/** Forgets the parts of the view before. */
export const forgetParts = () => (parts = []);

/** Renews what has changed; everything, where an input may show what was refused. */
export function refreshParts(everything = false) {
    for (const each of parts) {
        if (everything) each.html = null;
        fill(each);
    }
}
