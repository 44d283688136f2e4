// fp(h), compared aloud before the casting: a server that showed the tellers another vote than the room would be found.

import { equation, faultNote } from "../../countviews.js";
import { button, codeOf, h, note, say, sentence } from "../../page.js";

/** The fingerprint as the worker gives it, only if this browser's own part of the ceremony is in the log. */
async function ownFingerprint(page) {
    if (page.stage.isAsking || page.stage.own) return;
    page.stage.isAsking = true;
    try {
        const { fingerprint } = await page.desk.ask(page.vote, "confirm");
        page.stage.own = { fingerprint };
    } catch (error) {
        page.stage.own = { error };
    }
    page.stage.isAsking = false;
    page.draw();
}

export function compareView(page) {
    const { own, compared } = page.stage;
    ownFingerprint(page);
    if (!own) return page.put("compare-wait", [], () => h("p", { class: "working" }, say("web.working")));
    if (own.error) {
        return page.put("compare-fault", [], () => [
            sentence("h2", "teller.compare"),
            faultNote(own.error),
            h("div", { class: "buttons" }, button("web.retry", () => page.set("own", null))),
        ]);
    }
    const views = { same: same, other: differs };
    return page.put("compare", [own, compared], () => (views[compared] ?? question)(page, own.fingerprint));
}

const question = (page, fingerprint) => [
    sentence("h2", "teller.compare"),
    sentence("p", "teller.compare.text"),
    sentence("h3", "web.fingerprint"),
    codeOf(fingerprint),
    sentence("p", "teller.compare.why", {}, { class: "aside" }),
    h(
        "div",
        { class: "buttons" },
        button("teller.compare.same", () => page.set("compared", "same"), { class: "main" }),
        button("teller.compare.other", () => page.set("compared", "other"), { class: "danger" }),
    ),
];

const same = (page, fingerprint) => [
    sentence("h2", "teller.compared"),
    note("good", say("teller.compared.text")),
    sentence("h3", "web.fingerprint"),
    codeOf(fingerprint),
    h("div", { class: "buttons" }, button("teller.compare.again", () => page.set("compared", null))),
];

const differs = (page, fingerprint) => [
    sentence("h2", "teller.differs"),
    note("bad", say("teller.differs.text"), sentence("p", "teller.differs.say")),
    sentence("h3", "teller.differs.own"),
    codeOf(fingerprint),
    h("div", { class: "buttons" }, button("teller.compare.again", () => page.set("compared", null))),
];

/** While members cast, and until the board is published: nothing to do. */
export function castingView(page) {
    const { log, news } = page;
    const { state } = log;
    page.put("casting", [state, news?.draws, news?.ballots], () => [
        sentence("h2", `teller.${state}`),
        sentence("p", `teller.${state}.text`),
        equation([
            ["count.entitled", log.manifest.rollCount],
            news && ["count.draws", news.draws],
            news && ["count.ballots", news.ballots],
        ]),
        sentence("h3", "web.fingerprint"),
        codeOf(log.fingerprint),
    ]);
}
