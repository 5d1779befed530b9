#!/usr/bin/env python3
"""Tests of the outsider itself, against other outsiders: strtof, nn.MultiheadAttention, complex numbers, papers.

    /usr/bin/python3 core/golden/test_golden.py
"""

import ctypes
import json
import math
import random
import struct
import sys
import unittest

sys.dont_write_bytecode = True

import numpy as np
import torch
from torch import nn

import check_trace
import document
import forward
import number
import positions
import tokenizer


def steps_of(text):
    return {step.id: step.value for step in forward.forward(document.read(text))}


class Numbers(unittest.TestCase):
    def test_rounds_as_strtof(self):
        libc = ctypes.CDLL(None)
        libc.strtof.restype = ctypes.c_float
        draw = random.Random(1)
        texts = ["0", "-0", "-0.0e5", "1e-400", "-1e-400", "3.4028235677973365e38", "7.006492321624085e-46", "1e-45"]
        for _ in range(3000):
            value = struct.unpack("f", struct.pack("I", draw.getrandbits(31)))[0]
            if math.isfinite(value) and value < 3e38:
                after = float(np.nextafter(np.float32(value), np.float32(np.inf)))
                half = (value + after) / 2  # halfway: where rounding twice goes wrong
                texts += [repr(value), f"{half:.160e}", f"{half:.160e}".replace("e", "1e"), repr(half)]
        for text in texts:
            want = libc.strtof(text.encode(), None)
            got = number.float32(text)
            self.assertEqual(struct.pack("f", got), struct.pack("f", want), text)

    def test_refuses(self):
        for text in ["", "+1", "1E5", ".", "1e", "nan", "inf", "1_0", " 1", "٣", "3.5e38", "1e400"]:
            with self.assertRaises(ValueError, msg=text):
                number.float32(text)


class Documents(unittest.TestCase):
    def test_refuses(self):
        for text in [
            "v=2", "dim", "dim=0", "dim=4&dim=4", "colour=red", "text=a&x=1", "text=%FF", "text=%4", "tokens=a||b",
            "tokens=a\\b", "x=1,2;3", "x=1,2&dim=3", "heads=3", "heads=4&kv_heads=3", "mask=window:0", "pad=9",
            "softcap=0", "temperature=1e-46", "pos=rope&dim=3", "wq=tie:q", "wq=tie:k&wk=tie:q", "bq=identity",
            "wq=tie:k&wq.0.0=1", "heads=2&kv_heads=1&wq=tie:k", "wq.00.1=1", "q.0.4=1", "pos.0.0=1", "head.1.q.0.0=1",
            "wo=tie:q", "wq=1,2;3,4", "seed=4294967296",
        ]:  # fmt: skip
            with self.assertRaises(ValueError, msg=text):
                steps_of(text)

    def test_words(self):
        for text, want in [
            ("저는 ChatGPT입니다.", ["저는", "ChatGPT입니다", "."]),
            ("e\u0301a\u0301 b", ["e\u0301a\u0301", "b"]),
            ("a👩‍👩‍👧b", ["a", "👩‍👩‍👧", "b"]),
            ("x_1²", ["x", "_", "1", "²"]),
        ]:
            self.assertEqual(tokenizer.words(text), want)


class Attention(unittest.TestCase):
    def test_agrees_with_multihead_attention(self):
        """The whole way, against PyTorch's own module with the document's parameters put in."""
        for text, causal, pad in [
            ("dim=8&heads=2&seed=42", False, 0),
            ("dim=12&heads=3&mask=causal", True, 0),
            ("dim=6&heads=6&pad=3", False, 3),
        ]:
            step = steps_of(text)
            T, D = step["x"].shape
            heads = document.read(text).H
            module = nn.MultiheadAttention(D, heads, batch_first=True)
            with torch.no_grad():
                module.in_proj_weight.copy_(torch.cat([step["wq"], step["wk"], step["wv"]]))
                module.in_proj_bias.copy_(torch.cat([step["bq"], step["bk"], step["bv"]], dim=1)[0])
                module.out_proj.weight.copy_(step["wo"])
                module.out_proj.bias.copy_(step["bo"][0])
                hidden = torch.ones(T, T, dtype=torch.bool).triu(1) if causal else torch.zeros(T, T, dtype=torch.bool)
                hidden[:, T - pad :] = True
                x = step["x"][None]
                out, attn = module(x, x, x, attn_mask=hidden, average_attn_weights=False)
            torch.testing.assert_close(step["out"], out[0], rtol=0, atol=1e-6)
            for h in range(heads):
                torch.testing.assert_close(step[f"head.{h}.attn"], attn[0, h], rtol=0, atol=1e-6)

    def test_rope_is_a_complex_turn(self):
        rows = torch.randn(50, 6, generator=torch.Generator().manual_seed(1))
        t = np.arange(50)[:, None]
        turn = np.exp(1j * t * 10000.0 ** (-np.arange(3) * 2 / 6))
        turned = (rows[:, :3].numpy() + 1j * rows[:, 3:].numpy()) * turn
        want = np.concatenate([turned.real, turned.imag], axis=1)
        np.testing.assert_allclose(positions.rope(rows).numpy(), want, rtol=0, atol=1e-6)

    def test_sinusoidal(self):
        got = positions.sinusoidal(20, 7)
        for t, c in [(0, 0), (0, 1), (3, 4), (19, 5), (19, 6)]:
            turn = (math.cos if c % 2 else math.sin)(t / 10000 ** ((c - c % 2) / 7))
            self.assertEqual(float(got[t, c]), float(np.float32(turn)))

    def test_alibi_slopes(self):
        # Press, Smith, Lewis: "for models with 8 heads, 1/2, 1/4, … 1/256"; 12 heads: these and every other one of 16.
        self.assertEqual(positions.alibi_slopes(8), [2.0**-n for n in range(1, 9)])
        self.assertEqual(positions.alibi_slopes(12)[8:], [2.0**-0.5, 2.0**-1.5, 2.0**-2.5, 2.0**-3.5])
        self.assertEqual(positions.alibi_slopes(1), [2.0**-8])
        self.assertEqual(positions.alibi_slopes(3), [2.0**-4, 2.0**-8, 2.0**-2])


def as_engine(text):
    """What a faultless engine would say, as parsed JSON."""
    doc = document.read(text)
    names = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}

    def written(value):
        return names.get(str(float(value)), str(np.float32(value)))

    steps = [
        {"id": s.id, "op": s.op, "in": s.inputs, "axes": s.axes, "rows": s.value.shape[0], "cols": s.value.shape[1],
         "data": [[written(n) for n in row] for row in s.value]}
        for s in forward.forward(doc)
    ]  # fmt: skip
    return doc, json.loads(json.dumps({"doc": text, "tokens": doc.tokens, "steps": steps, "notes": []}))


class Checker(unittest.TestCase):
    TEXT = "heads=2&pos=rope&mask=causal&pad=5&softcap=2&temperature=2&head.0.attn.1.1=.5"

    def faults(self, change):
        doc, engine = as_engine(self.TEXT)
        change({step["id"]: step for step in engine["steps"]}, engine)
        return check_trace.compare(doc, engine)

    def test_agrees_with_itself(self):
        self.assertEqual(self.faults(lambda steps, engine: None), [])

    def test_finds_a_last_bit(self):
        """One last bit in any step that is compared bit for bit."""
        doc, engine = as_engine(self.TEXT)
        for step in engine["steps"]:
            if step["op"] not in check_trace.EXACT:
                continue
            value = np.float32(step["data"][-1][-1])
            if not np.isfinite(value):
                continue

            def nudge(steps, engine):
                steps[step["id"]]["data"][-1][-1] = str(np.nextafter(value, np.float32(9)))

            self.assertTrue(any(f.startswith(step["id"] + " ") for f in self.faults(nudge)), step["id"])

    def test_finds_what_is_beyond_the_tolerance(self):
        for id in ["head.0.q_rot", "head.1.scores", "head.0.capped", "head.1.attn", "head.0.context"]:

            def nudge(steps, engine):
                cell = steps[id]["data"][1]
                cell[0] = str(np.float32(float(cell[0]) + 1e-4))

            self.assertTrue(any(f.startswith(id + " ") for f in self.faults(nudge)), id)

    def test_finds_nan_and_infinity_out_of_place(self):
        def dead(steps, engine):
            steps["head.0.masked"]["data"][0][1] = "NaN"

        def alive(steps, engine):
            steps["head.0.masked"]["data"][0][1] = "-3e38"

        for change in (dead, alive):
            self.assertTrue(any(f.startswith("head.0.masked ") for f in self.faults(change)))

    def test_finds_a_wrong_table(self):
        def missing(steps, engine):
            del engine["steps"][3]

        def input_renamed(steps, engine):
            steps["q"]["in"][0] = "lookup"

        def tokens(steps, engine):
            engine["tokens"][0] = "안녕"

        for change in (missing, input_renamed, tokens):
            self.assertEqual(len(self.faults(change)), 1)


if __name__ == "__main__":
    torch.set_num_threads(1)
    unittest.main()
