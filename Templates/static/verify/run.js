// One verification under way: what is known so far, and the outcome of each check.

import { Fault } from "../fault.js";
import { EventLog } from "../log.js";
import { sha512 } from "../hash.js";
import { equalBytes } from "../encoding.js";
import { readLines } from "../record.js";

/** V1 to V22. */
export const CHECKS = Array.from({ length: 22 }, (_, i) => `V${i + 1}`);

/** Why a check has neither passed nor failed. */
export const NOT_YET = "notYet";
export const LEFT_OUT = "leftOut";
export const AFTER_FAULT = "afterFault";

export class Run {
    outcomes = new Map();
    warnings = [];
    log = new EventLog();
    /** Whether the log could be followed to its end; faults in other files do not change that. */
    logIsWhole = false;
    roll = null;
    sums = null;
    /** What `lot.jsonl` says: `{draw}` or `{fault}`; null without one. */
    lot = null;

    constructor(files, progress) {
        this.files = files;
        this.progress = progress;
    }

    /** Records an outcome; the first fault of a check stands. */
    set(checks, outcome) {
        for (const check of [checks].flat()) {
            if (this.outcomes.get(check)?.ok !== false) this.outcomes.set(check, outcome);
        }
    }

    pass(checks) {
        this.set(checks, { ok: true });
    }

    leaveOpen(checks, open) {
        this.set(checks, { ok: null, open });
    }

    fail(check, fault) {
        this.set(check, { ok: false, fault: fault.plain });
    }

    failAt(check, file, line, code, values) {
        this.fail(check, new Fault(code, values).at(file, line));
    }

    /** What stands for a check of something that a log of this length does not have. */
    get missing() {
        return this.logIsWhole ? NOT_YET : AFTER_FAULT;
    }

    /** The line of the first event of a kind, by a role if one is given. */
    line(type, by) {
        return this.log.events.findIndex((event) => event.type === type && (!by || event.by === by)) + 1;
    }

    async compareHash(check, file, hash) {
        const isSame = equalBytes(await sha512(this.files[file]), hash);
        if (!isSame) this.failAt(check, file, undefined, "rule.fileHash");
    }

    compareCount(check, file, expected, found) {
        if (expected !== found) this.failAt(check, file, undefined, "rule.lineCount", { expected, found });
    }

    /**
     * Reads a whole file for its form; a wrong line fails V1. `look(value, number)` sees each line; null after a fault.
     */
    readForm(file, read, look) {
        let count = 0;
        try {
            for (const [value, number] of readLines(this.files[file], file, read)) {
                look(value, number);
                count += 1;
            }
            return count;
        } catch (fault) {
            if (!(fault instanceof Fault)) throw fault;
            this.fail("V1", fault);
            return null;
        }
    }
}
