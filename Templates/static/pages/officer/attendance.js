// Who is there, and who is excluded from which item. Every touch is a signed entry.

import { HOWS } from "../../acts.js";
import { plainItem } from "../../agenda.js";
import { announce, button, confirmed, field, h, note, say, sentence } from "../../page.js";
import { dayAndTimeOf } from "./days.js";
import { desk } from "./desk.js";
import { orSay } from "./faults.js";
import { isOnAgenda, itemField, shortName } from "./items.js";
import { act } from "./journaling.js";
import { part } from "./parts.js";

export function attendanceTab() {
    const { council } = desk.session;
    if (!council) return [h("h1", {}, say("officer.tab.attendance")), note("info", say("officer.attendance.noCouncil"))];
    const said = h("div", {});
    const rows = council.councillors.map((member) => ({ member, element: row(member, said) }));
    return [
        h("h1", {}, say("officer.tab.attendance")),
        part(counts, { class: "sticky" }),
        part(quorate),
        said,
        h(
            "div",
            { class: "columns" },
            h(
                "section",
                { class: "card", "aria-labelledby": "list-heading" },
                h("h2", { id: "list-heading" }, say("officer.attendance.list")),
                filter(rows),
                everybody(said),
                h("div", { class: "roster" }, rows.map(({ element }) => element)),
            ),
            exclusions(),
        ),
    ];
}

/** Numbers that follow every touch. */
function counts() {
    const { seats, room, video, present, quorum } = desk.session.counts;
    const box = (key, number, props = {}) => h("div", props, h("dt", {}, say(key)), h("dd", {}, String(number)));
    return h(
        "dl",
        { class: "equation compact" },
        box("officer.attendance.room", room),
        box("officer.attendance.video", video),
        box("officer.attendance.present", present),
        box("officer.attendance.of", seats),
        box("officer.attendance.quorum", quorum),
    );
}

function quorate() {
    const { seats, present, quorum } = desk.session.counts;
    const isQuorate = present >= quorum && seats > 0;
    return note(isQuorate ? "good" : "warn", say(isQuorate ? "officer.attendance.quorate" : "officer.attendance.notQuorate", { quorum }));
}

function filter(rows) {
    const input = h("input", {
        type: "text",
        oninput: () => {
            const wanted = input.value.toLocaleLowerCase("de");
            for (const { member, element } of rows) {
                element.hidden = !`${member.name} ${member.p} ${member.faction}`.toLocaleLowerCase("de").includes(wanted);
            }
        },
    });
    return field("attendance-filter", "officer.filter", input);
}

/** One touch for a full house; each member gets an own entry. */
function everybody(said) {
    const absent = () => desk.session.council.councillors.filter(({ p }) => !desk.session.attendance[p]);
    const enter = async () => {
        if (!(await confirmed("officer.attendance.all.sure", { count: absent().length }, "officer.attendance.all"))) return;
        await orSay(said, async () => {
            for (const { p } of absent()) await act("attendance", { p, how: "room" });
        });
    };
    return part(() => absent().length > 0 && button("officer.attendance.all.open", enter, { id: "all-present", values: { count: absent().length } }));
}

/** One member: three places to be, as one group of native radio buttons. */
function row({ p, name, faction }, said) {
    const set = async (how) => {
        if ((desk.session.attendance[p]?.how ?? "") === how) return;
        if (await orSay(said, () => act("attendance", { p, how }))) announce(`${name}: ${say(`officer.attendance.${how}`)}`);
    };
    const choice = (how, current) =>
        h(
            "label",
            { class: "place" },
            h("input", {
                type: "radio", name: `attendance-${p}`, id: `attendance-${p}-${how}`, value: how, checked: how === current,
                onchange: () => set(how),
            }),
            h("span", {}, say(`officer.attendance.${how}`)),
        );
    return part(
        () => {
            const entry = desk.session.attendance[p];
            const items = desk.session.exclusions.filter((other) => other.p === p && other.readmitted === "").map(({ item }) => plainItem(item));
            return h(
                "fieldset",
                { class: "member" },
                h("legend", {}, name, h("span", { class: "aside" }, ` ${p}${faction ? ` · ${faction}` : ""}`)),
                h("div", { class: "places" }, HOWS.map((how) => choice(how, entry?.how))),
                h(
                    "p",
                    { class: "aside" },
                    entry ? say("officer.attendance.since", { time: dayAndTimeOf(entry.at) }) : say("officer.attendance.never"),
                    items.length > 0 && ` · ${say("officer.attendance.excluded", { items: items.join(", ") })}`,
                ),
            );
        },
    );
}

// MARK: Exclusions

function exclusions() {
    const { councillors } = desk.session.council;
    const member = h(
        "select",
        {},
        h("option", { value: "" }, say("officer.choose")),
        councillors.map(({ p, name }) => h("option", { value: p }, `${name} (${p})`)),
    );
    const item = itemField("exclude-item");
    const reason = h("input", { type: "text", value: say("officer.exclude.reason.usual") });
    const said = h("div", {});
    const enter = async () => {
        if (!member.value || !item.value()) return said.replaceChildren(note("bad", say("officer.exclude.missing")));
        const body = { p: member.value, item: item.value(), reason: reason.value };
        if (await orSay(said, () => act("exclude", body))) member.value = "";
    };
    return h(
        "section",
        { class: "card", "aria-labelledby": "exclude-heading" },
        h("h2", { id: "exclude-heading" }, say("officer.exclude")),
        sentence("p", "officer.exclude.what", {}, { class: "aside" }),
        field("exclude-member", "officer.exclude.member", member),
        item.element,
        field("exclude-reason", "officer.exclude.reason", reason),
        h("div", { class: "buttons" }, button("officer.exclude.do", enter, { class: "main" })),
        said,
        part(() => excluded(said)),
    );
}

function excluded(said) {
    const { exclusions: all, council } = desk.session;
    if (all.length === 0) return null;
    const nameOf = (p) => council.councillors.find((member) => member.p === p)?.name ?? p;
    const line = ({ p, item, reason, at, readmitted }) =>
        h(
            "li",
            {},
            h("p", {}, h("strong", {}, `${nameOf(p)}, ${shortName(item)}`)),
            h("p", { class: "aside" }, `${reason} · ${dayAndTimeOf(at)}`),
            !readmitted && !isOnAgenda(item) && note("warn", say("officer.exclude.notOnAgenda", { item: shortName(item) })),
            readmitted
                ? h("p", { class: "aside" }, say("officer.exclude.readmitted", { time: dayAndTimeOf(readmitted) }))
                : button("officer.exclude.readmit", () => orSay(said, () => act("readmit", { p, item }))),
        );
    return [h("h3", {}, say("officer.exclude.list")), h("ul", { class: "plain" }, all.map(line))];
}
