// Items of the agenda: which of them is meant, however it was written down.
//
// An exclusion that is entered for "TOP 3" and a vote on item "3" are about the same thing. If they did not find each other,
// somebody who is biased would stand on the roll, and nobody would notice.

/** A word that only says that an item of the agenda follows. */
const WORD = /^(?:tagesordnungspunkt|top|punkt)(?!\p{L})[\s.:]*/iu;

/** An item without the word that stands before its number in speech: `TOP 3`, `Top. 3` and `Punkt 3:` are `3`. */
export function plainItem(item) {
    const text = item.normalize("NFKC").trim().replaceAll(/\s+/gu, " ");
    return text.replace(WORD, "").replace(/[\s.:]+$/u, "") || text;
}

/** The form in which two items are compared: small letters, and spaces only where two numbers would run together. */
export const itemKey = (item) =>
    plainItem(item).toLocaleLowerCase("de").replaceAll(/(?<!\d) | (?!\d)/gu, "");

/** Whether two texts mean the same item. */
export const isSameItem = (one, other) => itemKey(one) === itemKey(other);

/** The exclusions that are in force, parted into those that apply to an item and those that do not. */
export function exclusionsFor(exclusions, item) {
    const inForce = exclusions.filter(({ readmitted }) => readmitted === "");
    return {
        applying: inForce.filter((entry) => isSameItem(entry.item, item)),
        others: inForce.filter((entry) => !isSameItem(entry.item, item)),
    };
}
