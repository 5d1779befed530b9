import type { Edit } from "../model/edit.js";

/** The calls that the engine answers. */
export type CallName = "step" | "explain" | "matrix" | "principal" | "singular" | "export" | "presets" | "compare" | "blob" | "keep" | "judge" | "message";
export type Params = Readonly<Record<string, string | number | undefined>>;

/** One call as a query string: every name and value escaped. Parameters that are undefined are left out. */
export function encodeCall(call: CallName, params: Params): string {
  return encode({ call, ...params });
}

/** An edit as a query string, to be escaped once more as the value of `edit`. */
export function encodeEdit(edit: Edit): string {
  const { kind, step, row, col, to, key, value } = edit;
  return encode({ kind, step, row, col, to, key, value });
}

function encode(pairs: Params): string {
  return Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escape(String(value))}`)
    .join("&");
}

// encodeURIComponent throws at a lone surrogate, which a person can paste: it becomes U+FFFD, as in every UTF-8 encoder.
export function escape(s: string): string {
  return encodeURIComponent(s.replace(/\p{Cs}/gu, "\ufffd"));
}
