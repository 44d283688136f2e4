// The log (V1 to V8), and the journal beside a log that stands still for good.

import { readAbandonment } from "../abandonment.js";
import { readEvent } from "../event.js";
import { Fault, faultsOf } from "../fault.js";
import { readLines } from "../record.js";
import { AFTER_FAULT, CHECKS } from "./run.js";

export async function checkLog(run) {
    const bytes = run.files["log.jsonl"];
    const nothing = (code) => {
        run.failAt("V1", "log.jsonl", undefined, code);
        run.leaveOpen(CHECKS, AFTER_FAULT);
    };
    if (!bytes) return nothing("rule.missingFile");
    if (bytes.length === 0) return nothing("rule.emptyLog");
    const events = readEvents(run, bytes);
    for (const [i, event] of events.entries()) {
        try {
            await run.log.append(event);
        } catch (fault) {
            if (!(fault instanceof Fault)) throw fault;
            run.fail(fault.check, fault.at("log.jsonl", i + 1));
            return closeLogChecks(run, false);
        }
    }
    await takeAbandonment(run);
    closeLogChecks(run, !run.outcomes.has("V1"));
}

/** All events; or those before the first line that cannot be read, which fails V1. */
function readEvents(run, bytes) {
    const events = [];
    try {
        for (const [event] of readLines(bytes, "log.jsonl", readEvent)) events.push(event);
    } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        run.fail("V1", fault);
    }
    return events;
}

/** The officer's act beside a log that stands still for good: from then on there is neither board nor count. */
async function takeAbandonment(run) {
    const { log, files } = run;
    const file = files["abandoned.jsonl"];
    if (!file) return;
    await faultsOf(
        async () => (log.abandonment = await readAbandonment(file, log)),
        (fault) => run.fail("V5", fault.at("abandoned.jsonl")),
    );
}

function closeLogChecks(run, isWhole) {
    const { log } = run;
    run.logIsWhole = isWhole;
    const when = (condition, checks) => (condition ? run.pass(checks) : run.leaveOpen(checks, run.missing));
    when(isWhole, ["V1", "V2", "V3", "V5"]);
    when(log.manifest, "V4");
    const isReady = log.confirmed.size === 3;
    when(isReady || (isWhole && log.commitments.size > 0), "V6");
    when(isReady || (isWhole && log.jointKey), "V7");
    when(log.h, "V8");
}
