// After the close: the list of all trackers, recomputed on this device, and the own one in it (protocol section 13.2).

import { download } from "../../download.js";
import { button, facts, h, note, say, sayNumber, sentence, show } from "../../page.js";
import { farewell, fingerprint, tracker, voteHead } from "./frame.js";

export function showClosed(page, booth) {
    show(
        "closed",
        voteHead(booth),
        sentence("h1", "member.closed", {}, { class: "working" }),
        sentence("p", "member.closed.text"),
        farewell(page),
    );
}

export function showBoard(page, booth) {
    const { state, boardFingerprint } = booth.log;
    show(
        `board ${state}`,
        voteHead(booth),
        sentence("h1", state === "boxed" ? "member.board" : "member.board.counting"),
        ownOutcome(booth),
        fingerprint(boardFingerprint, "board"),
        numbers(booth),
        trackerList(booth),
        farewell(page),
    );
}

/** Whether the own ballot is in the list; if not, what to do. */
function ownOutcome(booth) {
    const { board, store, outcome } = booth;
    if (outcome === "late") return note("bad", say("member.late.text"), sentence("p", "member.late.do"));
    const leftOut = () => note("info", say("member.leftOut.text", { p: booth.person }));
    if (!booth.tracker) return booth.isOnRoll === false ? leftOut() : note(
        "info",
        say("member.board.none"),
        sentence("p", "member.board.none.gap"),
    );
    if (board.onBoard) return note("good", say("member.board.found"), tracker(booth.tracker));
    return note(
        "bad",
        say("member.board.missing"),
        sentence("p", "member.board.missing.do"),
        tracker(booth.tracker),
        store.receipt !== undefined &&
            h(
                "div",
                { class: "buttons" },
                button(
                    "member.board.receipt",
                    () => download(`quittung-${booth.tracker}.json`, booth.proof, "application/json"),
                ),
            ),
    );
}

/** What the chair names at the end of the pause. */
export function numbers({ log }) {
    const { draws, ballots, gap } = log.board;
    return h(
        "section",
        { class: "card", "aria-label": say("member.numbers") },
        facts([
            ["member.numbers.entitled", String(log.manifest.rollCount)],
            ["member.numbers.draws", String(draws)],
            ["member.numbers.ballots", String(ballots)],
            ["member.numbers.gap", String(gap)],
        ]),
        gap > 0 && h("p", {}, sayNumber("member.numbers.gap.text", gap)),
    );
}

export function trackerList({ board, tracker: own }) {
    if (!board) return null;
    const isOwn = (each) => each === own;
    return h(
        "section",
        { class: "card", "aria-labelledby": "list-heading" },
        h("h2", { id: "list-heading" }, sayNumber("member.list", board.trackers.length)),
        sentence("p", "member.list.text", {}, { class: "aside" }),
        h(
            "ul",
            { class: "trackers", id: "trackers" },
            board.trackers.map(
                (each) => h(
                    "li",
                    { class: isOwn(each) && "own" },
                    each,
                    isOwn(each) && h("span", {}, ` ✓ ${say("member.list.own")}`),
                ),
            ),
        ),
    );
}
