// What the election officer's page computes: the control equation, ballots from templates, days and the clock.

import { test } from "node:test";
import assert from "node:assert/strict";
import { moment } from "../../Templates/static/acts.js";
import { accessOf } from "../../Templates/static/pages/officer/access.js";
import { daysBetween, delayOf, momentAt, remaining } from "../../Templates/static/pages/officer/days.js";
import { isReplaced, isStale } from "../../Templates/static/pages/officer/drafts.js";
import { EMPTY, formOf, lacksNo, lacksNoIn, lawQuestion, presetNo } from "../../Templates/static/pages/officer/form.js";
import { leftOutOf } from "../../Templates/static/pages/officer/leftout.js";
import { chosenDifference, differingRolls, isWrong, rollDifference } from "../../Templates/static/pages/officer/rollcheck.js";
import { boundsOf, brokenSums, numbersOf, sumsOf } from "../../Templates/static/pages/officer/sums.js";
import { ballotOf, lawKindOf } from "../../Templates/static/pages/officer/templates.js";

const option = (id, weight = 1) => ({ id, label: id, cap: 1, weight });

/** Seven present, one excluded, five of six drawn, four cast. */
function running(change = {}) {
    const roll = ["1", "2", "3", "4", "5", "6"].map((p) => ({ p, name: p }));
    const manifest = { rollCount: 6, minimum: 1, maximum: 1, options: ["ja", "nein", "enthaltung"].map((id) => option(id)) };
    const vote = {
        id: "v", roll, drawn: ["1", "2", "3", "4", "5"], law: null, status: { draws: 5, ballots: 4 },
        log: { manifest, fingerprint: "X", board: null, result: null }, ...change,
    };
    const entry = { vote: "v", present: ["1", "2", "3", "4", "5", "6", "7"], excluded: ["7"] };
    return { session: { votes: [entry], drafts: [] }, vote };
}

const broken = (desk) => sumsOf(numbersOf(desk)).filter(({ holds }) => holds === false).map(({ parts }) => parts.join(" "));

test("the sums of a vote that runs hold", () => {
    const desk = running();
    assert.deepEqual(numbersOf(desk), {
        present: 7, excluded: 1, withoutVote: 0, entitled: 6, listed: 6, drawn: 5, notDrawn: 1, cast: 4, gap: 1, counted: null,
        alone: null, marks: null,
    });
    assert.deepEqual(broken(desk), []);
    assert.deepEqual(sumsOf(numbersOf(desk)).map(({ holds }) => holds), [true, true, true, true]);
});

test("before the opening nothing is known of tokens, and nothing is broken", () => {
    const desk = running({ drawn: null });
    desk.vote.log.fingerprint = null;
    assert.deepEqual(sumsOf(numbersOf(desk)).map(({ holds }) => holds), [true, true, null, null]);
});

test("a difference names its fields", () => {
    assert.deepEqual(broken(running({ drawn: ["1", "2"] })), ["entitled drawn notDrawn"]);
    assert.deepEqual(broken(running({ status: { draws: 5, ballots: 6 } })), ["drawn cast gap"]);
    assert.deepEqual(broken(running({ roll: [{ p: "1", name: "1" }], drawn: null })), ["entitled"]);
    const present = running();
    present.session.votes[0].present.push("8");
    assert.deepEqual(broken(present), ["present excluded withoutVote entitled"]);
});

test("the board and the counts have their own numbers", () => {
    const desk = running();
    desk.vote.log.board = { draws: 5, ballots: 4, gap: 1 };
    desk.vote.log.result = { used: [1, 2], counts: [2, 1, 1] };
    assert.deepEqual(broken(desk), []);
    desk.vote.log.result.counts = [2, 1, 2];
    assert.deepEqual(broken(desk), ["counted cast"]);
});

test("ballots with several marks have bounds, and what stands alone is counted by itself", () => {
    const desk = running();
    Object.assign(desk.vote.log.manifest, { maximum: 2, options: [option("1"), option("2"), option("3"), option("enthaltung", 2)] });
    desk.vote.log.board = { draws: 5, ballots: 4, gap: 1 };
    const counted = (...counts) => {
        desk.vote.log.result = { used: [1, 2], counts };
        return broken(desk);
    };
    for (const fine of [[1, 1, 1, 1], [3, 3, 0, 1], [0, 0, 0, 4], [2, 1, 1, 0]]) assert.deepEqual(counted(...fine), [], fine.join());
    for (const wrong of [[1, 1, 0, 1], [3, 3, 1, 1], [1, 0, 0, 4], [0, 0, 0, 5], [2, 1, 0, 0]]) {
        assert.deepEqual(counted(...wrong), ["marks cast alone"], wrong.join());
    }
    counted(3, 2, 0, 1);
    const numbers = numbersOf(desk);
    assert.deepEqual([numbers.alone, numbers.marks, boundsOf(numbers)], [1, 5, { others: 3, least: 3, most: 6 }]);
    desk.vote.log.manifest.options[0].weight = 3;
    assert.equal(numbersOf(desk).marks, null, "with other weights nothing is said");
});

test("a difference is named with its two sides", () => {
    const desk = running({ status: { draws: 5, ballots: 6 } });
    desk.session.votes[0].present.push("8");
    assert.deepEqual(brokenSums(desk).map(({ name, left, right }) => [name, left, right]), [["entitled", 7, 6], ["overfull", 6, 5]]);
    desk.session.votes[0].present = [];
    assert.equal(numbersOf(desk).present, null, "where nobody entered who is there, it is not known");
});

test("who is present without a vote is a number of its own", () => {
    const desk = running({ law: { left_out: [{ reason: "mayor-excepted", count: 1 }, { reason: "absent", count: 9 }] } });
    desk.session.votes[0].present.push("8");
    assert.equal(numbersOf(desk).withoutVote, 1);
    assert.deepEqual(broken(desk), []);
});

/** Five in the hall, 005 excluded for item 3; 004 has not come. */
function hall({ excluded = ["005"], absent = ["004"], mayor = "C01" } = {}) {
    const people = ["001", "002", "003", "004", "005", mayor];
    return {
        council: { councillors: people.map((p) => ({ p, name: `Name ${p}`, role: p === mayor ? "Bürgermeisterin" : "Ratsmitglied" })) },
        attendance: Object.fromEntries(people.map((p) => [p, { how: absent.includes(p) ? "left" : "room" }])),
        exclusions: excluded.map((p) => ({ p, item: "TOP 3", reason: "befangen", readmitted: "" })),
        votes: [], drafts: [],
    };
}

const ENTRY = { vote: "v", item: "3", present: ["001", "002", "003", "005", "C01"], excluded: ["005"] };
const ROLL = ["001", "002", "003", "C01"];

function difference({ session = hall(), entry = ENTRY, roll = ROLL, law = null, state = "ready" } = {}) {
    const found = rollDifference({ session, entry, roll, law, state });
    return Object.fromEntries(Object.entries(found).filter(([, people]) => people.length > 0));
}

test("a roll is compared with the hall as people, until casting opens", () => {
    assert.deepEqual(difference(), {});
    assert.deepEqual(difference({ session: hall({ excluded: ["005", "001"] }) }), { excluded: ["001"] });
    assert.deepEqual(difference({ session: hall({ excluded: [] }) }), { missing: ["005"] }, "readmitted");
    assert.deepEqual(difference({ session: hall({ absent: [] }) }), { missing: ["004"] }, "came later");
    assert.deepEqual(difference({ session: hall({ absent: ["004", "002"] }) }), { left: ["002"] });
    assert.deepEqual(difference({ roll: ["001", "002", "003", "004"] }), { stranger: ["004"], missing: ["C01"] }, "the size is right");
    for (const state of ["empty", "draft", "ceremony", "issuing"]) {
        assert.deepEqual(difference({ session: hall({ excluded: ["005", "001"] }), state }), { excluded: ["001"] }, state);
    }
    for (const state of ["casting", "boxed", "tallied", "announced"]) {
        assert.deepEqual(difference({ session: hall({ excluded: ["001"], absent: ["002"] }), state }), {}, `${state}: people may go`);
        assert.deepEqual(difference({ roll: ["001", "002", "003", "004"], state }), { stranger: ["004"], missing: ["C01"] }, state);
    }
    assert.ok(isWrong(rollDifference({ session: hall({ excluded: ["001"] }), entry: ENTRY, roll: ROLL, law: null, state: "issuing" })));
    assert.ok(!isWrong(rollDifference({ session: hall({ absent: ["004", "002"] }), entry: ENTRY, roll: ROLL, law: null, state: "issuing" })));
});

test("whoever has no vote by law is not missed, and where nobody was entered only exclusions are known", () => {
    const law = { left_out: [{ reason: "mayor-excepted", count: 1 }] };
    const roll = ["001", "002", "003"];
    assert.deepEqual(difference({ roll, law }), {});
    assert.deepEqual(difference({ roll }), { missing: ["C01"] });
    const drafted = { ...hall(), drafts: [{ vote: "v" }] };
    assert.deepEqual(difference({ roll, session: drafted }), {}, "left out when the draft was made");
    const before = { ...ENTRY, present: ["001", "002", "003", "005"] };
    assert.deepEqual(difference({ roll, law, entry: before }), {}, "the mayor came later, and has no vote all the same");
    const nobody = { ...ENTRY, present: [], excluded: [] };
    assert.deepEqual(difference({ entry: nobody, roll: ["004", "005"] }), { excluded: ["005"] });
});

test("votes that are not on the screen are compared by their drafts, and ended ones are not", () => {
    const session = { ...hall({ excluded: ["005", "001"] }), votes: [ENTRY], drafts: [{ vote: "v", entitled: ROLL, law: "" }] };
    const votes = (state) => [{ vote: "v", state, title: "Verkauf" }];
    const found = differingRolls({ session, votes: votes("ceremony"), vote: null });
    assert.deepEqual(found.map(({ title, difference: { excluded } }) => [title, excluded]), [["Verkauf", ["001"]]]);
    for (const state of ["casting", "voided", "announced"]) assert.deepEqual(differingRolls({ session, votes: votes(state), vote: null }), []);
    const vote = { id: "v", roll: ROLL.map((p) => ({ p })), law: null, log: { state: "ready" } };
    assert.deepEqual(chosenDifference({ session, vote }).excluded, ["001"]);
    assert.equal(chosenDifference({ session, vote: { ...vote, log: { state: "voided" } } }), null);
    assert.equal(chosenDifference({ session, vote: null }), null);
});

test("a draft is stale once the hall has changed, and folded away once a newer one of its item is there", () => {
    const draft = { item: "3", present: ENTRY.present, excluded: ["005"], entitled: ROLL, manifest: { title: "Verkauf" } };
    const other = { ...draft, manifest: { title: "Änderungsantrag" } };
    assert.ok(!isStale(draft, hall()));
    for (const change of [{ excluded: [] }, { absent: [] }, { absent: ["004", "001"] }]) assert.ok(isStale(draft, hall(change)));
    const replaced = (session, ...drafts) => isReplaced(drafts[0], { ...session, drafts });
    const fresh = { ...draft, present: [...ENTRY.present, "004"] };
    assert.ok(!replaced(hall({ absent: [] }), draft), "stale, and there is nothing newer");
    assert.ok(replaced(hall({ absent: [] }), draft, { ...fresh, item: "TOP 3", manifest: other.manifest }));
    assert.ok(!replaced(hall({ absent: [] }), draft, { ...fresh, item: "4" }));
    assert.ok(!replaced(hall(), draft, other), "an item may have two votes");
    assert.ok(replaced(hall(), draft, { ...draft }));
});

test("a draft names who is not on its roll, and why", () => {
    const draft = { item: "3", present: ENTRY.present, excluded: ["005"], entitled: ["001", "002", "003"] };
    assert.deepEqual(leftOutOf(draft, hall()), [
        { p: "004", name: "Name 004", kind: "absent", reason: "" },
        { p: "005", name: "Name 005", kind: "excluded", reason: "befangen" },
        { p: "C01", name: "Name C01", kind: "noVote", reason: "" },
    ]);
});

/** The law's file as the machine writes it for a question; only what a form has a say in. */
function lawFor({ kind, matter, seats, settings, statutory, runoff, majority, options, basis = "" }) {
    const rule = (base, share, comparison) => ({ base, share, comparison, mayor: true });
    const majorities = {
        "": rule("yes-and-no", [1, 2], "more-than"), absolute: rule("statutory", [1, 2], "more-than"),
        "two-thirds": rule("statutory", [2, 3], "at-least"),
    };
    return {
        kind, matter, seats, settings, round: runoff ? "narrower" : "first", majority: majorities[majority],
        numbers: { statutory: statutory ?? 0 }, options: options.map(({ id, people = 0 }) => ({ id, people })), circumstances: { quorum: "", basis, secrecy: "" },
    };
}

test("what is prepared again asks the law the same question, whatever was chosen", () => {
    const session = { ...hall(), councilText: "{}", session: { date: "2026-12-10" } };
    const officers = ["officer", "chair", "t1", "t2", "t3"].map((role) => ({ role, p: role.toUpperCase() }));
    const filled = {
        ...EMPTY, item: "3", title: "Verkauf", question: "Verkaufen?", chair: "CHAIR", tellers: ["T1", "T2", "T3"],
        statutory: "6", settings: { rounding: "up" }, committee: "Hauptausschuss", minimumBallots: 4, threshold: 3,
    };
    for (const change of [
        { basis: "47a" }, { majority: "two-thirds" }, { majority: "absolute", matter: "7-3" }, { abstention: false }, { statutory: "", committee: "" },
        { template: "election", names: "Ada\nKarim", runoff: true }, { template: "election", names: "Ada", withNo: true },
        { template: "seats", names: "Ada\nKarim\nBea", seats: 2, withNo: true },
        { template: "list", names: "Liste Forum; 5\nListe Mitte", listSeats: 7 },
        { template: "deputy-mayors", names: "Liste Forum; 2\nListe Mitte; 2", listSeats: 2 },
    ]) {
        const form = { ...filled, ...change };
        const { ballot, question } = lawQuestion(form, session, "de");
        const manifest = {
            ...ballot, title: `PROBE – ${form.title}`, question: form.question, officers, jitterSeconds: form.jitter,
            minimumBallots: form.minimumBallots, signMinimum: form.signMinimum, threshold: form.threshold,
        };
        const again = formOf({ manifest, law: lawFor(question), item: form.item, committee: form.committee });
        assert.deepEqual(lawQuestion(again, session, "de"), { ballot, question }, JSON.stringify(change));
        for (const name of ["majority", "committee", "runoff", "title", "chair", "tellers", "minimumBallots"]) {
            assert.deepEqual(again[name], form[name], name);
        }
    }
});

const form = { template: "motion", names: "", seats: 1, withNo: false, abstention: true };

test("templates become the ballots of the protocol's table", () => {
    const ids = ({ options }) => options.map(({ id, weight }) => `${id}/${weight}`);
    assert.deepEqual(ids(ballotOf(form)), ["ja/1", "nein/1", "enthaltung/1"]);
    assert.deepEqual(ids(ballotOf({ ...form, abstention: false })), ["ja/1", "nein/1"]);
    const names = " Ada \n\nKarim";
    const one = ballotOf({ ...form, template: "election", names, withNo: true });
    assert.deepEqual(ids(one), ["1/1", "2/1", "nein/1", "enthaltung/1"]);
    assert.deepEqual([one.minimum, one.maximum], [1, 1]);
    const seats = ballotOf({ ...form, template: "seats", names, seats: 3, withNo: true });
    assert.deepEqual(ids(seats), ["1/1", "2/1", "nein/3", "enthaltung/3"]);
    assert.deepEqual([seats.minimum, seats.maximum], [1, 3]);
    const list = ballotOf({ ...form, template: "list", names: "Liste A; 3\nListe B" });
    assert.deepEqual(list.forLaw, [
        { id: "1", label: "Liste A", people: 3 }, { id: "2", label: "Liste B" }, { id: "enthaltung", label: "Enthaltung" },
    ]);
    assert.equal(lawKindOf("seats"), "election");
    assert.equal(lawKindOf("deputy-mayors"), "deputy-mayors");
});

test("whoever stands alone can be voted against, unless the officer takes the No away", () => {
    const typed = { ...EMPTY, template: "election" };
    const type = (names) => presetNo(Object.assign(typed, { names }));
    type("Ada");
    assert.equal(typed.withNo, true);
    type("Ada\nKarim");
    assert.equal(typed.withNo, false, "it was not the officer's own");
    type("Ada\n");
    Object.assign(typed, { withNo: false, isNoPreset: false });
    type("Ada Brandt");
    assert.deepEqual([typed.withNo, lacksNo(typed)], [false, true], "taken away by hand");
    Object.assign(typed, { withNo: true });
    type("Ada\nKarim");
    assert.equal(typed.withNo, true, "ticked by hand");
    for (const template of ["motion", "list"]) {
        const other = { ...EMPTY, template, names: "Ada" };
        presetNo(other);
        assert.deepEqual([other.withNo, lacksNo(other)], [false, false], template);
    }
    // As it stands in a draft, and when it is prepared once more.
    const without = { ...EMPTY, template: "election", names: "Ada" };
    const manifestOf = (filled) => ({
        ...ballotOf(filled), title: "Wahl", question: "Wer?", officers: ["chair", "t1", "t2", "t3"].map((role) => ({ role, p: role })),
    });
    const law = '{"kind":"election"}';
    assert.equal(lacksNoIn(manifestOf(without), law), true);
    assert.equal(lacksNoIn(manifestOf({ ...without, withNo: true }), law), false);
    assert.equal(lacksNoIn(manifestOf({ ...without, names: "Ada\nKarim" }), law), false);
    assert.equal(lacksNoIn(manifestOf({ ...without, template: "list" }), '{"kind":"list"}'), false);
    assert.equal(lacksNoIn(manifestOf(without), ""), false);
    const again = formOf({ manifest: manifestOf(without), law: JSON.parse(law) });
    presetNo(again);
    assert.equal(again.withNo, false);
});

test("a ballot on which two options read the same is refused", () => {
    const election = { ...form, template: "election" };
    const refused = (change, code) => assert.throws(() => ballotOf({ ...election, ...change }), { name: "Fault", code });
    refused({ names: "Ada\nada" }, "officer.compose.fault.twice");
    refused({ names: "Enthaltung" }, "officer.compose.fault.twice");
    refused({ names: "" }, "officer.compose.fault.few");
    refused({ names: "Ada", abstention: false }, "officer.compose.fault.few");
    refused({ template: "seats", names: "Ada\nKarim", seats: 0 }, "officer.compose.fault.seats");
});

test("days are those of the calendar, across the change of the clocks", () => {
    assert.equal(daysBetween("2026-10-24", "2026-10-26"), 2);
    assert.equal(daysBetween("2026-12-10", "2026-12-07"), -3);
    assert.equal(daysBetween("2028-02-28", "2028-03-01"), 2);
});

test("five minutes run from the report, and go on over their end", () => {
    const reported = "2026-12-10T18:00:00+01:00";
    const at = (text) => remaining(reported, Date.parse(text));
    assert.deepEqual(at("2026-12-10T17:00:00Z"), { isOver: false, clock: "5:00" });
    assert.deepEqual(at("2026-12-10T17:04:59Z"), { isOver: false, clock: "0:01" });
    assert.deepEqual(at("2026-12-10T17:06:05Z"), { isOver: true, clock: "1:05" });
});

test("a member's report has five minutes from the disturbance, compared by the minutes of the clock", () => {
    const after = (reported, occurred = "2026-12-10T18:00:00+01:00") => delayOf({ occurred, reported });
    assert.deepEqual(after("2026-12-10T18:00:40+01:00"), { minutes: 0, isLate: false });
    assert.deepEqual(after("2026-12-10T18:05:59+01:00"), { minutes: 5, isLate: false });
    assert.deepEqual(after("2026-12-10T17:06:00Z"), { minutes: 6, isLate: true });
    assert.equal(after("2026-12-10T18:06:00+01:00", ""), null, "nothing is concluded where nobody asked");
});

test("a time of the clock is the present moment, one of today, or of the evening before", () => {
    const now = new Date(2026, 11, 10, 0, 3, 20);
    assert.equal(momentAt("00:03", now), moment(now));
    assert.equal(momentAt("00:01", now), moment(new Date(2026, 11, 10, 0, 1)));
    assert.equal(momentAt("23:58", now), moment(new Date(2026, 11, 9, 23, 58)));
    assert.equal(momentAt("00:30", now), moment(new Date(2026, 11, 10, 0, 30)), "still to come: refused by the journal");
    assert.equal(momentAt("", now), "");
});

test("access data are in time when every member has got them, and not before", () => {
    const council = { councillors: Array.from({ length: 40 }, (_, i) => ({ p: String(i) })) };
    const after = (today, ...accessData) => accessOf({ session: { date: "2026-12-10" }, council, accessData }, today);
    const [timely, late] = [{ sent: "2026-12-07", count: 3 }, { sent: "2026-12-08", count: 37 }];
    const stateAfter = (...known) => after(...known).state;
    assert.equal(stateAfter("2026-11-20"), "early");
    assert.equal(stateAfter("2026-12-05"), "near");
    assert.equal(stateAfter("2026-12-08"), "tooLate");
    assert.deepEqual(after("2026-12-07", timely), { state: "near", days: 3, needed: 40, sent: 3, late: 0, missing: 37 });
    assert.equal(stateAfter("2026-12-08", timely), "tooLate");
    assert.equal(stateAfter("2026-12-08", timely, late), "late", "one that was in time does not hide those that were late");
    assert.equal(stateAfter("2026-12-08", { ...late, sent: "2026-12-07" }, timely), "done");
    assert.equal(stateAfter("2026-12-08", { sent: "2026-12-01", count: 40 }, { ...late, count: 1 }), "done", "sent once more");
    assert.equal(accessOf({ session: { date: "2026-12-10" }, council: null, accessData: [timely] }, "2026-12-07").state, "unknown");
});
