// Which ballot a vote by post is, after an electronic one that was given up.

import { test } from "node:test";
import assert from "node:assert/strict";
import { wahlgangOf } from "../../Templates/static/pages/postal/wahlgang.js";
import { readFileSync } from "node:fs";

test("a narrower election that goes on by post stays the second ballot", () => {
    assert.equal(wahlgangOf({ round: "narrower" }), 2);
    assert.equal(wahlgangOf({ round: "first" }), 1);
    // A vote without a frozen law says nothing of a round.
    assert.equal(wahlgangOf(null), 1);
});

test("the page of the vote by post asks for it, and nowhere has a fixed one", () => {
    const text = readFileSync(new URL("../../Templates/static/pages/postal/start.js", import.meta.url), "utf8");
    assert.match(text, /wahlgang: wahlgangOf\(file\)/);
    assert.doesNotMatch(text, /wahlgang: \d/);
});
