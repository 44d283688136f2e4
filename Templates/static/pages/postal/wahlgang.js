// Which ballot a vote by post is, from the law that was frozen for the vote it takes the place of. No elements in here.

/** The number of the ballot: a vote of the narrower election stays the second one (§ 50 (2) GO NRW). `law` may be null. */
export const wahlgangOf = (law) => (law?.round === "narrower" ? 2 : 1);
