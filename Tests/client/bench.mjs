// How long the heavy steps take here: node Tests/client/bench.mjs

import { seededRandom, exampleRecord } from "./support/support.mjs";
import { Play, SEATS } from "./support/play.mjs";
import { checkBallot, decodeBallot, PreparedBallot } from "../../Templates/static/ballot.js";
import { FixedBase, GENERATOR, timesGenerator } from "../../Templates/static/ristretto255.js";
import { verify } from "../../Templates/static/verify.js";

const random = seededRandom(1);

/** The median of `count` runs, and the first, which pays for tables and for the compiler. */
async function measure(name, count, work) {
    const times = [];
    for (let i = 0; i < count; i++) {
        const start = performance.now();
        await work();
        times.push(performance.now() - start);
    }
    const [first] = times;
    const median = times.sort((a, b) => a - b)[count >> 1];
    console.log(`${name.padEnd(44)} first ${first.toFixed(1).padStart(7)} ms   median ${median.toFixed(2).padStart(7)} ms`);
}

const element = timesGenerator(random.scalar());
await measure("table for one element", 10, () => new FixedBase(element));
await measure("scalar·G with the table", 200, () => timesGenerator(random.scalar()));
await measure("scalar·element", 100, () => element.times(random.scalar()));
await measure("encode one element", 100, () => element.plus(GENERATOR).encoded);

for (const [name, kind, values] of [["3 options", {}, [1, 0, 0]], ["3 of 4 seats or abstention", { kind: SEATS }, [1, 1, 0, 0, 0]]]) {
    const play = await Play.start(random, { count: 3, ...kind });
    await play.ceremony();
    await play.open();
    const [member] = play.members;
    await play.show(member);
    await member.readRoll(play.server.files["roll.jsonl"]);
    await measure(`${name}: draw request`, 1, () => member.makeDrawRequest());
    await play.draw(member);
    await play.act(play.officer, (device) => device.cast());
    await play.show(member);
    const token = await member.token();
    let ballot;
    await measure(`${name}: ballot`, 20, async () => {
        ballot = await (await PreparedBallot.make(values, member.context)).seal(token);
    });
    await measure(`${name}: check of a ballot`, 10, () => checkBallot(decodeBallot(ballot, member.context.rule), member.context));
}
await measure("verify the example record (5 ballots)", 5, () => verify(exampleRecord()));
