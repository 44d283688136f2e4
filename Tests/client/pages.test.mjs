// The pages are files as they are sent, without anything that puts them together: each has the same frame, and only what
// is named here is its own.

import { test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";

const TEMPLATES = new URL("../../Templates/", import.meta.url);

/** For each page: its script, the class of its main part, and whether it has the sheet of tellers, chair and hall. */
const PAGES = {
    "index.html": ["member", "narrow", false],
    "pruefen.html": ["check", "narrow", false],
    "leitung.html": ["officer", "", false],
    "vorsitz.html": ["chair", "", true],
    "zaehlung.html": ["teller", "narrow", true],
    "ergebnis.html": ["result", "hall", true],
};

test("every page has the frame of all pages, and nothing of its own but script, width and sheet", () => {
    const files = readdirSync(new URL("pages/", TEMPLATES));
    assert.deepEqual(files.sort(), Object.keys(PAGES).sort());
    const frames = files.map((name) => {
        const [script, width, hasSheet] = PAGES[name];
        const text = readFileSync(new URL(`pages/${name}`, TEMPLATES), "utf8");
        const taken = [`src="/static/pages/${script}.js"`, `id="main"${width && ` class="${width}"`} tabindex`];
        const sheet = '<link rel="stylesheet" href="/static/count.css">\n';
        if (hasSheet) taken.push(sheet);
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
