// Which view belongs to which stage.

import { view } from "../../page.js";
import { showBallot } from "./ballot.js";
import { showArrived, showDrawing, showDrawn, showSending, showWaiting } from "./before.js";
import { showBoard, showClosed } from "./board.js";
import { showEnded, showLeftOut, showOutcome, showResult } from "./ends.js";
import { showRestored } from "./restored.js";

const VIEWS = {
    waiting: showWaiting,
    drawing: showDrawing,
    drawn: showDrawn,
    leftOut: showLeftOut,
    ballot: showBallot,
    sending: showSending,
    arrived: showArrived,
    closed: showClosed,
    board: showBoard,
    result: showResult,
    restored: showRestored,
    voided: showEnded,
    abandoned: showEnded,
    missed: showOutcome,
    elsewhere: showOutcome,
    used: showOutcome,
    late: showOutcome,
};

export function showStage(page, booth) {
    // Whoever is marking a ballot or looking at its tracker is not disturbed by what happens elsewhere.
    const isInTheBooth = page.choice?.vote === booth.vote && ["ballot", "review", "audit"].includes(view());
    if (booth.stage === "ballot" && isInTheBooth) return;
    VIEWS[booth.stage](page, booth);
}
