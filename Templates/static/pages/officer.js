// The election officer's page: signing in, choosing the session, and its tabs.

import { takeLetter } from "../letter.js";
import { hasOtherKey, isNamed } from "../ownvotes.js";
import { isRehearsal, rehearsalTitle } from "../rehearsal.js";
import { isPersonID } from "../strictjson.js";
import { announce, button, fault, field, h, markRehearsal, note, redrawWith, say, sentence, show, showPerson, start, typedIn, view } from "../page.js";
import { attendanceTab } from "./officer/attendance.js";
import { composeTab } from "./officer/compose.js";
import { desk, loadServer, signIn, whenChanged } from "./officer/desk.js";
import { disturbanceTab } from "./officer/disturbance.js";
import { pendingNotes } from "./officer/ending.js";
import { disturbanceCount } from "./officer/clock.js";
import { inWords } from "./officer/days.js";
import { brokenNote, equationLine } from "./officer/equation.js";
import { codeFault, explain } from "./officer/faults.js";
import { journalTab } from "./officer/journal.js";
import { chooseJournal, sessions } from "./officer/journaling.js";
import { newSession } from "./officer/opening.js";
import { forgetParts, part, refreshParts } from "./officer/parts.js";
import { rollNotes } from "./officer/rollnote.js";
import { sessionTab } from "./officer/session.js";
import { voteTab } from "./officer/vote.js";
import { chooseVote, keepUp, refreshVotes } from "./officer/votes.js";

// Before anything else: the code leaves the address bar.
let letter = takeLetter();

/** The tabs in the order of an evening. */
const TABS = {
    session: sessionTab,
    attendance: attendanceTab,
    vote: voteTab,
    compose: composeTab,
    disturbance: disturbanceTab,
    journal: journalTab,
};

let tab = "session";

// MARK: Signing in

/** What was wrong with the last try: `{field, text()}`, so that another language says it, too. */
let refused = null;

function refuse(field, text) {
    refused = { field, text };
    fault(field, text());
}

/** Why the server could not be understood at the start; then nobody can sign in, in no language. */
let unreadable = null;

function showSignIn(p = "", typed = "") {
    if (unreadable) return show("signin", sentence("h1", "officer.signin"), note("bad", explain(unreadable)));
    const person = h("input", { type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", value: p });
    const code = h("input", { type: "text", class: "code", autocomplete: "off", spellcheck: "false", value: typed });
    const submit = async () => {
        refused = null;
        fault("person", "");
        fault("code", "");
        if (!isPersonID(person.value.trim())) return refuse("person", () => say("web.fault.person"));
        try {
            await signIn(person.value.trim(), code.value);
        } catch (error) {
            return refuse("code", () => codeFault(error));
        }
        code.value = "";
        await showSessions();
    };
    const form = h(
        "form",
        { class: "card", autocomplete: "off", onsubmit: (event) => event.preventDefault() },
        field("person", "web.staffPerson", person),
        field("code", "web.code", code, "web.code.hint"),
        // Enter presses it, too, and a second press while it works is none.
        h("div", { class: "buttons" }, button("web.signin", submit, { type: "submit", class: "main" })),
    );
    // The town puts the number of the approval in the place of this sentence (§ 2 DigiSiVO; handbook, approval).
    show("signin", sentence("h1", "officer.signin"), sentence("p", "officer.signin.what"), form, note("warn", say("officer.approval")));
    if (refused) fault(refused.field, refused.text(), false);
}

// MARK: Choosing the session

async function showSessions() {
    const { person } = desk;
    showPerson(say("officer.who", { p: person.p }));
    let list;
    let isUnchecked = false;
    try {
        list = await sessions();
        if (list.length === 0 && (await hasOtherKey(person))) return refuseCode(person);
        isUnchecked = list.length === 0 && !(await isNamed(person));
        await refreshVotes();
        if (desk.person !== person) return;
    } catch (error) {
        if (desk.person !== person) return;
        return show("sessions", sentence("h1", "officer.sessions"), note("bad", explain(error)), button("web.retry", showSessions));
    }
    const entry = ({ journal, session }) =>
        h(
            "li",
            {},
            h("p", {}, session ? `${inWords(session.date)}, ${session.place}` : journal),
            button("officer.sessions.open", () => openSession(journal), { class: "main", values: { title: titleOf(session) } }),
        );
    show(
        "sessions",
        sentence("h1", "officer.sessions"),
        list.length > 0 && h("section", { class: "card" }, h("ul", { class: "plain" }, list.map(entry))),
        list.length === 0 && sentence("p", "officer.sessions.none"),
        isUnchecked && note("info", say("web.code.unchecked")),
        newSession(openSession),
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

/** A rehearsal says so before anybody opens it. */
function titleOf(session) {
    if (!session) return say("officer.sessions.untitled");
    return session.rehearsal && !isRehearsal(session.title) ? rehearsalTitle(session.title) : session.title;
}

async function openSession(journal) {
    try {
        await chooseJournal(journal);
    } catch (error) {
        return show("sessions", sentence("h1", "officer.sessions"), note("bad", explain(error)), button("web.back", showSessions));
    }
    // Another one may have been opened meanwhile.
    const isOpen = () => desk.journal === journal && desk.session;
    if (!isOpen()) return;
    showPerson(nameOfPerson());
    tab = desk.session.council ? "vote" : "session";
    if (desk.session.votes.length > 0) await chooseVote(desk.session.votes.at(-1).vote).catch(() => {});
    if (isOpen()) showTab();
}

// MARK: Tabs

function nameOfPerson() {
    const own = desk.session.people.find(({ p }) => p === desk.person.p);
    return say("officer.who.name", { name: own?.name ?? desk.person.p });
}

export function showTab(name = tab) {
    tab = name;
    forgetParts();
    mark();
    const said = h("div", {});
    const names = Object.keys(TABS).filter((each) => each !== "compose");
    const tabs = () =>
        names.map((each) =>
            h(
                "button",
                {
                    type: "button", id: `tab-${each}`, class: "tab", onclick: () => showTab(each),
                    "aria-current": each === tab || (each === "vote" && tab === "compose") ? "page" : null,
                },
                say(`officer.tab.${each}`),
                each === "disturbance" && disturbanceCount(),
            ),
        );
    show(
        `tab-${tab}`,
        h(
            "nav",
            { "aria-label": say("officer.tabs"), class: "tabs" },
            part(tabs, { class: "tabs" }),
            // The key was only ever in this page's memory.
            button("web.signout", () => location.reload(), { class: "plain" }),
        ),
        part(warnings),
        part(() => pendingNotes(said, showTab)),
        said,
        part(rollNotes),
        equationBar(),
        tab !== "vote" && part(() => brokenNote()),
        TABS[tab](showTab),
    );
}

/** The numbers of the vote, above everything that scrolls; what sticks below them, or gets the focus, keeps clear of them. */
function equationBar() {
    const bar = part(() => desk.vote?.log && equationLine(), { class: "equation-bar" });
    barSize.disconnect();
    barSize.observe(bar);
    return bar;
}

const barSize = new ResizeObserver(([{ target }]) =>
    document.documentElement.style.setProperty("--bar", `${Math.ceil(target.getBoundingClientRect().height)}px`));

/** What must be seen on every tab. */
function warnings() {
    const { session } = desk;
    return [
        desk.isOffline && note("warn", say("web.offline")),
        [...desk.troubles.values()].map((error) => note("bad", explain(error))),
        session.paused > 0 && note("warn", say("officer.paused", { number: session.paused })),
    ];
}

/** A session that is a rehearsal, or a vote of one that was made by other means. */
function mark() {
    markRehearsal(Boolean(desk.session?.session?.rehearsal) || isRehearsal(desk.vote?.log?.manifest?.title));
}

/** The vote and the state that were told last. */
let told = {};

/** Tells a screen reader how far the vote on the screen has come; which one it is, it has told already. */
function tellState() {
    const { vote } = desk;
    if (!vote?.log) return;
    const now = { id: vote.id, state: vote.isAbandoned ? "abandoned" : vote.log.state };
    if (told.id === now.id && told.state !== now.state) announce(`${vote.log.manifest.title}: ${say(`officer.state.${now.state}`)}`);
    told = now;
}

whenChanged(() => {
    mark();
    tellState();
    if (view().startsWith("tab-")) refreshParts();
});

// Another language is no reason to sign in again.
redrawWith(() => {
    if (!desk.person) return showSignIn(typedIn("person"), typedIn("code"));
    showPerson(desk.session ? nameOfPerson() : say("officer.who", { p: desk.person.p }));
    return desk.session ? showTab() : showSessions();
});

await start("officer");
try {
    await loadServer();
    showSignIn(letter?.p, letter?.code);
    letter = null;
    keepUp();
} catch (error) {
    unreadable = error;
    showSignIn();
}
