// Roll, law and register against the log (V9 to V13).

import { showsDLEQ } from "../dleq.js";
import { Fault } from "../fault.js";
import { CONTEXT_VOPRF } from "../hash.js";
import { readLines, readRegisterLine, readRoll } from "../record.js";
import { isDrawSigned } from "../token.js";
import { AFTER_FAULT, LEFT_OUT } from "./run.js";

// MARK: Files (V9, V10)

export async function checkRollAndLaw(run) {
    const { manifest } = run.log;
    if (!manifest) return run.leaveOpen("V9", AFTER_FAULT);
    const law = run.files["law.json"];
    if (law && !manifest.law) run.failAt("V9", "law.json", undefined, "rule.unexpectedFile");
    if (!law && manifest.law) run.failAt("V9", "law.json", undefined, "rule.missingFile");
    if (law && manifest.law) await run.compareHash("V9", "law.json", manifest.law);
    const bytes = run.files["roll.jsonl"];
    if (!bytes) return run.leaveOpen("V9", LEFT_OUT);
    await run.compareHash("V9", "roll.jsonl", manifest.roll);
    try {
        run.roll = readRoll(bytes);
        run.compareCount("V9", "roll.jsonl", manifest.rollCount, run.roll.size);
    } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        // What is no strict JSON Lines fails V1 besides; what the lines say is V9's.
        if (/^json\.|^rule\.noFinalLineFeed$/.test(fault.code)) run.fail("V1", fault);
        run.fail("V9", fault);
    }
    run.pass("V9");
}

export async function checkBoardFiles(run) {
    const { log, files } = run;
    if (!log.hasBoard) {
        for (const file of ["register.jsonl", "ballots.jsonl"]) {
            if (files[file] && run.logIsWhole) run.failAt("V10", file, undefined, "rule.unexpectedFile");
        }
        return run.leaveOpen("V10", run.missing);
    }
    if (files["register.jsonl"]) await run.compareHash("V10", "register.jsonl", log.board.register);
    if (files["ballots.jsonl"]) await run.compareHash("V10", "ballots.jsonl", log.board.box);
    else run.failAt("V10", "ballots.jsonl", undefined, "rule.missingFile");
    run.pass("V10");
}

// MARK: Register (V11 to V13)

export async function checkRegister(run) {
    const checks = ["V11", "V12", "V13"];
    const file = "register.jsonl";
    const { log, roll } = run;
    if (!log.hasBoard) return run.leaveOpen(checks, run.missing);
    if (!run.files[file]) return run.leaveOpen(checks, LEFT_OUT);
    let last = "";
    let disorder;
    const count = run.readForm(file, readRegisterLine, ({ p }, number) => {
        if (p <= last) disorder ??= number;
        last = p;
    });
    if (count === null) return run.leaveOpen(checks, AFTER_FAULT);
    run.compareCount("V11", file, log.board.draws, count);
    if (disorder) run.failAt("V11", file, disorder, "rule.order");
    for (const [draw, number] of readLines(run.files[file], file, readRegisterLine)) {
        const { p } = draw;
        const member = roll?.get(p);
        if (roll && !member) run.failAt("V11", file, number, "rule.notInRoll", { p });
        const isSigned = !member || (await isDrawSigned(draw, member.key, log.h));
        if (!isSigned) run.failAt("V12", file, number, "rule.drawSignature", { p });
        const isProved = await showsDLEQ(draw.pi, log.issuer, draw.B, draw.E, CONTEXT_VOPRF);
        if (!isProved) run.failAt("V13", file, number, "rule.drawProof", { p });
        run.progress("register", number, count);
    }
    // Members and their keys are in the roll, which this edition leaves out or which is broken.
    if (roll) run.pass(["V11", "V12"]);
    else run.leaveOpen(["V11", "V12"], run.files["roll.jsonl"] ? AFTER_FAULT : LEFT_OUT);
    run.pass("V13");
}
