// Parts of a view that follow what changes, while the rest of it (a half-filled form) stays as it is.

import { h } from "../../page.js";

let parts = [];

function fill(part) {
    const content = h("div", {}, part.make());
    if (content.innerHTML === part.html) return;
    const focused = part.element.contains(document.activeElement) ? document.activeElement.id : "";
    part.html = content.innerHTML;
    part.element.replaceChildren(...content.childNodes);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** An element whose content `make()` gives; made again by `refresh`, and only exchanged if it reads differently. */
export function part(make, props = {}) {
    const made = { make, element: h("div", props), html: null };
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
