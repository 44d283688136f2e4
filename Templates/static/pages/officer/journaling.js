// The session's journal on the election officer's page: read and checked, and acts signed for its next place.

import { moment } from "../../acts.js";
import { isOffline, persistently } from "../../api.js";
import { Fault } from "../../fault.js";
import { keep, locked, recall } from "../../memory.js";
import { inTurns } from "../../turns.js";
import { changed, desk, send, wish, worker } from "./desk.js";

/** The signed lines of a journal from number `from` on, byte for byte as the server keeps them. */
export const journalLines = (journal, from = 0) => wish(`/v1/journal/${journal}/read`, "journal-read", { journal, from });

/** The sessions that name this person: `{journal, session}`, newest date first; what cannot be read has no session. */
export async function sessions() {
    const list = JSON.parse(await wish("/v1/journals", "journals", {}));
    const found = await Promise.all(
        list.map(async ({ journal }) => {
            try {
                const lines = (await journalLines(journal)).trim().split("\n").map((line) => JSON.parse(line));
                const entries = lines.filter(({ type }) => type === "session").map(({ body }) => JSON.parse(body));
                return { journal, session: entries.at(-1) ?? null };
            } catch (error) {
                if (isOffline(error)) throw error;
                return { journal, session: null };
            }
        }),
    );
    return found.sort((a, b) => ((a.session?.date ?? "") < (b.session?.date ?? "") ? 1 : -1));
}

/** Opens a new journal in which `people` (`{p, name, key}`) may sign. */
export async function openJournal(people) {
    const { journal, text } = await worker.call("openJournal", { realm: desk.realm, people, at: moment() });
    await send(`/v1/journal/${journal}`, text);
    return journal;
}

const journalTurn = inTurns();

/** How far this device has seen a journal (`seen`), and an act that was signed and not yet answered (`pending`). */
const remembered = (journal) => recall(journal, desk.person.p);

const remember = (journal, news) => keep(journal, desk.person.p, { ...remembered(journal), ...news });

const alone = (journal, work) => locked(journal, desk.person.p, work);

/** Takes up a journal, from its beginning. */
export function chooseJournal(journal) {
    return journalTurn(async () => {
        await worker.call("closeJournal");
        Object.assign(desk, { journal, session: null });
        await alone(journal, async () => {
            await readJournal();
            // An act that was signed, and whose answer was lost, is handed in before another one is signed at its place.
            const { pending } = remembered(journal);
            if (pending) await handIn(pending);
        });
    });
}

async function readJournal() {
    const from = desk.session?.entries ?? 0;
    const file = await journalLines(desk.journal, from);
    if (file === "" && desk.session) return;
    const { seen } = remembered(desk.journal);
    desk.session = await worker.call("takeJournal", { file, from, seen, realm: desk.realm });
    const { entries, head } = desk.session;
    remember(desk.journal, { seen: { n: entries - 1, head } });
    changed();
}

async function handIn({ n, text }) {
    if (n < desk.session.entries) return remember(desk.journal, { pending: undefined });
    try {
        await send(`/v1/journal/${desk.journal}`, text);
    } finally {
        remember(desk.journal, { pending: undefined });
    }
    await readJournal();
}

/**
 * Signs an act and writes it into the journal. If somebody else was faster, it is signed again for the next place, as far
 * as it still makes sense there.
 */
export function act(type, body = {}) {
    const { journal } = desk;
    return journalTurn(() => {
        if (desk.journal !== journal) throw new Fault("error.unexpected", { type: "journal" });
        return alone(journal, () => write(type, body));
    });
}

async function write(type, body) {
    // Another tab may have signed meanwhile: nobody signs two acts for one place.
    await persistently(readJournal);
    const { pending } = remembered(desk.journal);
    if (pending) await handIn(pending);
    for (let tries = 0; ; tries += 1) {
        const signed = await worker.call("signAct", { type, body: { at: moment(), ...body } });
        remember(desk.journal, { pending: signed });
        try {
            return await handIn(signed);
        } catch (error) {
            if (error.code !== "stale_head" || tries > 4) throw error;
            await persistently(readJournal);
        }
    }
}

/** What others have written since. */
export const refreshJournal = () => journalTurn(() => desk.session && alone(desk.journal, readJournal));
