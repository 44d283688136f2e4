// What lies beside a record: the officer's journal that gives a count up, the chair's that enters a lot. The records are
// made by `urne`, and every verdict is held against that of `urne-verify`.

import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { assertRefused, recordIn, seed, seededRandom } from "./support/support.mjs";
import { writeAbandonment } from "../../Templates/static/abandonment.js";
import { readActs } from "../../Templates/static/besidelog.js";
import { fromUTF8, utf8 } from "../../Templates/static/encoding.js";
import { EventLog } from "../../Templates/static/log.js";
import { checkLot, readLot } from "../../Templates/static/lot.js";
import { summary, verify } from "../../Templates/static/verify.js";

const hasPrograms = process.env.URNE_BIN && process.env.URNE_VERIFY;
const random = seededRandom(seed);
let folder;
let abandoned;
let tied;

/** What `urne-verify` says of these files: its report, and whether it ended well. */
function urneVerify(files) {
    const place = mkdtempSync(join(folder, "files-"));
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(place, name), bytes);
    const { stdout, status } = spawnSync(process.env.URNE_VERIFY, [place, "--json"], { encoding: "utf8" });
    return { ...JSON.parse(stdout), isGood: status === 0 };
}

/** Both verifiers, check by check; the report of this one. */
async function verdict(files) {
    const said = urneVerify(files);
    const here = summary(await verify(files));
    const outcome = (checks) => checks.map(({ id, ok }) => `${id} ${ok}`).join(", ");
    assert.equal(outcome(here.checks), outcome(said.checks));
    assert.equal(here.valid, said.valid);
    assert.equal(here.valid && !here.lot?.fault, said.isGood, `lot: ${said.lot_problem}`);
    return here;
}

const replaced = (bytes, from, to) => {
    const text = fromUTF8(bytes);
    assert.ok(text.includes(from), from);
    return utf8(text.replace(from, to));
};

describe("acts beside a log", { skip: hasPrograms ? false : "URNE_BIN and URNE_VERIFY are not set" }, () => {
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "urne-client-"));
        const story = fileURLToPath(new URL("support/beside.sh", import.meta.url));
        execFileSync(story, [dirname(process.env.URNE_BIN), folder], { stdio: ["ignore", "ignore", "inherit"] });
        abandoned = recordIn(pathToFileURL(join(folder, "abandoned/record/")));
        tied = recordIn(pathToFileURL(join(folder, "tied/record/")));
    });

    after(() => rmSync(folder, { recursive: true }));

    test("a count that was given up has neither board nor result, and is valid", async () => {
        const report = await verdict(abandoned);
        assert.ok(report.valid);
        assert.equal(report.state, "abandoned");
        assert.equal(report.voidReason, "T02 und T03 sind nicht erreichbar");
        assert.equal(report.counts, null);
        const open = report.checks.filter(({ ok }) => ok === null);
        const last = Array.from({ length: 13 }, (_, i) => `V${10 + i} notYet`);
        assert.deepEqual(open.map(({ id, open }) => `${id} ${open}`), last);
    });

    test("without its journal the same record lacks its board", async () => {
        const { "abandoned.jsonl": journal, ...rest } = abandoned;
        assert.ok(journal);
        assert.ok(!(await verdict(rest)).valid);
    });

    test("a board beside a count that was given up is one file too many", async () => {
        const report = await verdict({ ...abandoned, "ballots.jsonl": tied["ballots.jsonl"] });
        assert.deepEqual(report.checks.filter(({ ok }) => ok === false).map(({ id }) => id), ["V10"]);
    });

    for (const [what, change] of [
        ["another reason", (bytes) => replaced(bytes, "nicht erreichbar", "nie erreichbar")],
        ["no act", (bytes) => utf8(fromUTF8(bytes).split(/(?<=\n)/)[0])],
        ["the act twice", (bytes) => utf8(fromUTF8(bytes) + fromUTF8(bytes).split(/(?<=\n)/)[1])],
        ["no opening", (bytes) => utf8(fromUTF8(bytes).split(/(?<=\n)/)[1])],
        ["no line feed", (bytes) => bytes.slice(0, -1)],
        ["another realm", (bytes) => replaced(bytes, 'realm\\":\\"', 'realm\\":\\"00')],
        ["nothing", () => new Uint8Array()],
        ["the chair's journal", () => tied["lot.jsonl"]],
    ]) {
        test(`a journal with ${what} gives nothing up`, async () => {
            const files = { ...abandoned, "abandoned.jsonl": change(abandoned["abandoned.jsonl"]) };
            const report = await verdict(files);
            assert.ok(!report.valid);
            assert.equal(report.state, "tallying");
            const broken = report.checks.find(({ id }) => id === "V5");
            assert.equal(broken.ok, false);
            assert.equal(broken.fault.file, "abandoned.jsonl");
        });
    }

    test(`a journal with a changed byte gives nothing up, seed ${seed}`, async () => {
        const bytes = abandoned["abandoned.jsonl"];
        for (let round = 0; round < 12; round++) {
            const changed = Uint8Array.from(bytes);
            changed[random.below(bytes.length)] ^= 1 << random.below(7);
            assert.ok(!(await verdict({ ...abandoned, "abandoned.jsonl": changed })).valid);
        }
    });

    test("nobody but the officer gives a count up", async () => {
        const log = await EventLog.read(abandoned["log.jsonl"]);
        const key = { p: "001", publicKey: log.manifest.officers[1].key };
        await assertRefused(() => writeAbandonment(log, { key, reason: "x", at: "x" }), "error.device.notInRole");
        const announced = await EventLog.read(tied["log.jsonl"]);
        await assertRefused(async () => writeAbandonment(announced, { key, reason: "x", at: "x" }), "rule.wrongState");
    });

    test("a lot beside a tied record is read with its two people", async () => {
        const report = await verdict(tied);
        assert.ok(report.valid);
        const { at, ...draw } = report.lot.draw;
        assert.match(at, /^\d{4}-/);
        assert.deepEqual(draw, {
            among: ["Blau", "Rot"], seats: 1, winners: ["Rot"], drawnBy: "Änne Vogel", witness: "Kurt Zahn",
        });
        const { "lot.jsonl": lot, ...rest } = tied;
        assert.ok(lot);
        assert.equal((await verdict(rest)).lot, null);
    });

    for (const [what, change] of [
        ["another winner", (bytes) => replaced(bytes, 'winners\\":[\\"Rot', 'winners\\":[\\"Blau')],
        ["no act", (bytes) => utf8(fromUTF8(bytes).split(/(?<=\n)/)[0])],
        ["nothing", () => new Uint8Array()],
        ["the officer's journal", () => abandoned["abandoned.jsonl"]],
    ]) {
        test(`a lot with ${what} is said to be none, and the record stays valid`, async () => {
            const report = await verdict({ ...tied, "lot.jsonl": change(tied["lot.jsonl"]) });
            assert.ok(report.valid);
            assert.ok(report.lot.fault);
            assert.equal(report.lot.fault.file, "lot.jsonl");
        });
    }

    test("a lot of another vote is none", async () => {
        const files = { ...abandoned, "lot.jsonl": tied["lot.jsonl"] };
        assert.equal((await verdict(files)).lot.fault.code, "rule.wrongState");
        const log = await EventLog.read(tied["log.jsonl"]);
        const { id } = await readActs("lot", tied["lot.jsonl"]);
        assert.equal(id.length, 16);
        const other = Object.assign(log.copy(), { manifest: { ...log.manifest, vote: new Uint8Array(16) } });
        await assertRefused(() => readLot(tied["lot.jsonl"], other), "rule.lot");
    });
});

test("a lot needs two people and the right winners", async () => {
    const lot = { among: ["Rot", "Blau"], seats: 1, winners: ["Rot"], drawnBy: "Änne Vogel", witness: "Kurt Zahn" };
    checkLot(lot);
    for (const [change, code] of [
        [{ drawnBy: " " }, "error.lot.nameMissing"],
        [{ witness: "" }, "error.lot.nameMissing"],
        [{ witness: "a\u202Eb" }, "error.lot.nameMissing"],
        [{ witness: "a\nb" }, "error.lot.nameMissing"],
        [{ witness: "x".repeat(201) }, "error.lot.nameMissing"],
        [{ witness: "  änne   VOGEL" }, "error.lot.samePerson"],
        [{ winners: ["Gelb"] }, "error.lot.notAmong"],
        [{ winners: ["Rot", "Rot"] }, "error.lot.twice"],
        [{ winners: ["Rot", "Blau"] }, "error.lot.wrongNumber"],
        [{ winners: [] }, "error.lot.wrongNumber"],
    ]) {
        await assertRefused(() => checkLot({ ...lot, ...change }), code);
    }
});
