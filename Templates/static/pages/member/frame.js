// What all views of one vote have in common: that it is secret, what it is about, and who sits here.

import { codeOf, h, note, say, sentence, spoken } from "../../page.js";
import { dayIn, sessionDay } from "../../sessionday.js";

/** GEHEIM, body, session, item and question of a vote; the ballot repeats the question itself. */
export function voteHead({ log, entry, law }, { asks = true } = {}) {
    const { body, title, question } = log.manifest;
    const day = sessionDay(law);
    return h(
        "section",
        { class: "card", "aria-label": say("member.vote") },
        h(
            "p",
            { class: "headline" },
            h("span", { class: "secret" }, say("web.secret")),
            " ",
            h("span", { class: "aside" }, body),
        ),
        day && h("p", { class: "aside" }, say("member.session", { date: dayIn(spoken(), day) })),
        h("p", { class: "title" }, title),
        asks && question && h("p", {}, question),
        entry && h("p", { class: "aside" }, say("member.you", { name: entry.name, p: entry.p })),
    );
}

/** A fingerprint, large, with what it is for and what to do if another one is read out. */
export function fingerprint(code, kind) {
    return h(
        "section",
        { class: "card fingerprint", "aria-labelledby": `${kind}-heading` },
        h("h2", { id: `${kind}-heading` }, say(kind === "vote" ? "web.fingerprint" : "web.board")),
        codeOf(code, { id: `${kind}-fingerprint` }),
        sentence("p", `member.fingerprint.${kind}`),
        note("warn", say(`member.fingerprint.${kind}.differs`)),
    );
}

/** The tracker. */
export function tracker(code, key = "member.tracker") {
    return h(
        "section",
        { class: "card", "aria-labelledby": "tracker-heading" },
        h("h2", { id: "tracker-heading" }, say(key)),
        codeOf(code, { id: "tracker" }),
    );
}

/** What can be done anywhere: go to another vote, or leave. */
export function farewell(page) {
    const others = page.votes.length > 1 && !page.isChoosing;
    return h(
        "div",
        { class: "buttons" },
        others && h("button", { type: "button", class: "plain", onclick: () => page.list() }, say("member.others")),
        h("button", { type: "button", class: "plain", onclick: () => page.signOut() }, say("web.signout")),
    );
}
