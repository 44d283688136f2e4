// Which drafts still stand. No elements in here.

import { exclusionsFor, isSameItem } from "../../agenda.js";

/** Whether somebody came, left or was excluded since the draft's roll was made. */
export function isStale(draft, session) {
    const isThere = ({ p }) => ["room", "video"].includes(session.attendance[p]?.how);
    const present = session.council.councillors.filter(isThere).map(({ p }) => p);
    const { applying } = exclusionsFor(session.exclusions, draft.item);
    const excluded = present.filter((p) => applying.some((each) => each.p === p));
    const same = (one, other) => one.length === other.length && one.every((p) => other.includes(p));
    return !same(present, draft.present) || !same(excluded, draft.excluded);
}

/**
 * Whether a newer draft of the same item stands in a draft's place: always where this one is stale, and otherwise where
 * both have the same title, because an item may well have two votes.
 */
export function isReplaced(draft, session) {
    const newer = session.drafts.slice(session.drafts.indexOf(draft) + 1).filter(({ item }) => isSameItem(item, draft.item));
    return newer.some(({ manifest }) => isStale(draft, session) || manifest.title === draft.manifest.title);
}
