import { source } from "./random.mjs";

// What is timed. A task names the method of a contender, makes its data, and counts its products and sums.

const product = (t, inputs, outputs, unit = "GF/s") => ({
  name: `${t}×${inputs}×${outputs}`, method: "product", unit, operations: 2 * t * inputs * outputs,
  data() {
    const numbers = source(1);
    return { t, inputs, outputs, x: numbers(t * inputs), w: numbers(outputs * inputs) };
  },
});

/** The linear maps of twelve BERT-base layers, 85 million parameters: none of them is in a cache when it is needed again. */
const LAYERS = 12;
const MAPS = [[768, 768], [768, 768], [768, 768], [768, 768], [768, 3072], [3072, 768]];
const layers = (t) => ({
  name: `the maps of ${LAYERS} layers, T = ${t}`, method: "chain", unit: "ms", operations: 2 * t * LAYERS * MAPS.reduce((sum, [i, o]) => sum + i * o, 0),
  data: () => ({
    t, x: source(2)(t * 768),
    maps: function* () { // one after the other: all of them at once would fill the memory
      const numbers = source(3);
      for (let l = 0; l < LAYERS; l++) for (const [inputs, outputs] of MAPS) yield { inputs, outputs, w: numbers(inputs * outputs, Math.sqrt(3 / inputs)) };
    },
  }),
});

export const tasks = [
  product(12, 768, 768), product(12, 768, 3072), product(128, 768, 768), product(128, 768, 3072), product(512, 512, 512),
  product(1, 768, 50257), product(3, 4, 4, "µs"), product(8, 16, 16, "µs"),
  layers(1), layers(12), layers(128),
];
