// What the strict reader refuses (protocol section 2).

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertRefused, seed, seededRandom } from "./support/support.mjs";
import { concat, fromHex, I2OSP, utf8 } from "../../Templates/static/encoding.js";
import { Fields, parseStrict, writeJSON } from "../../Templates/static/strictjson.js";

test("refuses what is not JSON", async () => {
    const texts = [
        "", "{", "}", "[", "]", "{]", "[1,]", '{"a":1,}', "{a:1}", "{'a':1}", '{"a"}', '{"a":}', '{"a":1 "b":2}', "[1 2]",
        "nul", "True", "NaN", "[NaN]", "Infinity", "undefined", "// x\n1", "[1]//", "/**/1", '"', '"a', '"\\x"', '"\\u12"',
        '"\\u12G4"', "[01]", "[+1]", "[.5]", "[1.]", "[0x10]", "1 2", "{}{}", "[1]]", '"a""b"', '["\t"]', '["\n"]',
        '["\u0001"]', "[\0]", '["\0"]', "{}\0", "\0{}", "{}\v", "{}\u00a0", "\u2028{}", "[,1]", "{,}", "{1:1}", "{null:1}",
        "[1,\u00a02]", "-", "[-]", "\ufeff{}", "truefalse", '{"a":1}x',
    ];
    for (const text of texts) {
        await assertRefused(() => parseStrict(text), /^json\./);
        await assertRefused(() => parseStrict(utf8(text)), /^json\./);
    }
});

test("refuses a byte order mark and bytes that are not UTF-8", async () => {
    await assertRefused(() => parseStrict(concat(fromHex("efbbbf"), utf8("{}"))), "json.malformed");
    for (const hex of ["ff", "c080", "eda080", "f4908080", "e282", "80", "c3"]) {
        for (const [before, behind] of [["", ""], ['"', '"'], ['{"', '":1}']]) {
            await assertRefused(() => parseStrict(concat(utf8(before), fromHex(hex), utf8(behind))), "json.malformed");
        }
    }
});

test("refuses white space around the value and takes it inside", async () => {
    for (const text of [" {}", "{} ", "\n{}", "{}\n", "{}\r\n", "\t{}", "{}\t", " ", "\n"]) {
        await assertRefused(() => parseStrict(text), "json.surroundingWhiteSpace");
    }
    assert.equal(Fields.parse('{ "a" :\r\n\t1 }', ["a"]).integer("a"), 1);
});

test("refuses one name twice, also nested, also in another spelling", async () => {
    const texts = [
        '{"a":1,"a":1}', '{"a":1,"b":2,"a":3}', '{"b":{"a":1,"a":2}}', '[[{"a":1,"a":2}]]', '{"a":1,"\\u0061":2}',
        '{"\\u0061":1,"a":2}', '{"":1,"":2}', '{"ä":1,"\\u00e4":2}', '{"🗳":1,"\\ud83d\\uddf3":2}', '{"/":1,"\\/":2}',
        '{"__proto__":1,"__proto__":2}', '{"constructor":1,"constructor":2}',
    ];
    for (const text of texts) await assertRefused(() => parseStrict(text), "json.duplicateName");
    assert.equal(parseStrict('{"\u212a":1,"K":2}').get("K"), 2);
    assert.equal(parseStrict('{"e\u0301":1,"\u00e9":2}').size, 2);
});

test("refuses every number but a plain one from 0 to 2^53 − 1", async () => {
    const texts = [
        "-0", "-1", "[-0]", "1.0", "0.0", "1e3", "1E3", "1e0", "1e+3", "1e-3", "-0.0", "9007199254740992",
        "9223372036854775807", '{"a":[{"b":-0}]}', "[1,2,3.5]", "1e308", "1e999", "9".repeat(10_000), "00000000000000000",
    ];
    for (const text of texts) await assertRefused(() => parseStrict(text), /^json\.(number|malformed)$/);
    const fields = Fields.parse('{"a":0,"b":9007199254740991}', ["a", "b"]);
    assert.equal(fields.integer("a"), 0);
    assert.equal(fields.integer("b"), 2 ** 53 - 1);
    assert.equal(Fields.parse('{"-a":"-0"}', ["-a"]).string("-a"), "-0");
});

test("refuses lone surrogates and takes pairs", async () => {
    for (const text of ['"\\ud800"', '"\\udc00"', '"\\udc00\\ud800"', '"\\ud800\\ud800"', '"\\ud83dx"', '{"\\ud800":1}', '"\\ud800', '"\ud800"']) {
        await assertRefused(() => parseStrict(text), "json.malformed");
    }
    assert.equal(parseStrict('"\\ud83d\\uddf3\\u0000"'), "🗳\0");
    await assertRefused(() => writeJSON({ a: "\udc00" }) && utf8("\udc00"), "json.malformed");
});

test("nests 64 levels deep and no deeper", async () => {
    const nested = (depth) => "[".repeat(depth) + "]".repeat(depth);
    parseStrict(nested(64));
    parseStrict("[".repeat(64) + "1" + "]".repeat(64));
    await assertRefused(() => parseStrict(nested(65)), "json.malformed");
    await assertRefused(() => parseStrict("[".repeat(100_000)), "json.malformed");
    await assertRefused(() => parseStrict('{"a":'.repeat(100_000)), "json.malformed");
    parseStrict(`["${"[{".repeat(100)}"]`);
});

test("field sets are exact, and values have their type", async () => {
    const fields = (text, names = ["a"], optional) => Fields.parse(text, names, optional);
    await assertRefused(() => fields("[]"), "json.notAnObject");
    await assertRefused(() => fields('"a"'), "json.notAnObject");
    await assertRefused(() => fields("{}"), "json.missingField");
    await assertRefused(() => fields('{"a":1,"b":1}'), "json.unknownField");
    await assertRefused(() => fields('{"a":1,"__proto__":1}'), "json.unknownField");
    await assertRefused(() => fields('{"A":1}'), "json.unknownField");
    assert.equal(fields('{"a":1,"at":"x"}', ["a"], ["at"]).string("at"), "x");
    for (const value of ["null", "1", "true", "[]", "{}"]) {
        await assertRefused(() => fields(`{"a":${value}}`).string("a"), "json.wrongType");
    }
    for (const value of ["null", '"1"', "true", "[1]"]) {
        await assertRefused(() => fields(`{"a":${value}}`).integer("a"), "json.wrongType");
    }
    await assertRefused(() => fields('{"a":[1,"2"]}').integers("a"), "json.wrongType");
    await assertRefused(() => fields('{"a":["00",1]}').hexArray("a", 1), "json.wrongType");
    await assertRefused(() => fields('{"a":0}').bool("a"), "json.wrongType");
    const hex = (text, count) => fields(`{"a":"${text}"}`).hex("a", count);
    await assertRefused(() => hex("AA"), "json.uppercaseHex");
    await assertRefused(() => hex("a"), "json.notHex");
    await assertRefused(() => hex("0x00"), "json.notHex");
    await assertRefused(() => hex("ａａ"), "json.notHex");
    await assertRefused(() => hex("00\\n"), "json.notHex");
    await assertRefused(() => hex("0000", 1), "json.wrongLength");
    await assertRefused(() => hex("", 1), "json.wrongLength");
    for (const p of ["", "a b", "ä", "a\\n", "x".repeat(33), "a/b"]) {
        await assertRefused(() => fields(`{"a":"${p}"}`).person("a"), "rule.personID");
    }
    assert.equal(fields('{"a":"A.z_0-"}').person("a"), "A.z_0-");
});

test("I2OSP refuses what does not fit", () => {
    for (const [n, width] of [[256, 1], [-1, 4], [2 ** 32, 4], [1.5, 4], [NaN, 2]]) assert.throws(() => I2OSP(n, width));
    assert.deepEqual(I2OSP(65535, 2), Uint8Array.of(255, 255));
});

test(`what is written can be read, and no changed byte does harm, seed ${seed}`, () => {
    const random = seededRandom(seed);
    const value = { a: [1, "x\n\u00e4\u007f\b🗳", true, { b: "\u2028\0\\\"" }], c: 2 ** 53 - 1 };
    const text = utf8(writeJSON(value));
    assert.equal(parseStrict(text).get("a")[1], value.a[1]);
    for (let i = 0; i < 2000; i++) {
        const changed = Uint8Array.from(text);
        changed[random.below(text.length)] ^= 1 << random.below(8);
        try {
            parseStrict(changed);
        } catch (fault) {
            assert.equal(fault.name, "Fault", String(fault.stack));
        }
    }
    for (let end = 0; end < text.length; end++) assert.throws(() => parseStrict(text.subarray(0, end)));
});
