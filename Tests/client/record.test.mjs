// Records: the example, changed ones, and those of the Swift programs.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { assertRefused, exampleRecord, recordIn, seed, seededRandom, vector } from "./support/support.mjs";
import { Play, SEATS } from "./support/play.mjs";
import { fromUTF8, fromHex, toHex, utf8 } from "../../Templates/static/encoding.js";
import { eventHead, readContent, signEvent, writeBody, writeEvent } from "../../Templates/static/event.js";
import { sha512 } from "../../Templates/static/hash.js";
import { EventLog } from "../../Templates/static/log.js";
import { checkManifest, writeManifest } from "../../Templates/static/manifest.js";
import { readRoll, writeRollLine } from "../../Templates/static/record.js";
import { timesGenerator } from "../../Templates/static/ristretto255.js";
import { decodeScalar } from "../../Templates/static/scalar.js";
import { decryptionShare } from "../../Templates/static/tally.js";
import { CHECKS, verify } from "../../Templates/static/verify.js";

const urne = vector("urne-v1.json");
const random = seededRandom(seed);
const example = exampleRecord();
const linesOf = (bytes) => fromUTF8(bytes).split(/(?<=\n)/);
const failed = ({ results }) => results.filter(({ ok }) => ok === false).map(({ id }) => id);

test("the example record is valid, with the numbers of the vectors", async () => {
    const report = await verify(example);
    assert.ok(report.valid);
    assert.deepEqual(report.results.map(({ id, ok }) => [id, ok]), CHECKS.map((id) => [id, true]));
    assert.deepEqual(report.counts, urne.result.counts);
    assert.deepEqual([...report.log.signed], urne.result.signed);
    assert.equal(report.log.fingerprint, urne.result.fingerprint);
    assert.equal(report.log.state, urne.result.state);
    assert.deepEqual(report.warnings, []);
    for (const [name, hash] of Object.entries(urne.record_sha512)) {
        assert.equal(toHex(await sha512(example[`${name}.jsonl`])), hash);
    }
});

test("heads, keys and shares of the example are those of the vectors", async () => {
    const log = await EventLog.read(example["log.jsonl"]);
    const { ceremony } = urne;
    assert.deepEqual(log.heads.slice(0, ceremony.heads.length).map(toHex), ceremony.heads);
    assert.equal(toHex(log.mh), ceremony.mh);
    assert.equal(toHex(log.h), ceremony.h);
    assert.equal(toHex(log.jointKey.K.encoded), ceremony.K);
    assert.deepEqual(log.jointKey.S.map((S) => toHex(S.encoded)), ceremony.S);
    ceremony.secret_shares.forEach((share, i) => {
        assert.ok(timesGenerator(decodeScalar(fromHex(share))).equals(log.jointKey.S[i]));
    });
    assert.equal(log.text, fromUTF8(example["log.jsonl"]));
    assert.equal(writeManifest(log.manifest), log.events[0].body);
    const { sums } = await verify(example);
    for (const number of [1, 3]) {
        const { D } = await decryptionShare(decodeScalar(fromHex(ceremony.secret_shares[number - 1])), sums, log.bx);
        assert.deepEqual(D.map((each) => toHex(each.encoded)), log.shares.get(number).D.map((each) => toHex(each.encoded)));
    }
    for (const { type, body } of log.events) {
        if (type === "manifest") continue;
        // dkg2 holds scalars, which are decoded to numbers.
        if (type !== "dkg2") {
            const { issuer, ...content } = readContent(type, body);
            assert.equal(writeBody(issuer ? { pk: issuer, ...content } : content), body);
        }
    }
});

test(`a record with one bit changed in any line is invalid, seed ${seed}`, async () => {
    for (const file of ["log.jsonl", "roll.jsonl", "register.jsonl", "ballots.jsonl"]) {
        const lines = linesOf(example[file]).map(utf8);
        for (const i of lines.keys()) {
            const changed = lines.map((line) => Uint8Array.from(line));
            const place = random.below(lines[i].length);
            changed[i][place] ^= 1 << random.below(8);
            const bytes = Uint8Array.from(changed.flatMap((line) => [...line]));
            const report = await verify({ ...example, [file]: bytes });
            assert.ok(!report.valid, `${file}, line ${i + 1}, byte ${place}`);
            assert.ok(failed(report).length > 0);
        }
    }
});

test("dropped, doubled and swapped lines are found", async () => {
    for (const file of ["roll.jsonl", "register.jsonl", "ballots.jsonl", "log.jsonl"]) {
        const lines = linesOf(example[file]);
        const [a, b, ...rest] = lines;
        const variants = { dropped: [b, ...rest], doubled: [a, a, b, ...rest], swapped: [b, a, ...rest], none: [] };
        for (const [name, variant] of Object.entries(variants)) {
            const report = await verify({ ...example, [file]: utf8(variant.join("")) });
            assert.ok(!report.valid, `${file}: ${name}`);
        }
    }
});

test("the ends of lines are exact", async () => {
    const change = {
        "no final line feed": (text) => text.slice(0, -1),
        "empty line": (text) => text + "\n",
        "empty first line": (text) => "\n" + text,
        "byte order mark": (text) => "\ufeff" + text,
        space: (text) => text + " ",
        CRLF: (text) => text.replaceAll("\n", "\r\n"),
    };
    for (const file of ["log.jsonl", "roll.jsonl", "register.jsonl", "ballots.jsonl"]) {
        for (const [name, make] of Object.entries(change)) {
            const report = await verify({ ...example, [file]: utf8(make(fromUTF8(example[file]))) });
            assert.equal(report.results[0].ok, false, `${file}: ${name}`);
            assert.ok(!report.valid);
        }
    }
});

test("files of another vote, and files too many or too few", async () => {
    const play = await Play.start(random, { count: 5 });
    await play.toTheEnd([[1, 0, 0], [1, 0, 0], [0, 1, 0]]);
    for (const file of ["roll.jsonl", "register.jsonl", "ballots.jsonl", "log.jsonl"]) {
        assert.ok(!(await verify({ ...example, [file]: play.server.record[file] })).valid, file);
    }
    assert.deepEqual(failed(await verify({ ...example, "law.json": utf8("{}") })), ["V9"]);
    const { "ballots.jsonl": _, ...without } = example;
    const report = await verify(without);
    assert.deepEqual(failed(report), ["V10"]);
    assert.deepEqual(report.results[13], { id: "V14", ok: null, open: "afterFault" });
    assert.deepEqual(failed(await verify({ "roll.jsonl": example["roll.jsonl"] })), ["V1"]);
    assert.deepEqual(failed(await verify({ ...example, "log.jsonl": new Uint8Array(0) })), ["V1"]);
});

/** The example with its event n changed and everything behind cut off. */
async function forged(n, change) {
    const log = await EventLog.read(example["log.jsonl"]);
    const event = { ...log.events[n], ...change };
    const lines = log.events.slice(0, n).map((each) => writeEvent(each) + "\n");
    return { ...example, "log.jsonl": utf8(lines.join("") + writeEvent(event) + "\n") };
}

test("faults name check, file, line and rule", async () => {
    const first = async (files) => {
        const { id, fault } = (await verify(files)).results.find(({ ok }) => ok === false);
        return [id, fault.file, fault.line, fault.code];
    };
    const log = "log.jsonl";
    assert.deepEqual(await first(await forged(12, { n: 13 })), ["V2", log, 13, "rule.eventNumber"]);
    assert.deepEqual(await first(await forged(12, { prev: new Uint8Array(64) })), ["V2", log, 13, "rule.brokenChain"]);
    assert.deepEqual(await first(await forged(12, { by: "chair" })), ["V3", log, 13, "rule.eventSignature"]);
    assert.deepEqual(await first(await forged(12, { by: "nobody" })), ["V3", log, 13, "rule.unknownSigner"]);
    assert.deepEqual(await first(await forged(12, { type: "toString" })), ["V1", log, 13, "rule.unknownEventType"]);
    assert.deepEqual(await first(await forged(12, { body: "{ }" })), ["V3", log, 13, "rule.eventSignature"]);
    assert.deepEqual(await first(await forged(12, { body: '{"x":1}' })), ["V1", log, 13, "json.unknownField"]);
    assert.deepEqual(await first(await forged(1, { body: `{"pk":"${"00".repeat(32)}"}` })), ["V8", log, 2, "group.identity"]);
    const ballots = linesOf(example["ballots.jsonl"]);
    ballots[1] = '{"cx":1}\n';
    const report = await verify({ ...example, "ballots.jsonl": utf8(ballots.join("")) });
    assert.equal(report.results[0].fault.line, 2);
    assert.deepEqual(failed(report), ["V1", "V10"]);
});

test("the state table: everything at the wrong time or from the wrong side is refused", async () => {
    const play = await Play.start(random, { count: 3 });
    const sign = async (type, by, content = {}) => {
        const { log, z } = play.server;
        const key = by === "server" ? z : play.people[by].signing;
        return signEvent(key, play.vote, { n: log.events.length, prev: log.head, type, by, body: writeBody(content) }, random);
    };
    const refused = async (type, by, content, code) => {
        const { log } = play.server;
        const before = [log.events.length, log.state];
        const event = await sign(type, by, content);
        await assertRefused(() => log.append(event), code);
        assert.deepEqual([log.events.length, log.state], before);
    };
    await refused("cast", "officer", {}, "rule.wrongState");
    await refused("issuer", "server", { pk: timesGenerator(2n) }, "rule.wrongState");
    await refused("issuer", "officer", { pk: timesGenerator(2n) }, "rule.wrongSigner");
    await refused("void", "chair", { reason: "x" }, "rule.wrongSigner");
    await refused("dkg2", "t1", { E: timesGenerator(2n), c: [] }, "rule.wrongState");
    await play.ceremony();
    const { issuer, jointKey } = play.server.log;
    await refused("open", "officer", { pk: jointKey.K, K: jointKey.K }, "rule.openKeys");
    await refused("open", "officer", { pk: issuer, K: issuer }, "rule.openKeys");
    await play.open();
    await refused("open", "officer", { pk: issuer, K: jointKey.K }, "rule.wrongState");
    await refused("close", "officer", {}, "rule.wrongState");
    for (const member of play.members) await play.draw(member);
    await play.act(play.officer, (device) => device.cast());
    for (const member of play.members) await play.castBallot(member, [1, 0, 0]);
    await refused("box", "server", { draws: 3, register: new Uint8Array(64), ballots: 3, box: new Uint8Array(64) }, "rule.wrongState");
    await play.act(play.officer, (device) => device.close());
    await refused("result", "server", { used: [1, 2], counts: [3, 0, 0] }, "rule.wrongState");
    await play.share(2);
    const { sums } = await verify(play.server.record);
    const share = await decryptionShare(5n, sums, play.server.log.bx, random);
    await refused("share", "t2", { box: play.server.log.bx, ...share }, "rule.twice");
    await refused("share", "t1", { box: play.server.log.h, ...share }, "rule.shareBoard");
    await refused("share", "t1", { box: play.server.log.bx, D: share.D.slice(1), pi: share.pi.slice(1) }, "rule.shareCount");
    await refused("share", "t1", { box: play.server.log.bx, D: share.D, pi: share.pi.slice(1) }, "json.wrongLength");
    await refused("void", "officer", { reason: "x" }, "rule.wrongState");
    // An unproved share gets into a log only if the server lets it; then V19 finds it.
    const wrong = play.server.log.copy();
    await wrong.append(await sign("share", "t1", { box: wrong.bx, ...share }));
    assert.deepEqual(failed(await verify({ ...play.server.record, "log.jsonl": utf8(wrong.text) })), ["V19"]);
    await play.share(3);
    assert.equal(play.server.log.state, "tallied");
    await refused("sign", "t1", { head: play.server.log.bx }, "rule.signedHead");
    await refused("announce", "chair", {}, "rule.tooFewSignatures");
    await play.signResult(1);
    await refused("announce", "chair", {}, "rule.tooFewSignatures");
    await play.signResult(3);
    await play.act(play.chair, (device) => device.announce());
    await refused("sign", "t2", { head: play.server.log.rh }, "rule.wrongState");
    const { warnings } = await verify(play.server.record);
    assert.deepEqual(warnings.map(({ code }) => code), ["warning.signatures", "warning.unanimous"]);
});

test("a false result is found by V20 and V21", async () => {
    for (const [content, checks] of [
        [{ used: [1, 3], counts: [2, 1, 1] }, ["V20"]],
        [{ used: [1, 3], counts: [2, 1, 0] }, ["V20", "V21"]],
        [{ used: [3, 1], counts: [2, 1, 0] }, ["V20", "V21"]],
        [{ used: [1, 2], counts: [2, 2, 0] }, ["V20"]],
        [{ used: [1], counts: [2, 2, 0] }, ["V20"]],
        [{ used: [1, 3], counts: [2, 2] }, ["V20", "V21"]],
        [{ used: [1, 3], counts: [2 ** 53 - 1, 2, 0] }, ["V20", "V21"]],
    ]) {
        const play = await Play.start(random, { count: 4 });
        const { append } = play.server;
        play.server.append = (type, honest) => append.call(play.server, type, type === "result" ? content : honest);
        await play.upToClose([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0]]);
        await play.share(1);
        await play.share(3);
        assert.deepEqual(failed(await verify(play.server.record)), checks, JSON.stringify(content));
    }
});

test("a stuffed or emptied box is found even where the server signs it", async () => {
    // The server knows its keys and can write any files; what it cannot make are signed draws and tellers' shares.
    const play = await Play.start(random, { count: 4 });
    const { publish } = play.server;
    play.server.publish = async function () {
        const [[X, first], [Y, second]] = this.box;
        this.box.set(X, { ...first, ballot: second.ballot, cx: second.cx });
        assert.notEqual(X, Y);
        await publish.call(this);
    };
    await play.upToClose([[1, 0, 0], [1, 0, 0], [0, 1, 0]]);
    const report = await verify(play.server.record);
    assert.ok(!report.valid);
    assert.deepEqual(failed(report), ["V14", "V16", "V17"]);
    await assertRefused(() => play.share(1), /^rule\./);
});

test("manifests that break a rule are refused", async () => {
    const { manifest } = await EventLog.read(example["log.jsonl"]);
    const refused = (change, code) => assertRefused(() => checkManifest({ ...manifest, ...change }), code);
    const { options, officers } = manifest;
    const option = (change) => ({ options: [{ ...options[0], ...change }, ...options.slice(1)] });
    const officer = (i, change) => ({ officers: officers.map((each, j) => (i === j ? { ...each, ...change } : each)) });
    await refused({ options: options.slice(0, 1) }, "rule.optionCount");
    await refused({ options: Array.from({ length: 65 }, (_, i) => ({ ...options[0], id: String(i) })) }, "rule.optionCount");
    await refused(option({ id: options[1].id }), "rule.optionIDRepeated");
    await refused(option({ id: "" }), "rule.optionIDLength");
    await refused(option({ id: "ä".repeat(33) }), "rule.optionIDLength");
    await refused(option({ cap: 0 }), "rule.optionCap");
    await refused(option({ cap: 9 }), "rule.optionCap");
    await refused(option({ weight: 0 }), "rule.optionWeight");
    await refused(option({ weight: 65 }), "rule.optionWeight");
    await refused({ minimum: 2 }, "rule.minimumMaximum");
    await refused({ maximum: 65 }, "rule.minimumMaximum");
    await refused({ minimum: 4, maximum: 4 }, "rule.minimumUnreachable");
    await refused({ threshold: 1 }, "rule.threshold");
    await refused({ threshold: 4 }, "rule.threshold");
    await refused({ minimumBallots: 1 }, "rule.minimumBallots");
    await refused({ signMinimum: 0 }, "rule.signMinimum");
    await refused({ signMinimum: 4 }, "rule.signMinimum");
    await refused({ jitterSeconds: 61 }, "rule.jitter");
    await refused({ rollCount: 2 ** 20 + 1 }, "rule.rollSize");
    await refused({ officers: officers.slice(0, 5) }, "rule.officers");
    await refused({ officers: [...officers].reverse() }, "rule.officers");
    await refused(officer(3, { key: officers[4].key }), "rule.tellersNotDistinct");
    await refused(officer(3, { p: officers[4].p }), "rule.tellersNotDistinct");
    await refused(officer(0, { key: officers[2].key }), "rule.serverKeyShared");
    await refused(officer(2, { p: "S" }), "rule.serverPerson");
    await refused(officer(0, { p: "" }), "rule.personID");
    checkManifest({ ...manifest, ...option({ id: "e\u0301" }), officers });
    checkManifest({ ...manifest, options: [{ ...options[0], id: "\u00e9" }, { ...options[1], id: "e\u0301" }] });
    checkManifest({ ...manifest, ...officer(0, { key: officers[3].key }) });
});

test("rolls that are not in order are refused", async () => {
    const entry = (p, n) => writeRollLine({ p, name: p, key: timesGenerator(BigInt(n)) });
    const read = (...lines) => readRoll(utf8(lines.join("")));
    assert.equal(read(entry("A", 1), entry("a", 2)).size, 2);
    await assertRefused(() => read(entry("a", 1), entry("A", 2)), "rule.order");
    await assertRefused(() => read(entry("a", 1), entry("a", 2)), "rule.personTwice");
    await assertRefused(() => read(entry("a", 1), entry("b", 1)), "rule.keyTwice");
});

test("an event's head covers all of it", async () => {
    const { events, manifest, heads } = await EventLog.read(example["log.jsonl"]);
    const event = events[12];
    assert.equal(toHex(await eventHead(event, manifest.vote)), toHex(heads[12]));
    for (const change of [{ n: 1 }, { type: "close" }, { by: "chair" }, { body: "{} " }, { sig: new Uint8Array(64) }]) {
        assert.notEqual(toHex(await eventHead({ ...event, ...change }, manifest.vote)), toHex(heads[12]));
    }
});

// MARK: With the Swift programs

function withFolder(work) {
    const folder = mkdtempSync(join(tmpdir(), "urne-client-"));
    return Promise.resolve(work(folder)).finally(() => rmSync(folder, { recursive: true }));
}

const program = (name) => ({ skip: process.env[name] ? false : `${name} is not set` });

test("a record that urne makes verifies here", program("URNE_BIN"), () =>
    withFolder(async (folder) => {
        const story = fileURLToPath(new URL("support/story.sh", import.meta.url));
        execFileSync(story, [dirname(process.env.URNE_BIN), folder], { stdio: ["ignore", "ignore", "inherit"] });
        const record = recordIn(pathToFileURL(join(folder, "motion/record/")));
        assert.equal(Object.keys(record).length, 5);
        const report = await verify(record);
        assert.ok(report.valid, JSON.stringify(failed(report)));
        assert.deepEqual(report.counts, [3, 1, 0]);
        assert.deepEqual(report.warnings.map(({ code }) => code), ["warning.gap.one"]);
    }),
);

/** What `urne-verify` says of these files. */
function urneVerify(folder, files) {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    return JSON.parse(spawnSync(process.env.URNE_VERIFY, [folder, "--json"], { encoding: "utf8" }).stdout);
}

for (const [name, options, choices, sharing, counts] of [
    ["a motion", { count: 5 }, [[1, 0, 0], [0, 1, 0], [1, 0, 0]], [2, 3], [2, 1, 0]],
    ["several seats, three of three", { count: 4, threshold: 3, kind: SEATS }, [[1, 1, 1, 0, 0], [0, 0, 0, 0, 1], [0, 1, 0, 0, 0]], [3, 1, 2], [1, 2, 1, 0, 1]],
]) {
    test(`a record made here verifies in urne-verify: ${name}`, program("URNE_VERIFY"), () =>
        withFolder(async (folder) => {
            const play = await Play.start(random, options);
            await play.toTheEnd(choices, sharing);
            const said = urneVerify(folder, play.server.record);
            assert.ok(said.valid, JSON.stringify(said));
            assert.deepEqual(said.counts, counts);
            const here = await verify(play.server.record);
            assert.equal(said.fingerprint, here.log.fingerprint);
            assert.equal(said.board, here.log.boardFingerprint);
            assert.deepEqual(said.checks.map(({ ok }) => ok), here.results.map(({ ok }) => ok));
        }),
    );
}

test(`both verifiers come to one verdict on changed records, check by check, seed ${seed}`, program("URNE_VERIFY"), () =>
    withFolder(async (folder) => {
        for (let round = 0; round < (process.env.URNE_LONG_TESTS ? 400 : 20); round++) {
            const file = ["log.jsonl", "roll.jsonl", "register.jsonl", "ballots.jsonl"][random.below(4)];
            const lines = linesOf(example[file]);
            const i = random.below(lines.length);
            const j = random.below(lines.length);
            const place = random.below(lines[i].length - 1);
            const digit = "0123456789abcdef"[random.below(16)];
            if (round % 4 === 0) lines.splice(i, 1);
            else if (round % 4 === 1) [lines[i], lines[j]] = [lines[j], lines[i]];
            else lines[i] = lines[i].slice(0, place) + digit + lines[i].slice(place + 1);
            const files = { ...example, [file]: utf8(lines.join("")) };
            const said = urneVerify(folder, files);
            const here = await verify(files);
            const outcome = (checks) => checks.map(({ id, ok }) => `${id} ${ok}`);
            assert.deepEqual(outcome(here.results), outcome(said.checks), `${file}, line ${i + 1}, round ${round}`);
            assert.equal(here.valid, said.valid);
        }
    }),
);
