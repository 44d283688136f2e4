// One vote of the chair: in each state what is to be read aloud, in the order in which it is read.

import { equation, held, hold, resultBars, tellerNames, warningNotes } from "../../countviews.js";
import { awaitLot, openLot } from "../../lotviews.js";
import { alarm, announce, button, codeOf, confirmed, h, note, say, sayNumber, sentence, spoken } from "../../page.js";
import { spelledCode } from "../../spelled.js";
import { VotePage } from "../../votepage.js";
import { lotCard } from "./lot.js";
import { equationNote, loadWords, pausedNote, releaseProblem, unsignedBy } from "./release.js";

export class ChairVote extends VotePage {
    words = null;
    wordsFor = "";
    /** What was entered of a lot, as `Desk.lot` has it. */
    lot = null;

    run() {
        super.run();
        this.stops.push(awaitLot(this));
    }

    async afterFollowing() {
        const { log } = this;
        const key = `${log.state} ${log.result ? "counted" : ""} ${spoken()}`;
        if (this.wordsFor !== key) {
            this.words = await loadWords(this.desk, this.vote);
            this.wordsFor = key;
        }
        if (log.state !== "announced" || !openLot(this.words) || this.lot) return;
        const lot = await this.desk.lot(this.vote);
        // The sentences are others with the lot.
        if (lot) this.words = await loadWords(this.desk, this.vote);
        this.lot = lot;
    }

    get interruptionNote() {
        return this.isPaused ? [pausedNote(this.interruptionWords)] : [];
    }

    get isReady() {
        return this.words !== null && this.news !== null;
    }

    viewOf({ state }) {
        return VIEWS[state] ?? VIEWS.voided;
    }
}

/** A card with what is read out. */
const read = (key, texts) =>
    h(
        "section",
        { class: "card" },
        sentence("h2", key),
        h("div", { class: "read" }, texts.filter(Boolean).map((text) => h("p", {}, text))),
    );

const numbers = ({ log, news }) =>
    equation([
        ["count.entitled", log.manifest.rollCount],
        news && log.fingerprint && ["count.draws", log.board?.draws ?? news.draws],
        news && log.fingerprint && ["count.ballots", log.board?.ballots ?? news.ballots],
        log.board && ["count.gap", log.board.gap],
    ]);

/** The law's sentences; without a law, general ones. */
function opening({ log, words }) {
    if (words.opening.length > 0) return words.opening;
    const { title, question, rollCount } = log.manifest;
    return [say("chair.say.opening", { title }), question, sayNumber("chair.say.entitled", rollCount)];
}

function closing({ log, news, words }) {
    if (words.closing.length > 0) return words.closing;
    const ballots = log.board?.ballots ?? news.ballots;
    const gap = (log.board?.draws ?? news.draws) - ballots;
    return [say("chair.say.closed"), sayNumber("chair.say.cast", ballots), gap > 0 && sayNumber("chair.say.gap", gap)];
}

const before = (page) =>
    page.put("before", [page.log.state, page.words], () => [
        note("info", say(`count.state.${page.log.state}`), sentence("p", "chair.before")),
        numbers(page),
        read("chair.read.later", opening(page)),
    ]);

const issuing = (page) =>
    page.put("issuing", [page.news, page.words, page.isPaused], () => [
        h("p", { class: "aside" }, say("count.state.issuing")),
        numbers(page),
        read("chair.read.opening", opening(page)),
        codeCard("chair.read.fingerprint", "chair.say.fingerprint", page.log.fingerprint, "chair.say.compare"),
        !page.isPaused && sentence("p", "chair.next.casting"),
    ]);

/** A code to be read out: the sentence before it, the code spelled, and what the hall is asked to do. */
const codeCard = (heading, before, code, after, more = []) =>
    h(
        "section",
        { class: "card" },
        sentence("h2", heading),
        h("div", { class: "read" }, sentence("p", before)),
        spelledCode(code),
        h("div", { class: "read" }, sentence("p", after), more.filter(Boolean).map((text) => h("p", {}, text))),
    );

const casting = (page) =>
    page.put("casting", [page.news, page.isPaused], () => [
        h("p", { class: "aside" }, say("count.state.casting")),
        !page.isPaused && read("chair.read.casting", [say("chair.say.casting"), say("chair.say.secret")]),
        numbers(page),
        !page.isPaused && sentence("p", "chair.next.close"),
        sentence("h2", "web.fingerprint"),
        codeOf(page.log.fingerprint),
    ]);

const closed = (page) =>
    page.put("closed", [page.news, page.words], () => [
        read("chair.read.closing", closing(page)),
        numbers(page),
        h("p", { class: "working" }, say("chair.publishing")),
    ]);

const boxed = (page) =>
    page.put("boxed", [page.log.shares, page.words], () => {
        const { log } = page;
        const { draws, ballots, gap } = log.board;
        if (ballots < log.manifest.minimumBallots) return tooFew(page);
        return [
            h("p", { class: "aside" }, say(`count.state.${log.state}`)),
            read("chair.read.closing", closing(page)),
            read("chair.read.pause", [say("chair.say.pause"), say("chair.say.object")]),
            numbers(page),
            codeCard("chair.read.board", "chair.say.board", log.boardFingerprint, "chair.say.boardSame", [
                sayNumber("chair.say.draws", draws),
                sayNumber("chair.say.cast", ballots),
                gap > 0 ? sayNumber("chair.say.gap", gap) : say("chair.say.noGap"),
                say("chair.say.open"),
            ]),
            log.shares.length > 0 &&
                h("p", { role: "status" }, say("chair.shared", { names: tellerNames(log.manifest, log.shares) })),
        ];
    });

/** Nothing will be opened: no code is read out for it. */
function tooFew(page) {
    const { manifest, board } = page.log;
    return [
        note("bad", say("error.device.tooFewBallots", { have: board.ballots, need: manifest.minimumBallots })),
        read("chair.read.closing", [...closing(page), say("chair.say.tooFew")]),
        numbers(page),
    ];
}

const tallied = (page) => {
    page.put("tallied", [page.log.signed, page.words], () => preview(page));
    hold("release", "count.held.release", page.isPaused);
};

const preview = (page) => {
    const { log, words } = page;
    const problem = releaseProblem(log, words);
    return [
        h(
            "section",
            { class: "card preview" },
            h("p", { class: "stamp" }, say("chair.preview.stamp")),
            note("warn", say("chair.preview")),
            sentence("h2", "chair.preview.heading"),
            resultBars(log),
            numbers(page),
            equationNote(log),
            warnings(log),
            h("div", { class: "read" }, announcing(page).map((text) => h("p", {}, text))),
            words.problem && note("warn", words.problem),
            openQuestions(words),
            log.signed.length > 0 &&
                h("p", {}, say("chair.signed", { names: tellerNames(log.manifest, log.signed) })),
            !problem && unsignedBy(log) && h("p", {}, unsignedBy(log)),
        ),
        problem
            ? h("div", { id: "no-release" }, note("info", problem))
            : held("release", button("chair.release", () => release(page), { class: "main" })),
        sentence("p", "chair.release.several", {}, { class: "aside" }),
    ];
};

/** What small numbers give away, said before it is too late to think about it. */
function warnings({ manifest, result, board }) {
    const { ballots } = board;
    const chosenBy = (number) => manifest.options.find((_, i) => result.counts[i] === number)?.label;
    const all = chosenBy(ballots);
    if (all !== undefined) return warningNotes([{ code: "warning.unanimous", values: { option: all } }]);
    // Who marks several options does not vote otherwise by leaving out one of them.
    const others = ballots > 2 && manifest.maximum === 1 ? chosenBy(ballots - 1) : undefined;
    return warningNotes(others !== undefined ? [{ code: "warning.allButOne", values: { option: others } }] : []);
}

function announcing({ log, words }) {
    if (words.announcing.length > 0) return words.announcing;
    const counts = log.manifest.options.map(({ label }, i) => `${label}: ${log.result.counts[i]}`).join(", ");
    return [say("chair.say.result", { title: log.manifest.title }), `${counts}.`];
}

async function release(page) {
    const titles = say("count.quoted", { title: page.log.manifest.title });
    const missing = unsignedBy(page.log);
    const values = { titles, number: 1, unsigned: missing && `\n${missing}` };
    if (!(await confirmed("chair.release.confirm.one", values, "chair.release.yes"))) return;
    if (await page.standsStill()) return;
    const act = { call: "sign", args: { act: "announce" }, type: "announce", onWaiting: page.onWaiting };
    await page.doing(() => page.desk.act(page.vote, act));
}

const announced = (page) =>
    page.put("announced", [page.words, page.lot], () => {
        const { log, words } = page;
        return [
            note("good", say("count.state.announced")),
            read("chair.read.announcing", announcing(page)),
            lotCard(page),
            resultBars(log),
            numbers(page),
            openQuestions(words),
            words.minutes && forMinutes("chair.minutes", "minutes", words.minutes),
            words.resolution && forMinutes("chair.resolution", "resolution", words.resolution),
            sentence("h3", "count.resultCode"),
            codeOf(log.resultFingerprint),
        ];
    });

/** Points on which the law can be read in two ways, and which reading was followed. */
const openQuestions = ({ questions }) =>
    questions.length > 0 && [
        sentence("h2", "chair.questions"),
        questions.map(([question, ...readings]) => [
            h("p", {}, question),
            h("ul", {}, readings.map((reading) => h("li", {}, reading.trim()))),
        ]),
    ];

/** A text to be taken over into the minutes. */
const forMinutes = (key, id, text) =>
    h(
        "section",
        { class: "card" },
        sentence("h2", key),
        h("p", { class: "read", id }, text),
        h("div", { class: "buttons" }, copyButton(text, id)),
        h("div", { id: `${id}-copy` }),
    );

/** Where the browser refuses, the text is selected, so that it can be copied by hand. */
const copyButton = (text, id) =>
    button("chair.copy", async () => {
        const said = document.getElementById(`${id}-copy`);
        said.replaceChildren();
        try {
            await navigator.clipboard.writeText(text);
            announce(say("chair.copied"));
        } catch {
            getSelection().selectAllChildren(document.getElementById(id));
            said.replaceChildren(note("warn", say("chair.copy.refused")));
            alarm(say("chair.copy.refused"));
        }
    });

const over = (page) =>
    page.put("over", [page.log.state], () => [
        note("warn", say(`count.state.${page.log.state}`)),
        read("chair.read.over", [
            say(`chair.say.${page.log.state}`),
            page.log.voidReason && say("count.reason", { reason: page.log.voidReason }),
        ]),
    ]);

const VIEWS = {
    draft: before, ceremony: before, ready: before, issuing, casting, closed, boxed, tallying: boxed, tallied,
    announced, voided: over, abandoned: over,
};
