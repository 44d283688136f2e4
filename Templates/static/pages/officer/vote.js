// The votes of the session: the list, drafts that wait for a second pair of eyes, and the vote that runs.

import { Fault } from "../../fault.js";
import { button, codeOf, confirmed, field, h, note, say, sayNumber, sentence } from "../../page.js";
import { isRehearsal } from "../../rehearsal.js";
import { desk } from "./desk.js";
import { draftCard } from "./draft.js";
import { isReplaced } from "./drafts.js";
import { equation, manifestFacts, sureOfSums } from "./equation.js";
import { orSay } from "./faults.js";
import { fullName, itemField } from "./items.js";
import { part } from "./parts.js";
import { chosenDifference, isSameDifference } from "./rollcheck.js";
import { leftSince } from "./rollnote.js";
import { prefill, prefillDraft } from "./compose.js";
import { act, refreshJournal } from "./journaling.js";
import { abandonVote, chooseVote, signVote } from "./votes.js";

const STEPS = ["ceremony", "ready", "issuing", "casting", "closed", "boxed", "tallied", "announced"];

/** States that a step on the list stands for. */
const STEP_OF = { empty: "ceremony", draft: "ceremony", tallying: "boxed" };

export function voteTab(go) {
    const said = h("div", {});
    const ifThere = (make) => () => desk.vote?.log && make(said, go);
    return [
        h("h1", {}, say("officer.tab.vote")),
        said,
        part(() => drafts(said, go)),
        part(() => list(said, go)),
        h(
            "div",
            { class: "columns" },
            h("div", {}, part(ifThere(running)), part(ifThere(equation)), part(ifThere(progress))),
            h("div", {}, part(ifThere(names)), part(ifThere(ending))),
        ),
    ];
}

/** Drafts without a vote; those that a newer one has replaced are folded away. */
function drafts(said, go) {
    const { session } = desk;
    const again = (draft) => {
        prefillDraft(draft);
        go("compose");
    };
    const waiting = session.drafts.filter(({ vote }) => !session.votes.some((other) => other.vote === vote));
    const old = waiting.filter((draft) => isReplaced(draft, session));
    const card = (draft) => draftCard(draft, said, again);
    return [
        waiting.filter((draft) => !old.includes(draft)).map(card),
        old.length > 0 && h("details", { id: "old-drafts" }, h("summary", {}, sayNumber("officer.drafts.replaced", old.length)), old.map(card)),
    ];
}

function list(said, go) {
    const { session, votes } = desk;
    const rows = session.votes.map(({ vote, item }) => {
        const known = votes.find((other) => other.vote === vote);
        const state = desk.vote?.id === vote && desk.vote.isAbandoned ? "abandoned" : known?.state;
        return h(
            "li",
            {},
            h("p", {}, h("strong", {}, fullName(item)), h("br"), `${known?.title ?? vote} – ${stateOf(state)}`),
            desk.vote?.id === vote
                ? sentence("p", "officer.vote.onScreen", {}, { class: "aside" })
                : button("officer.vote.show", () => orSay(said, () => chooseVote(vote)), { id: `show-${vote}` }),
        );
    });
    const others = votes.filter(({ vote }) => !session.votes.some((other) => other.vote === vote));
    return h(
        "section",
        { class: "card", "aria-labelledby": "votes-heading" },
        h("h2", { id: "votes-heading" }, say("officer.votes")),
        rows.length > 0 ? h("ul", { class: "plain" }, rows) : sentence("p", "officer.votes.none"),
        h("div", { class: "buttons" }, button("officer.compose.open", () => go("compose"), { class: "main", id: "compose-open" })),
        others.length > 0 && h(
            "details",
            { id: "other-votes" },
            h("summary", {}, sayNumber("officer.votes.others", others.length)),
            sentence("p", "officer.votes.others.what", {}, { class: "aside" }),
            h("ul", { class: "plain" }, others.map((other) => adopt(other, said))),
        ),
    );
}

/** A vote that was made on the command line is taken into this session's journal. */
function adopt({ vote, title, state }, said) {
    const name = h("p", {}, h("strong", {}, title), ` – ${stateOf(state)}`);
    const { rehearsal } = desk.session.session ?? {};
    if (isRehearsal(title) !== Boolean(rehearsal)) {
        return h("li", {}, name, sentence("p", rehearsal ? "officer.votes.adopt.real" : "officer.votes.adopt.rehearsal", {}, { class: "aside" }));
    }
    const item = itemField(`adopt-${vote}`);
    const enter = () =>
        orSay(said, async () => {
            await act("vote", { vote, item: item.value() });
            await chooseVote(vote);
        });
    return h(
        "li",
        {},
        name,
        item.element,
        button("officer.votes.adopt", enter, { id: `adopt-do-${vote}` }),
    );
}

const stateOf = (state) => (state ? say(`officer.state.${state}`) : say("officer.state.unknown"));

// MARK: The vote on the screen

function running(said) {
    const { log } = desk.vote;
    return h(
        "section",
        { class: "card", "aria-labelledby": "vote-heading" },
        h("p", {}, h("span", { class: "secret" }, say("web.secret"))),
        h("h2", { id: "vote-heading" }, log.manifest.title),
        acts(said),
        fingerprints(log),
    );
}

function progress() {
    const { vote } = desk;
    return h("section", { class: "card", "aria-labelledby": "progress-heading" },
        h("h2", { id: "progress-heading" }, say("officer.vote.progress")), steps(vote.log), manifestFacts(vote));
}

function steps({ state, round, done, shares, signed }) {
    if (desk.vote.isAbandoned) return note("bad", say("officer.ended.abandoned"));
    if (state === "voided") return note("bad", say("officer.state.voided"), h("p", {}, desk.vote.log.voidReason));
    const now = STEPS.indexOf(STEP_OF[state] ?? state);
    const detail = {
        ceremony: round > 0 ? say("officer.vote.round", { round, done: done[round - 1].length }) : say("officer.vote.tellersWait"),
        boxed: say("officer.vote.shares", { count: shares.length }),
        tallied: say("officer.vote.signed", { count: signed.length }),
    };
    return h(
        "ol",
        { class: "steps" },
        STEPS.map((step, i) =>
            h(
                "li",
                { class: i < now ? "done" : i === now ? "now" : null, "aria-current": i === now ? "step" : null },
                say(`officer.step.${step}`),
                i === now && detail[step] && h("span", { class: "aside" }, ` – ${detail[step]}`),
                i < now && h("span", { class: "unseen" }, ` ${say("officer.step.done")}`),
            ),
        ),
    );
}

function fingerprints({ fingerprint, boardFingerprint }) {
    return [
        fingerprint && [h("h3", {}, say("web.fingerprint")), codeOf(fingerprint), sentence("p", "officer.fingerprint.what", {}, { class: "aside" })],
        boardFingerprint && [h("h3", {}, say("web.board")), codeOf(boardFingerprint)],
    ];
}

/** What the officer does next; one button at a time. */
const NEXT = { ready: "open", issuing: "cast", casting: "close" };

function acts(said) {
    const { vote, session } = desk;
    const { state } = vote.log;
    if (vote.isAbandoned) return sentence("p", "officer.wait.voided");
    if (!vote.roles.includes("officer")) return sentence("p", "officer.vote.notOfficer", {}, { class: "aside" });
    if (vote.isRestored && state !== "voided") return restoredNote();
    const type = NEXT[state];
    if (!type) return (["closed", "boxed"].includes(state) && tooFewNote()) || sentence("p", `officer.wait.${state}`);
    if (session.paused > 0) return pausedNote(said);
    const { draws, ballots } = vote.status;
    const number = { open: 0, cast: vote.log.manifest.rollCount - draws, close: draws - ballots }[type];
    const sign = async () => {
        const seen = chosenDifference({ session: desk.session, vote });
        if (!(await sureOfSums(`officer.do.${type}`))) return;
        if (!(await sureOfStep(vote, type, number))) return;
        await orSay(said, () => step(vote, type, seen));
    };
    return [
        h("p", {}, sayNumber(`officer.next.${type}`, number)),
        h("div", { class: "buttons" }, button(`officer.do.${type}`, sign, { class: "main", id: "act-next" })),
    ];
}

/** A vote from a backup: the server refuses every step but the void, which is below. */
function restoredNote() {
    const go = () => {
        document.getElementById("void").open = true;
        document.getElementById("void-reason").focus();
    };
    return [
        note("bad", say("officer.restored"), sentence("p", "officer.restored.device")),
        h("div", { class: "buttons" }, button("officer.restored.void", go, { class: "danger", id: "act-void" })),
    ];
}

/** While the session stands still, no vote goes on: first somebody says that the disturbance is over. */
function pausedNote(said) {
    const resume = () => orSay(said, () => act("resumed"));
    return [
        note("warn", say("officer.pausedFirst", { number: desk.session.paused })),
        h("div", { class: "buttons" }, button("officer.resume", resume, { class: "main", id: "resume-first" })),
    ];
}

/** The last question before a step, with everything that has to be known for its answer. */
function sureOfStep(vote, type, number) {
    const { log } = vote;
    const have = ballotsOf(vote);
    const need = log.manifest.minimumBallots;
    const sentences = [
        type === "close" ? have < need && say("officer.sure.close.tooFew", { have, need }) : leftSince(vote),
        type === "cast" && say("officer.sure.cast.tellers", { fingerprint: log.fingerprint }),
        say(`officer.sure.${type}${number > 1 ? ".some" : number === 1 ? ".one" : ""}`, { number }),
    ];
    return confirmed("officer.sure", { question: sentences.filter(Boolean).join("\n") }, `officer.do.${type}`);
}

const ballotsOf = ({ log, status }) => log.board?.ballots ?? status.ballots;

/** With so few ballots nothing may be opened, and the vote can only be voided. */
function tooFewNote() {
    const { vote } = desk;
    const have = ballotsOf(vote);
    const need = vote.log.manifest.minimumBallots;
    if (have >= need) return null;
    return note("bad", say("officer.tooFew", { have, need }), sentence("p", "officer.tooFew.do"),
        h("div", { class: "buttons" }, button("officer.void", openVoid, { class: "danger", id: "void-too-few" })));
}

/** The form of the void, with the reason that there is. */
function openVoid() {
    document.getElementById("void").open = true;
    const reason = document.getElementById("void-reason");
    reason.value ||= say("officer.tooFew.reason");
    reason.focus();
}

/** Somebody else may have interrupted the session, or excluded somebody, while this person was being asked. */
async function step(vote, type, seen) {
    await refreshJournal();
    if (!isSameDifference(chosenDifference({ session: desk.session, vote }), seen)) throw new Fault("officer.roll.meanwhile");
    if (desk.session.paused > 0) throw new Fault("officer.pausedFirst", { number: desk.session.paused });
    await signVote(vote, type);
}

/** Who has not drawn; names for the officer alone. */
function names() {
    const { vote } = desk;
    if (!vote.drawn || !vote.roll || !["issuing", "casting", "closed", "boxed"].includes(vote.log.state)) return null;
    const missing = vote.roll.filter(({ p }) => !vote.drawn.includes(p));
    return h(
        "section",
        { class: "card", "aria-labelledby": "names-heading" },
        h("h2", { id: "names-heading" }, say("officer.names", { count: missing.length })),
        missing.length === 0
            ? note("good", say("officer.names.all"))
            : h("ul", {}, missing.map(({ p, name }) => h("li", {}, `${name} (${p})`))),
        sentence("p", "officer.names.what", {}, { class: "aside" }),
    );
}

// MARK: Ending without a result

const ENDED = ["announced", "voided"];

function ending(said, go) {
    const { vote } = desk;
    const { state } = vote.log;
    const isOfficer = vote.roles.includes("officer");
    if (ENDED.includes(state) || vote.isAbandoned) {
        const again = async () => {
            await prefill(vote, desk.session);
            go("compose");
        };
        const repeat = button("officer.compose.again", () => orSay(said, again), { id: "compose-again" });
        const end = vote.isAbandoned ? "abandoned" : state;
        return h("section", { class: "card" }, sentence("h2", `officer.ended.${end}`),
            end === "announced" && sentence("p", "officer.ended.papers"),
            h("div", { class: "buttons" }, repeat,
                end === "voided" && h("a", { class: "button", href: "/briefwahl", id: "go-postal" }, say("officer.ended.postal"))));
    }
    if (!isOfficer || state === "tallied") return null;
    const isLost = state === "tallying";
    const reason = h("input", { type: "text" });
    const end = async () => {
        if (!reason.value.trim()) return said.replaceChildren(note("bad", say("officer.void.noReason")));
        if (!(await confirmed(isLost ? "officer.abandon.sure" : "officer.void.sure", {}, isLost ? "officer.abandon" : "officer.void", "danger"))) return;
        await orSay(said, () => (isLost ? abandonVote(vote, reason.value.trim()) : signVote(vote, "void", reason.value.trim())));
    };
    return h(
        "details",
        { class: "card", id: "void" },
        h("summary", {}, say(isLost ? "officer.abandon" : "officer.void")),
        sentence("p", isLost ? "officer.abandon.what" : "officer.void.what"),
        field("void-reason", "officer.void.reason", reason),
        h("div", { class: "buttons" }, button(isLost ? "officer.abandon" : "officer.void", end, { class: "danger", id: "void-do" })),
    );
}
