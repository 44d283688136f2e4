// QR codes (ISO/IEC 18004): byte mode, error correction level L, versions 1 to 40. Written out here because a page of a
// secret vote loads nobody else's code.

/** For level L and each version: error correction bytes per block, and number of blocks. */
const CORRECTION = [
    7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
    28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
];
const BLOCKS = [
    1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8,
    8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
];

const MASKS = [
    (x, y) => (x + y) % 2 === 0,
    (x, y) => y % 2 === 0,
    (x) => x % 3 === 0,
    (x, y) => (x + y) % 3 === 0,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
    (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
    (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The code as rows of booleans, true for dark, without the quiet zone. */
export function qrMatrix(text) {
    const bytes = new TextEncoder().encode(text);
    const version = smallestVersion(bytes.length);
    const codewords = interleaved(dataCodewords(bytes, version), version);
    let best = null;
    for (let mask = 0; mask < MASKS.length; mask++) {
        const matrix = drawn(version, codewords, mask);
        const penalty = penaltyOf(matrix);
        if (!best || penalty < best.penalty) best = { matrix, penalty };
    }
    return best.matrix;
}

/** The code as an SVG picture with its quiet zone. */
export function qrPicture(text, label) {
    const matrix = qrMatrix(text);
    const size = matrix.length + 8;
    const namespace = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(namespace, "svg");
    const attributes = {
        viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges", class: "qrcode",
    };
    for (const [name, value] of Object.entries(attributes)) picture.setAttribute(name, value);
    const part = (name, values) => {
        const element = document.createElementNS(namespace, name);
        for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
        picture.append(element);
    };
    part("rect", { width: size, height: size, fill: "#fff" });
    const dark = matrix.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + 4},${y + 4}h1v1h-1z` : "")));
    part("path", { d: dark.join(""), fill: "#000" });
    return picture;
}

// MARK: Data

/** Modules that carry data or error correction. */
function moduleCount(version) {
    const aligned = version === 1 ? 0 : Math.floor(version / 7) + 2;
    const alignment = version === 1 ? 0 : 25 * aligned * aligned - 10 * aligned - 55;
    return (16 * version + 128) * version + 64 - alignment - (version >= 7 ? 36 : 0);
}

const codewordCount = (version) => Math.floor(moduleCount(version) / 8);
const dataCount = (version) => codewordCount(version) - CORRECTION[version - 1] * BLOCKS[version - 1];

function smallestVersion(length) {
    for (let version = 1; version <= 40; version++) {
        if (4 + (version < 10 ? 8 : 16) + 8 * length <= 8 * dataCount(version)) return version;
    }
    throw new RangeError("too long for one code");
}

function dataCodewords(bytes, version) {
    const bits = [];
    const put = (value, count) => {
        for (let i = count - 1; i >= 0; i--) bits.push((value >> i) & 1);
    };
    put(0b0100, 4);
    put(bytes.length, version < 10 ? 8 : 16);
    for (const byte of bytes) put(byte, 8);
    const capacity = 8 * dataCount(version);
    put(0, Math.min(4, capacity - bits.length));
    put(0, (8 - (bits.length % 8)) % 8);
    for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) put(pad, 8);
    const codewords = [];
    for (let i = 0; i < bits.length; i += 8) {
        codewords.push(bits.slice(i, i + 8).reduce((byte, bit) => (byte << 1) | bit, 0));
    }
    return codewords;
}

/** Blocks with their error correction, one codeword of each in turn; the first blocks may be one shorter. */
function interleaved(data, version) {
    const count = BLOCKS[version - 1];
    const correction = CORRECTION[version - 1];
    const total = codewordCount(version);
    const shortBlocks = count - (total % count);
    const shortLength = Math.floor(total / count) - correction;
    const divisor = generator(correction);
    const blocks = [];
    for (let i = 0, at = 0; i < count; i++) {
        const block = data.slice(at, (at += shortLength + (i < shortBlocks ? 0 : 1)));
        blocks.push({ block, check: remainder(block, divisor) });
    }
    const result = [];
    for (let i = 0; i <= shortLength; i++) for (const { block } of blocks) if (i < block.length) result.push(block[i]);
    for (let i = 0; i < correction; i++) for (const { check } of blocks) result.push(check[i]);
    return result;
}

// MARK: Reed-Solomon over GF(256), polynomial 0x11d

function times(a, b) {
    let product = 0;
    for (let i = 7; i >= 0; i--) {
        product = (product << 1) ^ ((product >> 7) * 0x11d);
        product ^= ((b >> i) & 1) * a;
    }
    return product;
}

function generator(degree) {
    const result = Array(degree).fill(0);
    result[degree - 1] = 1;
    for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
        for (let j = 0; j < degree; j++) result[j] = times(result[j], root) ^ (result[j + 1] ?? 0);
    }
    return result;
}

function remainder(block, divisor) {
    const result = divisor.map(() => 0);
    for (const codeword of block) {
        const factor = codeword ^ result.shift();
        result.push(0);
        divisor.forEach((coefficient, i) => (result[i] ^= times(coefficient, factor)));
    }
    return result;
}

// MARK: Picture

function alignmentCentres(version) {
    if (version === 1) return [];
    const count = Math.floor(version / 7) + 2;
    const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
    const size = version * 4 + 17;
    return [6, ...Array.from({ length: count - 1 }, (_, i) => size - 7 - (count - 2 - i) * step)];
}

function drawn(version, codewords, mask) {
    const size = version * 4 + 17;
    const matrix = Array.from({ length: size }, () => Array(size).fill(false));
    const isFixed = Array.from({ length: size }, () => Array(size).fill(false));
    const set = (x, y, isDark) => {
        if (x < 0 || y < 0 || x >= size || y >= size) return;
        matrix[y][x] = isDark;
        isFixed[y][x] = true;
    };
    for (let i = 0; i < size; i++) {
        set(6, i, i % 2 === 0);
        set(i, 6, i % 2 === 0);
    }
    const square = (x, y, reach, lights) => {
        for (let dy = -reach; dy <= reach; dy++) {
            for (let dx = -reach; dx <= reach; dx++) {
                set(x + dx, y + dy, !lights.includes(Math.max(Math.abs(dx), Math.abs(dy))));
            }
        }
    };
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, [2, 4]);
    const centres = alignmentCentres(version);
    const last = centres.length - 1;
    centres.forEach((x, i) =>
        centres.forEach((y, j) => {
            const isFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
            if (!isFinder) square(x, y, 2, [1]);
        }),
    );
    drawFormat(set, size, mask);
    if (version >= 7) drawVersion(set, size, version);
    fill(matrix, isFixed, codewords, MASKS[mask]);
    return matrix;
}

function drawFormat(set, size, mask) {
    const data = (0b01 << 3) | mask;
    let rest = data;
    for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const bit = (i) => ((bits >> i) & 1) !== 0;
    for (let i = 0; i <= 5; i++) set(8, i, bit(i));
    set(8, 7, bit(6));
    set(8, 8, bit(7));
    set(7, 8, bit(8));
    for (let i = 9; i < 15; i++) set(14 - i, 8, bit(i));
    for (let i = 0; i < 8; i++) set(size - 1 - i, 8, bit(i));
    for (let i = 8; i < 15; i++) set(8, size - 15 + i, bit(i));
    set(8, size - 8, true);
}

function drawVersion(set, size, version) {
    let rest = version;
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let i = 0; i < 18; i++) {
        const isDark = ((bits >> i) & 1) !== 0;
        const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
        set(a, b, isDark);
        set(b, a, isDark);
    }
}

/** In columns of two from the right, up and down in turn; the column of the timing pattern is left out. */
function fill(matrix, isFixed, codewords, mask) {
    const size = matrix.length;
    let i = 0;
    for (let right = size - 1; right >= 1; right -= 2) {
        if (right === 6) right = 5;
        for (let step = 0; step < size; step++) {
            for (const x of [right, right - 1]) {
                const isUp = ((right + 1) & 2) === 0;
                const y = isUp ? size - 1 - step : step;
                if (isFixed[y][x]) continue;
                const bit = i < codewords.length * 8 ? (codewords[i >> 3] >> (7 - (i & 7))) & 1 : 0;
                matrix[y][x] = (bit === 1) !== mask(x, y);
                i += 1;
            }
        }
    }
}

// MARK: Which mask is easiest to read

function penaltyOf(matrix) {
    const size = matrix.length;
    let penalty = 0;
    const columns = matrix.map((_, x) => matrix.map((row) => row[x]));
    for (const line of [...matrix, ...columns]) {
        for (let start = 0; start < size; ) {
            let end = start;
            while (end < size && line[end] === line[start]) end += 1;
            if (end - start >= 5) penalty += end - start - 2;
            start = end;
        }
        const text = line.map((isDark) => (isDark ? "1" : "0")).join("");
        for (const pattern of ["10111010000", "00001011101"]) {
            for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) penalty += 40;
        }
    }
    for (let y = 0; y + 1 < size; y++) {
        for (let x = 0; x + 1 < size; x++) {
            const others = [matrix[y][x + 1], matrix[y + 1][x], matrix[y + 1][x + 1]];
            if (others.every((isDark) => isDark === matrix[y][x])) penalty += 3;
        }
    }
    const dark = matrix.flat().filter(Boolean).length;
    return penalty + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10));
}
