// What was refused, and why.

/**
 * A broken rule. `code` is the key of the sentence in the catalogue (such as `rule.eventSignature`), `values` are what
 * its holes are filled with; neither ever carries a secret. `file`, `line` and `check` say where, as far as known.
 */
export class Fault extends Error {
    constructor(code, values = {}) {
        super(code);
        this.name = "Fault";
        this.code = code;
        this.values = values;
    }

    /** The same fault with its place; a place that is known already stands. */
    at(file, line) {
        this.file ??= file;
        this.line ??= line;
        return this;
    }

    /** The same fault with the check (V1 to V22) that found it. */
    in(check) {
        this.check ??= check;
        return this;
    }

    /** What can be posted from a worker or shown. */
    get plain() {
        const { code, values, file, line, check } = this;
        return { code, values, file, line, check };
    }
}

/** Refuses unless `condition` holds. */
export function require(condition, code, values) {
    if (!condition) throw new Fault(code, values);
}

/** Calls `take` with the fault that `work` throws; any other error is a mistake in the program and goes on. */
export async function faultsOf(work, take) {
    try {
        return await work();
    } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        return take(fault);
    }
}
