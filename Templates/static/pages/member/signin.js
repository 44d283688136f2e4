// Signing in: by the letter's link, or with number and code. The code is taken from the field at once and kept nowhere.

import { normalised } from "../../a32.js";
import { faultText } from "../../faulttext.js";
import { isPersonID } from "../../strictjson.js";
import { Fault } from "../../fault.js";
import { fault, field, h, note, say, sentence, show, typedIn } from "../../page.js";

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
    const problem = h("div", { id: "problem" });
    const submit = h("button", { type: "submit", class: "main" }, say("web.signin"));
    const form = h(
        "form",
        { autocomplete: "off", novalidate: true },
        field("number", "web.person", number),
        field("code", "web.code", code, "web.code.hint"),
        problem,
        h("div", { class: "buttons" }, submit),
    );
    let isBusy = false;
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (isBusy) return;
        isBusy = true;
        submit.setAttribute("aria-disabled", "true");
        await tryToSignIn(number.value.trim(), code, problem, signIn);
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
    if (letter) {
        number.value = letter.p;
        code.value = letter.code;
        form.requestSubmit();
    }
}

async function tryToSignIn(person, codeField, problem, signIn) {
    problem.replaceChildren();
    fault("number", "", false);
    fault("code", "", false);
    if (!isPersonID(person)) return fault("number", say("web.fault.person"));
    const typed = codeField.value;
    try {
        await signIn(person, typed);
        codeField.value = "";
    } catch (error) {
        const text = codeFault(error, typed);
        if (text) return fault("code", text);
        problem.replaceChildren(note("bad", faultText(error)));
    }
}

/** What is wrong with a code, by name; null if it is something else. */
function codeFault(error, typed) {
    if (!(error instanceof Fault)) return null;
    if (error.code === "error.code.length") {
        const key = typed.trim() === "" ? "member.fault.code.empty" : "web.fault.code.length";
        return say(key, { length: normalised(typed).length });
    }
    if (error.code === "error.code.character") return say("web.fault.code.character", error.values);
    if (error.code === "error.code.typo") return say("web.fault.code.typo");
    return null;
}
