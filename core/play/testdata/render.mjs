// Reads {latex, markdown, label}s from standard input, has Temml render the one and remark read the other, and prints what is
// wrong with them. Packages are those of web/.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const web = createRequire(pathToFileURL(join(process.argv[2], "package.json")));
const load = async (name) => await import(pathToFileURL(web.resolve(name)));
const [{ default: temml }, { unified }, { default: parse }, { default: gfm }, { default: math }] = await Promise.all(
  ["temml", "unified", "remark-parse", "remark-gfm", "remark-math"].map(load));
let input = "";
for await (const chunk of process.stdin) input += chunk;
const strict = { displayMode: true, throwOnError: true, strict: true };
const text = (node) => node.value ?? (node.children ?? []).map(text).join("");
const all = (node, type) => [...(node.type === type ? [node] : []), ...(node.children ?? []).flatMap((n) => all(n, type))];
const reader = unified().use(parse).use(gfm).use(math);
for (const { cell, latex, markdown, labels } of JSON.parse(input)) {
  try {
    const mathml = temml.renderToString(latex, strict);
    if (!mathml.includes("<mtable")) throw new Error("no lines: " + mathml);
    const tree = reader.parse(markdown);
    for (const bad of ["html", "link", "image", "emphasis", "strong", "delete", "heading", "list", "linkReference"]) {
      if (all(tree, bad).length > 0) throw new Error(`Markdown has ${bad}`);
    }
    const [formula] = all(tree, "math");
    temml.renderToString(formula.value, strict);
    const rows = all(tree, "tableRow").slice(1).map((r) => r.children.map(text));
    if (rows.some((r) => r.length !== 4)) throw new Error("a row has not four cells");
    const seen = rows.map(([label]) => label);
    if (JSON.stringify(seen) !== JSON.stringify(labels)) throw new Error(`terms ${JSON.stringify(seen)}, not ${JSON.stringify(labels)}`);
  } catch (error) {
    console.log(`${cell}: ${error.message}\n${latex}\n${markdown}`);
  }
}
