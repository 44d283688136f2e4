// One vote on a page: follows its log, live, and shows the view that fits its state. The pages of tellers, chair and
// hall say which views there are.

import { isOver } from "./act.js";
import { isOffline } from "./api.js";
import { Canvas, ClosingGuard, faultNote, voteHeader } from "./countviews.js";
import { isAlarm } from "./faulttext.js";
import { pausedWords, readInterruption, watchInterruption } from "./interruption.js";
import { again, watchVote } from "./watch.js";
import { isRehearsal } from "./rehearsal.js";
import { readRestored } from "./restored.js";
import { alarm, announce, h, markRehearsal, note, redrawWith, say, show } from "./page.js";

/** The events after the t-th share are not public yet, so nobody tells of them: they are asked for. */
const ASKED = ["boxed", "tallying", "tallied"];

export class VotePage {
    /** What worker.js shows of the log, as far as it was followed. */
    log = null;
    /** `{state, events, draws, ballots}` as the server tells them; numbers for people. */
    news = null;
    isOffline = false;
    /** The session stands still. */
    isPaused = false;
    /** The server has this vote from a backup, so that it can only be voided; asked again when the server was gone. */
    isRestored = false;
    isServerKnown = false;
    /** The retry that waits after a lost connection. */
    retry = null;
    /** What went wrong last, until the next act. */
    fault = null;
    /** The state that was told last. */
    told = "";
    /** What the single views remember. */
    stage = {};
    canvas = new Canvas();
    guard = new ClosingGuard();

    /** `others` makes the button that leaves this vote, if there is one. */
    constructor(desk, vote, others) {
        Object.assign(this, { desk, vote, others });
    }

    run() {
        // Another language is no reason to sign in again.
        redrawWith(() => {
            this.canvas.wipe();
            return this.refresh();
        });
        this.stops = [
            watchVote(this.vote, {
                onNews: (news) => {
                    this.news = news;
                    return this.refresh();
                },
                onOffline: (isOffline) => this.tellOffline(isOffline),
                onMissing: () => this.put("missing", [], () => note("bad", say("error.server.unknown_vote"))),
            }),
            watchInterruption({
                isWanted: () => !this.log || !isOver(this.log.state),
                onChange: (isPaused) => this.tellInterruption(isPaused),
            }).stop,
        ];
        if (this.desk.kind !== "public") {
            this.stops.push(again(700, () => ASKED.includes(this.log?.state) && !this.isBusy && this.refresh()));
        }
    }

    stop() {
        this.isGone = true;
        markRehearsal(false);
        this.guard.set(false);
        this.stops.forEach((stop) => stop());
    }

    // MARK: Following

    async refresh() {
        if (this.isGone) return;
        try {
            this.log = await this.desk.follow(this.vote, this.news?.state === "abandoned");
            if (!this.isServerKnown) this.isRestored = await readRestored(this.vote);
            this.isServerKnown = true;
            await this.afterFollowing();
            this.tellOffline(false);
        } catch (error) {
            if (isOffline(error)) this.tryLater();
            else this.fault = error;
        }
        this.draw();
    }

    /** One retry at a time, however many refreshes were lost. */
    tryLater() {
        this.retry ??= setTimeout(() => {
            this.retry = null;
            this.refresh();
        }, 2000);
    }

    /** What a page does after each step of the log. */
    async afterFollowing() {}

    /** Whether the page has all that its views show. */
    get isReady() {
        return true;
    }

    tellOffline(isOffline) {
        if (isOffline === this.isOffline) return;
        this.isOffline = isOffline;
        // Whatever answers next may have been restored meanwhile, and has no other news.
        if (isOffline) this.isServerKnown = false;
        else if (!this.isServerKnown) this.refresh();
        document.getElementById("offline")?.replaceChildren(...this.offlineNote);
        alarm(say(isOffline ? "web.offline" : "web.online"));
    }

    get offlineNote() {
        return this.isOffline ? [note("warn", say("web.offline"))] : [];
    }

    tellInterruption(isPaused) {
        this.isPaused = isPaused;
        document.getElementById("paused")?.replaceChildren(...this.interruptionNote);
        // A vote that is over does not go on.
        if (isPaused || !isOver(this.log?.state)) announce(say(isPaused ? this.interruptionWords : "web.resumed"));
        this.draw();
    }

    /** What this page's people are told while the session stands still. */
    get interruptionWords() {
        return pausedWords(this.log?.state);
    }

    /** Asked once more before a step that cannot be taken back: somebody may have interrupted the session meanwhile. */
    async standsStill() {
        const isPaused = (await readInterruption()) ?? this.isPaused;
        if (isPaused !== this.isPaused) this.tellInterruption(isPaused);
        return isPaused;
    }

    get interruptionNote() {
        return this.isPaused ? [note("warn", say(this.interruptionWords))] : [];
    }

    /** For calls that wait for the connection. */
    onWaiting = () => this.tellOffline(true);

    /** Does something that the person asked for; a fault is shown and stays until the next try. */
    async doing(work) {
        this.fault = null;
        this.isBusy = true;
        try {
            await work();
        } catch (error) {
            this.fault = error;
        } finally {
            this.isBusy = false;
            this.canvas.wipe();
            await this.refresh();
        }
    }

    // MARK: Showing

    draw() {
        if (this.isGone) return;
        const { log, fault } = this;
        // A log that does not hold is shown by nothing but its fault.
        if (fault && (!log || (isAlarm(fault) && !isOver(log.state)))) return void this.put("fault", [], () => []);
        if (!log || !this.isReady) return;
        markRehearsal(isRehearsal(log.manifest.title));
        if (isOver(log.state) || this.mustEnd) this.guard.set(false);
        if (this.mustEnd) this.put("restored", [log.state], () => this.restoredView);
        else this.viewOf(log)(this);
        this.tellState();
    }

    /** Tells a screen reader how far the vote has come; the heading is the same in every state. */
    tellState() {
        const now = this.mustEnd ? "restored" : this.log.state;
        const before = this.told;
        this.told = now;
        if (before && before !== now) announce(say(`count.state.${now}`));
    }

    /** Whether nothing but its void can follow. */
    get mustEnd() {
        return this.isRestored && !isOver(this.log.state);
    }

    get restoredView() {
        return note("bad", say("count.restored"), h("p", {}, say("count.restored.why")));
    }

    /** Puts a view on the page unless it is there already; `what` is everything in it that can change. */
    put(name, what, build) {
        const fault = this.fault && [this.fault.code, this.fault.values];
        this.canvas.draw([name, what, fault], () =>
            show(
                name,
                this.log && this.header,
                h("div", { id: "offline" }, this.offlineNote),
                h("div", { id: "paused" }, this.interruptionNote),
                this.fault && faultNote(this.fault),
                build(),
                this.others && h("div", { class: "buttons" }, this.others()),
            ),
        );
    }

    get header() {
        return voteHeader(this.log.manifest);
    }

    /** Changes what a view remembers, and shows it. */
    set(name, value) {
        this.stage[name] = value;
        this.draw();
    }
}
