// The choice of a vote by one's part in it; a single vote under way is taken up at once.

import { isOver } from "./act.js";
import { watchInterruption } from "./interruption.js";
import { watchVotes } from "./watch.js";
import { ownVotes } from "./ownvotes.js";
import { signOutButton } from "./signin.js";
import { announce, button, h, note, redrawWith, say, sentence, show } from "./page.js";

/** A vote given up shows as tallying in the list; nothing is lost by listing it among the running ones. */
const isRunning = ({ state }) => !isOver(state);

/**
 * Shows this person's votes, live, until one is chosen. `words` is the page's name; with `atOnce`, a single vote
 * under way is chosen without asking.
 */
export function pickVote({ key, roles, words, atOnce = true }) {
    return new Promise((resolve) => {
        let own = null;
        let isPaused = false;
        let drawn = "";
        const stops = [];
        const pick = (vote) => {
            stops.forEach((stop) => stop());
            resolve(vote);
        };
        const goesOn = () => own === null || own.some(isRunning);
        const redraw = () => draw(own, pick, words, isPaused);
        stops.push(
            watchVotes({
                onNews: async ({ votes }) => {
                    own = await ownVotes(key, roles, votes);
                    const running = own.filter(isRunning);
                    if (atOnce && running.length === 1) return pick(running[0]);
                    const text = JSON.stringify(own);
                    if (text === drawn) return;
                    if (drawn) announce(say("count.votes.changed"));
                    drawn = text;
                    redrawWith(redraw);
                    redraw();
                },
                onOffline: (isOffline) => isOffline && announce(say("web.offline")),
            }),
            watchInterruption({
                isWanted: goesOn,
                onChange: (now) => {
                    isPaused = now;
                    if (isPaused || goesOn()) announce(say(isPaused ? "count.paused" : "web.resumed"));
                    if (drawn) redraw();
                },
            }).stop,
        );
    });
}

function draw(votes, pick, words, isPaused) {
    const running = votes.filter(isRunning);
    const over = votes.filter((vote) => !isRunning(vote)).reverse();
    show(
        "votes",
        sentence("h1", `${words}.votes`),
        isPaused && note("warn", say("count.paused")),
        votes.length === 0 && note("info", say(`${words}.votes.none`)),
        list(running, pick),
        over.length > 0 && [sentence("h2", "count.votes.over"), list(over, pick)],
        h("div", { class: "buttons" }, signOutButton()),
    );
}

const openButton = (vote, pick) =>
    button("count.votes.pick", () => pick(vote), { "aria-label": say("count.votes.pickTitle", { title: vote.title }) });

const list = (votes, pick) =>
    votes.length > 0 &&
    h(
        "ul",
        { class: "plain votes" },
        votes.map((vote) =>
            h(
                "li",
                {},
                h("p", { class: "title" }, vote.title),
                h("p", { class: "aside" }, say(`count.state.${vote.state}`)),
                openButton(vote, pick),
            ),
        ),
    );
