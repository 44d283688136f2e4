// The ballots on the board (V14 to V17), and their encrypted sums.

import { b32 } from "../a32.js";
import { checkBallot, decodeBallot, trackerHash } from "../ballot.js";
import { compareBytes, equalBytes, toHex } from "../encoding.js";
import { Fault } from "../fault.js";
import { readBoardLine, readLines } from "../record.js";
import { addBallot, noSums } from "../tally.js";
import { isToken } from "../token.js";
import { AFTER_FAULT } from "./run.js";

export async function checkBallots(run) {
    const checks = ["V14", "V15", "V16", "V17"];
    const file = "ballots.jsonl";
    const { log } = run;
    if (!log.hasBoard) return run.leaveOpen(checks, run.missing);
    if (!run.files[file]) return run.leaveOpen(checks, AFTER_FAULT);
    let last;
    let disorder;
    const trackers = new Set();
    let twice;
    const count = run.readForm(file, readBoardLine, ({ cx }, number) => {
        if (last && compareBytes(last, cx) >= 0) disorder ??= number;
        last = cx;
        trackers.add(b32(cx));
        if (trackers.size < number) twice ??= number;
    });
    if (count === null) return run.leaveOpen(checks, AFTER_FAULT);
    run.compareCount("V14", file, log.board.ballots, count);
    if (disorder) run.failAt("V14", file, disorder, "rule.order");
    if (twice) run.failAt("V16", file, twice, "rule.trackerTwice");
    let sums = noSums(log.manifest.options.length);
    const credentials = new Set();
    for (const [line, number] of readLines(run.files[file], file, readBoardLine)) {
        const ballot = await checkBoardLine(run, line, number, credentials);
        if (ballot) sums = addBallot(sums, ballot.ciphertexts);
        run.progress("ballots", number, count);
    }
    run.pass(checks);
    if (checks.every((check) => run.outcomes.get(check).ok)) run.sums = sums;
}

/** The decoded ballot of a line, or undefined. */
async function checkBoardLine(run, { cx, ballot: bytes, pi }, number, credentials) {
    const file = "ballots.jsonl";
    const context = run.log.ballotContext;
    try {
        const ballot = decodeBallot(bytes, context.rule);
        const { X, N, ciphertexts } = ballot;
        const isTracker = equalBytes(await trackerHash(ciphertexts, context.h), cx);
        if (!isTracker) run.failAt("V14", file, number, "rule.trackerHash");
        if (!(await isToken(X, N, pi, context))) run.failAt("V17", file, number, "rule.tokenProof");
        const credential = toHex(X.encoded);
        if (credentials.has(credential)) run.failAt("V16", file, number, "rule.tokenTwice");
        credentials.add(credential);
        await checkBallot(ballot, context);
        return ballot;
    } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        run.fail("V15", fault.at(file, number));
        return undefined;
    }
}
