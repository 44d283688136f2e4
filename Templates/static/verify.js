// Checks a whole record with nothing but its files: V1 to V22 (protocol section 14), and the acts beside its log.

import { toHex } from "./encoding.js";
import { faultsOf } from "./fault.js";
import { readLot } from "./lot.js";
import { checkBallots } from "./verify/ballots.js";
import { checkCount, checkNumbers } from "./verify/count.js";
import { checkBoardFiles, checkRegister, checkRollAndLaw } from "./verify/files.js";
import { checkLog } from "./verify/log.js";
import { AFTER_FAULT, CHECKS, NOT_YET, Run } from "./verify/run.js";

export { AFTER_FAULT, CHECKS, LEFT_OUT, NOT_YET } from "./verify/run.js";
export { countFault } from "./verify/count.js";

/**
 * Verifies `files`, an object from file names to bytes; a file that is not there has no entry. `progress(stage, done,
 * total)` is told of long work, with stage "register" or "ballots". Ballots are read one at a time.
 *
 * The report: `valid`; `results`, for each check `{id, ok, open, fault}` with ok true, false or null, why it is open,
 * or the fault; `warnings`, each `{code, values}`; `log`, as far as it could be followed; `counts`, only if they are
 * right; `sums`, of a board whose ballots all hold: tellers open exactly what they verified; `lot`, `{draw}` or `{fault}`
 * where the chair's entry of a lot lies beside the record. The lot is no part of the record and decides nothing here:
 * whether the law leaves a tie to it is not known to this code.
 */
export async function verify(files, progress = () => {}) {
    const run = new Run(files, progress);
    await checkLog(run);
    await checkRollAndLaw(run);
    await checkBoardFiles(run);
    await checkRegister(run);
    await checkBallots(run);
    checkNumbers(run);
    await checkCount(run);
    await lookAtLot(run);
    return report(run);
}

async function lookAtLot(run) {
    const file = run.files["lot.jsonl"];
    if (!file) return;
    run.lot = await faultsOf(
        async () => ({ draw: await readLot(file, run.log) }),
        (fault) => ({ fault: fault.plain }),
    );
}

function report({ outcomes, warnings, log, sums, lot }) {
    const open = { ok: null, open: NOT_YET };
    const results = CHECKS.map((id) => ({ id, ...(outcomes.get(id) ?? open) }));
    // A check left open because of a fault counts against the record, whichever check found that fault.
    const valid = results.every(({ ok, open }) => ok !== false && open !== AFTER_FAULT);
    const counts = results[19].ok ? log.result.counts : null;
    return { valid, results, warnings, log, counts, sums, lot };
}

/** What people and programs ask of a report, without the elements: it can be posted from a worker. */
export function summary({ valid, results, warnings, log, counts, lot }) {
    const { manifest, board } = log;
    return {
        valid,
        state: log.stateName,
        vote: manifest && toHex(manifest.vote),
        body: manifest?.body ?? null,
        title: manifest?.title ?? null,
        question: manifest?.question ?? null,
        options: manifest?.options ?? null,
        attending: manifest?.rollCount ?? null,
        draws: board?.draws ?? null,
        ballots: board?.ballots ?? null,
        gap: board && board.draws - board.ballots,
        counts,
        fingerprint: log.fingerprint,
        board: log.boardFingerprint,
        result: log.resultFingerprint,
        signed: [...log.signed].sort(),
        voidReason: log.voidReason ?? log.abandonment?.reason ?? null,
        checks: results,
        warnings,
        lot: lot ?? null,
    };
}

