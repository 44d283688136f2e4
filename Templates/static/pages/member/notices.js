// Above the view: a lost connection, a session that stands still, and another vote that has opened meanwhile.

import { h, note, say } from "../../page.js";
import { runs } from "../../stage.js";

/** What an interruption means for this member: whoever has nothing at stake is told of no token and no marks. */
export const pausedKey = ({ booth }) =>
    ["drawing", "drawn", "ballot", "sending"].includes(booth?.stage) ? "web.paused.own" : "web.paused";

/** What a member who is busy elsewhere is told of a vote that runs. */
export function otherKey(page, { vote, state }) {
    const { answer, ballot } = page.storeOf(vote);
    if (answer === undefined || ballot !== undefined) return "member.otherRuns";
    return state === "casting" ? "member.otherCasts" : "member.otherDrawn";
}

export function drawNotices(page) {
    const main = document.getElementById("main");
    let place = document.getElementById("notices");
    if (!place) {
        place = h("section", { id: "notices" });
        main.before(place);
    }
    place.setAttribute("aria-label", say("member.notices"));
    const others = page.booth ? page.votes.filter(({ vote, state }) => runs(state) && vote !== page.booth.vote) : [];
    place.replaceChildren(
        ...[
            !page.isOnline && note("warn", say("web.offline")),
            page.isPaused && note("warn", say(pausedKey(page))),
            ...others.map(({ vote, state, title }) =>
                note(
                    "info",
                    say(otherKey(page, { vote, state }), { title }),
                    page.booth.stage !== "sending" &&
                        h(
                            "div",
                            { class: "buttons" },
                            h("button", { type: "button", onclick: () => page.choose(vote) }, say("member.goThere")),
                        ),
                ),
            ),
        ].filter(Boolean),
    );
}
