import { qkvLab, type QkvFigure } from "qkvlab";

const output = document.querySelector("output")!;
const matrix = document.querySelector("qkv-matrix")!;

matrix.addEventListener("qkv-change", (e) => {
  void Promise.resolve(e.detail.frame.matrix("head.0.attn")).then((attn) => { output.value = String(attn.at(0, 0)); });
});
matrix.addEventListener("qkv-problem", (e) => { output.value = e.detail.message; });

// the same from a script, without an element
const answer = await qkvLab.step("x=1,2,3,4;4,3,2,1&seed=0");
if (answer.ok) document.body.dataset["steps"] = String(answer.frame.steps.length);

/** Opens a document in any figure. */
export function open(figure: QkvFigure, doc: string): void {
  figure.doc = doc;
}
