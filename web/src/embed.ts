// The page /embed?DOCUMENT: one figure, for a frame in somebody else's page. `ui.view` names it, `ui.which` and `ui.step`
// say which linear map or matrix it shows. The script of the figures stands before this one.

import type { Figure } from "./figures/figure.js";
import { accept, FRAMED, report } from "./widget/framed.js";
import { linkOf, ownPairs, valueOf } from "./widget/link.js";

/** The figure where a document names none, or none that there is. */
const USUAL = "attention";

const { doc, foreign } = ownPairs(location.search.slice(1));
if (foreign.length > 0) console.info(`qkv: not of this document, and left out: ${foreign.join(", ")}`);

const wanted = valueOf(doc, "ui.view");
const figure = document.createElement(`qkv-${FRAMED.includes(wanted) ? wanted : USUAL}`) as Figure;
const lang = (valueOf(doc, "ui.lang") || navigator.language).startsWith("ko") ? "ko" : "en";
document.documentElement.lang = lang;
figure.setAttribute("loading", "eager");
figure.setAttribute("doc", doc);
for (const name of ["which", "step"]) {
  const value = valueOf(doc, `ui.${name}`);
  if (value) figure.setAttribute(name, value);
}
const link = document.createElement("a");
link.href = linkOf(doc, new URL(`${lang}/`, location.href).href) ?? `${lang}/`;
link.target = "_blank";
link.rel = "noopener";
link.className = "alone";
link.textContent = "QKV Lab";
figure.append(link);
document.body.append(figure);

report(figure);
accept(figure);
