import type { Lang } from "../model/view.js";
import { plainNumber } from "../scale/number.js";
import type { Explanation, Factor, Num } from "../wire.gen.js";
import { tex, texPart } from "./tex.js";

const num = (v: Num): number => Math.fround(Number(v));

/** All digits of a value, with a real minus sign. */
function whole(v: Num): string {
  const n = num(v);
  if (!Number.isFinite(n)) return Number.isNaN(n) ? "NaN" : n < 0 ? "−∞" : "∞";
  return plainNumber(n).replace(/-/g, "−");
}

/** An explanation as an align* environment of amsmath: the cell, its formula, the numbers in it (with ≈ where they are rounded), the whole value. */
export function explainLaTeX(e: Explanation): string {
  return `\\begin{align*}\n${equations(e)}\\end{align*}\n`;
}

/** An explanation as Markdown: the equations between $$, in words, every term in a table, and the document that it is of. */
export function explainMarkdown(e: Explanation, doc: string, lang: Lang): string {
  const set = e.isSet ? e.text.slice(e.symbols.length + e.numbers.length + 2).split("\n", 1) : []; // stands after the two
  const lines = [...set, e.names, e.warning].filter(Boolean);
  return `$$\n\\begin{aligned}\n${equations(e)}\\end{aligned}\n$$\n${lines.map((line) => `\n${plainMarkdown(line)}\n`).join("")}${
    e.terms.length > 1 ? `\n${termTable(e, lang)}` : ""}\nQKV Lab: \`${doc || "v=1"}\`\n`;
}

function equations(e: Explanation): string {
  // "Q[1,0] = formula", or "Q[1,0] ← 5 ≠ formula" of a cell set by hand
  const [, cell, formula] = /^(.*?) (?:=|← \S+ [≠=]) (.*)$/s.exec(e.symbols)!;
  const masked = e.kind === "mask" && formula === "−∞";
  const parts: [sign: string, text: string][] = [];
  if (e.isSet) parts.push(["\\leftarrow", tex(whole(e.value))]);
  const differs = e.isSet && num(e.value) !== num(e.computed);
  if (e.kind !== "origin") parts.push([differs ? "\\neq" : "=", texPart(formula!)]);
  else if (e.isSet) parts.push(["\\neq", tex(whole(e.computed))]);
  if (masked) parts.push(["\\gets", tex(whole(e.terms[0]!.factors[0]!.value))]);
  else if (e.kind !== "origin" && e.kind !== "copy" && e.kind !== "mask") {
    const sign = isRounded(e) ? "\\approx" : "=";
    for (const part of e.numbers.split(" = ").slice(0, -1)) parts.push([sign, texPart(part)]);
  }
  if (!masked && !(e.kind === "origin" && e.isSet)) parts.push(["=", tex(whole(e.computed))]);
  return tex(cell!) + parts.map(([sign, text]) => ` &${sign} ${text}`).join(" \\\\\n") + "\n";
}

/** True where the line of numbers is not all that the terms say: it has four digits. */
function isRounded(e: Explanation): boolean {
  return ["quotient", "tanh", "wave"].includes(e.kind)
    || e.terms.some((t) => t.factors.some(({ value }) => Math.fround(Number(num(value).toPrecision(4))) !== num(value)));
}

const HEADS = { ko: "| 항 | 인수 | 곱 | 누적합 |", en: "| term | factors | product | running sum |" } as const;

function termTable(e: Explanation, lang: Lang): string {
  const quotient = e.kind === "quotient";
  const factors = (all: readonly Factor[]): string =>
    (quotient ? "exp: " : "") + all.map((f) => `${plainMarkdown(f.name)} ${whole(f.value)}`).join(quotient ? " − " : " · ");
  return `${HEADS[lang]}\n| --- | --- | ---: | ---: |\n${e.terms.map((t) =>
    `| ${plainMarkdown(t.label)} | ${factors(t.factors)} | ${whole(t.product)} | ${whole(t.sum)} |\n`).join("")}`;
}

/** Text so that Markdown shows it as it is, on one line. */
function plainMarkdown(text: string): string {
  return text.replace(/[\0-\x1f]/g, " ").replace(/[\\`*_[\]<>|#$~&]/g, "\\$&");
}
