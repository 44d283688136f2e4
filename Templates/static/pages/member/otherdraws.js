// Votes that opened while the person is busy with another one: their tokens are drawn, too, because they are only given
// out for a while. Nothing of it is shown; the vote that is shown stays.
//
// Whoever draws is named. So that the moment of a draw tells nobody when this device casts, draws come at random moments
// while a vote is casting, and never while a ballot is on its way.
//
// It has a worker of its own, since a worker holds one vote at a time and this must not touch what a person prepares.

import { pause, post, read } from "../../api.js";
import { readInterruption } from "../../interruption.js";
import { isOver } from "../../stage.js";

/** Tries once: what waited for a connection would come at the same time as a ballot that waits for it. */
const ONCE = { persistently: (act) => act(), post, read };

/** The longest time until the next try, in milliseconds. */
const SPREAD = 30_000;

const atRandom = () => pause((crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32) * SPREAD);

export class OtherDraws {
    votes = [];
    /** Votes of which this device has the token, or will never have one. */
    done = new Set();
    isRunning = false;
    turn = Promise.resolve();

    /**
     * `boothOf(vote, network)` makes a booth with the other worker; `storeOf(vote)` is what is kept of a vote, `shown()`
     * the one that is on the page; `onDrawn()` hears of each token.
     */
    constructor({ boothOf, storeOf, shown, onDrawn, isPaused = readInterruption, wait = atRandom }) {
        Object.assign(this, { boothOf, storeOf, shown, onDrawn, isPaused, wait });
    }

    /** The votes as they are now. */
    take(votes) {
        this.votes = votes;
        // A seed and a ballot go with the vote, though nobody was there at its end. What the server merely says about
        // its state would not be enough; following the log to the end erases them.
        for (const { vote, state } of votes) {
            const isKept = isOver(state) && vote !== this.shown() && Object.keys(this.storeOf(vote)).length > 0;
            if (isKept) this.next(() => this.follow(vote));
        }
        if (!this.isRunning && this.open().length > 0) {
            this.isRunning = true;
            this.run();
        }
    }

    /** Where there is a token to draw. */
    open() {
        const { votes, done } = this;
        return votes.filter(({ vote, state }) => state === "issuing" && vote !== this.shown() && !done.has(vote));
    }

    /** Whether a ballot may be on its way. */
    isSending() {
        return this.votes.some(({ vote, state }) => {
            const { ballot, receipt } = isOver(state) ? {} : this.storeOf(vote);
            return ballot !== undefined && receipt === undefined;
        });
    }

    /** Goes on until every token is here, or its time is over; what fails is tried again. */
    async run() {
        for (let isAgain = false; this.open().length > 0; isAgain = true) {
            if (isAgain || this.votes.some(({ state }) => state === "casting")) await this.wait();
            for (const { vote } of this.open()) await this.next(() => this.isSending() || this.draw(vote));
        }
        this.isRunning = false;
    }

    /** One after the other; what went wrong shows when the person goes there. */
    next(act) {
        this.turn = this.turn.then(act).catch(() => {});
        return this.turn;
    }

    async draw(vote) {
        if ((await this.isPaused(vote)) !== false) return;
        const booth = await this.follow(vote);
        if (booth.stage === "drawing") await booth.draw();
        if (booth.stage === "drawing") return;
        this.done.add(vote);
        if (booth.stage === "drawn") this.onDrawn();
    }

    async follow(vote) {
        const booth = this.boothOf(vote, ONCE);
        await booth.start();
        await booth.refresh();
        await booth.readAbandonment();
        return booth;
    }
}
