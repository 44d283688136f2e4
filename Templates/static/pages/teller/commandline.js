// Why and when the command line is the stronger way for a teller (protocol section 18).

import { h, sentence } from "../../page.js";

export const strongerWay = () =>
    h(
        "details",
        {},
        sentence("summary", "teller.cli"),
        sentence("p", "teller.cli.why"),
        sentence("p", "teller.cli.when"),
    );
