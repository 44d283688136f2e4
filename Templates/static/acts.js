// What an act in a session's journal says: one reader for each type, strict, so that two programs that read one journal
// come to the same session. The meaning of the acts together is session.js.

import { toHex } from "./encoding.js";
import { Fault, require } from "./fault.js";
import { Fields, parseStrict } from "./strictjson.js";

/** How a member attends; `left` is whoever is not, or no longer, in the session. */
export const HOWS = ["room", "video", "left"];

/** The ways by which a disturbance may be reported (§ 10 DigiSiVO asks for a second one beside the video). */
export const WAYS = ["room", "phone", "chat", "mail"];

/** What the chair may decide on a disturbance. */
export const DECISIONS = ["irrelevant", "pause", "fixed", "repeat", "void"];

/** The largest text an officer writes into the journal. */
const LONGEST_TEXT = 10_000;

const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text) {
    const [, year, month, day] = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text)?.map(Number) ?? [];
    if (!(month >= 1 && month <= 12)) return false;
    const longest = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
    return day >= 1 && day <= longest;
}

/** Whether a text is a moment with its zone, such as `2026-12-10T18:05:00+01:00`. */
export function isMoment(text) {
    const match = /^([0-9-]{10})T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:Z|[+-]([0-9]{2}):([0-9]{2}))$/.exec(text);
    if (!match || !isDay(match[1])) return false;
    const [hour, minute, second = 0, zoneHour = 0, zoneMinute = 0] = match.slice(2).map((part) => Number(part ?? 0));
    return hour < 24 && minute < 60 && second < 60 && zoneHour < 15 && zoneMinute < 60;
}

/** The present moment as it stands in a body: the device's clock and zone, to the second. For people; no check uses it. */
export function moment(date = new Date()) {
    const offset = -date.getTimezoneOffset();
    const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
    const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19);
    return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}

/** The fields of one body; what they hold is checked when they are taken. */
class Body {
    constructor(text, names, optional) {
        this.fields = Fields.parse(text, ["at", ...names], optional);
        this.at = this.moment("at");
    }

    /** A text that is not empty. */
    text(name) {
        const text = this.fields.string(name);
        require(text.trim() !== "" && text.length <= LONGEST_TEXT, "rule.session.text", { field: name });
        return text;
    }

    has(name) {
        return this.fields.members.has(name);
    }

    moment(name) {
        const text = this.fields.string(name);
        require(isMoment(text), "rule.session.moment", { field: name });
        return text;
    }

    day(name) {
        const text = this.fields.string(name);
        require(isDay(text), "rule.session.day", { field: name });
        return text;
    }

    word(name, known) {
        const word = this.fields.string(name);
        require(known.includes(word), "rule.session.word", { field: name, word });
        return word;
    }

    /** A file's text as it is. */
    file(name) {
        return this.fields.string(name);
    }

    id(name) {
        return toHex(this.fields.hex(name, 16));
    }

    person(name) {
        return this.fields.person(name);
    }

    integer(name) {
        return this.fields.integer(name);
    }

    bool(name) {
        return this.fields.bool(name);
    }
}

/** For each type: the names of its fields beside `at`, those that may be left out, and what is read of them. */
const READERS = {
    session: [
        ["title", "date", "place", "rehearsal"], [],
        (body) => ({
            title: body.text("title"), date: body.day("date"), place: body.text("place"), rehearsal: body.bool("rehearsal"),
        }),
    ],
    council: [["council"], [], (body) => ({ council: body.file("council") })],
    keys: [["keys"], [], (body) => ({ keys: body.file("keys") })],
    attendance: [["p", "how"], [], (body) => ({ p: body.person("p"), how: body.word("how", HOWS) })],
    exclude: [
        ["p", "item", "reason"], [],
        (body) => ({ p: body.person("p"), item: body.text("item"), reason: body.text("reason") }),
    ],
    readmit: [["p", "item"], [], (body) => ({ p: body.person("p"), item: body.text("item") })],
    "access-data": [["sent", "count"], [], (body) => ({ sent: body.day("sent"), count: body.integer("count") })],
    draft: [
        ["draft", "item", "manifest", "roll", "law"], ["committee"],
        (body) => ({
            draft: body.id("draft"), item: body.text("item"), manifest: body.file("manifest"), roll: body.file("roll"),
            law: body.file("law"), ...(body.has("committee") ? { committee: body.text("committee") } : {}),
        }),
    ],
    checked: [["draft"], [], (body) => ({ draft: body.id("draft") })],
    vote: [["vote", "item"], [], (body) => ({ vote: body.id("vote"), item: body.text("item") })],
    disturbance: [
        ["number", "reported", "way", "text"], ["who", "occurred", "continued"],
        (body) => ({
            number: body.integer("number"), reported: body.moment("reported"), way: body.word("way", WAYS),
            text: body.text("text"), ...(body.has("who") ? { who: body.text("who") } : {}),
            ...(body.has("occurred") ? { occurred: body.moment("occurred") } : {}),
            ...(body.has("continued") ? { continued: body.bool("continued") } : {}),
        }),
    ],
    decision: [
        ["number", "decision", "reason"], ["vote"],
        (body) => ({
            number: body.integer("number"), decision: body.word("decision", DECISIONS), reason: body.text("reason"),
            ...(body.has("vote") ? { vote: body.id("vote") } : {}),
        }),
    ],
    resumed: [[], [], () => ({})],
};

/** The types of acts a session knows. */
export const ACTS = Object.keys(READERS);

/** What an act says, with its time: `{at, …}`. */
export function readAct(type, text) {
    require(Object.hasOwn(READERS, type), "rule.session.unknownAct", { type });
    const [names, optional, read] = READERS[type];
    const body = new Body(text, names, optional);
    return { at: body.at, ...read(body) };
}

/** Names of the people's file that a page reads; others are optional and left alone. */
const MEMBER = ["given", "family", "formOfAddress", "role", "faction", "address", "email", "oparl"];

/** What a session needs of `council.json`: the body's name, people, and the meeting with its agenda. */
export function readCouncil(text) {
    const names = ["format", "body", "members", "former", "factions", "committees"];
    const fields = Fields.parse(text, names, ["meeting"]);
    require(fields.string("format") === "urne-council/1", "rule.session.council");
    const seen = new Set();
    const members = fields.array("members").map((value) => {
        const member = new Fields(value, ["p", "name", "votingRight"], MEMBER);
        const p = member.person("p");
        if (seen.has(p)) throw new Fault("rule.session.personTwice", { p });
        seen.add(p);
        const optional = (name) => (value.has(name) ? member.string(name) : "");
        return {
            p, name: member.string("name"), role: optional("role"), faction: optional("faction"),
            family: optional("family"), hasVote: member.bool("votingRight"),
        };
    });
    const committees = fields.array("committees").map((value) => new Fields(value, ["name", "seats"], ["oparl"]).string("name"));
    return { name: nameOf(fields.members.get("body")), members, committees, meeting: meetingOf(fields.members.get("meeting")) };
}

function nameOf(value) {
    return new Fields(value, ["name"], ["ags"]).string("name");
}

function meetingOf(value) {
    if (value === undefined) return null;
    const fields = new Fields(value, ["name", "agenda"], ["start", "end", "place", "oparl"]);
    const agenda = fields.array("agenda").map((item) => {
        const point = new Fields(item, ["title", "public"], ["number", "oparl"]);
        return {
            number: item.has("number") ? point.string("number") : "", title: point.string("title"),
            isPublic: point.bool("public"),
        };
    });
    const optional = (name) => (value.has(name) ? fields.string(name) : "");
    return { name: fields.string("name"), start: optional("start"), place: optional("place"), agenda };
}

/** The value behind a strict text as plain objects, for showing. */
export function plainOf(value) {
    if (value instanceof Map) return Object.fromEntries([...value].map(([name, each]) => [name, plainOf(each)]));
    return Array.isArray(value) ? value.map(plainOf) : value;
}

export const parsePlain = (text) => plainOf(parseStrict(text));
