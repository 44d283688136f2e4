// The log of one vote and what follows from it: state, keys, fingerprints (protocol section 7).

import { b32 } from "./a32.js";
import { acceptsCommitment, jointKey } from "./ceremony.js";
import { equalBytes } from "./encoding.js";
import { EVENT_TAG, ZERO_HEAD, eventHead, isEventKind, isEventSigned } from "./event.js";
import { readContent, readEvent, writeEvent } from "./event.js";
import { Fault } from "./fault.js";
import { linesOf } from "./lines.js";
import { MAXIMUM_ROLL, TELLERS, checkManifest, officerOf, selectionRule, tellerNumber } from "./manifest.js";
import { FixedBase } from "./ristretto255.js";

/** Who signs events of a kind, and in which states they are possible; rounds and numbers are checked besides. */
const TABLE = {
    manifest: { by: ["officer"], in: ["empty"] },
    issuer: { by: ["server"], in: ["draft"] },
    dkg1: { by: TELLERS, in: ["ceremony"] },
    dkg2: { by: TELLERS, in: ["ceremony"] },
    dkg3: { by: TELLERS, in: ["ceremony"] },
    open: { by: ["officer"], in: ["ready"] },
    cast: { by: ["officer"], in: ["issuing"] },
    close: { by: ["officer"], in: ["casting"] },
    box: { by: ["server"], in: ["closed"] },
    share: { by: TELLERS, in: ["boxed", "tallying"] },
    result: { by: ["server"], in: ["boxed", "tallying"] },
    sign: { by: TELLERS, in: ["tallied"] },
    announce: { by: ["chair"], in: ["tallied"] },
    void: { by: ["officer"], in: ["draft", "ceremony", "ready", "issuing", "casting", "closed", "boxed"] },
};

const refuse = (check, code, values) => {
    throw new Fault(code, values).in(check);
};

/**
 * `append` is the only way in, and applies checks V2 to V8 and the rules of V22; what needs the ballots (V19 to V21) is
 * checked by whoever has them. Calls must not overlap.
 */
export class EventLog {
    events = [];
    /** `head_n` for each event. */
    heads = [];
    /** empty, draft, ceremony, ready, issuing, casting, closed, boxed, tallying, tallied, announced or voided. */
    state = "empty";
    manifest = null;
    /** `pkS` */
    issuer = null;
    /** `mh`, `dh`, `h`, `bx`, `rh`: the heads with a name. */
    mh = null;
    dh = null;
    h = null;
    bx = null;
    rh = null;
    /** Contents of `dkg1` and `dkg2` by teller number. */
    commitments = new Map();
    dealings = new Map();
    /** `{K, S}`, once all have dealt. */
    jointKey = null;
    /** Numbers of the tellers who confirmed the joint key, and who signed the result. */
    confirmed = new Set();
    signed = new Set();
    /** `{draws, register, ballots, box}` */
    board = null;
    /** Contents of `share` by teller number. */
    shares = new Map();
    /** `{used, counts}` */
    result = null;
    voidReason = null;
    /** `{reason, at}` of the journal that gave up the count, set by whoever read it; the log itself ends in tallying. */
    abandonment = null;
    context = null;

    /** Reads `log.jsonl` and applies V1 to V8; a fault has the line. */
    static async read(file) {
        const log = new EventLog();
        await log.appendLines(file);
        if (log.events.length === 0) throw new Fault("rule.emptyLog").at("log.jsonl");
        return log;
    }

    /** Takes the events of a file, or of a part of one. */
    async appendLines(file) {
        for (const { line, number } of linesOf(file, "log.jsonl")) {
            try {
                await this.append(readEvent(line));
            } catch (fault) {
                throw fault instanceof Fault ? fault.at("log.jsonl", number) : fault;
            }
        }
    }

    /** A log that can go on alone; what it shares with this one is never changed, only replaced. */
    copy() {
        return Object.assign(new EventLog(), this, { events: [...this.events], heads: [...this.heads] });
    }

    /** The current head. */
    get head() {
        return this.heads.at(-1) ?? ZERO_HEAD;
    }

    /** The text of `log.jsonl`. */
    get text() {
        return this.events.map((event) => writeEvent(event) + "\n").join("");
    }

    get isEnd() {
        return this.state === "announced" || this.state === "voided";
    }

    /** Whether register and ballots are part of the record. */
    get hasBoard() {
        return !this.abandonment && ["boxed", "tallying", "tallied", "announced"].includes(this.state);
    }

    /** Whether the vote stands still for want of shares, so that it may be given up. */
    get lacksShares() {
        return this.state === "tallying" && this.shares.size < this.manifest.threshold;
    }

    /** The state as people know it: given up, too. */
    get stateName() {
        return this.abandonment ? "abandoned" : this.state;
    }

    /** fp(h), fp(bx), fp(rh), as far as they are known. */
    get fingerprint() {
        return this.h && b32(this.h);
    }

    get boardFingerprint() {
        return this.bx && b32(this.bx);
    }

    get resultFingerprint() {
        return this.rh && b32(this.rh);
    }

    /** What the tellers' messages are made and checked with. */
    get ceremony() {
        return this.mh && { mh: this.mh, threshold: this.manifest.threshold };
    }

    /** Which round of the ceremony runs: 1 to 3, or 0. */
    get ceremonyRound() {
        if (this.state !== "ceremony") return 0;
        if (this.commitments.size < 3) return 1;
        return this.dealings.size < 3 ? 2 : 3;
    }

    /** What ballots are made and checked with, once the vote is open; see ballot.js. */
    get ballotContext() {
        if (!this.h) return null;
        this.context ??= {
            h: this.h, issuer: this.issuer, K: new FixedBase(this.jointKey.K), rule: selectionRule(this.manifest),
        };
        return this.context;
    }

    /** Signatures that `announce` needs. */
    get signaturesNeeded() {
        return Math.min(this.manifest.signMinimum, this.manifest.threshold);
    }

    get orderedCommitments() {
        return [1, 2, 3].map((number) => this.commitments.get(number));
    }

    get orderedDealings() {
        return [1, 2, 3].map((number) => this.dealings.get(number));
    }

    /** Checks an event against the log and takes it. A fault names check and rule; the log is then unchanged. */
    async append(event) {
        const { n, type, by } = event;
        if (n !== this.events.length) refuse("V2", "rule.eventNumber", { expected: this.events.length, found: n });
        if (!equalBytes(event.prev, this.head)) refuse("V2", "rule.brokenChain");
        if (!isEventKind(type)) refuse("V1", "rule.unknownEventType", { type });
        if (n === 0 && type !== "manifest") refuse("V5", "rule.firstEventNotManifest");
        const content = readContent(type, event.body);
        let { manifest } = this;
        if (n === 0) {
            try {
                checkManifest(content);
            } catch (fault) {
                throw fault instanceof Fault ? fault.in("V4") : fault;
            }
            manifest = content;
        }
        const officer = officerOf(manifest, by);
        if (!officer) refuse("V3", "rule.unknownSigner", { by });
        const isSigned = await isEventSigned(event, officer.key, manifest.vote, EVENT_TAG);
        if (!isSigned) refuse("V3", "rule.eventSignature", { by });
        if (!TABLE[type].by.includes(by)) refuse("V5", "rule.wrongSigner", { type, by });
        if (!TABLE[type].in.includes(this.state)) refuse("V5", "rule.wrongState", { type, state: this.state });
        const head = await eventHead(event, manifest.vote);
        const change = await this[`take_${type}`](content, { type, by, number: tellerNumber(by), head });
        Object.assign(this, change);
        this.events.push(event);
        this.heads.push(head);
    }

    // Each of these refuses, or returns what changes.

    take_manifest(manifest) {
        return { manifest, state: "draft" };
    }

    take_issuer({ issuer }, { head }) {
        return { issuer, mh: head, state: "ceremony" };
    }

    async take_dkg1(commitment, act) {
        this.requireRound(1, act);
        this.requireFirst(this.commitments, act);
        if (commitment.C.length !== this.manifest.threshold) refuse("V6", "rule.ceremonyCount");
        if (!(await acceptsCommitment(this.ceremony, act.number, commitment))) {
            refuse("V6", "rule.possession", { teller: act.number });
        }
        return { commitments: new Map(this.commitments).set(act.number, commitment) };
    }

    take_dkg2(dealing, act) {
        this.requireRound(2, act);
        this.requireFirst(this.dealings, act);
        if (dealing.c.length !== 3) refuse("V6", "rule.ceremonyCount");
        const change = { dealings: new Map(this.dealings).set(act.number, dealing) };
        if (change.dealings.size < 3) return change;
        try {
            return { ...change, jointKey: jointKey(this.orderedCommitments), dh: act.head };
        } catch (fault) {
            throw fault instanceof Fault ? fault.in("V7") : fault;
        }
    }

    take_dkg3({ head, K, S }, act) {
        this.requireRound(3, act);
        this.requireFirst(this.confirmed, act);
        const teller = act.number;
        if (!equalBytes(head, this.dh)) refuse("V7", "rule.ceremonyHead", { teller });
        const same = K.equals(this.jointKey.K) && S.equals(this.jointKey.S[teller - 1]);
        if (!same) refuse("V7", "rule.ceremonyKey", { teller });
        const confirmed = new Set(this.confirmed).add(teller);
        return { confirmed, state: confirmed.size === 3 ? "ready" : this.state };
    }

    take_open({ issuer, K }, { head }) {
        if (!issuer.equals(this.issuer) || !K.equals(this.jointKey.K)) refuse("V8", "rule.openKeys");
        return { h: head, state: "issuing" };
    }

    take_cast() {
        return { state: "casting" };
    }

    take_close() {
        return { state: "closed" };
    }

    take_box(board, { head }) {
        const largest = Math.max(board.draws, board.ballots);
        if (largest > MAXIMUM_ROLL) refuse("V5", "rule.numberTooLarge", { field: "ballots" });
        return { board, bx: head, state: "boxed" };
    }

    take_share(share, act) {
        this.requireFirst(this.shares, act);
        const teller = act.number;
        if (!equalBytes(share.box, this.bx)) refuse("V19", "rule.shareBoard", { teller });
        if (share.D.length !== this.manifest.options.length) refuse("V19", "rule.shareCount", { teller });
        return { shares: new Map(this.shares).set(teller, share), state: "tallying" };
    }

    take_result(result, { type, head }) {
        if (this.shares.size < this.manifest.threshold) refuse("V5", "rule.wrongState", { type, state: this.state });
        return { result, rh: head, state: "tallied" };
    }

    take_sign({ head }, act) {
        this.requireFirst(this.signed, act);
        if (!equalBytes(head, this.rh)) refuse("V22", "rule.signedHead", { teller: act.number });
        return { signed: new Set(this.signed).add(act.number) };
    }

    take_announce() {
        const need = this.signaturesNeeded;
        if (this.signed.size < need) refuse("V5", "rule.tooFewSignatures", { have: this.signed.size, need });
        return { state: "announced" };
    }

    take_void({ reason }) {
        return { voidReason: reason, state: "voided" };
    }

    requireRound(round, { type }) {
        if (this.ceremonyRound !== round) refuse("V5", "rule.wrongState", { type, state: this.state });
    }

    requireFirst(taken, { type, by, number }) {
        if (taken.has(number)) refuse("V5", "rule.twice", { type, by });
    }
}

