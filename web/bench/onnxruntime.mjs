import * as ort from "onnxruntime-web/wasm";
import { constant, model, node } from "./onnx.mjs";
import { transposed } from "./random.mjs";

/** onnxruntime-web's WebAssembly backend, as a contender (see ours.mjs). Its parameters are constants of a model, so that it may pack them. */
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
  return {
    name: `onnxruntime-web ${ort.env.versions.web}`,
    forget: async () => { for (const session of sessions.splice(0)) await session.release(); },
    product: ({ t, inputs, outputs, x, w }) => contender({
      nodes: [node("MatMul", ["x", "w"], "y")], constants: [constant("w", [inputs, outputs], transposed(w, outputs, inputs))],
      input: ["x", [t, inputs]], output: ["y", [t, outputs]],
    }, x, [t, inputs]),
    chain({ t, x, maps }) {
      const [nodes, constants] = [[], []];
      let [last, from, width] = ["x", 0, 0];
      for (const { inputs, outputs, w } of maps()) {
        const i = nodes.length;
        constants.push(constant(`w${i}`, [inputs, outputs], transposed(w, outputs, inputs)));
        nodes.push(node("MatMul", [last, `w${i}`], `h${i}`));
        from ||= inputs;
        [last, width] = [`h${i}`, outputs];
      }
      nodes.push(node("Identity", [last], "y"));
      return contender({ nodes, constants, input: ["x", [t, from]], output: ["y", [t, width]] }, x, [t, from]);
    },
  };
}
