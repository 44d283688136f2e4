// A draft as the second person sees it: everything that will be fixed, in words, before it is signed.

import { exclusionsFor } from "../../agenda.js";
import { button, confirmed, facts, h, note, say, sayNumber, sentence, spoken } from "../../page.js";
import { ask, desk } from "./desk.js";
import { isStale } from "./drafts.js";
import { orSay } from "./faults.js";
import { lacksNoIn } from "./form.js";
import { fullName, privateNote, shortName } from "./items.js";
import { act } from "./journaling.js";
import { leftOutOf } from "./leftout.js";
import { createVote } from "./votes.js";

/** How the command line would change a setting; this page has a form for that. */
const OPTION = /; [^;]*--settings .*$/u;

/**
 * The sentences of a law: what belongs to the line before is set in, and warnings are marked. The town's many settings
 * are folded up below their heading.
 */
export function lawList(lines) {
    const isSub = (line) => line.startsWith("  ");
    const shown = [];
    for (let i = 0; i < lines.length; i++) {
        const line = lines[i];
        let end = i + 1;
        while (end < lines.length && isSub(lines[end])) end += 1;
        const subs = isSub(line) ? [] : lines.slice(i + 1, end);
        if (subs.some((sub) => OPTION.test(sub))) {
            const settings = subs.map((sub) => h("li", {}, sub.trim().replace(OPTION, "")));
            shown.push(h("details", {}, h("summary", {}, line), h("ul", {}, settings)));
            i = end - 1;
        } else if (line.startsWith("! ")) shown.push(note("warn", line.slice(2)));
        else shown.push(h("p", { class: isSub(line) ? "sub" : null }, line.trim()));
    }
    return h("div", { class: "law" }, shown);
}

/** How a ballot is filled in, in one sentence. */
function selection({ min, max, options }) {
    if (max === 1) return say("officer.draft.one", { count: options.length });
    return say("officer.draft.several", { min, max });
}

/** How many open, sign and wait, as it will hold: a release never needs more signatures than tellers who open. */
function settings({ t, threshold = t, min_ballots: minimum, minimumBallots = minimum, ...more }) {
    const { signMinimum = more.sign_min, jitterSeconds = more.jitter_s } = more;
    const sentences = [
        say("officer.draft.threshold", { count: threshold }),
        sayNumber("officer.draft.signatures", Math.min(signMinimum, threshold)),
        signMinimum > threshold && say("officer.draft.signatures.most"),
        say("officer.draft.minimumBallots", { count: minimumBallots }),
        jitterSeconds === 0 ? say("officer.draft.jitter.none") : sayNumber("officer.draft.jitter", jitterSeconds),
    ];
    return sentences.filter(Boolean).map((text) => h("p", {}, text));
}

/** What a manifest fixes; the field names are those of its JSON. */
export function draftFacts({ manifest, item, roll, law, committee }) {
    const officer = (id) => manifest.officers.find((each) => (each.id ?? each.role) === id).name;
    const entries = roll.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
    const { min = manifest.minimum, max = manifest.maximum } = manifest;
    return [
        privateNote(item),
        lacksNoIn(manifest, law) && note("warn", say("officer.compose.lacksNo")),
        facts([
            ["officer.item.field", fullName(item)],
            committee && ["officer.compose.committee", committee],
            ["officer.compose.title", manifest.title],
            ["web.question", manifest.question],
            ["officer.vote.options", h("ol", {}, manifest.options.map(({ label }) => h("li", {}, label)))],
            ["officer.draft.rule", selection({ min, max, options: manifest.options })],
            ["officer.tab.officer", officer("officer")],
            ["officer.vote.chair", officer("chair")],
            ["officer.vote.tellers", ["t1", "t2", "t3"].map(officer).join(", ")],
            ["officer.draft.entitled", String(entries.length)],
            ["officer.compose.technical", settings(manifest)],
        ]),
        h(
            "details",
            {},
            h("summary", {}, say("officer.draft.roll", { count: entries.length })),
            h("ol", { class: "names" }, entries.map(({ p, name }) => h("li", {}, `${name} (${p})`))),
        ),
    ];
}

/** Exclusions of the session that are about another item, by name: nobody is left on the roll without a word. */
export function otherExclusions(item) {
    const { exclusions, council } = desk.session;
    const { others } = exclusionsFor(exclusions, item);
    if (others.length === 0) return null;
    const nameOf = (p) => council.members.find((member) => member.p === p)?.name ?? p;
    const line = (entry) => h("li", {}, `${nameOf(entry.p)} (${entry.p}): ${shortName(entry.item)}`);
    return note("warn", say("officer.draft.otherExclusions"), h("ul", {}, others.map(line)));
}

/** Who is not on the draft's roll, with the reason that the journal knows. */
function leftOut(draft) {
    const people = leftOutOf(draft, desk.session);
    if (people.length === 0) return sentence("p", "officer.draft.leftOut.nobody");
    const line = ({ p, name, kind, reason }) => h("li", {}, `${name} (${p}): ${say(`officer.draft.leftOut.${kind}`)}${reason ? ` – ${reason}` : ""}`);
    return h(
        "details",
        { open: people.length < 8 },
        h("summary", {}, say("officer.draft.leftOut", { count: people.length })),
        h("ul", {}, people.map(line)),
    );
}

/**
 * A draft that waits: for the second person's look, or for the officer to create the vote. `again(draft)` prepares it once
 * more.
 */
export function draftCard(draft, said, again) {
    const { session, person } = desk;
    const nameOf = (p) => session.people.find((each) => each.p === p)?.name ?? p;
    const isOwn = draft.by === person.p;
    const law = h("div", {});
    const old = isStale(draft, session) && note("bad", say("officer.draft.stale"));
    return h(
        "section",
        { class: "card", "aria-labelledby": `draft-${draft.draft}` },
        h("h2", { id: `draft-${draft.draft}` }, say("officer.draft", { title: draft.manifest.title })),
        draft.checkedBy
            ? note("good", say("officer.draft.checked", { name: nameOf(draft.checkedBy) }))
            : note("info", say(isOwn ? "officer.draft.waits" : "officer.draft.yours", { name: nameOf(draft.by) })),
        draftFacts(draft),
        leftOut(draft),
        otherExclusions(draft.item),
        old,
        h("div", { class: "buttons" }, button("officer.draft.showLaw", () => showLaw(draft, law), { id: `law-${draft.draft}` })),
        law,
        !old && !draft.checkedBy && !isOwn && sentence("p", "officer.draft.notRight", { name: nameOf(draft.by) }),
        !old && !draft.checkedBy && !isOwn && h("div", { class: "buttons" }, button("officer.draft.check", async () => {
            if (await confirmed("officer.draft.check.sure", {}, "officer.draft.check")) {
                await orSay(said, () => act("checked", { draft: draft.draft }));
            }
        }, { class: "main", id: `check-${draft.draft}` })),
        !old && draft.checkedBy && isOwn && h("div", { class: "buttons" }, button("officer.draft.create", async () => {
            if (await confirmed("officer.draft.create.sure", {}, "officer.draft.create")) await orSay(said, () => createVote(draft));
        }, { class: "main", id: `create-${draft.draft}` })),
        isOwn && h("div", { class: "buttons" }, button("officer.draft.again", () => again(draft), { id: `again-${draft.draft}` })),
    );
}

/** The sentences of the law, read from the draft's own file. */
async function showLaw({ manifestText, law }, place) {
    if (!law) return place.replaceChildren(sentence("p", "officer.draft.noLaw"));
    await orSay(place, async () => {
        const { lines, refused } = await ask("frame", { manifest: manifestText, law, language: spoken() });
        place.replaceChildren(refused ? note("bad", refused.join(" ")) : lawList(lines));
    });
}
