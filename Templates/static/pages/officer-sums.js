// The control equation as numbers: three sums that must hold at every moment (present and excluded; drawn and not drawn;
// cast and gap). Each number comes from its own source, so that a difference shows; it is named, and never corrected.

/** Reasons in `law.json` that are no question of being there or being excluded. */
const WITHOUT_VOTE = ["no-vote", "mayor-excepted", "member-present", "member-votes", "listed-twice"];

/** The numbers of the vote on the screen; what is not known yet is null. */
export function numbersOf({ session, vote }) {
    const { log, status, drawn: names, roll, law } = vote;
    const entry = session.votes.find((other) => other.vote === vote.id) ?? session.drafts.find((other) => other.vote === vote.id);
    const present = entry ? entry.present.length : (law?.present ?? null);
    const excluded = entry ? entry.excluded.length : (law?.excluded ?? null);
    const withoutVote = (law?.left_out ?? [])
        .filter(({ reason }) => WITHOUT_VOTE.includes(reason))
        .reduce((sum, { count }) => sum + count, 0);
    // What was voided is erased; its numbers say nothing any more.
    const isOpen = Boolean(log.fingerprint) && log.state !== "voided";
    const cast = log.board?.ballots ?? (isOpen ? status.ballots : null);
    const drawn = log.board?.draws ?? (isOpen ? status.draws : null);
    const { manifest } = log;
    const isExactlyOne = manifest.minimum === 1 && manifest.maximum === 1 && manifest.options.every(({ weight }) => weight === 1);
    return {
        present,
        excluded,
        withoutVote,
        entitled: manifest.rollCount,
        listed: roll?.length ?? null,
        drawn,
        notDrawn: names && roll ? roll.filter(({ p }) => !names.includes(p)).length : null,
        cast,
        gap: log.board ? log.board.gap : drawn !== null ? drawn - cast : null,
        counted: log.result && isExactlyOne ? log.result.counts.reduce((sum, count) => sum + count, 0) : null,
    };
}

/** The sums as `{parts, holds}`; `holds` is null while a part is not known. */
export function sumsOf(numbers) {
    const { present, excluded, withoutVote, entitled, listed, drawn, notDrawn, cast, gap, counted } = numbers;
    const check = (parts, left, right) => ({
        parts, holds: [left, right].some((side) => side === null || Number.isNaN(side)) ? null : left === right,
    });
    const sum = (...values) => (values.includes(null) ? null : values.reduce((all, each) => all + each, 0));
    const least = (value) => (value === null ? null : value >= 0);
    const sums = [
        check(["present", "excluded", "withoutVote", "entitled"], present === null ? null : sum(present, -excluded, -withoutVote), entitled),
        check(["entitled"], listed, listed === null ? null : entitled),
        check(["entitled", "drawn", "notDrawn"], sum(drawn, notDrawn), drawn === null || notDrawn === null ? null : entitled),
        { ...check(["drawn", "cast", "gap"], sum(cast, gap), drawn), ...(least(gap) === false ? { holds: false } : {}) },
    ];
    // Only where each ballot has exactly one mark do the votes add up to the ballots.
    return counted === null ? sums : [...sums, check(["counted", "cast"], counted, cast)];
}
