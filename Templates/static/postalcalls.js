// What the worker does for the journal of a postal vote: it follows and checks the journal itself, and signs entries,
// commitments and the record. The key stays in here.

import { concat, equalBytes, fromHex, toHex, utf8 } from "./encoding.js";
import { ACT_TAG, eventObject, readEvent, signEvent, ZERO_HEAD } from "./event.js";
import { Fault, require } from "./fault.js";
import { sha512 } from "./hash.js";
import { Journal } from "./journal.js";
import { linesOf } from "./lines.js";
import { OPENING, openingBody, readOpening } from "./opening.js";
import { systemRandom } from "./random.js";
import { Fields, writeJSON } from "./strictjson.js";

const FILE = "journal";
const SIGNATURE_TAG = "URNE-V1-postal";

const requestText = (entry, opening) =>
    writeJSON({ entry: eventObject(entry), ...(opening === undefined ? {} : { opening: writeJSON(opening) }) });

/** Binds a teller to numbers: SHA-512 of the nonce and the text of stack, round, person and numbers. */
export function tallyCommitment({ p, nonce, numbers }, stack, round) {
    return sha512(concat(fromHex(nonce, "nonce", 16), utf8(writeJSON({ stack, round, p, numbers }))));
}

export class PostalCalls {
    journal = null;
    people = [];

    constructor(keyNow) {
        this.keyNow = keyNow;
    }

    /** The first entry of a new postal vote, signed by this person: `{postal, text}`; the journal goes on from there. */
    async open({ realm, people, at }) {
        const key = this.keyNow();
        const id = systemRandom.bytes(16);
        const body = writeJSON(openingBody({ id: toHex(id), realm, people, at }));
        const unsigned = { n: 0, prev: ZERO_HEAD, type: OPENING, by: key.p, body };
        const entry = await signEvent(key.signing, id, unsigned, systemRandom, ACT_TAG);
        this.start(toHex(id));
        await this.append(entry);
        return { postal: toHex(id), text: requestText(entry) };
    }

    /** Begins to follow a postal vote. */
    start(postal) {
        this.people = [];
        const keyOf = (by) => this.people.find(({ p }) => p === by)?.key;
        this.journal = new Journal(fromHex(postal, "postal", 16), keyOf);
    }

    async append(entry) {
        if (this.journal.entries.length === 0) this.people = readOpening(entry).people;
        await this.journal.append(entry);
    }

    /**
     * Takes entries from number `from` on. `seen` is what this person's device saw before, `{n, head}`: a journal that
     * lacks it was changed. Answers how far the journal goes and who may sign.
     */
    async take({ postal, file, from, seen }) {
        if (!this.journal || toHex(this.journal.id) !== postal || from === 0) this.start(postal);
        require(this.journal.entries.length === from, "rule.eventNumber", { expected: this.journal.entries.length, found: from });
        for (const { line, number } of linesOf(utf8(file), FILE)) {
            try {
                await this.append(readEvent(new TextDecoder("utf-8", { fatal: true }).decode(line)));
            } catch (fault) {
                throw fault instanceof Fault ? fault.at(FILE, from + number) : fault;
            }
        }
        if (seen) {
            const head = this.journal.heads[seen.n];
            require(head && toHex(head) === seen.head, "error.device.logRewritten", { n: seen.n });
        }
        const people = this.people.map(({ p, name, key }) => ({ p, name, key: toHex(key.encoded) }));
        return { entries: this.journal.entries.length, head: toHex(this.journal.head), people };
    }

    /** The journal as a file, as far as it was followed and checked here. */
    text() {
        return { text: this.journal.text };
    }

    /** All entries for reading: number, type, who signed, body. */
    list() {
        return this.journal.entries.map(({ n, type, by, body }) => ({ n, type, by, body }));
    }

    /** Signs an act at the end of the journal: `{n, text}`. */
    async act({ type, body }) {
        const key = this.keyNow();
        const entry = await this.journal.sign(key.signing, key.p, type, writeJSON(body));
        return { n: entry.n, text: requestText(entry) };
    }

    /** A tally: the entry with the commitment, and the numbers that open it. */
    async tally({ stack, round, numbers, at }) {
        const key = this.keyNow();
        const opening = { p: key.p, nonce: toHex(systemRandom.bytes(16)), numbers };
        const commit = toHex(await tallyCommitment(opening, stack, round));
        const body = writeJSON({ stack, round, commit, at });
        const entry = await this.journal.sign(key.signing, key.p, "tally", body);
        return { n: entry.n, text: requestText(entry, opening) };
    }

    /** Whether two openings are those that the newest tallies of a stack and round are bound to, in their order. */
    async areBound({ stack, round, openings }) {
        const tallies = this.journal.entries
            .filter(({ type }) => type === "tally")
            .map(({ by, body }) => ({ by, ...JSON.parse(body) }))
            .filter((tally) => tally.stack === stack && tally.round === round)
            .slice(-2);
        require(tallies.length === 2 && openings.length === 2, "postal.fault.openings");
        for (const [index, opening] of openings.entries()) {
            const { by, commit } = tallies[index];
            const own = await tallyCommitment(opening, stack, round);
            require(opening.p === by && equalBytes(own, fromHex(commit, "commit", 64)), "postal.fault.openings");
        }
        return {};
    }

    /** The signature under the record. */
    async sign({ text, at }) {
        const key = this.keyNow();
        const digest = await sha512(utf8(text));
        const signature = await key.signing.sign(SIGNATURE_TAG, [this.journal.id, digest], systemRandom);
        return this.act({ type: "signed", body: { text: toHex(digest), signature: toHex(signature), at } });
    }

    /** A wish to read: the person proves that they may. */
    async wish({ act, body }) {
        const key = this.keyNow();
        const text = writeJSON(body);
        const sig = await key.signing.sign(ACT_TAG, [act, await sha512(utf8(text))], systemRandom);
        return { text: writeJSON({ by: key.p, body: text, sig: toHex(sig) }) };
    }

    /** Reads a file of keys: `{p, name, key}`, the keys checked. */
    readKeys({ file }) {
        const people = [];
        for (const { line, number } of linesOf(utf8(file), "keys.jsonl")) {
            try {
                const text = new TextDecoder("utf-8", { fatal: true }).decode(line);
                const fields = Fields.parse(text, ["p", "name", "key"]);
                people.push({ p: fields.person("p"), name: fields.string("name"), key: toHex(fields.element("key").encoded) });
            } catch (fault) {
                throw fault instanceof Fault ? fault.at("keys.jsonl", number) : fault;
            }
        }
        return people;
    }
}

