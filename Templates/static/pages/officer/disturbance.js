// The journal of disturbances (§ 10 DigiSiVO): reported when and by which way, what the chair decided and why.

import { DECISIONS, moment, WAYS } from "../../acts.js";
import { isDecided } from "../../session.js";
import { button, confirmed, field, h, note, say, sayNumber, sentence } from "../../page.js";
import { clockOf } from "./clock.js";
import { prefill } from "./compose.js";
import { dayAndTimeOf, delayOf, MINUTES, momentAt } from "./days.js";
import { act, desk, signVote } from "./desk.js";
import { orSay } from "./faults.js";
import { part } from "./parts.js";

export function disturbanceTab(go) {
    const said = h("div", {});
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

function report(said) {
    const councillors = desk.session.council?.councillors ?? [];
    const time = h("input", { type: "time", value: moment().slice(11, 16), step: "60" });
    const occurred = h("input", { type: "time", value: time.value, step: "60" });
    // Most report at once: until somebody enters another time, the disturbance occurred when it was reported.
    let isOwnTime = false;
    occurred.addEventListener("input", () => (isOwnTime = true));
    time.addEventListener("input", () => isOwnTime || (occurred.value = time.value));
    const continued = h("input", { type: "checkbox", id: "disturbance-continued" });
    const way = h("select", {}, WAYS.map((each) => h("option", { value: each }, say(`officer.way.${each}`))));
    const who = h(
        "select",
        {},
        h("option", { value: "" }, say("officer.disturbance.nobody")),
        councillors.map(({ p, name }) => h("option", { value: `${name} (${p})` }, `${name} (${p})`)),
    );
    const text = h("textarea", { rows: "2" });
    const enter = async () => {
        if (!text.value.trim()) return said.replaceChildren(note("bad", say("officer.disturbance.noText")));
        const reported = momentAt(time.value);
        const body = {
            number: desk.session.disturbances.length + 1, reported, way: way.value, text: text.value.trim(),
            occurred: occurred.value === time.value ? reported : momentAt(occurred.value), continued: continued.checked,
            ...(who.value ? { who: who.value } : {}),
        };
        if (!(await orSay(said, () => act("disturbance", body)))) return;
        text.value = "";
        occurred.value = time.value = moment().slice(11, 16);
        isOwnTime = continued.checked = false;
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
    const reason = h("textarea", { rows: "2" });
    const decide = (decision) => async () => {
        if (!reason.value.trim()) return said.replaceChildren(note("bad", say("officer.decision.noReason")));
        const sure = ["repeat", "void"].includes(decision);
        if (sure && !(await confirmed(`officer.decision.${decision}.sure`, {}, `officer.decision.${decision}`, "danger"))) return;
        await orSay(said, () => carryOut(number, decision, reason.value.trim(), go));
    };
    const possible = DECISIONS.filter((each) => each !== "pause" || (decisions.length === 0 && !desk.session.paused));
    return h(
        "section",
        { class: "card", "aria-labelledby": `disturbance-${number}` },
        h("h2", { id: `disturbance-${number}` }, say("officer.disturbance.number", { number })),
        h("p", {}, text),
        reportOf(disturbance),
        decisions.map((each) => decided(each)),
        decisions.length === 0 && clockOf(disturbance),
        field(`reason-${number}`, "officer.decision.reason", reason),
        h(
            "div",
            { class: "buttons" },
            possible.map((each) =>
                button(`officer.decision.${each}`, decide(each), { id: `decide-${number}-${each}`, class: ["repeat", "void"].includes(each) ? "danger" : "" })),
        ),
    );
}

const VOIDABLE = ["draft", "ceremony", "ready", "issuing", "casting", "closed", "boxed"];

/**
 * Enters the decision; a vote that runs is voided with the same reason, and for a repetition its draft is prepared again:
 * new keys, new roll, nothing of the old vote is ever opened.
 */
async function carryOut(number, decision, reason, go) {
    await act("decision", { number, decision, reason });
    if (decision !== "repeat" && decision !== "void") return;
    const { vote, session } = desk;
    if (!vote?.log) return;
    if (vote.roles.includes("officer") && VOIDABLE.includes(vote.log.state)) {
        await signVote("void", say("officer.decision.voidReason", { number, reason }));
    }
    if (decision !== "repeat") return;
    await prefill(vote, session);
    go("compose");
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
