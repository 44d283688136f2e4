// No vote yet, several votes, or something that stops this one.

import { Refused } from "../../api.js";
import { h, note, say, sentence, show } from "../../page.js";
import { isOver, runs } from "../../stage.js";
import { farewell } from "./frame.js";

export function showNothing(page) {
    show(
        "nothing",
        sentence("p", "web.secret", {}, { class: "secret" }),
        sentence("h1", "member.nothing"),
        sentence("p", "member.nothing.text"),
        farewell(page),
    );
}

/** All votes, those that run first. */
export function showChooser(page) {
    const rank = ({ state }) => (runs(state) ? 0 : isOver(state) ? 2 : 1);
    const votes = [...page.votes].sort((a, b) => rank(a) - rank(b));
    show(
        "chooser",
        sentence("p", "web.secret", {}, { class: "secret" }),
        sentence("h1", "member.choose"),
        sentence("p", "member.choose.text"),
        h(
            "ul",
            { class: "plain" },
            votes.map(({ vote, title, state }) =>
                h(
                    "li",
                    {},
                    h("p", {}, h("strong", {}, title), h("br"), h("span", { class: "aside" }, say(`state.${state}`))),
                    h(
                        "button",
                        {
                            type: "button",
                            id: `open-${vote}`,
                            class: runs(state) && "main",
                            "aria-label": say("member.choose.open", { title }),
                            onclick: () => page.choose(vote),
                        },
                        say("member.open"),
                    ),
                ),
            ),
        ),
        farewell(page),
    );
}

/** Something that this device does not accept. It says so and stops; nothing is sent any more for this vote. */
export function showTrouble(page, error, text) {
    const isAlarming = !(error instanceof Refused) && error?.code !== "error.device.wrongKey";
    const isKey = error?.code === "error.device.wrongKey";
    show(
        `trouble ${error?.code}`,
        sentence("p", "web.secret", {}, { class: "secret" }),
        sentence("h1", isKey ? "member.trouble.key" : "member.trouble"),
        note("bad", isKey ? say("web.fault.wrongKey") : text),
        isAlarming && sentence("p", "member.trouble.text"),
        h(
            "div",
            { class: "buttons" },
            isKey
                ? h(
                    "button",
                    { type: "button", class: "main", onclick: () => page.signOut() },
                    say("member.signinAgain"),
                )
                : h("button", { type: "button", onclick: () => page.step() }, say("web.retry")),
        ),
        farewell(page),
    );
}
