import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, lettersOf, linesOf, realSizes, shapeText, sizeOf, sizesOf } from "../../src/figures/lesson/ledger-lines.js";
import { golden } from "./lesson-frames.js";

test("at real size one linear map has 590,592 parameters and needs 7,077,888 multiplications; together as nn.MultiheadAttention(768, 12)", () => {
  const f = golden("default");
  const lines = linesOf(f);
  const real = realSizes(f.config, 12, 768, 12)!;
  const q = lines.find((l) => l.id === "q")!;
  assert.equal(countOf(q.parameters, real), 590_592);
  assert.equal(countOf(q.multiplications, real), 7_077_888);
  assert.equal(lettersOf(q.parameters), "(H·Dh)·D + H·Dh");
  assert.equal(shapeText(q.shape, (s) => String(sizeOf(s, real))), "(12,768)·(768,768)ᵀ → (12,768)");
  assert.equal(shapeText(lines.find((l) => l.id === "head.0.q")!.shape, (s) => String(sizeOf(s, real))), "(12,768) → (12,12,64)");
  // sum(p.numel() for p in torch.nn.MultiheadAttention(768, 12).parameters())
  assert.equal(lines.reduce((sum, l) => sum + countOf(l.parameters, real), 0), 2_362_368);
  assert.equal(realSizes(f.config, 12, 768, 5), undefined);
});

test("at the size of the document, shapes are those of its steps, and what is counted is what loops would do", () => {
  for (const name of ["default", "causal_two_heads", "gqa_4_2", "all_rope", "all_alibi", "no_bias_no_out", "head_dim_wider", "one_number", "article_seed0"]) {
    const f = golden(name);
    const sizes = sizesOf(f.config);
    for (const line of linesOf(f)) {
      const step = f.step(line.id)!;
      const result = line.shape.filter((p) => typeof p !== "string").at(-1) as string[];
      assert.deepEqual(result.slice(-2).map((s) => sizeOf(s, sizes)), [step.rows, step.cols], `${name} ${line.id}`);
      const parameters = step.in.filter((id) => /^[wb]/.test(id)).reduce((n, id) => n + f.now(id)!.data.length, 0);
      assert.equal(countOf(line.parameters, sizes), step.op === "linear" ? parameters : 0, `${name} ${line.id}`);
      let done = 0;
      if (step.op === "linear" || step.op === "matmulT" || step.op === "matmul") {
        const inner = f.step(step.in[0]!)!.cols;
        for (let h = 0; h < (line.ofHeads ? f.config.h : 1); h++) for (let r = 0; r < step.rows; r++) for (let c = 0; c < step.cols; c++) done += inner;
        assert.equal(countOf(line.multiplications, sizes), done, `${name} ${line.id}`);
      }
    }
  }
});
