// Codes for human eyes: Crockford's base 32 without I, L, O and U (protocol sections 2, 4 and 7).

export const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 20 characters in 5 groups of 4. */
export function grouped(characters) {
    return characters.match(/.{1,4}/g).join("-");
}

/** b32(x, 100): the first 100 bits of a hash; the fingerprint of a head, the tracker of `cx`. */
export function b32(hash) {
    let characters = "";
    let buffer = 0;
    let bits = 0;
    for (const byte of hash.subarray(0, 13)) {
        buffer = (buffer << 8) | byte;
        bits += 8;
        while (bits >= 5 && characters.length < 20) {
            bits -= 5;
            characters += ALPHABET[(buffer >> bits) & 31];
        }
        buffer &= (1 << bits) - 1;
    }
    return grouped(characters);
}

/** What a person typed: upper case, no white space or hyphens, O is 0, I and L are 1. Others stay, to be named. */
export function normalised(typed) {
    return typed
        .replace(/[\s-]/g, "")
        .replace(/[a-z]/g, (letter) => letter.toUpperCase())
        .replace(/O/g, "0")
        .replace(/[IL]/g, "1");
}

/** The one of these numbers of people that somebody may have meant: "1", "01" or "OO1" for 001; null unless it is one. */
export function numberLike(typed, numbers) {
    const plain = (number) => normalised(number).replace(/(?<!\d)0+(?=\d)/g, "");
    const alike = numbers.filter((number) => plain(number) === plain(typed));
    return alike.length === 1 ? alike[0] : null;
}

/** A fingerprint or tracker as a person typed it, in its one form; null unless it is 20 characters of the alphabet. */
export function typedCode(typed) {
    const characters = normalised(typed);
    return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(characters) ? grouped(characters) : null;
}
