// Who is there: officials, tellers and observers, each with their time; and what happens in between.

import { berlinMoment, shortTime } from "../../berlin.js";
import { button, h, note, say, sentence, sayNumber } from "../../page.js";
import { act, desk, now } from "./desk.js";
import { cells, form, orSay, table, wordOf } from "./forms.js";

const FUNCTIONS = ["chair", "deputy-chair", "clerk", "deputy-clerk", "member", "teller"];

export function boardTab(state) {
    const { start, officialsPresent } = state;
    const isHere = state.board.some(({ p, present }) => p === desk.person.p && present);
    const isEnough = officialsPresent >= start.settings.officials;
    const has = (office) => state.board.some(({ present, arrived }) => present && arrived.function.endsWith(office));
    const isLed = state.convened || (has("chair") && has("clerk"));
    return [
        sentence("h1", "postal.tab.board"),
        !state.released && note("info", say("postal.send.notYet")),
        note(isEnough ? "good" : "warn", sayNumber("postal.present", officialsPresent, { wanted: start.settings.officials })),
        isHere ? h("div", { class: "card" }, sentence("p", "postal.arrived.self"), leaveButton(desk.person.p)) : arriveForm(),
        state.board.length > 0 && boardTable(state),
        shortNotes(state),
        !(isEnough && isLed) && shortForm(["opening", "count"]),
        !state.convened && convenePart(state, isHere),
        state.convened && !state.urnChecked && urnForm(),
        state.urnChecked && note("good", say("postal.urn.checked", { time: shortTime(state.urnChecked.at) })),
        observersPart(state),
        incidentsPart(state),
    ];
}

const arriveForm = () =>
    form({
        id: "arrive", heading: "postal.arrive", text: "postal.arrive.text", submit: "postal.arrive.do",
        fields: [
            { name: "function", kind: "choices", words: FUNCTIONS, family: "function", value: "member" },
            { name: "staff", kind: "tick", value: true },
            { name: "mayor", kind: "tick", value: false },
            { name: "instead", kind: "select", options: [["", "–"], ...desk.journal.people.filter(({ p }) => p !== desk.person.p).map(({ p, name }) => [p, name])], optional: true },
        ],
        send: (values) => act("arrived", () => values, { isRepeated: true }),
    });

function leaveButton(p, key = "postal.leave.self") {
    const place = h("div", { id: `leave-${p}-place` });
    return [place, h("div", { class: "buttons" }, button(key, () => orSay(place, () => act("left", () => ({ p }), { isRepeated: true })), { id: `leave-${p}` }))];
}

const boardTable = ({ board }) =>
    table(
        say("postal.board"),
        ["name", "function", "staff", "from", "to"].map((key) => say(`postal.head.${key}`)),
        board.map(({ p, name, arrived, left, present }) =>
            h(
                "tr",
                {},
                cells(
                    name, wordOf("function", arrived.function), say(arrived.staff ? "postal.yes" : "postal.no"), shortTime(arrived.at),
                    left ? shortTime(left.at) : present && p !== desk.person.p ? leaveButton(p, "postal.leave.other") : say("postal.here"),
                ),
            ),
        ),
    );

/** The reasons that were given for fewer people. */
export const shortNotes = ({ shortHanded }, steps = ["opening", "count"]) =>
    shortHanded.filter(({ step }) => steps.includes(step)).map(({ step, reason, at }) => note("bad", say("postal.short.given", { step: wordOf("step", step), reason, time: shortTime(at) })));

/** With fewer people than there should be it goes on for a reason only; that for fewer signatures has its place beside them. */
export const shortForm = (steps) =>
    h(
        "details",
        { id: `short-${steps[0]}-part` },
        sentence("summary", "postal.short"),
        form({
            id: `short-${steps[0]}`, text: "postal.short.text", submit: "postal.short.do", kind: "danger",
            fields: [{ name: "step", kind: "select", words: steps, family: "step", value: steps[0] }, { name: "reason", kind: "text" }],
            send: (values) => act("shortHanded", () => values),
        }),
    );

function convenePart(state, isHere) {
    if (!isHere) return sentence("p", "postal.convene.first", {}, { class: "aside" });
    const handedOver = state.letters.filter(({ late }) => !late).length;
    const invalid = state.overview.replaced > 0 ? 1 : 0;
    const isEarly = state.secondsLeft !== null && state.secondsLeft > 0;
    return form({
        id: "convene", heading: "postal.convene", text: "postal.convene.text", submit: "postal.convene.do",
        above: isEarly && note("warn", say("postal.convene.early")),
        fields: [
            { name: "place", kind: "text", label: "postal.field.room" },
            { name: "instructed", kind: "tick" },
            { name: "lawsAvailable", kind: "tick" },
            { name: "handedOver", kind: "number", hint: "postal.field.handedOver.hint" },
            { name: "invalidLists", kind: "number", value: invalid },
            { name: "supplements", kind: "number", value: 0 },
            ...(isEarly && state.start.settings.earlyCount !== "refused" ? [{ name: "early", kind: "text" }] : []),
        ],
        below: h("p", { class: "aside" }, sayNumber("postal.convene.letters", handedOver)),
        send: (values) => act("convened", () => values),
    });
}

const urnForm = () =>
    form({
        id: "urn", heading: "postal.urn", text: "postal.urn.text", submit: "postal.urn.do",
        fields: [{ name: "empty", kind: "tick" }, { name: "closed", kind: "tick" }],
        send: (values) => act("urnChecked", () => values),
    });

const observersPart = ({ observers }) => [
    h(
        "details",
        { id: "observers", class: "card" },
        h("summary", {}, sayNumber("postal.observers", observers.length)),
        form({
            id: "observer", submit: "postal.observer.do",
            fields: [
                { name: "name", kind: "text", label: "postal.name" },
                { name: "capacity", kind: "select", words: ["council-member", "citizen"], family: "capacity" },
                { name: "event", kind: "select", words: ["requested", "arrived", "left", "declined"], family: "event" },
                { name: "remark", kind: "text", optional: true },
            ],
            send: (values) => act("observer", () => values, { isRepeated: true }),
        }),
        observers.length > 0 &&
            h("ul", {}, observers.map(({ name, capacity, event, at, remark }) => h("li", {}, `${shortTime(at)}: ${name} (${wordOf("capacity", capacity)}), ${wordOf("event", event)}${remark ? ` – ${remark}` : ""}`))),
    ),
];

const said = {
    incident: ({ at, text }) => say("postal.incident.was", { time: shortTime(at), text }),
    break: ({ from, to, guarded }) => say("postal.break.was", { from: from.slice(11, 16), to: to.slice(11, 16), guarded }),
};

/** Breaks and incidents, at any time. */
function incidentsPart({ happened }) {
    const shown = now();
    return h(
        "details",
        { id: "incidents", class: "card" },
        sentence("summary", "postal.incidents"),
        form({
            id: "incident", submit: "postal.incident.do", done: "postal.incident.done",
            fields: [{ name: "text", kind: "long", label: "postal.field.incident" }],
            send: (values) => act("incident", () => values, { isRepeated: true }),
        }),
        form({
            id: "break", heading: "postal.break", submit: "postal.break.do", done: "postal.incident.done",
            fields: [
                { name: "from", kind: "time", label: "postal.field.from" },
                { name: "to", kind: "time", label: "postal.field.until", value: shown.slice(11, 16) },
                { name: "guarded", kind: "text" },
            ],
            send: ({ from, to, guarded }) => {
                const day = now().slice(0, 10);
                return act("break", () => ({ from: berlinMoment(day, from), to: berlinMoment(day, to), guarded }), { isRepeated: true });
            },
        }),
        happened.length > 0 && h("ul", {}, happened.map(({ type, act: found }) => h("li", {}, said[type](found)))),
    );
}
