// What the verifier found: the verdict, each check as a sentence, what a lay person can compare, and the files to take
// away.

import { download } from "../../download.js";
import { faultText } from "../../faulttext.js";
import { Fault } from "../../fault.js";
import { drawnSentence } from "../../lotviews.js";
import { bars, button, codeOf, facts, h, note, say, sayNumber, sentence, show } from "../../page.js";

const BY_HAND = ["roll", "drawn", "gap", "sum", "tracker", "signatures", "fingerprint"];

export function showReport({ report, files, home }) {
    const { valid } = report;
    show(
        "report",
        sentence(
            "h1",
            valid ? "verify.valid" : "verify.invalid",
            {},
            { id: "verdict", class: `verdict ${valid ? "good" : "bad"}` },
        ),
        note(valid ? "good" : "bad", say(valid ? "check.valid.text" : "check.invalid.text")),
        lot(report),
        about(report),
        fingerprints(report),
        result(report),
        h(
            "section",
            { class: "card", "aria-labelledby": "checks" },
            sentence("h2", "verify.heading.checks", {}, { id: "checks" }),
            h("ol", { class: "checks" }, report.checks.map(line)),
        ),
        warnings(report),
        h(
            "section",
            { class: "card" },
            sentence("h2", "verify.heading.byHand"),
            h("ul", {}, BY_HAND.map((key) => sentence("li", `verify.byHand.${key}`))),
        ),
        h("section", { class: "card" }, sentence("h2", "verify.heading.notByHand"), sentence("p", "verify.notByHand")),
        takeAway(files),
        h("div", { class: "buttons" }, h("button", { type: "button", onclick: home }, say("check.home"))),
    );
}

function about({ body, title, question, state, attending, draws, ballots, gap, voidReason }) {
    const number = (value) => (value === null || value === undefined ? null : String(value));
    const row = (key, value) => value && [`verify.label.${key}`, value];
    return h(
        "section",
        { class: "card", "aria-label": say("verify.heading.vote") },
        facts([
            row("body", body),
            row("title", title),
            row("question", question),
            row("state", say(`state.${state}`)),
            row("reason", voidReason),
            row("attending", number(attending)),
            row("draws", number(draws)),
            row("ballots", number(ballots)),
            row("gap", number(gap)),
        ]),
    );
}

/** The chair's entry of a lot lies beside the record: one that does not hold is said at once. */
function lot({ lot: entry }) {
    if (!entry) return null;
    if (entry.fault) return note("bad", say("lot.fails", { reason: faultText(faultOf(entry.fault)) }));
    return note("info", say("lot.recorded", { drawn: drawnSentence(entry.draw) }), sentence("p", "lot.law"));
}

const faultOf = ({ code, values, file, line }) => new Fault(code, values).at(file, line);

function fingerprints({ fingerprint, board, result: head }) {
    const known = [["fingerprint", fingerprint], ["board", board], ["result", head]].filter(([, code]) => code);
    if (known.length === 0) return null;
    return h(
        "section",
        { class: "card fingerprint", "aria-label": say("check.fingerprints") },
        known.map(([key, code]) => [sentence("h2", `verify.label.${key}`), codeOf(code, { id: `fp-${key}` })]),
        sentence("p", "check.fingerprints.text"),
    );
}

/** Only counts that are proved are shown as a result. */
function result({ counts, options, ballots, valid }) {
    if (!counts) return null;
    const most = Math.max(...options.map(({ cap }) => cap)) * ballots;
    return h(
        "section",
        { class: "card" },
        sentence("h2", valid ? "verify.heading.result" : "verify.heading.result.invalid"),
        bars(options.map(({ label }, i) => ({ label, count: counts[i] })), most),
    );
}

function line({ id, ok, open, fault: broken }) {
    const sign = ok === true ? "✓" : ok === false ? "✗" : "–";
    const word = say(ok === true ? "web.note.good" : ok === false ? "web.note.bad" : "check.open");
    const text = ok === false ? say(`verify.${id}.failed`) : say(`verify.${id}`);
    const because = broken && faultText(faultOf(broken));
    const kind = ok === true ? "passed" : ok === false ? "failed" : "open";
    return h(
        "li",
        { class: kind, id },
        h("span", { class: "mark", "aria-hidden": "true" }, sign),
        h("span", { class: "unseen" }, word, " "),
        h("span", {}, text, because && ` ${because}`, open && ` ${say(`verify.open.${open}`)}`),
        h("span", { class: "aside" }, ` ${id}`),
    );
}

function warnings({ warnings: list }) {
    if (list.length === 0) return null;
    return h(
        "section",
        {},
        sentence("h2", "verify.heading.warnings"),
        list.map(({ code, values }) => note("warn", say(code, values))),
    );
}

/** The files as they were checked, and how to check them with the program. */
function takeAway(files) {
    const typeOf = (name) => (name.endsWith(".json") ? "application/json" : "application/jsonl");
    const save = (name) => download(name, files[name], typeOf(name));
    return h(
        "section",
        { class: "card", "aria-labelledby": "files-heading" },
        sentence("h2", "check.files", {}, { id: "files-heading" }),
        sentence("p", "check.files.text"),
        h(
            "div",
            { class: "buttons" },
            Object.keys(files).map(
                (name) => button("check.files.save", () => save(name), { values: { name }, id: `save-${name}` }),
            ),
        ),
        h(
            "details",
            {},
            sentence("summary", "check.program"),
            sentence("p", "check.program.text"),
            h("pre", {}, "urne-verify record/"),
            sentence("p", "check.program.fingerprints"),
            h("pre", {}, "urne-verify record/ --fingerprint XXXX-XXXX-XXXX-XXXX-XXXX --board XXXX-XXXX-XXXX-XXXX-XXXX"),
        ),
    );
}
