// Checks a whole record with nothing but its files: V1 to V22 (protocol section 14).

import { b32 } from "./a32.js";
import { checkBallot, decodeBallot, trackerHash } from "./ballot.js";
import { showsDLEQ } from "./dleq.js";
import { compareBytes, equalBytes, toHex } from "./encoding.js";
import { readEvent } from "./event.js";
import { Fault } from "./fault.js";
import { CONTEXT_VOPRF, sha512 } from "./hash.js";
import { EventLog } from "./log.js";
import { TELLERS, allowsCounts } from "./manifest.js";
import { readBoardLine, readLines, readRegisterLine, readRoll } from "./record.js";
import { timesGenerator } from "./ristretto255.js";
import { addBallot, firstUnprovedShare, noSums, openedSum } from "./tally.js";
import { isDrawSigned, isToken } from "./token.js";

/** V1 to V22. */
export const CHECKS = Array.from({ length: 22 }, (_, i) => `V${i + 1}`);

/** Why a check has neither passed nor failed. */
export const NOT_YET = "notYet";
export const LEFT_OUT = "leftOut";
export const AFTER_FAULT = "afterFault";

/**
 * Verifies `files`, an object from file names to bytes; a file that is not there has no entry. `progress(stage, done,
 * total)` is told of long work, with stage "register" or "ballots". Ballots are read one at a time.
 *
 * The report: `valid`; `results`, for each check `{id, ok, open, fault}` with ok true, false or null, why it is open,
 * or the fault; `warnings`, each `{code, values}`; `log`, as far as it could be followed; `counts`, only if they are
 * right; `sums`, of a board whose ballots all hold: tellers open exactly what they verified.
 */
export async function verify(files, progress = () => {}) {
    const run = new Run(files, progress);
    await run.checkLog();
    await run.checkRollAndLaw();
    await run.checkBoardFiles();
    await run.checkRegister();
    await run.checkBallots();
    run.checkNumbers();
    await run.checkCount();
    return run.report();
}

class Run {
    outcomes = new Map();
    warnings = [];
    log = new EventLog();
    /** Whether the log could be followed to its end; faults in other files do not change that. */
    logIsWhole = false;
    roll = null;
    sums = null;

    constructor(files, progress) {
        this.files = files;
        this.progress = progress;
    }

    // MARK: Outcomes

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

    // MARK: Log (V1 to V8)

    async checkLog() {
        const bytes = this.files["log.jsonl"];
        const nothing = (code) => {
            this.failAt("V1", "log.jsonl", undefined, code);
            this.leaveOpen(CHECKS, AFTER_FAULT);
        };
        if (!bytes) return nothing("rule.missingFile");
        if (bytes.length === 0) return nothing("rule.emptyLog");
        const events = this.readEvents(bytes);
        for (const [i, event] of events.entries()) {
            try {
                await this.log.append(event);
            } catch (fault) {
                if (!(fault instanceof Fault)) throw fault;
                this.fail(fault.check, fault.at("log.jsonl", i + 1));
                return this.closeLogChecks(false);
            }
        }
        this.closeLogChecks(!this.outcomes.has("V1"));
    }

    /** All events; or those before the first line that cannot be read, which fails V1. */
    readEvents(bytes) {
        const events = [];
        try {
            for (const [event] of readLines(bytes, "log.jsonl", readEvent)) events.push(event);
        } catch (fault) {
            if (!(fault instanceof Fault)) throw fault;
            this.fail("V1", fault);
        }
        return events;
    }

    closeLogChecks(isWhole) {
        const { log } = this;
        this.logIsWhole = isWhole;
        const when = (condition, checks) => (condition ? this.pass(checks) : this.leaveOpen(checks, this.missing));
        when(isWhole, ["V1", "V2", "V3", "V5"]);
        when(log.manifest, "V4");
        const isReady = log.confirmed.size === 3;
        when(isReady || (isWhole && log.commitments.size > 0), "V6");
        when(isReady || (isWhole && log.jointKey), "V7");
        when(log.h, "V8");
    }

    // MARK: Files (V9, V10)

    async checkRollAndLaw() {
        const { manifest } = this.log;
        if (!manifest) return this.leaveOpen("V9", AFTER_FAULT);
        const law = this.files["law.json"];
        if (law && !manifest.law) this.failAt("V9", "law.json", undefined, "rule.unexpectedFile");
        if (!law && manifest.law) this.failAt("V9", "law.json", undefined, "rule.missingFile");
        if (law && manifest.law) await this.compareHash("V9", "law.json", manifest.law);
        const bytes = this.files["roll.jsonl"];
        if (!bytes) return this.leaveOpen("V9", LEFT_OUT);
        await this.compareHash("V9", "roll.jsonl", manifest.roll);
        try {
            this.roll = readRoll(bytes);
            this.compareCount("V9", "roll.jsonl", manifest.rollCount, this.roll.size);
        } catch (fault) {
            if (!(fault instanceof Fault)) throw fault;
            // What is no strict JSON Lines fails V1 besides; what the lines say is V9's.
            if (/^json\.|^rule\.noFinalLineFeed$/.test(fault.code)) this.fail("V1", fault);
            this.fail("V9", fault);
        }
        this.pass("V9");
    }

    async compareHash(check, file, hash) {
        const isSame = equalBytes(await sha512(this.files[file]), hash);
        if (!isSame) this.failAt(check, file, undefined, "rule.fileHash");
    }

    compareCount(check, file, expected, found) {
        if (expected !== found) this.failAt(check, file, undefined, "rule.lineCount", { expected, found });
    }

    async checkBoardFiles() {
        const { log, files } = this;
        if (!log.hasBoard) {
            for (const file of ["register.jsonl", "ballots.jsonl"]) {
                if (files[file] && this.logIsWhole) this.failAt("V10", file, undefined, "rule.unexpectedFile");
            }
            return this.leaveOpen("V10", this.missing);
        }
        if (files["register.jsonl"]) await this.compareHash("V10", "register.jsonl", log.board.register);
        if (files["ballots.jsonl"]) await this.compareHash("V10", "ballots.jsonl", log.board.box);
        else this.failAt("V10", "ballots.jsonl", undefined, "rule.missingFile");
        this.pass("V10");
    }

    // MARK: Register (V11 to V13)

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

    async checkRegister() {
        const checks = ["V11", "V12", "V13"];
        const file = "register.jsonl";
        const { log, roll } = this;
        if (!log.hasBoard) return this.leaveOpen(checks, this.missing);
        if (!this.files[file]) return this.leaveOpen(checks, LEFT_OUT);
        let last = "";
        let disorder;
        const count = this.readForm(file, readRegisterLine, ({ p }, number) => {
            if (p <= last) disorder ??= number;
            last = p;
        });
        if (count === null) return this.leaveOpen(checks, AFTER_FAULT);
        this.compareCount("V11", file, log.board.draws, count);
        if (disorder) this.failAt("V11", file, disorder, "rule.order");
        for (const [draw, number] of readLines(this.files[file], file, readRegisterLine)) {
            const { p } = draw;
            const member = roll?.get(p);
            if (roll && !member) this.failAt("V11", file, number, "rule.notInRoll", { p });
            const isSigned = !member || (await isDrawSigned(draw, member.key, log.h));
            if (!isSigned) this.failAt("V12", file, number, "rule.drawSignature", { p });
            const isProved = await showsDLEQ(draw.pi, log.issuer, draw.B, draw.E, CONTEXT_VOPRF);
            if (!isProved) this.failAt("V13", file, number, "rule.drawProof", { p });
            this.progress("register", number, count);
        }
        // Members and their keys are in the roll, which this edition leaves out or which is broken.
        if (roll) this.pass(["V11", "V12"]);
        else this.leaveOpen(["V11", "V12"], this.files["roll.jsonl"] ? AFTER_FAULT : LEFT_OUT);
        this.pass("V13");
    }

    // MARK: Ballots (V14 to V17)

    async checkBallots() {
        const checks = ["V14", "V15", "V16", "V17"];
        const file = "ballots.jsonl";
        const { log } = this;
        if (!log.hasBoard) return this.leaveOpen(checks, this.missing);
        if (!this.files[file]) return this.leaveOpen(checks, AFTER_FAULT);
        let last;
        let disorder;
        const trackers = new Set();
        let twice;
        const count = this.readForm(file, readBoardLine, ({ cx }, number) => {
            if (last && compareBytes(last, cx) >= 0) disorder ??= number;
            last = cx;
            trackers.add(b32(cx));
            if (trackers.size < number) twice ??= number;
        });
        if (count === null) return this.leaveOpen(checks, AFTER_FAULT);
        this.compareCount("V14", file, log.board.ballots, count);
        if (disorder) this.failAt("V14", file, disorder, "rule.order");
        if (twice) this.failAt("V16", file, twice, "rule.trackerTwice");
        let sums = noSums(log.manifest.options.length);
        const credentials = new Set();
        for (const [line, number] of readLines(this.files[file], file, readBoardLine)) {
            const ballot = await this.checkBoardLine(line, number, credentials);
            if (ballot) sums = addBallot(sums, ballot.ciphertexts);
            this.progress("ballots", number, count);
        }
        this.pass(checks);
        if (checks.every((check) => this.outcomes.get(check).ok)) this.sums = sums;
    }

    /** The decoded ballot of a line, or undefined. */
    async checkBoardLine({ cx, ballot: bytes, pi }, number, credentials) {
        const file = "ballots.jsonl";
        const context = this.log.ballotContext;
        try {
            const ballot = decodeBallot(bytes, context.rule);
            const { X, N, ciphertexts } = ballot;
            const isTracker = equalBytes(await trackerHash(ciphertexts, context.h), cx);
            if (!isTracker) this.failAt("V14", file, number, "rule.trackerHash");
            if (!(await isToken(X, N, pi, context))) this.failAt("V17", file, number, "rule.tokenProof");
            const credential = toHex(X.encoded);
            if (credentials.has(credential)) this.failAt("V16", file, number, "rule.tokenTwice");
            credentials.add(credential);
            await checkBallot(ballot, context);
            return ballot;
        } catch (fault) {
            if (!(fault instanceof Fault)) throw fault;
            this.fail("V15", fault.at(file, number));
            return undefined;
        }
    }

    // MARK: Numbers and count (V18 to V22)

    checkNumbers() {
        const { log, warnings } = this;
        const { manifest, board } = log;
        if (!manifest) return this.leaveOpen("V18", AFTER_FAULT);
        const [officer, chair, , ...tellers] = manifest.officers;
        const counts = ({ p, key }) => tellers.some((teller) => teller.p === p || teller.key.equals(key));
        if (counts(officer) || counts(chair)) warnings.push({ code: "warning.officerIsTeller", values: {} });
        if (!log.hasBoard) return this.leaveOpen("V18", this.missing);
        const gap = board.draws - board.ballots;
        if (gap < 0) this.failAt("V18", "log.jsonl", this.line("box"), "rule.moreBallotsThanDraws");
        if (gap > 0) warnings.push({ code: gap === 1 ? "warning.gap.one" : "warning.gap", values: { gap } });
        if (board.ballots < manifest.minimumBallots) {
            const values = { have: board.ballots, need: manifest.minimumBallots };
            if (log.state === "boxed") warnings.push({ code: "warning.tooFewBallots", values });
            else this.failAt("V18", "log.jsonl", this.line("box"), "rule.tooFewBallots", values);
        }
        this.pass("V18");
    }

    async checkCount() {
        const { log, sums } = this;
        const { manifest, board, result, shares } = log;
        const checks = ["V19", "V20", "V21", "V22"];
        if (!this.logIsWhole) return this.leaveOpen(checks, AFTER_FAULT);
        if (!log.hasBoard || shares.size === 0) return this.leaveOpen(checks, NOT_YET);
        if (!sums) return this.leaveOpen(checks, AFTER_FAULT);
        for (const teller of [1, 2, 3].filter((number) => shares.has(number))) {
            const option = await firstUnprovedShare(shares.get(teller), sums, log.bx, log.jointKey.S[teller - 1]);
            const line = this.line("share", TELLERS[teller - 1]);
            if (option >= 0) this.failAt("V19", "log.jsonl", line, "rule.shareProof", { teller, option: option + 1 });
        }
        this.pass("V19");
        if (!result) return this.leaveOpen(["V20", "V21", "V22"], NOT_YET);
        const fault = countFault(log, sums);
        if (fault) this.fail("V20", fault.at("log.jsonl", this.line("result")));
        this.pass("V20");
        const fits = allowsCounts(manifest, result.counts, board.ballots);
        if (!fits) this.failAt("V21", "log.jsonl", this.line("result"), "rule.countSum");
        this.pass("V21");
        if (log.signed.size === 0) this.leaveOpen("V22", NOT_YET);
        else this.pass("V22");
        this.warnOfResult();
    }

    warnOfResult() {
        const { manifest, board, result, signed } = this.log;
        const code = ["warning.signatures.none", "warning.signatures.one", "warning.signatures"][signed.size];
        if (code) this.warnings.push({ code, values: { count: signed.size } });
        for (const [i, { label, cap }] of manifest.options.entries()) {
            const isUnanimous = board.ballots > 0 && result.counts[i] === board.ballots * cap;
            if (isUnanimous) this.warnings.push({ code: "warning.unanimous", values: { option: label } });
        }
    }

    // MARK: Report

    report() {
        const open = { ok: null, open: NOT_YET };
        const results = CHECKS.map((id) => ({ id, ...(this.outcomes.get(id) ?? open) }));
        // A check left open because of a fault counts against the record, whichever check found that fault.
        const valid = results.every(({ ok, open }) => ok !== false && open !== AFTER_FAULT);
        const counts = results[19].ok ? this.log.result.counts : null;
        return { valid, results, warnings: this.warnings, log: this.log, counts, sums: this.sums };
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

/** What people and programs ask of a report, without the elements: it can be posted from a worker. */
export function summary({ valid, results, warnings, log, counts }) {
    const { manifest, board } = log;
    return {
        valid,
        state: log.state,
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
        voidReason: log.voidReason,
        checks: results,
        warnings,
    };
}

