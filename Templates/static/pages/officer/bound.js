// Inputs that keep what was typed, so that neither another tab of the page nor another language loses it.

/** An input that writes into `form[name]`, and shows what is in it. */
export function boundTo(form, name, input, read = (text) => text) {
    if (input.type === "checkbox") {
        input.checked = form[name];
        input.addEventListener("change", () => (form[name] = input.checked));
    } else {
        input.value = form[name];
        const event = input.tagName === "SELECT" ? "change" : "input";
        input.addEventListener(event, () => (form[name] = read(input.value)));
    }
    return input;
}
