// Who is not on a draft's roll, and why, from the session's journal: what the second person compares with the hall.

import { exclusionsFor } from "../../agenda.js";

/** `{p, name, kind, reason}` of every member who is not entitled; `kind` is `excluded`, `absent` or `noVote`. */
export function leftOutOf(draft, { council, exclusions }) {
    const { applying } = exclusionsFor(exclusions, draft.item);
    return council.councillors
        .filter(({ p }) => !draft.entitled.includes(p))
        .map(({ p, name }) => {
            const reason = applying.find((entry) => entry.p === p)?.reason ?? "";
            const isExcluded = draft.excluded.includes(p) || reason !== "";
            return { p, name, kind: isExcluded ? "excluded" : draft.present.includes(p) ? "noVote" : "absent", reason };
        });
}
