// What election officer and chair sign (protocol section 7).

import { Device } from "./device.js";
import { eventObject, signEvent, writeEvent, ZERO_HEAD } from "./event.js";
import { require } from "./fault.js";
import { EventLog } from "./log.js";
import { writeManifest } from "./manifest.js";
import { writeJSON } from "./strictjson.js";

export class Officer extends Device {
    /**
     * The text that creates the vote: event 0 with roll, and law where the manifest names one; both texts of files. A
     * vote id is new, so there is no log to follow yet.
     */
    async create(manifest, roll, law) {
        require(this.memory.signed.length === 0, "error.device.signedOther", { n: 0, type: "manifest" });
        const body = writeManifest(manifest);
        const unsigned = { n: 0, prev: ZERO_HEAD, type: "manifest", by: "officer", body };
        const event = await signEvent(this.key.signing, this.vote, unsigned, this.random);
        await new EventLog().append(event);
        this.memory.signed.push({ event: writeEvent(event), delivered: false, told: false });
        return writeJSON({ event: eventObject(event), roll, ...(manifest.law ? { law } : {}) });
    }

    /** Repeats the issuer's key and the joint key, so that the signature covers both. */
    open() {
        return this.sign("open", "officer", (log) => ({ pk: log.issuer, K: log.jointKey.K }));
    }

    cast() {
        return this.sign("cast", "officer");
    }

    close() {
        return this.sign("close", "officer");
    }

    void(reason) {
        return this.sign("void", "officer", () => ({ reason }));
    }

    announce() {
        return this.sign("announce", "chair");
    }
}
