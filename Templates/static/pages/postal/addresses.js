// Addresses for the papers, out of the list of people (CSV) or the council's file (JSON). They stay in this page's memory,
// and go nowhere but into an order for papers.

import { parsePlain } from "../../acts.js";
import { Fault } from "../../fault.js";

const HEADS = {
    p: ["p", "nummer", "nr", "mitgliedsnummer", "mitgliedsnr", "personennummer", "kennung", "id", "number"],
    name: ["name", "namen", "vorundnachname", "vornamename", "person", "mitglied"],
    address: ["address", "adresse", "anschrift", "postanschrift", "wohnanschrift"],
};

/** Lines of an address: commas and line ends part them, as on the command line. */
export const addressLines = (text) => text.split(/[\n,]/).map((line) => line.trim()).filter(Boolean);

/** Rows of a table with quoted cells; the separator is the one that the first line has most of. */
export function rowsOf(text) {
    const plain = text.replace(/^\uFEFF/, "");
    const [first] = plain.split("\n", 1);
    const [separator] = [";", ",", "\t"].sort((left, right) => first.split(right).length - first.split(left).length);
    const rows = [];
    let cells = [];
    let cell = "";
    let isQuoted = false;
    for (let at = 0; at < plain.length; at += 1) {
        const character = plain[at];
        if (isQuoted) {
            if (character === '"' && plain[at + 1] === '"') at += 1;
            else if (character === '"') {
                isQuoted = false;
                continue;
            }
            cell += character;
        } else if (character === '"' && cell === "") isQuoted = true;
        else if (character === separator || character === "\n") {
            cells.push(cell.replace(/\r$/, ""));
            cell = "";
            if (character === "\n") {
                rows.push(cells);
                cells = [];
            }
        } else cell += character;
    }
    if (cell !== "" || cells.length > 0) rows.push([...cells, cell.replace(/\r$/, "")]);
    return rows.filter((row) => row.some((each) => each.trim() !== ""));
}

/** Small and large letters, spaces and titles don't make another name. */
const wordsOf = (name) => name.toLowerCase().split(/[\s,]+/).filter((word) => word && !word.endsWith(".")).sort().join(" ");

/**
 * `{p: [line, …]}` of all people in a file who have an address. `names` are those of the vote, by number: the address of
 * somebody else would take the vote to another door.
 */
export function addressesIn(text, names = {}) {
    const found = {};
    const keep = (p, address, name) => {
        const lines = addressLines(address ?? "");
        if (!p || lines.length === 0) return;
        if (name && names[p] && wordsOf(name) !== wordsOf(names[p])) {
            throw new Fault("postal.fault.otherName", { number: p, found: name, name: names[p] });
        }
        found[p] = lines;
    };
    if (text.trimStart().startsWith("{")) {
        const { members } = parsePlain(text.trim());
        for (const { p, address, name } of members ?? []) keep(p, Array.isArray(address) ? address.join("\n") : address, name);
    } else {
        const [heads = [], ...rows] = rowsOf(text);
        const columns = heads.map((head) => head.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
        const place = (name) => columns.findIndex((each) => HEADS[name].includes(each));
        const [p, address, name] = [place("p"), place("address"), place("name")];
        if (p >= 0 && address >= 0) for (const row of rows) keep(row[p]?.trim(), row[address], row[name]?.trim());
    }
    if (Object.keys(found).length === 0) throw new Fault("postal.fault.addresses");
    return found;
}
