// The member's page. It holds one person's key (in the worker) and one vote at a time, and shows what comes next by
// itself.

import { takeLetter } from "../letter.js";
import { pause, persistently, read } from "../api.js";
import { Booth } from "../booth.js";
import { faultText } from "../faulttext.js";
import { watchInterruption } from "../interruption.js";
import { Keep, requireStorage } from "../keep.js";
import { readServer } from "../messages.js";
import { announce, markRehearsal, redrawWith, say, sentence, show, showPerson, spoken, start, view } from "../page.js";
import { toHex } from "../encoding.js";
import { isRehearsal } from "../rehearsal.js";
import { isOver, runs, voteToShow } from "../stage.js";
import { untilNotIn, watchVotes } from "../watch.js";
import { publicWords } from "../words-of-vote.js";
import { WorkerCalls } from "../workercalls.js";
import { showStage } from "./member/stages.js";
import { showSignIn } from "./member/signin.js";
import { showChooser, showNothing, showTrouble } from "./member/chooser.js";
import { drawNotices, otherKey, pausedKey } from "./member/notices.js";
import { OtherDraws } from "./member/otherdraws.js";
import { holdCast } from "./member/review.js";

// Before anything else: the code leaves the address bar.
let letter = takeLetter();

const page = {
    calls: null,
    server: null,
    person: null,
    votes: [],
    booth: null,
    /** Draws in votes that are not shown. */
    others: null,
    isOnline: true,
    /** The session stands still: nothing is drawn, and nobody begins to cast. */
    isPaused: false,
    /** As `watchInterruption` has it, for the vote that is shown. */
    interruption: null,
    /** The vote that the person chose; it stays until they choose another. */
    chosen: null,
    /** The list of votes is open. */
    isChoosing: false,
    /** What the member is marking; gone with the ballot. */
    choice: null,

    /** Takes up a vote because the person said so. */
    async choose(vote) {
        // Whoever goes there draws there, and is named: not in the moment in which a ballot arrives here.
        if (page.booth?.stage === "sending") return;
        page.chosen = vote;
        await page.open(vote);
    },

    async open(vote) {
        if (page.booth?.vote === vote) return page.step();
        page.isChoosing = false;
        page.forgetChoice();
        const booth = page.boothOf(vote);
        page.booth = booth;
        page.watchSession(vote);
        // What was said of the session of another vote.
        drawNotices(page);
        localStorage.setItem("urne.vote", vote);
        await page.guarded(async () => {
            await booth.start();
            await page.stepNow(booth);
        });
    },

    boothOf(vote, { calls = page.calls, network } = {}) {
        const { person, server } = page;
        const keep = new Keep(vote, person, "member");
        return new Booth({ vote, person, server, calls, keep, network, onWaiting: () => page.online(false) });
    },

    /** What is kept of a vote, shown or not. */
    storeOf: (vote) => new Keep(vote, page.person, "member").read().store,

    /** Shows the list of all votes. */
    list() {
        page.chosen = null;
        page.booth = null;
        page.watchSession(null);
        page.isChoosing = true;
        markRehearsal(false);
        page.forgetChoice();
        showChooser(page);
        drawNotices(page);
    },

    /** The next step of the vote that is shown; whatever woke the page up. */
    step() {
        const { booth } = page;
        if (booth) return page.guarded(() => page.stepNow(booth));
    },

    async stepNow(booth) {
        await page.learn(booth);
        if (booth.stage === "drawing") {
            await page.interruption.known;
            page.render(booth);
            // The page steps on when the session does; that of another vote says nothing about this one.
            if (page.isPaused || booth !== page.booth) return;
            await booth.draw();
        }
        if (booth.stage === "sending") {
            page.render(booth);
            await page.deliver(booth);
        }
        await booth.readStanding();
        await booth.readAbandonment();
        await booth.readReceipt();
        if (["board", "result"].includes(booth.stage)) await booth.readBoard();
        if (booth.stage === "result") await page.readDecision(booth);
        page.render(booth);
        page.watchCount(booth);
    },

    /**
     * What is new of a vote. While a ballot waits to be sent nothing is asked that the list of votes has told already: a
     * call of its own would show the network who pressed the button, or tie this device's two connections in time.
     */
    async learn(booth) {
        await booth.adopt();
        if (booth.stage !== "sending" || !page.knowsOf(booth)) await booth.refresh();
    },

    /** Whether a vote is casting, as far as can be known without asking: the list of votes says nothing else. */
    knowsOf({ vote, log, isServerKnown }) {
        const isElsewhere = page.votes.some((each) => each.vote === vote && each.state !== "casting");
        return log?.state === "casting" && isServerKnown && !isElsewhere;
    },

    /**
     * Sends the kept ballot after a random time, so that nobody sees in the network who pressed the button just now. Of
     * all tabs one does it while the others wait; if that one is closed, the next goes on.
     */
    deliver(booth) {
        return navigator.locks.request(`${booth.keep.lock}:cast`, async () => {
            await page.learn(booth);
            if (booth.stage !== "sending") return;
            if (booth.log.state === "casting") {
                await page.pauseAtRandom(booth);
                await page.learn(booth);
                if (booth.stage !== "sending") return;
            }
            await booth.cast();
        });
    },

    /**
     * A random time, which ends when the vote does. The page hears of that from the list of votes, which it reads all
     * the time: a call of its own would tell the network that somebody has pressed the button.
     */
    pauseAtRandom({ vote, log }) {
        const [random] = crypto.getRandomValues(new Uint32Array(1));
        const isCasting = () => page.votes.some((each) => each.vote === vote && each.state === "casting");
        const ended = new Promise((resolve) => (page.onList = () => isCasting() || resolve()));
        return Promise.race([pause((random / 2 ** 32) * log.manifest.jitterSeconds * 1000), ended]);
    },
    onList: null,
    /** Wakes who waits for any news of votes or session; how many there were. */
    onNews: null,
    heard: 0,

    /** What the numbers mean, in the sentences of the hall; the numbers were checked on this device. */
    async readDecision(booth) {
        const language = spoken();
        if (booth.decision?.language === language) return;
        const { decided } = await persistently(() => publicWords(booth.vote), () => page.online(false));
        booth.decision = { language, sentences: decided };
    },

    /** A count that stands still may be given up; the list of votes does not say so. */
    watchCount(booth) {
        if (booth.stage !== "board" || booth.log.state !== "tallying" || booth.isWatched) return;
        booth.isWatched = true;
        untilNotIn(booth.vote, "tallying").then(() => {
            booth.isWatched = false;
            if (booth === page.booth) page.step();
        });
    },

    render(booth = page.booth) {
        if (!booth || booth !== page.booth || !booth.log) return;
        markRehearsal(isRehearsal(booth.log.manifest.title));
        if (booth.stage !== "ballot") page.forgetChoice();
        // What somebody reads, or has opened, is not drawn again because something changed elsewhere.
        const { vote, stage, log, board, tracker, isRecovered, standing, decision } = booth;
        const isHeld = stage === "drawing" && page.isPaused;
        const others = page.votes.length > 1;
        const facts = [
            vote, stage, log.events, board !== null, tracker, isRecovered, isHeld, others, standing?.why,
            decision?.language, spoken(),
        ];
        if (page.drawn === facts.join() && page.drawnView === view()) return;
        showStage(page, booth);
        // What they offer goes by the stage.
        if (page.isPaused || page.votes.length > 1) drawNotices(page);
        Object.assign(page, { drawn: facts.join(), drawnView: view() });
    },
    /** What was known when the view was drawn, and which view that was. */
    drawn: "",
    drawnView: "",

    /** One step at a time; what goes wrong is shown, and what may pass is tried again with the next change. */
    guarded(act) {
        const turn = page.turn.then(act).catch((error) => page.follow(error)).catch((error) => page.fail(error));
        page.turn = turn;
        return turn;
    },
    turn: Promise.resolve(),

    /** Another tab was faster, or the vote went on: no fault, but a view that is out of date. */
    async follow(error) {
        if (!page.booth || !/^error\.device\.(alreadyCast|wrongState)/.test(error?.code ?? "")) throw error;
        page.forgetChoice();
        await page.stepNow(page.booth);
    },

    fail(error) {
        page.forgetChoice();
        showTrouble(page, error, faultText(error));
    },

    online(isThere) {
        if (page.isOnline === isThere) return;
        page.isOnline = isThere;
        // Whatever answers next may have been restored meanwhile.
        if (!isThere && page.booth) page.booth.isServerKnown = false;
        announce(say(isThere ? "web.online" : "web.offline"));
        drawNotices(page);
        if (isThere) page.step();
    },

    /** Of several sessions only that of the vote holds it; without a vote, the page hears of those that sit. */
    watchSession(vote) {
        page.interruption?.stop();
        page.isPaused = false;
        page.interruption = watchInterruption({
            vote, isWanted: mayVote, onChange: page.interrupted, wait: newsOrLater(),
        });
    },

    /** The session has been interrupted, or goes on. A ballot that is on its way is not held up. */
    interrupted(isPaused) {
        page.isPaused = isPaused;
        if (isPaused || mayVote()) announce(say(isPaused ? pausedKey(page) : "web.resumed"));
        drawNotices(page);
        holdCast(isPaused);
        page.step();
    },

    forgetChoice() {
        page.choice?.forget();
        page.choice = null;
    },

    signOut() {
        // A new page has no key, no worker and no memory of what was shown.
        location.replace(location.pathname);
    },
};

/** Derives the key; afterwards only the worker has it. Throws what is wrong with the code. */
async function signIn(person, code) {
    requireStorage();
    page.server ??= await readServerInfo();
    page.calls ??= new WorkerCalls();
    await page.calls.call("unlock", { realm: page.server.realm, p: person, code });
    page.person = person;
    page.others = otherDraws(code);
    showPerson(say("member.signedIn", { p: person }));
    show(
        "loading",
        sentence("p", "web.secret", {}, { class: "secret" }),
        sentence("h1", "web.working", {}, { class: "working" }),
    );
    if (!page.interruption) page.watchSession(null);
    watchVotes({ onNews: takeNews, onOffline: (isLost) => page.online(!isLost) });
    addEventListener("storage", onStorage);
}

/** The second worker gets the key in the same way; the code is not kept for later. */
function otherDraws(code) {
    const calls = new WorkerCalls();
    calls.call("unlock", { realm: page.server.realm, p: page.person, code }).catch(() => {});
    return new OtherDraws({
        boothOf: (vote, network) => page.boothOf(vote, { calls, network }),
        storeOf: page.storeOf,
        shown: () => page.booth?.vote,
        onDrawn: () => drawNotices(page),
    });
}

/** The long question about the votes is answered when the session is interrupted or goes on, too. */
function takeNews({ votes }) {
    page.heard += 1;
    page.onNews?.();
    onList(votes);
}

/** Until there is news that was not asked about; a server of another make may not answer for the session's sake. */
function newsOrLater() {
    let asked = page.heard;
    return async () => {
        const news = new Promise((resolve) => (page.onNews = resolve));
        if (page.heard === asked) await Promise.race([news, pause(20_000)]);
        asked = page.heard;
    };
}

/** Whether there is a vote that is not over, as far as the page knows. */
const mayVote = () => page.votes.length === 0 || page.votes.some(({ state }) => !isOver(state));

async function readServerInfo() {
    const { realm, box } = readServer(await persistently(() => read("/v1/server"), () => page.online(false)));
    page.online(true);
    return { realm: toHex(realm), box };
}

function onList(votes) {
    const before = page.votes;
    const opened = votes.filter((vote) => isNew(vote, before));
    const changed = votes.filter(({ vote, state }) => !before.some((old) => old.vote === vote && old.state === state));
    page.votes = votes;
    page.onList?.();
    if (!page.isChoosing) goOn(votes, opened);
    // Whoever reads the list must not miss their token: it is only given out for a while.
    else if (opened.length === 1) page.open(opened[0].vote);
    else showChooser(page);
    drawNotices(page);
    page.others.take(votes);
    // What stands above the view is not read out by itself; the first list is no news.
    const others = before.length > 0 ? changed.filter(({ vote, state }) => runs(state) && vote !== page.booth?.vote) : [];
    if (others.length > 0) announce(others.map((each) => say(otherKey(page, each), each)).join(" "));
}

/** A vote in which members act now, and did not act before. */
const isNew = ({ vote, state }, before) => runs(state) && !before.some((old) => old.vote === vote && runs(old.state));

/** Shows what comes next by itself. */
function goOn(votes, opened) {
    const isThere = votes.some(({ vote }) => vote === page.chosen);
    const last = page.booth?.vote ?? localStorage.getItem("urne.vote");
    const next = isThere ? chosenOrNew(votes, opened) : voteToShow(votes, last);
    if (next && next.vote !== page.booth?.vote) page.open(next.vote);
    else if (page.booth) page.step();
    else if (votes.length > 0) showChooser(page);
    else showNothing(page);
}

/** A vote that a person chose stays, until another one of the meeting opens and nothing holds them here. */
function chosenOrNew(votes, opened) {
    if (opened.length === 0) return votes.find(({ vote }) => vote === page.chosen);
    page.chosen = null;
    return voteToShow(votes, page.booth?.vote);
}

/** Another tab of this browser went on with the same vote. */
function onStorage({ key }) {
    if (page.booth && key === page.booth.keep.name) page.step();
}

/** Covers the view, whichever it is, or shows it again. */
const putAway = (isAway) => document.documentElement.classList.toggle("put-away", isAway);

/** A page that is put away and brought back by the browser (back button) starts afresh and shows no marks. */
addEventListener("pagehide", () => {
    putAway(true);
    page.forgetChoice();
    if (["ballot", "review", "audit"].includes(view())) document.getElementById("main").replaceChildren();
});
// Who closes the page while the ballot waits for its random moment is asked first.
addEventListener("beforeunload", (event) => page.booth?.stage === "sending" && event.preventDefault());
addEventListener("pageshow", ({ persisted }) => (persisted ? location.reload() : putAway(false)));
// A page in the background shows nothing: devices keep pictures of what was last seen. Marks stay where they are.
for (const type of ["visibilitychange", "freeze", "resume"]) {
    document.addEventListener(type, () => putAway(type === "freeze" || document.visibilityState === "hidden"));
}

await start("member", ["check", "fault"]);
showSignIn({ letter, signIn });
letter = null;

/** Another language: the same place, with the marks and the encryption as they are. */
redrawWith(() => {
    if (page.person === null) return showSignIn({ letter, signIn });
    showPerson(say("member.signedIn", { p: page.person }));
    drawNotices(page);
    if (page.booth) {
        page.choice?.redraw();
        page.render();
        page.step();
    } else if (page.votes.length > 0) showChooser(page);
    else showNothing(page);
});
