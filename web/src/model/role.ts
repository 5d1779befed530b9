/** What a matrix is to attention. Colour follows the role, never the step. */
export type Role = "x" | "q" | "k" | "v" | "param" | "score" | "attn" | "out";

const ROLES: Readonly<Record<string, Role>> = {
  emb: "param", lookup: "x", pos: "x", x: "x",
  wq: "param", wk: "param", wv: "param", wo: "param", bq: "param", bk: "param", bv: "param", bo: "param",
  q: "q", k: "k", v: "v", q_rot: "q", k_rot: "k",
  scores: "score", scaled: "score", biased: "score", capped: "score", tempered: "score", masked: "score",
  attn: "attn", context: "out", concat: "out", out: "out",
};

/** The role of a step: `head.0.scores` is a score. A step that is not known yet is an output. */
export function roleOf(id: string): Role {
  return ROLES[baseOf(id)] ?? "out";
}

/** `head.1.attn` → `attn`; other ids are their own base. */
export function baseOf(id: string): string {
  return headOf(id) < 0 ? id : id.slice(id.indexOf(".", 5) + 1);
}

/** The head that a step belongs to, or −1. */
export function headOf(id: string): number {
  const m = /^head\.(\d+)\./.exec(id);
  return m ? Number(m[1]) : -1;
}

/** True for what one may change as a matter of course: parameters and what is typed in. */
export function isParameter(op: string): boolean {
  return op === "parameter" || op === "given";
}
