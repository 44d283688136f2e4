// Each Wahlbrief, one after another and in an order of chance: first the Wahlschein, then the inner envelope, which stays
// closed. A Wahlschein that does not hold locks the envelope.

import { shortTime } from "../../berlin.js";
import { button, h, note, say, sentence, sayNumber } from "../../page.js";
import { act, scan } from "./desk.js";
import { cells, form, orSay, table, tick, wordOf } from "./forms.js";
import { holding, judge, MAY_BE_OVERRULED } from "./grounds.js";
import { boardVotes, votesIn } from "./votes.js";

/** The Wahlbrief on the table. */
let current = 0;
/** The one that somebody else decided while it was looked at here. */
let gone = 0;

export function admissionTab(state, show) {
    const { letters, openingOrder } = state;
    const waiting = letters.filter(({ open, late }) => open && !late).map(({ received }) => received.running);
    const toBoard = () => h("div", { class: "buttons" }, button("postal.tab.board", () => show("board")));
    const head = [sentence("h1", "postal.tab.admission"), progress(state, waiting)];
    if (!state.convened) return [...head, note("info", say("postal.admission.convene"), toBoard())];
    if (!state.urnChecked) return [...head, note("info", say("postal.admission.urn"), toBoard())];
    if (!waiting.includes(current) && document.querySelector("#letter [data-typed]")) gone = current;
    if (!waiting.includes(current)) current = openingOrder.find((running) => waiting.includes(running)) ?? waiting[0] ?? 0;
    const letter = letters.find(({ received }) => received.running === current);
    return [
        ...head,
        state.admissionDone && note("good", say("postal.admission.done", { time: shortTime(state.admissionDone.at) })),
        gone > 0 && note("warn", say("postal.letter.gone", { running: gone })),
        letter && !state.admissionDone && letterPart(state, letter, waiting),
        waiting.length === 0 && !state.admissionDone && endForm(),
        decided(state),
    ];
}

/** Before what was typed is put back: it goes into the form that follows from the findings, too. */
admissionTab.drawn = (state) => {
    const letter = state.letters.find(({ received }) => received.running === current);
    if (letter) follow(state, letter);
};

function progress({ letters }, waiting) {
    const inTime = letters.filter(({ late, afterAdmission }) => !late && !afterAdmission).length;
    const late = letters.filter((letter) => letter.late).length;
    return [
        h("label", { for: "admission-bar" }, sayNumber("postal.admission.progress", inTime, { done: inTime - waiting.length })),
        h("progress", { id: "admission-bar", max: String(Math.max(1, inTime)), value: String(inTime - waiting.length) }),
        late > 0 && note("info", sayNumber("postal.admission.late", late)),
    ];
}

const endForm = () =>
    form({
        id: "end-admission", heading: "postal.admission.end", text: "postal.admission.end.text", submit: "postal.admission.end.do",
        fields: [{ name: "waited", kind: "tick" }],
        send: (values) => act("admissionDone", () => values),
    });

// MARK: One Wahlbrief

const value = (name) => document.getElementById(`find-${name}`)?.value.trim() ?? "";
const isTicked = (name) => document.getElementById(`find-${name}`)?.checked ?? false;
const numbersIn = (text) => text.toUpperCase().split(/[\s,;]+/).filter(Boolean);

/** What was entered; the envelope only where the Wahlschein leads to it. */
function entered(isLocked) {
    const wahlscheine = numbersIn(value("wahlscheine"));
    const unsigned = numbersIn(value("unsigned"));
    const isSigned = isTicked("signed");
    const envelope = isLocked
        ? { innerClosed: true, envelopes: 1, unofficial: false, deviating: false, object: false, looseBallot: false }
        : {
              innerClosed: isTicked("innerClosed"), envelopes: Number(value("envelopes")) || 0, unofficial: !isTicked("official"),
              deviating: isTicked("deviating"), object: isTicked("object"), looseBallot: isTicked("looseBallot"),
          };
    const doubt = value("doubt");
    return {
        outerClosed: isTicked("outerClosed"), ...envelope, wahlscheine,
        signed: isSigned ? wahlscheine.filter((number) => !unsigned.includes(number)) : [],
        ...(doubt ? { doubt } : {}),
    };
}

/** The findings with numbers as they are printed. */
async function findings(state) {
    const found = entered(isLockedBy(state));
    const printed = new Map();
    for (const number of found.wahlscheine) printed.set(number, (await scan(number)).number ?? number);
    const all = (list) => list.map((number) => printed.get(number) ?? number);
    return { ...found, wahlscheine: all(found.wahlscheine), signed: all(found.signed) };
}

/** The Wahlschein alone decides whether the envelope is looked at. */
function isLockedBy(state) {
    const { wahlscheine, signed } = entered(true);
    const holds = wahlscheine.filter((number) => holding(state).has(number));
    return holds.length === 0 || !holds.some((number) => signed.includes(number));
}

function letterPart(state, letter, waiting) {
    const { received, objected, resolution, admits } = letter;
    const kit = state.kits.find(({ number }) => number === received.number);
    const isResolved = resolution !== null;
    const text = (name, key, of, hint) => {
        const id = `find-${name}`;
        return h(
            "div",
            { class: "field" },
            h("label", { for: id }, say(key)),
            hint && h("p", { class: "aside", id: `${id}-hint` }, say(hint)),
            h("input", { type: "text", id, autocomplete: "off", spellcheck: "false", value: of, "aria-describedby": hint ? `${id}-hint` : null, ...(name === "envelopes" ? { inputmode: "numeric", class: "figure" } : {}) }),
        );
    };
    const envelope = h(
        "fieldset",
        { id: "find-envelope" },
        sentence("legend", "postal.find.envelope"),
        h("p", { class: "aside", id: "find-locked" }),
        text("envelopes", "postal.find.envelopes", "1"),
        tick("find-innerClosed", say("postal.find.innerClosed"), true),
        tick("find-official", say("postal.find.official"), true),
        tick("find-deviating", say("postal.find.deviating")),
        tick("find-object", say("postal.find.object")),
        tick("find-looseBallot", say("postal.find.looseBallot")),
    );
    const outcome = h("div", { id: "find-outcome", role: "status" });
    const card = h(
        "div",
        { class: "card", id: "letter", "data-about": String(received.running), oninput: () => follow(state, letter), onchange: () => follow(state, letter) },
        h("h2", {}, say("postal.letter", { running: received.running })),
        h("p", {}, received.number ? `${received.number}${kit ? ` – ${kit.name}` : ""}` : say("postal.unreadable")),
        h("p", { class: "aside" }, [wordOf("condition", received.condition), received.remark].filter(Boolean).join(" – ")),
        kit?.replacedBy && note("warn", say("postal.find.replaced", { number: kit.replacedBy })),
        objected && note("warn", say("postal.objected", { why: objected.why })),
        isResolved && note("info", say(admits ? "postal.resolved.yes" : "postal.resolved.no", { reason: resolution.reason })),
        h(
            "fieldset",
            {},
            sentence("legend", "postal.find.wahlschein"),
            tick("find-outerClosed", say("postal.find.outerClosed"), received.condition !== "open"),
            text("wahlscheine", "postal.find.wahlscheine", received.number ?? "", "postal.find.wahlscheine.hint"),
            tick("find-signed", say("postal.find.signed"), true),
            h("details", { id: "find-more" }, sentence("summary", "postal.find.more"), text("unsigned", "postal.find.unsigned", "")),
        ),
        envelope,
        text("doubt", "postal.find.doubt", ""),
        outcome,
        h("div", { id: "letter-refusal" }),
        h("div", { id: "letter-acts" }),
        waiting.length > 1 && h("div", { class: "buttons" }, button("postal.letter.other", () => next(waiting, received.running), { class: "plain" })),
        objected && !isResolved && resolutionForm(state, received.running),
        !objected && objectionForm(received.running),
    );
    return card;
}

/** Puts this one aside for now and takes another. */
async function next(waiting, running) {
    const others = waiting.filter((each) => each !== running);
    gone = 0;
    const chances = crypto.getRandomValues(new Uint32Array(others.length));
    current = others[chances.indexOf(Math.max(...chances))];
    for (const input of document.querySelectorAll("#letter [data-typed]")) delete input.dataset.typed;
    document.getElementById("tab-admission").click();
}

/** Says what follows, as it is typed. */
function follow(state, letter) {
    const envelope = document.getElementById("find-envelope");
    if (!envelope) return;
    const isLocked = isLockedBy(state);
    envelope.disabled = isLocked;
    document.getElementById("find-locked").textContent = isLocked ? say("postal.find.locked") : "";
    const { grounds, needsResolution } = judge(entered(isLocked), holding(state));
    const { objected, resolution, admits } = letter;
    const byResolution = resolution !== null;
    const sentences = grounds.map((ground) => `${ground}. ${wordOf("ground", ground)}`);
    const mayAdmit = byResolution
        ? admits && grounds.every((ground) => MAY_BE_OVERRULED.includes(ground))
        : grounds.length === 0 && !needsResolution && !objected;
    // No resolution makes up for a Wahlschein or an envelope that is not there.
    const beyond = byResolution && admits ? grounds.filter((ground) => !MAY_BE_OVERRULED.includes(ground)) : [];
    const mayReject = byResolution ? !admits || beyond.length > 0 : grounds.length > 0 && !objected;
    const outcome = document.getElementById("find-outcome");
    const said =
        grounds.length > 0
            ? note("bad", say("postal.find.grounds"), h("ul", {}, sentences.map((each) => h("li", {}, each))))
            : needsResolution || (objected && !byResolution)
              ? note("warn", say("postal.find.resolve"))
              : note("good", say("postal.find.fine"));
    if (outcome.textContent !== said.textContent) outcome.replaceChildren(said);
    // The buttons stay the same elements while nothing changes for them.
    const signature = JSON.stringify([mayAdmit, mayReject, grounds, letter.received.running]);
    const acts = document.getElementById("letter-acts");
    if (acts.dataset.shown === signature) return;
    acts.dataset.shown = signature;
    acts.replaceChildren(...[mayAdmit && admitButton(state, letter), mayReject && rejectForm(state, letter, grounds, beyond)].filter(Boolean));
}

/** The view is for the next Wahlbrief now: nothing of this one is put back. */
function forgetLetter() {
    gone = 0;
    for (const input of document.querySelectorAll("#letter [data-typed]")) delete input.dataset.typed;
}

async function decide(type, state, more, letter) {
    const marked = [...document.querySelectorAll("#letter [data-typed]")];
    try {
        const found = await findings(state);
        forgetLetter();
        await act(type, (now) => ({ running: letter.received.running, findings: found, byResolution: letter.resolution !== null, ...more(now) }));
        document.getElementById("admission-bar")?.scrollIntoView({ block: "nearest" });
    } catch (error) {
        for (const input of marked) input.dataset.typed = "yes";
        throw error;
    }
}

function admitButton(state, letter) {
    const admit = () => orSay(document.getElementById("letter-refusal"), () => decide("admitted", state, () => ({}), letter));
    return h("div", { class: "buttons" }, button("postal.admit", admit, { class: "main", id: "admit" }));
}

function rejectForm(state, letter, found, beyond) {
    const grounds = beyond.length > 0 ? beyond : found;
    const isResolved = letter.resolution !== null;
    const all = isResolved && beyond.length === 0 ? [2, 3, 4, 5, 6, 7, 8] : grounds;
    const numbers = [...grounds, ...all.filter((ground) => !grounds.includes(ground))];
    return form({
        id: "reject", submit: "postal.reject", kind: "danger",
        above: isResolved ? null : boardVotes("reject", state, "postal.resolve.votes", "no"),
        fields: [
            { name: "ground", kind: "select", options: numbers.map((ground) => [String(ground), `${ground}. ${wordOf("ground", ground)}`]) },
            { name: "note", kind: "text" },
            { name: "resealed", kind: "tick" },
        ],
        send: ({ ground, note: text, resealed }) => {
            const votes = (now) => (isResolved ? { byResolution: beyond.length === 0 } : { votes: votesIn("reject", now) });
            return decide("rejected", state, (now) => ({ ground: Number(ground), note: text, resealed, ...votes(now) }), letter);
        },
    });
}

const objectionForm = (running) =>
    h(
        "details",
        { id: "objection" },
        sentence("summary", "postal.object"),
        form({
            id: "object", text: "postal.object.text", submit: "postal.object.do",
            fields: [{ name: "why", kind: "text" }],
            send: (values) => act("objected", () => ({ running, ...values })),
        }),
    );

const resolutionForm = (state, running) =>
    form({
        id: "resolve", heading: "postal.resolve", submit: "postal.resolve.do",
        above: boardVotes("resolve", state, "postal.resolve.votes"),
        fields: [{ name: "reason", kind: "text" }],
        send: ({ reason }) => act("resolution", (now) => ({ running, votes: votesIn("resolve", now), reason })),
    });

// MARK: What was decided

function decided({ letters, kits }) {
    const done = letters.filter(({ open, late }) => !open || late);
    if (done.length === 0) return null;
    const what = ({ admitted, ground, late, afterAdmission }) => {
        if (late) return say("postal.decided.late");
        if (afterAdmission) return say("postal.decided.after");
        return admitted ? say("postal.decided.admitted") : `${say("postal.decided.rejected")}: ${ground}. ${wordOf("ground", ground)}`;
    };
    return table(
        say("postal.decided.caption"),
        ["running", "number", "name", "decision"].map((key) => say(`postal.head.${key}`)),
        done.map((letter) => {
            const { number, running } = letter.received;
            return h(
                "tr",
                {},
                h("td", { class: "number" }, String(running)),
                h("td", { class: "mono" }, number ?? say("postal.unreadable")),
                cells(kits.find((kit) => kit.number === number)?.name, what(letter)),
            );
        }),
    );
}

