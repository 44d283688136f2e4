// What can be said of a vote by post before the electronic one is given up for it. No elements in here.

/** "TOP 6" out of "TOP 6: Standort …", also behind the mark of a rehearsal, as the command has it. */
export const itemOf = (title) => /^(?:PROBE – )?(TOP [^:]*):/.exec(title)?.[1] ?? "–";

/** Which ballot it is: a vote of the narrower election stays the second one (§ 50 (2) GO NRW). `law` may be null. */
export const wahlgangOf = (law) => (law?.round === "narrower" ? 2 : 1);

const STANDARD = {
    "deadline-shift": "chair-decides", "session-day": "later", "postal-electorate": "attended-session", "blank-paper-ballot": "invalid",
};

/**
 * Settings of the vote by post of which the law of the electronic vote speaks, too: `frozen` takes what stands there. `law`
 * may be null.
 */
export function takenOver({ shift, electorateReading, blank }, law) {
    const frozen = { ...STANDARD, ...law?.settings };
    const own = (value, name) => (value === "frozen" ? frozen[name] : value);
    const moves = own(shift, "deadline-shift");
    return {
        ...(["none", "workday"].includes(moves) ? { shift: moves } : {}), sessionDay: frozen["session-day"],
        electorate: own(electorateReading, "postal-electorate"), blank: own(blank, "blank-paper-ballot"),
    };
}

/** Whether a session has yet to come, as by a slip of the pen: the deadline would be counted from it. */
export const isAhead = ({ date }, today) => date > today;

/** The key of what the server would refuse once the electronic vote is void; "" if nothing is wrong. `law` may be null. */
export function startFault({ date, endDate }, { days, officials, blank, shift, electorate }, law) {
    if (endDate && endDate < date) return "postal.fault.endDate";
    if (!(days >= 1 && days <= 366)) return "postal.fault.days";
    if (!(officials >= 1 && officials <= 100)) return "postal.fault.officials";
    const frozen = law?.settings?.["blank-paper-ballot"];
    if (frozen !== undefined && frozen !== blank) return "postal.fault.blank";
    // What the town decided otherwise than the default is not decided again for the post.
    const differs = (name, value) => (law?.settings?.[name] ?? STANDARD[name]) !== STANDARD[name] && law.settings[name] !== value;
    return differs("deadline-shift", shift) || differs("postal-electorate", electorate) ? "postal.fault.frozen" : "";
}
