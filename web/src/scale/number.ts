/** The minus sign of typesetting, as wide as a plus. */
const MINUS = "−";

/**
 * The shortest decimal digits that read back as the same float32, written as JavaScript writes numbers, with a real
 * minus sign, none in front of the exponent's plus, and −0 kept: the full value of a cell, for names and tooltips.
 */
export function fullNumber(v: number): string {
  return typeset(plainNumber(v), v);
}

/** Like fullNumber, but as one types it: ASCII minus. Not for NaN and infinities, which cannot be typed. */
export function plainNumber(v: number): string {
  if (!Number.isFinite(v)) return String(v);
  if (Object.is(v, -0)) return "-0";
  // If so many digits are enough, so are more; nine tell any two float32 apart.
  let [few, enough] = [0, 9];
  while (enough - few > 1) {
    const middle = (few + enough) >> 1;
    if (Math.fround(Number(v.toPrecision(middle))) === v) enough = middle;
    else few = middle;
  }
  return String(Number(v.toPrecision(enough))).replace("e+", "e");
}

/** From here on digits would not fit a cell: an exponent is written. */
const WIDE = 1e5;

/** A number as a cell shows it: so many decimals, a real minus sign (−0.00 too, as PyTorch prints it), and NaN, ∞ and −∞ as themselves. */
export function cellNumber(v: number, decimals: number): string {
  if (!Number.isFinite(v)) return typeset(String(v), v);
  const text = Math.abs(v) < WIDE ? v.toFixed(decimals) : v.toExponential(Math.min(decimals, 2)).replace("e+", "e");
  return typeset(Object.is(v, -0) ? "-" + text : text, v);
}

/** True where a cell shows less than the whole value. */
export function isRounded(v: number, decimals: number): boolean {
  return Number.isFinite(v) && Math.fround(Number(v.toFixed(decimals))) !== v;
}

/** A difference with its sign always written. */
export function signedNumber(v: number, decimals: number): string {
  return (v > 0 ? "+" : "") + cellNumber(v, decimals);
}

/** What a person typed, with typographic minus signs made plain; otherwise kept as it is, for the engine to judge. */
export function typedNumber(text: string): string {
  return text.trim().replace(/[−–]/g, "-");
}

let untold = "NaN";

/**
 * Whether from now on NaN is written as what is asked for: a document asks for cells (ui.ask), and the engine does not
 * tell them. Whoever draws says so first.
 */
export function ask(asked: boolean): void {
  untold = asked ? "?" : "NaN";
}

/** True where NaN may be a number that is asked for. */
export function asks(): boolean {
  return untold === "?";
}

function typeset(text: string, v: number): string {
  if (Number.isNaN(v)) return untold;
  if (v === Infinity) return "∞";
  if (v === -Infinity) return MINUS + "∞";
  return text.replace(/-/g, MINUS);
}
