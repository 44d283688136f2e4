// The key ceremony: two clicks, then three rounds by themselves. What was made is kept before it is sent, so that
// closing the page, another tab or a lost connection only make the others wait.

import { tellerNames } from "../../countviews.js";
import { button, h, note, say, sentence } from "../../page.js";
import { strongerWay } from "./commandline.js";

export function ceremonyView(page) {
    const { log, number, stage, secrets } = page;
    const isIn = log.done[0].includes(number);
    // Whoever has begun goes on by themselves, also after the page was closed.
    const hasBegun = stage.ceremony || isIn || secrets.includes("ceremony");
    if (log.state === "draft") {
        return void page.put("ceremony-wait", [], () => note("info", say("teller.ceremony.draft")));
    }
    if (!hasBegun) return void page.put("ceremony", [], () => introduction(page));
    page.guard.set(!log.done[2].includes(number));
    page.put("ceremony-rounds", [log.round, log.done], () => rounds(page));
    if (!page.fault) takePart(page);
}

const introduction = (page) => [
    sentence("h2", "teller.ceremony"),
    sentence("p", "teller.ceremony.why"),
    sentence("p", "teller.ceremony.how"),
    note("info", say("teller.ceremony.place")),
    h("div", { class: "buttons" }, button("teller.ceremony.begin", () => begin(page), { class: "main" })),
    strongerWay(),
];

async function begin(page) {
    page.fault = null;
    page.stage.idleAt = null;
    page.canvas.wipe();
    page.set("ceremony", true);
}

/** Does what can be done now; again only after a change of the log. */
async function takePart(page) {
    const { stage } = page;
    if (stage.isTakingPart || stage.idleAt === page.log.head) return;
    stage.isTakingPart = true;
    try {
        for (;;) {
            const step = await page.desk.act(page.vote, { call: "ceremonyStep", onWaiting: page.onWaiting });
            if (!step.event) break;
            page.log = page.desk.log;
            page.draw();
        }
    } catch (error) {
        // The ceremony ended meanwhile, for instance because the vote was voided: the view of the new state says so.
        const isOutdated = error.code === "wrong_state" || error.code?.startsWith("error.device.wrongState.");
        if (!isOutdated) page.fault = error;
    } finally {
        page.log = page.desk.log ?? page.log;
        Object.assign(stage, { isTakingPart: false, idleAt: page.log.head });
        await page.refresh();
    }
}

function rounds(page) {
    const { log, fault } = page;
    const round = log.round || 3;
    const isDone = log.done[2].includes(page.number);
    const missing = [1, 2, 3].filter((each) => !log.done[round - 1].includes(each));
    return [
        sentence("h2", "teller.ceremony.running"),
        h("label", { for: "rounds" }, say("teller.ceremony.round", { round })),
        h("progress", { id: "rounds", max: "9", value: String(log.done.flat().length) }),
        h(
            "ol",
            { class: "steps" },
            [1, 2, 3].map((each) => {
                const isOver = log.done[each - 1].length === 3;
                const now = each === round && { class: "now", "aria-current": "step" };
                const mark = isOver && ` – ${say("teller.ceremony.ready")}`;
                return h("li", isOver ? { class: "done" } : now || {}, say(`teller.ceremony.round.${each}`), mark);
            }),
        ),
        missing.length > 0 &&
            h("p", { role: "status" }, say("teller.ceremony.waiting", { names: tellerNames(log.manifest, missing) })),
        sentence("p", isDone ? "teller.ceremony.done" : "teller.ceremony.harmless", {}, { class: "aside" }),
        fault && h("div", { class: "buttons" }, button("web.retry", () => begin(page), { class: "main" })),
    ];
}

/** The key is there; the vote is not open. */
export function readyView(page) {
    page.guard.set(false);
    page.put("ready", [], () => [
        sentence("h2", "teller.ready"),
        note("good", say("teller.ready.text")),
        sentence("p", "teller.ready.next"),
    ]);
}
