// Who may vote: the members with what is known of them, and a decision by name wherever the two readings differ.

import { parsePlain } from "../../acts.js";
import { button, h, note, say, sayNumber, sentence, spoken } from "../../page.js";
import { isCouncillor } from "../../session.js";
import { isPersonID } from "../../strictjson.js";
import { textOf } from "../officer/files.js";
import { act, desk, rollOf } from "./desk.js";
import { choices, chosenIn, explain, form } from "./forms.js";

/** The list on the screen: of which postal vote it is, and which of its lists, so that no tick for one is put back into another. */
let shown = { postal: "", members: null, onRoll: null, n: 0 };

const putList = (postal, members, onRoll = null) => (shown = { postal, members, onRoll, n: shown.n + 1 });

/** The members that the file of a start named. */
export const keepMembers = (postal, list) => putList(postal, list && list.map(known));

const known = ({ p, name, attended = true, present, excluded = false, mayVote = true }) => ({
    p, name, attended, present: present ?? attended, excluded, mayVote,
});

/** Members out of a file: a case file with `members`, or the council's file. */
function membersOf(file, onRoll) {
    if (file.format === "urne-council/1") {
        const isSeated = ({ votingRight, role }) => isCouncillor({ hasVote: votingRight, role: role ?? "" });
        const voted = ({ p }) => Boolean(onRoll?.includes(p));
        return file.members.filter((member) => isSeated(member) || voted(member)).map(({ p, name, votingRight }) => {
            const wasThere = onRoll ? onRoll.includes(p) : true;
            return { p, name, attended: wasThere, present: wasThere, excluded: false, mayVote: votingRight || voted({ p }) };
        });
    }
    return file.members?.map(known) ?? null;
}

const isDiffering = ({ attended, present, excluded, mayVote }) => attended && !present && !excluded && mayVote;

/** On the roll of the electronic vote, and excluded now: only with a reason. */
const isNewlyExcluded = ({ p, attended, excluded }) => attended && excluded && Boolean(shown.onRoll?.includes(p));

const FLAGS = ["attended", "present", "excluded", "mayVote"];

/** After an electronic vote its roll comes first; whoever is asked for meanwhile, each list stays with its vote. */
function startFromRoll(vote, draw) {
    const empty = shown;
    empty.isAsking = true;
    const take = (roll) => {
        if (shown !== empty) return;
        putList(empty.postal, roll.map(known), roll.map(({ p }) => p));
        draw();
    };
    const fail = (error) => {
        empty.isAsking = false;
        empty.trouble = error;
        if (shown === empty) draw();
    };
    rollOf(vote).then(take, fail);
}

/** Where the roll is still to come: that it is asked for, or why it did not come, and the way to ask again. */
function missingRoll(vote, draw) {
    const { trouble } = shown;
    if (!trouble) return sentence("p", "postal.electorate.asking", {}, { class: "working", role: "status" });
    const again = () => {
        shown.trouble = null;
        startFromRoll(vote, draw);
        draw();
    };
    return [
        note("bad", say("postal.electorate.noRoll", { why: explain(trouble) })),
        h("div", { class: "buttons" }, button("web.retry", again, { id: "roll-again" })),
    ];
}

/** The roll names neither who was excluded nor who came for other items only: whoever is missing must be entered. */
function rollNote({ start }) {
    const { members, onRoll } = shown;
    const before = parsePlain(start.law).excluded;
    // Nobody on the roll was excluded.
    const now = members.filter(({ p, attended, excluded }) => attended && excluded && !onRoll.includes(p)).length;
    const added = members.filter(({ p }) => !onRoll.includes(p)).map(({ name }) => name);
    return note(
        now < before ? "warn" : "info",
        sayNumber("postal.electorate.roll", onRoll.length),
        (before > 0 || now > 0) && h("p", {}, sayNumber("postal.electorate.excluded", before, { now })),
        added.length > 0 && h("p", {}, say("postal.electorate.notOnRoll", { names: added.join(", ") })),
    );
}

const addForm = (isAfterVote, draw) =>
    h(
        "details",
        { id: "member-add", class: "card" },
        sentence("summary", "postal.electorate.add"),
        form({
            id: "member", text: "postal.electorate.add.text", submit: "postal.electorate.add.do", kind: "plain",
            fields: [{ name: "p", kind: "text", label: "postal.person" }, { name: "name", kind: "text", label: "postal.name" }],
            send: ({ p, name }) => {
                const isNew = isPersonID(p) && !shown.members?.some((each) => each.p === p);
                if (!isNew) throw Object.assign(new Error(p), { sentence: say("postal.fault.person") });
                // Whoever is not on the roll was not at the item, or was excluded from it.
                shown.members = [...(shown.members ?? []), known({ p, name, present: !isAfterVote })];
                draw();
            },
        }),
    );

export function electorateForm(state, draw) {
    const { postal } = desk;
    const { vote } = state.start;
    if (shown.postal !== postal) putList(postal, null);
    if (!shown.members && vote && !shown.isAsking && !shown.trouble) startFromRoll(vote, draw);
    // Looked up: while the roll is on its way the page may be drawn afresh.
    const sayAtFile = (said) => document.getElementById("electorate-file-place")?.replaceChildren(said);
    const take = async ({ target }) => {
        let onRoll = null;
        try {
            onRoll = vote ? (await rollOf(vote)).map(({ p }) => p) : null;
        } catch (error) {
            return sayAtFile(note("bad", say("postal.electorate.noRoll", { why: explain(error) })));
        }
        try {
            const found = membersOf(parsePlain(await textOf(target.files[0])), onRoll);
            if (!found) throw new Error("members");
            if (desk.postal !== postal) return;
            putList(postal, found, onRoll);
            draw();
        } catch {
            sayAtFile(note("bad", say("postal.fault.members")));
        }
    };
    const chooser = h(
        "div",
        { class: "field" },
        h("label", { for: "electorate-file" }, say("postal.field.members")),
        h("p", { class: "aside" }, say("postal.field.members.hint")),
        h("input", { type: "file", class: "file", id: "electorate-file", onchange: take }),
        h("div", { id: "electorate-file-place" }),
    );
    const { members } = shown;
    if (!members) return [h("div", { class: "card" }, sentence("h2", "postal.electorate"), sentence("p", "postal.electorate.text"), vote && missingRoll(vote, draw), chooser), !vote && addForm(false, draw)];
    const set = (member, flag) => ({ target }) => {
        member[flag] = target.checked;
        draw();
    };
    const row = (member) =>
        h(
            "tr",
            {},
            h("th", { scope: "row" }, member.name),
            FLAGS.map((flag) =>
                h(
                    "td",
                    {},
                    h("input", {
                        type: "checkbox", id: `m-${member.p}-${flag}`, checked: member[flag], onchange: set(member, flag),
                        "aria-label": `${member.name}: ${say(`postal.member.${flag}`)}`,
                    }),
                ),
            ),
        );
    const differing = members.filter(isDiffering);
    const outNow = members.filter(isNewlyExcluded);
    const admits = state.start.settings.electorate === "attended-session" ? "yes" : "no";
    const decision = (member) => [
        h("p", {}, say("postal.differs", { name: member.name })),
        choices(`decide-${member.p}`, "postal.differs.question", [["yes", say("postal.differs.yes")], ["no", say("postal.differs.no")]], admits),
    ];
    const freeze = form({
        id: "electorate", heading: "postal.electorate", text: "postal.electorate.text", submit: "postal.electorate.do", about: String(shown.n),
        above: [
            shown.onRoll && rollNote(state),
            chooser,
            h(
                "div",
                { class: "scroll", tabindex: "0", role: "region", "aria-label": say("postal.electorate") },
                h(
                    "table",
                    {},
                    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("postal.name")), FLAGS.map((flag) => h("th", { scope: "col" }, say(`postal.member.${flag}`))))),
                    h("tbody", {}, members.map(row)),
                ),
            ),
            differing.map(decision),
            outNow.map(({ name }) => h("p", {}, say("postal.newlyExcluded", { name }))),
        ],
        fields: [...differing, ...outNow].map(({ p }) => ({ name: `why-${p}`, kind: "text", label: "postal.differs.why" })),
        send: (values) =>
            act("electorate", () => ({
                members: members.map(({ p, name, attended, present, excluded, mayVote }) => ({ p, name, attended, present, excluded, mayVote })),
                decisions: [
                    ...differing.map(({ p }) => ({ p, admit: chosenIn(`decide-${p}`) === "yes", reason: values[`why-${p}`] })),
                    ...outNow.map(({ p }) => ({ p, admit: false, reason: values[`why-${p}`] })),
                ],
                ...(shown.onRoll ? { roll: shown.onRoll } : {}),
            })),
    });
    return [addForm(Boolean(vote), draw), freeze];
}

/** Once frozen. */
export function electorateFacts(state) {
    const { members: all, decisions } = state.electorate;
    const left = all.filter(({ p }) => !state.entitled.some((each) => each.p === p));
    return h(
        "div",
        { class: "card" },
        sentence("h2", "postal.electorate"),
        h("p", { class: "count" }, sayNumber("postal.entitled", state.entitled.length)),
        state.tooFew?.[spoken()].map((text) => note("warn", text)),
        decisions.length > 0 &&
            h("ul", {}, decisions.map(({ p, admit, reason }) => h("li", {}, `${all.find((each) => each.p === p)?.name ?? p}: ${say(admit ? "postal.differs.yes" : "postal.differs.no")} – ${reason}`))),
        left.length > 0 && h("p", { class: "aside" }, say("postal.leftOut", { names: left.map(({ name }) => name).join(", ") })),
    );
}

