// The objection pause and the opening. Each teller's own device verifies the whole record first; then what was read
// out in the room is typed, so that a teller never opens another board than the one the room has seen.

import { equation, failedChecks, held, hold, progressBar, tellerNames } from "../../countviews.js";
import { loadRecord } from "../../record-files.js";
import { typedCode } from "../../a32.js";
import { announce, button, codeOf, confirmed, fault, field, h, note, say, sayNumber, sentence, typedIn } from "../../page.js";

export function openingView(page) {
    const { stage, log } = page;
    page.guard.set(Boolean(stage.typing));
    if (!stage.report) return page.put("verifying", [Boolean(stage.verifying), log.board], () => verifying(page));
    if (!stage.report.valid) return page.put("invalid", [], () => invalid(page));
    // One who types is not disturbed by what others hand in.
    if (stage.typing) {
        page.put("opening", [], () => typing(page));
        return hold("open", "count.held.open", page.isPaused);
    }
    return page.put("pause", [log.shares], () => pauseView(page));
}

// MARK: Verifying

function verifying(page) {
    const bar = progressBar("teller.verify.loading");
    verifyRecord(page, bar.tell);
    return [sentence("h2", "teller.verify"), sentence("p", "teller.verify.text"), bar.element, retry(page)];
}

const retry = (page) =>
    page.fault && h("div", { class: "buttons" }, button("web.retry", () => again(page), { class: "main" }));

function again(page) {
    page.fault = null;
    page.stage.verifying = false;
    page.canvas.wipe();
    page.draw();
}

async function verifyRecord(page, tell) {
    if (page.stage.verifying) return;
    page.stage.verifying = true;
    try {
        page.stage.files = await loadRecord(page.vote, page.log.manifest, page.onWaiting);
        page.stage.report = await page.desk.ask(page.vote, "verifyOwn", { files: page.stage.files }, tell);
        announce(say(page.stage.report.valid ? "teller.verify.valid" : "teller.verify.invalid"));
    } catch (error) {
        page.fault = error;
    }
    page.draw();
}

const invalid = (page) => [
    sentence("h2", "teller.verify.invalid"),
    note("bad", say("error.device.invalidRecord"), failedChecks(page.stage.report)),
    h("div", { class: "buttons" }, button("teller.verify.again", () => ((page.stage.report = null), again(page)))),
];

// MARK: Pause

function pauseView(page) {
    const { log, stage } = page;
    const { draws, ballots, gap } = log.board;
    const isTooFew = ballots < log.manifest.minimumBallots;
    return [
        sentence("h2", "teller.pause"),
        note("good", say("teller.verify.valid")),
        sentence("p", "teller.pause.text"),
        equation([
            ["count.entitled", log.manifest.rollCount],
            ["count.draws", draws],
            ["count.ballots", ballots],
            ["count.gap", gap],
        ]),
        gap > 0 && note("warn", sayNumber("count.warning.gap", gap, { gap })),
        sentence("h3", "web.fingerprint"),
        codeOf(log.fingerprint),
        sentence("h3", "teller.pause.board"),
        codeOf(log.boardFingerprint),
        !isTooFew && sentence("p", "teller.pause.board.text"),
        log.shares.length > 0 &&
            h("p", { role: "status" }, say("teller.shared.by", { names: tellerNames(log.manifest, log.shares) })),
        isTooFew
            ? tooFew(log)
            : h(
                  "div",
                  { class: "buttons" },
                  button("teller.pause.over", () => page.set("typing", true), { class: "main" }),
              ),
    ];
}

function tooFew({ manifest, board }) {
    const values = { have: board.ballots, need: manifest.minimumBallots };
    return note("bad", say("error.device.tooFewBallots", values), sentence("p", "teller.tooFew"));
}

// MARK: Typing and opening

const numberInput = () =>
    h("input", { type: "text", inputmode: "numeric", autocomplete: "off", maxlength: "8" });

function typing(page) {
    const { gap } = page.log.board;
    const code = h("input", {
        type: "text", class: "code", autocomplete: "off", autocapitalize: "characters", autocorrect: "off",
        spellcheck: "false", maxlength: "40",
    });
    code.value = typedIn("board");
    const typedGap = gap > 0 ? Object.assign(numberInput(), { value: typedIn("gap") }) : null;
    const place = h("div", {});
    const share = () => openBoard(page, code, typedGap, place);
    // Enter presses it in either field.
    const main = button("teller.open", share, { class: "main", type: "submit" });
    return [
        sentence("h2", "teller.opening"),
        sentence("p", "teller.opening.text"),
        h(
            "form",
            { class: "card", novalidate: true, onsubmit: (event) => event.preventDefault() },
            field("board", "teller.opening.board", code, "teller.opening.board.hint"),
            typedGap && field("gap", "teller.opening.gap", typedGap, "teller.opening.gap.hint"),
            place,
            held("open", main, button("web.back", () => page.set("typing", false))),
        ),
    ];
}

async function openBoard(page, code, typedGap, place) {
    if (page.isPaused) return undefined;
    fault("board", "");
    if (typedGap) fault("gap", "");
    if (!typedCode(code.value)) return fault("board", say("teller.opening.board.form"));
    if (typedGap && !/^[0-9]{1,7}$/.test(typedGap.value.trim())) return fault("gap", say("teller.opening.gap.form"));
    if (!(await confirmed("teller.open.confirm", {}, "teller.open")) || (await page.standsStill())) return undefined;
    const bar = progressBar("teller.verify.again");
    place.replaceChildren(bar.element);
    const args = { files: page.stage.files, board: code.value, gap: typedGap ? Number(typedGap.value.trim()) : 0 };
    page.isBusy = true;
    try {
        const act = { call: "share", type: "share", args, progress: bar.tell, onWaiting: page.onWaiting };
        await page.desk.act(page.vote, act);
        page.stage.typing = false;
    } catch (error) {
        place.replaceChildren();
        // Others were faster, and enough of them: no fault, the view of the new state says what comes next.
        if (/^(wrong_state|error\.device\.wrongState\.)/.test(error.code ?? "")) {
            page.stage.typing = false;
            page.isBusy = false;
            await page.refresh();
            if (["tallied", "announced"].includes(page.log.state)) return void announce(say("teller.opening.others"));
            if (page.log.state === "voided") return undefined;
        }
        if (error.code === "error.device.boardDiffers") return fault("board", say(error.code, error.values));
        if (error.code === "error.device.gapNotConfirmed") return fault("gap", say(error.code, error.values));
        page.fault = error;
        page.canvas.wipe();
    } finally {
        page.isBusy = false;
    }
    return page.refresh();
}

/** The own share is in; the result comes with the t-th. */
export function sharedView(page) {
    page.guard.set(false);
    const { log } = page;
    const need = log.manifest.threshold;
    const missing = [1, 2, 3].filter((each) => !log.shares.includes(each));
    page.put("shared", [log.shares], () => [
        sentence("h2", "teller.shared"),
        note("good", say("teller.shared.text")),
        h("label", { for: "shares" }, say("teller.shared.count", { have: log.shares.length, need })),
        h("progress", { id: "shares", max: String(need), value: String(log.shares.length) }),
        h("p", { role: "status" }, say("teller.shared.waiting", { names: tellerNames(log.manifest, missing) })),
    ]);
}
