// Votes that opened while the person is busy with another one: their tokens are drawn, too, because they are only given
// out for a while. Nothing of it is shown; the vote that is shown stays.
//
// It has a worker of its own, since a worker holds one vote at a time and this must not touch what a person prepares.

import { post, read } from "../../api.js";
import { readInterruption } from "../../interruption.js";
import { isOver } from "../../stage.js";

/** Tries once: what waited for a connection would come at the same time as a ballot that waits for it. */
const ONCE = { persistently: (act) => act(), post, read };

export class OtherDraws {
    /** Votes of which this device has the token, or will never have one. */
    done = new Set();
    turn = Promise.resolve();

    /** `boothOf(vote, network)` makes a booth with the other worker; `onDrawn()` hears of each token. */
    constructor({ boothOf, onDrawn, isPaused = readInterruption }) {
        Object.assign(this, { boothOf, onDrawn, isPaused });
    }

    /**
     * Draws in every vote that gives out tokens, but not in `shown`. To be called when there is news of votes, and not
     * while a ballot is on its way: whoever draws is named, and that must tell nobody when this device casts.
     */
    take(votes, shown) {
        for (const { vote, state } of votes) {
            if (vote === shown) continue;
            if (state === "issuing" && !this.done.has(vote)) this.next(() => this.draw(vote));
            // The seed goes when the vote does, though nobody went there.
            if (isOver(state) && this.done.delete(vote)) this.next(() => this.follow(vote));
        }
        return this.turn;
    }

    /** What fails is tried again with the next news, or when the person goes there and sees why. */
    next(act) {
        this.turn = this.turn.then(act).catch(() => {});
    }

    async draw(vote) {
        if (this.done.has(vote) || (await this.isPaused(vote)) !== false) return;
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
        return booth;
    }
}
