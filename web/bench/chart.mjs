import { inUnit } from "./report.mjs";

const ROW = 22;
const [NAME, BAR, GAP] = [250, 460, 14];
const COLORS = ["#0b7285", "#e8590c", "#868e96", "#74c0d0", "#f4a261"];
const escaped = (text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A picture of the result: of each row, speeds in parts of the fastest; peers have one thread. */
export function chart({ machine, rows }) {
  const some = rows.filter((r) => r.threads === 1);
  const names = [...new Set(some.flatMap((r) => r.contenders.map((c) => c.name)))];
  const parts = names.map((name, i) => `<rect x="${GAP}" y="${36 + i * 18}" width="12" height="12" fill="${COLORS[i]}"/><text x="${GAP + 18}" y="${46 + i * 18}">${escaped(name)}</text>`);
  let y = 60 + names.length * 18;
  for (const row of some) {
    const fastest = Math.min(...row.contenders.map((c) => c.ms));
    parts.push(`<text x="${GAP}" y="${y + 13}" font-weight="600">${escaped(row.name)}</text>`);
    for (const c of row.contenders) {
      const width = BAR * fastest / c.ms;
      parts.push(`<rect x="${NAME}" y="${y}" width="${width.toFixed(1)}" height="16" fill="${COLORS[names.indexOf(c.name)]}"/>`);
      parts.push(`<text x="${NAME + width + 6}" y="${y + 13}">${inUnit(row, c)} ${row.unit}</text>`);
      y += ROW - 2;
    }
    y += 8;
  }
  const title = `${machine.browser}, one thread, ${machine.cpu}, ${machine.date.slice(0, 10)}: medians, longer is faster`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${NAME + BAR + 110}" height="${y + 8}" font-family="system-ui, sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${GAP}" y="22" font-size="13" font-weight="600">${escaped(title)}</text>
${parts.join("\n")}
</svg>
`;
}
