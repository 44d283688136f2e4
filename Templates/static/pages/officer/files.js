// Files that the officer chooses on the own device.

import { h, say } from "../../page.js";

/** An input for files. */
export const fileInput = (props = {}) => h("input", { type: "file", class: "file", ...props });

export const textOf = async (file) => new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());

/** The bytes of a file as base64. */
export async function base64Of(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = "";
    for (let start = 0; start < bytes.length; start += 0x8000) text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
    return btoa(text);
}

/** Saves a text as a file. */
export function save(name, type, text) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    h("a", { href: url, download: name }, say("officer.journal.save")).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
