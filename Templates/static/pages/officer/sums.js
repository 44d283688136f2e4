// The control equation as numbers: three sums that must hold at every moment (present and excluded; drawn and not drawn;
// cast and gap). Each number comes from its own source, so that a difference shows; it is named, and never corrected.

/** Reasons in `law.json` that are no question of being there or being excluded. */
export const WITHOUT_VOTE = ["no-vote", "mayor-excepted", "member-present", "member-votes", "listed-twice"];

/** The numbers of the vote on the screen; what is not known yet is null. */
export function numbersOf({ session, vote }) {
    const { log, status, drawn: names, roll, law } = vote;
    const entry = session.votes.find((other) => other.vote === vote.id) ?? session.drafts.find((other) => other.vote === vote.id);
    // Nobody votes where nobody is: then it was not entered who attends, and the numbers are not known.
    const isEntered = entry?.present.length > 0;
    const present = isEntered ? entry.present.length : (law?.present ?? null);
    const excluded = isEntered ? entry.excluded.length : (law?.excluded ?? null);
    const withoutVote = (law?.left_out ?? [])
        .filter(({ reason }) => WITHOUT_VOTE.includes(reason))
        .reduce((sum, { count }) => sum + count, 0);
    // What was voided is erased; its numbers say nothing any more.
    const isOpen = Boolean(log.fingerprint) && log.state !== "voided";
    const cast = log.board?.ballots ?? (isOpen ? status.ballots : null);
    const drawn = log.board?.draws ?? (isOpen ? status.draws : null);
    const { manifest } = log;
    return {
        present,
        excluded,
        withoutVote,
        entitled: manifest.rollCount,
        listed: roll?.length ?? null,
        drawn,
        notDrawn: isOpen && names && roll ? roll.filter(({ p }) => !names.includes(p)).length : null,
        cast,
        gap: log.board ? log.board.gap : drawn !== null ? drawn - cast : null,
        ...countedOf(log),
    };
}

/**
 * The counts of the result against the ballots. Where each ballot has exactly one mark, `counted` must be the ballots.
 * Where it may have several, an option that needs all of them (a No, an abstention) stands alone on its ballot: `alone` is
 * the number of those ballots, `marks` the votes on the others, and their number has only bounds. With other weights
 * nothing can be said.
 */
function countedOf({ manifest, result }) {
    const { options, minimum, maximum } = manifest;
    const unknown = { counted: null, alone: null, marks: null };
    if (!result || options.some(({ weight }) => weight !== 1 && weight !== maximum)) return unknown;
    const sumOf = (wanted) => options.reduce((sum, option, i) => (wanted(option) ? sum + result.counts[i] : sum), 0);
    if (maximum === 1) return minimum === 1 ? { ...unknown, counted: sumOf(() => true) } : unknown;
    return { counted: null, alone: sumOf(({ weight }) => weight === maximum), marks: sumOf(({ weight }) => weight === 1), minimum, maximum };
}

/** What the votes on ballots with several marks may add up to: `{others, least, most}`. */
export function boundsOf({ cast, alone, minimum, maximum }) {
    const others = cast - alone;
    return { others, least: others * minimum, most: others * maximum };
}

/**
 * The sums as `{name, parts, holds, left, right}`: what must be equal, and the numbers it is made of; `holds` is null while
 * a part is not known. Where votes have only bounds, `right` is the bound that was broken.
 */
export function sumsOf(numbers) {
    const { present, excluded, withoutVote, entitled, listed, drawn, notDrawn, cast, gap, counted, marks } = numbers;
    const check = (name, parts, left, right) => {
        const isKnown = [left, right].every((side) => side !== null && !Number.isNaN(side));
        return { name, parts, left, right, holds: isKnown ? left === right : null };
    };
    const sum = (...values) => (values.includes(null) ? null : values.reduce((all, each) => all + each, 0));
    const draws = sum(drawn, notDrawn);
    const sums = [
        check("entitled", ["present", "excluded", "withoutVote", "entitled"], present === null ? null : sum(present, -excluded, -withoutVote), entitled),
        check("roll", ["entitled"], listed, listed === null ? null : entitled),
        check("draws", ["entitled", "drawn", "notDrawn"], draws, draws === null ? null : entitled),
        // More ballots than tokens would leave a gap below zero, which adds up all the same.
        gap !== null && gap < 0
            ? check("overfull", ["drawn", "cast", "gap"], cast, drawn)
            : check("casts", ["drawn", "cast", "gap"], sum(cast, gap), drawn),
    ];
    if (counted !== null) sums.push(check("counts", ["counted", "cast"], counted, cast));
    if (marks !== null && cast !== null) {
        const { least, most } = boundsOf(numbers);
        sums.push(check("marks", ["marks", "cast", "alone"], marks, Math.min(Math.max(marks, least), most)));
    }
    return sums;
}

/** The sums of the vote on a desk that do not hold, for whoever is about to do what takes them for granted. */
export const brokenSums = (desk) => sumsOf(numbersOf(desk)).filter(({ holds }) => holds === false);
