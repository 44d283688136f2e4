// The board: what was posted, what came back, what is late, what is outstanding, and how much time is left.

import { shortDay, shortTime } from "../../berlin.js";
import { download } from "../../download.js";
import { bars, button, h, note, say, sentence, sayNumber, spoken } from "../../page.js";
import { csvOf } from "./csv.js";
import { letterTable } from "./desk.js";
import { cells, explain, table } from "./forms.js";

export function overviewTab(state, show) {
    const { overview, deadline } = state;
    const valid = overview.issued - overview.replaced;
    return [
        sentence("h1", "postal.tab.overview"),
        h("div", { id: "time-left" }, timeLeft(state)),
        overview.issued > 0
            ? [
                  h(
                      "dl",
                      { class: "equation" },
                      [
                          ["sent", overview.sent], ["received", overview.received], ["late", overview.late],
                          ["outstanding", overview.outstanding], ["replaced", overview.replaced], ["admitted", overview.admitted],
                          ["rejected", overview.rejected],
                      ].map(([name, number]) => h("div", {}, h("dt", {}, say(`postal.count.${name}`)), h("dd", { id: `count-${name}` }, String(number)))),
                  ),
                  h(
                      "div",
                      { class: "card" },
                      sentence("h2", "postal.board.pictures"),
                      bars(
                          [
                              { label: say("postal.count.sent"), count: overview.sent },
                              { label: say("postal.count.inTime"), count: overview.received - overview.late },
                              { label: say("postal.count.late"), count: overview.late },
                              { label: say("postal.count.outstanding"), count: overview.outstanding },
                          ],
                          Math.max(valid, overview.sent, overview.received),
                      ),
                  ),
                  outstandingPart(state),
                  invalidPart(state),
              ]
            : note("info", say("postal.board.nothing"), h("div", { class: "buttons" }, button("postal.board.prepare", () => show("prepare")))),
        deadline && h("p", { class: "aside" }, say("postal.deadline.place", { place: deadline.place })),
    ];
}

/** Only the time passes. */
overviewTab.tick = (state) => document.getElementById("time-left")?.replaceChildren(...timeLeft(state));

function timeLeft({ deadline, secondsLeft }) {
    if (!deadline) return [sentence("p", "postal.deadline.none")];
    const end = h("p", {}, say("postal.deadline.is", { day: shortDay(deadline.date), time: deadline.time }));
    if (secondsLeft === null || secondsLeft <= 0) return [h("p", { class: "clock over" }, say("postal.time.over")), end];
    const days = Math.floor(secondsLeft / 86_400);
    const hours = Math.floor((secondsLeft % 86_400) / 3600);
    const minutes = Math.floor((secondsLeft % 3600) / 60);
    const left = { days: sayNumber("postal.time.days", days), hours: sayNumber("postal.time.hours", hours), minutes: sayNumber("postal.time.minutes", minutes) };
    return [h("p", { class: "clock" }, say("postal.time.left", left)), end];
}

/** Lists that were destroyed with the receipt book are not made again. */
const isReceiptBookGone = ({ retention }) => retention.some(({ object, destroyed }) => object === "receipt-book" && destroyed);

const kitOf = (state, number) => state.kits.find((kit) => kit.number === number);

/** What whoever reminds somebody must know: a kit that came back is with nobody. */
const sentNote = (kit) => (kit.returned ? say("postal.kit.returned") : kit.sent ? shortTime(kit.sent.at) : "");

function outstandingPart(state) {
    if (isReceiptBookGone(state)) return note("info", say("postal.lists.destroyed"));
    const kits = state.outstanding.map((number) => kitOf(state, number));
    const save = () =>
        download(
            "erinnerungen.csv",
            csvOf([say("postal.number"), say("postal.person"), say("postal.name"), say("postal.status")], kits.map((kit) => [kit.number, kit.p, kit.name, sentNote(kit)])),
            "text/csv",
        );
    const said = h("div", {});
    return h(
        "details",
        { id: "outstanding", class: "card" },
        h("summary", {}, sayNumber("postal.outstanding", kits.length)),
        kits.length > 0 && h("ul", { class: "roster" }, kits.map((kit) => h("li", {}, `${kit.name} (${kit.number})${kit.sent && !kit.returned ? "" : ` – ${sentNote(kit) || say("postal.kit.waits")}`}`))),
        h("div", { class: "buttons" }, button("postal.save.reminders", save), button("postal.save.all", () => saveAll(said))),
        said,
    );
}

function invalidPart({ kits }) {
    const invalid = kits.filter(({ replacedBy }) => replacedBy);
    if (invalid.length === 0) return null;
    return table(
        say("postal.invalid"),
        [say("postal.number"), say("postal.name"), say("postal.invalid.new")],
        invalid.map((kit) => h("tr", {}, h("td", { class: "mono" }, kit.number), cells(kit.name), h("td", { class: "mono" }, kit.replacedBy))),
    );
}

/** Every kit with what became of it, as `urne postal overview --csv` has it. */
async function saveAll(said) {
    try {
        download("briefwahl.csv", `\uFEFF${await letterTable(spoken())}\r\n`, "text/csv");
    } catch (error) {
        said.replaceChildren(note("bad", explain(error)));
    }
}
