// Signing in: by the letter's link, or with number and code. The code is taken from the field at once and kept nowhere.

import { normalised } from "../../a32.js";
import { faultText } from "../../faulttext.js";
import { isPersonID } from "../../strictjson.js";
import { Fault } from "../../fault.js";
import { fault, field, h, note, say, sentence, show, typedIn } from "../../page.js";

/** What was wrong with the last try: `{field, text()}`, or without a field; another language says it, too. */
let refused = null;
/** A try is under way, also when the form was drawn again meanwhile. */
let isBusy = false;

function tellRefused(moves) {
    const { field: where, text } = refused;
    if (where) fault(where, text(), moves);
    else document.getElementById("problem").replaceChildren(note("bad", text()));
}

function refuse(where, text) {
    refused = { field: where, text };
    tellRefused(true);
}

export function showSignIn({ letter, signIn }) {
    const number = h(
        "input",
        {
            type: "text",
            name: "number",
            autocomplete: "off",
            autocapitalize: "characters",
            spellcheck: "false",
            maxlength: 32,
        },
    );
    const code = h(
        "input",
        {
            type: "text",
            name: "code",
            class: "code",
            autocomplete: "off",
            autocapitalize: "characters",
            spellcheck: "false",
        },
    );
    // In another language the fields keep what was typed; it stands nowhere else.
    number.value = typedIn("number");
    code.value = typedIn("code");
    const submit = h("button", { type: "submit", class: "main" }, say("web.signin"));
    const form = h(
        "form",
        { autocomplete: "off", novalidate: true },
        field("number", "web.person", number),
        field("code", "web.code", code, "web.code.hint"),
        h("div", { id: "problem" }),
        h("div", { class: "buttons" }, submit),
    );
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (isBusy) return;
        isBusy = true;
        submit.setAttribute("aria-disabled", "true");
        await tryToSignIn(number.value.trim(), code, signIn);
        submit.removeAttribute("aria-disabled");
        isBusy = false;
    });
    show(
        "signin",
        sentence("p", "web.secret", {}, { class: "secret" }),
        sentence("h1", "member.signin"),
        sentence("p", "member.signin.text"),
        form,
        h("details", {}, sentence("summary", "member.signin.why"), sentence("p", "member.signin.whyText")),
    );
    if (refused) tellRefused(false);
    if (letter) {
        number.value = letter.p;
        code.value = letter.code;
        form.requestSubmit();
    }
}

async function tryToSignIn(person, codeField, signIn) {
    refused = null;
    document.getElementById("problem").replaceChildren();
    fault("number", "", false);
    fault("code", "", false);
    if (!isPersonID(person)) return refuse("number", () => say("web.fault.person"));
    const typed = codeField.value;
    try {
        await signIn(person, typed);
        codeField.value = "";
    } catch (error) {
        // Of what was typed only the length is kept.
        const length = normalised(typed).length;
        const key = codeFault(error, typed.trim() === "");
        if (key) refuse("code", () => say(key, { length, ...error.values }));
        else refuse(null, () => faultText(error));
    }
}

/** The key of the sentence on what is wrong with a code; null if it is something else. */
function codeFault(error, isEmpty) {
    if (!(error instanceof Fault)) return null;
    if (error.code === "error.code.length") return isEmpty ? "member.fault.code.empty" : "web.fault.code.length";
    return ["error.code.character", "error.code.typo"].includes(error.code) ? error.code.replace("error", "web.fault") : null;
}
