// What the election officer's page computes: the control equation, ballots from templates, days and the clock.

import { test } from "node:test";
import assert from "node:assert/strict";
import { moment } from "../../Templates/static/acts.js";
import { accessOf } from "../../Templates/static/pages/officer/access.js";
import { daysBetween, delayOf, momentAt, remaining } from "../../Templates/static/pages/officer/days.js";
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
