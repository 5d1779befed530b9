import { readFileSync } from "node:fs";
import { frameOf, type Trace } from "../../gallery/trace.js";
import type { Frame } from "../../src/model/frame.js";

interface Recorded { trace: string; request: string; reply: unknown; values: (number | string)[] }
interface Plane { trace: string; steps: string; cols: number; count: number; values: number[] }

const read = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8")) as T;
const lessons = read<(Trace & { name: string })[]>("gallery/lessons.json");
const answers = read<Recorded[]>("gallery/answers.json");
const principals = read<Plane[]>("gallery/principals.json");

/** A frame that PyTorch recorded, or one of the lessons', with the answers that were recorded of the engine. */
export function golden(name: string): Frame {
  const trace = lessons.find((l) => l.name === name) ?? read<Trace>(`../core/golden/traces/${name}.json`);
  return frameOf(trace, {
    matrix: () => Promise.reject(new Error("not recorded")),
    principal: async (_, ids) => {
      const { cols, count, values } = principals.find((p) => p.trace === name && p.steps === ids.join())!;
      const all = Float32Array.from(values);
      return { cols, shares: all.subarray(0, count), components: all.subarray(count, count + count * cols), coordinates: all.subarray(count + count * cols) };
    },
    ask: async (_, call, params) => {
      const found = answers.find((a) => a.trace === name && a.request === new URLSearchParams({ call, ...params }).toString())!;
      return { reply: found.reply, values: Float32Array.from(found.values.map(Number)) };
    },
  });
}
