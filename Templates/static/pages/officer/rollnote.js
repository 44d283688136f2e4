// What is said where a roll and the session's journal disagree about people.

import { h, note, say, sentence } from "../../page.js";
import { desk } from "./desk.js";
import { chosenDifference, differingRolls, isWrong, kindsOf } from "./rollcheck.js";

/** "Änne Vogel (001), Renate Außem (004)" */
export const namesOf = (people) =>
    people.map((p) => `${desk.session.council.members.find((each) => each.p === p)?.name ?? p} (${p})`).join(", ");

/** One sentence for each kind of difference, with the names. */
const sentencesOf = (difference, kinds) => kinds.map((kind) => say(`officer.roll.${kind}`, { names: namesOf(difference[kind]) }));

/** Every vote before its casting whose roll is no longer right, on every tab: whoever enters an exclusion sees it at once. */
export function rollNotes() {
    return differingRolls(desk).map(({ title, difference }) => {
        const [kind, heading, what] = isWrong(difference)
            ? ["bad", "officer.roll.wrong", "officer.roll.do"]
            : ["warn", "officer.roll.changed", "officer.roll.left.do"];
        const lines = sentencesOf(difference, kindsOf(difference));
        return note(kind, say(heading, { title }), h("ul", {}, lines.map((line) => h("li", {}, line))), sentence("p", what));
    });
}

/** What is wrong with the roll of the vote on the screen, as sentences. */
export function wrongRoll() {
    const difference = chosenDifference(desk);
    return difference ? sentencesOf(difference, kindsOf(difference).filter((kind) => kind !== "left")) : [];
}

/** Who has left since, as a sentence before a question; empty if nobody has. */
export function leftSince(vote) {
    const difference = chosenDifference({ session: desk.session, vote });
    if (!difference || difference.left.length === 0) return "";
    return `${sentencesOf(difference, ["left"])[0]} ${say("officer.roll.left.do")}`;
}

/** The numbers that a wrong roll touches. */
export function partsOfWrongRoll() {
    const difference = chosenDifference(desk);
    if (!difference || !isWrong(difference)) return [];
    const isAboutPresence = difference.stranger.length + difference.missing.length > 0;
    return [difference.excluded.length > 0 && "excluded", isAboutPresence && "present", "entitled"].filter(Boolean);
}
