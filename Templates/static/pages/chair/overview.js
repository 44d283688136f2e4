// The votes of the meeting. Those that are counted and signed can be released here, several with one confirmation: a
// first result that is known early sways the next vote.

import { isOver } from "../../act.js";
import { isOffline } from "../../api.js";
import { Canvas, faultNote, held, hold, resultBars } from "../../countviews.js";
import { pausedWords, readInterruption, watchInterruption } from "../../interruption.js";
import { again, watchVotes } from "../../watch.js";
import { ownVotes } from "../../ownvotes.js";
import { announce, button, confirmed, h, note, redrawWith, say, sayNumber, sentence, show } from "../../page.js";
import { signOutButton } from "../../signin.js";
import { equationNote, loadWords, pausedNote, releaseProblem, unsignedBy } from "./release.js";

/** Shows the overview until a vote is chosen; with `atOnce`, a single vote under way is chosen without asking. */
export function chooseVote(desk, key, atOnce) {
    return new Promise((resolve) => new Overview(desk, key, atOnce, resolve).run());
}

class Overview {
    votes = null;
    /** The votes whose session stands still. */
    paused = new Set();
    /** Those whose session is watched, and how that ends. */
    watched = new Map();
    /** Log and words of the votes that are being counted, by vote. */
    counted = new Map();
    chosen = new Set();
    faults = new Map();
    /** Why the last release stopped, with the title; it stays until the next one, whatever is drawn anew. */
    refusal = null;
    canvas = new Canvas();

    constructor(desk, key, atOnce, resolve) {
        Object.assign(this, { desk, key, atOnce, resolve });
    }

    run() {
        redrawWith(() => {
            this.canvas.wipe();
            this.counted.clear();
            return this.look();
        });
        this.stops = [
            watchVotes({ onNews: ({ votes }) => this.take(votes) }),
            // What happens after the t-th share is told to nobody before the release; it is asked for.
            again(1500, () => !this.isBusy && this.look()),
        ];
    }

    pick(vote) {
        this.isGone = true;
        this.stops.forEach((stop) => stop());
        this.watched.forEach((stop) => stop());
        this.resolve(vote);
    }

    async take(votes) {
        this.votes = await ownVotes(this.key, ["chair"], votes);
        if (this.isGone) return;
        const running = this.votes.filter(({ state }) => !isOver(state));
        if (this.atOnce && running.length === 1) return this.pick(running[0].vote);
        this.atOnce = false;
        running.forEach(({ vote }) => this.watchSession(vote));
        return this.look();
    }

    /** The interruption of one session says nothing of the votes of another on the same evening. */
    watchSession(vote) {
        if (this.watched.has(vote)) return;
        const onChange = (isPaused) => {
            const before = this.paused.size > 0;
            if (isPaused) this.paused.add(vote);
            else this.paused.delete(vote);
            const now = this.paused.size > 0;
            if (now !== before && (now || this.goesOn)) announce(say(now ? this.pausedWords : "web.resumed"));
            this.draw();
        };
        const isWanted = () => this.votes.some((each) => each.vote === vote && !isOver(each.state));
        this.watched.set(vote, watchInterruption({ vote, isWanted, onChange }).stop);
    }

    async look() {
        if (this.isGone || this.isLooking || !this.votes) return;
        this.isLooking = true;
        for (const { vote, state } of this.votes.filter(({ state }) => ["boxed", "tallying"].includes(state))) {
            try {
                const log = await this.desk.follow(vote, true);
                const known = this.counted.get(vote)?.words;
                const words = log.state === "tallied" ? (known ?? (await loadWords(this.desk, vote))) : null;
                this.counted.set(vote, { log, words });
                this.faults.delete(vote);
            } catch (error) {
                if (!isOffline(error)) this.faults.set(vote, error);
            }
        }
        this.isLooking = false;
        this.draw();
    }

    /** Whether there is a vote that is not over, as far as the page knows. */
    get goesOn() {
        return !this.votes || this.votes.some(({ state }) => !isOver(state));
    }

    /** The sentence of an interruption: where there is nothing but results, it is about them. */
    get pausedWords() {
        const paused = (this.votes ?? []).filter(({ vote }) => this.paused.has(vote));
        const going = paused.map((vote) => this.stateOf(vote)).filter((state) => !isOver(state));
        return pausedWords(new Set(going).size === 1 ? going[0] : null);
    }

    /** The state this person may know, which is further than the public one. */
    stateOf({ vote, state }) {
        return isOver(state) ? state : (this.counted.get(vote)?.log.state ?? state);
    }

    draw() {
        if (this.isGone || this.isBusy || !this.votes) return;
        const votes = this.votes.map((vote) => ({ ...vote, state: this.stateOf(vote) }));
        const ready = votes.filter(({ state }) => state === "tallied");
        const running = votes.filter(({ state }) => state !== "tallied" && !isOver(state));
        const over = votes.filter(({ state }) => isOver(state)).reverse();
        const signatures = ready.map(({ vote }) => this.counted.get(vote).log.signed);
        const faults = [...this.faults].map(([vote, { code }]) => [vote, code]);
        const paused = [...this.paused];
        this.canvas.draw([votes, signatures, faults, paused, this.refusal?.title, this.refusal?.error.code], () => {
            show(
                "overview",
                sentence("h1", "chair.votes"),
                this.paused.size > 0 && pausedNote(this.pausedWords),
                [...this.faults.values()].map(faultNote),
                this.refusal && [h("p", {}, h("strong", {}, this.refusal.title)), faultNote(this.refusal.error)],
                votes.length === 0 && note("info", say("chair.votes.none")),
                running.length > 0 && [sentence("h2", "chair.running"), this.list(running)],
                ready.length > 0 && this.releases(ready),
                over.length > 0 && [sentence("h2", "count.votes.over"), this.list(over)],
                h("div", { class: "buttons" }, signOutButton()),
            );
            hold("release", "count.held.release", ready.length > 0 && ready.every(({ vote }) => this.paused.has(vote)));
        });
    }

    list(votes) {
        return h(
            "ul",
            { class: "plain votes" },
            votes.map(({ vote, title, state }) =>
                h(
                    "li",
                    {},
                    h("p", { class: "title" }, title),
                    h("p", { class: "aside" }, say(`count.state.${state}`)),
                    this.opener(vote, title),
                ),
            ),
        );
    }

    opener(vote, title) {
        const name = say("count.votes.pickTitle", { title });
        return button("count.votes.pick", () => this.pick(vote), { "aria-label": name });
    }

    // MARK: Releasing together

    releases(votes) {
        const main = button("chair.release.chosen", () => this.release(votes), { class: "main" });
        return [
            sentence("h2", "chair.ready"),
            note("warn", say("chair.preview")),
            h(
                "form",
                { onsubmit: (event) => event.preventDefault() },
                h(
                    "fieldset",
                    {},
                    sentence("legend", "chair.release.legend"),
                    votes.map((vote) => this.candidate(vote)),
                ),
                h("div", { id: "release-progress", role: "status" }),
                held("release", main),
            ),
        ];
    }

    candidate({ vote, title }) {
        const { log, words } = this.counted.get(vote);
        const problem = this.paused.has(vote) ? say("count.held.release") : releaseProblem(log, words);
        const box = h("input", {
            type: "checkbox", id: `release-${vote}`, disabled: Boolean(problem),
            checked: this.chosen.has(vote) && !problem,
            onchange: () => (box.checked ? this.chosen.add(vote) : this.chosen.delete(vote)),
        });
        return h(
            "div",
            { class: "candidate" },
            h("label", { class: "choice" }, box, title),
            problem && note("warn", problem),
            h(
                "details",
                {},
                sentence("summary", "chair.preview.show"),
                resultBars(log),
                equationNote(log),
                words.decided.map((text) => h("p", {}, text)),
                this.opener(vote, title),
            ),
        );
    }

    async release(votes) {
        // Looked up each time: while the chair is asked the view may be drawn anew, with another place for it.
        const tell = (...notes) => document.getElementById("release-progress")?.replaceChildren(...notes);
        tell();
        const chosen = votes.filter(({ vote }) => this.chosen.has(vote) && !this.paused.has(vote));
        if (chosen.length === 0) return tell(note("info", say("chair.release.none")));
        const titles = chosen.map(({ title }) => say("count.quoted", { title })).join(", ");
        const missing = chosen.map(({ vote, title }) => unsignedBy(this.counted.get(vote).log, chosen.length > 1 ? title : ""));
        const unsigned = missing.filter(Boolean).map((line) => `\n${line}`).join("");
        const values = { number: chosen.length, titles, unsigned };
        const key = chosen.length === 1 ? "chair.release.confirm.one" : "chair.release.confirm";
        if (!(await confirmed(key, values, "chair.release.yes"))) return undefined;
        // Somebody may have interrupted the session while this person was asked; the page hears of it by itself.
        for (const { vote } of chosen) {
            if ((await readInterruption(vote)) ?? this.paused.has(vote)) {
                return tell(note("warn", say("count.held.release")));
            }
        }
        this.isBusy = true;
        this.refusal = null;
        const done = [];
        const onWaiting = () => {
            const place = document.getElementById("release-progress");
            if (place && !place.querySelector(".warn")) place.append(note("warn", say("web.offline")));
        };
        let running = "";
        try {
            for (const { vote, title } of chosen) {
                running = title;
                await this.desk.act(vote, { call: "sign", args: { act: "announce" }, type: "announce", onWaiting });
                this.chosen.delete(vote);
                done.push(title);
                const text = sayNumber("chair.released", done.length, { titles: done.join(", ") });
                tell(note("good", text));
                announce(text);
            }
        } catch (error) {
            this.refusal = { title: running, error };
        } finally {
            this.isBusy = false;
        }
        await this.take(this.votes);
    }
}
