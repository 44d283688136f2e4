// On a wall nobody scrolls: what is too high for it is shown smaller, by as little as is needed.

/** As small as letters may get; what is higher even so is scrolled. */
const LEAST = 60;

/** From this width on a screen is taken for a wall, as count.css does. */
const isWall = () => matchMedia("(min-width: 64rem)").matches;

const isTooHigh = () => document.documentElement.scrollHeight > innerHeight;

const setSize = (size) => (document.getElementById("main").style.zoom = size);

/** Fits what is on the page now. */
export function fit() {
    unfit();
    for (let percent = 98; percent >= LEAST && isWall() && isTooHigh(); percent -= 2) setSize(`${percent}%`);
}

/** Everything in its own size. */
export const unfit = () => setSize("");
