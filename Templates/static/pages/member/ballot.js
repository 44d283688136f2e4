// The ballot: native controls, one for each option, as the selection rule wants them. The marks live in `page.choice`
// alone; they are in no address, no storage, and leave the page with it.

import { Choice } from "../../choice.js";
import { announce, fault, h, note, say, sayNumber, sentence, show, waiting } from "../../page.js";
import { farewell, fingerprint, voteHead } from "./frame.js";
import { showReview } from "./review.js";

export function showBallot(page, booth) {
    const { manifest } = booth.log;
    if (page.choice?.vote !== booth.vote) page.choice = Object.assign(new Choice(manifest), { vote: booth.vote });
    const { choice } = page;
    choice.redraw = () => showBallot(page, booth);
    const rows = manifest.options.map((option, i) => rowOf(choice, option, i, changed));
    const count = h("p", { id: "count", class: "count" });
    const because = h("p", { id: "because", class: "aside" });
    const next = h("button", { type: "submit", class: "main" }, say("member.ballot.next"));
    const marks = h(
        "fieldset",
        { "aria-describedby": "rule because" },
        h("legend", {}, manifest.question || manifest.title),
        h("p", { id: "rule" }, ruleSentence(choice)),
        rows.map(({ element }) => element),
        because,
        choice.kind !== "one" && count,
        h("p", { class: "fault", id: "choice-fault", role: "alert" }),
    );
    const form = h(
        "form",
        { class: "ballot", autocomplete: "off", novalidate: true },
        marks,
        h("div", { class: "buttons" }, next),
    );
    let isBusy = false;
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (isBusy) return;
        if (choice.isAllowed) {
            isBusy = true;
            // What is encrypted is what the review will show.
            marks.disabled = true;
            await waiting(next, () => page.guarded(() => showReview(page, booth)));
            marks.disabled = false;
            isBusy = false;
            return;
        }
        document.getElementById("choice-fault").textContent = needed(choice);
        (rows.find(({ input }) => !input.disabled) ?? rows[0]).input.focus();
    });

    function changed(i, value) {
        const clears = choice.set(i, value);
        document.getElementById("choice-fault").textContent = "";
        if (clears && choice.kind !== "one") announce(
            say("member.ballot.cleared", { option: choice.options[i].label }),
        );
        else if (choice.kind !== "one") announce(leftSentence(choice));
        refresh();
    }

    function refresh() {
        rows.forEach(({ refresh }) => refresh());
        count.textContent = leftSentence(choice);
        because.textContent = reason(choice);
    }

    show(
        "ballot",
        voteHead(booth, { asks: false }),
        sentence("h1", "member.ballot"),
        booth.isRecovered && note("info", say("member.recovered")),
        form,
        h("details", {}, sentence("summary", "member.fingerprint.again"), fingerprint(booth.log.fingerprint, "vote")),
        farewell(page),
    );
    refresh();
}

// MARK: Rows

function rowOf(choice, option, i, changed) {
    if (choice.kind === "one") return radio(choice, option, i, changed);
    return option.cap === 1 ? checkbox(choice, option, i, changed) : select(choice, option, i, changed);
}

function radio(choice, { label }, i, changed) {
    const input = h("input", { type: "radio", name: "option", id: `option-${i}`, autocomplete: "off" });
    input.addEventListener("change", () => input.checked && changed(i, 1));
    return {
        input,
        element: h("label", { class: "choice" }, input, h("span", {}, label)),
        refresh: () => (input.checked = choice.values[i] > 0),
    };
}

function checkbox(choice, { label }, i, changed) {
    const input = h("input", { type: "checkbox", id: `option-${i}`, autocomplete: "off" });
    input.addEventListener("change", () => changed(i, input.checked ? 1 : 0));
    const refresh = () => {
        input.checked = choice.values[i] > 0;
        // An abstention can always be chosen: it takes the other marks away and says so.
        input.disabled = !input.checked && choice.most(i) === 0 && !(choice.isExclusive(i) && choice.exclusive < 0);
    };
    return { input, element: h("label", { class: "choice" }, input, h("span", {}, label)), refresh };
}

function select(choice, { label, cap }, i, changed) {
    const options = Array.from(
        { length: cap + 1 },
        (_, number) => h("option", { value: String(number) }, sayNumber("member.ballot.votes", number)),
    );
    const input = h("select", { id: `option-${i}`, autocomplete: "off" }, options);
    input.addEventListener("change", () => changed(i, Number(input.value)));
    const refresh = () => {
        const most = choice.exclusive >= 0 ? 0 : choice.most(i);
        options.forEach((option, number) => (option.disabled = number > most));
        input.value = String(choice.values[i]);
        input.disabled = choice.exclusive >= 0;
    };
    const element = h("div", { class: "choice number" }, input, h("label", { for: `option-${i}` }, label));
    return { input, element, refresh };
}

// MARK: Sentences

function ruleSentence({ kind, minimum, maximum, options }) {
    if (kind === "one") return say("member.rule.one");
    const caps = Math.max(...options.map(({ cap }) => cap));
    const key = minimum === maximum ? "member.rule.exactly" : minimum === 0 ? "member.rule.any" : "member.rule.upTo";
    const text = sayNumber(key, maximum, { minimum });
    return kind === "cumulative" ? `${text} ${say("member.rule.cap", { cap: caps })}` : text;
}

function leftSentence(choice) {
    if (choice.exclusive >= 0) return say("member.left.exclusive", { option: choice.options[choice.exclusive].label });
    return choice.left === 0 ? sayNumber("member.left.none", choice.maximum) : sayNumber(
        "member.left",
        choice.left,
        { maximum: choice.maximum },
    );
}

/** Why some controls cannot be used at the moment; empty if all can. */
function reason(choice) {
    if (choice.kind === "one") return "";
    if (choice.exclusive >= 0) return say(
        "member.because.exclusive",
        { option: choice.options[choice.exclusive].label },
    );
    return choice.left === 0 ? say("member.because.full") : "";
}

function needed(choice) {
    if (choice.kind === "one") return say("member.needed.one");
    return sayNumber("member.needed", choice.minimum - choice.used);
}
