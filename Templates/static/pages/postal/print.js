// Kits that the server prints: the order, how far it is, the files, and the second person's look at them.

import { toHex } from "../../encoding.js";
import { Fault, require } from "../../fault.js";
import { sha512 } from "../../hash.js";
import { download } from "../../download.js";
import { announce, button, h, note, say, sayNumber, sentence, spoken } from "../../page.js";
import { textOf } from "../officer/files.js";
import { act, desk, nameOf, now, printedFile, printStatus } from "./desk.js";
import { addressesIn, addressLines } from "./addresses.js";
import { form, orSay, tick, wordOf } from "./forms.js";

const LIST = "druckauftrag.sha512";
/** Milliseconds between two looks at a job. */
const PAUSE = 700;

/** Addresses that a file said; they are never stored. */
let addresses = {};

/** Places in which the progress of a job is shown already. */
const followed = new Set();

const hashOf = async (bytes) => toHex(await sha512(bytes));

// MARK: The order

const keptAddress = (state, p) => state.electorate.members.find((each) => each.p === p)?.address;

const lacking = (state) => state.entitled.filter(({ p }) => !keptAddress(state, p) && !addresses[p]);

/** The order for all kits, and the job that goes on or waits for its entry. */
export function orderPart(state) {
    const job = h("div", { id: "print-job" });
    showWaiting(job, state);
    const names = h("p", { class: "aside", id: "print-lacking" }, lackingText(state));
    const take = async ({ target }) => {
        const { files: [file] } = target;
        if (!file) return;
        await orSay(job, async () => {
            addresses = addressesIn(await textOf(file), Object.fromEntries(state.electorate.members.map(({ p, name }) => [p, name])));
            document.getElementById("print-lacking").textContent = lackingText(state);
            document.getElementById("print-place")?.replaceChildren();
        });
    };
    const order = form({
        id: "print", heading: "postal.print", text: "postal.print.here", submit: "postal.print.start",
        fields: [
            ...(state.entitled.some(({ p }) => !keptAddress(state, p))
                ? [{ name: "addresses", kind: "file", optional: true, hint: "postal.field.addresses.hint", accept: ".csv,.json", onchange: take }]
                : []),
            { name: "date", kind: "date", label: "postal.field.letterDate", value: now().slice(0, 10) },
            { name: "largeBallots", kind: "tick", value: false },
        ],
        below: [
            names,
            h(
                "details",
                { id: "print-large" },
                sentence("summary", "postal.print.large"),
                state.entitled.map(({ p, name }) => tick(`large-${p}`, name)),
            ),
        ],
        send: async ({ date, largeBallots }) => {
            const largePrint = state.entitled.map(({ p }) => p).filter((p) => document.getElementById(`large-${p}`)?.checked);
            const known = Object.fromEntries(state.entitled.filter(({ p }) => addresses[p]).map(({ p }) => [p, addresses[p]]));
            await follow(await printStatus({ start: true, addresses: known, largePrint, largeBallots, date }), {}, "print-job");
            await enter();
        },
    });
    return [order, job];
}

function lackingText(state) {
    const names = lacking(state).map(({ name }) => name);
    return names.length === 0 ? say("postal.print.complete") : say("postal.print.lacking", { names: names.join(", ") });
}

/** Shows how far a job is until it is done; answers it then. */
async function follow(first, more, place) {
    followed.add(place);
    try {
        return await followOn(first, more, place);
    } finally {
        followed.delete(place);
    }
}

async function followOn(first, more, place) {
    let status = first;
    let bar = null;
    for (;;) {
        if (status.fault) throw Object.assign(new Error("print"), { sentence: status.fault[spoken()] });
        if (!status.running) break;
        const here = document.getElementById(place);
        if (here && (!bar || !here.contains(bar))) {
            bar = h("progress", { id: `${place}-bar`, "aria-labelledby": `${place}-text` });
            here.replaceChildren(h("p", { id: `${place}-text`, role: "status" }), bar);
        }
        // Whoever went to another tab sees it there no more; the job goes on.
        if (here) {
            bar.max = Math.max(1, status.total);
            bar.value = status.done;
            document.getElementById(`${place}-text`).textContent = say("postal.print.progress", { done: status.done, total: status.total });
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        status = await printStatus(more);
    }
    document.getElementById(place)?.replaceChildren();
    require(status.proof, "postal.fault.printGone");
    announce(say("postal.print.done"));
    return status;
}

/** Enters what was printed: the proof of the files that lie on the server now. */
async function enter() {
    const { proof } = await printStatus();
    require(proof, "postal.fault.printGone");
    await act("printed", ({ newKits }) => ({ proof, kits: newKits }));
}

/** A job that goes on although the page was left, or a print that nobody has entered yet. */
async function showWaiting(place, state) {
    let status;
    try {
        status = await printStatus();
    } catch {
        return;
    }
    // Whoever pressed the button here is shown it anyway.
    if (followed.has(place.id) || place.childElementCount > 0) return;
    if (status.running) {
        await orSay(place, async () => {
            await follow(status, {}, place.id);
            await showWaiting(document.getElementById(place.id) ?? place, desk.state);
        });
    } else if (status.proof && status.proof !== state.printed?.act.proof) {
        place.replaceChildren(
            note("info", say("postal.print.waits")),
            h("div", { class: "buttons" }, button("postal.print.do", () => orSay(place, enter), { class: "main", id: "print-enter" })),
        );
    } else if (status.fault) place.replaceChildren(note("bad", status.fault[spoken()]));
}

// MARK: Files

const isKind = (path) => !path.includes("/");

/** What a file is called: its kind, and its number where a kind has several files. */
function nameOfFile(path) {
    const [, kind, number] = /^(.*?)(-[0-9]+)?\.pdf$/.exec(path) ?? [];
    return `${wordOf("file", kind)}${number ?? ""}`;
}

const saveButton = (path, bytes, place) =>
    button("postal.save.file", () => orSay(place, async () => download(path.replaceAll("/", "-"), await bytes(path), "application/pdf")), {
        values: { name: isKind(path) ? nameOfFile(path) : path.split("/").at(-1) }, class: "file-of-print",
    });

/** Buttons for the files of a print: one for each kind, and folded one for each member. */
function fileButtons(id, files, bytes) {
    const place = h("div", { id: `${id}-place` });
    const own = files.filter((path) => !isKind(path));
    return [
        h("div", { class: "buttons" }, files.filter(isKind).map((path) => saveButton(path, bytes, place))),
        own.length > 0 &&
            h("details", { id: `${id}-members` }, sentence("summary", "postal.print.members"), h("div", { class: "buttons" }, own.map((path) => saveButton(path, bytes, place)))),
        place,
    ].filter(Boolean);
}

/** The files of the print that the journal knows; says so where they are not on this server. */
export function filesPart(state) {
    const place = h("div", { id: "print-files" });
    const { proof } = state.printed.act;
    printStatus({ proof }).then(
        ({ files }) => {
            if (files.length === 0) place.append(sentence("p", "postal.print.elsewhere", {}, { class: "aside" }));
            else place.append(...fileButtons("print-files-of", files, (path) => printedFile({ path, proof })));
        },
        () => {},
    );
    return place;
}

// MARK: The second person

/** Files that were fetched and hashed here: `{proof, files: Map}`. */
let looked = null;

/** The second person looks at the very bytes that are released. */
export function lookPart(state) {
    const { proof } = state.printed.act;
    const isOwn = state.printed.by === desk.person.p;
    const files = h("div", { id: "look-files" });
    const place = h("div", { id: "look-place" });
    const element = h("section", { class: "card", id: "look-part", hidden: true });
    const showFiles = () => {
        const bytes = (path) => looked.files.get(path);
        files.replaceChildren(note("good", sayNumber("postal.look.right", looked.files.size)), ...fileButtons("look-files-of", [...looked.files.keys()], bytes));
        files.append(
            sentence("p", "postal.look.text"),
            h("div", { class: "buttons" }, button("postal.release.do", () => orSay(place, () => act("released", () => ({ proof }))), { class: "main", id: "release-looked" })),
        );
    };
    const look = () =>
        orSay(place, async () => {
            looked = await fetchPrint(proof, (done, total) => place.replaceChildren(note("info", say("postal.look.progress", { done, total }))));
            document.getElementById("look-place")?.replaceChildren();
            if (files.isConnected) showFiles();
        });
    if (looked?.proof === proof) showFiles();
    element.append(
        sentence("h2", "postal.release"),
        ...[
            isOwn && note("warn", say("postal.release.other", { name: nameOf(state.printed.by) })),
            !isOwn && sentence("p", "postal.release.text"),
            !isOwn && h("div", { class: "buttons" }, button("postal.look", look, { class: "main", id: "look" })),
            place,
            files,
        ].filter(Boolean),
    );
    // Kits that were printed elsewhere are released by their files.
    printStatus({ proof }).then(({ files: found }) => (element.hidden = found.length === 0), () => {});
    return element;
}

/** Fetches the list and the files of each kind, and hashes what came. */
async function fetchPrint(proof, tell) {
    const list = await printedFile({ path: LIST, proof });
    if ((await hashOf(list)) !== proof) throw new Fault("postal.fault.changedFile", { file: LIST });
    const lines = new TextDecoder().decode(list).split("\n").filter(Boolean).map((line) => line.split(/ +/, 2));
    const kinds = lines.filter(([, path]) => isKind(path));
    const files = new Map();
    for (const [hash, path] of kinds) {
        tell(files.size, kinds.length);
        const bytes = await printedFile({ path, proof });
        if ((await hashOf(bytes)) !== hash) throw new Fault("postal.fault.changedFile", { file: path });
        files.set(path, bytes);
    }
    return { proof, files };
}

// MARK: One kit again

/** Kits in the place of others, which are printed one by one. */
export function replacementsPart(state) {
    if (!state.papers) return null;
    const waiting = state.kits.filter(({ replaces, replacedBy, sent }) => replaces && !replacedBy && !sent);
    return waiting.map((kit) => replacementForm(state, kit));
}

function replacementForm(state, { number, p, name }) {
    const id = `kit-${number}`;
    const files = h("div", { id: `${id}-files` });
    const show = async () => {
        const status = await printStatus({ number });
        const here = document.getElementById(files.id) ?? files;
        // The server knows how all others look, and no Stimmzettel may look different.
        if (status.largeBallots !== null) document.getElementById(`${id}-largeBallots`)?.closest("label").remove();
        if (status.files.length > 0) here.replaceChildren(...fileButtons(`${id}-files-of`, status.files, (path) => printedFile({ path, number })));
    };
    show().catch(() => {});
    const kept = keptAddress(state, p);
    return form({
        id, heading: "postal.print.one", submit: "postal.print.start",
        above: h("p", {}, say("postal.print.one.text", { name, number })),
        fields: [
            { name: "address", kind: "long", lines: true, hint: "postal.field.address.hint", value: (kept ?? addresses[p] ?? []).join("\n") },
            { name: "large", kind: "tick", value: false },
            { name: "largeBallots", kind: "tick", value: false },
        ],
        below: files,
        send: async ({ address, large, largeBallots = false }) => {
            const first = await printStatus({ start: true, number, addresses: { [p]: addressLines(address) }, largePrint: large ? [p] : [], largeBallots });
            await follow(first, { number }, files.id);
            await show();
            // What was typed stays: nothing on this page has changed by it.
            return false;
        },
    });
}

