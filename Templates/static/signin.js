// How officer, chair and tellers say who they are: number and access code, which become a key in the worker and are
// forgotten. Nothing of it is stored; after a reload it is typed again.

import { persistently, read } from "./api.js";
import { Fault } from "./fault.js";
import { toHex } from "./encoding.js";
import { requireStorage } from "./keep.js";
import { faultText } from "./faulttext.js";
import { readServer } from "./messages.js";
import { ownVotes } from "./ownvotes.js";
import { alarm, button, fault, field, h, note, redrawWith, say, sentence, show, showPerson, typedIn } from "./page.js";
import { isPersonID } from "./strictjson.js";
import { WorkerCalls } from "./workercalls.js";

/**
 * Shows the sign-in until somebody has signed in. `roles` are those the page is for; `words` is the page's name, whose
 * sentences `NAME.signin.heading` and `NAME.signin.text` stand above the form; `letter` is what takeLetter answered;
 * `aside` makes the elements below it.
 *
 * Answers `{key: {p, publicKey}, server: {key, realm, box}, calls}`: the key itself stays in the worker behind `calls`.
 * If a vote names this number with another key, the code is wrong and nobody is signed in.
 */
export function signIn({ roles, words, letter, aside = () => [] }) {
    return new Promise((resolve) => {
        // What was wrong with the last try stands below the form in another language, too.
        let trouble = null;
        let isIn = false;
        const enter = async (...fields) => {
            trouble = null;
            try {
                const signedIn = await tried(...fields, roles);
                if (isIn) return;
                isIn = true;
                redrawWith();
                resolve(signedIn);
            } catch (error) {
                // A second try, made in the other language, was faster.
                if (isIn) return;
                trouble = error;
                tell(error, true);
            }
        };
        const draw = (typed) => {
            drawForm(typed, words, aside, enter);
            if (trouble) tell(trouble, false);
        };
        // Another language: what was typed stays where it is, and is kept nowhere else.
        redrawWith(() => draw({ p: typedIn("person"), code: typedIn("code") }));
        draw(letter ?? { p: "", code: "" });
    });
}

function drawForm(typed, words, aside, enter) {
    const person = Object.assign(h("input", textInput("username")), { value: typed.p });
    const code = Object.assign(h("input", { ...textInput("off"), class: "code", maxlength: "40" }), { value: typed.code });
    const waiting = h("div", { class: "aside", id: "signin-waiting", role: "status" });
    const form = h(
        "form",
        { class: "card", novalidate: true, onsubmit: (event) => event.preventDefault() },
        field("person", "web.staffPerson", person, "web.person.hint"),
        field("code", "web.code", code, "web.code.hint"),
        waiting,
    );
    // Enter presses this button: with two fields a form does nothing on Enter without a button that submits.
    const main = button("web.signin", () => enter(person, code), { class: "main", type: "submit" });
    form.append(h("div", { class: "buttons" }, main));
    show("signin", sentence("h1", `${words}.signin.heading`), sentence("p", `${words}.signin.text`), form, aside());
    (person.value ? code : person).focus();
}

/** Nothing is stored of who signed in, so a new page has nobody. */
export const signOutButton = () => button("web.signout", () => location.reload(), { class: "plain" });

const textInput = (autocomplete) => ({
    type: "text", autocomplete, autocapitalize: "off", autocorrect: "off", spellcheck: "false", required: true,
});

/** The sentence of a refusal. */
function textOf(error) {
    if (error.code === "web.fault.person") return say(error.code);
    return error.code === "error.device.wrongKey" ? say("web.fault.wrongKey") : faultText(error);
}

/** Says a refusal where it belongs: at a field, or below both. */
function tell(error, moves) {
    const isOfCode = error instanceof Fault && error.code.startsWith("error.code.");
    const isOfPerson = error.code === "web.fault.person";
    if (moves && !isOfPerson) alarm(textOf(error));
    if (isOfPerson) fault("person", textOf(error), moves);
    else if (isOfCode || error.code === "error.device.wrongKey") fault("code", textOf(error), moves);
    else document.getElementById("signin-waiting").replaceChildren(note("bad", textOf(error)));
}

/** By its id: the form may have been drawn in another language since. */
const sayWaiting = (text) => document.getElementById("signin-waiting")?.replaceChildren(text);

async function tried(person, code, roles) {
    fault("person", "");
    fault("code", "");
    const p = person.value.trim();
    if (!isPersonID(p)) throw new Fault("web.fault.person");
    const calls = new WorkerCalls();
    try {
        requireStorage();
        await calls.call("checkCode", { code: code.value });
        const text = await persistently(() => read("/v1/server"), () => sayWaiting(say("web.offline")));
        sayWaiting("");
        const server = readServer(text);
        const key = await calls.call("unlock", { realm: toHex(server.realm), p, code: code.value });
        const votes = await persistently(() => ownVotes(key, roles), () => sayWaiting(say("web.offline")));
        if (votes.some(({ isOtherKey }) => isOtherKey)) throw new Fault("error.device.wrongKey");
        code.value = "";
        showPerson(votes.at(-1)?.name ?? p);
        return { key, server, calls };
    } catch (error) {
        calls.worker.terminate();
        throw error;
    }
}
