import * as tf from "@tensorflow/tfjs-core";
import { setThreadsCount, setWasmPaths, version_wasm } from "@tensorflow/tfjs-backend-wasm";
import { transposed } from "./random.mjs";

const HEADS = 12;

/** The WebAssembly backend of TensorFlow.js, as a contender (see ours.mjs). W is transposed beforehand: with transposeB it is ten times slower. */
export async function tfjs(threads) {
  setWasmPaths("/tfjs/");
  setThreadsCount(threads);
  await tf.setBackend("wasm");
  await tf.ready();
  const kept = [];
  const keep = (tensor) => { kept.push(tensor); return tensor; };
  /** A contender whose run computes a tensor and copies its numbers out. */
  function contender(compute) {
    let last;
    return {
      run() {
        const y = tf.tidy(compute);
        last = y.dataSync();
        y.dispose();
      },
      result: () => last,
    };
  }
  return {
    name: `tfjs-backend-wasm ${version_wasm}`,
    forget: () => { for (const tensor of kept.splice(0)) tensor.dispose(); },
    product({ t, inputs, outputs, x, w }) {
      const [a, b] = [keep(tf.tensor2d(x, [t, inputs])), keep(tf.tensor2d(transposed(w, outputs, inputs), [inputs, outputs]))];
      return contender(() => tf.matMul(a, b));
    },
    model({ t, d, past, x, layers }) {
      const vector = (data) => keep(tf.tensor1d(data));
      const states = (data) => keep(tf.tensor3d(data, [HEADS, past, d / HEADS]));
      const parameters = layers().map(({ maps, norms, keys, values }) => ({
        maps: maps.map(({ inputs, outputs, w, bias }) => ({ w: keep(tf.tensor2d(transposed(w, outputs, inputs), [inputs, outputs])), bias: vector(bias) })),
        norms: norms.map(({ weight, bias }) => ({ weight: vector(weight), bias: vector(bias) })),
        ...past && { keys: states(keys), values: states(values) },
      })).toArray();
      const [half, one, root, eps, scale] = [0.5, 1, Math.SQRT1_2, 1e-5, (d / HEADS) ** -0.5].map((c) => keep(tf.scalar(c)));
      const linear = (h, { w, bias }) => tf.fused.matMul({ a: h, b: w, bias });
      const split = (h) => tf.transpose(tf.reshape(h, [t, HEADS, d / HEADS]), [1, 0, 2]);
      const norm = (h, { weight, bias }) => {
        const apart = tf.sub(h, tf.mean(h, 1, true));
        return tf.add(tf.mul(tf.mul(apart, tf.rsqrt(tf.add(tf.mean(tf.square(apart), 1, true), eps))), weight), bias);
      };
      const first = keep(tf.tensor2d(x, [t, d]));
      return contender(() => parameters.reduce((h, { maps: [wq, wk, wv, wo, up, down], norms, keys, values }) => tf.tidy(() => {
        let [q, k, v] = [wq, wk, wv].map((w) => split(linear(h, w)));
        if (past) [k, v] = [tf.concat([keys, k], 1), tf.concat([values, v], 1)];
        const attn = tf.softmax(tf.mul(tf.matMul(q, k, false, true), scale));
        const context = tf.reshape(tf.transpose(tf.matMul(attn, v), [1, 0, 2]), [t, d]);
        const between = norm(tf.add(h, linear(context, wo)), norms[0]);
        const wide = linear(between, up);
        const gelu = tf.mul(tf.mul(wide, half), tf.add(tf.erf(tf.mul(wide, root)), one));
        return norm(tf.add(between, linear(gelu, down)), norms[1]);
      }), first));
    },
    softmax({ rows, cols, x }) {
      const a = keep(tf.tensor2d(x, [rows, cols]));
      return contender(() => tf.softmax(a));
    },
    gelu({ rows, cols, x }) { // there is no operator for it
      const a = keep(tf.tensor2d(x, [rows, cols]));
      const [half, one, root] = [0.5, 1, Math.SQRT1_2].map((c) => keep(tf.scalar(c)));
      return contender(() => tf.mul(tf.mul(a, half), tf.add(tf.erf(tf.mul(a, root)), one)));
    },
    layerNorm({ rows, cols, x, weight, bias }) { // nor for this
      const [a, w, b, eps] = [keep(tf.tensor2d(x, [rows, cols])), keep(tf.tensor1d(weight)), keep(tf.tensor1d(bias)), keep(tf.scalar(1e-5))];
      return contender(() => {
        const apart = tf.sub(a, tf.mean(a, 1, true));
        return tf.add(tf.mul(tf.mul(apart, tf.rsqrt(tf.add(tf.mean(tf.square(apart), 1, true), eps))), w), b);
      });
    },
    attention({ t, d, x, maps }) {
      const a = keep(tf.tensor2d(x, [t, d]));
      const [wq, wk, wv, wo] = maps.map((w) => keep(tf.tensor2d(transposed(w, d, d), [d, d])));
      const scale = tf.scalar((d / HEADS) ** -0.5);
      keep(scale);
      const split = (h) => tf.transpose(tf.reshape(h, [t, HEADS, d / HEADS]), [1, 0, 2]);
      return contender(() => {
        const [q, k, v] = [wq, wk, wv].map((w) => split(tf.matMul(a, w)));
        const attn = tf.softmax(tf.mul(tf.matMul(q, k, false, true), scale));
        return tf.matMul(tf.reshape(tf.transpose(tf.matMul(attn, v), [1, 0, 2]), [t, d]), wo);
      });
    },
  };
}
