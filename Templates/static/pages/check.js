// The check page: anybody verifies the record of a vote in their own browser, or takes the second device's part in an
// audit.

import { persistently, read } from "../api.js";
import { auditPart } from "../auditlink.js";
import { Fault } from "../fault.js";
import { readVotes } from "../messages.js";
import { isRehearsal } from "../rehearsal.js";
import { announce, h, markRehearsal, note, redrawWith, say, sentence, show, start } from "../page.js";
import { parseStrict } from "../strictjson.js";
import { watchVotes } from "../watch.js";
import { WorkerCalls } from "../workercalls.js";
import { AuditDesk, auditSection } from "./check/audit.js";
import { loadRecord, recordOf } from "./check/load.js";
import { showReport } from "./check/report.js";
import { faultText } from "../faulttext.js";

// Audit data name a choice: they leave the address bar before anything else.
const fragment = takeFragment();

function takeFragment() {
    const { hash } = location;
    if (hash.startsWith("#audit=")) history.replaceState(null, "", location.pathname);
    return hash;
}

await start("check", ["fault", "lot"]);
const calls = new WorkerCalls();
/** `view` shows something, and again in another language; `begin` leaves a check of a record that still runs. */
const page = { calls, votes: [], home, showOffline, view: (draw) => (page.draw = draw)(), draw: home, begin: () => (checks += 1) };
/** Counts what is checked: the outcome of one that was left for another is not shown. */
let checks = 0;
const desk = new AuditDesk(page);

async function loadVotes() {
    page.votes = readVotes(
        parseStrict(new TextEncoder().encode(await persistently(() => read("/v1/votes"), () => showOffline()))),
    );
}

function showOffline() {
    page.view(() => show("offline", sentence("h1", "check.title"), note("warn", say("web.offline"))));
}

function home() {
    page.draw = home;
    markRehearsal(false);
    show(
        "home",
        sentence("h1", "check.title"),
        sentence("p", "check.intro"),
        h(
            "section",
            { class: "card", "aria-labelledby": "record-heading" },
            sentence("h2", "check.record", {}, { id: "record-heading" }),
            h("div", { id: "votes" }, voteList()),
            ownFiles(),
        ),
        auditSection(desk),
    );
}

function voteList() {
    if (page.votes.length === 0) return sentence("p", "check.noVotes");
    return h(
        "ul",
        { class: "plain" },
        page.votes.map(({ vote, title, state }) =>
            h(
                "li",
                {},
                h("p", {}, h("strong", {}, title), h("br"), h("span", { class: "aside" }, say(`state.${state}`))),
                h(
                    "button",
                    {
                        type: "button",
                        class: "main",
                        id: `verify-${vote}`,
                        "aria-label": say("check.verify.which", { title }),
                        onclick: () => checkVote(vote),
                    },
                    say("check.verify"),
                ),
            ),
        ),
    );
}

/** The list on the open page; what was chosen or typed below it stays. */
function renew({ votes }) {
    page.votes = votes;
    if (page.draw !== home) return;
    const focused = document.activeElement?.id;
    document.getElementById("votes").replaceChildren(voteList());
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** A record that somebody brought along: a folder's files, checked without any server. */
function ownFiles() {
    const input = h("input", { type: "file", multiple: true, id: "files", "aria-describedby": "files-hint" });
    input.addEventListener("change", () => input.files.length > 0 && check(() => recordOf(input.files)));
    return h(
        "details",
        { class: "drop" },
        sentence("summary", "check.own"),
        h("label", { for: "files" }, say("check.own.label")),
        sentence("p", "check.own.hint", {}, { class: "aside", id: "files-hint" }),
        input,
    );
}

const checkVote = (vote) => check((onWaiting) => loadRecord(vote, onWaiting));

/** Loads and verifies; `load` may tell that there is no connection. */
async function check(load) {
    checks += 1;
    const turn = checks;
    const isLatest = () => turn === checks;
    const bar = h("progress", { id: "progress", "aria-labelledby": "progress-text", max: 1 });
    const text = h("p", { id: "progress-text" }, say("check.loading"));
    page.view(() => show("checking", sentence("h1", "check.checking", {}, { class: "working" }), text, bar));
    try {
        const files = await load(() => {
            text.textContent = say("web.offline");
            announce(text.textContent);
        });
        text.textContent = say("check.computing");
        const report = await calls.call("verify", { files }, ({ stage, done, total }) => {
            text.textContent = say("check.progress", { what: say(`verify.progress.${stage}`), done, total });
            Object.assign(bar, { max: Math.max(1, total), value: done });
        });
        if (!isLatest()) return;
        markRehearsal(isRehearsal(report.title));
        page.view(() => showReport({ report, files, home }));
    } catch (error) {
        if (!isLatest()) return;
        page.view(() =>
            show(
                "failed",
                sentence("h1", "check.failed"),
                note("bad", faultText(error)),
                h("div", { class: "buttons" }, h("button", { type: "button", onclick: home }, say("check.home"))),
            ),
        );
    }
}

// Files can be dropped anywhere on the page.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) check(() => recordOf(event.dataTransfer.files));
});
addEventListener("hashchange", () => goTo(takeFragment()));

/** What a link names: a part of an audit, or a vote. */
function goTo(fragment) {
    const part = auditPart(fragment);
    if (part) return desk.take(part);
    if (fragment.startsWith("#audit=")) return desk.fail(new Fault("error.audit.unreadable"));
    const vote = /^#vote=([0-9a-f]{32})$/.exec(fragment)?.[1];
    if (vote) checkVote(vote);
}

redrawWith(() => page.draw());

await loadVotes();
home();
watchVotes({ onNews: renew });
goTo(fragment);
