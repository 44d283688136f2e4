// The check page: anybody verifies the record of a vote in their own browser, or takes the second device's part in an
// audit.

import { persistently, read } from "../api.js";
import { auditPart } from "../auditlink.js";
import { readVotes } from "../messages.js";
import { isRehearsal } from "../rehearsal.js";
import { h, markRehearsal, note, redrawWith, say, sentence, show, start } from "../page.js";
import { parseStrict } from "../strictjson.js";
import { WorkerCalls } from "../workercalls.js";
import { AuditDesk, auditSection } from "./check/audit.js";
import { loadRecord, recordOf } from "./check/load.js";
import { showReport } from "./check/report.js";
import { faultText } from "../faulttext.js";

// Audit data name a choice: they leave the address bar before anything else.
const fragment = location.hash;
if (fragment.startsWith("#audit=")) history.replaceState(null, "", location.pathname);

await start("check", ["fault", "lot"]);
const calls = new WorkerCalls();
/** `view` shows something, and again in another language. */
const page = { calls, votes: [], home, check, view: (draw) => (page.draw = draw)(), draw: home };
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
            voteList(),
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
                        "aria-label": say("check.verify.which", { title }),
                        onclick: () => check(() => loadRecord(vote), vote),
                    },
                    say("check.verify"),
                ),
            ),
        ),
    );
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

/** Loads and verifies; `vote` is null for files from this device. */
async function check(load, vote = null) {
    const bar = h("progress", { id: "progress", "aria-labelledby": "progress-text", max: 1 });
    const text = h("p", { id: "progress-text" }, say("check.loading"));
    page.view(() => show("checking", sentence("h1", "check.checking", {}, { class: "working" }), text, bar));
    try {
        const files = await load();
        text.textContent = say("check.computing");
        const report = await calls.call("verify", { files }, ({ stage, done, total }) => {
            text.textContent = say("check.progress", { what: say(`verify.progress.${stage}`), done, total });
            Object.assign(bar, { max: Math.max(1, total), value: done });
        });
        markRehearsal(isRehearsal(report.title));
        page.view(() => showReport({ report, files, home }));
    } catch (error) {
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

// A folder can be dropped anywhere on the page.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) check(() => recordOf(event.dataTransfer.files));
});
addEventListener("hashchange", () => {
    const part = auditPart(location.hash);
    if (!part) return;
    history.replaceState(null, "", location.pathname);
    desk.take(part);
});

redrawWith(() => page.draw());

await loadVotes();
const wanted = /^#vote=([0-9a-f]{32})$/.exec(fragment)?.[1];
home();
if (auditPart(fragment)) desk.take(auditPart(fragment));
else if (wanted) check(() => loadRecord(wanted), wanted);
