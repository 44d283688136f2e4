// The clock of the chair's decision on a disturbance, and how many wait for one. Whether the member reported in time is
// another question; see delayOf in days.js.

import { isDecided } from "../../session.js";
import { h, say } from "../../page.js";
import { remaining } from "./days.js";
import { desk } from "./desk.js";

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
