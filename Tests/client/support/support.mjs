// What the tests share: vectors, a random source with named values, a seeded one, and flips.

import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";
import assert from "node:assert/strict";
import { BESIDE } from "../../../Templates/static/besidelog.js";
import { RECORD_FILES } from "../../../Templates/static/record.js";
import { decodeScalar, reduceWide } from "../../../Templates/static/scalar.js";
import { fromHex } from "../../../Templates/static/encoding.js";

// Node 18 has WebCrypto, but not under its global name.
globalThis.crypto ??= webcrypto;

const vectors = new URL("../../Vectors/", import.meta.url);

export function vector(name) {
    return JSON.parse(readFileSync(new URL(name, vectors), "utf8"));
}

/** The files of a record in a folder, as `verify` takes them. */
export function recordIn(folder) {
    const files = {};
    for (const name of [...RECORD_FILES, ...BESIDE]) {
        try {
            files[name] = new Uint8Array(readFileSync(new URL(name, folder)));
        } catch {
            // A file that is not there has no entry.
        }
    }
    return files;
}

export const exampleRecord = () => recordIn(new URL("record-example/", vectors));

/** A random source that gives exactly these values (hex), in this order. */
export function namedRandom(...values) {
    const next = () => fromHex(values.shift());
    return {
        bytes(count) {
            const bytes = next();
            assert.equal(bytes.length, count);
            return bytes;
        },
        scalar: () => decodeScalar(next()),
        assertUsedUp: () => assert.equal(values.length, 0),
    };
}

/** A random source for property tests; a seed makes a run repeatable. Not for anything but tests. */
export function seededRandom(seed) {
    let state = seed >>> 0;
    const word = () => {
        state = (state + 0x9e3779b9) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
        mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
        return (mixed ^ (mixed >>> 15)) >>> 0;
    };
    return {
        bytes: (count) => Uint8Array.from({ length: count }, () => word() & 255),
        scalar() {
            return reduceWide(this.bytes(64)) || 1n;
        },
        below: (limit) => word() % limit,
    };
}

/** The seed of this run: `URNE_SEED`, or a fresh one; print it in the test's name. */
export const seed = Number(process.env.URNE_SEED ?? Math.floor(Math.random() * 2 ** 32));

/** Asserts that `work` is refused with a fault of this code. */
export async function assertRefused(work, code) {
    const isFault = (error) => {
        assert.equal(error.name, "Fault", error.stack);
        if (code instanceof RegExp) assert.match(error.code, code);
        else if (code) assert.equal(error.code, code);
        return true;
    };
    await assert.rejects(async () => work(), isFault);
}

/** Copies with one bit changed: in the first, the last and a few bytes between. */
export function flips(bytes, count = 8) {
    const step = Math.max(1, Math.floor(bytes.length / count));
    const places = [0, bytes.length - 1];
    for (let i = step; i < bytes.length; i += step) places.push(i);
    return [...new Set(places)].map((place) => {
        const changed = Uint8Array.from(bytes);
        changed[place] ^= 1 << place % 8;
        return changed;
    });
}
