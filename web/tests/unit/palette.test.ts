import assert from "node:assert/strict";
import { test } from "node:test";
import { rgb } from "d3-color";
import { asksStrongInk, RETIRED, contrast, fill } from "../../src/scale/colour.js";
import { DARK, LIGHT, type Palette } from "../../src/styles/palette.js";

const themes: ReadonlyArray<readonly [string, Palette]> = [["light", LIGHT], ["dark", DARK]];
const AA = 4.5;
const HEADS = ["head-0", "head-1", "head-2", "head-3", "head-4", "head-5", "head-6", "head-7"] as const;
const ROLES = ["role-x", "role-q", "role-k", "role-v", "role-param"] as const;

for (const [theme, p] of themes) {
  test(`${theme}: every ink and role has AA contrast on both papers`, () => {
    for (const name of ["ink", "ink-2", "ink-3", "focus", ...ROLES, "role-score", "role-attn", "role-out"] as const) {
      for (const paper of [p.paper, p["paper-2"]]) {
        assert.ok(contrast(p[name], paper) >= AA, `${name} on ${paper}: ${contrast(p[name], paper).toFixed(2)}`);
      }
    }
  });

  test(`${theme}: digits have AA contrast on every shade of every scale`, () => {
    for (let i = -1000; i <= 1000; i++) {
      const shade = fill(i / 1000, "diverging", p);
      assert.ok(contrast(p.ink, shade) >= AA, `value ${i / 1000}: ${contrast(p.ink, shade).toFixed(2)}`);
    }
    for (let i = 0; i <= 1000; i++) {
      const shade = fill(i / 1000, "sequential", p);
      const ink = asksStrongInk(i / 1000, "sequential") ? p["ink-strong"] : p["ink-weak"];
      assert.ok(contrast(ink, shade) >= AA, `attn ${i / 1000}: ${contrast(ink, shade).toFixed(2)}`);
    }
  });

  test(`${theme}: a cell that stepped back keeps AA contrast`, () => {
    for (const [kind, t] of [["diverging", -1], ["diverging", 1], ["sequential", 1]] as const) {
      assert.ok(contrast(p["ink-3"], fill(t * RETIRED, kind, p)) >= AA);
    }
  });

  test(`${theme}: ends of the value scale stand out as graphics (3:1)`, () => {
    for (const end of [p.neg, p.pos]) assert.ok(contrast(end, p.paper) >= 3, `${end}: ${contrast(end, p.paper)}`);
  });

  test(`${theme}: the colours of heads stand out as graphics (3:1) on both papers`, () => {
    for (const name of HEADS) for (const paper of [p.paper, p["paper-2"]]) assert.ok(contrast(p[name], paper) >= 3, `${name} on ${paper}`);
  });

  for (const [sight, matrix] of Object.entries(SIGHT())) {
    test(`${theme}: roles and the ends of the value scale are told apart with ${sight}`, () => {
      const names = [...ROLES, "neg", "pos"] as const;
      const seen = names.map((n) => oklab(see(p[n], matrix)));
      for (let i = 0; i < names.length; i++) {
        for (let j = 0; j < i; j++) {
          const d = Math.hypot(...seen[i]!.map((c, k) => c - seen[j]![k]!));
          const bound = i < ROLES.length ? 0.09 : 0.065; // a fill is told from a line by its form as well
          assert.ok(d >= bound, `${names[i]} and ${names[j]}: ${d.toFixed(3)}`);
        }
      }
    });

    test(`${theme}: heads are told apart with ${sight}`, () => {
      const seen = HEADS.map((n) => oklab(see(p[n], matrix)));
      seen.forEach((a, i) => seen.slice(0, i).forEach((b, j) => {
        const d = Math.hypot(...a.map((c, k) => c - b[k]!));
        assert.ok(d >= 0.15, `${HEADS[i]} and ${HEADS[j]}: ${d.toFixed(3)}`);
      }));
    });
  }
}

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear light. */
function SIGHT(): Record<string, number[][]> {
  return {
    "normal sight": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
  };
}

function see(colour: string, m: number[][]): number[] {
  const c = rgb(colour);
  const light = [c.r, c.g, c.b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return m.map((row) => Math.max(0, row.reduce((sum, w, i) => sum + w * light[i]!, 0)));
}

/** Ottosson (2020): OKLab of linear sRGB. */
function oklab([r, g, b]: number[]): number[] {
  const l = Math.cbrt(0.4122214708 * r! + 0.5363325363 * g! + 0.0514459929 * b!);
  const m = Math.cbrt(0.2119034982 * r! + 0.6806995451 * g! + 0.1073969566 * b!);
  const s = Math.cbrt(0.0883024619 * r! + 0.2817188376 * g! + 0.6299787005 * b!);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
