// Signing the result after verifying it, and the end: what could still open single ballots is erased.

import { equation, failedChecks, progressBar, resultBars, tellerNames, warningNotes } from "../../countviews.js";
import { loadRecord } from "../../record-files.js";
import { announce, button, codeOf, h, note, say, sentence } from "../../page.js";

export function signView(page) {
    const { stage } = page;
    page.guard.set(false);
    if (!stage.counted) return page.put("counting", [Boolean(stage.counting)], () => counting(page));
    if (!stage.counted.valid) return page.put("counted-invalid", [], () => invalid(page));
    return page.put("counted", [], () => counted(page));
}

function counting(page) {
    const bar = progressBar("teller.verify.loading");
    verifyResult(page, bar.tell);
    return [
        sentence("h2", "teller.sign"),
        sentence("p", "teller.sign.verifying"),
        bar.element,
        page.fault && h("div", { class: "buttons" }, button("web.retry", () => again(page), { class: "main" })),
    ];
}

function again(page) {
    Object.assign(page, { fault: null });
    Object.assign(page.stage, { counting: false, counted: null });
    page.canvas.wipe();
    page.draw();
}

async function verifyResult(page, tell) {
    if (page.stage.counting) return;
    page.stage.counting = true;
    try {
        page.stage.files = await loadRecord(page.vote, page.log.manifest, page.onWaiting);
        page.stage.counted = await page.desk.ask(page.vote, "verifyOwn", { files: page.stage.files }, tell);
        announce(say(page.stage.counted.valid ? "teller.sign.valid" : "teller.verify.invalid"));
    } catch (error) {
        page.fault = error;
    }
    page.draw();
}

const invalid = (page) => [
    sentence("h2", "teller.verify.invalid"),
    note("bad", say("error.device.invalidRecord"), failedChecks(page.stage.counted)),
    h("div", { class: "buttons" }, button("teller.verify.again", () => again(page))),
];

/** Numbers and bars, with how secret they still are. */
const figures = ({ log }) => [
    equation([
        ["count.entitled", log.manifest.rollCount],
        ["count.draws", log.board.draws],
        ["count.ballots", log.board.ballots],
        ["count.gap", log.board.gap],
    ]),
    resultBars(log),
    sentence("h3", "count.resultCode"),
    codeOf(log.resultFingerprint),
];

function counted(page) {
    const bar = progressBar("teller.verify.again");
    const place = h("div", {});
    const sign = async () => {
        place.replaceChildren(bar.element);
        await page.doing(() =>
            page.desk.act(page.vote, {
                call: "signResult", type: "sign", args: { files: page.stage.files }, progress: bar.tell,
                onWaiting: page.onWaiting,
            }),
        );
    };
    return [
        sentence("h2", "teller.sign"),
        note("good", say("teller.sign.valid")),
        note("warn", say("teller.sign.silence")),
        figures(page),
        warningNotes(page.stage.counted.warnings),
        sentence("p", "teller.sign.text"),
        place,
        h("div", { class: "buttons" }, button("teller.sign.now", sign, { class: "main" })),
    ];
}

export function signedView(page) {
    const { log } = page;
    const missing = [1, 2, 3].filter((each) => !log.signed.includes(each));
    page.put("signed", [log.signed], () => [
        sentence("h2", "teller.signed"),
        note("good", say("teller.signed.text")),
        note("warn", say("teller.sign.silence")),
        missing.length > 0 &&
            h("p", { role: "status" }, say("teller.signed.waiting", { names: tellerNames(log.manifest, missing) })),
        figures(page),
    ]);
}

/** Announced, void or given up: the key share is gone. */
export function endView(page) {
    const { log, hadSecrets, secrets } = page;
    const isErased = secrets.length === 0;
    if (isErased && hadSecrets && !page.stage.isTold) {
        page.stage.isTold = true;
        announce(say("teller.erased.now"));
    }
    page.put("end", [log.state, isErased, hadSecrets], () => [
        sentence("h2", `count.state.${log.state}`),
        log.state === "announced" ? figures(page) : [sentence("p", `teller.${log.state}`), reason(log)],
        sentence("h3", "teller.erased"),
        isErased
            ? note("good", say(hadSecrets ? "teller.erased.now" : "teller.erased.none"))
            : note("bad", say("teller.erased.not")),
        sentence("p", "teller.erased.paper", {}, { class: "aside" }),
    ]);
}

const reason = ({ voidReason }) => voidReason && h("p", {}, say("count.reason", { reason: voidReason }));
