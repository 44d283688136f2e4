// Journals of other acts (attendance, exclusions, disturbances, the postal vote): chained and signed like a vote's log,
// with the tag URNE-V1-act and the journal's id in place of the vote's (protocol section 7).

import { equalBytes } from "./encoding.js";
import { ACT_TAG, ZERO_HEAD, eventHead, isEventSigned, readEvent, signEvent, writeEvent } from "./event.js";
import { Fault, require } from "./fault.js";
import { readLines } from "./record.js";
import { systemRandom } from "./random.js";

export class Journal {
    entries = [];
    heads = [];

    /** `id` are 16 random bytes; `keyOf(by)` gives the public key of whoever may sign as `by`, or nothing. */
    constructor(id, keyOf) {
        this.id = id;
        this.keyOf = keyOf;
    }

    get head() {
        return this.heads.at(-1) ?? ZERO_HEAD;
    }

    /** Takes the entries of a file of lines. */
    async appendLines(file) {
        for (const [entry, number] of readLines(file, "journal", readEvent)) {
            try {
                await this.append(entry);
            } catch (fault) {
                throw fault instanceof Fault ? fault.at("journal", number) : fault;
            }
        }
    }

    /** Takes an entry whose number, chain and signature hold. */
    async append(entry) {
        const { n, prev, by } = entry;
        require(n === this.entries.length, "rule.eventNumber", { expected: this.entries.length, found: n });
        require(equalBytes(prev, this.head), "rule.brokenChain");
        const key = this.keyOf(by);
        require(key, "rule.unknownSigner", { by });
        require(await isEventSigned(entry, key, this.id, ACT_TAG), "rule.eventSignature", { by });
        const head = await eventHead(entry, this.id);
        this.entries.push(entry);
        this.heads.push(head);
    }

    /** The next entry, signed and not yet taken; `body` is a JSON text that holds the time of the act. */
    sign(key, by, type, body, random = systemRandom) {
        return signEvent(key, this.id, { n: this.entries.length, prev: this.head, type, by, body }, random, ACT_TAG);
    }

    get text() {
        return this.entries.map((entry) => writeEvent(entry) + "\n").join("");
    }
}
