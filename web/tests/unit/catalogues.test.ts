import assert from "node:assert/strict";
import { test } from "node:test";
import { appEn } from "../../src/i18n/app.en.js";
import { appKo } from "../../src/i18n/app.ko.js";
import { figuresEn } from "../../src/i18n/figures.en.js";
import { figuresKo } from "../../src/i18n/figures.ko.js";
import { lessonEn } from "../../src/i18n/lesson.en.js";
import { lessonKo } from "../../src/i18n/lesson.ko.js";
import { isParticle } from "../../src/i18n/particle.js";

const PAIRS: readonly (readonly [string, Record<string, string>, Record<string, string>])[] = [
  ["app", appEn, appKo], ["figures", figuresEn, figuresKo], ["lesson", lessonEn, lessonKo],
];

const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)/g)].map((m) => m[1] ?? "");

for (const [name, en, ko] of PAIRS) {
  test(`${name}: both languages have the same keys, and the same arguments`, () => {
    assert.deepEqual(Object.keys(ko).sort(), Object.keys(en).sort());
    for (const key of Object.keys(en)) {
      assert.deepEqual([...new Set(holes(ko[key] ?? ""))].sort(), [...new Set(holes(en[key] ?? ""))].sort(), key);
    }
  });

  test(`${name}: no text is empty, English holds no Hangul, particles are known ones`, () => {
    for (const [key, text] of [...Object.entries(en), ...Object.entries(ko)]) assert.ok(text.trim(), key);
    for (const [key, text] of Object.entries(en)) assert.doesNotMatch(text, /[가-힣]/, key);
    for (const [key, text] of Object.entries(ko)) {
      for (const [, pair] of text.matchAll(/\{\w+:([^}]+)\}/g)) assert.ok(isParticle(pair ?? ""), `${key}: ${pair}`);
    }
  });
}

test("the two catalogues share no key", () => {
  assert.deepEqual(Object.keys(appEn).filter((key) => key in figuresEn), []);
});
