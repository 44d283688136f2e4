// The pages are files as they are sent, without anything that puts them together: each has the same frame, and only what
// is named here is its own.

import { test } from "node:test";
import assert from "node:assert/strict";
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
