// The result is determined, read out in the room, and then signed by those who counted.

import { shortTime } from "../../berlin.js";
import { bars, button, facts, h, note, say, sayNumber, sentence, spoken } from "../../page.js";
import { act, desk, nameOf, signRecord } from "./desk.js";
import { shortForm, shortNotes } from "./board.js";
import { labelOf } from "./count.js";
import { form, orSay } from "./forms.js";
import { paperButtons } from "./papers.js";

export function resultTab(state, show) {
    const { counts } = state;
    if (!counts) {
        return [
            sentence("h1", "postal.tab.result"),
            note("info", say("postal.result.notYet"), h("div", { class: "buttons" }, button("postal.tab.count", () => show("count")))),
        ];
    }
    return [
        sentence("h1", "postal.tab.result"),
        numbers(state, counts),
        !state.determined && determineButton(),
        state.determined && state.tie && lotForm(state),
        // Once it is announced, a lot can no longer be entered.
        state.determined && !state.tie && !state.announced && announceForm(state),
        state.announced && note("good", say("postal.announced", { place: state.announced.place, time: shortTime(state.announced.at) })),
        paperButtons(state, "ergebnis"),
        state.announced && signPart(state),
    ];
}

function numbers(state, counts) {
    const rows = counts.options.map(({ id, votes }) => ({ label: labelOf(state, id), count: votes }));
    const rejected = counts.rejected.reduce((left, right) => left + right, 0);
    const lines = state.determined ? (state.decision?.[spoken()] ?? []) : [];
    return h(
        "section",
        { class: "card", id: "numbers" },
        !state.determined && h("p", { class: "stamp" }, say("postal.result.draft")),
        h("p", { class: "title" }, state.start.question),
        bars(rows, counts.voters),
        facts([
            ["postal.result.entitled", String(counts.entitled)],
            ["postal.result.voters", String(counts.voters)],
            ["postal.result.valid", String(counts.valid)],
            ["postal.result.invalid", String(counts.invalid)],
            ["postal.result.abstentions", String(counts.abstentions)],
            ["postal.result.rejected", String(rejected)],
        ]),
        lines.length > 0 && h("div", { class: "read" }, h("p", {}, lines[0])),
        lines.length > 1 && [sentence("h2", "postal.result.hints"), h("ul", { class: "hints" }, lines.slice(1).map((line) => h("li", {}, line)))],
    );
}

function determineButton() {
    const place = h("div", { id: "determine-place" });
    return h(
        "div",
        { class: "card" },
        sentence("p", "postal.determine.text"),
        place,
        h("div", { class: "buttons" }, button("postal.determine", () => orSay(place, () => act("result", ({ counts }) => ({ counts }))), { class: "main", id: "determine" })),
    );
}

const lotForm = (state) =>
    form({
        id: "lot", heading: "postal.lot", submit: "postal.lot.do",
        above: h("p", {}, sayNumber("postal.lot.text", state.tie.seats, { names: state.tie.among.join(", ") })),
        below: h(
            "fieldset",
            {},
            sentence("legend", "postal.lot.winners"),
            state.tie.among.map((name, index) => h("label", { class: "choice small", for: `lot-${index}` }, h("input", { type: "checkbox", id: `lot-${index}`, value: name, class: "lot-winner" }), h("span", {}, name))),
        ),
        fields: [{ name: "drawnBy", kind: "text" }, { name: "witness", kind: "text" }, { name: "how", kind: "text" }],
        send: (values) =>
            act("lot", ({ tie }) => ({
                among: tie.among, seats: tie.seats, winners: [...document.querySelectorAll(".lot-winner:checked")].map(({ value }) => value), ...values,
            })),
    });

const announceForm = (state) =>
    form({
        id: "announce", heading: "postal.announce", text: "postal.announce.text", submit: "postal.announce.do",
        fields: [
            { name: "place", kind: "text", label: "postal.field.room", value: state.convened?.place },
            { name: "publicly", kind: "tick", value: state.start.settings.makesPublic },
        ],
        send: (values) => act("announced", () => values),
    });

// MARK: Signing

function signPart(state) {
    const { signatures, refusals, board, textToSign, signed, signaturesWanted, unsigned } = state;
    const hasSigned = signatures.some(({ p }) => p === desk.person.p);
    const wasThere = board.some(({ p }) => p === desk.person.p);
    const isWhole = signed && signatures.length >= signaturesWanted;
    const place = h("div", { id: "sign-place" });
    const sign = () => orSay(place, () => signRecord(textToSign));
    return h(
        "section",
        { class: "card" },
        sentence("h2", "postal.sign"),
        note(
            isWhole ? "good" : signatures.length === 0 ? "info" : "warn",
            say("postal.sign.count", { number: signatures.length, wanted: signaturesWanted }),
            signatures.length > 0 && unsigned.length > 0 && h("p", {}, say("postal.sign.missing", { names: unsigned.join(", ") })),
        ),
        signatures.length > 0 && h("ul", {}, signatures.map(({ name }) => h("li", {}, name))),
        refusals.map(({ p, unable, reason }) => note("warn", say(unable ? "postal.refused.unable" : "postal.refused", { name: nameOf(p), reason }))),
        h("h3", {}, say("postal.sign.record")),
        h("pre", { class: "record", tabindex: "0", role: "region", "aria-label": say("postal.sign.record"), id: "record-text" }, textToSign),
        !hasSigned && wasThere && !state.packed && [sentence("p", "postal.sign.text"), place, h("div", { class: "buttons" }, button("postal.sign.do", sign, { class: "main", id: "sign" }))],
        hasSigned && note("good", say("postal.sign.done")),
        shortNotes(state, ["signing"]),
        !signed && shortForm(["signing"]),
        !state.packed && refusePart(state),
    );
}

/** Somebody may be missing although there are signatures enough. */
function refusePart({ board, signatures, refusals }) {
    const people = [...new Set(board.map(({ p }) => p))].filter((p) => ![...signatures, ...refusals].some((each) => each.p === p));
    if (people.length === 0) return null;
    return h(
        "details",
        { id: "refuse-part" },
        sentence("summary", "postal.refuse"),
        form({
            id: "refuse", submit: "postal.refuse.do", kind: "danger",
            fields: [
                { name: "p", kind: "select", label: "postal.name", options: people.map((p) => [p, nameOf(p)]) },
                { name: "reason", kind: "text" },
                { name: "unable", kind: "tick" },
            ],
            send: (values) => act("refusedToSign", () => values),
        }),
    );
}
