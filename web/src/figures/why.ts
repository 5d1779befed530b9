import type { Key } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import { baseOf } from "../model/role.js";
import type { Explanation } from "../wire.gen.js";

/** Why an operation is there, by its name; a linear map by what it makes. */
const WHY: Readonly<Record<string, Key>> = {
  parameter: "why.parameter", given: "why.given", tie: "why.tie", lookup: "why.lookup", position: "why.position", add: "why.add",
  slice: "why.slice", rope: "why.rope", matmulT: "why.matmulT", scale: "why.scale", alibi: "why.alibi", softcap: "why.softcap",
  divide: "why.divide", mask: "why.mask", softmax: "why.softmax", matmul: "why.matmul", concat: "why.concat", copy: "why.copy",
  q: "why.linear_q", k: "why.linear_k", v: "why.linear_v", out: "why.linear_out",
  emb: "why.emb", bq: "why.bias", bk: "why.bias", bv: "why.bias", bo: "why.bias",
};

/** The sentence on why there is such an operation; undefined for one that is not known yet. */
export function whyOf(e: Explanation, frame: Frame): Key | undefined {
  if (e.op === "softmax" && frame.config.softmax === "queries") return "why.softmax_queries";
  if (e.op === "scale" && frame.config.scale !== "sqrt") return "why.scale_factor";
  const own = e.op === "linear" || e.op === "parameter" ? WHY[baseOf(e.step)] : undefined;
  return own ?? WHY[e.op];
}
