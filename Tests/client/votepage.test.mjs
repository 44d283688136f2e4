// The pages of tellers, chair and hall without their views: how they follow a vote over a lost connection.

import { mock, test } from "node:test";
import assert from "node:assert/strict";
import { useBrowser } from "./support/browser.mjs";

useBrowser(async () => new Promise(() => {}));
Object.assign(document, { getElementById: () => null });

const { Refused } = await import("../../Templates/static/api.js");
const { VotePage } = await import("../../Templates/static/votepage.js");

test("however many refreshes a lost connection has cost, one retry waits", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    let asked = 0;
    const follow = async () => {
        asked += 1;
        throw new Refused("offline");
    };
    const page = new VotePage({ kind: "teller", follow }, "v");
    for (let i = 0; i < 5; i++) await page.refresh();
    for (const expected of [6, 7]) {
        mock.timers.tick(2000);
        await new Promise(setImmediate);
        assert.equal(asked, expected);
    }
});
