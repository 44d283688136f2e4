// One vote of a teller, from the key ceremony to the end: follows the log and shows what there is to do.

import { isOver } from "../../act.js";
import { isOffline } from "../../api.js";
import { Canvas, ClosingGuard, faultNote, voteHeader } from "../../countviews.js";
import { isAlarm } from "../../faulttext.js";
import { again, watchVote } from "../../live.js";
import { alarm, h, note, say, show } from "../../page.js";
import { ceremonyView, readyView } from "./ceremony.js";
import { compareView, castingView } from "./compare.js";
import { endView, signedView, signView } from "./result.js";
import { openingView, sharedView } from "./opening.js";

/** The events after the t-th share are not public yet, so nobody tells of them: they are asked for. */
const ASKED = ["boxed", "tallying", "tallied"];

export class TellerVote {
    log = null;
    news = null;
    isOffline = false;
    /** What went wrong last, until the next act. */
    fault = null;
    /** What the single views remember, by view. */
    stage = {};
    canvas = new Canvas();
    guard = new ClosingGuard();
    hadSecrets = false;

    /** `others` makes the button that leaves this vote. */
    constructor(desk, vote, others) {
        Object.assign(this, { desk, vote, others });
    }

    run() {
        const stops = [
            watchVote(this.vote, {
                onNews: (news) => {
                    this.news = news;
                    return this.refresh();
                },
                onOffline: (isOffline) => this.tellOffline(isOffline),
            }),
            again(1000, () => ASKED.includes(this.log?.state) && !this.isBusy && this.refresh()),
        ];
        const { others } = this;
        this.leave = () => {
            const element = others();
            element.addEventListener("click", () => {
                this.isGone = true;
                this.guard.set(false);
                stops.forEach((stop) => stop());
            }, { capture: true });
            return element;
        };
    }

    // MARK: Following

    async refresh() {
        try {
            const secrets = await this.desk.secrets(this.vote);
            this.hadSecrets ||= secrets.includes("share") || secrets.includes("ceremony");
            this.log = await this.desk.follow(this.vote);
            this.secrets = await this.desk.secrets(this.vote);
            this.number ??= this.ownNumber();
        } catch (error) {
            if (!isOffline(error)) this.stopWith(error);
        }
        this.draw();
    }

    ownNumber() {
        const own = this.log.manifest.officers.find(({ role, p }) => /^t[123]$/.test(role) && p === this.desk.person);
        return Number(own?.role[1]);
    }

    tellOffline(isOffline) {
        this.isOffline = isOffline;
        const place = document.getElementById("offline");
        place?.replaceChildren(...(isOffline ? [note("warn", say("web.offline"))] : []));
        alarm(say(isOffline ? "web.offline" : "web.online"));
    }

    /** Does something that the person asked for; a fault is shown and stays until the next try. */
    async doing(work) {
        this.fault = null;
        this.isBusy = true;
        try {
            return await work();
        } catch (error) {
            this.stopWith(error);
            return undefined;
        } finally {
            this.isBusy = false;
            this.canvas.wipe();
            await this.refresh();
        }
    }

    stopWith(error) {
        this.fault = error;
        // A wrong log does not become right: nothing more is done in this vote.
        if (isAlarm(error) && this.log === null) this.isStopped = true;
    }

    onWaiting = () => this.tellOffline(true);

    // MARK: Showing

    draw() {
        if (this.isGone) return;
        const { log } = this;
        if (!log) {
            if (this.fault) this.put("fault", [], () => []);
            return;
        }
        if (isOver(log.state)) this.guard.set(false);
        const view = this.viewOf(log);
        view(this);
    }

    viewOf({ state, shares, signed }) {
        switch (state) {
            case "draft":
            case "ceremony":
                return ceremonyView;
            case "ready":
                return readyView;
            case "issuing":
                return compareView;
            case "casting":
            case "closed":
                return castingView;
            case "boxed":
            case "tallying":
                return shares.includes(this.number) ? sharedView : openingView;
            case "tallied":
                return signed.includes(this.number) ? signedView : signView;
            default:
                return endView;
        }
    }

    /** Puts a view on the page unless it is there already; `what` is everything in it that can change. */
    put(name, what, build) {
        const fault = this.fault && [this.fault.code, this.fault.values];
        this.canvas.draw([name, what, fault], () =>
            show(
                name,
                this.log && voteHeader(this.log.manifest),
                h("div", { id: "offline" }, this.isOffline && note("warn", say("web.offline"))),
                this.fault && faultNote(this.fault),
                build(),
                h("div", { class: "buttons" }, this.leave()),
            ),
        );
    }

    /** Changes what a view remembers, and shows it. */
    set(name, value) {
        this.stage[name] = value;
        this.draw();
    }
}
