// How it ends: the result, a vote that goes on by post, or a reason why there is no ballot here.

import { shortTime } from "../../berlin.js";
import { bars, h, hasWord, note, say, sayNumber, sentence, show } from "../../page.js";
import { farewell, fingerprint, voteHead } from "./frame.js";
import { numbers, trackerList } from "./board.js";

export function showResult(page, booth) {
    const { manifest, result, board } = booth.log;
    const rows = manifest.options.map(({ label }, i) => ({ label, count: result.counts[i] }));
    const most = Math.max(...manifest.options.map(({ cap }) => cap)) * board.ballots;
    show(
        "result",
        voteHead(booth),
        sentence("h1", "member.result"),
        booth.decision?.sentences.map((text) => h("p", {}, h("strong", {}, text))),
        h(
            "section",
            { class: "card" },
            bars(rows, most),
            h("p", { class: "aside" }, sayNumber("member.result.ballots", board.ballots)),
        ),
        sentence("p", "member.result.erased"),
        h(
            "div",
            { class: "buttons" },
            h("a", { class: "button", href: `/ergebnis#${booth.vote}` }, say("member.result.page")),
            h("a", { class: "button", href: `/pruefen#vote=${booth.vote}` }, say("member.result.check")),
        ),
        h(
            "details",
            {},
            sentence("summary", "member.result.list"),
            numbers(booth),
            fingerprint(booth.log.boardFingerprint, "board"),
            trackerList(booth),
        ),
        farewell(page),
    );
}

/** Voided, or the count given up: it goes on by post. */
export function showEnded(page, booth) {
    const reason = booth.isAbandoned ? booth.abandonReason : booth.log.voidReason;
    const which = booth.stage;
    // Whoever was not on the roll has chosen nothing, and gets nothing by post.
    const isIn = booth.isOnRoll !== false;
    show(
        which,
        voteHead(booth),
        sentence("h1", `member.${which}`),
        note("warn", say(isIn || which === "abandoned" ? `member.${which}.text` : "member.voided.leftOut")),
        reason && h("p", {}, say("member.reason"), " ", h("q", {}, reason)),
        isIn && sentence("p", "member.post"),
        farewell(page),
    );
}

/** Not in the roll: whoever sits here hears it, and why; or what is known about the reasons. */
export function showLeftOut(page, booth) {
    const { standing } = booth;
    const own = standing && h("p", {}, sentence("strong", `member.leftOut.own.${standing.why}`, valuesOf(standing)));
    show(
        "leftOut",
        voteHead(booth),
        sentence("h1", "member.leftOut"),
        booth.numberLike && note("warn", say("member.leftOut.alike", { p: booth.person, alike: booth.numberLike })),
        note("info", say("member.leftOut.text", { p: booth.person })),
        !booth.numberLike && sentence("p", "member.leftOut.number", { p: booth.person }),
        own,
        own && sentence("p", "member.leftOut.own.who", {}, { class: "aside" }),
        !own && possibleReasons(booth),
        sentence("p", "member.leftOut.wrong"),
        farewell(page),
    );
}

function valuesOf({ item, reason, at }) {
    // An item without a number is called by its title.
    const name = /^\p{N}/u.test(item) ? say("member.leftOut.item", { item }) : say("member.leftOut.titled", { item });
    return { item: name, reason, time: at && shortTime(at) };
}

/** The reasons that the law of the vote counts, or those that there can be. */
function possibleReasons({ law }) {
    const reasons = reasonsIn(law);
    return [
        sentence("p", reasons.length > 0 ? "member.leftOut.reasons" : "member.leftOut.may"),
        reasons.length > 0
            ? h("ul", {}, reasons.map(([code, count]) => h("li", {}, sayNumber(`member.leftOut.${code}`, count))))
            : h(
                "ul",
                {},
                ["absent", "excluded", "no-vote"].map((code) => sentence("li", `member.leftOut.may.${code}`)),
            ),
    ];
}

/** How many were left out for which reason, as `law.json` froze it: names are in no published file. */
function reasonsIn(law) {
    if (!law) return [];
    try {
        const rows = JSON.parse(law).left_out.map(({ reason, count }) => [reason, count]);
        return rows.filter(([reason, count]) => hasWord(`member.leftOut.${reason}`) && Number.isInteger(count));
    } catch {
        return [];
    }
}

/** The server has refused for good: not drawn in time, drawn without recovery, used elsewhere, too late. */
export function showOutcome(page, booth) {
    const which = booth.stage;
    show(
        which,
        voteHead(booth),
        sentence("h1", `member.${which}`),
        note(which === "late" ? "bad" : "warn", say(`member.${which}.text`)),
        sentence("p", `member.${which}.do`),
        farewell(page),
    );
}
