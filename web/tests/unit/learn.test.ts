// What is wrong with a lesson is said with its file and line, and stops the build.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { lessonOf, readBook, type Lesson } from "../../learn/book.js";
import { compute } from "../../learn/directives.js";
import { readDocuments } from "../../learn/documents.js";
import { Frames } from "../../learn/frames.js";
import { LAWS } from "../../learn/laws.js";
import { parse } from "../../learn/markdown.js";
import { asTensor } from "../../learn/numbers.js";
import type { Pictures } from "../../learn/pictures.js";
import { placesOf, render, titleOf } from "../../learn/render.js";
import { holdToEachOther } from "../../learn/same.js";
import { Attributes } from "../../learn/attributes.js";
import type { Engine } from "../../src/engine/engine.js";

const FILE = "web/lessons/ko/1-why.md";
const lesson = (text: string, lang: "ko" | "en" = "ko"): Lesson => lessonOf(lang, "1-why.md", FILE.replace("/ko/", `/${lang}/`), text);

const m = { id: "q", rows: 2, cols: 2, data: Float32Array.of(1, 2, 2, 5), at: (r: number, c: number) => m.data[r * 2 + c]! };
/** An engine that knows one matrix, and a document that is wrong. */
const engine = {
  presets: () => Promise.resolve([]),
  step: (doc: string) => Promise.resolve(doc === "heads=7"
    ? { ok: false, problem: { message: "width 4 cannot be split into 7 heads" } }
    : { ok: true, frame: { doc, steps: [{ id: "q" }], has: (id: string) => id === "q", step: () => ({ id: "q" }), matrix: () => m } }),
} as unknown as Engine;
const frames = new Frames(engine, readDocuments("good  dim=2\nbad  heads=7", "documents.txt"));
const pictures = { draw: ({ name }: { name: string }) => Promise.reject(new Error(`there is no figure “${name}”`)) } as unknown as Pictures;
const build = async (text: string): Promise<unknown> => compute(lesson(text), parse(lesson(text)), frames, pictures);

for (const [what, text, message] of [
  ["a document with a problem", "# T\n\n:num{doc=bad cell=q.0.0}", /1-why\.md:3:1: num: the document bad \(heads=7\) has a problem: width 4/],
  ["a document that is nowhere", "# T\n\ntext :num{doc=none cell=q.0.0}", /1-why\.md:3:6: num: there is no document “none”/],
  ["a step that is nowhere", "# T\n\n:num{doc=good cell=z.0.0}", /has no step “z”/],
  ["a figure that is nowhere", "# T\n\n\n:::nothing{doc=good}\nWords.\n:::", /1-why\.md:4:1: nothing: there is no figure/],
  ["a directive that is nowhere", "# T\n\n:nmu{doc=good}", /1-why\.md:3:1: nmu: there is no such directive/],
  ["an attribute that nobody reads", "# T\n\n:num{doc=good cell=q.0.0 digit=3}", /nobody reads the attribute digit/],
  ["a claim that is not so", "# T\n\n:check[It grows.]{doc=good step=q is=between between=\"0 3\"}", /1-why\.md:3:1: check: what is said here is not so \(between\): cell 1, 1 is 5/],
  ["a law that is nowhere", "# T\n\n:check[It.]{doc=good step=q is=nice}", /there is no law “nice”/],
] as const) {
  test(`${what} stops the build`, async () => {
    await assert.rejects(build(text), (e: Error) => { assert.match(e.message, message); return true; });
  });
}

test("a Korean particle that does not fit the number before it stops the build", async () => {
  for (const [wrong, fit] of [["와", "과"], ["는", "은"], ["가", "이"], ["를", "을"], ["였", "이었"]] as const) { // [1.00, 2.00]: 영
    await assert.rejects(build(`# T\n\n:row{doc=good of=q.0}${wrong} 다르다`), (e: Error) => { assert.match(e.message, new RegExp(`1-why\\.md:3:1: row: .*${wrong}” is not Korean: after it comes`)); return true; });
    await build(`# T\n\n:row{doc=good of=q.0}${fit} 다르다`);
  }
  await build("# T\n\n:num{doc=good cell=q.0.1 digits=0}로, :num{doc=good cell=q.0.0 digits=0}로, :num{doc=good cell=q.0.0 digits=0 as=percent}를, :num{doc=good cell=q.0.0 digits=0}이고, :num{doc=good cell=q.0.1 digits=0}가지");
  await assert.rejects(build("# T\n\n:num{doc=good cell=q.0.0 digits=0}으로"), /1으로” is not Korean: after it comes 로/); // 일로
});

test("what is right passes", async () => {
  await build("# T\n\n:num{doc=good cell=q.0.1} :check[Symmetric.]{doc=good step=q is=symmetric}");
});

test("HTML, headings without a place, links without a scheme", () => {
  assert.throws(() => parse(lesson("# T\n\n<b>no</b>")), /1-why\.md:3:1: HTML is not taken/);
  assert.throws(() => placesOf(lesson(""), parse(lesson("# T\n\n## Here"))), /1-why\.md:3:1: a heading ends with/);
  assert.throws(() => titleOf(lesson(""), parse(lesson("# A\n\n# B"))), /1-why\.md:3:1: a page has one heading/);
  const around = { computed: new Map(), lab: () => "", page: (to: string) => { throw new Error(`there is no page “${to}”`); }, styleClass: () => "", list: () => undefined };
  const draw = (text: string) => () => render(lesson(text), parse(lesson(text)), around);
  assert.throws(draw("[x](how)"), /1-why\.md:1:1: a link begins with/);
  assert.throws(draw("[x](page:nowhere)"), /1-why\.md:1:1: there is no page “nowhere”/);
  assert.throws(draw("$\\nocommand$"), /1-why\.md:1:1: /);
});

test("both languages have the same figures, documents, numbers and places", () => {
  const pair = (ko: string, en: string) => () => holdToEachOther({ lesson: lesson(ko), tree: parse(lesson(ko)) }, { lesson: lesson(en, "en"), tree: parse(lesson(en)) });
  assert.doesNotThrow(pair("# T\n\n:num{doc=a cell=q.0.0} :num{doc=b cell=q.0.0}", "# T\n\n:num{doc=b cell=q.0.0} :num{cell=q.0.0 doc=a}"));
  assert.throws(pair("# T\n\n:num{doc=a cell=q.0.0}", "# T\n\n:num{doc=a cell=q.0.1}"), /:3:1: “num cell=q/);
  assert.throws(pair("# T\n\n:::matrix{doc=a}\nx\n:::", "# T"), /ko\/1-why\.md:3:1: “matrix doc=a” is not in web\/lessons\/en\/1-why\.md/);
  assert.throws(pair("# T\n\n## A {#a}", "# T\n\n## A {#b}"), /the places are b/);
});

test("a chapter that is missing in one language stops the build", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lessons-"));
  try {
    for (const lang of ["ko", "en"]) {
      await mkdir(join(folder, lang));
      await writeFile(join(folder, lang, "index.md"), "# T\n\nText.\n");
    }
    await writeFile(join(folder, "ko", "1-why.md"), "# T\n");
    await assert.rejects(readBook(folder, "lessons"), /^.*lessons\/en\/1-why\.md:1:1: this page is there in the other language only/);
    await writeFile(join(folder, "en", "1-why.md"), "# T\n");
    assert.deepEqual((await readBook(folder, "lessons")).map((l) => `${l.lang} ${l.slug}`), ["ko ", "ko why", "en ", "en why"]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("documents: names once, lines that go on", () => {
  assert.deepEqual([...readDocuments("# no\na  x=1\n  ,2\nb", "d")], [["a", "x=1,2"], ["b", ""]]);
  assert.throws(() => readDocuments("a\na", "d"), /d:2:1: there are two documents called a/);
  assert.throws(() => readDocuments("a=1", "d"), /d:1:1: a line is a name/);
});

test("a law finds what is not so", async () => {
  const no = async (is: string, a: Record<string, string> = {}): Promise<unknown> => LAWS[is]!(m, new Attributes(a), frames);
  assert.equal(await no("symmetric"), undefined);
  assert.match(String(await no("asymmetric")), /symmetric/);
  assert.match(String(await no("rows-one")), /line 0 sums to 3/);
  assert.match(String(await no("most", { row: "0", most: "0" })), /order is 1 0/);
  assert.match(String(await no("equal-rows", { rows: "0 1" })), /row 1 is not row 0/);
  assert.match(String(await no("differs", { doc: "good", as: "good" })), /row 0 is the same/);
  assert.match(String(await no("negated", { as: "good" })), /cell 0, 0/);
  assert.match(String(await no("zero")), /is not/);
});

// From PyTorch 1.13: torch.manual_seed(0); print(nn.Linear(4, 4)(torch.tensor([[1., 2., 3., 4.], [4., 3., 2., 1.], [.5, .5, .5, .5]])))
test("a tensor is printed as PyTorch prints it", () => {
  const data = Float32Array.of(-1.9760780334472656, 1.9316507577896118, -0.9651803970336914, -1.901935338973999, -0.20365530252456665, 0.3085702657699585, -0.5200355648994446, -3.5155529975891113, -0.05983924865722656, 0.4640312194824219, -0.419698029756546, -0.7159339785575867);
  const q = { id: "q", rows: 3, cols: 4, data, at: (r: number, c: number) => data[r * 4 + c]! };
  assert.equal(asTensor(q, true), `tensor([[-1.9761,  1.9317, -0.9652, -1.9019],
        [-0.2037,  0.3086, -0.5200, -3.5156],
        [-0.0598,  0.4640, -0.4197, -0.7159]], grad_fn=<AddmmBackward0>)`);
});

test("the program in chapter 3 is the same in both languages, and seeds as its document does", async () => {
  const code = async (lang: string): Promise<string> => /```python\n([^`]*)```/.exec(await readFile(`lessons/${lang}/3-after.md`, "utf8"))?.[1] ?? "";
  assert.equal(await code("ko"), await code("en"));
  assert.match(await code("ko"), /manual_seed\(0\)/);
});
