// The numbers, the tellers' shares, and the counts (V18 to V22).

import { Fault } from "../fault.js";
import { TELLERS, allowsCounts } from "../manifest.js";
import { timesGenerator } from "../ristretto255.js";
import { firstUnprovedShare, openedSum } from "../tally.js";
import { AFTER_FAULT, NOT_YET } from "./run.js";

export function checkNumbers(run) {
    const { log, warnings } = run;
    const { manifest, board } = log;
    if (!manifest) return run.leaveOpen("V18", AFTER_FAULT);
    const [officer, chair, , ...tellers] = manifest.officers;
    const counts = ({ p, key }) => tellers.some((teller) => teller.p === p || teller.key.equals(key));
    if (counts(officer) || counts(chair)) warnings.push({ code: "warning.officerIsTeller", values: {} });
    if (!log.hasBoard) return run.leaveOpen("V18", run.missing);
    const gap = board.draws - board.ballots;
    if (gap < 0) run.failAt("V18", "log.jsonl", run.line("box"), "rule.moreBallotsThanDraws");
    if (gap > 0) warnings.push({ code: gap === 1 ? "warning.gap.one" : "warning.gap", values: { gap } });
    if (board.ballots < manifest.minimumBallots) {
        const values = { have: board.ballots, need: manifest.minimumBallots };
        if (log.state === "boxed") warnings.push({ code: "warning.tooFewBallots", values });
        else run.failAt("V18", "log.jsonl", run.line("box"), "rule.tooFewBallots", values);
    }
    run.pass("V18");
}

export async function checkCount(run) {
    const { log, sums } = run;
    const { manifest, board, result, shares } = log;
    const checks = ["V19", "V20", "V21", "V22"];
    if (!run.logIsWhole) return run.leaveOpen(checks, AFTER_FAULT);
    if (!log.hasBoard || shares.size === 0) return run.leaveOpen(checks, NOT_YET);
    if (!sums) return run.leaveOpen(checks, AFTER_FAULT);
    for (const teller of [1, 2, 3].filter((number) => shares.has(number))) {
        const option = await firstUnprovedShare(shares.get(teller), sums, log.bx, log.jointKey.S[teller - 1]);
        const line = run.line("share", TELLERS[teller - 1]);
        if (option >= 0) run.failAt("V19", "log.jsonl", line, "rule.shareProof", { teller, option: option + 1 });
    }
    run.pass("V19");
    if (!result) return run.leaveOpen(["V20", "V21", "V22"], NOT_YET);
    const fault = countFault(log, sums);
    if (fault) run.fail("V20", fault.at("log.jsonl", run.line("result")));
    run.pass("V20");
    const fits = allowsCounts(manifest, result.counts, board.ballots);
    if (!fits) run.failAt("V21", "log.jsonl", run.line("result"), "rule.countSum");
    run.pass("V21");
    if (log.signed.size === 0) run.leaveOpen("V22", NOT_YET);
    else run.pass("V22");
    warnOfResult(run);
}

function warnOfResult(run) {
    const { manifest, board, result, signed } = run.log;
    const code = ["warning.signatures.none", "warning.signatures.one", "warning.signatures"][signed.size];
    if (code) run.warnings.push({ code, values: { count: signed.size } });
    for (const [i, { label, cap }] of manifest.options.entries()) {
        const isUnanimous = board.ballots > 0 && result.counts[i] === board.ballots * cap;
        if (isUnanimous) run.warnings.push({ code: "warning.unanimous", values: { option: label } });
    }
}

/** What is wrong with the counts, if anything (check V20). */
export function countFault({ manifest, board, result: { used, counts }, shares }, sums) {
    const ascends = used.every((number, i) => i === 0 || used[i - 1] < number);
    if (used.length !== manifest.threshold || !ascends || !used.every((number) => shares.has(number))) {
        return new Fault("rule.usedShares");
    }
    if (counts.length !== sums.length) {
        return new Fault("rule.countWrong", { option: Math.min(counts.length, sums.length) + 1 });
    }
    for (const [o, sum] of sums.entries()) {
        const isRight =
            counts[o] <= board.ballots * manifest.options[o].cap &&
            timesGenerator(BigInt(counts[o])).equals(openedSum(sum, o, used, shares));
        if (!isRight) return new Fault("rule.countWrong", { option: o + 1 });
    }
    return null;
}
