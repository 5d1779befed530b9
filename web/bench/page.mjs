// What runs in the page: every contender is made once, then each task is timed in turns, so that a machine that slows down slows all.

import { onnxruntime } from "./onnxruntime.mjs";
import { ours } from "./ours.mjs";
import { tasks } from "./tasks.mjs";
import { tfjs } from "./tfjs.mjs";

const ROUNDS = 9;
const FEWER = 5; // for peers with several threads, which are told of for comparison
const SAMPLE = 25; // ms that a sample lasts at least
const WARM = 150; // ms

const now = () => performance.now();

/** Runs something so many times; ms of each. */
async function time(run, times) {
  const begin = now();
  for (let i = 0; i < times; i++) {
    const promise = run();
    if (promise) await promise;
  }
  return (now() - begin) / times;
}

/** Times contenders in turns. Of each: the ms of every sample. */
async function turns(runs, rounds) {
  const plans = [];
  for (const run of runs) {
    const begin = now();
    let [each, calls] = [0, 0];
    do each = await time(run, calls = Math.max(1, Math.min(2 * calls || 3, Math.ceil(WARM / (each || 1))))); while (now() - begin < WARM);
    plans.push({ run, calls: Math.max(1, Math.ceil(SAMPLE / each)), samples: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const [i] of plans.entries()) {
      const plan = plans[(i + round) % plans.length];
      plan.samples.push(await time(plan.run, plan.calls));
    }
  }
  return plans.map((plan) => plan.samples);
}

/** The largest difference of two results, in parts of the largest number. */
function difference(a, b) {
  if (a.length !== b.length) return Infinity;
  let [most, apart] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    most = Math.max(most, Math.abs(a[i]));
    apart = Math.max(apart, Math.abs(a[i] - b[i]));
    if (Number.isNaN(a[i]) || Number.isNaN(b[i])) return NaN;
  }
  return apart / most;
}

let contenders;
let rounds;
let others;

globalThis.bench = {
  async begin(threads) {
    rounds = threads === 1 ? ROUNDS : FEWER;
    const engine = await ours();
    const peers = [...await onnxruntime(threads), await tfjs(threads)];
    contenders = [engine, ...peers];
    others = [{ name: `${engine.name}, packing included`, product: engine.productUnpacked }, { name: `${engine.name}, fused`, attention: engine.attentionFused }];
    return { names: contenders.map((c) => c.name), tasks: tasks.map((t) => t.name), isolated: crossOriginIsolated };
  },
  /** Times the task with that number: ms of every sample, by contender, and how far their results are from ours. */
  async task(index) {
    const task = tasks[index];
    const all = [...contenders, ...others].filter((c) => c[task.method]);
    const runs = [];
    for (const c of all) runs.push(await c[task.method](task.data()));
    for (const r of runs) await r.run();
    const mine = runs[0].result().slice();
    const apart = runs.map((r) => difference(mine, r.result()));
    const limit = () => { contenders[0].limit(20_000); };
    const samples = await turns([...runs.map((r) => r.run), limit], rounds);
    const operations = contenders[0].limit(1) * 20_000;
    for (const c of contenders) await c.forget?.();
    return {
      name: task.name, unit: task.unit, operations: task.operations,
      limit: samples.pop().map((ms) => operations / ms / 1e6),
      contenders: all.map((c, i) => ({ name: c.name, ms: samples[i], apart: apart[i] })),
    };
  },
};
