// The link on the access letter: `#p=NUMBER&c=CODE`. A fragment is never sent to a server, but it stands in the address
// bar and in the history, so whoever reads it takes it away at once.

/** Number and code of a fragment; null if it is not a letter's. Neither is checked here. */
export function letterOf(fragment) {
    const parts = new URLSearchParams(fragment.replace(/^#/, ""));
    const [p, code] = [parts.get("p"), parts.get("c")];
    return p && code ? { p, code } : null;
}

/** The letter's link as it was followed, which is then gone from address bar and history. */
export function takeLetter() {
    const letter = letterOf(location.hash);
    if (letter) history.replaceState(null, "", location.pathname);
    return letter;
}
