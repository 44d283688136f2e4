// The journal of disturbances (§ 10 DigiSiVO): reported when and by which way, what the chair decided and why.

import { DECISIONS, moment, WAYS } from "../../acts.js";
import { isDecided, runningVotes } from "../../session.js";
import { button, confirmed, field, h, note, say, sayNumber, sentence } from "../../page.js";
import { boundTo } from "./bound.js";
import { clockOf } from "./clock.js";
import { dayAndTimeOf, delayOf, MINUTES, momentAt } from "./days.js";
import { desk } from "./desk.js";
import { endVote } from "./ending.js";
import { orSay } from "./faults.js";
import { withItem } from "./items.js";
import { act } from "./journaling.js";
import { part } from "./parts.js";
import { onScreen } from "./votes.js";

export function disturbanceTab(go) {
    const said = h("div", {});
    keepForSession();
    return [
        h("h1", {}, say("officer.tab.disturbance")),
        sentence("p", "officer.disturbance.what", {}, { class: "aside" }),
        said,
        part(() => paused(said)),
        report(said),
        open(said, go),
        part(past),
    ];
}

function paused(said) {
    if (!desk.session.paused) return null;
    return h(
        "section",
        { class: "card" },
        note("warn", say("officer.paused", { number: desk.session.paused })),
        h("div", { class: "buttons" }, button("officer.resume", () => orSay(said, () => act("resumed")), { class: "main", id: "resume" })),
    );
}

// MARK: Entering

/** Nothing is filled in yet; without a time, the present one is offered. */
const NOTHING = { time: "", occurred: "", way: WAYS[0], who: "", text: "", continued: false };

/** What is half written, in both parts of this tab; neither another tab nor another language loses it. */
const form = { ...NOTHING };
const reasons = new Map();
let keptFor = "";

/** Another session has its own. */
function keepForSession() {
    if (keptFor === desk.journal) return;
    keptFor = desk.journal;
    Object.assign(form, NOTHING);
    reasons.clear();
}

function report(said) {
    const councillors = desk.session.council?.councillors ?? [];
    const bound = (name, input) => boundTo(form, name, input);
    const time = bound("time", h("input", { type: "time", step: "60" }));
    time.value ||= moment().slice(11, 16);
    const occurred = bound("occurred", h("input", { type: "time", step: "60" }));
    occurred.value ||= time.value;
    // Most report at once: until somebody enters another time, the disturbance occurred when it was reported.
    time.addEventListener("input", () => form.occurred || (occurred.value = time.value));
    const continued = bound("continued", h("input", { type: "checkbox", id: "disturbance-continued" }));
    const way = bound("way", h("select", {}, WAYS.map((each) => h("option", { value: each }, say(`officer.way.${each}`)))));
    const who = bound("who", h(
        "select",
        {},
        h("option", { value: "" }, say("officer.disturbance.nobody")),
        councillors.map(({ p, name }) => h("option", { value: `${name} (${p})` }, `${name} (${p})`)),
    ));
    const text = bound("text", h("textarea", { rows: "2" }));
    const enter = async () => {
        if (!text.value.trim()) return said.replaceChildren(note("bad", say("officer.disturbance.noText")));
        const reported = momentAt(time.value);
        const body = {
            number: desk.session.disturbances.length + 1, reported, way: way.value, text: text.value.trim(),
            occurred: occurred.value === time.value ? reported : momentAt(occurred.value), continued: continued.checked,
            ...(who.value ? { who: who.value } : {}),
        };
        if (!(await orSay(said, () => act("disturbance", body)))) return;
        Object.assign(form, NOTHING);
        text.value = who.value = "";
        way.value = NOTHING.way;
        occurred.value = time.value = moment().slice(11, 16);
        continued.checked = false;
    };
    return h(
        "section",
        { class: "card", "aria-labelledby": "report-heading" },
        h("h2", { id: "report-heading" }, say("officer.disturbance.report")),
        field("disturbance-time", "officer.disturbance.reported", time),
        field("disturbance-occurred", "officer.disturbance.occurred", occurred, "officer.disturbance.occurred.hint"),
        field("disturbance-way", "officer.disturbance.way", way),
        field("disturbance-who", "officer.disturbance.who", who),
        field("disturbance-text", "officer.disturbance.text", text, "officer.disturbance.text.hint"),
        h("label", { class: "choice small" }, continued, h("span", {}, say("officer.disturbance.continued"))),
        h("div", { class: "buttons" }, button("officer.disturbance.enter", enter, { class: "main", id: "disturbance-enter" })),
    );
}

/** What was entered, and whether it was reported in time. The chair decides; nothing is chosen beforehand. */
function reportOf(disturbance) {
    const { reported, occurred, continued, way, who } = disturbance;
    const delay = delayOf(disturbance);
    const when = occurred && say("officer.disturbance.when", { occurred: dayAndTimeOf(occurred), reported: dayAndTimeOf(reported) });
    return [
        h("p", { class: "aside" }, [when || dayAndTimeOf(reported), say(`officer.way.${way}`), who].filter(Boolean).join(" · ")),
        delay && sentenceOf(delay),
        continued && sentence("p", "officer.disturbance.didContinue"),
        delay?.isLate && continued && note("warn", say("officer.disturbance.mayBeIrrelevant")),
    ];
}

const sentenceOf = ({ minutes, isLate }) =>
    h("p", {}, sayNumber(isLate ? "officer.disturbance.late" : "officer.disturbance.inTime", minutes, { most: MINUTES }));

// MARK: Deciding

/** One card for each disturbance without a last word; a card that is there stays, so that no half-written reason is lost. */
function open(said, go) {
    const cards = new Map();
    const list = h("div", {});
    const update = () => {
        const waiting = desk.session.disturbances.filter((each) => !isDecided(each));
        for (const each of waiting) {
            const key = `${each.number}/${each.decisions.length}`;
            if (!cards.has(key)) cards.set(key, card(each, said, go));
        }
        const wanted = waiting.map((each) => cards.get(`${each.number}/${each.decisions.length}`));
        if (wanted.length !== list.children.length || wanted.some((each, i) => list.children[i] !== each)) list.replaceChildren(...wanted);
        return waiting.map(({ number, decisions }) => h("span", { hidden: true }, `${number}/${decisions.length}`));
    };
    return [part(update, { hidden: true }), list];
}

function card(disturbance, said, go) {
    const { number, text, decisions } = disturbance;
    // After a pause another decision is taken, for a reason of its own.
    const key = `${number}/${decisions.length}`;
    if (!reasons.has(key)) reasons.set(key, { reason: "", vote: "" });
    const kept = reasons.get(key);
    const reason = boundTo(kept, "reason", h("textarea", { rows: "2" }));
    const decide = (decision) => async () => {
        if (!reason.value.trim()) return said.replaceChildren(note("bad", say("officer.decision.noReason")));
        const isEnd = ENDS.includes(decision);
        const votes = isEnd ? runningVotes(desk.session, desk.votes) : [];
        const ended = votes.length > 1 ? votes.find(({ vote }) => vote === kept.vote) : votes[0];
        if (votes.length > 1 && !ended) return said.replaceChildren(note("bad", say("officer.decision.which.missing")));
        await orSay(said, async () => {
            if (isEnd && !(await sureOfEnd(decision, number, ended))) return;
            await carryOut({ number, decision, reason: reason.value.trim(), vote: ended?.vote }, go);
        });
    };
    // While this card waits, another disturbance may interrupt the session, and the session may go on again.
    const buttons = () =>
        DECISIONS.filter((each) => each !== "pause" || (decisions.length === 0 && !desk.session.paused)).map((each) =>
            button(`officer.decision.${each}`, decide(each), { id: `decide-${number}-${each}`, class: ENDS.includes(each) ? "danger" : "" }));
    return h(
        "section",
        { class: "card", "aria-labelledby": `disturbance-${number}` },
        h("h2", { id: `disturbance-${number}` }, say("officer.disturbance.number", { number })),
        h("p", {}, text),
        reportOf(disturbance),
        decisions.map((each) => decided(each)),
        decisions.length === 0 && clockOf(disturbance),
        field(`reason-${number}`, "officer.decision.reason", reason),
        part(() => whichVote(number, kept)),
        part(buttons, { class: "buttons" }),
    );
}

/** Decisions that end a vote. */
const ENDS = ["repeat", "void"];

/** Where several votes run: which of them the decision is about. */
function whichVote(number, kept) {
    const votes = runningVotes(desk.session, desk.votes);
    if (votes.length < 2) return null;
    const list = h(
        "select",
        { onchange: () => (kept.vote = list.value) },
        h("option", { value: "" }, say("officer.choose")),
        votes.map(({ vote, item, title }) => h("option", { value: vote, selected: vote === kept.vote }, withItem(item, title))),
    );
    return field(`which-${number}`, "officer.decision.which", list, "officer.decision.which.hint");
}

/** Names the vote that is ended, and who does it; it comes onto the screen first. */
async function sureOfEnd(decision, number, ended) {
    const yes = `officer.decision.${decision}`;
    if (!ended) return confirmed(`officer.decision.${decision}.sure.none`, {}, "officer.decision.enter");
    const { roles } = await onScreen(ended.vote);
    const { title } = ended;
    if (roles.includes("officer")) return confirmed(`${yes}.sure`, { number, title }, yes, "danger");
    return confirmed(`${yes}.sure.other`, { number, title }, "officer.decision.enter", "danger");
}

/**
 * Enters the decision. The session goes on where it stood still for what is fixed; whoever is the vote's officer voids it
 * with the same reason at once.
 */
async function carryOut({ number, decision, reason, vote }, go) {
    await act("decision", { number, decision, reason, ...(vote ? { vote } : {}) });
    // What is fixed holds nobody up any more. If this entry does not come through, the button of the pause is still there.
    if (decision === "fixed" && desk.session.paused === number) await act("resumed");
    if (!vote) return;
    const { roles } = await onScreen(vote);
    if (roles.includes("officer")) await endVote({ vote, decision, number, reason }, go);
}

const decided = ({ decision, reason, at }) =>
    h("p", {}, h("strong", {}, say(`officer.decided.${decision}`)), ` ${reason} (${dayAndTimeOf(at)})`);

function past() {
    const done = desk.session.disturbances.filter(isDecided);
    if (done.length === 0) return null;
    return h(
        "section",
        { class: "card", "aria-labelledby": "past-heading" },
        h("h2", { id: "past-heading" }, say("officer.disturbance.past")),
        h("ul", { class: "plain" }, done.map((each) =>
            h("li", {}, h("p", {}, h("strong", {}, `${each.number}. `), each.text), reportOf(each), each.decisions.map(decided)))),
    );
}
