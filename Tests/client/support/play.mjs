// A whole vote in memory: people, and a server that is just good enough to be played against. The real one is in Swift.

import assert from "node:assert/strict";
import { makeAccessCode, personKey, readAccessCode } from "../../../Templates/static/accesscode.js";
import { checkBallot, decodeBallot, ballotHash, trackerHash } from "../../../Templates/static/ballot.js";
import { proveDLEQ } from "../../../Templates/static/dleq.js";
import { compareBytes, equalBytes, toHex, utf8 } from "../../../Templates/static/encoding.js";
import { readEvent, signEvent, writeBody } from "../../../Templates/static/event.js";
import { Fault } from "../../../Templates/static/fault.js";
import { CONTEXT_VOPRF, sha512 } from "../../../Templates/static/hash.js";
import { EventLog } from "../../../Templates/static/log.js";
import { ROLES } from "../../../Templates/static/manifest.js";
import { Member } from "../../../Templates/static/member.js";
import * as messages from "../../../Templates/static/messages.js";
import { Officer } from "../../../Templates/static/officer.js";
import { writeBoardLine, writeRegisterLine, writeRollLine } from "../../../Templates/static/record.js";
import { timesGenerator } from "../../../Templates/static/ristretto255.js";
import { isSigned, SigningKey } from "../../../Templates/static/schnorr.js";
import { Fields } from "../../../Templates/static/strictjson.js";
import { addBallot, noSums, openedCounts } from "../../../Templates/static/tally.js";
import { Teller } from "../../../Templates/static/teller.js";
import { isDrawSigned, sealedHash, tokenElement } from "../../../Templates/static/token.js";

const refuse = (code) => {
    throw new Fault(code);
};

/** Issuer, box and log in one. */
export class Server {
    log = new EventLog();
    draws = new Map();
    box = new Map();

    constructor(z, random) {
        Object.assign(this, { z, random, skS: random.scalar() });
    }

    async create(text) {
        const fields = Fields.parse(text, ["event", "roll"], ["law"]);
        this.files = { "roll.jsonl": utf8(fields.string("roll")) };
        if (fields.members.has("law")) this.files["law.json"] = utf8(fields.string("law"));
        this.roll = new Map(
            fields.string("roll").split("\n").slice(0, -1).map((line) => [JSON.parse(line).p, line]),
        );
        await this.log.append(readEvent(fields.members.get("event")));
        await this.append("issuer", { pk: timesGenerator(this.skS) });
    }

    async append(type, content) {
        const { log } = this;
        const event = { n: log.events.length, prev: log.head, type, by: "server", body: writeBody(content) };
        await log.append(await signEvent(this.z, log.manifest.vote, event, this.random));
    }

    async take(event) {
        const { log } = this;
        if (!equalBytes(event.prev, log.head)) refuse("stale_head");
        await log.append(event);
        if (log.state === "closed") await this.publish();
        if (log.state === "tallying" && log.shares.size === log.manifest.threshold) {
            const ballots = [...this.box.values()].map(({ decoded }) => decoded.ciphertexts);
            const sums = ballots.reduce(addBallot, noSums(log.manifest.options.length));
            await this.append("result", openedCounts(sums, log.shares, log.manifest, ballots.length));
        }
    }

    async publish() {
        const draws = [...this.draws.values()].sort((a, b) => (a.p < b.p ? -1 : 1));
        const ballots = [...this.box.values()].sort((a, b) => compareBytes(a.cx, b.cx));
        const register = utf8(draws.map(writeRegisterLine).join(""));
        const box = utf8(ballots.map(writeBoardLine).join(""));
        Object.assign(this.files, { "register.jsonl": register, "ballots.jsonl": box });
        const hashes = { register: await sha512(register), box: await sha512(box) };
        await this.append("box", { draws: draws.length, register: hashes.register, ballots: ballots.length, box: hashes.box });
    }

    async draw(text) {
        const request = messages.drawRequest.read(text);
        const line = this.roll.get(request.p) ?? refuse("unknown_person");
        const key = Fields.parse(line, ["p", "name", "key"]).element("key");
        const hs = await sealedHash(request.sealed);
        if (!(await isDrawSigned({ ...request, hs }, key, this.log.h))) refuse("bad_sig");
        const known = this.draws.get(request.p);
        if (known && !known.B.equals(request.B)) refuse("drawn");
        if (!known && this.log.state !== "issuing") refuse("wrong_state");
        if (!known) {
            const E = request.B.times(this.skS);
            const pi = await proveDLEQ(this.skS, this.log.issuer, request.B, E, CONTEXT_VOPRF, this.random);
            this.draws.set(request.p, { ...request, hs, E, pi });
        }
        return messages.drawAnswer.write(this.draws.get(request.p));
    }

    async recover(text) {
        const { p, sig } = messages.recoverRequest.read(text);
        const line = this.roll.get(p) ?? refuse("unknown_person");
        const key = Fields.parse(line, ["p", "name", "key"]).element("key");
        if (!(await isSigned(sig, key, "URNE-V1-recover", [this.log.h, p]))) refuse("bad_sig");
        return messages.recoverAnswer.write(this.draws.get(p) ?? refuse("not_drawn"));
    }

    async cast(text) {
        const { ballot } = messages.castRequest.read(text);
        const context = this.log.ballotContext;
        const decoded = decodeBallot(ballot, context.rule);
        const X = toHex(decoded.X.encoded);
        const known = this.box.get(X);
        if (known && !equalBytes(known.ballot, ballot)) refuse("used");
        if (!known) {
            if (this.log.state !== "casting") refuse("wrong_state");
            const P = await tokenElement(context.h, decoded.X);
            if (!P.times(this.skS).equals(decoded.N)) refuse("bad_token");
            await checkBallot(decoded, context);
            const pi = await proveDLEQ(this.skS, context.issuer, P, decoded.N, CONTEXT_VOPRF, this.random);
            const cx = await trackerHash(decoded.ciphertexts, context.h);
            this.box.set(X, { ballot, decoded, pi, cx });
        }
        const bh = await ballotHash(ballot, context.h);
        const receipt = await this.z.sign("URNE-V1-receipt", [context.h, bh], this.random);
        return messages.castAnswer.write({ pi: this.box.get(X).pi, receipt });
    }

    /** The record as it lies on disk. */
    get record() {
        return { ...this.files, "log.jsonl": utf8(this.log.text) };
    }
}

export const YES_NO = {
    options: ["Ja", "Nein", "Enthaltung"].map((label, i) => ({ id: `o${i}`, label, cap: 1, weight: 1 })),
    minimum: 1,
    maximum: 1,
};

/** Three seats among four people; "Enthaltung" excludes every other mark. */
export const SEATS = {
    options: [
        ...["A", "B", "C", "D"].map((label) => ({ id: label, label, cap: 1, weight: 1 })),
        { id: "enth", label: "Enthaltung", cap: 1, weight: 3 },
    ],
    minimum: 1,
    maximum: 3,
};

/** People, server and devices of one vote. */
export class Play {
    static async start(random, { count = 4, threshold = 2, kind = YES_NO, law, ownKey = {} } = {}) {
        const realm = ownKey.realm ?? random.bytes(16);
        const play = Object.assign(new Play(), { random, realm, vote: random.bytes(16) });
        // The code of one person may be named; by default it is the first member's.
        const codeOf = (p) => (ownKey.code && p === (ownKey.p ?? "001") ? ownKey.code : makeAccessCode(random));
        play.codes = new Map();
        const keyFor = async (p) => {
            play.codes.set(p, await codeOf(p));
            return personKey(realm, p, await readAccessCode(play.codes.get(p)));
        };
        play.people = { officer: await keyFor("S01"), chair: await keyFor("S02") };
        for (const number of [1, 2, 3]) play.people[`t${number}`] = await keyFor(`T0${number}`);
        const z = new SigningKey(random.scalar());
        play.server = new Server(z, random);
        play.keys = [];
        for (let i = 1; i <= count; i++) play.keys.push(await keyFor(String(i).padStart(3, "0")));
        const roll = play.keys.map((key) => writeRollLine({ p: key.p, name: `Mitglied ${key.p}`, key: key.publicKey })).join("");
        const manifest = {
            vote: play.vote, realm: play.realm, roll: await sha512(utf8(roll)), rollCount: count,
            body: "Stadtrat", title: "TOP 1", question: "Stimmen Sie zu?", ...kind, threshold,
            officers: ROLES.map((role) => ({
                role,
                p: role === "server" ? "" : play.people[role].p,
                name: role,
                key: role === "server" ? z.publicKey : play.people[role].publicKey,
            })),
            minimumBallots: 3, signMinimum: 3, lateIssue: false, jitterSeconds: 0,
            law: law === undefined ? null : await sha512(utf8(law)),
        };
        const device = (Kind, key) => new Kind({ vote: play.vote, key, random });
        play.officer = device(Officer, play.people.officer);
        play.chair = device(Officer, play.people.chair);
        play.tellers = [1, 2, 3].map((number) => device(Teller, play.people[`t${number}`]));
        play.members = play.keys.map((key) => device(Member, key));
        await play.server.create(await play.officer.create(manifest, roll, law));
        return play;
    }

    device(Kind, key) {
        return new Kind({ vote: this.vote, key, random: this.random });
    }

    /** Shows a device the whole log. */
    async show(device) {
        await device.follow(utf8(this.server.log.text), { view: device instanceof Member ? "public" : "whole" });
    }

    /** Lets a device sign and hand in one event. */
    async act(device, make) {
        await this.show(device);
        const event = await make(device);
        await this.server.take(event);
        device.delivered(event);
        await this.show(device);
    }

    async ceremony() {
        for (let round = 1; round <= 3; round++) {
            for (const teller of this.tellers) {
                await this.act(teller, async () => (await teller.ceremonyStep()).event);
            }
        }
        assert.equal(this.server.log.state, "ready");
    }

    open() {
        return this.act(this.officer, (device) => device.open());
    }

    async draw(member) {
        await this.show(member);
        await member.readRoll(this.server.files["roll.jsonl"]);
        await member.takeDrawAnswer(await this.server.draw(await member.makeDrawRequest()));
    }

    async castBallot(member, values) {
        await this.show(member);
        await member.readRoll(this.server.files["roll.jsonl"]);
        const ballot = await member.seal(await member.prepare(values));
        return member.takeCastAnswer(await this.server.cast(ballot));
    }

    async share(number) {
        const teller = this.tellers[number - 1];
        await this.show(teller);
        const { board, boardFingerprint } = this.server.log;
        const gap = board.draws - board.ballots;
        await this.act(teller, () => teller.share(this.server.files, { board: boardFingerprint, gap }));
    }

    signResult(number) {
        return this.act(this.tellers[number - 1], (teller) => teller.signResult(this.server.files));
    }

    /** The vote up to the close, with these choices of the first members; the others draw and do not cast. */
    async upToClose(choices) {
        await this.ceremony();
        await this.open();
        for (const member of this.members) await this.draw(member);
        await this.act(this.officer, (device) => device.cast());
        const trackers = [];
        for (const [i, values] of choices.entries()) trackers.push(await this.castBallot(this.members[i], values));
        await this.act(this.officer, (device) => device.close());
        return trackers;
    }

    /** The vote to its end. */
    async toTheEnd(choices, sharing = [1, 3]) {
        const trackers = await this.upToClose(choices);
        for (const number of sharing) await this.share(number);
        for (const number of [1, 2, 3]) await this.signResult(number);
        await this.act(this.chair, (device) => device.announce());
        return trackers;
    }
}
