// What can be said of a vote by post before the electronic one is given up for it.

import { test } from "node:test";
import assert from "node:assert/strict";
import { isAhead, itemOf, startFault, takenOver, wahlgangOf } from "../../Templates/static/pages/postal/startchecks.js";
import { hides, told } from "../../Templates/static/pages/postal/forms.js";
import { readFileSync } from "node:fs";

test("a narrower election that goes on by post stays the second ballot", () => {
    assert.equal(wahlgangOf({ round: "narrower" }), 2);
    assert.equal(wahlgangOf({ round: "first" }), 1);
    // A vote without a frozen law says nothing of a round.
    assert.equal(wahlgangOf(null), 1);
});

test("the item of the agenda is the one in the title", () => {
    assert.equal(itemOf("TOP 6: Standort der Schule"), "TOP 6");
    assert.equal(itemOf("PROBE – TOP 6: Standort der Schule"), "TOP 6");
    for (const title of ["Standort der Schule", "TOP 6 Standort", "Zu TOP 6: Standort"]) assert.equal(itemOf(title), "–");
});

test("the page of the vote by post asks for it, and nowhere has a fixed one", () => {
    const text = readFileSync(new URL("../../Templates/static/pages/postal/start.js", import.meta.url), "utf8");
    assert.match(text, /wahlgang: wahlgangOf\(file\)/);
    assert.doesNotMatch(text, /wahlgang: \d/);
});

test("what the server would refuse is refused before the electronic vote is given up", () => {
    const words = JSON.parse(readFileSync(new URL("../../Templates/static/words/postal.de.json", import.meta.url), "utf8"));
    const session = { date: "2026-12-10", endDate: "2026-12-11" };
    const settings = { days: 5, officials: 3, blank: "invalid" };
    const law = { settings: { "blank-paper-ballot": "invalid" } };
    assert.equal(startFault(session, settings, law), "");
    assert.equal(startFault({ date: "2026-12-10" }, settings, null), "");
    assert.equal(startFault({ date: "2026-12-10", endDate: "2026-12-10" }, settings, law), "");
    const wrong = [
        ["postal.fault.endDate", { ...session, endDate: "2026-12-09" }, settings, law],
        ["postal.fault.days", session, { ...settings, days: 0 }, law],
        ["postal.fault.days", session, { ...settings, days: undefined }, law],
        ["postal.fault.officials", session, { ...settings, officials: 0 }, law],
        ["postal.fault.officials", session, { ...settings, officials: 101 }, law],
        ["postal.fault.blank", session, { ...settings, blank: "abstention" }, law],
        ["postal.fault.frozen", session, { ...settings, shift: "workday" }, { settings: { "deadline-shift": "none" } }],
        ["postal.fault.frozen", session, settings, { settings: { "deadline-shift": "none" } }],
        ["postal.fault.frozen", session, { ...settings, electorate: "attended-session" }, { settings: { "postal-electorate": "present-at-item" } }],
    ];
    for (const [key, ...given] of wrong) {
        assert.equal(startFault(...given), key);
        assert.ok(words[key]);
    }
});

test("what is typed in several lines is told on one, and what hides is refused before anything is given up", () => {
    const address = " Stadt Erlenbrück\r\nRathausplatz 1 \n\n 53721 Siegburg\n";
    assert.equal(told(address, { joined: ", " }), "Stadt Erlenbrück, Rathausplatz 1, 53721 Siegburg");
    assert.equal(told("Kein Ton.\nKein Bild."), "Kein Ton. Kein Bild.");
    assert.equal(told("Ja\nNein\n", { lines: true }), "Ja\nNein");
    for (const text of ["a\u200bb", "a\u202eb", "a\tb", "a\u0007", "\ufeffa", "\ud800"]) assert.ok(hides(text), JSON.stringify(text));
    for (const text of ["Ja\nNein", "می\u200cخواهم", "Müller – „gut“", "\u{1f469}\u200d\u{1f680}"]) assert.ok(!hides(text), text);
});

test("what the town froze with the electronic vote holds by post, unless it is said otherwise", () => {
    const frozen = { shift: "frozen", electorateReading: "frozen", blank: "frozen" };
    const standard = { sessionDay: "later", electorate: "attended-session", blank: "invalid" };
    assert.deepEqual(takenOver(frozen, null), standard);
    assert.deepEqual(takenOver(frozen, { settings: { "deadline-shift": "chair-decides" } }), standard);
    const settings = {
        "deadline-shift": "none", "session-day": "earlier", "postal-electorate": "present-at-item",
        "blank-paper-ballot": "abstention",
    };
    assert.deepEqual(takenOver(frozen, { settings }), {
        shift: "none", sessionDay: "earlier", electorate: "present-at-item", blank: "abstention",
    });
    const chosen = { shift: "workday", electorateReading: "attended-session", blank: "invalid" };
    assert.deepEqual(takenOver(chosen, null), { ...standard, shift: "workday" });
    assert.deepEqual(takenOver({ ...chosen, shift: "open" }, { settings: { "deadline-shift": "none" } }), standard);
    // The town's default is no decision: it can still be made for the post.
    assert.equal(startFault({ date: "2026-12-10" }, { days: 5, officials: 3, blank: "invalid", shift: "none" }, { settings: { "deadline-shift": "chair-decides" } }), "");
});

test("a session that has yet to come is none that goes on by post", () => {
    assert.ok(isAhead({ date: "2026-12-10" }, "2026-12-09"));
    assert.ok(!isAhead({ date: "2026-12-10" }, "2026-12-10"));
});
