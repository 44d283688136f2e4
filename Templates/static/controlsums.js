// The control equation of a counted vote, from nothing but its public log: every token was cast or not, and the counts are
// counts of exactly that many ballots. The tellers' devices and the verifier check more; these are the sums that a person
// can follow, before a result is released.

import { allowsCounts } from "./manifest.js";

/**
 * `{holds, parts}` with `parts` as `{name, holds, values}`: `drawn` (no more tokens than people), `cast` (tokens = cast +
 * not cast), and `counts`. Where each ballot has exactly one mark, the last part is `marks` and has the sum itself. Where
 * one may have several, it is `several`: an option that needs all of them (a No, an abstention) stands alone on its ballot,
 * and the votes on the others have bounds.
 */
export function controlSums({ manifest, board, result }) {
    const { draws, ballots } = board;
    const { options, minimum, maximum, rollCount: entitled } = manifest;
    const gap = draws - ballots;
    const sum = result.counts.reduce((all, count, i) => all + count * (options[i]?.weight ?? 1), 0);
    const isOne = minimum === 1 && maximum === 1 && options.every(({ weight }) => weight === 1);
    const counts = isOne
        ? { name: "marks", values: { terms: result.counts.join(" + "), sum, ballots } }
        : severalMarks(manifest, result, ballots) ?? {
              name: "counts", values: { sum, ballots, least: minimum * ballots, most: maximum * ballots },
          };
    const parts = [
        { name: "drawn", holds: draws <= entitled, values: { entitled, draws } },
        { name: "cast", holds: gap >= 0, values: { draws, ballots, gap } },
        { ...counts, holds: allowsCounts(manifest, result.counts, ballots) },
    ];
    return { holds: parts.every(({ holds }) => holds), parts };
}

/** Ballots counted as people count them; null where weights are of another kind. */
function severalMarks({ options, minimum, maximum }, { counts }, ballots) {
    if (maximum === 1 || options.some(({ weight }) => weight !== 1 && weight !== maximum)) return null;
    const sumOf = (weight) => counts.reduce((sum, count, i) => (options[i]?.weight === weight ? sum + count : sum), 0);
    const alone = sumOf(maximum);
    const others = ballots - alone;
    const values = { ballots, alone, others, marks: sumOf(1), least: others * minimum, most: others * maximum };
    return { name: "several", values };
}
