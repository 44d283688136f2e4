// The link on the access letter: `#p=NUMBER&c=CODE`. A fragment is never sent to a server, but it stands in the address
// bar and in the history, so whoever reads it takes it away at once.

/** Number and code of a fragment; null if it is not a letter's. Neither is checked here. */
export function letterOf(fragment) {
    const parts = new URLSearchParams(fragment.replace(/^#/, ""));
    const [p, code] = [parts.get("p"), parts.get("c")];
    return p && code ? { p, code } : null;
}

/** Whether there is a code in a link, also one that was copied or cut wrongly. */
export const holdsCode = (link) => /(^|[#?&;,\s]|%26|%3B)c(=|%3D)/i.test(link);

/**
 * The letter's link as it was followed, which is then gone from address bar and history; null if there was none. A page
 * calls this before anything else, because words and server may never come. One that is followed on the open page is for
 * a new page, which takes it away.
 */
export function takeLetter() {
    const letter = letterOf(location.hash);
    if (holdsCode(location.hash) || holdsCode(location.search)) history.replaceState(null, "", location.pathname);
    addEventListener("hashchange", () => holdsCode(location.hash) && location.reload());
    return letter;
}
