// How the board votes: everybody who is there says yes or no.

import { h, say, sentence } from "../../page.js";

/** A line of two buttons for everybody who is there; `proposed` is chosen already. */
export const boardVotes = (id, state, key, proposed = "yes") =>
    h(
        "fieldset",
        { id: `${id}-votes` },
        sentence("legend", key),
        state.board
            .filter(({ present }) => present)
            .map(({ p, name }) =>
                h(
                    "div",
                    { class: "vote-line", role: "radiogroup", "aria-label": name },
                    h("span", { class: "who-votes" }, name),
                    ["yes", "no"].map((word) =>
                        h(
                            "label",
                            { class: "place", for: `${id}-${p}-${word}` },
                            h("input", { type: "radio", name: `${id}-${p}`, id: `${id}-${p}-${word}`, value: word, checked: word === proposed }),
                            h("span", {}, say(`postal.${word}`)),
                        ),
                    ),
                ),
            ),
    );

/** What was chosen. */
export const votesIn = (id, state) =>
    state.board
        .filter(({ present }) => present)
        .map(({ p }) => ({ p, yes: document.querySelector(`input[name="${id}-${p}"]:checked`)?.value === "yes" }));
