// One vote on the wall: readable from the last row, no interim result, and at each step the code that everybody
// compares.

import { isOver } from "../../act.js";
import { equation, resultBars, voteHeader } from "../../countviews.js";
import { awaitLot, lotNote, lotProblem, openLot } from "../../lotviews.js";
import { codeOf, h, note, say, sentence, spoken } from "../../page.js";
import { loadRecord } from "../../record-files.js";
import { VotePage } from "../../votepage.js";
import { publicWords } from "../../words-of-vote.js";
import { fit, unfit } from "./fit.js";

export class ResultVote extends VotePage {
    words = null;
    /** The language of the words. */
    wordsIn = "";
    /** What the chair entered of a lot, as `Desk.lot` has it. */
    lot = null;

    run() {
        super.run();
        addEventListener("resize", fit);
        this.stops.push(awaitLot(this), () => removeEventListener("resize", fit), unfit);
    }

    async afterFollowing() {
        const { state } = this.log;
        if (state === "announced" && this.wordsIn !== spoken()) {
            this.words = await publicWords(this.vote);
            this.wordsIn = spoken();
        }
        if (openLot(this.words) && !this.lot) {
            const lot = await this.desk.lot(this.vote);
            // The sentences are others with the lot.
            if (lot) this.words = await publicWords(this.vote);
            this.lot = lot;
        }
        // The board that is on the wall was checked by this device, and so was the result.
        if (state === "boxed" || state === "announced") this.verify(state);
    }

    async verify(state) {
        if (this.stage.verifying === state) return;
        this.stage.verifying = state;
        this.stage.report = null;
        try {
            const files = await loadRecord(this.vote, this.log.manifest, this.onWaiting);
            this.stage.report = await this.desk.ask(this.vote, "verifyOwn", { files });
        } catch (error) {
            this.fault = error;
        }
        this.draw();
    }

    /** On the wall it stands in place of what the hall would be asked to do. */
    get interruptionNote() {
        return [];
    }

    get header() {
        const { state: reached } = this.log;
        const isHeld = this.isPaused && !isOver(reached) && !this.mustEnd;
        // Nobody looks anything up in a pause after which nothing is opened.
        const known = isTooFew(this.log) && !isOver(reached) ? "closed" : reached;
        const key = isHeld ? "result.paused" : `count.state.${this.mustEnd ? "restored" : known}`;
        const state = h("span", { class: "state", role: "status" }, say(key));
        return voteHeader(this.log.manifest, state);
    }

    get restoredView() {
        return [sentence("p", "count.restored", {}, { class: "now" }), sentence("p", "count.restored.why")];
    }

    draw() {
        super.draw();
        if (!this.isGone) fit();
    }

    viewOf({ state }) {
        return { announced, voided: over, abandoned: over }[state] ?? running;
    }
}

const numbers = ({ log, news }) =>
    equation([
        ["count.entitled", log.manifest.rollCount],
        log.fingerprint && news && ["count.draws", log.board?.draws ?? news.draws],
        log.fingerprint && news && ["count.ballots", log.board?.ballots ?? news.ballots],
        log.board && log.board.gap > 0 && ["count.gap", log.board.gap],
    ]);

const SMALL = { class: "small" };
const boardCode = ({ boardFingerprint: code }, props) => code && [sentence("h2", "web.board", {}, SMALL), codeOf(code, props)];
const resultCode = ({ resultFingerprint: code }) => code && [sentence("h2", "count.resultCode", {}, SMALL), codeOf(code)];
const voteCode = ({ fingerprint: code }, props) => code && [sentence("h2", "web.fingerprint", {}, SMALL), codeOf(code, props)];

/** While a code is being compared it stands there as large as the wall is wide. */
const LARGE = { class: "code large" };

/** Whether the files behind the code hold, as this device found. */
function verdict({ stage }) {
    if (!stage.verifying) return null;
    if (!stage.report) return h("p", { class: "working aside" }, say("result.verifying"));
    return stage.report.valid ? note("good", say("result.valid")) : note("bad", say("result.invalid"));
}

/** Left what is large, right what is looked up; one below the other where there is no room. */
const wall = (left, right) => h("div", { class: "wall" }, h("div", {}, left), h("div", {}, right));

/** Whether the box is on the board and holds too few ballots to be opened: there is nothing to look up for a count. */
const isTooFew = ({ board, manifest }) => board && board.ballots < manifest.minimumBallots;

const running = (page) => {
    const { log, news, stage, isPaused } = page;
    const now = isTooFew(log) ? "result.tooFew" : isPaused ? page.interruptionWords : `result.${log.state}`;
    page.put("running", [log.state, news, stage.verifying, stage.report?.valid, isPaused], () => [
        sentence("p", now, {}, { class: "now" }),
        h("div", { class: "numbers" }, numbers(page)),
        log.board ? boardCode(log, LARGE) : voteCode(log, LARGE),
        log.board && h("div", { class: "below" }, verdict(page), h("div", {}, voteCode(log))),
    ]);
};

const announced = (page) => {
    const { log, words, stage, lot } = page;
    const holds = lot && !lotProblem(lot, openLot(words));
    // A lot that holds is said first, as large as the decision that it completes.
    const decided = words?.decided.slice(0, holds ? 2 : 1) ?? [];
    const next = words?.decided.slice(decided.length) ?? [];
    page.put("announced", [words, stage.report?.valid, lot], () => [
        decided.map((text) => h("p", { class: "decision", role: holds ? "status" : null }, text)),
        wall(
            [
                resultBars(log),
                next.length > 0 && [
                    sentence("h2", lot && !holds ? "lot.heading" : "result.next"),
                    next.map((text) => h("p", { class: "next" }, text)),
                ],
                lot && !holds && lotNote(lot, openLot(words)),
            ],
            [
                numbers(page),
                verdict(page),
                resultCode(log),
                boardCode(log),
                voteCode(log),
                h("p", {}, h("a", { href: `/pruefen#vote=${page.vote}` }, say("result.check"))),
            ],
        ),
    ]);
};

const over = (page) => {
    const { log } = page;
    page.put("over", [log.state], () => [
        note("warn", say(`result.${log.state}`)),
        log.voidReason && h("p", {}, say("count.reason", { reason: log.voidReason })),
    ]);
};
