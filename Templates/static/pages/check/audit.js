// The second device of an audit: takes the data from a link, a camera, a file or a text, loads the vote's log itself,
// and shows what the first device has really encrypted. Nothing goes to the server but the wish to read a log.

import { persistently, read } from "../../api.js";
import { AuditParts, auditPart } from "../../auditlink.js";
import { faultText, isAlarm } from "../../faulttext.js";
import { Refused } from "../../api.js";
import { Fault } from "../../fault.js";
import { isRehearsal } from "../../rehearsal.js";
import { codeOf, h, markRehearsal, note, say, sayNumber, sentence, show, announce, typedIn } from "../../page.js";
import { canScan, scan } from "./scan.js";

export class AuditDesk {
    parts = new AuditParts();
    /** Links of the parts that this tab read itself. */
    own = new Set();

    constructor(page) {
        this.page = page;
        // A telephone's camera opens each code in a new tab: the tabs hand their parts to each other.
        this.channel = new BroadcastChannel("urne-audit");
        this.channel.addEventListener("message", ({ data }) => this.hear(data));
    }

    /** Another tab has read a part: it gets what this tab read itself, and this tab takes the part, too. */
    hear({ link, isNew }) {
        const part = auditPart(String(link));
        if (!part) return;
        if (isNew === true) for (const own of this.own) this.channel.postMessage({ link: own, isNew: false });
        this.take(part, { isEcho: true });
    }

    /** Takes one part; checks when all are there. */
    take(part, { isEcho = false } = {}) {
        this.page.begin();
        if (!isEcho) {
            const link = `#audit=${part.part}.${part.parts}.${part.check}.${part.data}`;
            this.own.add(link);
            this.channel.postMessage({ link, isNew: true });
        }
        let whole;
        try {
            whole = this.parts.add(part);
        } catch (error) {
            return this.fail(error);
        }
        if (whole) return this.check(whole.text, whole.vote);
        const { have, parts } = this.parts;
        const text = () => say("check.audit.part", { have: have.size, parts });
        this.page.view(() =>
            show(
                "audit part",
                sentence("h1", "check.audit"),
                note("info", text()),
                sentence("p", "check.audit.partNext"),
                this.home(),
            ),
        );
        announce(text());
    }

    home() {
        return h(
            "div",
            { class: "buttons" },
            h("button", { type: "button", onclick: () => this.page.home() }, say("check.home")),
        );
    }

    /** Only data that could be read and do not fit say something about the device, and a log that does not hold about the server. */
    fail(error) {
        this.page.begin();
        const isBroken = error.code === "error.audit.notWhatWasEncrypted" || error.code === "error.audit.notAllowed";
        const isOfServer = isAlarm(error);
        const heading = isBroken ? "check.audit.failed" : isOfServer ? "check.failed" : "check.audit.notPossible";
        this.page.view(() =>
            show(
                "audit failed",
                sentence("h1", heading),
                note("bad", faultText(error)),
                !isBroken && !isOfServer && sentence("p", "check.audit.again"),
                this.home(),
            ),
        );
    }

    /** Text that somebody pasted or a file's: a link, or the audit's JSON, which does not name its vote. */
    async takeText(text) {
        this.page.begin();
        const part = auditPart(text);
        if (part) return this.take(part);
        if (!text.trim().startsWith("{")) return this.fail(new Fault("error.audit.unreadable"));
        this.page.view(showChecking);
        for (const { vote } of this.page.votes) {
            try {
                return await this.check(text.trim(), vote, true);
            } catch (error) {
                const isOther = /^error\.(audit\.anotherVote|device\.wrongState)/.test(error.code ?? "");
                if (!isOther) return this.fail(error);
            }
        }
        this.fail(new Fault("error.audit.anotherVote"));
    }

    async check(text, vote, throws = false) {
        this.page.view(showChecking);
        try {
            const file = await persistently(() => read(`/v1/${vote}/log?from=0`), () => this.page.showOffline());
            if (file === null) throw new Refused("unknown_vote");
            this.showOutcome(await this.page.calls.call("checkAudit", { log: file, text }));
        } catch (found) {
            // What cannot be read is the text, or else a line of the log, which then has its place.
            const isText = /^(json|group)\./.test(found.code ?? "") && !found.file;
            const error = isText ? new Fault("error.audit.unreadable") : found;
            if (throws) throw error;
            this.fail(error);
        }
    }

    showOutcome(found) {
        markRehearsal(isRehearsal(found.log.manifest.title));
        this.page.view(() => this.drawOutcome(found));
    }

    drawOutcome({ tracker, values, log }) {
        const { manifest } = log;
        const marks = values.map(
            (value, i) => ({ value, label: manifest.options[i].label }),
        ).filter(({ value }) => value > 0);
        const isPlain = manifest.options.every(({ cap }) => cap === 1);
        show(
            "audited",
            sentence("p", "web.secret", {}, { class: "secret" }),
            sentence("h1", "check.audit.holds"),
            note("good", say("check.audit.holds.text")),
            h(
                "section",
                { class: "card" },
                sentence("h2", "check.audit.tracker"),
                codeOf(tracker, { id: "tracker" }),
                sentence("p", "check.audit.tracker.text"),
            ),
            h(
                "section",
                { class: "card" },
                sentence("h2", "check.audit.marks"),
                h("p", {}, manifest.title),
                marks.length === 0
                    ? sentence("p", "check.audit.blank")
                    : h(
                        "ul",
                        { class: "marks", id: "marks" },
                        marks.map(
                            ({ label, value }) => h(
                                "li",
                                {},
                                label,
                                !isPlain && ` – ${sayNumber("check.audit.votes", value)}`,
                            ),
                        ),
                    ),
                sentence("p", "check.audit.marks.text"),
            ),
            h(
                "section",
                { class: "card" },
                sentence("h2", "web.fingerprint"),
                codeOf(log.fingerprint, { id: "fp" }),
                sentence("p", "check.audit.fingerprint"),
            ),
            note("warn", say("check.audit.differs")),
            note("info", say("check.audit.spoiled")),
            this.home(),
        );
    }
}

const showChecking = () => show("auditing", sentence("h1", "check.audit.checking", {}, { class: "working" }));

/** The ways in. */
export function auditSection(desk) {
    const text = h("textarea", { id: "audit-text", autocomplete: "off", spellcheck: "false", rows: 3 });
    text.value = typedIn("audit-text");
    const file = h("input", { type: "file", id: "audit-file", accept: ".json,application/json" });
    file.addEventListener("change", async () => file.files[0] && desk.takeText(await file.files[0].text()));
    const video = h("div", { id: "camera" });
    return h(
        "section",
        { class: "card", "aria-labelledby": "audit-heading" },
        sentence("h2", "check.audit", {}, { id: "audit-heading" }),
        sentence("p", "check.audit.text"),
        canScan() && h(
            "div",
            { class: "buttons" },
            h(
                "button",
                {
                    type: "button",
                    id: "scan",
                    onclick: () => scan(video, (found) => auditPart(found) && desk.takeText(found)),
                },
                say("check.audit.scan"),
            ),
        ),
        video,
        h("div", { class: "field" }, h("label", { for: "audit-file" }, say("check.audit.file")), file),
        h("div", { class: "field" }, h("label", { for: "audit-text" }, say("check.audit.paste")), text),
        h(
            "div",
            { class: "buttons" },
            h(
                "button",
                { type: "button", id: "audit-check", onclick: () => text.value.trim() && desk.takeText(text.value) },
                say("check.audit.check"),
            ),
        ),
    );
}
