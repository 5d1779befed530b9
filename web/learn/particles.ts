import { particle, type Particle } from "../src/i18n/particle.js";

/** Forms that may follow a number, and the pair that each belongs to, the longer first. */
const FORMS: readonly (readonly [form: string, pair: Particle, isFirst: boolean])[] = [
  ["으로", "으로/로", true], ["이었", "이라/라", true], ["이라", "이라/라", true], ["로", "으로/로", false], ["였", "이라/라", false],
  ["은", "은/는", true], ["는", "은/는", false], ["이", "이/가", true], ["가", "이/가", false],
  ["을", "을/를", true], ["를", "을/를", false], ["과", "과/와", true], ["와", "과/와", false],
];

/** Throws where what stands behind a printed text begins with a particle that does not fit how the text is read: 0.5는, 0.7은. */
export function misfit(printed: string, after: string): void {
  const found = FORMS.find(([form]) => after.startsWith(form));
  if (!found || /^(이[며고니므지다에]|가지)/.test(after)) return; // 이다 follows both alike
  const [form, pair, isFirst] = found;
  const [first = "", second = ""] = pair.split("/");
  if ((particle(read(printed), pair) === first) !== isFirst) throw new Error(`“${printed}${form}” is not Korean: after it comes ${isFirst ? second : first}`);
}

/** How it is read at its end: per cent in words. */
function read(printed: string): string {
  return printed.replace(/%$/, "퍼센트");
}
