import { html, svg, type TemplateResult } from "lit";
import { fullNumber } from "../../scale/number.js";
import type { Bar } from "./spread-numbers.js";

/** Bars from 0 upwards, 0 in the middle below; most is how high the highest may be. */
export function histogramPicture(bars: readonly Bar[], most: number, look: string, label: string): TemplateResult {
  const [width, height] = [100 / bars.length, 44];
  const reach = bars.at(-1)?.to ?? 1;
  return html`<div class="histogram ${look}" role="img" aria-label=${label}>
    <svg aria-hidden="true" width="100%" height=${height} viewBox="0 0 100 ${height}" preserveAspectRatio="none">${bars.map(({ count }, i) => {
      const tall = count === 0 ? 0 : Math.max(1, (count / most) * (height - 2));
      return svg`<rect x=${i * width + width * 0.06} y=${height - tall} width=${width * 0.88} height=${tall}></rect>`;
    })}${svg`<line class="zero" x1="50" x2="50" y1="0" y2=${height}></line><line class="base" x1="0" x2="100" y1=${height} y2=${height}></line>`}</svg>
    <div class="ends" aria-hidden="true"><span>${fullNumber(-reach)}</span><span>0</span><span>${fullNumber(reach)}</span></div></div>`;
}
