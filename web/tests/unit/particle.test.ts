import assert from "node:assert/strict";
import { test } from "node:test";
import { particle, type Particle } from "../../src/i18n/particle.js";
import { fill } from "../../src/i18n/t.js";

// Standard Korean orthography: after a final consonant 은, 이, 을, 과, 으로; else 는, 가, 를, 와, 로; 로 after ㄹ too.
// Digits and letters are taken as they are read aloud.
const CASES: readonly (readonly [word: string, pair: Particle, with_: string])[] = [
  ["쿼리", "은/는", "는"], ["값", "은/는", "은"], ["벡터", "을/를", "를"], ["행", "을/를", "을"],
  ["마스크", "으로/로", "로"], ["softmax 값", "으로/로", "으로"], ["스케일", "으로/로", "로"], ["스케일", "을/를", "을"],
  ["0", "은/는", "은"], ["1", "으로/로", "로"], ["2", "이/가", "가"], ["3", "이/가", "이"], ["4", "은/는", "는"],
  ["6", "을/를", "을"], ["7", "으로/로", "로"], ["8", "을/를", "을"], ["9", "은/는", "는"], ["10", "으로/로", "으로"],
  ["x", "은/는", "는"], ["R", "은/는", "은"], ["n", "이/가", "이"], ["chat", "은/는", "은"], ["scale", "으로/로", "로"],
  ["mask", "은/는", "는"], ["“저”", "은/는", "는"], ["W_q", "을/를", "를"],
];

test("particles fit the word before them", () => {
  for (const [word, pair, expected] of CASES) assert.equal(particle(word, pair), expected, `${word} + ${pair}`);
});

test("a message puts the particle behind its argument, and refuses a missing one", () => {
  assert.equal(fill("{a:은/는} {b:을/를} 본다", { a: "저", b: "이름" }), "저는 이름을 본다");
  assert.throws(() => fill("{a}", {}), /no argument/);
});
