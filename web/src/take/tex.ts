// What an explanation says in symbols and numbers, in the notation of LaTeX's mathematics. The command line writes the same
// (core/play/tex.go); a test compares them.

/** W_q[2,k] is (W_q)_{2,k}, scores₀[1,2] is \mathrm{scores}^{(0)}_{1,2}, 1e−05 is 1 \times 10^{-5}. */
export function tex(text: string): string {
  let out = "";
  for (let rest = text; rest !== "";) {
    const [done, length] = /^\d/.test(rest) ? texNumber(rest) : /^[a-z]/i.test(rest) ? texName(rest) : texSign(rest);
    out += done;
    rest = rest.slice(length);
  }
  return out;
}

/** What is written, and how much of the text it stands for. */
type Piece = readonly [written: string, length: number];

const SIGNS: Readonly<Record<string, string>> = {
  "Σₖ": "\\sum_{k}", "Σₛ": "\\sum_{s}", "Σₜ": "\\sum_{t}", "√Dh": "\\sqrt{D_h}", "·": " \\cdot ", "−": "-",
  "∞": "\\infty", "θ": "\\theta", "…": "\\cdots", "→": "\\to", "|": "\\vert ",
};

function texSign(s: string): Piece {
  if (s.startsWith("^(")) {
    const inner = bracketed(s.slice(1));
    return [`^{${tex(inner)}}`, inner.length + 3];
  }
  const sign = Object.keys(SIGNS).find((from) => s.startsWith(from));
  return sign ? [SIGNS[sign]!, sign.length] : [s[0]!, 1];
}

function texNumber(s: string): Piece {
  const [all, digits, sign, exponent] = /^([\d.]+)(?:e([−-]?)(\d+))?/.exec(s)!;
  return [exponent === undefined ? digits! : `${digits} \\times 10^{${sign ? "-" : ""}${exponent.replace(/^0+/, "")}}`, all.length];
}

/** A function, or the name of a matrix with what belongs to it: its letter below, its head, its cell. */
function texName(s: string): Piece {
  const [all, word, below = "", head, prime, tokens, cell] = /^([a-z]+)(?:(_[a-z]))?([₀-₉]*)(′?)((?:\[tokens\])?)(\[?)/i.exec(s)!;
  if (/^(exp|tanh|sin|cos|max)$/.test(word!)) return [`\\${word} `, word!.length];
  if (word === "Dh") return ["D_h", word.length];
  let name = (word!.length > 1 ? `\\mathrm{${word}}` : word!) + below;
  if (prime) name = `{${name}'}`;
  if (tokens) name = `{${name}[\\mathrm{tokens}]}`;
  if (cell && below) name = `(${name})`;
  if (head) name += `^{(${head.replace(/[₀-₉]/g, (d) => String("₀₁₂₃₄₅₆₇₈₉".indexOf(d)))})}`;
  if (!cell) return [name, all.length];
  const index = bracketed(s.slice(all.length - 1));
  return [`${name}_{${index}}`, all.length + index.length + 1];
}

/** What stands in the bracket that a text begins with. */
function bracketed(s: string): string {
  let depth = 0;
  for (let i = 0; i < s.length; i++) {
    if ("([".includes(s[i]!)) depth++;
    else if (")]".includes(s[i]!) && --depth === 0) return s.slice(1, i);
  }
  return s.slice(1);
}

/** One side of an equation; a quotient of all that stands there is a fraction. */
export function texPart(s: string): string {
  let [depth, at] = [0, -1];
  for (let i = 0; i < s.length; i++) {
    if ("([".includes(s[i]!)) depth++;
    else if (")]".includes(s[i]!)) depth--;
    if (depth > 0) continue;
    if (at < 0 && s.startsWith(" + ", i)) return tex(s);
    if (s.startsWith(" / ", i)) at = i;
  }
  if (at < 0) return tex(s);
  const below = s.slice(at + 3);
  const inner = below.startsWith("(") ? bracketed(below) : "";
  return `\\frac{${tex(s.slice(0, at))}}{${tex(inner && inner.length + 2 === below.length ? inner : below)}}`;
}
