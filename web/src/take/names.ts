// What the names of tensors mean, as libraries write them. The command line reads them by the same rules (core/file/place.go), and
// the tests of both read core/file/testdata/names.txt.

import type { Tensor } from "./file.js";

/** The parameters, in the order of the document's keys. */
export const PARAMETERS = ["wq", "wk", "wv", "wo", "emb", "bq", "bk", "bv", "bo"] as const;
export type Parameter = (typeof PARAMETERS)[number];

const ROLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries([["q", "query"], ["k", "key"], ["v", "value"]].flatMap(([r, word]) =>
    [r!, word!, `${r}_proj`, `to_${r}`, `${r}_lin`, `w${r}`, `w_${r}`, `${r}_linear`, `linear_${r}`].map((name) => [name, r!]))),
  ...Object.fromEntries(["o", "out", "o_proj", "out_proj", "to_out", "out_lin", "wo", "w_o", "linear_out"].map((name) => [name, "o"])),
  ...Object.fromEntries(["in_proj", "c_attn", "qkv", "qkv_proj", "to_qkv", "Wqkv"].map((name) => [name, "in"])), ...Object.fromEntries(["emb", "embedding", "word_embeddings", "embed_tokens", "wte"].map((name) => [name, "emb"])),
};

/** Of "layer.0.attn.q_proj.weight" or "in_proj_bias": what it is for, or "", whether it is the weight (w) or the bias (b), and the word that says so. */
function roleOf(name: string): readonly [role: string, kind: "w" | "b", word: string] {
  const [, rest, end] = /^(.+)[._](weight|bias)$/s.exec(name) ?? [];
  const words = (rest ?? name).split(".");
  const word = words.at(-1)!;
  const role = word === "c_proj" && words.at(-2)?.endsWith("attn") ? "o" : Object.hasOwn(ROLES, word) ? ROLES[word]! : ""; // an MLP has a c_proj, too
  return [role, end === "bias" ? "b" : "w", word];
}

/**
 * GPT-2 has these layers as Conv1D, which computes x·W: they are stored the other way round. Others have the same names for nn.Linear; the
 * one with q, k and v in it, wide or high, tells which.
 */
const CONV1D = ["c_attn", "c_proj"];

function isTurned({ name, rows, cols }: Tensor): boolean {
  return roleOf(name)[2] === CONV1D[0] && cols === 3 * rows && rows > 1;
}

/**
 * For each tensor the parameter (or x) that its name means. A name that is the parameter's own comes first; of several others none is
 * taken: which layer is meant cannot be guessed. Biases are one row.
 */
export function byTarget(tensors: readonly Tensor[]): Map<Parameter | "x", Tensor> {
  const found = new Map<Parameter | "x", Tensor>();
  const own = new Set<string>();
  const twice = new Set<Parameter | "x">();
  const put = (id: Parameter | "x", m: Tensor, isOwn: boolean): void => {
    if (found.has(id) && own.has(id)) return;
    if (found.has(id) && !isOwn) {
      twice.add(id);
      return;
    }
    found.set(id, id.startsWith("b") && m.cols === 1 ? { ...m, rows: 1, cols: m.rows } : m);
    if (isOwn) own.add(id);
    twice.delete(id);
  };
  const turned = tensors.some(isTurned);
  for (const t of tensors) {
    if (t.name === "x" || (PARAMETERS as readonly string[]).includes(t.name)) {
      put(t.name as Parameter, t, true);
      continue;
    }
    const [role, kind, word] = roleOf(t.name);
    const m = turned && kind === "w" && CONV1D.includes(word) ? transposed(t) : t;
    if (role === "in") thirds(m, kind === "b").forEach((m, i) => put(`${kind}${"qkv"[i]}` as Parameter, m, false)); // torch.nn.MultiheadAttention
    else if (role === "emb" && kind === "w") put("emb", t, false);
    else if (role !== "" && role !== "emb") put(`${kind}${role}` as Parameter, m, false);
  }
  for (const id of twice) found.delete(id);
  return found;
}

function transposed({ name, rows, cols, data }: Tensor): Tensor {
  return { name, rows: cols, cols: rows, data: data.map((_, i) => data[(i % rows) * cols + Math.floor(i / rows)]!) };
}

/** A matrix as three below one another, or a bias as three beside one another; none where it has no thirds. */
function thirds({ name, rows, cols, data }: Tensor, bias: boolean): Tensor[] {
  const [r, c] = bias ? [rows, cols / 3] : [rows / 3, cols];
  if (!Number.isInteger(r) || !Number.isInteger(c) || r < 1 || c < 1 || (bias && r !== 1)) return [];
  return [0, 1, 2].map((i) => ({ name, rows: r, cols: c, data: data.subarray(i * r * c, (i + 1) * r * c) }));
}
