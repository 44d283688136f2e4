// Why somebody is not on the roll, as the entries about this person say it.

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertRefused } from "./support/support.mjs";
import { readStanding } from "../../Templates/static/standing.js";
import { writeJSON } from "../../Templates/static/strictjson.js";

const EARLY = "2026-12-10T17:00:00+01:00";
const LATE = "2026-12-10T18:05:00+01:00";

const attends = (how, at = EARLY) => ({ type: "attendance", body: writeJSON({ at, p: "004", how }) });
const excluded = (item, at = EARLY) => ({ type: "exclude", body: writeJSON({ at, p: "004", item, reason: "befangen" }) });
const readmitted = (item, at = LATE) => ({ type: "readmit", body: writeJSON({ at, p: "004", item }) });
const standing = (acts, item = "3") => readStanding(writeJSON({ item, acts }));

test("the own reason follows from the own entries", () => {
    const exclusion = { why: "excluded", item: "3", reason: "befangen", at: LATE };
    assert.deepEqual(standing([attends("room"), excluded("3", LATE)]), exclusion);
    assert.deepEqual(standing([attends("room"), excluded("TOP 3", LATE)], "Top. 3"), exclusion, "however the item is written");
    assert.deepEqual(standing([attends("room"), excluded("3"), readmitted("3"), excluded("3", LATE)]), exclusion);
    assert.deepEqual(standing([excluded("3", LATE)]), exclusion, "also for whoever is not there");
    assert.deepEqual(standing([]), { why: "absent", item: "3", reason: "", at: "" });
    assert.deepEqual(standing([attends("video"), attends("left", LATE)]), { why: "left", item: "3", reason: "", at: LATE });
    const there = { why: "present", item: "3", reason: "", at: LATE };
    assert.deepEqual(standing([attends("left"), attends("room", LATE)]), there);
    assert.deepEqual(standing([attends("room", LATE), excluded("4")]), there, "another item");
    assert.deepEqual(standing([attends("room", LATE), excluded("3"), readmitted("TOP 3")]), there, "readmitted before the roll");
    assert.equal(standing([], ""), null, "no journal speaks of the vote");
});

test("an answer of another form says nothing", async () => {
    const refused = (act, code) => assertRefused(async () => act(), code);
    await refused(() => readStanding("{}"), "json.missingField");
    await refused(() => standing([{ type: "disturbance", body: "{}" }]), "json.missingField");
    await refused(() => standing([{ type: "vote", body: writeJSON({ at: EARLY, vote: "00".repeat(16), item: "3" }) }]), "rule.session.unknownAct");
    await refused(() => standing([{ ...attends("room"), more: 1 }]), "json.unknownField");
    await refused(() => standing([attends("somewhere")]), "rule.session.word");
});
