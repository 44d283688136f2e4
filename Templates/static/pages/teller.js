// The page of a teller: choose the vote, then whatever its state asks for. Keys stay in the worker and in this
// browser's storage; nothing of them is ever sent.

import { Desk } from "../act.js";
import { takeLetter } from "../letter.js";
import { TELLERS } from "../manifest.js";
import { button, start } from "../page.js";
import { signIn, signOutButton } from "../signin.js";
import { pickVote } from "../votepicker.js";
import { strongerWay } from "./teller/commandline.js";
import { TellerVote } from "./teller/vote.js";

// Before anything else: the code leaves the address bar.
let letter = takeLetter();
await start("teller", ["count", "fault"]);
const { key, calls } = await signIn({ roles: TELLERS, words: "teller", letter, aside: strongerWay });
letter = null;
// Browsers may throw away what a page stored when space is short, unless they were asked not to.
navigator.storage?.persist?.();
const desk = new Desk(calls, key.p, "teller");

for (let atOnce = true; ; atOnce = false) {
    const { vote } = await pickVote({ key, roles: TELLERS, words: "teller", atOnce });
    await new Promise((leave) => {
        const others = () => [
            button("count.votes.others", () => (page.stop(), leave()), { class: "plain" }),
            signOutButton(),
        ];
        const page = new TellerVote(desk, vote, others);
        page.run();
    });
}
