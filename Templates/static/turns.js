// One thing after the other: a worker has one vote or journal at a time, and a page may ask for another one while it
// still waits for an answer.

/** Answers `turn(work)`, which does `work` once everything that was asked for before is done, and answers its outcome. */
export function inTurns() {
    let last = Promise.resolve();
    return (work) => {
        const turn = last.then(work);
        last = turn.catch(() => {});
        return turn;
    };
}
