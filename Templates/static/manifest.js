// The definition of a vote: the body of event 0, and its rules (protocol section 8).

import { toHex, utf8 } from "./encoding.js";
import { Fault } from "./fault.js";
import { Fields, isPersonID, writeJSON } from "./strictjson.js";

export const ROLES = ["officer", "chair", "server", "t1", "t2", "t3"];
export const TELLERS = ["t1", "t2", "t3"];

/** 1 to 3 for a teller's role, otherwise 0. */
export const tellerNumber = (role) => TELLERS.indexOf(role) + 1;

/** The largest roll and the largest number of ballots. */
export const MAXIMUM_ROLL = 2 ** 20;

const FIELDS = [
    "v", "suite", "vote", "realm", "roll", "roll_count", "body", "title", "question", "options", "min", "max", "t",
    "officers", "min_ballots", "sign_min", "late_issue", "jitter_s", "law",
];

/** Reads the body strictly; the rules are `checkManifest`. */
export function readManifest(text) {
    const fields = Fields.parse(text, FIELDS, ["at"]);
    if (fields.members.has("at")) fields.string("at");
    if (fields.integer("v") !== 1 || fields.string("suite") !== "URNE-V1") throw new Fault("rule.manifestVersion");
    return {
        vote: fields.hex("vote", 16),
        realm: fields.hex("realm", 16),
        roll: fields.digest("roll"),
        rollCount: fields.integer("roll_count"),
        body: fields.string("body"),
        title: fields.string("title"),
        question: fields.string("question"),
        options: fields.array("options").map((value) => {
            const option = new Fields(value, ["id", "label", "cap", "w"]);
            return {
                id: option.string("id"),
                label: option.string("label"),
                cap: option.integer("cap"),
                weight: option.integer("w"),
            };
        }),
        minimum: fields.integer("min"),
        maximum: fields.integer("max"),
        threshold: fields.integer("t"),
        officers: fields.array("officers").map((value) => {
            const officer = new Fields(value, ["id", "p", "name", "key"]);
            const role = officer.string("id");
            if (!ROLES.includes(role)) throw new Fault("rule.officers");
            return { role, p: officer.string("p"), name: officer.string("name"), key: officer.element("key") };
        }),
        minimumBallots: fields.integer("min_ballots"),
        signMinimum: fields.integer("sign_min"),
        lateIssue: fields.bool("late_issue"),
        jitterSeconds: fields.integer("jitter_s"),
        law: fields.string("law") === "" ? null : fields.digest("law"),
    };
}

/** The body of the manifest event. */
export function writeManifest(manifest) {
    return writeJSON({
        v: 1,
        suite: "URNE-V1",
        vote: toHex(manifest.vote),
        realm: toHex(manifest.realm),
        roll: toHex(manifest.roll),
        roll_count: manifest.rollCount,
        body: manifest.body,
        title: manifest.title,
        question: manifest.question,
        options: manifest.options.map(({ id, label, cap, weight }) => ({ id, label, cap, w: weight })),
        min: manifest.minimum,
        max: manifest.maximum,
        t: manifest.threshold,
        officers: manifest.officers.map(({ role, p, name, key }) => ({ id: role, p, name, key: toHex(key.encoded) })),
        min_ballots: manifest.minimumBallots,
        sign_min: manifest.signMinimum,
        late_issue: manifest.lateIssue,
        jitter_s: manifest.jitterSeconds,
        law: manifest.law ? toHex(manifest.law) : "",
    });
}

/** What a ballot may contain, as ballot.js takes it. */
export function selectionRule({ options, minimum, maximum }) {
    return {
        caps: options.map((option) => option.cap),
        weights: options.map((option) => option.weight),
        min: minimum,
        max: maximum,
    };
}

/** The officer with this role; undefined for no role. */
export const officerOf = (manifest, role) => manifest.officers.find((officer) => officer.role === role);

/** Applies the rules (check V4). */
export function checkManifest(manifest) {
    const { options, officers, minimum, maximum } = manifest;
    checkOptions(options);
    if (minimum > maximum || maximum > 64) throw new Fault("rule.minimumMaximum");
    const most = options.reduce((sum, { cap, weight }) => sum + cap * weight, 0);
    if (minimum > most) throw new Fault("rule.minimumUnreachable");
    checkOfficers(officers);
    const { threshold, minimumBallots, signMinimum, jitterSeconds, rollCount } = manifest;
    if (threshold !== 2 && threshold !== 3) throw new Fault("rule.threshold");
    if (minimumBallots < 2) throw new Fault("rule.minimumBallots");
    if (signMinimum < 1 || signMinimum > 3) throw new Fault("rule.signMinimum");
    if (jitterSeconds > 60) throw new Fault("rule.jitter");
    if (rollCount > MAXIMUM_ROLL) throw new Fault("rule.rollSize");
}

function checkOptions(options) {
    if (options.length < 2 || options.length > 64) throw new Fault("rule.optionCount", { count: options.length });
    const seen = new Set();
    for (const { id, cap, weight } of options) {
        const length = utf8(id).length;
        if (length < 1 || length > 64) throw new Fault("rule.optionIDLength");
        // JavaScript compares texts by code units: two spellings of one character are two ids, as the protocol has it.
        if (seen.has(id)) throw new Fault("rule.optionIDRepeated", { id });
        seen.add(id);
        if (cap < 1 || cap > 8) throw new Fault("rule.optionCap", { id });
        if (weight < 1 || weight > 64) throw new Fault("rule.optionWeight", { id });
    }
}

function checkOfficers(officers) {
    const inOrder = officers.length === ROLES.length && officers.every(({ role }, i) => role === ROLES[i]);
    if (!inOrder) throw new Fault("rule.officers");
    const keys = officers.map(({ key }) => toHex(key.encoded));
    const tellers = officers.slice(3);
    if (new Set(keys.slice(3)).size !== 3 || new Set(tellers.map(({ p }) => p)).size !== 3) {
        throw new Fault("rule.tellersNotDistinct");
    }
    for (const { role, p } of officers) {
        if (role === "server" && p !== "") throw new Fault("rule.serverPerson");
        if (role !== "server" && !isPersonID(p)) throw new Fault("rule.personID", { field: role });
    }
    if (keys.filter((key) => key === keys[2]).length !== 1) throw new Fault("rule.serverKeyShared");
}

/** Whether `min·ballots ≤ Σ w·counts ≤ max·ballots` (check V21). */
export function allowsCounts({ options, minimum, maximum }, counts, ballots) {
    if (counts.length !== options.length) return false;
    const limit = maximum * ballots;
    let sum = 0;
    for (const [i, { weight }] of options.entries()) {
        // Counts may be anything below 2^53; this ends the sum before it leaves the exact numbers.
        if (counts[i] * weight > limit) return false;
        sum += counts[i] * weight;
    }
    return minimum * ballots <= sum && sum <= limit;
}
