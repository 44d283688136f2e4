// The control equation before a release: what adds up may be released, what does not may not.

import { test } from "node:test";
import assert from "node:assert/strict";
import { controlSums } from "../../Templates/static/controlsums.js";
import { releaseProblem } from "../../Templates/static/pages/chair/release.js";

const option = (label, more) => ({ label, cap: 1, weight: 1, ...more });
const MOTION = { minimum: 1, maximum: 1, options: ["Ja", "Nein", "Enthaltung"].map((label) => option(label)) };
const SEATS = { minimum: 0, maximum: 3, options: [option("A"), option("B"), option("C"), option("niemand", { weight: 3 })] };

/** A vote of ten that was counted and signed, and holds; `change` is what is otherwise. */
function log({ rule = MOTION, entitled = 10, draws = 9, ballots = 8, counts = [5, 2, 1] } = {}) {
    const manifest = { ...rule, rollCount: entitled, signMinimum: 2, threshold: 2 };
    return { manifest, board: { draws, ballots, gap: draws - ballots }, result: { counts }, signed: [1, 3] };
}

const wrong = (change) => controlSums(log(change)).parts.filter(({ holds }) => !holds).map(({ name }) => name);

test("numbers that add up hold, with every number in the sentence", () => {
    const { holds, parts } = controlSums(log());
    assert.ok(holds);
    assert.deepEqual(
        parts.map(({ name, values }) => [name, values]),
        [
            ["drawn", { entitled: 10, draws: 9 }],
            ["cast", { draws: 9, ballots: 8, gap: 1 }],
            ["marks", { terms: "5 + 2 + 1", sum: 8, ballots: 8 }],
        ],
    );
});

for (const [name, change, expected] of [
    ["everybody drew and cast", { draws: 10, ballots: 10, counts: [10, 0, 0] }, []],
    ["nobody cast", { draws: 3, ballots: 0, counts: [0, 0, 0] }, []],
    ["more tokens than people", { draws: 11, ballots: 8 }, ["drawn"]],
    ["more ballots than tokens", { draws: 7 }, ["cast"]],
    ["one count too many", { counts: [5, 3, 1] }, ["marks"]],
    ["one count too few", { counts: [5, 1, 1] }, ["marks"]],
    ["a count for an option that is not there", { counts: [5, 2, 1, 0] }, ["marks"]],
    ["a count that is missing", { counts: [5, 3] }, ["marks"]],
    ["several seats, not all marks used", { rule: SEATS, counts: [8, 4, 2, 1] }, []],
    ["several seats, all marks used", { rule: SEATS, counts: [8, 8, 8, 0] }, []],
    ["several seats, more than the rule allows", { rule: SEATS, counts: [8, 8, 8, 1] }, ["several"]],
    ["several seats, more abstentions than ballots", { rule: SEATS, counts: [0, 0, 0, 9] }, ["several"]],
    ["one mark or none", { rule: { ...MOTION, minimum: 0 }, counts: [5, 1, 1] }, []],
    ["one mark or none, and too many", { rule: { ...MOTION, minimum: 0 }, counts: [5, 3, 1] }, ["counts"]],
    ["everything wrong", { entitled: 6, draws: 7, counts: [9, 9, 9] }, ["drawn", "cast", "marks"]],
]) {
    test(`${name}: ${expected.join(", ") || "nothing"} is wrong`, () => assert.deepEqual(wrong(change), expected));
}

test("several marks are told as ballots and single votes, never as a sum of weights", () => {
    const { parts } = controlSums(log({ rule: SEATS, counts: [3, 2, 1, 2] }));
    assert.deepEqual(parts.at(-1), {
        name: "several", holds: true, values: { ballots: 8, alone: 2, others: 6, marks: 6, least: 0, most: 18 },
    });
});

const FREE = { forbids_release: false, problem: null };

test("a result is offered for release only if the equation holds, whoever has signed", () => {
    assert.equal(releaseProblem(log(), FREE), null);
    assert.equal(releaseProblem(log({ counts: [6, 2, 1] }), FREE), "chair.release.equation");
    assert.equal(releaseProblem({ ...log({ draws: 7 }), signed: [1, 2, 3] }, FREE), "chair.release.equation");
});

test("beside the equation signatures and the law are asked as before", () => {
    assert.equal(releaseProblem({ ...log(), signed: [1] }, FREE), "chair.release.signatures");
    assert.equal(releaseProblem(log(), { forbids_release: true, problem: "Quorum" }), "Quorum");
});
