// The last look before casting: the marks, the tracker of their encryption, and the way to have it checked instead.

import { h, note, say, sayNumber, sentence, show, button, view, waiting } from "../../page.js";
import { showAudit } from "./audit.js";
import { showBallot } from "./ballot.js";
import { tracker, voteHead } from "./frame.js";

/** Encrypts the marks and shows what would be cast. Each call makes another encryption with another tracker. */
export async function showReview(page, booth, { isFresh = false } = {}) {
    const { choice } = page;
    const code = await booth.prepare(choice.values);
    if (page.choice !== choice) return;
    choice.redraw = () => drawReview(page, booth, code, isFresh);
    choice.redraw();
}

/** Shows an encryption that was made, also again in another language: whoever has noted the tracker keeps it. */
function drawReview(page, booth, code, isFresh) {
    const { choice } = page;
    const marks = choice.marked;
    const audit = (element) => waiting(element, () => page.guarded(() => showAudit(page, booth, code)));
    show(
        "review",
        voteHead(booth),
        sentence("h1", "member.review"),
        isFresh && note("info", say("member.review.fresh")),
        h(
            "section",
            { class: "card review", "aria-labelledby": "marks-heading" },
            h("h2", { id: "marks-heading" }, say("member.review.marks")),
            marks.length === 0
                ? sentence("p", "member.review.blank")
                : h(
                    "ul",
                    { class: "marks" },
                    marks.map(
                        ({ label, value }) => h(
                            "li",
                            {},
                            label,
                            choice.kind === "cumulative" && ` – ${sayNumber("member.ballot.votes", value)}`,
                        ),
                    ),
                ),
            choice.left > 0 && choice.kind !== "one" && marks.length > 0 && h(
                "p",
                { class: "aside" },
                sayNumber("member.review.left", choice.left),
            ),
        ),
        tracker(code),
        sentence("p", "member.review.tracker"),
        note("info", say("member.review.final")),
        h("p", { id: "cast-held", class: "held" }),
        h(
            "div",
            { class: "buttons" },
            button(
                "member.cast",
                (element) => waiting(element, () => castNow(page, booth, code)),
                { class: "main", id: "cast", "aria-describedby": "cast-held" },
            ),
            button("member.change", () => showBallot(page, booth), { id: "change" }),
            button("member.audit", audit, { id: "audit" }),
        ),
        h("details", {}, sentence("summary", "member.audit.what"), sentence("p", "member.audit.whatText")),
    );
    holdCast(page.isPaused);
}

/** While the session stands still nobody begins to cast, and is told why; marks and tracker stay. */
export function holdCast(isPaused) {
    const cast = document.getElementById("cast");
    if (!cast) return;
    cast.disabled = isPaused;
    document.getElementById("cast-held").textContent = isPaused ? say("member.cast.held") : "";
}

/** Seals, and lets the marks go before anything is sent. */
function castNow(page, booth, code) {
    return page.guarded(async () => {
        if (view() !== "review" || page.isPaused) return;
        await booth.seal(code);
        page.forgetChoice();
        page.render(booth);
        await page.stepNow(booth);
    });
}
