// What a teller's device does (protocol sections 9 and 13): ceremony, confirmation, share, signature.

import { typedCode } from "./a32.js";
import { CeremonySecret } from "./ceremony.js";
import { Device } from "./device.js";
import { equalBytes, toHex, utf8 } from "./encoding.js";
import { readContent, readEvent } from "./event.js";
import { Fault, require } from "./fault.js";
import { TELLERS, tellerNumber } from "./manifest.js";
import { timesGenerator } from "./ristretto255.js";
import { decodeScalar, encodeScalar } from "./scalar.js";
import { decryptionShare } from "./tally.js";
import { verify } from "./verify.js";

/** `store` holds, as they come: `ceremony` (hex) between the rounds, then `share` (hex of s_j). */
export class Teller extends Device {
    /** Which teller this person is. */
    get role() {
        const role = this.roles.find((each) => TELLERS.includes(each));
        require(role, "error.device.notTeller");
        return role;
    }

    get number() {
        return tellerNumber(this.role);
    }

    // MARK: Ceremony

    /**
     * What this teller can do now in the ceremony: `{event}` to hand in, `{waiting: {round, tellers}}`, or
     * `{finished: true}`. To be called after each step of the log.
     */
    async ceremonyStep() {
        const { log, number, role } = this;
        const round = log.ceremonyRound;
        if (round === 0) {
            require(log.confirmed.has(number) && !log.isEnd, `error.device.wrongState.${log.state}`);
            this.eraseCeremony();
            return { finished: true };
        }
        const done = [log.commitments, log.dealings, log.confirmed][round - 1];
        if (done.has(number)) {
            if (round === 3) this.eraseCeremony();
            return { waiting: { round, tellers: [1, 2, 3].filter((each) => !done.has(each)) } };
        }
        const event = await this.sign(`dkg${round}`, role, () => this[`dkg${round}`]());
        return event ? { event } : this.ceremonyStep();
    }

    /** Polynomial and transport key are of no more use once the share is made and confirmed. */
    eraseCeremony() {
        if (this.store.share !== undefined) delete this.store.ceremony;
    }

    get ceremonySecret() {
        const bytes = this.stored("ceremony");
        require(bytes, "error.device.secretMissing");
        return CeremonySecret.decode(this.number, bytes);
    }

    dkg1() {
        const { log, number, random } = this;
        if (this.store.ceremony === undefined) {
            const secret = CeremonySecret.random(number, log.manifest.threshold, random);
            this.store.ceremony = toHex(secret.stored);
        }
        return this.ceremonySecret.commitment(log.ceremony, random);
    }

    dkg2() {
        return this.ceremonySecret.dealing(this.log.ceremony, this.log.orderedCommitments, this.random);
    }

    async dkg3() {
        const { log, number, ceremonySecret } = this;
        const share = await ceremonySecret.keyShare(log.ceremony, log.orderedCommitments, log.orderedDealings);
        this.store.share = toHex(encodeScalar(share));
        return { head: log.dh, K: log.jointKey.K, S: log.jointKey.S[number - 1] };
    }

    /** fp(h), given only if the three messages that this program made itself are in the log. */
    confirm() {
        require(this.log.h, `error.device.wrongState.${this.log.state}`);
        const { role } = this;
        const own = this.memory.signed.filter(({ delivered }) => delivered).map(({ event }) => readEvent(event));
        const isThere = (type) => own.some((event) => event.type === type && event.by === role);
        require(["dkg1", "dkg2", "dkg3"].every(isThere), "error.device.ceremonyNotOurs");
        return this.log.fingerprint;
    }

    // MARK: Count

    /** Verifies the files with the log that this device followed itself. */
    async verifyWhole(files, progress) {
        const report = await verify({ ...files, "log.jsonl": utf8(this.log.text) }, progress);
        if (!report.valid) throw invalidRecord(report);
        return report;
    }

    /**
     * The event with this teller's share, after verifying the record. `board` is fp(bx) as it was read out at the end
     * of the objection pause; `gap` the number of members who drew and did not cast, as the chair named it, needed if
     * not 0.
     */
    async share(files, { board, gap = 0 }, progress) {
        const { log, number, role } = this;
        this.requireState("boxed", "tallying");
        const { sums } = await this.verifyWhole(files, progress);
        const { draws, ballots } = log.board;
        const { minimumBallots } = log.manifest;
        const actual = log.boardFingerprint;
        require(typedCode(board) === actual, "error.device.boardDiffers", { actual });
        require(ballots >= minimumBallots, "error.device.tooFewBallots", { have: ballots, need: minimumBallots });
        require(gap === draws - ballots, "error.device.gapNotConfirmed", { gap: draws - ballots });
        this.requireOneBoard();
        const bytes = this.stored("share");
        require(bytes, "error.device.secretMissing");
        const share = decodeScalar(bytes, "share");
        require(timesGenerator(share).equals(log.jointKey.S[number - 1]), "error.device.wrongShare");
        return this.sign("share", role, async () => {
            const { D, pi } = await decryptionShare(share, sums, log.bx, this.random);
            return { box: log.bx, D, pi };
        });
    }

    /** Refuses if this person ever made a share for another board of this vote. */
    requireOneBoard() {
        for (const signed of this.memory.signed) {
            const { type, body } = readEvent(signed.event);
            if (type !== "share") continue;
            const isThis = equalBytes(readContent("share", body).box, this.log.bx);
            require(isThis, "error.device.sharedOtherBoard");
        }
    }

    /** The event with this teller's signature under the result, after verifying shares and counts. */
    async signResult(files, progress) {
        this.requireState("tallied");
        await this.verifyWhole(files, progress);
        return this.sign("sign", this.role, (log) => ({ head: log.rh }));
    }
}

/** The first fault of a record that is not valid. */
function invalidRecord({ results }) {
    const { fault, id } = results.find(({ ok }) => ok === false) ?? results.find(({ open }) => open === "afterFault");
    if (!fault) return new Fault("error.device.invalidRecord").in(id);
    return new Fault(fault.code, fault.values).at(fault.file, fault.line).in(id);
}
