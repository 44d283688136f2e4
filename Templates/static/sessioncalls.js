// What the worker does for a session's journal, and for votes that are prepared in it. `key` is the person's; it stays in
// the worker.

import { writeAbandonment } from "./abandonment.js";
import { require } from "./fault.js";
import { fromHex, toHex, utf8 } from "./encoding.js";
import { ACT_TAG, eventObject, signEvent, ZERO_HEAD } from "./event.js";
import { sha512 } from "./hash.js";
import { checkManifest, writeManifest } from "./manifest.js";
import { openingBody } from "./opening.js";
import { systemRandom } from "./random.js";
import { Element } from "./ristretto255.js";
import { Session } from "./session.js";
import { writeJSON } from "./strictjson.js";

/** An entry as the body of its request. */
const entryRequest = (entry) => writeJSON({ entry: eventObject(entry) });

const manifestOf = (manifest) => {
    const hex = (text, count) => fromHex(text, "manifest", count);
    return {
        ...manifest,
        vote: hex(manifest.vote, 16),
        realm: hex(manifest.realm, 16),
        officers: manifest.officers.map((officer) => ({ ...officer, key: Element.decode(hex(officer.key, 32), "key") })),
    };
};

export class SessionCalls {
    session = null;

    constructor(keyNow) {
        this.keyNow = keyNow;
    }

    /** The first entry of a new journal, signed by this person, who leads the session: `{journal, text}`. */
    async open({ realm, people, at }) {
        const key = this.keyNow();
        const id = systemRandom.bytes(16);
        const body = writeJSON(openingBody({ id: toHex(id), realm, people, at }));
        const unsigned = { n: 0, prev: ZERO_HEAD, type: "journal", by: key.p, body };
        const entry = await signEvent(key.signing, id, unsigned, systemRandom, ACT_TAG);
        await new Session().append(entry);
        return { journal: toHex(id), text: entryRequest(entry) };
    }

    /** Forgets the session, so that another one can be read. */
    close() {
        this.session = null;
    }

    /**
     * Takes the journal's entries from number `from` on. `seen` is what this person's device saw before, `{n, head}`: a
     * journal that lacks it was changed. All or nothing.
     */
    async take({ file, from, seen, realm }) {
        const session = this.session ? this.session.copy() : new Session();
        await session.appendLines(typeof file === "string" ? utf8(file) : file, from);
        require(session.journal, "rule.emptyLog");
        require(toHex(session.realm) === realm, "rule.session.realm");
        if (seen) {
            const head = session.journal.heads[seen.n];
            require(head && toHex(head) === seen.head, "error.device.logRewritten", { n: seen.n });
        }
        this.session = session;
        return session.summary;
    }

    /** Signs an act at the end of the journal, if it may stand there; `{n, text}`. */
    async act({ type, body }) {
        const { session } = this;
        const key = this.keyNow();
        const entry = await session.journal.sign(key.signing, key.p, type, writeJSON(body));
        await session.copy().append(entry);
        return { n: entry.n, text: entryRequest(entry) };
    }

    /** The body of a draft: roll and law get their hashes into the manifest. */
    async draft({ item, manifest, roll, law, committee, at }) {
        const full = {
            ...manifestOf(manifest),
            roll: await sha512(utf8(roll)),
            rollCount: roll.split("\n").length - 1,
            law: law ? await sha512(utf8(law)) : null,
        };
        checkManifest(full);
        const body = { at, draft: toHex(systemRandom.bytes(16)), item, manifest: writeManifest(full), roll, law };
        return committee ? { ...body, committee } : body;
    }

    /** A request to the machine that changes nothing on it: the person proves that they may ask. */
    async desk({ act, body }) {
        const key = this.keyNow();
        const sig = await key.signing.sign(ACT_TAG, [act, await sha512(utf8(body))], systemRandom);
        return { text: writeJSON({ by: key.p, body, sig: toHex(sig) }) };
    }

    /** The journal that gives up a count which can never be finished (protocol section 13, last paragraph). */
    async abandon({ log, reason, at }) {
        const key = this.keyNow();
        require(log.lacksShares, `error.device.wrongState.${log.stateName}`);
        return { text: writeJSON({ journal: await writeAbandonment(log, { key, reason, at }) }) };
    }
}
