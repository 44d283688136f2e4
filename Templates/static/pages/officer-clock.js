// The five minutes within which the chair decides on a disturbance (handbook of Siegburg; § 10 DigiSiVO names no time).

import { isDecided } from "../session.js";
import { h, say } from "../page.js";
import { desk } from "./officer-desk.js";

const MINUTES = 5;

/** `4:59` that are left, or how long the time is over; a text, and whether it is over. */
export function remaining(reported, now = Date.now()) {
    const seconds = Math.round((Date.parse(reported) + MINUTES * 60_000 - now) / 1000);
    const clock = `${Math.floor(Math.abs(seconds) / 60)}:${String(Math.abs(seconds) % 60).padStart(2, "0")}`;
    return { isOver: seconds < 0, clock };
}

/** How many disturbances wait for a decision, for the tab's name. */
export function disturbanceCount() {
    const open = desk.session.disturbances.filter((each) => !isDecided(each)).length;
    return open > 0 && h("span", { class: "badge" }, ` ${open}`, h("span", { class: "unseen" }, ` ${say("officer.disturbance.open")}`));
}

/** A clock that runs by itself while it is on the page; it is no live region, or it would speak every second. */
export function clockOf({ reported }) {
    const element = h("p", { class: "clock", role: "timer" });
    const draw = () => {
        const { isOver, clock } = remaining(reported);
        element.textContent = say(isOver ? "officer.clock.over" : "officer.clock.left", { clock });
        element.classList.toggle("over", isOver);
    };
    draw();
    const timer = setInterval(() => (element.isConnected ? draw() : clearInterval(timer)), 1000);
    return element;
}
