// The control equation of a counted vote, from nothing but its public log: every token was cast or not, and the counts are
// counts of exactly that many ballots. The tellers' devices and the verifier check more; these are the sums that a person
// can follow, before a result is released.

import { allowsCounts } from "./manifest.js";

/**
 * `{holds, parts}` with `parts` as `{name, holds, values}`: `drawn` (no more tokens than people), `cast` (tokens = cast +
 * not cast), and `counts`. Where each ballot has exactly one mark, the last part is `marks` and has the sum itself.
 */
export function controlSums({ manifest, board, result }) {
    const { draws, ballots } = board;
    const { options, minimum, maximum, rollCount: entitled } = manifest;
    const gap = draws - ballots;
    const sum = result.counts.reduce((all, count, i) => all + count * (options[i]?.weight ?? 1), 0);
    const isOne = minimum === 1 && maximum === 1 && options.every(({ weight }) => weight === 1);
    const parts = [
        { name: "drawn", holds: draws <= entitled, values: { entitled, draws } },
        { name: "cast", holds: gap >= 0, values: { draws, ballots, gap } },
        {
            name: isOne ? "marks" : "counts",
            holds: allowsCounts(manifest, result.counts, ballots),
            values: isOne
                ? { terms: result.counts.join(" + "), sum, ballots }
                : { sum, ballots, least: minimum * ballots, most: maximum * ballots },
        },
    ];
    return { holds: parts.every(({ holds }) => holds), parts };
}
