// What a member's device does (protocol sections 10 to 12): draw, recover, prepare, audit, cast, look up.

import { b32, numberLike } from "./a32.js";
import { PreparedBallot, decodeBallot, isReceipt, trackerHash } from "./ballot.js";
import { Device } from "./device.js";
import { equalBytes, toHex } from "./encoding.js";
import { require } from "./fault.js";
import { sha512 } from "./hash.js";
import { castAnswer, castRequest, drawAnswer, drawRequest, recoverAnswer, recoverRequest } from "./messages.js";
import { readBoardLine, readLines, readRoll } from "./record.js";
import { DrawSecret, isToken, makeRecoverRequest } from "./token.js";

/**
 * `store` holds, as they come: `seed` (hex), `request`, `answer` (texts of the draw), `ballot` (the text of the cast),
 * `receipt` (its answer). Whoever calls keeps it on the device before a request is sent, and after an answer.
 */
export class Member extends Device {
    /** The member's own line of the roll, once that was read. */
    entry = null;
    prepared = null;

    // MARK: Roll

    /** Checks `roll.jsonl` against the manifest (V9) and finds the member's own line, with the member's own key. */
    async readRoll(bytes) {
        const { manifest } = this.log;
        require(equalBytes(await sha512(bytes), manifest.roll), "error.device.rollChanged");
        const roll = readRoll(bytes);
        require(roll.size === manifest.rollCount, "error.device.rollChanged");
        const entry = roll.get(this.key.p);
        require(entry, "error.device.notInRoll", { alike: numberLike(this.key.p, [...roll.keys()]) });
        require(entry.key.equals(this.key.publicKey), "error.device.wrongKey");
        this.entry = entry;
        return entry;
    }

    /** What ballots are made with; only for a member whose line in the roll was found. */
    get context() {
        require(this.entry, "error.device.notInRoll");
        require(this.log.ballotContext, `error.device.wrongState.${this.log.state}`);
        return this.log.ballotContext;
    }

    // MARK: Drawing

    get hasToken() {
        return this.store.answer !== undefined;
    }

    async drawSecret() {
        const seed = this.stored("seed");
        return seed && DrawSecret.fromSeed(seed, this.key, this.context.h);
    }

    /** The text of the request: the one that was made before, or a new one. */
    async makeDrawRequest(recoverable = true) {
        const { h } = this.context;
        if (this.store.request !== undefined) return this.store.request;
        const mayBeLate = this.log.manifest.lateIssue ? ["casting"] : [];
        this.requireState("issuing", ...mayBeLate);
        const secret = await DrawSecret.random(this.key, h, this.random);
        const request = drawRequest.write(await secret.request(recoverable, this.random));
        Object.assign(this.store, { seed: toHex(secret.seed), request });
        return request;
    }

    /** Takes the answer; a fault means that the member must say so aloud. */
    async takeDrawAnswer(text) {
        const secret = await this.drawSecret();
        require(secret, "error.device.noToken");
        await secret.finish(drawAnswer.read(text), this.context.issuer);
        this.store.answer = text;
    }

    /** The server answered `drawn`: another device has drawn, and this request will never be answered. */
    forgetDraw() {
        if (this.hasToken) return;
        delete this.store.seed;
        delete this.store.request;
    }

    async makeRecoverRequest() {
        this.requireState("issuing", "casting");
        return recoverRequest.write(await makeRecoverRequest(this.key, this.context.h, this.random));
    }

    /** Gets the token that another device drew. */
    async takeRecoverAnswer(text) {
        const { h, issuer } = this.context;
        const answer = recoverAnswer.read(text);
        const secret = await DrawSecret.fromSealed(answer.sealed, this.key, h);
        require(secret, "error.device.cannotRecover");
        await secret.recover(answer, issuer);
        Object.assign(this.store, { seed: toHex(secret.seed), answer: drawAnswer.write(answer) });
    }

    async token() {
        const secret = await this.drawSecret();
        require(secret && this.hasToken, "error.device.noToken");
        return secret.finish(drawAnswer.read(this.store.answer), this.context.issuer);
    }

    // MARK: Ballot

    get hasCast() {
        return this.store.ballot !== undefined;
    }

    get hasReceipt() {
        return this.store.receipt !== undefined;
    }

    /** Encrypts a choice, one value for each option: the tracker, to be shown before casting or auditing. */
    async prepare(values) {
        this.requireState("casting");
        require(!this.hasCast, "error.device.alreadyCast");
        require(this.hasToken, "error.device.noToken");
        this.prepared = await PreparedBallot.make(values, this.context, this.random);
        return this.prepared.tracker;
    }

    /** What was prepared; another tracker than its own is that of something a page no longer shows. */
    takePrepared(tracker) {
        const { prepared } = this;
        require(prepared, "error.device.noToken");
        require(prepared.tracker === tracker, "error.device.otherBallot");
        this.prepared = null;
        return prepared;
    }

    /** The audit data of the ballot with this tracker in place of casting; the choice must be prepared afresh afterwards. */
    audit(tracker) {
        return this.takePrepared(tracker).audit();
    }

    /** Proves and signs what was prepared with this tracker: the text of the request. Its randomness is gone then. */
    async seal(tracker) {
        this.requireState("casting");
        require(!this.hasCast, "error.device.alreadyCast");
        const token = await this.token();
        const ballot = await this.takePrepared(tracker).seal(token, this.random);
        require(!this.hasCast, "error.device.alreadyCast");
        this.store.ballot = castRequest.write({ ballot });
        return this.store.ballot;
    }

    /** The ballot that was made on this device, decoded, with its tracker. */
    async ownBallot() {
        require(this.hasCast, "error.device.noToken");
        const { rule, h } = this.context;
        const bytes = castRequest.read(this.store.ballot).ballot;
        const ballot = decodeBallot(bytes, rule);
        return { bytes, ballot, cx: await trackerHash(ballot.ciphertexts, h) };
    }

    /** Checks the server's answer to the cast; returns the tracker. */
    async takeCastAnswer(text) {
        const { bytes, ballot, cx } = await this.ownBallot();
        const { pi, receipt } = castAnswer.read(text);
        const isProved = await isToken(ballot.X, ballot.N, pi, this.context);
        const isSigned = await isReceipt(receipt, bytes, this.context.h, this.officer("server").key);
        require(isProved && isSigned, "error.device.badReceipt");
        this.store.receipt = text;
        return b32(cx);
    }

    /**
     * The server refused the cast with this code: forgets a ballot that cannot be in the box, so that nobody looks for
     * its tracker. One with a receipt stays: if the server knows nothing of it, the receipt is the proof.
     */
    castRefused(code) {
        if (this.hasReceipt) return;
        const isOver = code === "wrong_state" && this.log.state !== "casting";
        if (isOver || code === "used" || code === "dup_tracker") delete this.store.ballot;
    }

    // MARK: Board

    /** All trackers of `ballots.jsonl`, whose hash must be the one in the log. */
    async trackersOn(bytes) {
        require(this.log.board, `error.device.wrongState.${this.log.state}`);
        const isSame = equalBytes(await sha512(bytes), this.log.board.box);
        require(isSame, "rule.fileHash");
        return [...readLines(bytes, "ballots.jsonl", readBoardLine)].map(([{ cx }]) => b32(cx));
    }

    /** The member's own tracker, and whether the board has it exactly once. */
    async lookUp(bytes) {
        const tracker = b32((await this.ownBallot()).cx);
        const trackers = await this.trackersOn(bytes);
        return { tracker, onBoard: trackers.filter((each) => each === tracker).length === 1, trackers };
    }
}
