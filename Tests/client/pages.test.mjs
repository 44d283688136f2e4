// The pages are files as they are sent, without anything that puts them together: each has the same frame, and only what
// is named here is its own.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";

const TEMPLATES = new URL("../../Templates/", import.meta.url);

/** For each page: its script, the class of its main part, and its sheet beside the one of all. */
const PAGES = {
    "index.html": ["member", "narrow", ""],
    "pruefen.html": ["check", "narrow", ""],
    "leitung.html": ["officer", "", ""],
    "vorsitz.html": ["chair", "", "count"],
    "zaehlung.html": ["teller", "narrow", "count"],
    "ergebnis.html": ["result", "hall", "count"],
    "briefwahl.html": ["postal", "", "postal"],
};

test("every page has the frame of all pages, and nothing of its own but script, width and sheet", () => {
    const files = readdirSync(new URL("pages/", TEMPLATES));
    assert.deepEqual(files.sort(), Object.keys(PAGES).sort());
    const frames = files.map((name) => {
        const [script, width, ownSheet] = PAGES[name];
        const text = readFileSync(new URL(`pages/${name}`, TEMPLATES), "utf8");
        const taken = [`src="/static/pages/${script}.js"`, `id="main"${width && ` class="${width}"`} tabindex`];
        const sheet = `<link rel="stylesheet" href="/static/${ownSheet}.css">\n`;
        if (ownSheet) taken.push(sheet);
        let frame = text;
        for (const own of taken) {
            assert.ok(frame.includes(own), `${name}: ${own}`);
            frame = frame.replace(own, own === sheet ? "" : "own");
        }
        return frame;
    });
    for (const frame of frames) assert.equal(frame, frames[0]);
    // Nothing inline, nothing from elsewhere, and every attribute in quotation marks.
    assert.doesNotMatch(frames[0], /<style|style=|onclick|https?:/);
    assert.doesNotMatch(frames[0].replace(/"[^"]*"/g, '""'), /<[^>]*=[^"]/);
    for (const [, path] of frames[0].matchAll(/(?:href|src)="\/(static\/[^"]+)"/g)) {
        assert.ok(existsSync(new URL(path, TEMPLATES)), path);
    }
});

/** Every module that a page's script reaches by its imports, the worker's among them. */
function reached(url, all = new Set()) {
    if (all.has(url.href)) return all;
    all.add(url.href);
    const text = readFileSync(url, "utf8");
    for (const [, path] of text.matchAll(/(?:from|import|import\(|new URL\()\s*"(\.[^"]+\.js)"/g)) {
        reached(new URL(path, url), all);
    }
    return all;
}

test("the hash on the letters covers everything that the voting page loads, and no other page", { skip: !process.env.URNE_BIN }, () => {
    const text = execFileSync(process.env.URNE_BIN, ["serve", "--print-hashes", "--json"], { encoding: "utf8" });
    const listed = JSON.parse(text).hashes.trim().split("\n").map((line) => line.slice(66));
    const script = new URL("static/pages/member.js", TEMPLATES);
    const modules = [...reached(script)].map((href) => href.slice(TEMPLATES.href.length));
    assert.ok(modules.includes("static/worker.js") && modules.length > 50, `${modules.length}`);
    const [, more] = readFileSync(script, "utf8").match(/start\("member", (\[[^\]]*\])\)/);
    const words = ["web", "member", ...JSON.parse(more)];
    const files = [...modules, ...words.flatMap((name) => ["de", "en"].map((each) => `static/words/${name}.${each}.json`))];
    assert.deepEqual(listed.sort(), ["", "static/urne.css", "static/urne.svg", ...files].sort());
});

test("the auditor's reading list names files that are there, about as long as it says", () => {
    const article = readFileSync(new URL("../Sources/Election/Election.docc/Client-Code.md", TEMPLATES), "utf8");
    const rows = [...article.matchAll(/^\| [^|]+ \| (`[^|]+) \| ([0-9,]+) \|$/gm)];
    assert.equal(rows.length, 6);
    for (const [, names, told] of rows) {
        const files = [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => new URL(`static/${name}`, TEMPLATES));
        const lines = files.map((url) => readFileSync(url, "utf8").split("\n").length - 1).reduce((sum, each) => sum + each);
        const expected = Number(told.replace(",", ""));
        assert.ok(Math.abs(lines - expected) <= expected * 0.1, `${names}: ${lines}`);
    }
});
