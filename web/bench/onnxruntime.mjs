import * as ort from "onnxruntime-web/wasm";
import { constant, MICROSOFT, model, node } from "./onnx.mjs";
import { layered, ownLayer, plainLayer } from "./layers.mjs";
import { transposed } from "./random.mjs";

const HEADS = 12;

/** onnxruntime-web's WebAssembly backend, as contenders (see ours.mjs). Its parameters are constants of a model, so that it may pack them. */
export async function onnxruntime(threads) {
  Object.assign(ort.env.wasm, { numThreads: threads, wasmPaths: "/ort/", proxy: false });
  ort.env.logLevel = "error";
  const sessions = [];
  async function contender(description, x, dims) {
    const session = await ort.InferenceSession.create(model(description), { executionProviders: ["wasm"], graphOptimizationLevel: "all" });
    sessions.push(session);
    const feeds = { x: new ort.Tensor("float32", x, dims) };
    let last;
    return { run: async () => { last = (await session.run(feeds)).y; }, result: () => last.data };
  }
  const rowwise = (op, constants, rows, cols, x) => contender({
    nodes: [op], constants, input: ["x", [rows, cols]], output: ["y", [rows, cols]],
  }, x, [rows, cols]);
  /** A layer of attention, its heads computed by the given nodes from q, k and v (1, t, d) to h. */
  const attention = (heads) => ({ t, d, x, maps }) => contender({
    nodes: [
      ...["q", "k", "v"].map((name) => node("MatMul", ["x", `w${name}`], name)),
      ...heads.nodes,
      node("MatMul", ["h", "wo"], "y"),
    ],
    constants: [...["q", "k", "v", "o"].map((name, i) => constant(`w${name}`, [d, d], transposed(maps[i], d, d))), ...heads.constants(t, d)],
    input: ["x", [1, t, d]], output: ["y", [1, t, d]],
  }, x, [1, t, d]);
  /** The same layer with onnxruntime's own operator for the heads, which no exporter of ONNX writes by itself. */
  const fused = {
    name: "onnxruntime-web, own operators",
    model: layered(contender, ownLayer, true),
    attention: attention({ nodes: [node("MultiHeadAttention", ["q", "k", "v"], "h", { num_heads: HEADS }, MICROSOFT)], constants: () => [] }),
  };
  return [{
    name: `onnxruntime-web ${ort.env.versions.web}`,
    forget: async () => { for (const session of sessions.splice(0)) await session.release(); },
    product: ({ t, inputs, outputs, x, w }) => contender({
      nodes: [node("MatMul", ["x", "w"], "y")], constants: [constant("w", [inputs, outputs], transposed(w, outputs, inputs))],
      input: ["x", [t, inputs]], output: ["y", [t, outputs]],
    }, x, [t, inputs]),
    model: layered(contender, plainLayer),
    softmax: ({ rows, cols, x }) => rowwise(node("Softmax", ["x"], "y", { axis: 1 }), [], rows, cols, x),
    gelu: ({ rows, cols, x }) => rowwise(node("Gelu", ["x"], "y"), [], rows, cols, x),
    layerNorm: ({ rows, cols, x, weight, bias }) => rowwise(
      node("LayerNormalization", ["x", "weight", "bias"], "y", { axis: 1, epsilon: { float: 1e-5 } }),
      [constant("weight", [cols], weight), constant("bias", [cols], bias)], rows, cols, x,
    ),
    attention: attention({
      nodes: [
        ...[["q", [0, 2, 1, 3]], ["k", [0, 2, 3, 1]], ["v", [0, 2, 1, 3]]].flatMap(([name, perm]) => [
          node("Reshape", [name, "split"], `${name}s`), node("Transpose", [`${name}s`], `${name}h`, { perm }),
        ]),
        node("MatMul", ["qh", "kh"], "scores"), node("Mul", ["scores", "scale"], "scaled"), node("Softmax", ["scaled"], "attn", { axis: 3 }),
        node("MatMul", ["attn", "vh"], "context"), node("Transpose", ["context"], "rows", { perm: [0, 2, 1, 3] }), node("Reshape", ["rows", "join"], "h"),
      ],
      constants: (t, d) => [
        constant("split", [4], [1, t, HEADS, d / HEADS]), constant("join", [3], [1, t, d]), constant("scale", [1], Float32Array.of((d / HEADS) ** -0.5)),
      ],
    }),
  }, fused];
}
