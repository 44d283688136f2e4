// What stays: the Niederschrift and what it lacks, files to take along, packages, and how long they are kept.

import { shortDay, shortTime } from "../../berlin.js";
import { download } from "../../download.js";
import { button, confirmed, facts, h, note, say, sentence, sayNumber, spoken } from "../../page.js";
import { act, desk, journalText, nameOf, now } from "./desk.js";
import { cells, form, orSay, table, wordOf } from "./forms.js";
import { paperButtons, papersOff } from "./papers.js";

const CONTENTS = ["valid", "invalid", "resolved", "wahlscheine", "rejected", "late", "unused"];
/** Of which papers there are files besides, and which. */
const REST = { wahlscheine: "print", unused: "print", "receipt-book": "lists" };
const OBJECTS = ["ballots", "wahlscheine", "rejected-letters", "late-letters", "unused", "receipt-book"];

export function keepTab(state) {
    return [
        sentence("h1", "postal.tab.keep"),
        minutesPart(state),
        packPart(state),
        state.packed && handOverPart(state),
        state.announced && addendumPart(state),
        retentionPart(state),
    ];
}

// MARK: Niederschrift

function minutesPart(state) {
    const place = h("div", { id: "files-place" });
    const save = (name, type, text) => () => orSay(place, async () => download(name, await text(), type));
    const { missing } = state;
    return h(
        "section",
        { class: "card" },
        sentence("h2", "postal.minutes"),
        missing.length === 0
            ? note("good", say("postal.minutes.complete"))
            : note("warn", sayNumber("postal.minutes.missing", missing.length), h("ul", { id: "missing" }, missing.map((each) => h("li", {}, each[spoken()])))),
        place,
        h(
            "div",
            { class: "buttons" },
            button("postal.save.journal", save("journal.jsonl", "application/jsonl", journalText)),
            button("postal.save.minutes", save("niederschrift.json", "application/json", async () => JSON.stringify(state.niederschrift))),
            state.recordText && button("postal.save.record", save("record.txt", "text/plain", async () => state.recordText)),
        ),
        paperButtons(state, "niederschrift", "packliste", "nachtrag", "vernichtung"),
        papersOff(state),
    );
}

// MARK: Packages

/** What the journal knows of a package's pieces; nothing for what it cannot know. */
function expected(state, content) {
    const rejected = state.letters.filter(({ ground, late }) => ground !== null && !late).length;
    return {
        valid: state.sorted?.clear, invalid: (state.sorted?.blank ?? 0) + (state.sorted?.empty ?? 0), resolved: state.doubtful.length,
        wahlscheine: state.envelopes.at(-1)?.wahlscheine, rejected, late: state.letters.filter(({ late }) => late).length,
    }[content];
}

function packPart(state) {
    const { packed, signed } = state;
    if (!packed) {
        if (!signed) return note("info", say("postal.pack.notYet"));
        const fields = CONTENTS.flatMap((content) => [
            { name: `count-${content}`, kind: "number", label: `postal.pack.${content}`, value: expected(state, content) ?? 0 },
            { name: `seal-${content}`, kind: "text", label: null, optional: true },
        ]);
        const element = form({
            id: "pack", heading: "postal.pack", text: "postal.pack.text", submit: "postal.pack.do", fields,
            send: (values) =>
                act("packed", () => {
                    const filled = CONTENTS.filter((content) => values[`count-${content}`] > 0 || values[`seal-${content}`]);
                    return {
                        packages: filled.map((content, index) => ({
                            number: index + 1, content, count: values[`count-${content}`], seal: values[`seal-${content}`] ?? "",
                        })),
                    };
                }),
        });
        // Seven seals must not have one name.
        for (const content of CONTENTS) {
            element.querySelector(`label[for="pack-seal-${content}"]`).textContent = say("postal.pack.sealOf", { content: say(`postal.pack.${content}`) });
        }
        return element;
    }
    const place = h("div", { id: "confirm-place" });
    const isOwn = state.packedBy === desk.person.p;
    const confirm = () => orSay(place, () => act("confirmed", ({ packedEntry }) => ({ entry: packedEntry })));
    return h(
        "section",
        { class: "card" },
        sentence("h2", "postal.pack"),
        table(
            say("postal.pack.caption"),
            ["package", "content", "pieces", "seal"].map((key) => say(`postal.head.${key}`)),
            packed.packages.map(({ number, content, count, seal }) => h("tr", {}, h("td", { class: "number" }, String(number)), cells(wordOf("package", content)), h("td", { class: "number" }, String(count)), cells(seal))),
            { class: "rows" },
        ),
        h("p", {}, say("postal.packed.by", { name: nameOf(state.packedBy) })),
        state.packConfirmedBy
            ? note("good", say("postal.packed.confirmed", { name: nameOf(state.packConfirmedBy) }))
            : [
                  note("warn", say(isOwn ? "postal.packed.other" : "postal.packed.waits")),
                  place,
                  !isOwn && h("div", { class: "buttons" }, button("postal.packed.confirm", confirm, { class: "main", id: "confirm-pack" })),
              ],
    );
}

function handOverPart({ handedOver, packConfirmedBy }) {
    if (!packConfirmedBy) return null;
    if (handedOver) return note("good", say("postal.handedOver", { to: handedOver.to, time: shortTime(handedOver.at) }));
    return form({
        id: "hand-over", heading: "postal.handOver", submit: "postal.handOver.do",
        fields: [{ name: "to", kind: "text", label: "postal.field.receiver" }, { name: "complete", kind: "tick" }],
        send: (values) => act("handedOver", () => values),
    });
}

const addendumPart = ({ addenda }) =>
    h(
        "details",
        { id: "addendum-part", class: "card" },
        sentence("summary", "postal.addendum"),
        addenda.map(({ minutesSigned, text }, index) =>
            note("good", say(addenda.length > 1 ? "postal.addendum.numbered" : "postal.addendum.was", { n: index + 1, day: shortDay(minutesSigned), text }))),
        form({
            id: "addendum", text: addenda.length > 0 ? "postal.addendum.more" : "postal.addendum.text", submit: "postal.addendum.do", done: "postal.incident.done",
            fields: [{ name: "minutesSigned", kind: "date" }, { name: "text", kind: "long", label: "postal.field.addendum" }],
            send: (values) => act("addendum", () => values),
        }),
    );

// MARK: Retention

function retentionPart(state) {
    if (state.retention.length === 0) return null;
    const today = now().slice(0, 10);
    const status = ({ destroyed, heldBy, due }) => {
        if (destroyed) return say("postal.retention.destroyed");
        if (heldBy) return say("postal.retention.held", { name: heldBy });
        return say(due <= today ? "postal.retention.due" : "postal.retention.kept");
    };
    return h(
        "details",
        { id: "retention-part", class: "card" },
        sentence("summary", "postal.retention"),
        table(
            say("postal.retention"),
            ["object", "due", "status"].map((key) => say(`postal.head.${key}`)),
            state.retention.map((item) => h("tr", {}, cells(wordOf("object", item.object), shortDay(item.due), status(item)))),
        ),
        state.destructions.map((each) => destructionPart(state, each)),
        form({
            id: "hold", heading: "postal.hold", submit: "postal.hold.do",
            fields: [{ name: "who", kind: "text" }, { name: "reason", kind: "text" }],
            send: (values) => act("hold", () => values),
        }),
        state.holds.length > 0 &&
            form({
                id: "lift", heading: "postal.lift", submit: "postal.lift.do",
                fields: [
                    { name: "entry", kind: "select", label: "postal.hold", options: state.holds.map(({ entry, hold }) => [String(entry), `${hold.who}: ${hold.reason}`]) },
                    { name: "reason", kind: "text" },
                ],
                send: ({ entry, reason }) => act("lifted", () => ({ entry: Number(entry), reason })),
            }),
        form({
            id: "destroy", heading: "postal.destroy", text: "postal.destroy.text", submit: "postal.destroy.do", kind: "danger",
            fields: [
                { name: "object", kind: "select", words: OBJECTS, family: "object" },
                { name: "count", kind: "number" },
                { name: "method", kind: "text" },
                { name: "backups", kind: "text" },
            ],
            send: async (values) => {
                const packed = otherCount(state, values);
                const key = packed === null ? "postal.destroy.sure" : "postal.destroy.sureOther";
                const isMeant = await confirmed(key, { count: values.count, packed }, "postal.destroy.do", "danger");
                if (isMeant) await act("destroyed", () => values);
                return isMeant;
            },
        }),
    );
}

/** How many pieces were packed, where that is another number; else nothing. */
function otherCount({ retention }, { object, count }) {
    const packed = retention.find((item) => item.object === object)?.packed ?? null;
    return packed === count ? null : packed;
}

/** One entry of a destruction, which a second person confirms. */
function destructionPart(state, { entry, destroyed, by, confirmedBy }) {
    const place = h("div", { id: `destruction-${entry}-place` });
    const confirm = () => orSay(place, () => act("confirmed", () => ({ entry })));
    const isOwn = by === desk.person.p;
    const { object, count, method, backups, at } = destroyed;
    const packed = otherCount(state, destroyed);
    return h(
        "section",
        { class: "card", id: `destruction-${entry}` },
        h("h3", {}, say("postal.destruction", { n: entry, object: wordOf("object", object) })),
        facts([
            ["postal.destruction.by", `${nameOf(by)}, ${shortTime(at)}`], ["postal.field.count", String(count)],
            ["postal.field.method", method], ["postal.field.backups", backups],
        ]),
        packed !== null && note("warn", say("postal.destruction.otherCount", { count, packed })),
        confirmedBy
            ? [
                  note("good", say("postal.packed.confirmed", { name: nameOf(confirmedBy) })),
                  h("p", { class: "rest" }, say(`postal.rest.${REST[object] ?? "nothing"}`), " ", say("postal.rest.journal")),
              ]
            : [
                  note("warn", say(isOwn ? "postal.packed.other" : "postal.destruction.waits")),
                  place,
                  !isOwn && h("div", { class: "buttons" }, button("postal.packed.confirm", confirm, { class: "main", id: `confirm-${entry}` })),
              ],
    );
}
