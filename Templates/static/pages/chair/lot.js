// The lot of a tie: what is read aloud before it is drawn, the entry of what was drawn, and what is read aloud then.

import { moment } from "../../acts.js";
import { faultText } from "../../faulttext.js";
import { drawnSentence, listed, lotNote, lotProblem, openLot, openSentence } from "../../lotviews.js";
import { alarm, announce, button, confirmed, fault, field, h, note, say, sentence } from "../../page.js";

/** The card of a released vote that a lot decides; nothing for any other. */
export function lotCard(page) {
    const open = openLot(page.words);
    if (!open) return null;
    return h(
        "section",
        { class: "card", "aria-labelledby": "lot-heading" },
        sentence("h2", "lot.heading", {}, { id: "lot-heading" }),
        page.lot ? entered(page.lot, open) : entry(page, open),
    );
}

function entered(lot, open) {
    if (lotProblem(lot, open)) return lotNote(lot, open);
    return [
        note("good", say("lot.entered")),
        sentence("h3", "lot.read.after"),
        h("div", { class: "read" }, h("p", {}, drawnSentence(lot.draw))),
    ];
}

const nameInput = (value) =>
    h("input", { type: "text", autocomplete: "off", spellcheck: "false", maxlength: "200", value });

function entry(page, open) {
    // What was refused is still there to be mended.
    const kept = page.stage.lot ?? { winners: [], drawnBy: "", witness: "" };
    const winners = open.seats === 1 ? oneOf(open.among, kept) : placesOf(open, kept);
    const drawnBy = nameInput(kept.drawnBy);
    const witness = nameInput(kept.witness);
    const submit = () => enter(page, open, { winners, drawnBy, witness });
    const form = h(
        "form",
        { novalidate: true, onsubmit: (event) => (event.preventDefault(), main.click()) },
        winners.element,
        h("p", { class: "fault", id: "lot-fault" }),
        field("lot-drawn", "lot.drawnBy", drawnBy),
        field("lot-witness", "lot.witness", witness, "lot.witness.hint"),
    );
    const main = button("lot.enter", submit, { class: "main", id: "lot-enter" });
    form.append(h("div", { class: "buttons" }, main));
    return [
        sentence("h3", "lot.read.before"),
        h("div", { class: "read" }, sentence("p", "lot.say", { open: openSentence(open) })),
        sentence("p", "lot.how"),
        form,
    ];
}

/** One on whom the lot fell. */
function oneOf(among, kept) {
    const inputs = among.map((name, i) =>
        h("input", { type: "radio", name: "lot", id: `lot-${i}`, checked: kept.winners.includes(name) }),
    );
    const element = h(
        "fieldset",
        {},
        sentence("legend", "lot.winner"),
        among.map((name, i) => h("label", { class: "choice" }, inputs[i], h("span", {}, name))),
    );
    return { element, read: () => among.filter((_, i) => inputs[i].checked) };
}

/** Several, in the order in which they were drawn. */
function placesOf({ among, seats }, kept) {
    const option = (name, i) => h("option", { value: name, selected: kept.winners[i] === name }, name);
    const selects = Array.from({ length: seats }, (_, i) =>
        h("select", { id: `lot-${i}` }, h("option", { value: "" }, say("lot.choose")), among.map((name) => option(name, i))),
    );
    const element = h(
        "fieldset",
        {},
        sentence("legend", "lot.winner"),
        selects.map((select, i) =>
            h("div", { class: "field" }, h("label", { for: select.id }, say("lot.place", { place: i + 1 })), select),
        ),
    );
    return { element, read: () => selects.map(({ value }) => value).filter(Boolean) };
}

async function enter(page, { among, seats }, { winners, drawnBy, witness }) {
    const lot = { among, seats, winners: winners.read(), drawnBy: drawnBy.value.trim(), witness: witness.value.trim() };
    page.stage.lot = lot;
    const missing = document.getElementById("lot-fault");
    missing.textContent = lot.winners.length === seats ? "" : say("lot.missing");
    fault("lot-drawn", lot.drawnBy ? "" : say("lot.missing.drawnBy"), false);
    fault("lot-witness", lot.witness ? "" : say("lot.missing.witness"), false);
    if (missing.textContent) return alarm(missing.textContent);
    const empty = [drawnBy, witness].find(({ value }) => !value.trim());
    if (empty) return empty.focus();
    try {
        await page.desk.calls.call("checkLot", { lot });
    } catch (error) {
        return fault("lot-witness", faultText(error));
    }
    const values = { names: listed(lot.winners), drawnBy: lot.drawnBy, witness: lot.witness };
    if (!(await confirmed("lot.confirm", values, "lot.confirm.yes"))) return undefined;
    return page.doing(async () => {
        await page.desk.enterLot(page.vote, { ...lot, at: moment() }, page.onWaiting);
        announce(say("lot.entered"));
    });
}
