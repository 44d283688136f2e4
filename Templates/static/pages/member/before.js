// Waiting, drawing, on the way, arrived: what the member sees while nothing is asked of them.

import { h, note, say, sentence, show } from "../../page.js";
import { farewell, fingerprint, tracker, voteHead } from "./frame.js";

export function showWaiting(page, booth) {
    show(
        "waiting",
        voteHead(booth),
        sentence("h1", "member.waiting"),
        sentence("p", "member.waiting.text"),
        farewell(page),
    );
}

export function showDrawing(page, booth) {
    if (page.isPaused) return showHeld(page, booth);
    show(
        "drawing",
        voteHead(booth),
        sentence("h1", "member.drawing", {}, { class: "working" }),
        sentence("p", "member.drawing.text"),
    );
}

/** The session stands still, so nothing is drawn. */
function showHeld(page, booth) {
    show(
        "held",
        voteHead(booth),
        sentence("h1", "member.held"),
        sentence("p", "member.held.text"),
        farewell(page),
    );
}

export function showDrawn(page, booth) {
    show(
        "drawn",
        voteHead(booth),
        sentence("h1", "member.drawn"),
        sentence("p", "member.drawn.text"),
        booth.isRecovered && note("info", say("member.recovered")),
        fingerprint(booth.log.fingerprint, "vote"),
        farewell(page),
    );
}

export function showSending(page, booth) {
    const { jitterSeconds } = booth.log.manifest;
    show(
        "sending",
        voteHead(booth),
        sentence("h1", "member.sending", {}, { class: "working" }),
        sentence("p", "member.sending.text"),
        jitterSeconds > 0 && sentence("p", "member.sending.jitter", { seconds: jitterSeconds }),
    );
}

export function showArrived(page, booth) {
    show(
        "arrived",
        voteHead(booth),
        sentence("h1", "member.arrived"),
        note("good", say("member.arrived.text")),
        booth.tracker && tracker(booth.tracker),
        sentence("p", "member.arrived.next"),
        h(
            "details",
            {},
            sentence("summary", "member.secrecy"),
            sentence("p", "member.secrecy.text"),
            sentence("p", "member.secrecy.limits"),
        ),
        farewell(page),
    );
}
