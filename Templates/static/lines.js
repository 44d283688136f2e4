// Files of lines (protocol section 2): every line ends with one line feed and nothing else.

import { Fault } from "./fault.js";

const LINE_FEED = 0x0a;

/** The lines of a file (bytes) without their line feeds, one at a time, as `{line, number}` with numbers from 1. */
export function* linesOf(bytes, file) {
    if (bytes.length > 0 && bytes.at(-1) !== LINE_FEED) {
        const number = 1 + bytes.reduce((count, byte) => count + (byte === LINE_FEED), 0);
        throw new Fault("rule.noFinalLineFeed").at(file, number);
    }
    let number = 0;
    for (let start = 0; start < bytes.length; ) {
        const end = bytes.indexOf(LINE_FEED, start);
        number += 1;
        yield { line: bytes.subarray(start, end), number };
        start = end + 1;
    }
}
