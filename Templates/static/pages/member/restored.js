// A vote that the server has from a backup: nobody draws or casts in it any more.

import { note, say, sentence, show } from "../../page.js";
import { farewell, voteHead } from "./frame.js";

export function showRestored(page, booth) {
    show(
        "restored",
        voteHead(booth),
        sentence("h1", "member.restored"),
        note("warn", say("member.restored.text")),
        sentence("p", "member.restored.do"),
        farewell(page),
    );
}
