import { html, type TemplateResult } from "lit";
import { legend } from "../figures/legend.js";
import { changedSince } from "../figures/matrix-difference.js";
import { roleOf } from "../model/role.js";
import { symbolParts } from "../model/symbol.js";
import { familyOf, rangeOf, type Family } from "../scale/range.js";
import type { Step } from "../wire.gen.js";
import type { Scene } from "./scene.js";

/** The scales of figures that stand side by side, once for all of them: whose they are, and their numbers. */
export function bandLegend(s: Scene, steps: readonly Step[]): TemplateResult {
  const families = new Map<Family, Step[]>();
  for (const step of steps) families.set(familyOf(step.id), [...families.get(familyOf(step.id)) ?? [], step]);
  return html`<div class="band-legend">${[...families.values()].map((members) => html`<div>
    <span>${letters(members).map(([letter, role]) => html`<span class="symbol role-${role}">${letter}</span> `)}</span>
    ${legend(s.lang, rangeOf(s.frame, members[0]?.id ?? "", s.state.view.attnRange), seenIn(s, members))}
  </div>`)}</div>`;
}

/** W_q, W_k and W_v are all W here. */
function letters(steps: readonly Step[]): readonly (readonly [letter: string, role: string])[] {
  return [...new Map(steps.map((m) => [symbolParts(m.id).base, roleOf(m.id)]))];
}

function seenIn(s: Scene, steps: readonly Step[]): Parameters<typeof legend>[2] {
  const base = s.base ?? s.state.before;
  return {
    masked: false,
    nan: steps.some((m) => s.frame.now(m.id)?.data.some(Number.isNaN) ?? false),
    set: s.frame.set.some((c) => steps.some((m) => m.id === c.step)),
    changed: base && steps.some((m) => { const now = s.frame.now(m.id); return now && changedSince(base, now); }) ? s.base ? "opening" : "before" : undefined,
  };
}
