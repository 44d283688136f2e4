// QR codes, read back by a reader that shares nothing with the writer.

import { test } from "node:test";
import assert from "node:assert/strict";
import { qrMatrix } from "../../Templates/static/qr.js";

test("QR codes are read back with no error in any block", () => {
    for (const length of [1, 17, 78, 134, 230, 271, 520, 700, 858, 1465, 2953]) {
        const text = Array.from({ length }, (_, i) => "abcDEF019-_.#/:"[(i * 7 + length) % 15]).join("");
        assert.equal(readQR(qrMatrix(text)), text);
    }
    assert.throws(() => qrMatrix("x".repeat(2954)), RangeError);
});

/** Reads a clean code of level L: format, mask, the zigzag, blocks, and that every block's remainder is zero. */
function readQR(matrix) {
    const size = matrix.length;
    const version = (size - 17) / 4;
    const down = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => [8, y]);
    const formatAt = [...down, ...[7, 5, 4, 3, 2, 1, 0].map((x) => [x, 8])];
    const format = formatAt.reduce((bits, [x, y], i) => bits | (matrix[y][x] << i), 0) ^ 0x5412;
    assert.equal(format >> 13, 0b01, "level L");
    const mask = (format >> 10) & 7;
    const masks = [
        (r, c) => (r + c) % 2,
        (r) => r % 2,
        (r, c) => c % 3,
        (r, c) => (r + c) % 3,
        (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2,
        (r, c) => ((r * c) % 2) + ((r * c) % 3),
        (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2,
        (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2,
    ];
    const isFunction = functionModules(version, size);
    const bits = [];
    let isUp = true;
    for (let right = size - 1; right > 0; right -= 2, isUp = !isUp) {
        if (right === 6) right = 5;
        for (let i = 0; i < size; i++) {
            const row = isUp ? size - 1 - i : i;
            for (const column of [right, right - 1]) {
                if (isFunction(row, column)) continue;
                bits.push(matrix[row][column] !== (masks[mask](row, column) === 0) ? 1 : 0);
            }
        }
    }
    const codewords = Array.from({ length: bits.length >> 3 }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8).join(""), 2));
    const [correction, count] = LEVEL_L[version];
    const shortData = Math.floor(codewords.length / count) - correction;
    const longBlocks = codewords.length % count;
    const blocks = Array.from({ length: count }, () => ({ data: [], check: [] }));
    let at = 0;
    for (let i = 0; i <= shortData; i++) {
        const taking = i < shortData ? blocks : blocks.slice(count - longBlocks);
        for (const { data } of taking) data.push(codewords[at++]);
    }
    for (let i = 0; i < correction; i++) for (const { check } of blocks) check.push(codewords[at++]);
    for (const { data, check } of blocks) assert.ok(syndromesAreZero([...data, ...check], correction));
    const data = blocks.flatMap(({ data }) => data).map((byte) => byte.toString(2).padStart(8, "0")).join("");
    assert.equal(data.slice(0, 4), "0100");
    const lengthBits = version < 10 ? 8 : 16;
    const length = parseInt(data.slice(4, 4 + lengthBits), 2);
    const start = 4 + lengthBits;
    return String.fromCharCode(...Array.from({ length }, (_, i) => parseInt(data.slice(start + 8 * i, start + 8 * i + 8), 2)));
}

/** ISO/IEC 18004, tables 1 and 9, for the versions that the test makes: correction per block, blocks, alignment. */
const LEVEL_L = {
    1: [7, 1, []],
    4: [20, 1, [6, 26]],
    6: [18, 2, [6, 34]],
    9: [30, 2, [6, 26, 46]],
    10: [18, 4, [6, 28, 50]],
    15: [22, 6, [6, 26, 48, 70]],
    16: [24, 6, [6, 26, 50, 74]],
    18: [30, 6, [6, 30, 56, 82]],
    20: [28, 8, [6, 34, 62, 90]],
    27: [30, 12, [6, 34, 62, 90, 118]],
    40: [30, 25, [6, 30, 58, 86, 114, 142, 170]],
};

function functionModules(version, size) {
    const centres = LEVEL_L[version][2];
    return (row, column) => {
        if (row === 6 || column === 6) return true;
        if (row < 9 && (column < 9 || column >= size - 8)) return true;
        if (row >= size - 8 && column < 9) return true;
        if (version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11))) return true;
        return centres.some((y) =>
            centres.some((x) => {
                const last = centres.at(-1);
                const isFinder = (x === 6 && (y === 6 || y === last)) || (y === 6 && x === last);
                return !isFinder && Math.abs(row - y) <= 2 && Math.abs(column - x) <= 2;
            }),
        );
    };
}

function syndromesAreZero(block, correction) {
    const exp = [1];
    for (let i = 1; i < 255; i++) exp.push((exp[i - 1] << 1) ^ (exp[i - 1] > 127 ? 0x11d : 0));
    const log = new Map(exp.map((value, i) => [value, i]));
    const times = (a, b) => (a && b ? exp[(log.get(a) + log.get(b)) % 255] : 0);
    const at = (root) => block.reduce((sum, byte) => times(sum, root) ^ byte, 0);
    return exp.slice(0, correction).every((root) => at(root) === 0);
}
