// The pages' sentences: both languages say the same, and the same as the programs.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";

const STATIC = new URL("../../Templates/static/", import.meta.url);

const wordsOf = (path) => JSON.parse(readFileSync(new URL(path, STATIC), "utf8"));
const holes = (text) => [...text.matchAll(/\{[a-zA-Z-]+\}/g)].map(([hole]) => hole).sort().join(" ");

test("every file of words says the same keys with the same holes in both languages", () => {
    const names = readdirSync(new URL("words/", STATIC)).filter((name) => name.endsWith(".de.json"));
    for (const name of names) {
        const german = wordsOf(`words/${name}`);
        const english = wordsOf(`words/${name.replace(".de.", ".en.")}`);
        assert.deepEqual(Object.keys(german), Object.keys(english), name);
        for (const key of Object.keys(german)) assert.equal(holes(german[key]), holes(english[key]), `${name} ${key}`);
    }
});

test("no sentence is said without what belongs in its holes", () => {
    const words = {};
    for (const name of readdirSync(new URL("words/", STATIC))) {
        for (const [key, text] of Object.entries(wordsOf(`words/${name}`))) words[key] = `${words[key] ?? ""} ${text}`;
    }
    const bare = /\b(?:say\(|sentence\(\s*"[a-z0-9]+",)\s*"([a-zA-Z0-9.-]+)"(?=,?\s*\)|,\s*\{\})/g;
    const scripts = readdirSync(STATIC, { recursive: true }).filter((name) => name.endsWith(".js"));
    for (const name of scripts) {
        const text = readFileSync(new URL(name, STATIC), "utf8");
        for (const [, key] of text.matchAll(bare)) assert.equal(holes(words[key] ?? ""), "", `${name}: ${key}`);
    }
});

test("quotation marks belong to a language, so none stand in the scripts", () => {
    const scripts = readdirSync(STATIC, { recursive: true }).filter((name) => name.endsWith(".js"));
    for (const name of scripts) {
        const lines = readFileSync(new URL(name, STATIC), "utf8").split("\n");
        assert.deepEqual(lines.filter((line) => /[„“”]/.test(line) && !/^\s*(\/\/|\/?\*)/.test(line)), [], name);
    }
});

test("the check page says what the verifier program says, word for word", () => {
    for (const language of ["de", "en"]) {
        const program = wordsOf(`../../Sources/Words/Catalogue/verify.${language}.json`);
        const page = wordsOf(`words/check.${language}.json`);
        const own = Object.keys(page).filter((key) => key.startsWith("check."));
        for (const [key, text] of Object.entries(page)) if (!own.includes(key)) assert.equal(text, program[key], key);
        const families = /^(json|group|rule|warning|state|act|role|verify\.(V\d+|open|byHand|label|heading|progress))\b/;
        const wanted = Object.keys(program).filter((key) => families.test(key) && program[key] !== "");
        for (const key of wanted) assert.ok(key in page, `${language}: ${key} is missing`);
    }
});

test("every fault that the core names has a sentence for people in a browser", () => {
    const words = { ...wordsOf("words/fault.de.json"), ...wordsOf("words/check.de.json") };
    const named = /"((?:error|rule|json|group)\.[A-Za-z]+(?:\.[A-Za-z]+)*)"/g;
    for (const name of MEMBER_FILES) {
        const text = readFileSync(new URL(name, STATIC), "utf8");
        for (const [, key] of text.matchAll(named)) assert.ok(key in words, `${name}: ${key}`);
    }
});

const MEMBER_FILES = [
    "accesscode.js", "abandonment.js", "auditlink.js", "ballot.js", "besidelog.js", "booth.js", "device.js", "encoding.js",
    "event.js", "journal.js", "keep.js", "lines.js", "log.js", "lot.js", "manifest.js", "member.js", "messages.js",
    "opening.js", "record.js", "scalar.js", "strictjson.js", "token.js", "verify.js",
];
