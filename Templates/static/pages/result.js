// The page for the hall and the public: how far a secret vote is, and its result once the chair has released it. Nobody
// signs in, nothing personal is shown; what is shown of a log was checked on this device.
//
// The fragment says which vote: `#` and its id, or `#all` for the list. Without one it is the vote that is under way; its
// id goes to the fragment, after `now=`, so that a reload shows the same result and yet the next vote when that begins.

import { Desk, isOver } from "../act.js";
import { watchVotes } from "../watch.js";
import { h, note, redrawWith, say, sentence, show, start } from "../page.js";
import { WorkerCalls } from "../workercalls.js";
import { ResultVote } from "./result/vote.js";

await start("result", ["count", "fault", "lot"]);
const desk = new Desk(new WorkerCalls(), "", "public");
let votes = null;
let current = null;
let drawn = "";

watchVotes({
    onNews: (news) => {
        votes = news.votes;
        choose();
    },
});
addEventListener("hashchange", choose);

function choose() {
    if (!votes) return;
    const vote = wanted();
    if (current && current.vote === vote) return;
    current?.stop();
    current = null;
    if (!vote) return void list();
    drawn = "";
    if (!isChosen()) history.replaceState(null, "", `#now=${vote}`);
    current = new ResultVote(desk, vote, allVotes);
    current.run();
}

/** Whether the fragment names a vote that a person wants and no other. */
const isChosen = () => /^#[0-9a-f]{32}$/.test(location.hash);

/** The vote on the page: by the fragment, else the one under way, if there is exactly one; null for the list. */
function wanted() {
    const { hash } = location;
    if (isChosen()) return hash.slice(1);
    const running = votes.filter(({ state }) => !isOver(state));
    if (hash === "#all" || running.length > 1) return null;
    // The result stays on the wall until the next vote begins.
    const last = votes.find(({ vote }) => hash === `#now=${vote}`);
    return running[0]?.vote ?? last?.vote ?? null;
}

const allVotes = () => h("a", { class: "aside", href: "#all" }, say("result.all"));

function list() {
    redrawWith(() => {
        drawn = "";
        list();
    });
    const text = JSON.stringify(votes);
    if (text === drawn) return;
    drawn = text;
    show(
        "list",
        sentence("h1", "result.votes"),
        votes.length === 0 && note("info", say("result.votes.none")),
        h(
            "ul",
            { class: "plain votes" },
            votes.map(({ vote, title, state }) =>
                h(
                    "li",
                    {},
                    h("a", { class: "title", href: `#${vote}` }, title),
                    h("p", { class: "aside" }, say(`count.state.${state}`)),
                ),
            ),
        ),
    );
}
