// Lists and records as PDF, where the server makes them: one button for each paper that there is something for.

import { download } from "../../download.js";
import { button, h, note, say, sentence } from "../../page.js";
import { paper } from "./desk.js";
import { orSay } from "./forms.js";

const FILE = "application/pdf";

/** Buttons for some papers; nothing where the server makes none, or where there is nothing for them yet. */
export function paperButtons(state, ...names) {
    const ready = names.filter((name) => state.papers && state.printable.includes(name));
    if (ready.length === 0) return null;
    const place = h("div", { id: `paper-${names[0]}-place` });
    const save = (name) => () =>
        orSay(place, async () => {
            // It takes a few seconds, and somebody who pressed wants to know that it goes on.
            place.replaceChildren(note("info", say("postal.pdf.making")));
            const bytes = await paper(name);
            document.getElementById(place.id)?.replaceChildren();
            download(`${name}.pdf`, bytes, FILE);
        });
    return h(
        "div",
        { class: "papers" },
        h("div", { class: "buttons" }, ready.map((name) => button(`postal.pdf.${name}`, save(name), { id: `pdf-${name}` }))),
        place,
    );
}

/** What the town's IT does so that the page makes the papers; nothing where it does. */
export const papersOff = (state) => (state.papers ? null : sentence("p", "postal.papers.off", {}, { class: "aside" }));
