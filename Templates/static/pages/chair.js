// The chair's page: what to read aloud in each state of a vote, the result before its release, and the release
// itself, of one vote or of several of one meeting.

import { Desk } from "../act.js";
import { takeLetter } from "../letter.js";
import { button, start } from "../page.js";
import { signIn, signOutButton } from "../signin.js";
import { chooseVote } from "./chair/overview.js";
import { ChairVote } from "./chair/vote.js";

// Before anything else: the code leaves the address bar.
let letter = takeLetter();
await start("chair", ["count", "spell", "fault", "lot"]);
const { key, calls } = await signIn({ roles: ["chair"], words: "chair", letter });
letter = null;
const desk = new Desk(calls, key.p, "officer");

for (let atOnce = true; ; atOnce = false) {
    const vote = await chooseVote(desk, key, atOnce);
    await new Promise((leave) => {
        const others = () => [
            button("count.votes.others", () => (page.stop(), leave()), { class: "plain" }),
            signOutButton(),
        ];
        const page = new ChairVote(desk, vote, others);
        page.run();
    });
}
