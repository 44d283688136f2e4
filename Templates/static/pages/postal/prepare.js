// From the electorate to the release of the papers.

import { shortDay, shortTime } from "../../berlin.js";
import { toHex } from "../../encoding.js";
import { Fault, require } from "../../fault.js";
import { sha512 } from "../../hash.js";
import { button, facts, h, note, say, sayNumber, sentence, spoken } from "../../page.js";
import { download } from "../../download.js";
import { act, desk, nameOf } from "./desk.js";
import { csvOf } from "./csv.js";
import { electorateFacts, electorateForm } from "./electorate.js";
import { form, wordOf } from "./forms.js";
import { paperButtons, papersOff } from "./papers.js";
import { filesPart, lookPart, orderPart } from "./print.js";

export function prepareTab(state, show) {
    const redraw = () => show("prepare");
    return [
        sentence("h1", "postal.tab.prepare"),
        startFacts(state),
        state.electorate ? electorateFacts(state) : electorateForm(state, redraw),
        state.electorate && deadlinePart(state),
        state.deadline && papersPart(state),
    ];
}

function startFacts({ start }) {
    return h(
        "details",
        { id: "start-facts", class: "card" },
        sentence("summary", "postal.start.facts"),
        facts([
            ["postal.field.question", start.question],
            ["postal.field.reason", start.reason],
            ["postal.field.basis", start.legalBasis],
            ["postal.field.sessionDate", shortDay(start.session.date)],
            ["postal.field.options", start.options.map(({ label }) => label).join(" · ")],
            ["postal.field.recipient", start.settings.recipient],
            ["postal.field.blank", wordOf("blank", start.settings.blank)],
            ["postal.field.assurance", wordOf("assurance", start.settings.assurance)],
            ["postal.field.officials", String(start.settings.officials)],
            ["postal.decided", shortTime(start.at)],
        ]),
    );
}

// MARK: Deadline

function deadlinePart(state) {
    const { deadline, readings, start } = state;
    const isOut = state.kits.some(({ sent }) => sent) || state.letters.length > 0;
    const shown =
        deadline &&
        h(
            "div",
            { class: "card" },
            sentence("h2", "postal.deadline"),
            h("p", { class: "clock" }, say("postal.deadline.is", { day: shortDay(deadline.date), time: deadline.time })),
            h("p", {}, say("postal.deadline.place", { place: deadline.place })),
            deadline.reason && h("p", { class: "aside" }, deadline.reason),
            isOut && note("info", say("postal.deadline.stands")),
            paperButtons(state, "bekanntmachung"),
        );
    if (isOut || !readings) return shown;
    const pairs = [
        ["literal", `${wordOf("reading", "literal")}: ${shortDay(readings.literal)}`],
        ["workday", `${wordOf("reading", "workday")}: ${shortDay(readings.shifted)}`],
        ["exception", wordOf("reading", "exception")],
    ];
    const chosen = deadline?.chosen ?? (start.settings.shift === "none" ? "literal" : "workday");
    const lines = state.deadlineQuestion?.[spoken()] ?? [];
    const set = form({
        id: "deadline", heading: deadline ? "postal.deadline.again" : "postal.deadline", submit: "postal.deadline.do",
        above: lines.map((line) => h("p", {}, line)),
        fields: [
            { name: "chosen", kind: "choices", label: "postal.deadline.which", options: pairs, value: chosen },
            { name: "date", kind: "date", optional: true, hint: "postal.field.date.hint" },
            { name: "time", kind: "text", value: start.settings.time ?? "24:00", hint: "postal.field.time.hint" },
            { name: "place", kind: "text", value: deadline?.place ?? start.settings.recipient.replace(/\n/g, ", ") },
            { name: "reason", kind: "text", optional: true, hint: "postal.field.deadlineReason.hint" },
        ],
        send: ({ chosen: choice, date, time, place, reason }) =>
            act("deadline", ({ readings: { literal, shifted } }) => ({
                literal, shifted, chosen: choice, date: { literal, workday: shifted }[choice] ?? date ?? "", time, place, reason,
            })),
    });
    return [shown, shown ? h("details", { id: "deadline-again" }, sentence("summary", "postal.deadline.again"), set) : set];
}

// MARK: Papers

const proofOf = async (file) => toHex(await sha512(new Uint8Array(await file.arrayBuffer())));

function papersPart(state) {
    const { printed, released } = state;
    const saveKits = () => {
        const kits = (printed ? printed.act.kits : state.newKits).map(({ number, p }) => [number, p, nameInList(state, p)]);
        download("wahlscheine.csv", csvOf([say("postal.number"), say("postal.person"), say("postal.name")], kits), "text/csv");
    };
    // Where the server prints, a print made elsewhere is the exception.
    const ownPrint = form({
        id: state.papers ? "other" : "print", heading: state.papers ? null : "postal.print", text: "postal.print.text", submit: "postal.print.do",
        above: [h("div", { class: "buttons" }, button("postal.print.list", saveKits))],
        fields: [{ name: "job", kind: "file", hint: "postal.field.job.hint" }],
        send: async ({ job }) => {
            const proof = await proofOf(job);
            await act("printed", ({ newKits }) => ({ proof, kits: newKits }));
        },
    });
    const print = state.papers
        ? [orderPart(state), h("details", { id: "print-other" }, sentence("summary", "postal.print.other"), ownPrint)]
        : [ownPrint, papersOff(state)];
    if (!printed) return print;
    const isOwn = printed.by === desk.person.p;
    const release = form({
        id: "release", heading: "postal.release", text: "postal.release.text", submit: "postal.release.do",
        above: isOwn && note("warn", say("postal.release.other", { name: nameOf(printed.by) })),
        below: [
            h(
                "div",
                { class: "field" },
                h("label", { for: "release-folder" }, say("postal.release.folder")),
                h("p", { class: "aside" }, say("postal.release.folder.hint")),
                h("input", { type: "file", class: "file", id: "release-folder", multiple: true }),
            ),
        ],
        send: async () => {
            const proof = await proofOfFolder([...document.getElementById("release-folder").files]);
            await act("released", () => ({ proof }));
        },
    });
    return [
        h(
            "div",
            { class: "card" },
            sentence("h2", "postal.papers"),
            h("p", {}, sayNumber("postal.printed", printed.act.kits.length, { name: nameOf(printed.by), time: shortTime(printed.act.at) })),
            h("p", { class: "aside" }, say("postal.proof", { proof: `${printed.act.proof.slice(0, 16)}…` })),
            released
                ? note("good", say("postal.released", { name: nameOf(released.by), time: shortTime(released.act.at) }))
                : note("warn", say("postal.release.waits")),
            // Who releases looks at the files below.
            state.papers && (released || printed.by === desk.person.p) && filesPart(state),
            h("div", { class: "buttons" }, button("postal.print.list", saveKits)),
        ),
        !released && (state.papers ? [lookPart(state), h("details", { id: "release-other" }, sentence("summary", "postal.release.elsewhere"), release)] : release),
        !state.kits.some(({ sent }) => sent) && h("details", { id: "print-again" }, sentence("summary", "postal.print.again"), print),
    ];
}

const nameInList = (state, p) => state.entitled.find((each) => each.p === p)?.name ?? p;

/**
 * The hash of the print job, out of the one file or the list of its files; whatever of these files lies beside the list must
 * be what the list says.
 */
async function proofOfFolder(files) {
    require(files.length > 0, "postal.fault.noFile");
    const list = files.find(({ name }) => name.endsWith(".sha512")) ?? (files.length === 1 ? files[0] : null);
    require(list, "postal.fault.noList");
    if (files.length > 1) {
        for (const line of (await list.text()).split("\n").filter(Boolean)) {
            const [hash, path] = line.split(/ +/, 2);
            const name = path?.split("/").at(-1);
            // Files of several folders may have one name.
            const proofs = await Promise.all(files.filter((each) => each.name === name).map(proofOf));
            if (!proofs.includes(hash)) throw new Fault("postal.fault.changedFile", { file: path ?? "" });
        }
    }
    return toHex(await sha512(new Uint8Array(await list.arrayBuffer())));
}

