// Kits on their way out and Wahlbriefe on their way in. A reader that types a number and Enter works as well as a keyboard;
// each number gets one large answer.

import { berlinMoment, shortTime } from "../../berlin.js";
import { alarm, button, fault, field, h, note, say, sentence, sayNumber, spoken } from "../../page.js";
import { act, desk, now, scan } from "./desk.js";
import { cells, choices, chosenIn, explain, form, table, wordOf } from "./forms.js";
import { paperButtons } from "./papers.js";
import { replacementsPart } from "./print.js";

/** The last answers, newest first, for each tab. */
const answers = { send: [], receive: [] };
/** What is told is shown until the next number. */
const LAST = 8;

/** Numbers wait for each other: a reader is faster than the server. */
let turn = Promise.resolve();

/** What a number is, as the word that is shown large, and how good that is. */
const VERDICTS = {
    taken: "good", late: "warn", unsent: "warn", replaced: "warn", double: "warn", foreign: "bad", wrong: "bad", refused: "bad",
};

const VERDICT_OF = {
    unreadable: "wrong", unknown: "wrong", foreign: "foreign", replaced: "replaced", alreadyReceived: "double",
    returned: "double",
};

/**
 * A field for numbers. `take(found, chosen)` does what the number is for, where `found` is `{kind, number, de, en}` and
 * `chosen` what `choose()` said when the number was entered: a reader is faster than the server. Answers `{verdict, text}`.
 */
function scanField(tab, key, hint, choose, take) {
    const id = `scan-${tab}`;
    const input = h("input", {
        type: "text", class: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "40",
        enterkeyhint: "done",
    });
    const submit = () => {
        const here = document.getElementById(id);
        const typed = here.value.trim();
        here.value = "";
        delete here.dataset.typed;
        here.focus();
        if (typed === "") return;
        const chosen = choose();
        turn = turn.then(() => answer(tab, typed, (found) => take(found, chosen)));
    };
    return h(
        "form",
        { class: "card scan", novalidate: true, autocomplete: "off", onsubmit: (event) => (event.preventDefault(), submit()) },
        field(id, key, input, hint),
        h("div", { id: `${id}-answer` }, answerOf(tab)),
        h("div", { class: "buttons" }, h("button", { type: "submit" }, say("postal.scan.enter"))),
        h("div", { id: `${id}-history` }, history(tab)),
    );
}

/** A number has letters, digits and hyphens. Anything else, such as the link of an access letter, may hold a code. */
const isNumber = (typed) => /^[A-Za-z0-9 \u2010-\u2015-]{1,24}$/.test(typed);

async function answer(tab, typed, take) {
    let said;
    try {
        // It is neither shown nor sent on.
        if (!isNumber(typed)) throw Object.assign(new Error("no number"), { sentence: say("postal.scan.noNumber") });
        const found = await scan(typed);
        said = { number: found.number ?? typed, ...(await take(found)) };
    } catch (error) {
        said = { number: isNumber(typed) ? typed : "…", verdict: "refused", text: explain(error) };
    }
    answers[tab] = [said, ...answers[tab]].slice(0, LAST);
    document.getElementById(`scan-${tab}-answer`)?.replaceChildren(...answerOf(tab));
    document.getElementById(`scan-${tab}-history`)?.replaceChildren(...history(tab));
    alarm(`${say(`postal.verdict.${said.verdict}`)}. ${said.text}`);
}

const MARKS = { good: "✓", warn: "!", bad: "✗" };

function answerOf(tab) {
    const [said] = answers[tab];
    if (!said) return [sentence("p", "postal.scan.waits", {}, { class: "aside" })];
    const kind = VERDICTS[said.verdict];
    return [
        h(
            "div",
            { class: `answer ${kind}` },
            h("p", { class: "word" }, h("span", { "aria-hidden": "true" }, `${MARKS[kind]} `), say(`postal.verdict.${said.verdict}`)),
            h("p", {}, h("strong", {}, said.number), " – ", said.text),
        ),
    ];
}

const history = (tab) =>
    answers[tab].length < 2
        ? []
        : [
              h(
                  "ul",
                  { class: "plain history", "aria-label": say("postal.scan.history") },
                  answers[tab].slice(1).map(({ number, verdict }) => h("li", { class: VERDICTS[verdict] }, `${number}: ${say(`postal.verdict.${verdict}`)}`)),
              ),
          ];

/** What the server said, where nothing is done with the number. */
const only = (found) => ({ verdict: VERDICT_OF[found.kind] ?? "wrong", text: found[spoken()] });

/** Gives a field its usual value again, unless it was changed meanwhile, for the number after this one. */
function setBack(id, was, usual) {
    const input = document.getElementById(id);
    const name = typeof usual === "boolean" ? "checked" : "value";
    if (!input || String(input[name]).trim() !== String(was)) return;
    input[name] = usual;
    delete input.dataset.typed;
}

/** The same for one of a few. */
function chooseBack(id, was, usual) {
    if (chosenIn(id) !== was) return;
    for (const input of document.querySelectorAll(`input[name="${id}"]`)) {
        input.checked = input.value === usual;
        delete input.dataset.typed;
    }
}

const kitOf = (state, number) => state.kits.find((kit) => kit.number === number);

// MARK: Out

const nameOfKit = (state, number) => kitOf(state, number)?.name ?? "";

export function sendTab(state) {
    const choose = () => ({
        mode: chosenIn("send-mode") || "post", to: document.getElementById("send-to").value.trim(),
        authority: document.getElementById("send-authority").checked,
    });
    const take = async (found, { mode, to, authority }) => {
        if (mode === "returned") return takeBack(found);
        if (found.kind === "awaited") return { verdict: "double", text: found[spoken()] };
        // Its Wahlbrief is here: nothing is entered as sent any more.
        if (found.kind === "alreadyReceived" && !kitOf(desk.state, found.number)?.sent) return { verdict: "refused", text: say("postal.sent.afterLetter", { name: nameOfKit(desk.state, found.number) }) };
        // The words of the receipt desk would send it on to the board.
        if (found.kind === "replaced") {
            const { name, replacedBy } = kitOf(desk.state, found.number);
            return { verdict: "replaced", text: say("postal.sent.replaced", { name, new: replacedBy }) };
        }
        if (!["notSent", "awaited", "returned"].includes(found.kind)) return only(found);
        const isOther = mode === "handed" && to !== "";
        await act("sent", () => ({ number: found.number, how: mode, to: isOther ? to : "", authority: isOther && authority }), { isRepeated: true });
        // Whoever took this kit does not take the next one, too.
        setBack("send-to", to, "");
        setBack("send-authority", authority, false);
        return { verdict: "taken", text: say(`postal.sent.${mode}`, { name: nameOfKit(desk.state, found.number) }) };
    };
    const takeBack = async (found) => {
        if (!["awaited", "alreadyReceived", "replaced"].includes(found.kind)) return only(found);
        await act("returned", () => ({ number: found.number }), { isRepeated: true });
        return { verdict: "taken", text: say("postal.sent.returned", { name: nameOfKit(desk.state, found.number) }) };
    };
    const isOver = !state.released;
    return [
        sentence("h1", "postal.tab.send"),
        isOver && note("info", say("postal.send.notYet")),
        !isOver && [
            h(
                "div",
                { class: "card" },
                choices("send-mode", "postal.send.mode", ["post", "handed", "returned"].map((mode) => [mode, wordOf("dispatch", mode)]), "post"),
                h(
                    "details",
                    { id: "send-somebody" },
                    sentence("summary", "postal.send.somebody"),
                    field("send-to", "postal.field.to", h("input", { type: "text", autocomplete: "off" })),
                    h("label", { class: "choice small", for: "send-authority" }, h("input", { type: "checkbox", id: "send-authority" }), h("span", {}, say("postal.field.authority"))),
                ),
            ),
            scanField("send", "postal.scan.number", "postal.scan.hint", choose, take),
            sentProgress(state),
            replaceForm(),
            replacementsPart(state),
            kitTable(state),
            paperButtons(state, "versandliste", "wahlscheine"),
        ],
    ];
}

const sentProgress = ({ overview, kits, letters }) => {
    // A kit that was spoilt before it went out will never go, nor will one whose Wahlbrief is here.
    const isHere = ({ number }) => letters.some(({ received }) => received.number === number);
    const number = kits.filter((kit) => kit.sent || (!kit.replacedBy && !isHere(kit))).length;
    return [
        h("label", { for: "sent-bar" }, say("postal.send.progress", { sent: overview.sent, number })),
        h("progress", { id: "sent-bar", max: String(Math.max(1, number)), value: String(overview.sent) }),
    ];
};

const replaceForm = () =>
    h(
        "details",
        { id: "replace" },
        sentence("summary", "postal.replace"),
        form({
            id: "replacing", text: "postal.replace.text", submit: "postal.replace.do", done: "postal.replace.done",
            fields: [
                { name: "old", kind: "text", label: "postal.scan.number" },
                { name: "reason", kind: "text" },
                { name: "credible", kind: "tick" },
            ],
            send: async ({ old, reason, credible }) => {
                const found = await scan(old);
                await act("replaced", ({ newNumber }) => ({ old: found.number ?? old, new: newNumber, reason, credible }), { isRepeated: true });
            },
        }),
    );

function kitTable(state) {
    const status = (kit) => {
        if (kit.replacedBy) return say("postal.kit.replaced", { number: kit.replacedBy });
        if (kit.returned) return say("postal.kit.returned");
        if (!kit.sent) return say(state.letters.some(({ received }) => received.number === kit.number) ? "postal.kit.unsent" : "postal.kit.waits");
        return `${wordOf("dispatch", kit.sent.how)}, ${shortTime(kit.sent.at)}${kit.sent.to ? `, ${kit.sent.to}` : ""}`;
    };
    return table(
        say("postal.kits"),
        [say("postal.number"), say("postal.name"), say("postal.status")],
        state.kits.map((kit) => h("tr", {}, h("td", { class: "mono" }, kit.number), cells(kit.name, status(kit)))),
        { class: "rows" },
    );
}

// MARK: In

export function receiveTab(state) {
    const take = async (found, came) => {
        if (["unreadable", "unknown", "foreign", "alreadyReceived"].includes(found.kind)) return only(found);
        const letter = await receive(found.number, came);
        const text = found.kind === "replaced" ? found[spoken()] : say("postal.received.as", { name: nameOfKit(desk.state, found.number), running: letter.received.running });
        const odd = { notSent: "postal.received.unsent", returned: "postal.received.back" }[found.kind];
        const closed = letter.late ? "postal.received.late" : letter.afterAdmission ? "postal.received.after" : undefined;
        if (closed || odd) return { verdict: letter.late ? "late" : "unsent", text: [text, ...[closed, odd].filter(Boolean).map((key) => say(key))].join(" ") };
        return { verdict: found.kind === "replaced" ? "replaced" : "taken", text };
    };
    if (!state.released) return [sentence("h1", "postal.tab.receive"), note("info", say("postal.send.notYet"))];
    return [
        sentence("h1", "postal.tab.receive"),
        scanField("receive", "postal.scan.number", "postal.receive.hint", howItCame, take),
        cameForm(state),
        h(
            "div",
            { class: "card" },
            sentence("p", "postal.receive.unreadable.text"),
            h("div", { id: "unreadable-place" }),
            h("div", { class: "buttons" }, button("postal.receive.unreadable", unreadable)),
        ),
        letterTable(state),
        paperButtons(state, "empfangsbuch"),
    ];
}

async function unreadable() {
    const place = document.getElementById("unreadable-place");
    try {
        const { received } = await receive(undefined, howItCame());
        document.getElementById("unreadable-place").replaceChildren(note("good", say("postal.receive.unreadable.done", { running: received.running })));
    } catch (error) {
        place.replaceChildren(note("bad", explain(error)));
        alarm(explain(error));
    }
}

/** Ways on which Wahlbriefe come singly, so that none of them is chosen for the next one, too. */
const SINGLE = ["personal", "other-office"];

/** What the form beside the reader says at this moment. */
function howItCame() {
    const value = (name) => document.getElementById(`came-${name}`)?.value.trim() ?? "";
    const isTicked = (name) => document.getElementById(`came-${name}`)?.checked ?? false;
    return {
        channel: chosenIn("came-channel"), condition: chosenIn("came-condition"), office: value("office"), place: value("place"),
        remark: value("remark"), isNow: isTicked("now"), day: value("day"), clock: value("clock"), firstEmptying: isTicked("firstEmptying"),
        reachedDay: value("reachedDay"), reachedClock: value("reachedClock"),
    };
}

/** What is wrong stands beside its field, too, if that is still on the page. */
function mark(name, words) {
    const input = document.getElementById(`came-${name}`);
    if (!input) return;
    if (words) input.closest("details")?.setAttribute("open", "");
    fault(input.id, words, false);
}

function wrong(name, key) {
    mark(name, say(key));
    return Object.assign(new Error(key), { sentence: say(key) });
}

function momentOf(came, day, clock) {
    const found = berlinMoment(came[day], came[clock]);
    if (!found) throw wrong(clock, "postal.fault.moment");
    return found;
}

/** Writes down a Wahlbrief that came as was said. */
async function receive(number, came) {
    const { channel, condition, office, place, remark, firstEmptying, isNow } = came;
    const wentRound = channel === "other-office";
    for (const name of ["office", "clock", "reachedClock"]) mark(name, "");
    // Whether it is late depends on when it was handed in there.
    if (wentRound && office === "") throw wrong("office", "postal.fault.office");
    if (wentRound && (isNow || came.clock === "")) throw wrong("clock", "postal.fault.office");
    const arrival = isNow ? null : momentOf(came, "day", "clock");
    const isReachedNow = came.reachedDay === "" && came.reachedClock === "";
    const reached = !wentRound ? undefined : isReachedNow ? now() : momentOf(came, "reachedDay", "reachedClock");
    await act(
        "received",
        (state) => ({
            running: state.letters.length + 1, number, arrival: arrival ?? now(), reached, channel, condition,
            firstEmptying: channel === "letterbox" && firstEmptying, place, remark: [wentRound && office, remark].filter(Boolean).join("; "),
        }),
        { isRepeated: true },
    );
    forNext(came);
    const { state } = desk;
    const own = (letter) => (number ? letter.received.number === number : !letter.received.number);
    return state.letters.filter(own).at(-1);
}

/** What was said of one Wahlbrief holds for no other one: neither a damage nor the way of a single one. */
function forNext(came) {
    chooseBack("came-condition", came.condition, "closed");
    for (const name of ["remark", "office", "reachedDay", "reachedClock"]) setBack(`came-${name}`, came[name], "");
    if (!SINGLE.includes(came.channel)) return;
    chooseBack("came-channel", came.channel, "post");
    setBack("came-day", came.day, now().slice(0, 10));
    setBack("came-clock", came.clock, "");
    setBack("came-now", came.isNow, true);
    showOffice();
}

function showOffice() {
    document.getElementById("came-office-part")?.toggleAttribute("hidden", chosenIn("came-channel") !== "other-office");
}

/** Wahlbriefe are seldom entered in the minute in which another office took them. */
function askWhen({ target }) {
    if (target.name !== "came-channel") return;
    const isNow = document.getElementById("came-now");
    const isOther = target.value === "other-office";
    if (isOther) document.getElementById("came-when").open = true;
    isNow.checked = !isOther && document.getElementById("came-clock").value === "";
    isNow.dataset.typed = "yes";
}

function cameForm(state) {
    const { start } = state;
    const shown = now();
    const input = (id, key, props, hint) => field(id, key, h("input", { autocomplete: "off", ...props }), hint);
    return h(
        "fieldset",
        { class: "card", oninput: showOffice, onchange: askWhen },
        sentence("legend", "postal.receive.how"),
        choices("came-channel", "postal.field.channel", ["post", "letterbox", "personal", "other-office"].map((word) => [word, wordOf("channel", word)]), "post"),
        h("div", { id: "came-office-part", hidden: true }, input("came-office", "postal.field.office", { type: "text" }, "postal.field.office.hint")),
        choices("came-condition", "postal.field.condition", ["closed", "damaged", "open"].map((word) => [word, wordOf("condition", word)]), "closed"),
        input("came-place", "postal.field.storage", { type: "text", value: say("postal.field.storage.standard") }),
        input("came-remark", "postal.field.remark", { type: "text" }),
        h("label", { class: "choice small", for: "came-now" }, h("input", { type: "checkbox", id: "came-now", checked: true }), h("span", {}, say("postal.receive.now"))),
        h(
            "details",
            { id: "came-when" },
            sentence("summary", "postal.receive.when"),
            input("came-day", "postal.field.arrivalDay", { type: "date", value: shown.slice(0, 10) }),
            input("came-clock", "postal.field.arrivalTime", { type: "time" }),
            start.settings.letterBox === "first-emptying" &&
                h("label", { class: "choice small", for: "came-firstEmptying" }, h("input", { type: "checkbox", id: "came-firstEmptying" }), h("span", {}, say("postal.field.firstEmptying"))),
            input("came-reachedDay", "postal.field.reachedDay", { type: "date" }, "postal.field.reached.hint"),
            input("came-reachedClock", "postal.field.reachedTime", { type: "time" }),
        ),
    );
}

function letterTable({ letters, kits }) {
    const name = (number) => kits.find((kit) => kit.number === number)?.name ?? "–";
    return [
        h("h2", {}, sayNumber("postal.letters", letters.length)),
        letters.length > 0 &&
            table(
                say("postal.letters.caption"),
                ["running", "number", "name", "arrival", "channel", "condition"].map((key) => say(`postal.head.${key}`)),
                [...letters].reverse().map(({ received, late }) =>
                    h(
                        "tr",
                        { class: late ? "late" : "" },
                        h("td", { class: "number" }, String(received.running)),
                        h("td", { class: "mono" }, received.number ?? say("postal.unreadable")),
                        cells(
                            received.number ? name(received.number) : "–",
                            late ? h("strong", {}, `${shortTime(received.arrival)} – ${say("postal.verdict.late")}`) : shortTime(received.arrival),
                            wordOf("channel", received.channel), wordOf("condition", received.condition),
                        ),
                    ),
                ),
                { class: "rows" },
            ),
    ];
}
