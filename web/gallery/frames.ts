import causalTwoHeads from "trace:causal_two_heads";
import default_ from "trace:default";
import dim1 from "trace:dim1";
import gqa42 from "trace:gqa_4_2";
import headDimWider from "trace:head_dim_wider";
import dim24 from "trace:dim24";
import dim64 from "trace:dim64";
import dim8FourHeads from "trace:dim8_four_heads";
import longCausal from "trace:long_causal_128";
import oneNumber from "trace:one_number";
import overflow from "trace:x_overflow";
import oneToken from "trace:one_token";
import padAll from "trace:pad_all";
import padWindow from "trace:pad_window_dead_lines";
import ropeOneHead from "trace:rope_one_head";
import setKV from "trace:set_k_v";
import setQ from "trace:set_q";
import setScores from "trace:set_scores";
import setWqBq from "trace:set_wq_bq";
import sinusoidalOdd from "trace:sinusoidal_odd";
import softcap from "trace:softcap";
import softmaxQueries from "trace:softmax_queries";
import temperatureLow from "trace:temperature_low";
import textEmoji from "trace:text_words_emoji";
import zeroKeys from "trace:zero_wk_bk";
import type { Frame, Later } from "../src/model/frame.js";
import answers from "./answers.json";
import lessons from "./lessons.json";
import principals from "./principals.json";
import { frameOf, type Trace } from "./trace.js";

const traces = {
  head_dim_wider: headDimWider, gqa_4_2: gqa42, set_scores: setScores,
  causal_two_heads: causalTwoHeads, default: default_, dim1, dim24, dim64, dim8_four_heads: dim8FourHeads, long_causal_128: longCausal, one_number: oneNumber, one_token: oneToken,
  x_overflow: overflow, pad_all: padAll, pad_window_dead_lines: padWindow, rope_one_head: ropeOneHead, set_k_v: setKV, set_q: setQ,
  set_wq_bq: setWqBq, sinusoidal_odd: sinusoidalOdd, softcap, softmax_queries: softmaxQueries,
  temperature_low: temperatureLow, text_words_emoji: textEmoji, zero_wk_bk: zeroKeys,
} satisfies Record<string, Trace>;

/** Frames of documents that only lessons have: recorded by web/gallery/record. */
type LessonName = "spread" | "real_size" | "lesson_dot" | "plane" | "space" | "plane_one" | "plane_infinite";

export type TraceName = keyof typeof traces | LessonName;

const frames = new Map<TraceName, Frame>();

/** The frame that a trace recorded. */
export function frame(name: TraceName): Frame {
  let made = frames.get(name);
  if (!made) frames.set(name, made = frameOf(traceOf(name), recorded(name)));
  return made;
}

function traceOf(name: TraceName): Trace {
  const found = name in traces ? traces[name as keyof typeof traces] : lessons.find((l) => l.name === name);
  if (!found) throw new Error(`gallery: no frame ${name}; run go run ./web/gallery/record`);
  return found;
}

/** What the engine answered when it was recorded; there is no engine here. */
function recorded(trace: TraceName): Later {
  return {
    matrix: (_, id) => Promise.reject(new Error(`gallery: ${id} is too large`)),
    async principal(_, ids) {
      const found = principals.find((p) => p.trace === trace && p.steps === ids.join());
      if (!found) throw new Error("gallery: not recorded");
      const { cols, count } = found;
      const values = Float32Array.from(found.values);
      const end = count + count * cols;
      return { cols, shares: values.subarray(0, count), components: values.subarray(count, end), coordinates: values.subarray(end) };
    },
    async ask(_, call, params) {
      const request = new URLSearchParams({ call, ...params }).toString();
      const found = answers.find((a) => a.trace === trace && a.request === request);
      if (!found) throw new Error("gallery: not recorded");
      return { reply: found.reply, values: Float32Array.from(found.values.map(Number)) };
    },
  };
}
