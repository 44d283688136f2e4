// What follows from what was found in a Wahlbrief (KWahlG § 27 (2), applied by analogy). The page says it at once; the
// server checks it again when the entry comes.

/** Numbers of Wahlscheine that would hold in the next Wahlbrief: not replaced, and not used by an admitted one. */
export const holding = ({ kits, used }) =>
    new Set(kits.filter(({ number, replacedBy }) => !replacedBy && !used.includes(number)).map(({ number }) => number));

/** `{grounds, needsResolution}`: numbers 2 to 8 that apply, and whether the board must resolve on it. */
export function judge(found, valid) {
    const holds = [...new Set(found.wahlscheine)].filter((number) => valid.has(number));
    const complete = holds.filter((number) => found.signed.includes(number));
    const grounds = [
        [2, holds.length === 0],
        [3, found.envelopes === 0],
        [4, found.envelopes > 0 && !found.outerClosed && !found.innerClosed],
        [5, found.envelopes > 1 && found.envelopes !== complete.length],
        [6, holds.length > 0 && complete.length === 0],
        [7, found.unofficial],
        [8, found.deviating || found.object],
    ];
    return {
        grounds: grounds.filter(([, applies]) => applies).map(([ground]) => ground),
        needsResolution: Boolean(found.doubt) || (found.envelopes === 1 && holds.length > 1),
    };
}

/** Grounds that the board may find not to be there; no resolution makes an invalid Wahlschein valid. */
export const MAY_BE_OVERRULED = [4, 6, 7, 8];
