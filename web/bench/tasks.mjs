import { source } from "./random.mjs";

// What is timed. A task names the method of a contender, makes its data, and counts its products and sums.

const product = (t, inputs, outputs, unit = "GF/s") => ({
  name: `${t}×${inputs}×${outputs}`, method: "product", unit, operations: 2 * t * inputs * outputs,
  data() {
    const numbers = source(1);
    return { t, inputs, outputs, x: numbers(t * inputs), w: numbers(outputs * inputs) };
  },
});

/**
 * Twelve layers of BERT-base, 85 million parameters, each used once: none of them is in a cache when it is needed again. A layer has the maps
 * q, k, v, o, up, down (W, bias) and two norms; past: so many tokens whose keys and values (heads, past, width of a head) are there already.
 */
const LAYERS = 12;
const [D, HIDDEN] = [768, 3072];
const MAPS = [[D, D], [D, D], [D, D], [D, D], [D, HIDDEN], [HIDDEN, D]];
const model = (t, past = 0) => ({
  name: past ? `${LAYERS} layers, one token after ${past}` : `${LAYERS} layers, T = ${t}`, method: "model", unit: "ms",
  operations: LAYERS * (2 * t * MAPS.reduce((sum, [i, o]) => sum + i * o, 0) + 4 * t * (t + past) * D),
  data: () => ({
    t, d: D, hidden: HIDDEN, past, x: source(2)(t * D, 2),
    layers: function* () { // one after the other: all of them at once would fill the memory
      const numbers = source(3);
      for (let l = 0; l < LAYERS; l++) {
        yield {
          maps: MAPS.map(([inputs, outputs]) => ({ inputs, outputs, w: numbers(inputs * outputs, Math.sqrt(3 / inputs)), bias: numbers(outputs, 0.1) })),
          norms: [0, 1].map(() => ({ weight: numbers(D, 0.2).map((w) => 1 + w), bias: numbers(D, 0.1) })),
          keys: numbers(past * D, 2), values: numbers(past * D, 2),
        };
      }
    },
  }),
});

/** One layer of attention, D = 768, H = 12; every token sees all. */
const attention = (t, d = 768) => ({
  name: `attention, T = ${t}`, method: "attention", unit: "ms", operations: 8 * t * d * d + 4 * t * t * d,
  data() {
    const numbers = source(4);
    return { t, d, x: numbers(t * d), maps: Array.from({ length: 4 }, () => numbers(d * d, Math.sqrt(3 / d))) };
  },
});

/** Work on single numbers: what it is counted as is five operations each, so that rows can be compared. */
const elements = (what, method, rows, cols) => ({
  name: `${what}, ${rows}×${cols}`, method, unit: "µs", operations: 5 * rows * cols,
  data() {
    const numbers = source(5);
    return { rows, cols, x: numbers(rows * cols, 4), weight: numbers(cols), bias: numbers(cols) };
  },
});

export const tasks = [
  product(12, 768, 768), product(12, 768, 3072), product(128, 768, 768), product(128, 768, 3072), product(512, 512, 512),
  product(1, 768, 50257), product(3, 4, 4, "µs"), product(8, 16, 16, "µs"),
  attention(12), attention(128), attention(512), attention(1024),
  elements("softmax", "softmax", 1536, 128), elements("GELU", "gelu", 128, 3072), elements("LayerNorm", "layerNorm", 128, 768),
  model(12), model(128), model(1, 128),
];
