// From the opening of the urn to stacks that two tellers counted with the same result. Each teller types alone; nobody
// sees the other's numbers before both are bound to theirs.

import { shortTime } from "../../berlin.js";
import { announce, button, fault, h, note, say, sentence } from "../../page.js";
import { act, desk, nameOf, openings, tally } from "./desk.js";
import { shortForm, shortNotes } from "./board.js";
import { cells, form, orSay, table, wordOf } from "./forms.js";
import { paperButtons } from "./papers.js";
import { boardVotes, votesIn } from "./votes.js";

export function countTab(state, show) {
    return [sentence("h1", "postal.tab.count"), steps(state, show)];
}

function steps(state, show) {
    const { state: stage } = state;
    if (!state.admissionDone) {
        return note("info", say("postal.count.notYet"), h("div", { class: "buttons" }, button("postal.tab.admission", () => show("admission"))));
    }
    const isEnough = state.officialsPresent >= state.start.settings.officials;
    const done = [];
    if (!state.urnOpened) return [urnForm(), !isEnough && [shortNotes(state), shortForm(["count", "opening"])]];
    done.push(say("postal.urn.opened", { time: shortTime(state.urnOpened.at) }));
    for (const { counted, wahlscheine, explanation } of state.envelopes) {
        done.push(say("postal.envelopes.counted", { counted, wahlscheine }) + (explanation ? ` – ${explanation}` : ""));
    }
    if (!["match", "mismatchExplained"].includes(stage) && !state.opened) return [doneList(done), envelopesForm(state), !isEnough && [shortNotes(state), shortForm(["count", "opening"])]];
    if (!state.opened) return [doneList(done), openForm(state)];
    const { ballots, empty, several } = state.opened;
    done.push(say("postal.opened", { ballots, empty, several }));
    if (!state.sorted) return [doneList(done), sortForm(state)];
    const { clear, blank, doubtful } = state.sorted;
    done.push(say("postal.sorted", { clear, blank, empty: state.sorted.empty, doubtful }));
    return [
        doneList(done),
        paperButtons(state, "zaehllisten"),
        doubtfulPart(state),
        state.doubtful.length === doubtful && ["clear", "blank"].map((stack) => stackPart(state, stack)),
        !state.determined && h("details", { id: "sort-again" }, sentence("summary", "postal.sort.again"), sortForm(state)),
        // What was only announced can be counted again; what somebody signed cannot.
        state.signatures.length === 0 && recountForm(),
        !isEnough && [shortNotes(state), shortForm(["count", "opening"])],
    ];
}

const doneList = (lines) => h("ul", { class: "card done-list" }, lines.map((line) => h("li", {}, line)));

const urnForm = () =>
    form({
        id: "open-urn", heading: "postal.openUrn", text: "postal.openUrn.text", submit: "postal.openUrn.do",
        fields: [{ name: "emptyAfter", kind: "tick" }],
        send: (values) => act("urnOpened", () => values),
    });

const envelopesForm = (state) =>
    form({
        id: "envelopes", heading: "postal.envelopes", text: "postal.envelopes.text", submit: "postal.envelopes.do",
        above: state.envelopes.length > 0 && note("warn", say("postal.envelopes.differ", { voters: state.voters })),
        fields: [
            { name: "counted", kind: "number" },
            { name: "wahlscheine", kind: "number", label: "postal.field.countedWahlscheine" },
            ...(state.envelopes.length > 0 ? [{ name: "explanation", kind: "text", optional: true, hint: "postal.field.explanation.hint" }] : []),
        ],
        send: (values) => act("envelopes", () => values),
    });

const openForm = (state) =>
    form({
        id: "opening", heading: "postal.opening", text: "postal.opening.text", submit: "postal.opening.do",
        fields: [
            { name: "mixed", kind: "tick" },
            { name: "ballots", kind: "number" },
            { name: "empty", kind: "number", label: "postal.field.emptyEnvelopes", value: 0 },
            { name: "several", kind: "number", value: 0 },
            { name: "explanation", kind: "text", optional: true },
        ],
        above: sentence("p", "postal.opening.count", { number: state.envelopes.at(-1).counted }),
        send: (values) => act("opened", () => values),
    });

function sortForm(state) {
    const whole = state.envelopes.at(-1).counted;
    const names = ["clear", "blank", "empty", "doubtful"];
    const sums = h("p", { id: "sort-sum", role: "status", class: "sum-line" });
    const follow = () => {
        const typed = names.map((name) => document.getElementById(`sort-${name}`)?.value.trim() ?? "");
        if (typed.some((text) => !/^[0-9]{1,7}$/.test(text))) return sums.replaceChildren();
        const sum = typed.map(Number).reduce((left, right) => left + right, 0);
        sums.textContent = say(sum === whole ? "postal.sum.fits" : "postal.sum.differs", { sum, whole });
        sums.className = sum === whole ? "sum-line good" : "sum-line bad";
    };
    const element = form({
        id: "sort", heading: "postal.sort", text: "postal.sort.text", submit: "postal.sort.do",
        fields: names.map((name) => ({
            name, kind: "number", label: `postal.stack.${name}`, value: name === "empty" ? state.opened.empty : state.sorted?.[name],
        })),
        below: sums,
        send: (values) => act("sorted", () => values),
    });
    element.addEventListener("input", follow);
    return element;
}

// MARK: Doubtful ones, one by one

function doubtfulPart(state) {
    const { doubtful, sorted } = state;
    const rows = doubtful.map(({ n, doubt, decision, options, reason }) =>
        h("tr", {}, h("td", { class: "number" }, String(n)), cells(wordOf("doubt", doubt), `${wordOf("decision", decision)}${options.length > 0 ? `: ${options.map((id) => labelOf(state, id)).join(", ")}` : ""}`, reason)),
    );
    return [
        rows.length > 0 && table(say("postal.doubtful.decided"), ["n", "doubt", "decision", "reason"].map((key) => say(`postal.head.${key}`)), rows),
        doubtful.length < sorted.doubtful && doubtForm(state),
    ];
}

export const labelOf = ({ start }, id) => start.options.find((option) => option.id === id)?.label ?? id;

function doubtForm(state) {
    const n = state.doubtful.length + 1;
    const ruling = h("div", { id: "doubt-ruling" });
    const follow = () => {
        const chosen = state.doubts.find(({ doubt }) => doubt === document.getElementById("doubt-doubt")?.value);
        if (chosen) ruling.replaceChildren(note("info", say(`postal.ruling.${chosen.ruling}`, { paragraph: chosen.paragraph, blank: wordOf("blank", state.start.settings.blank) })));
    };
    const options = h(
        "fieldset",
        {},
        sentence("legend", "postal.doubt.options"),
        state.start.options.map(({ id, label }) => h("label", { class: "choice small", for: `doubt-option-${id}` }, h("input", { type: "checkbox", id: `doubt-option-${id}`, value: id, class: "doubt-option" }), h("span", {}, label))),
    );
    const element = form({
        id: "doubt", about: String(n), submit: "postal.doubt.do",
        above: [h("h2", {}, say("postal.doubt", { n, number: state.sorted.doubtful }))],
        fields: [
            { name: "doubt", kind: "select", options: state.doubts.map(({ doubt }) => [doubt, wordOf("doubt", doubt)]) },
            { name: "content", kind: "long" },
            { name: "decision", kind: "choices", words: ["valid", "invalid", "abstention"], family: "decision", value: "invalid" },
            { name: "reason", kind: "text", label: "postal.field.why" },
        ],
        below: [ruling, options, boardVotes("doubt", state, "postal.doubt.votes")],
        send: ({ doubt, content, decision, reason }) =>
            act("doubtful", (now) => ({
                n: now.doubtful.length + 1, doubt, content, decision,
                options: decision === "valid" ? [...document.querySelectorAll(".doubt-option:checked")].map(({ value }) => value) : [],
                reason, votes: votesIn("doubt", now),
            })),
    });
    element.addEventListener("input", follow);
    queueMicrotask(follow);
    return element;
}

// MARK: Two tellers

const fieldName = (state, name) => state.start.options.find(({ id }) => id === name)?.label ?? say(`postal.tally.${name}`);

/** The field that is wrong if those before it are right, or null; the same that the server says. */
export function wrongField(numbers, stack, { stacks, sorted, votesEach }) {
    const { fields } = stacks[stack];
    if (stack === "blank") {
        if (numbers[0] !== sorted.blank) return fields[0];
        return numbers[1] === sorted.empty ? null : fields[1];
    }
    if (numbers[0] !== sorted.clear) return fields[0];
    const votes = numbers.slice(1);
    const tooMany = votes.findIndex((number) => number > sorted.clear);
    if (tooMany >= 0) return fields[tooMany + 1];
    const sum = votes.reduce((left, right) => left + right, 0);
    const fits = votesEach === 1 ? sum === sorted.clear : sum >= sorted.clear && sum <= sorted.clear * votesEach;
    return fits ? null : "sum";
}

function stackPart(state, stack) {
    const found = state.stacks[stack];
    if (found.pieces === 0) return null;
    const heading = h("h2", {}, say("postal.stack", { name: wordOf("stack", stack), number: found.pieces }));
    const before = found.comparisons.map((comparison) => comparisonTable(state, stack, comparison));
    if (found.agreed) return h("section", { class: "card", id: `stack-${stack}` }, heading, note("good", say("postal.stack.agreed")), before);
    const isOwn = found.tellers.includes(desk.person.p);
    const isBound = found.tellers.length === 2;
    const isHere = state.board.some(({ p, present }) => p === desk.person.p && present);
    const waits = found.tellers.map((p) => nameOf(p)).join(", ");
    const mayCompare = isBound && (!isOwn || (state.shortHanded.length > 0 && state.board.filter(({ present }) => present).length < 3));
    return h(
        "section",
        { class: "card", id: `stack-${stack}` },
        heading,
        before,
        h("p", {}, say("postal.round", { round: found.round })),
        found.tellers.length > 0 && note("info", say("postal.tally.bound", { names: waits })),
        !isHere && note("warn", say("postal.tally.notHere")),
        isHere && isOwn && !mayCompare && sentence("p", isBound ? "postal.tally.third" : "postal.tally.second"),
        isHere && !isOwn && !isBound && tallyForm(state, stack),
        isHere && mayCompare && compareButton(state, stack, isOwn),
    );
}

function tallyForm(state, stack) {
    const { fields, round, pieces } = state.stacks[stack];
    const id = `tally-${stack}`;
    const sums = h("p", { id: `${id}-sum`, role: "status", class: "sum-line" });
    const numbersTyped = () => fields.map((name) => document.getElementById(`${id}-${name}`)?.value.trim() ?? "");
    const check = () => {
        const typed = numbersTyped();
        for (const name of fields) fault(`${id}-${name}`, "", false);
        sums.replaceChildren();
        sums.className = "sum-line";
        const known = typed.findIndex((text) => !/^[0-9]{1,7}$/.test(text));
        const numbers = typed.map(Number);
        // What is typed so far is checked, field by field.
        if (typed[0] !== "" && known !== 0) {
            const wrong = wrongField(numbers.map((number, index) => (known >= 0 && index >= known ? 0 : number)), stack, state);
            const isComplete = known < 0;
            if (wrong && wrong !== "sum" && (isComplete || fields.indexOf(wrong) < known)) fault(`${id}-${wrong}`, wrongText(state, stack, wrong), false);
            if (wrong === "sum" && isComplete) sums.className = "sum-line bad";
        }
        if (stack === "clear" && typed.slice(1).some((text) => text !== "")) {
            const sum = numbers.slice(1).reduce((left, right) => left + (Number.isFinite(right) ? right : 0), 0);
            sums.textContent = say("postal.tally.sum.now", { sum, whole: pieces });
        }
        return known < 0 ? wrongField(numbers, stack, state) : fields[known];
    };
    const element = form({
        id, about: String(round), heading: "postal.tally", text: "postal.tally.text", submit: "postal.tally.do", done: "postal.tally.done",
        fields: fields.map((name) => ({ name, kind: "number", label: null })),
        below: sums,
        send: async (values) => {
            const numbers = fields.map((name) => values[name]);
            const wrong = wrongField(numbers, stack, state);
            if (wrong) {
                if (wrong !== "sum") fault(`${id}-${wrong}`, wrongText(state, stack, wrong));
                throw new WrongNumbers(wrongText(state, stack, wrong));
            }
            await tally(stack, round, numbers);
        },
    });
    for (const name of fields) element.querySelector(`label[for="${id}-${name}"]`).textContent = fieldName(state, name);
    element.addEventListener("input", check);
    return element;
}

/** A sum that does not fit, in the words of the page. */
class WrongNumbers extends Error {
    constructor(text) {
        super("sum");
        this.sentence = text;
    }
}

const wrongText = (state, stack, wrong) =>
    say(wrong === "sum" ? "postal.tally.wrong.sum" : "postal.tally.wrong", { field: fieldName(state, wrong), number: state.stacks[stack].pieces });

function compareButton(state, stack, isOwn) {
    const { round, fields } = state.stacks[stack];
    const place = h("div", { id: `compare-${stack}-place` });
    const compare = async () => {
        const found = await openings(stack, round);
        const [first, second] = found.map(({ numbers }) => numbers);
        const agreed = fields.every((_, index) => first[index] === second[index]) && wrongField(first, stack, state) === null;
        await act("compare", () => ({ stack, round, openings: found.map(({ p, nonce, numbers }) => ({ p, nonce, numbers })), agreed }));
        announce(say(agreed ? "postal.stack.agreed" : "postal.compare.differs"));
    };
    return [
        sentence("p", isOwn ? "postal.compare.two" : "postal.compare.text"),
        place,
        h("div", { class: "buttons" }, button("postal.compare.do", () => orSay(place, compare), { class: "main", id: `compare-${stack}` })),
    ];
}

/** The newest difference asks for something; what was counted again since is history. */
const differNote = (round, { round: current, agreed }) =>
    round === current - 1 && !agreed ? note("bad", say("postal.compare.differs")) : note("info", say("postal.compare.differed", { round }));

function comparisonTable(state, stack, { round, tellers, comparedBy, numbers, agreed }) {
    const { fields } = state.stacks[stack];
    return [
        !agreed && differNote(round, state.stacks[stack]),
        table(
            say("postal.compare.caption", { stack: wordOf("stack", stack), round, name: nameOf(comparedBy) }),
            [say("postal.head.field"), ...tellers.map((p) => nameOf(p))],
            fields.map((name, index) => {
                const [left, right] = numbers.map((list) => list[index]);
                return h(
                    "tr",
                    { class: left === right ? "" : "differs" },
                    h("th", { scope: "row" }, fieldName(state, name), left === right ? null : h("strong", {}, ` ≠ ${say("postal.compare.here")}`)),
                    h("td", { class: "number" }, String(left)),
                    h("td", { class: "number" }, String(right)),
                );
            }),
            { class: "compare" },
        ),
    ];
}

const recountForm = () =>
    h(
        "details",
        { id: "recount-part" },
        sentence("summary", "postal.recount"),
        form({
            id: "recount", text: "postal.recount.text", submit: "postal.recount.do", kind: "danger",
            fields: [{ name: "by", kind: "text", label: "postal.field.askedBy" }, { name: "why", kind: "text" }, { name: "granted", kind: "tick" }],
            send: (values) => act("recountRequested", () => values),
        }),
    );

