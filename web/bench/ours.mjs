// Our kernels (wasm/bench), as a contender: each method takes the task's data, and returns what to run and where the result stands.

export async function ours() {
  const go = new globalThis.Go();
  const { instance } = await WebAssembly.instantiateStreaming(fetch("/bench.wasm"), go.importObject);
  void go.run(instance);
  const e = instance.exports;
  const view = (list, n) => new Float32Array(e.mem.buffer, e.address(list) >>> 0, n);
  const list = (data) => {
    const handle = e.floats(data.length);
    view(handle, data.length).set(data);
    return handle;
  };
  const room = (n) => e.floats(n);

  const layer = (how) => ({ t, d, x, maps }) => {
    const a = list(x);
    const [wq, wk, wv, wo] = maps.map((w) => e.pack(list(w), d, d));
    const [q, k, v, h, y] = Array.from({ length: 5 }, () => room(t * d));
    return {
      run() {
        e.linear(q, a, wq, t);
        e.linear(k, a, wk, t);
        e.linear(v, a, wv, t);
        e.attend(h, q, k, v, t, d, how);
        e.linear(y, h, wo, t);
      },
      result: () => view(y, t * d),
    };
  };

  return {
    name: "QKV Lab",
    forget: () => { e.forget(); },
    limit: (rounds) => e.limit(rounds),
    /** X·Wᵀ, W packed before: what a model does. */
    product({ t, inputs, outputs, x, w }) {
      const [a, b, y] = [list(x), e.pack(list(w), outputs, inputs), room(t * outputs)];
      return { run: () => { e.linear(y, a, b, t); }, result: () => view(y, t * outputs) };
    },
    /** X·Wᵀ with W as it came: packing is part of it. */
    productUnpacked({ t, inputs, outputs, x, w }) {
      const [a, b, y] = [list(x), list(w), room(t * outputs)];
      return { run: () => { e.linearUnpacked(y, a, b, t, outputs, inputs); }, result: () => view(y, t * outputs) };
    },
    /** Layers of a Transformer, with keys and values of tokens before, if there are some. */
    model({ t, d, hidden, past, x, layers }) {
      e.newModel(d, hidden);
      for (const { maps, norms, keys, values } of layers()) {
        const parts = [...maps.flatMap(({ w, bias }) => [w, bias]), ...norms.flatMap(({ weight, bias }) => [weight, bias])];
        const all = e.floats(parts.reduce((sum, part) => sum + part.length, 0));
        let at = 0;
        for (const part of parts) {
          view(all, at + part.length).set(part, at);
          at += part.length;
        }
        e.addLayer(all);
        if (past) e.addPast(list(keys), list(values), past);
      }
      const [a, y] = [list(x), room(t * d)];
      return { run: () => { e.forward(y, a, t); }, result: () => view(y, t * d) };
    },
    softmax({ rows, cols, x }) {
      const [a, y] = [list(x), room(rows * cols)];
      return { run: () => { e.softmax(y, a, rows, cols); }, result: () => view(y, rows * cols) };
    },
    gelu({ rows, cols, x }) {
      const [a, y] = [list(x), room(rows * cols)];
      return { run: () => { e.gelu(y, a, rows * cols); }, result: () => view(y, rows * cols) };
    },
    layerNorm({ rows, cols, x, weight, bias }) {
      const [a, w, b, y] = [list(x), list(weight), list(bias), room(rows * cols)];
      return { run: () => { e.layerNorm(y, a, w, b, rows, cols); }, result: () => view(y, rows * cols) };
    },
    /** A layer of attention: three maps, the heads, a fourth map. */
    attention: layer(0),
    attentionFused: layer(1),
  };
}
