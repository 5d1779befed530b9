// Layers of a Transformer as graphs of ONNX: in the operators of the standard, and in onnxruntime's own.

import { constant, MICROSOFT, node } from "./onnx.mjs";
import { transposed } from "./random.mjs";

const HEADS = 12;
const EPSILON = { epsilon: { float: 1e-5 } };

/**
 * A model's layers, one after the other; layer makes the nodes of one, from its input to its output. joined: it wants
 * the biases of q, k and v in one.
 */
export const layered = (contender, layer, joined) => ({ t, d, past, x, layers }) => {
  const sizes = { t, d, past };
  const nodes = [];
  const constants = joined ? [] : [
    constant("split", [4], [1, t, HEADS, d / HEADS]), constant("join", [3], [1, t, d]), constant("scale", [1], Float32Array.of((d / HEADS) ** -0.5)),
  ];
  let [last, i] = ["x", 0];
  for (const { maps, norms, keys, values } of layers()) {
    const id = (name) => `${name}_${i}`;
    const three = new Float32Array(3 * d);
    for (const [j, name] of ["q", "k", "v", "o", "up", "down"].entries()) {
      const { inputs, outputs, w, bias } = maps[j];
      constants.push(constant(id(`w_${name}`), [inputs, outputs], transposed(w, outputs, inputs)));
      if (joined && j < 3) three.set(bias, j * d);
      else constants.push(constant(id(`b_${name}`), [outputs], bias));
    }
    if (joined) constants.push(constant(id("b_qkv"), [3 * d], three));
    for (const [j, { weight, bias }] of norms.entries()) constants.push(constant(id(`g${j}`), [d], weight), constant(id(`n${j}`), [d], bias));
    if (past) for (const [name, data] of [["keys", keys], ["values", values]]) constants.push(constant(id(name), [1, HEADS, past, d / HEADS], data));
    nodes.push(...layer(sizes, last, id, id("y")));
    last = id("y");
    i++;
  }
  nodes.push(node("Identity", [last], "y"));
  return contender({ nodes, constants, input: ["x", [1, t, d]], output: ["y", [1, t, d]] }, x, [1, t, d]);
};

const times = (from, name, to, id) => node("MatMul", [from, id(`w_${name}`)], to);

/** A layer in the operators of the standard, as exporters write it. Sessions fuse what they know how to. */
export function plainLayer({ past }, x, id, y) {
  const linear = (from, name, to) => [times(from, name, id(`${name}_`), id), node("Add", [id(`${name}_`), id(`b_${name}`)], to)];
  const heads = (name, perm) => [
    ...linear(x, name, id(name)), node("Reshape", [id(name), "split"], id(`${name}s`)), node("Transpose", [id(`${name}s`)], id(`${name}h`), { perm }),
  ];
  const all = (name, before) => past ? [node("Concat", [id(before), id(`${name}h`)], id(`${name}a`), { axis: 2 })] : [];
  const [k, v] = past ? ["ka", "va"] : ["kh", "vh"];
  return [
    ...heads("q", [0, 2, 1, 3]), ...heads("k", [0, 2, 1, 3]), ...heads("v", [0, 2, 1, 3]), ...all("k", "keys"), ...all("v", "values"),
    node("Transpose", [id(k)], id("kt"), { perm: [0, 1, 3, 2] }),
    node("MatMul", [id("qh"), id("kt")], id("scores")), node("Mul", [id("scores"), "scale"], id("scaled")),
    node("Softmax", [id("scaled")], id("attn"), { axis: 3 }), node("MatMul", [id("attn"), id(v)], id("context")),
    node("Transpose", [id("context")], id("rows"), { perm: [0, 2, 1, 3] }), node("Reshape", [id("rows"), "join"], id("h")),
    ...linear(id("h"), "o", id("back")), node("Add", [x, id("back")], id("sum0")),
    node("LayerNormalization", [id("sum0"), id("g0"), id("n0")], id("between"), { axis: 2, ...EPSILON }),
    ...linear(id("between"), "up", id("up")), node("Gelu", [id("up")], id("wide")),
    ...linear(id("wide"), "down", id("down")), node("Add", [id("between"), id("down")], id("sum1")),
    node("LayerNormalization", [id("sum1"), id("g1"), id("n1")], y, { axis: 2, ...EPSILON }),
  ];
}

/** A layer in onnxruntime's own operators, as its optimizer for Transformers writes BERT. */
export function ownLayer({ past }, x, id, y) {
  const before = past ? ["", "", id("keys"), id("values")] : [];
  const after = past ? [id("present_k"), id("present_v")] : [];
  return [
    ...["q", "k", "v"].map((name) => times(x, name, id(name), id)),
    node("MultiHeadAttention", [id("q"), id("k"), id("v"), id("b_qkv"), ...before], [id("h"), ...after], { num_heads: HEADS }, MICROSOFT),
    times(id("h"), "o", id("back"), id),
    node("SkipLayerNormalization", [id("back"), x, id("g0"), id("n0"), id("b_o")], id("between"), EPSILON, MICROSOFT),
    times(id("between"), "up", id("up"), id), node("BiasGelu", [id("up"), id("b_up")], id("wide"), {}, MICROSOFT),
    times(id("wide"), "down", id("down"), id),
    node("SkipLayerNormalization", [id("down"), id("between"), id("g1"), id("n1"), id("b_down")], y, EPSILON, MICROSOFT),
  ];
}
