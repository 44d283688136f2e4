// What can be said of a vote by post before the electronic one is given up for it. No elements in here.

/** Which ballot it is: a vote of the narrower election stays the second one (§ 50 (2) GO NRW). `law` may be null. */
export const wahlgangOf = (law) => (law?.round === "narrower" ? 2 : 1);

/** The key of what the server would refuse once the electronic vote is void; "" if nothing is wrong. `law` may be null. */
export function startFault({ date, endDate }, { days, officials, blank }, law) {
    if (endDate && endDate < date) return "postal.fault.endDate";
    if (!(days >= 1 && days <= 366)) return "postal.fault.days";
    if (!(officials >= 1 && officials <= 100)) return "postal.fault.officials";
    const frozen = law?.settings?.["blank-paper-ballot"];
    return frozen !== undefined && frozen !== blank ? "postal.fault.blank" : "";
}
