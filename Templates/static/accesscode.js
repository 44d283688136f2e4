// Access codes and the keys made from them (protocol section 4). The code never leaves the device.

import { ALPHABET, grouped, normalised } from "./a32.js";
import { utf8 } from "./encoding.js";
import { Fault } from "./fault.js";
import { H, HS } from "./hash.js";
import { systemRandom } from "./random.js";
import { SigningKey } from "./schnorr.js";

async function checkCharacter(characters) {
    return ALPHABET[(await H("URNE-V1-code", utf8(characters)))[0] & 31];
}

/**
 * The 19 characters that count, from what a person typed. A fault names the position of a character that codes do not
 * have, or the number of characters, or says that the check character does not fit; it never carries the code.
 */
export async function readAccessCode(typed) {
    const characters = normalised(typed);
    const foreign = [...characters].findIndex((character) => !ALPHABET.includes(character));
    if (foreign >= 0) throw new Fault("error.code.character", { position: foreign + 1 });
    if (characters.length !== 20) throw new Fault("error.code.length", { count: characters.length });
    const secret = characters.slice(0, 19);
    if ((await checkCharacter(secret)) !== characters[19]) throw new Fault("error.code.typo");
    return secret;
}

/** A new code as it is printed: five groups of four. */
export async function makeAccessCode(random = systemRandom) {
    const secret = [...random.bytes(19)].map((byte) => ALPHABET[byte & 31]).join("");
    return grouped(secret + (await checkCharacter(secret)));
}

/** A person: `p`, and the key that signs for them. */
export class PersonKey {
    constructor(p, signing) {
        this.p = p;
        this.signing = signing;
    }

    /** `V`, as roll and manifest carry it. */
    get publicKey() {
        return this.signing.publicKey;
    }
}

/** usk = HS("URNE-V1-key", realm, p, code); `realm` are 16 bytes, `code` the 19 characters. */
export async function personKey(realm, p, code) {
    const usk = await HS("URNE-V1-key", realm, p, utf8(code));
    if (usk === 0n) throw new Fault("error.code.typo");
    return new PersonKey(p, new SigningKey(usk));
}
