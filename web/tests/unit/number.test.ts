import assert from "node:assert/strict";
import { test } from "node:test";
import { cellNumber, fullNumber, isRounded, plainNumber, signedNumber, typedNumber } from "../../src/scale/number.js";
import { along } from "../../src/scale/colour.js";
import { roundUp } from "../../src/scale/range.js";

test("full values read back as the same float32, and no shorter text does", () => {
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  for (let i = 0, state = 1; i < 20_000; i++) {
    bits[0] = state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const v = value[0]!;
    if (!Number.isFinite(v)) continue;
    const text = plainNumber(v);
    assert.equal(Math.fround(Number(text)), v, text);
    const digits = text.replace(/e.*/, "").replace(/[-.]/g, "").replace(/^0+|0+$/g, "").length;
    if (digits > 1) assert.notEqual(Math.fround(Number(v.toPrecision(digits - 1))), v, `${text} could be shorter`);
  }
});

test("full values as NumPy prints float32", () => { // numpy 1.24: str(np.float32(…))
  assert.equal(plainNumber(Math.fround(0.1)), "0.1");
  assert.equal(plainNumber(Math.fround(1 / 3)), "0.33333334");
  assert.equal(plainNumber(16777216), "16777216");
  assert.equal(plainNumber(Math.fround(3.4028234663852886e38)), "3.4028235e38");
  assert.equal(plainNumber(Math.fround(-7.486e-3)), "-0.007486");
});

test("numbers on screen have a real minus and keep −0, NaN and infinities", () => {
  assert.equal(cellNumber(-0.125, 2), "−0.13");
  assert.equal(cellNumber(-0, 2), "−0.00");
  assert.equal(cellNumber(NaN, 2), "NaN");
  assert.equal(cellNumber(-Infinity, 2), "−∞");
  assert.equal(cellNumber(Infinity, 2), "∞");
  assert.equal(cellNumber(12345, 1), "12345.0");
  assert.equal(cellNumber(-123456, 2), "−1.23e5");
  assert.equal(fullNumber(Math.fround(-1e-8)), "−1e−8");
  assert.equal(signedNumber(0.5, 2), "+0.50");
  assert.equal(signedNumber(-0.5, 2), "−0.50");
});

test("only a text that says less than the value is rounded", () => {
  assert.equal(isRounded(0.25, 2), false);
  assert.equal(isRounded(Math.fround(0.1), 2), false);
  assert.equal(isRounded(Math.fround(0.125), 2), true);
  assert.equal(isRounded(NaN, 2), false);
});

test("a typed minus may be any of the three", () => {
  assert.equal(typedNumber(" −1.5 "), "-1.5");
  assert.equal(typedNumber("–2"), "-2");
  assert.equal(typedNumber("abc"), "abc");
});

test("a value's place on its scale is symmetric and stays on it", () => {
  assert.equal(along(1, 2), 0.5);
  assert.equal(along(-1, 2), -0.5);
  assert.equal(along(5, 2), 1);
  assert.equal(along(1, 0), 0);
  assert.ok(Number.isNaN(along(NaN, 1)) && Number.isNaN(along(-Infinity, 1)));
});

test("a range ends at a round number that is not below the value", () => {
  for (const [v, end] of [[0, 1], [0.9, 1], [1, 1], [1.01, 1.5], [3.7, 4], [11, 15], [0.034, 0.04], [9500, 10000]] as const) {
    assert.equal(roundUp(v), end);
  }
  for (let v = 1e-6; v < 1e6; v *= 1.37) assert.ok(roundUp(v) >= v * (1 - 1e-6) && roundUp(v) <= v * 2);
});
