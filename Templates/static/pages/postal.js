// The page of the postal vote, for the election officer and the tellers: signing in, choosing the postal vote, and its
// tabs in the order of the work.

import { takeLetter } from "../letter.js";
import { hasOtherKey, isNamed } from "../ownvotes.js";
import { isPersonID } from "../strictjson.js";
import { shortTime } from "../berlin.js";
import {
    alarm, button, fault, field, h, markRehearsal, note, redrawWith, say, sentence, show, showPerson, spoken, start, view,
} from "../page.js";
import { admissionTab } from "./postal/admission.js";
import { boardTab } from "./postal/board.js";
import { choose, desk, now, postalVotes, setRehearsalTime, signIn, whenChanged } from "./postal/desk.js";
import { countTab } from "./postal/count.js";
import { explain, form, keepTyped, orSay, watchTyping } from "./postal/forms.js";
import { keepTab } from "./postal/keep.js";
import { overviewTab } from "./postal/overview.js";
import { prepareTab } from "./postal/prepare.js";
import { receiveTab, sendTab } from "./postal/scan.js";
import { resultTab } from "./postal/result.js";
import { startForms } from "./postal/start.js";

// Before anything else: the code leaves the address bar.
let letter = takeLetter();

const TABS = {
    overview: overviewTab, prepare: prepareTab, send: sendTab, receive: receiveTab, board: boardTab, admission: admissionTab,
    count: countTab, result: resultTab, keep: keepTab,
};

/** Which tab the work goes on in, by how far the vote has come. */
const NEXT = {
    started: "prepare", electorateFrozen: "prepare", deadlineFixed: "prepare", printed: "prepare", released: "send",
    issued: "receive", deadlinePassed: "board", boardOpened: "admission", admissionDone: "count", urnOpened: "count",
    envelopesCounted: "count", mismatchExplained: "count", match: "count", ballotsSorted: "count", doubtfulDecided: "count",
    doubleCounted: "result", determined: "result", announced: "result", signed: "keep", packed: "keep",
};

let tab = "overview";
const main = document.getElementById("main");

// MARK: Signing in

function codeFault({ code, values = {} }) {
    if (code === "error.device.wrongKey") return say("web.fault.wrongKey");
    return say(code.replace("error.code.", "web.fault.code."), { length: values.count, ...values });
}

/** What was wrong with the last try: `{field, text()}`, so that another language says it, too. */
let refused = null;

function refuse(field, text) {
    refused = { field, text };
    fault(field, text());
}

function showSignIn(p = "", typed = "") {
    redrawWith(() => showSignIn(document.getElementById("person")?.value, document.getElementById("code")?.value));
    const input = (value, more) =>
        h("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", value, ...more });
    const person = input(p, {});
    const code = input(typed, { class: "code", maxlength: "40" });
    const submit = async () => {
        refused = null;
        fault("person", "");
        fault("code", "");
        const typedPerson = person.value.trim();
        if (!isPersonID(typedPerson)) return refuse("person", () => say("web.fault.person"));
        try {
            await signIn(typedPerson, code.value);
        } catch (error) {
            const text = () => (/^error\.code\./.test(error.code ?? "") ? codeFault(error) : explain(error));
            alarm(text());
            return refuse("code", text);
        }
        code.value = "";
        await showVotes();
    };
    const go = button("web.signin", submit, { class: "main" });
    show(
        "signin",
        sentence("h1", "postal.signin"),
        sentence("p", "postal.signin.text"),
        h(
            "form",
            { class: "card", novalidate: true, autocomplete: "off", onsubmit: (event) => (event.preventDefault(), go.click()) },
            field("person", "web.staffPerson", person, "web.person.hint"),
            field("code", "web.code", code, "web.code.hint"),
            h("div", { class: "buttons" }, go),
        ),
    );
    if (refused) fault(refused.field, refused.text(), false);
}

// MARK: Choosing

async function showVotes() {
    redrawWith(showVotes);
    const { person } = desk;
    showPerson(person.p);
    const place = h("div", { id: "votes-place" });
    let list = [];
    let forms = [];
    let trouble = null;
    let isUnchecked = false;
    try {
        list = await postalVotes();
        if (list.length === 0 && (await hasOtherKey(person))) return refuseCode(person);
        isUnchecked = list.length === 0 && !(await isNamed(person));
        forms = await startForms(openVote, list);
    } catch (error) {
        trouble = error;
    }
    if (desk.person !== person) return;
    const entry = ({ postal, start, stage }) =>
        h(
            "li",
            {},
            h("p", { class: "title" }, start?.title ?? say("postal.untitled")),
            start?.rehearsal && h("p", {}, h("strong", {}, say("web.rehearsal"))),
            h("p", { class: "aside" }, stage?.[spoken()] ?? postal),
            h("div", { class: "buttons" }, button("postal.open", () => orSay(place, () => openVote(postal)), { class: "main" })),
        );
    show(
        "votes",
        sentence("h1", "postal.votes"),
        trouble && [note("bad", explain(trouble)), button("web.retry", showVotes)],
        place,
        list.length > 0 && h("ul", { class: "plain card" }, list.map(entry)),
        list.length === 0 && !trouble && sentence("p", "postal.votes.none"),
        isUnchecked && note("info", say("web.code.unchecked")),
        forms,
    );
}

/** Another language asks a second time while the first answer is on its way; the code is refused once. */
function refuseCode(person) {
    if (desk.person !== person) return;
    desk.person = null;
    showPerson("");
    showSignIn(person.p);
    refuse("code", () => say("web.fault.wrongKey"));
}

async function openVote(postal) {
    await choose(postal);
    // Another one was opened meanwhile.
    if (desk.postal !== postal) return;
    const own = desk.journal.people.find(({ p }) => p === desk.person.p);
    showPerson(own && own.key === desk.person.publicKey ? own.name : desk.person.p);
    tab = "overview";
    redrawWith(draw);
    draw();
}

// MARK: Tabs

export function showTab(name) {
    tab = name;
    draw();
    main.querySelector("h1")?.focus({ preventScroll: true });
}

function tabs() {
    const next = NEXT[desk.state.state];
    return h(
        "nav",
        { "aria-label": say("postal.tabs"), class: "tabs" },
        h(
            "div",
            { class: "tabs" },
            Object.keys(TABS).map((each) =>
                h(
                    "button",
                    {
                        type: "button", id: `tab-${each}`, class: "tab", onclick: () => showTab(each),
                        "aria-current": each === tab ? "page" : null,
                    },
                    say(`postal.tab.${each}`),
                    each === next && each !== tab && h("span", { class: "badge" }, h("span", { class: "unseen" }, say("postal.tab.next")), h("span", { "aria-hidden": "true" }, "●")),
                ),
            ),
        ),
        button("web.signout", () => location.reload(), { class: "plain" }),
    );
}

const rehearsalClock = () => {
    const shown = now();
    return h(
        "details",
        { id: "rehearsal-clock" },
        h("summary", {}, say("postal.rehearsal.clock", { time: shortTime(shown) })),
        form({
            id: "clock", text: "postal.rehearsal.text", submit: "postal.rehearsal.set",
            fields: [
                { name: "date", kind: "date", label: "postal.field.clockDay", value: shown.slice(0, 10) },
                { name: "time", kind: "time", value: shown.slice(11, 16) },
            ],
            send: ({ date, time }) => {
                // Once it is set, it makes room for the work.
                document.getElementById("rehearsal-clock").removeAttribute("open");
                return setRehearsalTime(`${date}T${time}:00${now().slice(19)}`);
            },
        }),
    );
};

function draw() {
    const { state } = desk;
    if (!state) return;
    isOutdated = false;
    markRehearsal(state.start.rehearsal);
    const putBack = keepTyped(main);
    show(
        `tab-${tab}`,
        tabs(),
        desk.isOffline && note("warn", say("web.offline")),
        h(
            "p",
            { class: "what" },
            h("strong", {}, state.start.title),
            " · ",
            h("span", { id: "stage" }, say("postal.stage", { stage: state.stage[spoken()] })),
        ),
        state.start.rehearsal && rehearsalClock(),
        h("div", { id: "notice" }),
        TABS[tab](state, showTab),
    );
    TABS[tab].drawn?.(state);
    putBack();
}

// A button is not exchanged while somebody presses it: the press would be lost.
let isPressed = false;
let isOutdated = false;
main.addEventListener("pointerdown", () => (isPressed = true));
for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () =>
        setTimeout(() => {
            isPressed = false;
            if (isOutdated) draw();
        }),
    );
}

whenChanged((isNews) => {
    desk.lastTrouble = "";
    if (!view().startsWith("tab-")) return;
    if (isNews && isPressed) isOutdated = true;
    else if (isNews) draw();
    else TABS[tab].tick?.(desk.state);
});

desk.trouble = (error) => {
    if (desk.lastTrouble === error.code) return;
    desk.lastTrouble = error.code;
    document.getElementById("notice")?.replaceChildren(note("bad", explain(error)));
    alarm(explain(error));
};

await start("postal", ["fault"]);
watchTyping(main);
showSignIn(letter?.p, letter?.code);
letter = null;

