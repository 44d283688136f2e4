// A session of the council as its journal tells it (protocol section 7, other journals): who attends, who is excluded from
// which item, which votes were prepared and checked by a second pair of eyes, and what disturbed it.
//
// The state is nothing but what follows from the entries, so everybody who has the journal sees the same session. An entry
// that does not belong where it stands is refused, with its number; nothing is skipped.

import { readAct, readCouncil } from "./acts.js";
import { isSameItem } from "./agenda.js";
import { equalBytes, toHex, utf8 } from "./encoding.js";
import { readEvent } from "./event.js";
import { Fault, require } from "./fault.js";
import { sha512 } from "./hash.js";
import { Journal } from "./journal.js";
import { linesOf } from "./lines.js";
import { checkManifest, readManifest } from "./manifest.js";
import { OPENING, readOpening } from "./opening.js";
import { readRoll } from "./record.js";
import { isRehearsal } from "./rehearsal.js";

const FILE = "journal";

/** Titles of whoever leads a municipality: a member of the council by law, whatever the list says about the vote. */
export const MAYORS = [
    "bürgermeisterin", "bürgermeister", "oberbürgermeisterin", "oberbürgermeister", "landrätin", "landrat",
];

/** Whether somebody on the council's list sits in it; the others are staff. */
export const isCouncillor = ({ hasVote, role }) => hasVote || MAYORS.includes(role.toLowerCase());

/** The smallest number that is more than half of the seats (§ 49 GO NRW). */
export const quorumOf = (seats) => Math.floor(seats / 2) + 1;

/** The people of a list of keys, such as keys.jsonl. */
const keysOf = (text, file) => [...readRoll(utf8(text), file).values()];

/** `append` is the only way in. Calls must not overlap. */
export class Session {
    journal = null;
    realm = null;
    /** Who may sign, `{p, name, key}`; the first signer leads the session. */
    people = [];
    leader = "";
    /** `{title, date, place, rehearsal}` */
    session = null;
    council = null;
    councilText = "";
    keys = [];
    /** How each member attends, by number; whoever was never entered is absent. */
    attendance = new Map();
    /** `{p, item, reason, at, readmitted}`, in order. */
    exclusions = [];
    /** `{sent, count, at}` */
    accessData = [];
    drafts = [];
    votes = [];
    disturbances = [];
    /** The number of the disturbance for which the session stands still, or 0. */
    paused = 0;
    /** `{n, type, by, …}` of every entry after the first, as they are shown. */
    acts = [];

    /** Reads a journal's file (bytes). */
    static async read(file) {
        const session = new Session();
        await session.appendLines(file);
        require(session.journal, "rule.emptyLog");
        return session;
    }

    /** Takes entries of a file; those that are known already must be the same. */
    async appendLines(file, from = 0) {
        let n = from;
        for (const { line } of linesOf(file, FILE)) {
            try {
                const entry = readEvent(line);
                const known = this.journal?.entries[n];
                if (known) require(equalBytes(known.sig, entry.sig), "error.device.logRewritten", { n });
                else await this.append(entry);
            } catch (fault) {
                throw fault instanceof Fault ? fault.at(FILE, n) : fault;
            }
            n += 1;
        }
    }

    /** A session that can go on alone; what it shares with this one is never changed, only replaced. */
    copy() {
        const copy = Object.assign(new Session(), this);
        if (this.journal) {
            copy.journal = new Journal(this.journal.id, this.journal.keyOf);
            copy.journal.entries = [...this.journal.entries];
            copy.journal.heads = [...this.journal.heads];
        }
        copy.acts = [...this.acts];
        return copy;
    }

    /** Takes one entry; refused, it changes nothing. */
    async append(entry) {
        if (!this.journal) return this.open(entry);
        const { n, type, by } = entry;
        const act = readAct(type, entry.body);
        require(this.session || type === "session", "rule.session.order", { type });
        const change = await this[`take_${type.replace("-", "_")}`](act, { n, by });
        await this.journal.append(entry);
        Object.assign(this, change);
        this.acts.push({ n, type, by, ...act });
    }

    async open(entry) {
        require(entry.n === 0 && entry.type === OPENING, "rule.session.opening");
        const { id, realm, people } = readOpening(entry);
        require(people.length > 0, "rule.session.opening");
        const keys = new Map(people.map(({ p, key }) => [p, key]));
        const journal = new Journal(id, (by) => keys.get(by));
        await journal.append(entry);
        Object.assign(this, { journal, realm, people, leader: entry.by });
    }

    // Each of these refuses, or returns what changes.

    take_session({ title, date, place, rehearsal }) {
        // A rehearsal never becomes a session, nor the other way round, once it has begun.
        const same = !this.session || this.session.rehearsal === rehearsal;
        require(same, "rule.session.rehearsal");
        return { session: { title, date, place, rehearsal } };
    }

    take_council({ council }) {
        return { council: readCouncil(council), councilText: council };
    }

    take_keys({ keys }) {
        return { keys: keysOf(keys, "keys.jsonl") };
    }

    take_attendance({ p, how, at }) {
        this.requireMember(p);
        return { attendance: new Map(this.attendance).set(p, { how, at }) };
    }

    take_exclude({ p, item, reason, at }) {
        this.requireMember(p);
        require(!this.isExcluded(p, item), "rule.session.excluded", { p, item });
        return { exclusions: [...this.exclusions, { p, item, reason, at, readmitted: "" }] };
    }

    take_readmit({ p, item, at }) {
        require(this.isExcluded(p, item), "rule.session.notExcluded", { p, item });
        const isIt = (entry) => entry.p === p && isSameItem(entry.item, item) && entry.readmitted === "";
        return { exclusions: this.exclusions.map((entry) => (isIt(entry) ? { ...entry, readmitted: at } : entry)) };
    }

    take_access_data({ sent, count, at }) {
        return { accessData: [...this.accessData, { sent, count, at }] };
    }

    /** No committee is the council itself; the law's file does not say which body voted. */
    async take_draft({ draft, item, manifest: text, roll, law, committee = "", at }, { by }) {
        require(!this.drafts.some((other) => other.draft === draft), "rule.session.draftTwice", { draft });
        const manifest = readManifest(text);
        checkManifest(manifest);
        require(equalBytes(manifest.realm, this.realm), "rule.session.realm");
        // Nobody takes a real vote for a rehearsal, nor a rehearsal for a decision of the council.
        require(isRehearsal(manifest.title) === this.session.rehearsal, "rule.session.rehearsalVote");
        require(equalBytes(manifest.roll, await sha512(utf8(roll))), "rule.fileHash", { file: "roll.jsonl" });
        const entries = keysOf(roll, "roll.jsonl");
        require(entries.length === manifest.rollCount, "rule.lineCount", { expected: manifest.rollCount, found: entries.length });
        const hasLaw = law !== "";
        const same = hasLaw === Boolean(manifest.law) && (!hasLaw || equalBytes(manifest.law, await sha512(utf8(law))));
        require(same, "rule.lawHash", { file: "law.json" });
        const vote = toHex(manifest.vote);
        require(!this.drafts.some((other) => other.vote === vote), "rule.session.draftTwice", { draft });
        const entry = {
            draft, item, vote, manifest, manifestText: text, roll, law, committee, by, at, checkedBy: "",
            entitled: entries.map(({ p }) => p), ...this.countsFor(item),
        };
        return { drafts: [...this.drafts, entry] };
    }

    take_checked({ draft }, { by }) {
        const found = this.drafts.find((other) => other.draft === draft);
        require(found && !found.checkedBy, "rule.session.draft", { draft });
        require(found.by !== by, "rule.session.fourEyes");
        return { drafts: this.drafts.map((other) => (other === found ? { ...found, checkedBy: by } : other)) };
    }

    /** A vote that was made by other means, such as the command line, has no draft and needs no check here. */
    take_vote({ vote, item, at }, { n }) {
        require(!this.votes.some((other) => other.vote === vote), "rule.session.voteTwice", { vote });
        const draft = this.drafts.find((other) => other.vote === vote);
        require(!draft || (draft.checkedBy && isSameItem(draft.item, item)), "rule.session.draft", { draft: draft?.draft });
        const counts = draft ? { present: draft.present, excluded: draft.excluded } : this.countsFor(item);
        return { votes: [...this.votes, { vote, item, at, n, ...counts }] };
    }

    /** Entries of before it was asked when a disturbance occurred have no such time; nothing is concluded from that. */
    take_disturbance({ number, reported, occurred = "", continued = false, way, who = "", text, at }) {
        const expected = this.disturbances.length + 1;
        require(number === expected, "rule.session.number", { expected, found: number });
        if (occurred) {
            require(Date.parse(reported) <= Date.parse(at), "rule.session.future");
            require(Date.parse(occurred) <= Date.parse(reported), "rule.session.occurred");
        }
        const entry = { number, reported, occurred, continued, way, who, text, at, decisions: [] };
        return { disturbances: [...this.disturbances, entry] };
    }

    /** A decision that ends a vote says which; entries of before it was asked do not. */
    take_decision({ number, decision, reason, vote = "", at }, { n, by }) {
        const found = this.disturbances.find((other) => other.number === number);
        // After a pause comes another decision; every other one is the last.
        require(found && !isDecided(found), "rule.session.decision", { number });
        require(decision !== "pause" || !this.paused, "rule.session.paused");
        require(!vote || this.votes.some((other) => other.vote === vote), "rule.session.vote", { vote });
        const decided = { ...found, decisions: [...found.decisions, { decision, reason, vote, at, by, n }] };
        const disturbances = this.disturbances.map((other) => (other === found ? decided : other));
        return { disturbances, paused: decision === "pause" ? number : this.paused };
    }

    take_resumed() {
        require(this.paused, "rule.session.notPaused");
        return { paused: 0 };
    }

    requireMember(p) {
        require(this.councillors.some((member) => member.p === p), "rule.session.person", { p });
    }

    // What follows

    /** The members of the council, with how they attend. */
    get councillors() {
        return this.council?.members.filter(isCouncillor) ?? [];
    }

    howOf(p) {
        return this.attendance.get(p)?.how ?? "left";
    }

    isExcluded(p, item) {
        return this.exclusions.some((entry) => entry.p === p && isSameItem(entry.item, item) && entry.readmitted === "");
    }

    /** Who attends, and which of them are excluded from an item. */
    countsFor(item) {
        const present = this.councillors.map(({ p }) => p).filter((p) => this.howOf(p) !== "left");
        return { present, excluded: present.filter((p) => this.isExcluded(p, item)) };
    }

    get counts() {
        const count = (how) => this.councillors.filter(({ p }) => this.howOf(p) === how).length;
        const seats = this.councillors.length;
        const [room, video] = [count("room"), count("video")];
        return { seats, room, video, present: room + video, quorum: seats ? quorumOf(seats) : 0 };
    }

    /** Everything a page shows, as plain objects that can be posted from a worker. */
    get summary() {
        const person = ({ p, name, key }) => ({ p, name, key: toHex(key.encoded) });
        return {
            id: toHex(this.journal.id), realm: toHex(this.realm), entries: this.journal.entries.length,
            head: toHex(this.journal.head), leader: this.leader, people: this.people.map(person), session: this.session,
            council: this.council && { ...this.council, councillors: this.councillors }, councilText: this.councilText,
            keys: this.keys.map(person), attendance: Object.fromEntries(this.attendance), counts: this.counts,
            exclusions: this.exclusions, accessData: this.accessData, votes: this.votes,
            drafts: this.drafts.map(plainDraft), disturbances: this.disturbances, paused: this.paused, acts: this.acts,
        };
    }
}

/** States in which a vote can still be voided. */
const VOIDABLE = ["draft", "ceremony", "ready", "issuing", "casting", "closed", "boxed"];

/** The votes of a session that can still be voided, each with its title; `votes` are those of the server. */
export function runningVotes(session, votes) {
    const known = new Map(votes.map((each) => [each.vote, each]));
    return session.votes
        .filter(({ vote }) => VOIDABLE.includes(known.get(vote)?.state))
        .map((entry) => ({ ...entry, title: known.get(entry.vote).title }));
}

/**
 * Decisions that a vote be voided or repeated, while it still runs: `{number, decision, reason, vote, title}`. Whoever
 * decides may be somebody else than whoever voids, and between the two a connection may break. A decision that names no
 * vote is about those that had begun before it.
 */
export function pendingEnds(session, votes) {
    const ends = session.disturbances.flatMap(({ number, decisions }) =>
        decisions.filter(({ decision }) => decision === "void" || decision === "repeat").map((each) => ({ ...each, number })));
    return runningVotes(session, votes).flatMap(({ vote, title, n }) => {
        const end = ends.findLast((each) => (each.vote ? each.vote === vote : each.n > n));
        return end ? [{ number: end.number, decision: end.decision, reason: end.reason, vote, title }] : [];
    });
}

/** Whether the chair has said the last word on a disturbance. */
export const isDecided = ({ decisions }) => decisions.some(({ decision }) => decision !== "pause");

function plainDraft(draft) {
    const { manifest } = draft;
    const hex = (bytes) => (bytes ? toHex(bytes) : null);
    return {
        ...draft,
        manifest: {
            ...manifest, vote: hex(manifest.vote), realm: hex(manifest.realm), roll: hex(manifest.roll), law: hex(manifest.law),
            officers: manifest.officers.map((officer) => ({ ...officer, key: hex(officer.key.encoded) })),
        },
    };
}
