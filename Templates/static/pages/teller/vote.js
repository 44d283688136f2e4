// One vote of a teller, from the key ceremony to the end.

import { VotePage } from "../../votepage.js";
import { ceremonyView, readyView } from "./ceremony.js";
import { castingView, compareView } from "./compare.js";
import { openingView, sharedView } from "./opening.js";
import { endView, signedView, signView } from "./result.js";

export class TellerVote extends VotePage {
    /** Which teller this person is: 1 to 3. */
    number = 0;
    /** The names of the secrets that lie in this browser, and whether there ever were any while the page was open. */
    secrets = [];
    hadSecrets = false;

    /** Read before and after, because following a vote to its end erases them. */
    async refresh() {
        const before = await this.desk.secrets(this.vote).catch(() => []);
        this.hadSecrets ||= before.length > 0;
        await super.refresh();
    }

    async afterFollowing() {
        this.secrets = await this.desk.secrets(this.vote);
        const own = this.log.manifest.officers.find(({ role, p }) => /^t[123]$/.test(role) && p === this.desk.person);
        this.number = Number(own.role[1]);
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
}
