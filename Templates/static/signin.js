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
        const enter = async (...fields) => {
            const signedIn = await tried(...fields, roles);
            if (!signedIn) return;
            redrawWith();
            resolve(signedIn);
        };
        const draw = (typed) => drawForm(typed, words, aside, enter);
        // Another language: what was typed stays where it is, and is kept nowhere else.
        redrawWith(() => draw({ p: typedIn("person"), code: typedIn("code") }));
        draw(letter ?? { p: "", code: "" });
    });
}

function drawForm(typed, words, aside, enter) {
    const person = Object.assign(h("input", textInput("username")), { value: typed.p });
    const code = Object.assign(h("input", { ...textInput("off"), class: "code", maxlength: "40" }), { value: typed.code });
    const waiting = h("p", { class: "aside", role: "status" });
    const form = h(
        "form",
        { class: "card", novalidate: true, onsubmit: (event) => event.preventDefault() },
        field("person", "web.staffPerson", person, "web.person.hint"),
        field("code", "web.code", code, "web.code.hint"),
        waiting,
    );
    // Enter presses this button: with two fields a form does nothing on Enter without a button that submits.
    const main = button("web.signin", () => enter(person, code, waiting), { class: "main", type: "submit" });
    form.append(h("div", { class: "buttons" }, main));
    show("signin", sentence("h1", `${words}.signin.heading`), sentence("p", `${words}.signin.text`), form, aside());
    (person.value ? code : person).focus();
}

/** Nothing is stored of who signed in, so a new page has nobody. */
export const signOutButton = () => button("web.signout", () => location.reload(), { class: "plain" });

const textInput = (autocomplete) => ({
    type: "text", autocomplete, autocapitalize: "off", autocorrect: "off", spellcheck: "false", required: true,
});

async function tried(person, code, waiting, roles) {
    fault("person", "");
    fault("code", "");
    const p = person.value.trim();
    if (!isPersonID(p)) {
        fault("person", say("web.fault.person"));
        return null;
    }
    const calls = new WorkerCalls();
    try {
        requireStorage();
        await calls.call("checkCode", { code: code.value });
        const text = await persistently(() => read("/v1/server"), () => (waiting.textContent = say("web.offline")));
        waiting.textContent = "";
        const server = readServer(text);
        const key = await calls.call("unlock", { realm: toHex(server.realm), p, code: code.value });
        const votes = await persistently(() => ownVotes(key, roles), () => (waiting.textContent = say("web.offline")));
        if (votes.some(({ isOtherKey }) => isOtherKey)) throw new Fault("error.device.wrongKey");
        code.value = "";
        showPerson(votes.at(-1)?.name ?? p);
        return { key, server, calls };
    } catch (error) {
        calls.worker.terminate();
        const where = error instanceof Fault && error.code.startsWith("error.code.") ? "code" : null;
        const isWrong = error.code === "error.device.wrongKey";
        if (where || isWrong) fault("code", isWrong ? say("web.fault.wrongKey") : faultText(error));
        else waiting.replaceChildren(note("bad", faultText(error)));
        alarm(isWrong ? say("web.fault.wrongKey") : faultText(error));
        return null;
    }
}
