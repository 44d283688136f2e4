// Checking instead of casting (Benaloh): this encryption is opened for a second device, and will never be cast.

import { auditLinks } from "../../auditlink.js";
import { announce, button, codeOf, h, note, say, sentence, show } from "../../page.js";
import { qrPicture } from "../../qr.js";
import { download } from "../../download.js";
import { voteHead } from "./frame.js";
import { showReview } from "./review.js";

/** More codes than this nobody holds a telephone to; then the file remains. */
const MOST_CODES = 6;

export async function showAudit(page, booth, code) {
    const text = await booth.audit(code);
    const links = auditLinks(location.origin, booth.vote, text);
    if (!page.choice) return;
    page.choice.redraw = () => drawAudit(page, booth, { code, text, links });
    page.choice.redraw();
}

/** Shows an encryption that was opened, also again in another language. */
function drawAudit(page, booth, { code, text, links }) {
    let shown = 0;
    const picture = h("div", {});
    const label = () => links.length === 1 ? say("member.audit.qr") : say(
        "member.audit.qrPart",
        { part: shown + 1, parts: links.length },
    );
    const drawCode = () => picture.replaceChildren(h("p", {}, h("strong", {}, label())), qrPicture(links[shown], label()));
    const turn = (by) => {
        shown = (shown + by + links.length) % links.length;
        drawCode();
        announce(label());
    };
    // The buttons stay while the code above them changes, and with them the focus.
    const turns = links.length > 1 && h(
        "div",
        { class: "buttons" },
        button("member.audit.previous", () => turn(-1)),
        button("member.audit.next", () => turn(1)),
    );
    const place = h("div", { class: "qr", id: "qr" }, picture, turns);
    show(
        "audit",
        voteHead(booth),
        sentence("h1", "member.audit.heading"),
        note("warn", say("member.audit.spoiled")),
        h(
            "ol",
            { class: "steps" },
            h("li", {}, say("member.audit.step1")),
            h("li", {}, say("member.audit.step2", { address: `${location.host}/pruefen` })),
            h("li", {}, say("member.audit.step3"), codeOf(code, { id: "audited" })),
            h("li", {}, say("member.audit.step4")),
        ),
        links.length <= MOST_CODES ? place : sentence("p", "member.audit.tooLong"),
        h(
            "div",
            { class: "buttons" },
            button(
                "member.audit.done",
                () => page.guarded(() => showReview(page, booth, { isFresh: true })),
                { class: "main", id: "fresh" },
            ),
            button(
                "member.audit.file",
                () => download(`pruefdaten-${code}.json`, text, "application/json"),
                { id: "file" },
            ),
        ),
    );
    if (links.length <= MOST_CODES) drawCode();
}
