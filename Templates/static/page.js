// What every page shares: its words, its frame, and the building of elements.
//
// Everything that strangers wrote (titles, names, options, reasons) goes through `h` as text; there is no other way in,
// so a page never holds mark-up that is not in these files.

import { persistently, read } from "./api.js";

let words = {};
let language = "de";
let files = [];
let title = "";
let redraw = () => location.reload();
let rehearses = false;
/** What was told at once belongs to the view that is being drawn. */
let isAlarmNew = false;

/**
 * Loads the sentences and draws the frame. `name` is the page's: its words are in `words/NAME.LANGUAGE.json`, its title is
 * the sentence `NAME.title`; `more` names further files of words. Where two have a sentence the later one stands, and the
 * page's own words come last.
 *
 * The words are files like the code, so that the list of hashes covers what a person reads, too.
 */
export async function start(name, more = []) {
    files = ["web", ...more, name];
    title = `${name}.title`;
    await speak(preferredLanguage(), persistently);
}

/** Loads the sentences of a language, each by `get`, and draws the frame in it. */
async function speak(wanted, get) {
    const texts = await Promise.all(files.map((name) => get(() => read(`/static/words/${name}.${wanted}.json`))));
    words = Object.assign({}, ...texts.map((text) => JSON.parse(text)));
    language = wanted;
    document.documentElement.lang = language;
    nameTab();
    const person = document.getElementById("who")?.textContent;
    drawFrame(title);
    showPerson(person);
}

function preferredLanguage() {
    try {
        return localStorage.getItem("urne.language") === "en" ? "en" : "de";
    } catch {
        // A browser that keeps nothing still shows the page.
        return "de";
    }
}

/** The language the page speaks: `de` or `en`. */
export const spoken = () => language;

/** A sentence of the catalogue. `{name}` is replaced by the value; numbers stay numbers of plain digits. */
export function say(key, values = {}) {
    const sentence = words[key];
    if (sentence === undefined) return key;
    return sentence.replace(/\{([a-zA-Z-]+)\}/g, (hole, name) => (name in values ? String(values[name]) : hole));
}

/** The same with one sentence for the number 1: `key.one`. */
export function sayNumber(key, number, values = {}) {
    const all = { ...values, number };
    return number === 1 && words[`${key}.one`] !== undefined ? say(`${key}.one`, all) : say(key, all);
}

/** Whether the catalogue has a sentence. */
export const hasWord = (key) => words[key] !== undefined;

/**
 * An element. `props` are attributes; `on…` are listeners, `class` is a class list, false and null leave an attribute
 * out. Children are elements, texts, or lists of them.
 */
export function h(tag, props = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(props ?? {})) {
        if (value === false || value === null || value === undefined) continue;
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else if (name === "width") element.style.width = value;
        else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

/** A paragraph, heading or other element with one sentence of the catalogue. */
export const sentence = (tag, key, values, props) => h(tag, props, say(key, values));

/** A remark with a mark that does not need colour: `good`, `warn`, `bad` or `info`. */
export function note(kind, ...children) {
    const sign = { good: "✓", warn: "!", bad: "✗", info: "i" }[kind];
    const label = h("span", { class: "unseen" }, say(`web.note.${kind}`));
    const first = h("span", { class: "mark", "aria-hidden": "true" }, sign);
    const [head, ...rest] = children.flat();
    const line = head instanceof Element && head.tagName === "P" ? head : h("p", {}, head);
    line.prepend(first, label);
    return h("div", { class: `note ${kind}` }, line, rest);
}

/** A code of five groups, read out letter by letter by a screen reader. */
export function codeOf(text, props = {}) {
    const groups = text.split("-");
    return h(
        "p",
        { class: "code", ...props },
        h("span", { class: "unseen" }, groups.map((group) => group.split("").join(" ")).join(", ")),
        groups.map((group) => h("span", { "aria-hidden": "true" }, group)),
    );
}

/** A button; while its act runs it cannot be pressed again, so a double click is one act. */
export function button(key, act, props = {}) {
    const { values, ...rest } = props;
    const element = h("button", { type: "button", ...rest }, say(key, values));
    element.addEventListener("click", async () => {
        if (element.getAttribute("aria-disabled") === "true") return;
        element.setAttribute("aria-disabled", "true");
        try {
            await act(element);
        } finally {
            element.removeAttribute("aria-disabled");
        }
    });
    return element;
}

/** What stands in a field of the view that is about to be drawn anew, in another language for instance. */
export const typedIn = (id) => document.getElementById(id)?.value ?? "";

/** A labelled input with its hint and a place for its fault. */
export function field(id, key, input, hint) {
    const hintID = `${id}-hint`;
    const faultID = `${id}-fault`;
    input.id = id;
    input.setAttribute("aria-describedby", hint ? `${hintID} ${faultID}` : faultID);
    return h(
        "div",
        { class: "field" },
        h("label", { for: id }, say(key)),
        hint && h("p", { class: "aside", id: hintID }, say(hint)),
        input,
        h("p", { class: "fault", id: faultID }),
    );
}

/** Names what is wrong with a field, and moves there; an empty text takes it back. */
export function fault(id, text, moves = true) {
    const input = document.getElementById(id);
    document.getElementById(`${id}-fault`).textContent = text;
    if (text) {
        input.setAttribute("aria-invalid", "true");
        if (moves) input.focus();
    } else input.removeAttribute("aria-invalid");
}

/** Number, label, and a bar as long as the number is of the whole. */
export function bars(rows, whole) {
    return h(
        "ul",
        { class: "bars" },
        rows.map(({ label, count }) =>
            h(
                "li",
                {},
                h("span", { class: "label" }, label),
                h("span", { class: "count" }, String(count)),
                h("span", { class: "bar", "aria-hidden": "true" }, h("span", { width: `${whole > 0 ? (100 * count) / whole : 0}%` })),
            ),
        ),
    );
}

/** Label and value, one below the other. */
export const facts = (rows) =>
    h("dl", { class: "facts" }, rows.filter(Boolean).map(([key, value]) => [h("dt", {}, say(key)), h("dd", {}, value)]));

// MARK: What is on the page

let shown = "";

/**
 * Puts a view on the page. `name` says which; when another one comes, its heading gets the focus and is announced, while
 * the same one is only renewed and leaves the focus where it is.
 */
export function show(name, ...children) {
    const main = document.getElementById("main");
    const found = finder(document.activeElement, main);
    main.replaceChildren(...children.flat(Infinity).filter(Boolean));
    if (name === shown) {
        const same = found();
        if (!same) return;
        // A heading that has the focus because its view was new is none that takes it by itself.
        if (same.tagName === "H1") same.tabIndex = -1;
        same.focus({ preventScroll: true });
        return;
    }
    // The last sentence of another view is none of this one's.
    if (!isAlarmNew) document.getElementById("alert").textContent = "";
    const isFirst = shown === "";
    shown = name;
    const heading = main.querySelector("h1");
    if (!heading) return;
    if (!isFirst) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
        scrollTo({ top: 0 });
    }
    announce(heading.textContent);
}

/** How to find what has the focus once its view was drawn anew: by its id, else by what it is and says. */
function finder(element, main) {
    if (!element) return () => null;
    if (element.id) return () => document.getElementById(element.id);
    if (!main.contains(element)) return () => null;
    const same = () => [...main.querySelectorAll(element.tagName)].filter((other) => other.textContent === element.textContent);
    const place = same().indexOf(element);
    return () => same()[place];
}

/** The name of the view on the page. */
export const view = () => shown;

/** Tells a screen reader. */
export function announce(text) {
    const live = document.getElementById("live");
    if (live.textContent !== text) live.textContent = text;
}

/** Tells a screen reader at once. */
export function alarm(text) {
    document.getElementById("alert").textContent = text;
    isAlarmNew = true;
    setTimeout(() => (isAlarmNew = false));
}

/** Asks before something that cannot be taken back; resolves to whether it was confirmed. */
export function confirmed(key, values, yes, kind = "main") {
    return new Promise((resolve) => {
        const dialog = h(
            "dialog",
            { "aria-labelledby": "dialog-text" },
            h("p", { id: "dialog-text" }, say(key, values)),
            h(
                "div",
                { class: "buttons" },
                h("button", { type: "button", class: kind, onclick: () => dialog.close("yes") }, say(yes)),
                h("button", { type: "button", autofocus: true, onclick: () => dialog.close("") }, say("web.cancel")),
            ),
        );
        dialog.addEventListener("close", () => {
            dialog.remove();
            resolve(dialog.returnValue === "yes");
        });
        document.body.append(dialog);
        dialog.showModal();
    });
}

// MARK: Frame

function drawFrame(title) {
    const other = language === "de" ? "en" : "de";
    document.getElementById("top").replaceChildren(
        ...(rehearses ? [rehearsalMark()] : []),
        h("a", { class: "skip", href: "#main" }, say("web.skip")),
        h(
            "div",
            {},
            h("span", { class: "name" }, say(title)),
            h("span", { class: "who", id: "who" }),
            h(
                "button",
                { type: "button", class: "plain", id: "language", lang: other, onclick: () => changeLanguage(other) },
                say("web.language"),
            ),
        ),
    );
    document.getElementById("bottom").replaceChildren(h("p", {}, say("web.foot")));
}

async function changeLanguage(other) {
    await speak(other, (act) => persistently(act, sayWaiting));
    try {
        localStorage.setItem("urne.language", other);
    } catch {
        // The next page speaks German again.
    }
    shown = "";
    redraw();
    document.getElementById("language").focus({ preventScroll: true });
}

/** That the other language has not come yet; it goes when the head is drawn in it. */
function sayWaiting() {
    if (document.getElementById("waiting")) return;
    document.getElementById("top").append(h("p", { id: "waiting" }, say("web.offline")));
    alarm(say("web.offline"));
}

/** How to show the current view in another language; a page that says nothing is loaded afresh. */
export const redrawWith = (act = () => location.reload()) => (redraw = act);

/** Says in the head who is signed in, or nobody. */
export const showPerson = (text) => (document.getElementById("who").textContent = text ?? "");

/** Marks the page while it shows a vote of a rehearsal, or takes the mark away. */
export function markRehearsal(isOne) {
    rehearses = isOne;
    const mark = document.querySelector(".rehearsal");
    if (!isOne) mark?.remove();
    else if (!mark) document.getElementById("top").prepend(rehearsalMark());
    nameTab();
}

const rehearsalMark = () => h("p", { class: "rehearsal" }, say("web.rehearsal"));

/** The name of the tab: the page, and that it rehearses. */
function nameTab() {
    document.title = `${rehearses ? `${say("web.rehearsal.short")} · ` : ""}${say(title)} · Urne`;
}
